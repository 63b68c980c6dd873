import type { Block } from '../../src/core/card.js'
import { spanOf } from '../../src/core/civil-date.js'
import { KIND_LABELS } from '../../src/core/entry.js'
import { spanText } from '../../src/core/span-text.js'
import type { DigestCounts, DigestSpan } from '../../src/core/views.js'
import { durationText, monthDay } from './entry-text.js'

/** 一季度小结 ｜ 1月1日—3月31日; a year by its number. */
export function spanTitle({ span, until }: DigestSpan): string {
  const { from, to } = spanOf(span)
  return `${spanName(span)} ｜ ${monthDay(from)}—${monthDay(until ?? to)}`
}

/** 一季度小结, 2025年度小结. */
function spanName(span: string): string {
  const [year = '', quarter] = span.split('-')
  return quarter === undefined ? `${year}年度小结` : `${spanText(span).slice(`${year}年`.length)}小结`
}

/** The counts of a stretch of time as the group reads them: 集中学习1次、主题影片1次，共4.5小时. */
export function countsText({ counts, minutes, talkCount }: DigestCounts): string[] {
  const texts = counts
    .filter(({ count }) => count > 0)
    .map(({ label, count, unit = '次' }) => `${label}${count}${unit}`)
  return [
    ...(texts.length === 0 ? [] : [texts.join('、') + (minutes > 0 ? `，共${durationText(minutes)}` : '')]),
    ...(talkCount > 0 ? [`谈心谈话${talkCount}次`] : []),
  ]
}

/** A picture is worth its room only with so many things to compare (moments.md §6). */
const LEAST_BARS = 4

/** A quarter or year: its counts, and a chart of them where there is enough to compare. */
export function spanBlocks(span: DigestSpan, withChart: boolean): Block[] {
  const lines = countsText(span).map((text): Block => ({ type: 'text', text }))
  const bars = barsOf(span)
  if (!withChart || bars.length < LEAST_BARS) return lines
  return [...lines, { type: 'chart', title: spanName(span.span), bars }]
}

/** Only what is counted in 次: sheets and items are no times that something was held. */
function barsOf({ counts, talkCount }: DigestCounts): { label: string; value: number }[] {
  const held = counts.filter(({ unit, count }) => unit === undefined && count > 0)
  return [
    ...held.map(({ label, count }) => ({ label, value: count })),
    ...(talkCount > 0 ? [{ label: KIND_LABELS.talk, value: talkCount }] : []),
  ]
}
