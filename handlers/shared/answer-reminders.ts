import { dateText } from '../../cards/shared/entry-text.js'
import type { ReminderAnswer } from '../../src/core/own-views.js'
import { momentAt } from '../../src/ledger/own-notices.js'
import { snoozeDay } from '../../src/ledger/own-reminder-times.js'
import type { RemindedPlan } from '../../src/ledger/own-reminders.js'
import { choose } from '../../src/ledger/reminder-choices.js'
import type { MemberContext } from '../context.js'
import { branchToldTo } from './days-told.js'

/** What was said about reminders of these plans. */
export interface Answered {
  readonly text: string
  /** False: it could not be done as wished, and the reminder stands as it did. */
  readonly isDone: boolean
}

/** Notes a member's answer to reminders of plans that are to come. */
export async function answerReminders(
  plans: readonly RemindedPlan[],
  answer: ReminderAnswer,
  ctx: MemberContext,
): Promise<Answered> {
  if (answer === 'later') return putOff(plans, ctx)
  for (const { plan } of plans) await choose(plan.entryId, ctx.member.id, { off: answer === 'off' }, ctx.sentAt)
  return { text: answer === 'off' ? '好的，这件事不再提醒你' : '好的', isDone: true }
}

async function putOff(plans: readonly RemindedPlan[], ctx: MemberContext): Promise<Answered> {
  const { member, today } = ctx
  const branch = branchToldTo(ctx)
  const days = new Set<string>()
  for (const { plan, event } of plans) {
    const day = snoozeDay(event, momentAt(ctx.sentAt, branch.timezone), branch)
    if (day === undefined) continue
    await choose(plan.entryId, member.id, { off: false, againOn: day, planDate: plan.date }, ctx.sentAt)
    days.add(day)
  }
  const [day] = days
  if (day === undefined) return { text: '下个工作日早上就来不及了，请现在记好时间', isDone: false }
  return { text: `好的，${dateText(day, undefined, today)}早上再提醒你`, isDone: true }
}
