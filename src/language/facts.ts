import type { ErrorMeaning, EventFields, Utterance } from '../core/meaning.js'
import { CORRECTION_WORDS } from './corrections.js'
import { type Counts, findCounts } from './counts.js'
import type { DateMention } from './dates/mention.js'
import { readDates } from './dates/read-dates.js'
import { type SettledDate, settleDate } from './dates/settle-date.js'
import { type Duration, findDuration } from './durations.js'
import { findLabels, type LabelField, valueEnd } from './labels.js'
import { type Names, namesOf } from './people/find-person.js'
import { Scan, TITLE, TITLES } from './scan.js'
import { findTime, type TimeOfDay } from './times.js'
import type { Trace } from './why.js'

/** A value written behind a label. */
export interface Labelled {
  field: LabelField
  start: number
  end: number
}

export interface Doubt {
  fields: string[]
  question: string
}

/** 孙小雨迟到不算缺: he was there. */
const LATE_BUT_THERE =
  /[\u4E00-\u9FFF]{2,4}(?:同志)?(?:迟到|晚到|晚来)了?(?:[\d一二两三四五六七八九十]{1,3}分钟?)?[,，\s]?但(?:是)?(?:还是|最后|也)?(?:来|到|参加)了|[\u4E00-\u9FFF]{2,4}(?:同志)?(?:迟到|晚到|晚来)了?(?:[\d一二两三四五六七八九十]{1,3}分钟?)?[,，\s]?(?:但)?不(?:算|计|作|记|按)(?:缺席?|缺勤|请假)/g

