import { askBackSettledCard } from '../cards/ask-back-settled-card.js'
import { entryFields, type FormErrors, type FormValues } from '../cards/entry-form.js'
import type { ActionOf } from '../src/core/action.js'
import { UserError } from '../src/core/errors.js'
import type { RecordMeaning } from '../src/core/meaning.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { bumpDraft, closeDraft, type DraftView, noteOutcome } from '../src/ledger/drafts.js'
import type { NewEntry } from '../src/ledger/new-entry/index.js'
import { currentNames, type MemberContext } from './context.js'
import { audienceOf, draftCard } from './shared/draft-card.js'
import { occasionsFor } from './shared/occasions-for.js'
import { sentDraft } from './shared/own-draft.js'
import { readEntryForm } from './shared/read-entry-form.js'
import { formReceiptReply } from './shared/receipt.js'
import { fieldOfRefusal, prepare, type Recorded, write } from './shared/record.js'
import { holdsSecret, secretReply } from './shared/secret.js'

/**
 * 记下 on a form: records what it holds, or shows the same card again with errors beside the fields. Only the author
 * of the draft may send it, and each revision counts once.
 */
export async function actionSubmitEntry(
  action: ActionOf<'submit-entry'>,
  form: FormValues,
  ctx: MemberContext,
): Promise<Reply> {
  const found = await sentDraft(action, '提交', ctx)
  if ('refusal' in found) return found.refusal
  const { draft } = found
  if (holdsSecret(form)) {
    const { type } = draft.partial
    await closeDraft(draft.id)
    return secretReply(askBackSettledCard({ outcome: 'dropped', type }), ctx.messageId)
  }
  const read = readEntryForm(form, {
    partial: draft.partial,
    audience: audienceOf(draft, ctx),
    author: ctx.member.name,
    people: currentNames(ctx),
    today: ctx.today,
    calendar: ctx.branch.calendar,
    occasions: occasionsFor(draft.partial, ctx),
  })
  if (!read.ok) return showErrors(draft, read.errors, read.values, ctx)
  const all: { meaning: RecordMeaning; prepared: NewEntry }[] = []
  for (const meaning of [read.meaning, ...(read.more ?? [])]) {
    const prepared = await prepareOrSay(meaning, { ...ctx, sentenceId: draft.messageId })
    if (prepared instanceof UserError) {
      const names = entryFields(draft.partial.type, audienceOf(draft, ctx)).map(({ name }) => name)
      return showErrors(draft, { [fieldOfRefusal(prepared, names)]: prepared.userMessage }, form, ctx)
    }
    all.push({ meaning, prepared })
  }
  if (!(await closeDraft(draft.id))) return noticeReply('info', '这张表已处理过')
  const recorded: Recorded[] = []
  for (const { meaning, prepared } of all) recorded.push(await write(meaning, prepared, ctx))
  await noteOutcome(
    draft.id,
    'recorded',
    recorded.map(({ entry }) => entry.id),
  )
  return formReceiptReply(recorded, ctx)
}

/** The same card with errors beside the fields. Every refusal makes a new revision, or the corrected form would count as sent. */
async function showErrors(
  draft: DraftView,
  errors: FormErrors,
  values: FormValues,
  ctx: MemberContext,
): Promise<Reply> {
  const bumped = await bumpDraft(draft.id, draft.partial, { ...errors })
  return {
    notice: { tone: 'warning', text: Object.values(errors)[0] ?? '还有几处要改，已标在表上' },
    updates: [{ messageId: ctx.messageId, card: draftCard(bumped, ctx, values) }],
  }
}

/** The entry, or why the roster of its day can't hold it. */
async function prepareOrSay(meaning: RecordMeaning, ctx: MemberContext): Promise<NewEntry | UserError> {
  try {
    return await prepare(meaning, ctx)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}
