import { planSettledCard } from '../cards/held-card.js'
import type { ActionOf } from '../src/core/action.js'
import { addDays } from '../src/core/civil-date.js'
import type { SettlePlanMeaning } from '../src/core/meaning.js'
import { noticeReply, type Reply, textReply } from '../src/core/reply.js'
import { findEntry, findEntryByNumber } from '../src/ledger/entries.js'
import { canSee, canSettlePlan } from '../src/ledger/permissions.js'
import type { LedgerEntryView } from '../src/ledger/to-views.js'
import { isGroup, type MemberContext } from './context.js'
import { holdsCards } from './shared/card-holder.js'
import { cancelAs, moveTo } from './shared/change-plan.js'
import { heldForm, moveForm } from './shared/plan-forms.js'
import { isForPrivate } from './shared/private-kinds.js'

/** 已办，记一笔; 改期; 取消 on 办了吗. The operator is judged by the ledger, whatever the button says. */
export async function actionSettlePlan(
  { entryId, outcome, whole }: ActionOf<'settle-plan'>,
  ctx: MemberContext,
): Promise<Reply> {
  const plan = await findEntry(entryId)
  if (!plan || !canSee(ctx.member, plan)) return noticeReply('warning', '没有找到这项计划')
  const refusal = await refusalOf(plan, ctx)
  if (refusal !== undefined) return noticeReply('info', refusal)
  if (outcome !== 'cancelled') {
    const form = outcome === 'held' ? await heldForm(plan, ctx) : await moveForm(plan, ctx)
    return { ...form, notice: { tone: 'info', text: '表格已发给你，填好点「记下」' } }
  }
  const { updates = [], ...cancelled } = await cancelAs(plan, undefined, ctx)
  const card = planSettledCard(plan)
  return {
    ...cancelled,
    notice: { tone: 'success', text: `已取消 ${plan.number}` },
    updates: [...(whole ? [{ messageId: ctx.messageId, card }] : []), ...updates],
  }
}

/** The same, typed: 已办 2026-计-003, 改期 2026-计-003 4月2日, 取消计划 2026-计-003 大家都出差. */
export async function settlePlan(meaning: SettlePlanMeaning, ctx: MemberContext): Promise<Reply> {
  const { outcome, number, reason, days, ...said } = meaning
  const plan = await findEntryByNumber(number)
  if (!plan || !canSee(ctx.member, plan)) return textReply(`没有找到编号 ${number}，请对照计划的编号再发一次`)
  const refusal = await refusalOf(plan, ctx)
  if (refusal !== undefined) return textReply(refusal)
  if (outcome === 'held') return heldForm(plan, ctx)
  const when = days === undefined ? said : { ...said, date: addDays(plan.date, days) }
  if (outcome === 'moved') return when.date === undefined ? moveForm(plan, ctx) : moveTo(plan, when, ctx)
  // Whose talk it was to be is not for the group.
  const what = isGroup(ctx) && isForPrivate(plan) ? '' : ` ${plan.title}`
  return { ...textReply(`已取消 ${number}${what}`), ...(await cancelAs(plan, reason, ctx)) }
}

const STATES = { open: '', done: '已办', moved: '已改期', cancelled: '已取消' } as const

/** Why nothing can become of it, or not by him: the one who stands in for the secretary may answer but for talks. */
async function refusalOf(plan: LedgerEntryView, ctx: MemberContext): Promise<string | undefined> {
  if (plan.kind !== 'plan') return `${plan.number} 不是计划`
  if (plan.voided) return `${plan.number} 已撤销`
  if (!canSettlePlan(ctx.member, plan) && (isForPrivate(plan) || !(await holdsCards(ctx))))
    return '这项计划由安排的人、书记或管台账的同志来改'
  const state = STATES[plan.planState ?? 'open']
  if (state === '') return undefined
  return `${plan.number} 之前${state}${plan.doneBy === undefined ? '' : `：${plan.doneBy}`}`
}
