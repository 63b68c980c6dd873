import { unitOf } from '../../cards/shared/count-text.js'
import { listHead, withBranch } from '../../cards/shared/entry-lines.js'
import type { Button } from '../../src/core/card.js'
import { spanOf } from '../../src/core/civil-date.js'
import { KIND_LABELS } from '../../src/core/entry.js'
import { spanText } from '../../src/core/span-text.js'
import { OPEN_ITEM_KINDS, type OpenItem, openItems } from '../../src/ledger/items.js'
import { canClose } from '../../src/ledger/permissions.js'
import { isGroup, type MemberContext } from '../context.js'
import { branchNameFor } from '../shared/receipt.js'
import { type Answer, type Asked, dayText, openly, privately } from './answer.js'

const LABELS: Readonly<Record<OpenItem['item'], string>> = {
  qualitySlip: KIND_LABELS.qualitySlip,
  problem: KIND_LABELS.problem,
  agenda: '会议议题',
  plan: KIND_LABELS.plan,
  followup: '谈话跟进',
}

/**
 * open_items: what is still to be dealt with, overdue first. Asked for as such in the group, slips, problems and plans
 * are told as numbers; everything that a person has open, his talks' follow-ups among it, in private only.
 */
export async function answerOpenItems(asked: Asked, ctx: MemberContext): Promise<Answer> {
  const wanted = OPEN_ITEM_KINDS.filter((kind) => asked.items === undefined || asked.items.includes(kind))
  const inGroup = isGroup(ctx) && !wanted.includes('followup')
  const all = await openItems(wanted, ctx.today, inGroup ? undefined : ctx.member)
  const items = all.filter((item) => isWithin(item, asked.period) && isAskedFor(item, asked)).toSorted(overdueFirst)
  const title = '待办'
  if (items.length === 0) {
    const says = [`${asked.period === ALWAYS ? '' : spanText(asked.period)}${noneText(asked.items && wanted)}`]
    const answer = { title, says }
    return inGroup ? openly(answer) : privately(answer)
  }
  const says = [saidOf(items)]
  if (inGroup) {
    const lines = items.map(({ entry, dueTo, at }) => ({
      text: `${entry.number}${nth(at)}${dueText(dueTo, ctx.today)}`,
    }))
    return openly({ title, says, lines, notes: ['每项是什么，请私聊问我'] })
  }
  return privately({
    title,
    says,
    lines: items.map((item) => ({ text: lineOf(item, ctx.today), under: item.overdue ? '已过期限' : '还没到期限' })),
    notes: items.some(({ item }) => item !== 'plan') ? ['办完了发：销号 加编号，如 销号 2026-单-003'] : [],
    buttons: closeButton(items, ctx),
  })
}

/** 没有未整改的问题; `wanted` left out: of everything that can be open. */
function noneText(wanted: readonly OpenItem['item'][] | undefined): string {
  if (wanted === undefined) return '没有待办的事项'
  const [only, ...others] = wanted
  return only === 'problem' && others.length === 0
    ? '没有未整改的问题'
    : `没有待办的${wanted.map((kind) => LABELS[kind]).join('、')}`
}

/** The span of a question that names none. */
export const ALWAYS = '9999'

/** Recorded in the span, or due in it. */
function isWithin({ entry, dueTo }: OpenItem, period: string): boolean {
  if (period === ALWAYS) return true
  const { from, to } = spanOf(period)
  return [entry.date, dueTo].some((day) => day !== undefined && from <= day && day <= to)
}

/** 整改单, 会务部, 培训: what the question narrows slips and plans down to. */
function isAskedFor({ item, entry }: OpenItem, { kinds = [], department }: Asked): boolean {
  if (department !== undefined && !entry.department?.includes(department)) return false
  if (item === 'problem') return true
  return kinds.length === 0 || kinds.includes(entry.subkind ?? '')
}

const overdueFirst = (a: OpenItem, b: OpenItem): number => Number(b.overdue) - Number(a.overdue)

/** 待办3项：质量单2张、计划1项；已过期限1项. */
function saidOf(items: readonly OpenItem[]): string {
  const each = OPEN_ITEM_KINDS.flatMap((kind) => {
    const count = items.filter(({ item }) => item === kind).length
    return count === 0 ? [] : [`${LABELS[kind]}${count}${unitOf(LABELS[kind])}`]
  })
  const overdue = items.filter((item) => item.overdue).length
  return `还没办完${items.length}件：${each.join('、')}${overdue > 0 ? `；已过期限${overdue}件` : ''}`
}

const dueText = (dueTo: string | undefined, today: string): string =>
  dueTo === undefined ? '' : ` ${dayText(dueTo, today)}前`

function lineOf({ item, entry, dueTo, at, topic = '', owner = entry.owner }: OpenItem, today: string): string {
  const who = owner === undefined ? '' : ` 责任人 ${owner}`
  const what = item === 'followup' ? `${LABELS.followup}：${entry.title}` : item === 'agenda' ? topic : listHead(entry)
  return `${entry.number}${nth(at)} ${what}${dueText(dueTo, today)}${who}`
}

const nth = (at: number | undefined): string => (at === undefined ? '' : ` 第${at}项`)

/** With one thing alone; a tap turns the card into that entry's receipt, and would hide the others of a list. */
function closeButton(items: readonly OpenItem[], ctx: MemberContext): Button[] {
  const [only, ...others] = items
  if (!only || others.length > 0 || only.item === 'plan' || !canClose(ctx.member, only.entry)) return []
  const { id: entryId, number } = only.entry
  return [
    {
      text: '销号',
      action: { v: 1, name: 'close-item', entryId },
      twin: withBranch(`销号 ${number}`, branchNameFor(ctx)),
    },
  ]
}