/** 现将本支部十二月份专题党课有关情况登记如下: says nothing but the kind. */
const PREAMBLE =
  /(?:现|兹)(?:将)?(?:我|本)?(?:党?支部)?(?:(?:20\d\d年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?的?|第?[一二三四]季度的?)?(?=[^\n]{0,40}如下)|(?:的)?(?:有关|相关|具体)?(?:情况|事项|内容)?(?:登记|补录|补记|报送|报告|汇报|记录|录入|上报|填报)?如下(?=[:：\s,，]|$)|(?<=^(?:党?支部)?)(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?(?=[^\n,，:：\d]{2,10}(?:情况|登记|记录|台账)[:：])|原定[^,，。;；\n]{1,12}[,，]?\s?(?:实际|后来|结果|最后)上?|(?:我)?(?:现在|今天)才(?:来)?(?:补?登记?|补?录|补?记|想起来?)(?:[一下]*)/g

/** 1.学习文件 2.讨论转正: the numbers of an agenda. */
const NUMBERING = /(?<=^|[\s,，。;；:：])(?:\d{1,2}[.、)）]|[(（]\d{1,2}[)）]|[一二三四五六]、)(?=[\u4E00-\u9FFF《“])/g

/** What every record type reads in the same way: titles, labels, date, time and duration. */
export interface Facts {
  scan: Scan
  utterance: Utterance
  names: Names
  labelled: Labelled[]
  labelCount: number
  date: SettledDate
  vague: DateMention[]
  time: TimeOfDay
  duration: Duration
  doubts: Doubt[]
  errors: ErrorMeaning[]
}

/** A filled-in form has a dozen; the bound keeps a hostile text cheap. */
const MOST_LABELS = 24

/** The zone of a labelled value in the text, if the label is there. */
export const zoneOf = (facts: Facts, field: LabelField): Labelled | undefined =>
  facts.labelled.find((labelled) => labelled.field === field)

/** What is left of a zone, titles put back, claimed words cut out. */
export function zoneText(scan: Scan, zone: { start: number; end: number }): string {
  let result = ''
  for (let at = zone.start; at < zone.end; at++) {
    const open = scan.open[at] as string
    if (open === TITLE) result += scan.text[at]
    else if (open !== '\uE001') result += open
    else if (!result.endsWith(' ')) result += ' '
  }
  return result.trim()
}

/** A fresh scan with the quoted titles set apart, for a reader that claims something of its own first. */
export function openScan(text: string, trace?: Trace): Scan {
  const scan = new Scan(text, trace)
  for (const title of scan.all(TITLES)) scan.claim(title, TITLE)
  return scan
}

/** Reads titles, labels, dates, times and durations of a message; claims them in a fresh scan. */
export const readFacts = (text: string, utterance: Utterance, trace?: Trace): Facts =>
  factsOf(openScan(text, trace), utterance)

/**
 * The same in a scan of which a reader has taken its share. `unseen` are the spans that tell no day, time or length of
 * the event (what a slip found, a measure): they are hidden while those are read.
 */
export function factsOf(scan: Scan, utterance: Utterance, unseen: readonly Span[] = []): Facts {
  const { text } = scan
  const hidden = hide(scan, unseen)
  scan.takeAll(LATE_BUT_THERE)
  scan.takeAll(PREAMBLE)
  scan.takeAll(
    /(?<=迟到|晚到|来晚|早退|早走|晚来)了?(?:\d{1,3}|[一二三四五六七八九十半]{1,3})(?:来|多)?(?:分钟|刻钟|个?小时)/g,
  )
  const numbering = scan.all(NUMBERING)
  if (numbering.length >= 2) for (const number of numbering) scan.claim(number)
  const labels = scan.as('label', 'labels.ts findLabels', () => findLabels(scan)).slice(0, MOST_LABELS)
  const labelled = labels.map((label, index) => ({
    field: label.field,
    start: label.valueAt,
    end: valueEnd(text, labels, index),
  }))
  const doubts: Doubt[] = []
  const { mentions, vague } = scan.as('date', 'dates/find-dates.ts findDates', () =>
    readDates(scan, labelled, utterance.today, doubts),
  )
  const date = settleDate(text, mentions, utterance.today)
  const time = scan.as('start, end, period', 'times.ts findTime', () => findTime(scan))
  const duration = scan.as('minutes, credit_hours', 'durations.ts findDuration', () => findDuration(scan))
  // 都是全天: said of all alike.
  if (duration.text !== undefined) scan.takeAll(/(?:都|均)[是为]?(?=\uE001)/g)
  hidden.show()
  const facts: Facts = {
    scan,
    utterance,
    names: namesOf(utterance.roster),
    labelled,
    labelCount: labels.length,
    date,
    vague,
    time,
    duration,
    doubts,
    errors: [],
  }
  judge(facts)
  return facts
}

interface Span {
  start: number
  end: number
}

function hide(scan: Scan, spans: readonly Span[]): { show: () => void } {
  const before = scan.open
  for (const span of spans) scan.claim(span, TITLE)
  return {
    show: () => {
      for (const span of spans) scan.restore(span, before)
    },
  }
}

function judge(facts: Facts): void {
  const { date, time, duration, doubts, errors, vague } = facts
  if (date.kind === 'error') errors.push(date.error)
  if (date.kind === 'doubt') doubts.push({ fields: ['date'], question: date.question })
  if (date.kind === 'unsaid' && vague.length > 0) errors.push({ error: 'missing_field', fields: ['date'] })
  if (time.doubt) doubts.push({ fields: ['start', 'end'], question: '时间没看明白，是几点到几点？' })
  if (duration.doubt) doubts.push({ fields: ['minutes'], question: '时长没看明白，一共多久？' })
  const length = lengthOf(time)
  if (length !== undefined && duration.minutes !== undefined && length !== duration.minutes && !duration.approx) {
    errors.push({ error: 'count_mismatch', field: 'minutes', expected: length, actual: duration.minutes })
  }
}

function lengthOf(time: TimeOfDay): number | undefined {
  if (time.start === undefined || time.end === undefined) return undefined
  const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
  return minutes(time.end) - minutes(time.start)
}

/** The fields of SCHEMA §2 that date, time and duration fill, with what was only inferred. */
export function timeFields(facts: Facts): EventFields {
  const { date, time, duration, utterance } = facts
  const inferred: string[] = []
  const fields: EventFields = {}
  if (date.kind === 'said') {
    fields.date = date.date
    if (date.endDate !== undefined) fields.end_date = date.endDate
  } else if (date.kind === 'unsaid' && facts.vague.length === 0) {
    fields.date = utterance.today
    inferred.push('date')
  }
  if (time.start !== undefined) fields.start = time.start
  if (time.end !== undefined) fields.end = time.end
  if (time.period !== undefined) fields.period = time.period
  if (time.guessedHalf) inferred.push('start', ...(time.end === undefined ? [] : ['end']))
  const minutes = lengthOf(time) ?? duration.minutes
  if (minutes !== undefined) fields.minutes = minutes
  if (duration.approx) fields.approx = true
  if (duration.creditHours !== undefined) fields.credit_hours = duration.creditHours
  // 半天 and 一天 were said; how many 学时 they are, the bot filled in (moments.md §1).
  if (duration.creditHours !== undefined && /[天日]/.test(duration.text ?? '')) {
    inferred.push('credit_hours')
  }
  if (duration.creditHours !== undefined && duration.text !== undefined) fields.duration_text = duration.text
  if (inferred.length > 0) fields.inferred = inferred
  return fields
}

/** The headcounts, with what contradicts itself as an error (SCHEMA §5 `count_mismatch`). */
export function readCounts(facts: Facts): Counts {
  const counts = findCounts(facts.scan)
  if (counts.doubt)
    facts.doubts.push({ fields: ['expected', 'actual'], question: '人数没看明白，应到几人、实到几人？' })
  return counts
}

/** Claims the words of self-correction once every value is settled, so that they aren't left over. */
export const claimCorrections = (scan: Scan): void => {
  for (const pattern of CORRECTION_WORDS) scan.takeAll(pattern)
}
