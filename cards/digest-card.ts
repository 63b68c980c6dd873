import type { Block, Card } from '../src/core/card.js'
import { dayOf, daysBetween, monthNumberOf } from '../src/core/civil-date.js'
import type { DigestData, DigestSpan, WeekDigest } from '../src/core/views.js'
import { countsText, spanBlocks, spanTitle } from './shared/digest-span.js'
import { monthDay } from './shared/entry-text.js'
import { upcomingLine } from './shared/upcoming-line.js'

/** Where the digest is read, and what can be done there. */
export interface DigestReading {
  readonly inGroup: boolean
  /** A reply to it is recognised as one (Platform.knowsReplies). */
  readonly canReply: boolean
  /** The day on which it is read: 下周 is the week after it. */
  readonly today: string
  /** For a reader in several branches, in private: which one this is. */
  readonly branchName?: string
}

/**
 * The week in the group, and a quarter or year that ended (moments.md §6). Names only for thanks; never who is missing,
 * a rate, one person's hours, money or anything of a talk beyond the count.
 */
export function digestCard(data: DigestData, reading: DigestReading): Card {
  const lines = weekLines(data)
  const upcoming = upcomingLine(data.upcoming, reading.today)
  const [first, ...others] = data.spans
  const hasWeek = lines.length > 0 || first === undefined
  const headed = hasWeek ? data.spans : others
  const text = (one: string): Block => ({ type: 'text', text: one })
  return {
    title: hasWeek ? `${spanName(data)} ｜ ${spanText(data.from, data.to)}` : spanTitle(first as DigestSpan),
    tone: 'info',
    blocks: [
      ...(reading.branchName === undefined ? [] : [muted(`「${reading.branchName}」`)]),
      ...(hasWeek
        ? (lines.length === 0 ? ['这几天没有新记录。'] : lines).map(text)
        : spanBlocks(first as DigestSpan, others.length === 0)),
      ...headed.flatMap((span, index): Block[] => [
        { type: 'text', text: spanTitle(span), style: 'strong' },
        ...spanBlocks(span, index === headed.length - 1),
      ]),
      ...(upcoming === undefined ? [] : [text(upcoming)]),
      ...(data.calendarKnown ? [] : [muted('节假日安排未导入')]),
      muted(disputeHint(hasWeek && lines.length > 0, reading)),
    ],
  }
}

/** The same to look at before it is sent; `note` says when that is. */
export function digestPreviewCard(data: DigestData, reading: DigestReading, note: string): Card {
  const card = digestCard(data, reading)
  return { ...card, blocks: [...card.blocks, { type: 'divider' }, muted(`预览，还没有发。${note}`)] }
}

const muted = (text: string): Block => ({ type: 'text', text, style: 'muted' })

function weekLines(data: WeekDigest): string[] {
  return [
    ...countsText(data),
    ...(data.lateCount > 0 ? [`另补录以前的记录${data.lateCount}条`] : []),
    ...(data.thanks.length > 0
      ? [`谢谢：${data.thanks.map(({ name, did = '讲', what }) => `${name}${did}${what}`).join('；')}`]
      : []),
  ]
}

/**
 * How to say that something is wrong. A reply brings the list of what was told; a quarter's entries are too many for a
 * list, so there it is said by number.
 */
function disputeHint(hasWeek: boolean, { inGroup, canReply }: DigestReading): string {
  const say = inGroup ? '@我发' : '发'
  if (!hasWeek) return `有出入？${say}“有出入”加编号`
  if (!canReply) return `有出入？${say}“周报有出入”`
  return `有出入？回复本条${inGroup ? '并@我' : ''}：有出入 …`
}

/** A digest of merged weeks must not call itself this week's. */
function spanName({ from, to }: WeekDigest): string {
  const weeks = Math.ceil((daysBetween(from, to) + 1) / 7)
  return weeks <= 1 ? '本周台账' : `近${weeks}周台账`
}

function spanText(from: string, to: string): string {
  if (from === to) return monthDay(from)
  return monthNumberOf(from) === monthNumberOf(to)
    ? `${monthDay(from)}—${dayOf(to)}日`
    : `${monthDay(from)}—${monthDay(to)}`
}
