import type { Block, Card } from '../src/core/card.js'
import type { YearData } from '../src/core/talk-views.js'
import type { ObligationView } from '../src/core/views.js'
import { monthDay } from './shared/entry-text.js'
import { planButtons, recordButtons, typedHint } from './shared/month-buttons.js'
import { dutyBlocks, dutyLine, progressText } from './shared/month-lines.js'
import { notHeldButton, planTalkButton } from './shared/pair-buttons.js'
import { pairText } from './shared/talk-map-blocks.js'

/** Its talks are planned and recorded by pair. */
const PAIRS = 'talk-pairs-year'

/**
 * The yearly check, to the secretary in private: what the year asks for, why it concerns this branch, what is missing and
 * until when (domain.md §1.4). Who lacks hours stands on the secretary's own alone.
 */
export function yearCard(data: YearData): Card {
  const { year, branch, obligations, next } = data
  const missing = obligations.filter(({ met }) => !met)
  const done = obligations.filter(({ met }) => met)
  const single = missing.filter(({ rule }) => rule !== PAIRS)
  const hint = typedHint(single)
  return {
    title: `${year}年度核对 ｜ 已有${done.length}项，待补${missing.length}项`,
    tone: missing.length === 0 ? 'info' : 'warning',
    blocks: [
      ...(missing.length === 0
        ? []
        : [strong('待补：'), ...dutyBlocks(missing, (duty) => lineWithEnd(duty, data.today))]),
      ...listed('学时还差（只告诉你）：', hoursLines(data.hours)),
      ...(next ? [{ type: 'text', text: `谈心谈话可先谈：${pairText(next)}` } as const] : []),
      ...listed('已有：', done.map(progressText)),
      ...listed('明年年初：', data.upcoming.map(upcomingLine)),
      ...(hint === undefined ? [] : [muted(hint)]),
      muted('只在私聊里发；补记会注明补录，没开展的写说明就行'),
    ],
    buttons: [
      ...recordButtons(branch, single),
      ...planButtons(branch, single, 1),
      ...(next ? [planTalkButton(branch.id, next, `约${pairText(next)}`)] : []),
      ...(missing.length === 0 ? [] : [notHeldButton(branch.id, year, '未开展·写说明')]),
    ],
  }
}

const muted = (words: string): Block => ({ type: 'text', text: words, style: 'muted' })
const strong = (words: string): Block => ({ type: 'text', text: words, style: 'strong' })

const listed = (title: string, items: readonly string[]): Block[] =>
  items.length === 0 ? [] : [strong(title), { type: 'list', items }]

/** A duty of January stays missing, and what is told of it now is told late. */
function lineWithEnd(duty: ObligationView, today: string): string {
  const end = monthDay(duty.window.to)
  return `${dutyLine(duty)}，${duty.window.to < today ? `应在${end}前，现在可以补录` : `${end}前`}`
}

const upcomingLine = ({ label, window, because }: ObligationView): string =>
  `${label}：${window.to.slice(0, 4)}年${monthDay(window.to)}前（${because}）`

/** A line each in a small branch; of a large one several, or a phone would show nothing else. */
function hoursLines(hours: YearData['hours']): string[] {
  if (hours.length <= HOURS_LINES) return hours.map(hoursText)
  const lines: string[] = []
  for (let at = 0; at < hours.length; at += HOURS_A_LINE) {
    lines.push(
      hours
        .slice(at, at + HOURS_A_LINE)
        .map(hoursText)
        .join('；'),
    )
  }
  return lines
}

const HOURS_LINES = 7
const HOURS_A_LINE = 4

const hoursText = ({ name, target, missing }: YearData['hours'][number]): string =>
  `${name} 差${missing}学时（应${target}）`
