import type { ActionOf } from '../src/core/action.js'
import type { Reply } from '../src/core/reply.js'
import type { MemberContext } from './context.js'
import { formForDuty } from './shared/missing-duty.js'

/** 补记 on the closing card: a form for that duty. */
export async function actionRecordMissing(
  { rule, period }: ActionOf<'record-missing'>,
  ctx: MemberContext,
): Promise<Reply> {
  const duty = await formForDuty(rule, period, ctx)
  if ('refusal' in duty) return { notice: duty.refusal }
  return { ...duty.form, notice: { tone: 'info', text: '表格已发给你，填好点「记下」' } }
}
