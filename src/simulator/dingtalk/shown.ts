import type { StoredAttachment } from '../attachment.js'

/** A button of an ActionCard. */
export interface LinkButton {
  readonly text: string
  readonly url: string
}

/** What a client draws of a message, whichever way it was sent. */
export type Shown =
  | { readonly kind: 'text'; readonly text: string; readonly attachments?: readonly StoredAttachment[] }
  | { readonly kind: 'markdown'; readonly title: string; readonly text: string }
  | {
      readonly kind: 'actionCard'
      readonly title: string
      readonly text: string
      readonly buttons: readonly LinkButton[]
      readonly vertical: boolean
    }
  | { readonly kind: 'link'; readonly title: string; readonly text: string; readonly url: string }
  | { readonly kind: 'feedCard'; readonly links: readonly LinkButton[] }
  /** A picture, a file, a voice: words stand for it where it can't be shown. */
  | { readonly kind: 'other'; readonly text: string; readonly attachments?: readonly StoredAttachment[] }
  | { readonly kind: 'card'; readonly outTrackId: string }

/** The files that a client shows with a message. */
export const attachmentsIn = (shown: Shown): readonly StoredAttachment[] =>
  shown.kind === 'text' || shown.kind === 'other' ? (shown.attachments ?? []) : []
