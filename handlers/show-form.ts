import type { FormValues } from '../cards/entry-form.js'
import type { Card } from '../src/core/card.js'
import { type HandlerContext, isMemberContext } from './context.js'
import { draftCard } from './shared/draft-card.js'
import { ownDraft } from './shared/own-draft.js'
import { type SettledForm, settledForm } from './shared/settled-form.js'

const NOT_A_MEMBER = '你不在这个支部的名册里，不能填这张表'

/** A draft's form as its page shows it, or why it shows none. */
export type ShownForm =
  | { readonly state: 'open'; readonly card: Card; readonly revision: number }
  /** Recorded or given up before. */
  | ({ readonly state: 'settled' } & SettledForm)
  | { readonly state: 'refused'; readonly text: string }

/** What a person sent of which revision, to be shown again as he typed it. */
export interface TypedForm {
  readonly values: FormValues
  readonly revision: number
}

/**
 * The form of the person's own draft; writes nothing. With `typed`, what he sent stands in it, and the errors of a
 * refusal since then beside the fields. Opened anew, it holds what was understood, so errors of before don't fit it.
 */
export async function showForm(draftId: string, ctx: HandlerContext, typed?: TypedForm): Promise<ShownForm> {
  if (!isMemberContext(ctx)) return refused(NOT_A_MEMBER)
  const found = await ownDraft(draftId, ctx)
  if ('refusal' in found) {
    return found.settled
      ? { state: 'settled', ...(await settledForm(found.settled, ctx)) }
      : refused(found.refusal.notice?.text)
  }
  const { draft } = found
  const wasRefused = typed !== undefined && draft.revision > typed.revision
  const card = draftCard(draft, ctx, typed?.values, wasRefused ? draft.errors : {})
  return { state: 'open', card, revision: draft.revision }
}

const refused = (text = ''): ShownForm => ({ state: 'refused', text })
