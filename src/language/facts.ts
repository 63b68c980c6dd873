import { addDays } from '../core/civil-date.js'
import type { ErrorMeaning, EventFields, Utterance } from '../core/meaning.js'
import { parseNumber } from './chinese-numerals.js'
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

/** Said of what is over this minute. */
const JUST_NOW =
  /(?:^|[\s,，。;；])(?:我|我们)?刚(?:刚|才)?(?:结束|开完|学完|谈完|聊完|搞完|和|跟|与|同|给|从|参加完|看完)/
/** 五一期间没休息啊, 周末不闲着: a remark on the day, which says nothing of who was there. */
const NO_REST =
  // 昨天周日也没歇: a day in it is the record's, and is read first.
  /(?<=^|[\s,，。;；\uE001])(?:周末)?[^\s,，。;；\d\uE001昨今前周星礼号日]{0,8}?(?:没(?:有)?|不|未)(?:休息|闲着|歇着?|放假|得歇|打烊|停歇)[啊呀呢哦哈嘛的吧了]*(?=$|[\s,，。;；!！])/g

/** 现将本支部十二月份专题党课有关情况登记如下: says nothing but the kind. */
const PREAMBLE =
  /^(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?的?(?=(?:支部)?(?:党员大会|支部大会|支委会|党小组会|组织生活会|主题党日)[:：]\s?(?:20\d\d年)?\d{1,2}[月./]\d)|^(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?的?(?=(?:支部)?(?:党员大会|支部大会|支委会|党小组会|组织生活会|主题党日|谈心谈话|谈心)(?:补|漏)(?:了|一?下|上|录|登|记)*[:：,，][^\n]{0,60}?(?:\d[日号]|\d[./月]\d|周[一二三四五六日]|[昨前今]天))|[(（](?<=(?:党日|学习|党课|培训|台账|登记|会|活动).)(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?[)）]|(?:现|兹)(?:将)?(?:我|本)?(?:党?支部)?(?:(?:20\d\d年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?的?|第?[一二三四]季度的?)?(?=[^\n]{0,40}如下)|(?:的)?(?:有关|相关|具体)?(?:情况|事项|内容)?(?:登记|补录|补记|报送|报告|汇报|记录|录入|上报|填报)?如下(?=[:：\s,，]|$)|(?<=^(?:党?支部)?)(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?(?=[^\n,，:：\d]{2,10}(?:情况|登记|记录|台账)[:：])|(?<=补[录记登写])(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?的?(?=[^\n,，:：\d]{2,8}[:：])|(?<=^|[\s,，。;；])(?:第?[一二三四]季度|[上下]半年|本月|上月|这个月|上个月)?的?(?:事儿?|台账|活动|记录)?(?:再)?补(?:一|两|几)?[条笔个][:：]|(?<=^|[\s,，。;；])[\u4E00-\u9FFF]{2,8}那[次回场][,，]\s?(?:也)?就是(?=\S)|(?:嗨|哎呀?|唉|对了|噢|哦)?[,，]?差点儿?(?:就|又|都|给|把)*(?:忘|漏)(?:记|登|了|报|写|掉)*(?=[,，。\s])|原定[^,，。;；\n]{1,12}[,，]?\s?(?:实际|后来|结果|最后)上?|(?:我)?跟(?:你们?|大家|各位|大伙儿?|同志们)(?:说|讲|汇报|报告|通报|报备)(?:一?[下声]|个事儿?)?[啊哈呀哦]?(?=[,，。:：\s]|昨|今|前|上|\d)|(?:你|您|麻烦|帮我?){1,2}(?:给)?(?:登|记)一?下(?=$|[\s,，。])|(?:(?<=^|[,，\s。;；])|(?=一直|当时|那会))(?:当时|那会儿?|那天|之前|一直|我|都)*(?:忘|漏|没来得及|没顾上|顾不上|忙忘|忙得忘)(?:了|记|登记?|录入?|写|报|上报|填)+(?:了|的|进去|来着)*(?=$|[,，。;；\s])|(?<=^|[,，\s。;；])(?:我)?(?:一直|这两天|最近|太)?忙(?:得|的)?(?:忘|没)了?(?:没|忘)?(?:了)?(?:能)?(?:及时|按时)?(?:报|登|记|录|上报|登记|写)?了?(?=[,，。\s])|(?<=[,，\s])(?:麻烦|请|帮我?|给我?)*补[录记登写](?:一?下|上|进去)(?:吧|哈)?(?=$|[,，。;；\s])|(?:我)?(?:现在|今天)才(?:来)?(?:补?登记?|补?录|补?记|想起来?)(?:[一下]*)/g

/** （老周托我补登）: for whom it is typed. */
const ON_BEHALF =
  /[(（]?[\u4E00-\u9FFF]{2,3}[托让叫请喊]我(?:来|帮(?:忙|他|她)?|代)?(?:补[登记录写]|登记|登一下|记(?:一下|上)|录一下)(?:一下)?[)）]?/g

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
export function zoneOf(facts: Facts, field: LabelField): Labelled | undefined {
  const [first, ...others] = facts.labelled.filter((labelled) => labelled.field === field)
  // 主题“…”，等下，题目改叫“…”: the last said counts (SCHEMA §1).
  return others.reduce(
    (said, next) => (said && TAKEN_BACK.test(facts.scan.text.slice(said.start, next.start)) ? next : said),
    first,
  )
}
const TAKEN_BACK = /不对|等下|等一下|等等|说错|写错|打错|搞错|错了|改[叫成为]|更正|应该是/

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
  scan.takeAll(NO_REST)
  scan.takeAll(PREAMBLE)
  if (/[托让叫请喊]我/.test(text)) scan.takeAll(ON_BEHALF)
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
  // 腊月廿三那天晚上: says the day again.
  if (mentions.length > 0)
    scan.takeAll(
      /(?<=\uE001)的?(?:那|当|这)[天日](?!起)|(?<=\uE001)[,，]?(?:本来|原本)(?:是|就|该|应该|在|都)?(?:休息|放假|周末|休假|不上班)(?=[,，\s])|(?<=\uE001)[(（,，]?(?:正好|刚好|又)?是?周末[)）]?(?=$|[\s,，。;；]|[\u4E00-\u9FFF]{2})|(?<=^|[\s,，。;；])(?:书记|领导|主任|敏姐|上面)?(?:今天|昨天|刚才?|上午|下午|早上)?(?:说|让|叫|要求|提醒)(?:让|叫|要)?我?补[录记登写]?(?:一下|一条|一?笔|上)?[:：,，]|(?<=\uE001)[,，(（]?(?:上班|开工|复工|返岗|收假)(?:后的?)?(?:第一天|头一天|首日)[)）]?/g,
    )
  scan.takeAll(NO_REST)
  // 本来定的周五: words of the day that it was moved from.
  scan.takeAll(
    /(?:本来|原来|原本|原先|原)(?:是)?(?:定|说好?|计划|安排|打算|准备)(?:的|在|是|于|了|到)*(?=\s?\uE001)|(?:改|挪|推迟|顺延|提前)(?:在|到|至)了?(?=\uE001)/g,
  )
  const date = settleDate(text, mentions, utterance.today)
  if (date.kind === 'said' && date.endDate !== undefined) takeLengthOfSpan(scan, date.date, date.endDate)
  // 刚结束和王姐的谈心谈话，主要了解二季度打算: it was now, whatever span is spoken of.
  if (JUST_NOW.test(text)) vague.splice(0)
  const time = scan.as('start, end, period', 'times.ts findTime', () => findTime(scan))
  const duration = scan.as('minutes, credit_hours', 'durations.ts findDuration', () => lengthSaid(scan, labelled))
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

/** 5月20号、21号开了两天: the days of the span, counted once more. */
function takeLengthOfSpan(scan: Scan, from: string, to: string): void {
  const found = scan.first(DAYS_LONG)
  const days = found && parseNumber(found.groups[0] as string)
  if (!found || days === undefined || days < 2 || days > 15 || addDays(from, days - 1) !== to) return
  scan.claim(found)
}
const DAYS_LONG =
  /(?<=\uE001|培训|学习|考察|内审|审核|会议|活动|讲座)[,，\s]?(?:为期|历时|一共|总共|连续|连着|整整|共|前后|这)?(?:(?:开|办|搞|学|去|培训|考察|看|审|查|跑|讲|忙)了)?(?:整整|足足|一共)?([两二三四五六七八九十]{1,2}|\d{1,2})(?:整)?天(?=$|[\s,，。;；!！])/

/** 事由：迟交两天，时长10分钟: a length said outside of what it was about is the event's own. */
function lengthSaid(scan: Scan, labelled: readonly Labelled[]): Duration {
  const zones = labelled.filter(({ field }) => field === 'topic' || field === 'problem')
  if (zones.length > 0) {
    const hidden = hide(scan, zones)
    const outside = findDuration(scan)
    hidden.show()
    if (outside.minutes !== undefined || outside.creditHours !== undefined || outside.doubt) return outside
  }
  return findDuration(scan)
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

const ONCE = /^(?:有一?[次回]|某)/

function judge(facts: Facts): void {
  const { date, time, duration, doubts, errors, vague } = facts
  if (date.kind === 'error') errors.push(date.error)
  if (date.kind === 'doubt') doubts.push({ fields: ['date'], question: date.question })
  // 有一次周五下午: which Friday is not said.
  const once =
    date.kind === 'said' && vague.some(({ raw, end }) => ONCE.test(raw) && end <= date.at && date.at - end <= 2)
  if (once || (date.kind === 'unsaid' && vague.length > 0)) errors.push({ error: 'missing_field', fields: ['date'] })
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
