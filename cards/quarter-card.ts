import type { Block, Card } from '../src/core/card.js'
import { isMissingOn } from '../src/core/missing.js'
import { spanText } from '../src/core/span-text.js'
import type { NextPair, QuarterData } from '../src/core/talk-views.js'
import type { ObligationView } from '../src/core/views.js'
import { monthDay } from './shared/entry-text.js'
import { isRecordable } from './shared/month-buttons.js'
import { dutyBlocks, progressText } from './shared/month-lines.js'
import { nextPairButton, notHeldButton, planTalkButton, recordTalkButton } from './shared/pair-buttons.js'
import { coverageText, pairText, talkMapBlocks } from './shared/talk-map-blocks.js'

const REGULATION = '《中国共产党支部工作条例（试行）》（年度）'

/**
 * The quarter's talks and what else the quarter asks for, to the secretary in private (moments.md §6). Nothing on it was
 * said in a talk, and a 提醒谈话 is in none of its numbers.
 */
export function quarterCard(data: QuarterData): Card {
  const { promise, map, next, branch, quarter } = data
  const name = spanText(quarter).replace(/^\d+年/, '')
  return {
    title: map ? `${name}谈心谈话` : `${name}核对`,
    tone: isOpen(data) ? 'warning' : 'success',
    blocks: [
      ...summaryBlocks(data, name),
      ...(map ? talkMapBlocks(map) : []),
      ...(next ? [text(`可先谈：${pairText(next)}（${lastText(next, data)}）`)] : []),
      ...(promise?.excuse === undefined ? [] : [text(`本季说明：${promise.excuse}（仍记为未完成）`)]),
      ...basisBlocks(data),
      ...otherBlocks(data.others),
      ...(map ? [muted('内容仅谈话双方可见；提醒谈话不在此图')] : []),
    ],
    buttons: [
      ...(next ? [planTalkButton(branch.id, next), recordTalkButton(branch.id, next)] : []),
      ...(next?.isOneOfSeveral ? [nextPairButton(branch.id, quarter, next)] : []),
      ...(promise && !promise.met ? [notHeldButton(branch.id, quarter)] : []),
    ],
  }
}

const text = (words: string) => ({ type: 'text', text: words }) as const
const muted = (words: string): Block => ({ type: 'text', text: words, style: 'muted' })

const isOpen = ({ promise, map, isCoverageDue, others, today }: QuarterData): boolean =>
  (isCoverageDue && map !== undefined && map.done < map.total) ||
  [promise, ...others].some((duty) => duty !== undefined && isMissingOn(duty, today))

/** Where nothing asks for the pairs, how many talked is a picture and no score. */
function summaryBlocks({ promise, map, isCoverageDue }: QuarterData, name: string): Block[] {
  const parts = [
    ...(promise ? [`${name}：支部承诺${promise.need}次，已记${promise.have}次`] : []),
    ...(isCoverageDue && map ? [`全年谈心谈话覆盖：${coverageText(map)}`] : []),
  ]
  return parts.length === 0 ? [] : [{ type: 'text', text: parts.join(' ｜ '), style: 'strong' }]
}

function basisBlocks({ promise, isCoverageDue }: QuarterData): Block[] {
  const bases = [...(promise ? [`${promise.basis}（季度）`] : []), ...(isCoverageDue ? [REGULATION] : [])]
  return bases.length === 0 ? [] : [muted(`依据：${bases.join('、')}`)]
}

/** 今年还没谈; of a second round when the last one was. */
function lastText({ last }: NextPair, { quarter }: QuarterData): string {
  if (last === undefined) return '今年还没谈'
  if (last.startsWith(quarter.slice(0, 4))) return `今年${monthDay(last)}谈过`
  return `今年还没谈，上次是${last.slice(0, 4)}年${monthDay(last)}`
}

/** What else the quarter asks for: lines of this card, not a card each. */
function otherBlocks(others: readonly ObligationView[]): Block[] {
  const missing = others.filter(({ met }) => !met)
  const recordable = missing.filter(isRecordable)
  const done = others.filter(({ met }) => met).map(progressText)
  return [
    ...(missing.length === 0 ? [] : [{ ...text('本季还有：'), style: 'strong' } as const, ...dutyBlocks(missing)]),
    ...(done.length === 0 ? [] : [text(`本季已有：${done.join('；')}`)]),
    ...(recordable.length === 0
      ? []
      : [muted(`补记可以发：${recordable.map(({ label }) => `补记${label}`).join('、')}`)]),
  ]
}
