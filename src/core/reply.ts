import type { Card } from './card.js'
import type { Content, Notice, Target } from './platform.js'

/** A private message to a member. A member without a platform account gets nothing, and that is no error. */
export interface DirectMessage {
  readonly memberId: string
  readonly content: Content
  /** Entries this card is about: a later change of theirs updates the card. */
  readonly entryIds?: readonly string[]
  /** Draft whose form this card shows. */
  readonly draftId?: string
  /** It tells one of a talk's people of this entry: without an account he is told once he has one. */
  readonly tellsOf?: string
}

/** A message to whoever is no member: a group, or a person of a branch that is being set up. */
export interface OutsideMessage {
  readonly target: Target
  readonly content: Content
}

/** Replaces a card that was sent earlier. */
export type CardUpdate =
  | { readonly messageId: string; readonly card: Card; readonly entryIds?: readonly string[] }
  /** Every delivered card that was sent with this entry in its `entryIds`, in whichever chat it stands. */
  | { readonly ofEntryId: string; readonly cardFor: (inGroup: boolean) => Card }
  /** Every delivered card that shows the form of this draft. */
  | { readonly ofDraftId: string; readonly card: Card }

/**
 * What a handler wants said. A handler returns it and never sends: a rerun can't half-send, and platforms never leak
 * into handlers (style.md §4.2).
 */
export interface Reply {
  /** Said in the chat the message came from. */
  readonly chat?: Content
  readonly entryIds?: readonly string[]
  readonly draftId?: string
  readonly direct?: readonly DirectMessage[]
  /** Said elsewhere on the same platform; never with anything of a branch's books in it. */
  readonly outside?: readonly OutsideMessage[]
  readonly updates?: readonly CardUpdate[]
  /** Feedback to a tap; ignored for messages. */
  readonly notice?: Notice
  /** The text must not be kept, not even sealed: the inbox row is wiped in the same transaction. */
  readonly wipe?: boolean
  /** A receipt that only repeats what was typed: where the month's calls are scarce, it waits for the day's one line. */
  readonly routine?: boolean
}

export const textReply = (text: string): Reply => ({ chat: { type: 'text', text } })
export const cardReply = (card: Card, extra: Omit<Reply, 'chat'> = {}): Reply => ({
  chat: { type: 'card', card },
  ...extra,
})
export const noticeReply = (tone: Notice['tone'], text: string): Reply => ({ notice: { tone, text } })
