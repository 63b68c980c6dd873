import { spanText } from '../../src/core/span-text.js'
import type { EntryView, NamedCount } from '../../src/core/views.js'
import { agendaLines } from './agenda-lines.js'
import { dateText, headText, monthDay } from './entry-text.js'
import type { Marks } from './marks.js'
import { type AmountLine, amountsText, sumTexts } from './money-lines.js'

/** Kinds whose day is only the day they were told; the span stands in its place. */
export const isOfSpan = ({ kind }: EntryView): boolean =>
  kind === 'commitment' || kind === 'metric' || kind === 'analysis' || kind === 'dues'

/** What stands where other receipts have the day. */
export function spanWhen(entry: EntryView, marks: Marks, inGroup: boolean): string[] {
  marks.hide('date')
  const span = entry.span === undefined ? [] : [marks.on(spanText(entry.span), 'period', 'month')]
  if (entry.kind !== 'dues') return span
  const paid = entry.paidOn === undefined ? [] : [marks.on(`${monthDay(entry.paidOn)}交`, 'paid_on')]
  return [...span, ...sumTexts(entry, marks, inGroup), ...paid]
}

/** 3月26日（周四）14:00, or 3月31日（周二）前. */
export function planWhen(entry: EntryView, marks: Marks, today: string): string {
  const isDeadline = entry.dueTo !== undefined && entry.dueTo === entry.date
  const day = marks.on(dateText(entry.date, entry.endDate, today), 'date', 'end_date')
  if (isDeadline) return marks.on(`${day}前`, 'due_to')
  const clock = entry.start === undefined ? '' : entry.start + (entry.end === undefined ? '' : `—${entry.end}`)
  return day + marks.on(clock || (entry.period ?? ''), 'start', 'end', 'period')
}

const PLAN_STATES: Readonly<Record<NonNullable<EntryView['planState']>, (doneBy?: string) => string[]>> = {
  open: () => [],
  done: (doneBy) => [`已办${doneBy === undefined ? '' : `：${doneBy}`}`],
  moved: (doneBy) => [`已改期${doneBy === undefined ? '' : `：${doneBy}`}`],
  cancelled: () => ['已取消'],
}

/** What only this kind has, below the first line. */
export function kindLines(entry: EntryView, marks: Marks, amounts: readonly AmountLine[] = []): string[] {
  const said = (label: string, value: string | number | undefined, field: string): string[] =>
    value === undefined ? [] : [marks.on(`${label}${value}`, field)]
  const money = amounts.length === 0 ? [] : [`明细：${amountsText(amounts)}`]
  switch (entry.kind) {
    case 'meeting':
      return agendaLines(entry)
    case 'volunteer':
      return said('岗位 ', entry.post, 'post')
    case 'honour':
      return [marks.on(entry.winners?.length ? `获奖人 ${entry.winners.join('、')}` : '集体获奖', 'winners')]
    case 'qualitySlip':
      return [...said('问题：', entry.problem, 'problem'), ...dueLines(entry, marks)]
    case 'problem':
      return [
        ...said('来源 ', entry.subkind, 'source'),
        ...(isWhole(entry) ? [] : said('问题：', entry.problem, 'problem')),
        ...said('措施：', entry.measure, 'measure'),
        ...said('责任人 ', entry.owner, 'owner'),
        ...dueLines(entry, marks),
      ]
    case 'spotCheck':
      return [...said('结果：', entry.result, 'result'), ...said('得分 ', entry.score, 'score')]
    case 'metric':
      return [
        ...(isWhole(entry) ? [] : said('', countsText(entry.metrics), 'items')),
        ...said(openLabel(entry.openMetrics), countsText(entry.openMetrics), 'open'),
        ...(isWhole(entry) ? [] : said('计划：', countsText(entry.plannedMetrics), 'planned')),
      ]
    case 'commitment':
      return progressTexts(entry)
    case 'dues':
      return [...money, ...(entry.unconfirmed ? ['待管党费的同志确认'] : [])]
    case 'donation':
      return money
    case 'plan':
      return [...remindLines(entry, marks), ...PLAN_STATES[entry.planState ?? 'open'](entry.doneBy)]
    case 'analysis':
      return ['内容加密保存，仅书记可见']
    default:
      return []
  }
}

/** Whom the bot will remind of a plan, and when (src/ledger/own-reminder-times.ts); nobody: no line. */
function remindLines(entry: EntryView, marks: Marks): string[] {
  const { planState, subkind, dueTo, date, lecturer, remind, remindAll } = entry
  if (planState !== 'open') return []
  const isDeadline = dueTo === date
  const isTalk = subkind === 'talk'
  const whom = [
    ...(isTalk ? [isDeadline ? '谈话人' : '谈话双方'] : []),
    ...(remindAll && !isTalk ? ['大家'] : []),
    ...(remind && !(remindAll && !isTalk) && !(isTalk && entry.talker === undefined) ? ['记录人'] : []),
    ...(lecturer === undefined || isTalk || remindAll ? [] : ['主讲人']),
  ]
  if (whom.length === 0) return []
  const day = isDeadline ? '到期前一个工作日早上' : '前一个工作日下午'
  const when = isTalk ? `${day}，只说时间` : day
  return [marks.on(`到时私聊提醒${whom.join('、')}（${when}）`, 'remind')]
}

/** A slip is 销号, a work item done. */
const openLabel = (open: readonly NamedCount[] | undefined): string =>
  open?.every(({ name }) => name === '工作计划') ? '其中未完成：' : '其中未销号：'

/** 进展：3月18日 已完成方案, newest last. */
export const progressTexts = ({ progress = [] }: EntryView): string[] =>
  progress.map(({ on, text }) => `进展：${monthDay(on)} ${text}`)

/** The head says the title; a long one it cuts. */
const isWhole = ({ title }: EntryView): boolean => headText(title) === title

/** Until when, and whether it was done. */
export function dueLines({ dueTo, closedOn }: EntryView, marks: Marks): string[] {
  if (closedOn !== undefined) return [marks.on(`已销号：${monthDay(closedOn)}`, 'closed_on')]
  return dueTo === undefined ? [] : [marks.on(`整改期限：${monthDay(dueTo)}（未销号）`, 'due_to')]
}

const countsText = (counts: readonly NamedCount[] | undefined): string | undefined =>
  counts === undefined || counts.length === 0
    ? undefined
    : counts.map(({ name, count }) => `${name}${count}`).join('、')
