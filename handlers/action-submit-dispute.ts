import { DISPUTE_FIELD, disputeSentCard } from '../cards/dispute-form-card.js'
import type { FormValues } from '../cards/entry-form.js'
import type { ActionOf } from '../src/core/action.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { normalise } from '../src/language/normalise.js'
import { bumpDraft, closeDraft } from '../src/ledger/drafts.js'
import { findEntry } from '../src/ledger/entries.js'
import { canSee } from '../src/ledger/permissions.js'
import { currentNames, type MemberContext } from './context.js'
import { disputeDraftCard, disputeRefusal } from './shared/dispute-form.js'
import { raiseDispute } from './shared/disputes.js'
import { nameOf } from './shared/edit-form.js'
import { sentDraft } from './shared/own-draft.js'
import { holdsSecret, secretReply } from './shared/secret.js'

const LONGEST_WORDS = 300

/** 提交 on the form of 有出入: hands the member's words to those who judge them. */
export async function actionSubmitDispute(
  action: ActionOf<'submit-dispute'>,
  form: FormValues,
  ctx: MemberContext,
): Promise<Reply> {
  const found = await sentDraft(action, '提交', ctx)
  if ('refusal' in found) return found.refusal
  const { draft } = found
  const entry = draft.disputeOf === undefined ? undefined : await findEntry(draft.disputeOf)
  if (!entry || !canSee(ctx.member, entry)) return noticeReply('warning', '没有找到这条记录')
  const refused = disputeRefusal(entry, ctx)
  if (refused !== undefined) return noticeReply('warning', refused)
  const raw = form[DISPUTE_FIELD]
  const typed = typeof raw === 'string' ? raw.trim() : ''
  const { text, cut, sanitize } = normalise(typed, currentNames(ctx))
  if (holdsSecret({ text })) {
    await closeDraft(draft.id)
    return secretReply(disputeSentCard(nameOf(entry), 'dropped'), ctx.messageId)
  }
  const wrong =
    text === '' ? '请写一句哪里不对' : cut || text.length > LONGEST_WORDS ? `请写在${LONGEST_WORDS}字以内` : undefined
  if (wrong !== undefined) {
    const bumped = await bumpDraft(draft.id, draft.partial, { [DISPUTE_FIELD]: wrong })
    const card = disputeDraftCard(bumped, form)
    return { notice: { tone: 'warning', text: wrong }, updates: [{ messageId: ctx.messageId, card }] }
  }
  if (!(await closeDraft(draft.id))) return noticeReply('info', '这张表已处理过')
  return {
    notice: { tone: 'success', text: '已转告，处理结果会私聊你' },
    updates: [{ messageId: ctx.messageId, card: disputeSentCard(nameOf(entry), 'sent') }],
    // As he typed it, with his own commas; only what would be run elsewhere is taken out.
    direct: await raiseDispute(entry, sanitize ? text : typed, ctx),
  }
}
