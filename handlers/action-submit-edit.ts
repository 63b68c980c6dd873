import { editSettledCard } from '../cards/edit-settled-card.js'
import { type FormErrors, type FormValues, toFieldName } from '../cards/entry-form.js'
import { changeTexts } from '../cards/shared/change-lines.js'
import type { ActionOf } from '../src/core/action.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { bumpDraft, closeDraft, type DraftView, noteOutcome } from '../src/ledger/drafts.js'
import { findEntry } from '../src/ledger/entries.js'
import type { LedgerEntryView } from '../src/ledger/to-views.js'
import type { MemberContext } from './context.js'
import { changeAs } from './shared/change-entry.js'
import { differenceOf } from './shared/edit-difference.js'
import { editAudience, editCard, nameOf, namesFor } from './shared/edit-form.js'
import { occasionsFor } from './shared/occasions-for.js'
import { sentDraft } from './shared/own-draft.js'
import { readEntryForm } from './shared/read-entry-form.js'
import { holdsSecret, secretReply } from './shared/secret.js'

/** Beside which field a refusal of the ledger's stands, by its code; else beside the first that was changed. */
const FIELD_OF: Readonly<Record<string, string>> = {
  bad_date: 'date',
  future_date: 'date',
  count_mismatch: 'actual',
  self_talk: 'partner',
  nobody_then: 'attendees',
  bad_amount: 'items',
  erased: 'topic',
}

/**
 * 保存 on the form of an entry: changes what differs, or shows the same card again with errors beside the fields. Who may
 * change the entry is judged anew: roles, and the entry itself, may be others by now.
 */
export async function actionSubmitEdit(
  action: ActionOf<'submit-edit'>,
  form: FormValues,
  ctx: MemberContext,
): Promise<Reply> {
  const found = await sentDraft(action, '保存', ctx)
  if ('refusal' in found) return found.refusal
  const { draft } = found
  const entry = draft.editOf === undefined ? undefined : await findEntry(draft.editOf)
  if (!entry) return noticeReply('warning', '没有找到这条记录')
  if (holdsSecret(form)) {
    await closeDraft(draft.id)
    const card = editSettledCard({ outcome: 'dropped', name: nameOf(entry), changes: [] })
    return secretReply(card, ctx.messageId)
  }
  const read = readEntryForm(form, {
    partial: draft.partial,
    audience: editAudience(draft.partial, ctx),
    author: ctx.member.name,
    people: namesFor(draft.partial, ctx),
    today: ctx.today,
    calendar: ctx.branch.calendar,
    occasions: occasionsFor(draft.partial, ctx),
    editing: true,
  })
  if (!read.ok) return showErrors(draft, read.errors, read.values, ctx)
  const set = differenceOf(draft.partial, read.meaning)
  if (Object.keys(set).length === 0) return settle(draft, entry, 'same', ctx)
  const changing = await changeAs(entry, { set }, ctx)
  switch (changing.outcome) {
    case 'refused':
      return noticeReply('warning', changing.text)
    case 'invalid': {
      const [first = 'date'] = Object.keys(set)
      return showErrors(draft, { [FIELD_OF[changing.code] ?? toFieldName(first)]: changing.text }, form, ctx)
    }
    case 'same':
      return settle(draft, entry, 'same', ctx)
    case 'changed': {
      const settled = await settle(draft, changing.entry, 'changed', ctx, changeTexts(changing.fields))
      return { ...settled, updates: [...(settled.updates ?? []), ...changing.updates], direct: changing.direct }
    }
  }
}

/** Closes the form; its card says how it ended. */
async function settle(
  draft: DraftView,
  entry: LedgerEntryView,
  outcome: 'changed' | 'same',
  ctx: MemberContext,
  changes: readonly string[] = [],
): Promise<Reply> {
  await closeDraft(draft.id)
  if (outcome === 'changed') await noteOutcome(draft.id, 'changed', [entry.id])
  return {
    notice:
      outcome === 'changed' ? { tone: 'success', text: `已改 ${entry.number}` } : { tone: 'info', text: '没有改动' },
    updates: [{ messageId: ctx.messageId, card: editSettledCard({ outcome, name: nameOf(entry), changes }) }],
  }
}

/** The same card with errors beside the fields, as a new revision: a corrected form is a new submit. */
async function showErrors(
  draft: DraftView,
  errors: FormErrors,
  values: FormValues,
  ctx: MemberContext,
): Promise<Reply> {
  const bumped = await bumpDraft(draft.id, draft.partial, { ...errors })
  return {
    notice: { tone: 'warning', text: Object.values(errors)[0] ?? '还有几处要改，已标在表上' },
    updates: [{ messageId: ctx.messageId, card: editCard(bumped, ctx, values) }],
  }
}
