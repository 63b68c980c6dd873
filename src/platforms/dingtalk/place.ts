import type { Form } from '../../core/card.js'

/** Where a message is read: by one person, by a group, or (a card that is changed) either. */
export type Place = { readonly kind: 'person'; readonly userId: string } | { readonly kind: 'group' | 'unknown' }

export interface RenderOptions {
  /** A button may say its twin for whom it is tapped by (`dtmd`); whether every client can is not documented. */
  readonly commandButtons: boolean
  /** A form's page for one person; undefined where there is none. */
  readonly linkTo?: (form: Form, userId: string) => string | undefined
}
