import { reminderAnsweredCard } from '../cards/own-reminder-card.js'
import type { ActionOf } from '../src/core/action.js'
import type { AnswerReminderMeaning } from '../src/core/meaning.js'
import { noticeReply, type Reply, textReply } from '../src/core/reply.js'
import { comingPlansOf, newestReminded } from '../src/ledger/own-reminders.js'
import type { MemberContext } from './context.js'
import { answerReminders } from './shared/answer-reminders.js'

const NOTHING_TO_COME = '这件事不用再提醒了：已办、已改期或已取消'

/** 知道了, 明天再说, 不用提醒 on a card of reminders: for whoever taps, of those plans of which he is reminded. */
export async function actionAnswerReminder(
  { entryIds, answer, whole }: ActionOf<'answer-reminder'>,
  ctx: MemberContext,
): Promise<Reply> {
  const plans = await comingPlansOf(ctx.branch, ctx.member.id, ctx.today, { ids: entryIds })
  if (plans.length === 0) return noticeReply('info', NOTHING_TO_COME)
  const { text, isDone } = await answerReminders(plans, answer, ctx)
  const card = reminderAnsweredCard(
    plans.map(({ plan }) => plan),
    text,
    ctx.today,
  )
  return {
    notice: { tone: isDone ? 'success' : 'warning', text },
    ...(whole && isDone && { updates: [{ messageId: ctx.messageId, card }] }),
  }
}

/** The same, typed; without numbers for what the newest message of reminders told him of. */
export async function answerReminder({ answer, numbers }: AnswerReminderMeaning, ctx: MemberContext): Promise<Reply> {
  const { branch, member, today } = ctx
  const plans = numbers
    ? await comingPlansOf(branch, member.id, today, { numbers })
    : await newestReminded(branch, member.id, today)
  if (plans.length > 0) return textReply((await answerReminders(plans, answer, ctx)).text)
  if (answer === 'seen') return textReply('好的')
  return textReply(numbers ? NOTHING_TO_COME : '最近没有提醒过你。要停掉某一项请带编号，如：不用提醒 2026-计-003')
}
