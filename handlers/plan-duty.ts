import type { ActionOf } from '../src/core/action.js'
import type { PlanDutyMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import type { MemberContext } from './context.js'
import { planForDuty } from './shared/missing-duty.js'

/** 约主题党日 on a card of the month: a plan for that duty, its day left open. */
export async function actionPlanDuty({ rule, period }: ActionOf<'plan-duty'>, ctx: MemberContext): Promise<Reply> {
  const duty = await planForDuty(rule, period, ctx)
  if ('refusal' in duty) return { notice: duty.refusal }
  return { ...duty.form, notice: { tone: 'info', text: '表格已发给你，填好点「记下」' } }
}

/** The same, typed. */
export async function planDuty({ rule, period }: PlanDutyMeaning, ctx: MemberContext): Promise<Reply> {
  const duty = await planForDuty(rule, period, ctx)
  return 'refusal' in duty ? textReply(duty.refusal.text) : duty.form
}
