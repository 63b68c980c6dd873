import type { Block, Card } from '../src/core/card.js'
import { dayOf, daysBetween, monthNumberOf } from '../src/core/civil-date.js'
import type { DigestData } from '../src/core/views.js'
import { durationText, monthDay } from './shared/entry-text.js'

/**
 * The week in the group (moments.md §6 Digest). Names only for thanks; never who is missing, a rate, one person's
 * hours, money or anything of a talk beyond the count.
 */
export function digestCard(data: DigestData): Card {
  const counts = data.counts
    .filter(({ count }) => count > 0)
    .map(({ label, count, unit = '次' }) => `${label}${count}${unit}`)
  const lines = [
    ...(counts.length === 0 ? [] : [counts.join('、') + (data.minutes > 0 ? `，共${durationText(data.minutes)}` : '')]),
    ...(data.talkCount > 0 ? [`谈心谈话${data.talkCount}次`] : []),
    ...(data.lateCount > 0 ? [`另补录以前的记录${data.lateCount}条`] : []),
    ...(data.thanks.length > 0
      ? [`谢谢：${data.thanks.map(({ name, did = '讲', what }) => `${name}${did}${what}`).join('；')}`]
      : []),
  ]
  return {
    title: `${spanName(data)} ｜ ${spanText(data.from, data.to)}`,
    tone: 'info',
    blocks: [
      ...(lines.length === 0 ? ['这几天没有新记录。'] : lines).map((text): Block => ({ type: 'text', text })),
      ...(data.calendarKnown ? [] : [{ type: 'text', text: '节假日安排未导入', style: 'muted' } as const]),
    ],
  }
}

/** A digest of merged weeks must not call itself this week's. */
function spanName({ from, to }: DigestData): string {
  const weeks = Math.ceil((daysBetween(from, to) + 1) / 7)
  return weeks <= 1 ? '本周台账' : `近${weeks}周台账`
}

function spanText(from: string, to: string): string {
  if (from === to) return monthDay(from)
  return monthNumberOf(from) === monthNumberOf(to)
    ? `${monthDay(from)}—${dayOf(to)}日`
    : `${monthDay(from)}—${monthDay(to)}`
}
