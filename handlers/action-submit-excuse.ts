import type { FormErrors, FormValues } from '../cards/entry-form.js'
import { EXCUSE_FIELDS, excuseSentCard, optionOf } from '../cards/excuse-form-card.js'
import type { ActionOf } from '../src/core/action.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { normalise } from '../src/language/normalise.js'
import { bumpDraft, closeDraft, type DraftView } from '../src/ledger/drafts.js'
import { excuse } from '../src/ledger/excuses.js'
import { currentNames, type MemberContext } from './context.js'
import { holdsCards, ONLY_SECRETARY_REMINDED } from './shared/card-holder.js'
import { asWritten, dutiesOf, type ExcusedDuty, excuseDraftCard, LONGEST_EXCUSE } from './shared/excuse-form.js'
import { sentDraft } from './shared/own-draft.js'
import { holdsSecret, secretReply } from './shared/secret.js'

/** 提交 on the form of 写说明: the words stand beside the chosen duties from now on. */
export async function actionSubmitExcuse(
  action: ActionOf<'submit-excuse'>,
  form: FormValues,
  ctx: MemberContext,
): Promise<Reply> {
  const found = await sentDraft(action, '提交', ctx)
  if ('refusal' in found) return found.refusal
  const { draft } = found
  if (!(await holdsCards(ctx))) return noticeReply('warning', ONLY_SECRETARY_REMINDED)
  if (holdsSecret({ text: form[EXCUSE_FIELDS.text] ?? '' })) return refuseSecret(draft, ctx)
  const read = readExcuse(form, draft, ctx)
  if ('errors' in read) return showErrors(draft, read.errors, form, ctx)
  if (!(await closeDraft(draft.id))) return noticeReply('info', '这张表已处理过')
  for (const { rule, period } of read.duties) await excuse(rule, period, read.text, ctx.member, ctx.now)
  const labels = read.duties.map(({ label }) => label)
  return {
    notice: { tone: 'success', text: '说明已写上' },
    updates: [{ messageId: ctx.messageId, card: excuseSentCard(draft.question ?? '', { labels, text: read.text }) }],
  }
}

type Read = { readonly duties: readonly ExcusedDuty[]; readonly text: string } | { readonly errors: FormErrors }

function readExcuse(form: FormValues, draft: DraftView, ctx: MemberContext): Read {
  const chosen = [form[EXCUSE_FIELDS.duties] ?? []].flat()
  const duties = dutiesOf(draft).filter((_, index) => chosen.includes(optionOf(index)))
  const raw = form[EXCUSE_FIELDS.text]
  const { text, cut } = normalise(typeof raw === 'string' ? raw : '', currentNames(ctx))
  const tooLong = cut || text.length > LONGEST_EXCUSE
  const errors: Record<string, string> = {
    ...(duties.length === 0 && { [EXCUSE_FIELDS.duties]: '请选是哪几项' }),
    ...(text === '' && { [EXCUSE_FIELDS.text]: '请写一句说明' }),
    ...(tooLong && { [EXCUSE_FIELDS.text]: `请写在${LONGEST_EXCUSE}字以内` }),
  }
  return Object.keys(errors).length > 0 ? { errors } : { duties, text: asWritten(text) }
}

async function showErrors(draft: DraftView, errors: FormErrors, form: FormValues, ctx: MemberContext): Promise<Reply> {
  const bumped = await bumpDraft(draft.id, draft.partial, { ...errors })
  return {
    notice: { tone: 'warning', text: Object.values(errors)[0] ?? '' },
    updates: [{ messageId: ctx.messageId, card: excuseDraftCard(bumped, form) }],
  }
}

async function refuseSecret(draft: DraftView, ctx: MemberContext): Promise<Reply> {
  await closeDraft(draft.id)
  return secretReply(excuseSentCard(draft.question ?? '', undefined), ctx.messageId)
}
