import type { Block, Card } from '../src/core/card.js'
import { addDays, formatChinese, weekdayName } from '../src/core/civil-date.js'
import type { Holiday, HolidayNotice } from '../src/core/holiday-notice.js'
import { withBranch } from './shared/entry-lines.js'
import { monthDay } from './shared/entry-text.js'

/** A day that the list makes another than it was. */
export interface ChangedDay {
  readonly date: string
  /** People are at work that day by the list. */
  readonly works: boolean
}

export interface HolidaysCardData {
  readonly branchId: string
  /** For a reader in several branches: which one this is. */
  readonly branchName?: string
  readonly listId: string
  readonly notice: HolidayNotice
  /** Against the list that was known; undefined: none was. */
  readonly changed?: readonly ChangedDay[]
}

/** So many lines fit on a phone; who sees more than that has pasted something odd. */
const MOST_CHANGES = 12

/** What was read from a pasted notice, for the secretary to compare with it before it counts. */
export function holidaysCard({ branchId, branchName, listId, notice, changed }: HolidaysCardData): Card {
  const { year } = notice
  return {
    title: `${year}年节假日 ｜ 请核对`,
    tone: 'info',
    blocks: [
      ...bodyOf(notice),
      { type: 'divider' },
      ...changeBlocks(year, changed),
      { type: 'text', text: '确认后只用于本支部：提醒哪天发、工作日怎么数都按它。', style: 'muted' },
    ],
    buttons: [
      {
        text: '确认导入',
        style: 'primary',
        action: { v: 1, name: 'confirm-holidays', branchId, listId },
        twin: withBranch(`确认节假日 ${year}`, branchName),
      },
    ],
  }
}

/** What the preview becomes. */
export const holidaysImportedCard = (year: number): Card => ({
  title: `${year}年节假日 ｜ 已导入`,
  tone: 'success',
  blocks: [{ type: 'text', text: '现在起按它算工作日。写错了就把通知再贴一次。' }],
})

function bodyOf({ holidays }: HolidayNotice): Block[] {
  const work = holidays.flatMap((holiday) => holiday.work).toSorted()
  return [
    { type: 'list', items: holidays.map(holidayLine) },
    ...(work.length === 0
      ? []
      : [{ type: 'text', text: `调休上班：${work.map((date) => formatChinese(date)).join('、')}` } as const]),
  ]
}

/** 春节：2月15日（周日）至2月23日（周一），9天 */
function holidayLine({ festivals, rest }: Holiday): string {
  const spans = spansOf(rest).map(([from, to]) =>
    from === to ? formatChinese(from) : `${formatChinese(from)}至${monthDay(to)}（${weekdayName(to)}）`,
  )
  return `${festivals.join('、')}：${spans.join('，')}，${rest.length}天`
}

/** First and last day of each run of days. */
function spansOf(dates: readonly string[]): [string, string][] {
  const spans: [string, string][] = []
  for (const date of dates.toSorted()) {
    const last = spans.at(-1)
    if (last && addDays(last[1], 1) === date) last[1] = date
    else spans.push([date, date])
  }
  return spans
}

function changeBlocks(year: number, changed: readonly ChangedDay[] | undefined): Block[] {
  if (!changed) return [{ type: 'text', text: `${year}年的安排现在还没有，一直按周一至周五算。` }]
  if (changed.length === 0) return [{ type: 'text', text: `和现在用的${year}年安排一样。` }]
  const lines = changed
    .slice(0, MOST_CHANGES)
    .map(({ date, works }) => `${formatChinese(date)}：${works ? '放假 → 上班' : '上班 → 放假'}`)
  const more = changed.length > MOST_CHANGES ? [`还有${changed.length - MOST_CHANGES}天`] : []
  return [
    { type: 'text', text: `和现在用的有${changed.length}天不同：`, style: 'strong' },
    { type: 'list', items: [...lines, ...more] },
  ]
}
