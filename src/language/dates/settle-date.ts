import { addDays, compare, formatChinese, mondayOf, weekdayOf } from '../../core/civil-date.js'
import type { ErrorMeaning } from '../../core/meaning.js'
import { isCorrected, isFormer, isRuledOut } from '../corrections.js'
import type { DateMention, Tense } from './mention.js'

/** What the mentions of a log or a plan amount to. */
export type SettledDate =
  | { kind: 'said'; date: string; endDate?: string; at: number; longAgo?: boolean }
  | { kind: 'unsaid' }
  | { kind: 'error'; error: ErrorMeaning }
  | { kind: 'doubt'; question: string }

/** Text between a date and the weekday or date that repeats it: 3月5日（周四）, 昨天，3月17日. */
const BESIDE =
  /^(?:[\s(（,，、即也就是]{0,4}|[\s(（,，]{0,2}(?:调休|补班)(?:上班|补班)?的?(?:那个|那天的?)?|[,，(（]?(?:那个?|那天|当天)?(?:虽然?是?|虽说是?|正好是?|刚好是?|恰好是?|正是|又是|还是|是)?)$/

/**
 * One date for a log or a plan out of all mentions (SCHEMA §1 "Dates"): a weekday beside a date must agree with it, a
 * self-correction means the last, two different days are asked about, a vague one is never guessed. A log to come is
 * an error, a plan that is over a doubt.
 */
export function settleDate(
  text: string,
  found: readonly DateMention[],
  today: string,
  tense: Tense = 'log',
): SettledDate {
  const bad = found.find((mention) => mention.kind === 'bad')
  if (bad) return { kind: 'error', error: { error: 'bad_date', raw: bad.raw } }
  const merged = mergeNeighbours(text, withoutRuledOut(text, found, tense), today)
  if ('error' in merged) return { kind: 'error', error: merged }
  const mentions = joinDays(text, applyCorrections(text, merged.mentions))
  const days = new Set(mentions.map((mention) => `${mention.date}~${mention.endDate ?? ''}`))
  const [first] = mentions
  // 不是昨天学的党章: that it was some other day is all that is said.
  if (first === undefined) return found.length > 0 ? { kind: 'doubt', question: '是哪一天？' } : { kind: 'unsaid' }
  const unclear = mentions.find((mention) => mention.kind === 'unclear' || mention.date === undefined)
  if (unclear) return { kind: 'doubt', question: `「${unclear.raw}」是哪一天？` }
  if (days.size > 1) return { kind: 'doubt', question: '说到了不止一个日期，这一条记在哪一天？' }
  const date = first.date as string
  if (tense === 'plan' && compare(date, today) < 0) {
    return { kind: 'doubt', question: `${formatChinese(date, today)}已经过了，是哪一天？` }
  }
  if (tense === 'log' && compare(first.endDate ?? date, today) > 0) {
    return { kind: 'error', error: { error: 'future_date', date, suggest: 'plan' } }
  }
  const end = first.endDate === undefined ? {} : { endDate: first.endDate }
  const longAgo = mentions.every((mention) => mention.longAgo) ? { longAgo: true } : {}
  return { kind: 'said', date, ...end, at: first.start, ...longAgo }
}

function mergeNeighbours(
  text: string,
  found: readonly DateMention[],
  today: string,
): { mentions: DateMention[] } | ErrorMeaning {
  const mentions: DateMention[] = []
  for (const mention of found) {
    const last = mentions.at(-1)
    if (!last || !BESIDE.test(text.slice(last.end, mention.start))) {
      mentions.push(mention)
      continue
    }
    // 10月9号（节后第一个工作日）: too long ago to be counted from today, and said of the day just named.
    if (
      last.kind === 'day' &&
      mention.kind === 'unclear' &&
      mention.date === undefined &&
      AFTER_HOLIDAY.test(mention.raw)
    ) {
      mentions[mentions.length - 1] = { ...last, end: mention.end }
      continue
    }
    const weekday = mention.weekday ?? last.weekday
    const dated = mention.kind === 'weekday' || mention.weekday !== undefined ? last : mention
    if (weekday === undefined || dated.date === undefined || dated.kind === 'span' || dated.kind === 'weekday') {
      mentions.push(mention)
      continue
    }
    const other = dated === last ? mention : last
    const agrees = other.kind === 'weekday' ? weekdayOf(dated.date) === weekday : other.date === dated.date
    const end = /^[)）]/.test(text.slice(mention.end)) ? mention.end + 1 : mention.end
    const raw = text.slice(last.start, end)
    if (!agrees) {
      const named = addDays(mondayOf(dated.date), weekday - 1)
      const candidates = other.kind === 'weekday' ? [dated.date, named] : [dated.date, other.date ?? named]
      return { error: 'date_conflict', raw, candidates, hint: candidates.map((day) => formatChinese(day, today)) }
    }
    mentions[mentions.length - 1] = { ...dated, start: last.start, end: mention.end, raw }
  }
  return { mentions }
}

const AFTER_HOLIDAY = /^(?:节|假期?|长假|收假)[前后]?/

/** Drops a day that the speaker denies, also where he had named it before: 昨天，不是昨天，上周五. */
function withoutRuledOut(text: string, mentions: readonly DateMention[], tense: Tense): DateMention[] {
  const denied = mentions.filter(({ start }) => {
    const before = text.slice(0, start)
    return isRuledOut(before) || (tense === 'log' && mentions.length > 1 && isFormer(before))
  })
  return mentions.filter((mention) => !denied.some((one) => one === mention || one.date === mention.date))
}

/** 5月20号、21号开了两天: days that follow each other, and how many they were, are one span. */
function joinDays(text: string, mentions: readonly DateMention[]): readonly DateMention[] {
  const [first, ...others] = mentions
  const last = others.at(-1)
  if (!first?.date || !last?.date || mentions.length > 4) return mentions
  const follow = mentions.every(
    ({ kind, date, endDate }, index) =>
      kind === 'day' && endDate === undefined && date === addDays(first.date as string, index),
  )
  const beside = mentions.every(
    ({ end }, index) =>
      index === others.length || /^\s?[、,，和及跟]\s?$/.test(text.slice(end, mentions[index + 1]?.start)),
  )
  const said = /^[^\d,，。;；\n]{0,10}?(?:这)?([两二2三3四4])(?:整)?天/.exec(text.slice(last.end, last.end + 16))?.[1]
  const count = said === undefined ? 0 : ({ 三: 3, 3: 3, 四: 4, 4: 4 }[said] ?? 2)
  const away = mentions.length === 2 && AWAY_FOR_DAYS.test(text)
  return follow && beside && (away || count === mentions.length)
    ? [{ ...first, kind: 'span', end: last.end, endDate: last.date, raw: text.slice(first.start, last.end) }]
    : mentions
}

/** 20号和21号去衢州外出保障: who is away for an event stays from day to day. */
const AWAY_FOR_DAYS = /外出[^,，。;；\n]{0,8}(?:保障|考察|学习|培训)|(?:去|赴|到|在)[^,，。;；\n]{1,12}(?:保障|支援)/

/** Drops what a later mention corrects: 3月5号，不对，是3月6号. */
function applyCorrections(text: string, mentions: readonly DateMention[]): DateMention[] {
  const takenBack = mentions.filter((mention, index) => {
    const next = mentions[index + 1]
    return next !== undefined && isCorrected(text.slice(mention.end, next.start))
  })
  // 28号，等下28号有会，那就29号吧: named twice, taken back once.
  return mentions.filter(
    (mention) => !takenBack.some((one) => one === mention || (one.date === mention.date && mention.start < one.start)),
  )
}
