import { addDays, daysBetween, mondayOf, monthNumberOf, yearOf } from '../../core/civil-date.js'
import { parseNumber } from '../chinese-numerals.js'
import type { Doubt, Labelled } from '../facts.js'
import { Scan, TITLE, TITLES } from '../scan.js'
import { festivalOfEvent } from './calendar-dates.js'
import { findDates } from './find-dates.js'
import type { DateMention } from './mention.js'
import { vagueDates } from './vague-dates.js'

/** Which of the days said are the event's own, and which belong to what was studied, discussed or talked about. */

/** 3月5日重要讲话: the date of what was studied. */
const DATE_OF_SUBJECT_BEFORE =
  /(?:学习了?|学了|传达了?|贯彻|关于|宣读了?|研读了?)(?:习近平|总书记|同志|在|的|《[^《》]+》)*$/
/** 讨论下周三迎检工作, 聊他后天出差的事: with another day for the event itself, this one is the subject's. */
const DAY_INSIDE_SUBJECT =
  /(?:讨论|研究|总结|部署|通报|筹备|安排|审议|听取|回顾|纪念|迎接|观看|收看|学习|传达|关于|总书记|(?:说|谈|聊|提)到|聊|反映)(?:了)?(?:他|她|对方|其)?(?:的)?$/
/** 3·15消费者权益: a day known by its number, when the event has a day of its own. */
const NUMBERED_DAY = /^\d{1,2}[·.]\d{1,2}$/
const DATE_OF_SUBJECT_AFTER =
  /^的?(?:在\S{2,12}(?:上|时)的?)?(?:重要)?(?:讲话|批示|指示|来信|回信|文章|文件|通知|社论|评论|发布|印发)/

/** The days of the event and the vague times said; the days of its subject are hidden, not read. */
export function readDates(scan: Scan, labelled: readonly Labelled[], today: string, doubts: Doubt[]) {
  const zones = labelled.filter(
    ({ field }) => field === 'topic' || field === 'resolution' || field === 'note' || field === 'problem',
  )
  for (const zone of zones) scan.claim(zone, TITLE)
  const named = findDates(scan, today)
  const found = named.length > 0 ? named : festivalOfEvent(scan, today, 'log')
  const mentions = found.filter((mention) => {
    const ofSubject =
      DATE_OF_SUBJECT_BEFORE.test(scan.text.slice(Math.max(0, mention.start - 16), mention.start)) &&
      DATE_OF_SUBJECT_AFTER.test(scan.text.slice(mention.end, mention.end + 24))
    if (ofSubject) scan.reveal(mention)
    // With a day of its own the record leaves no doubt about this one.
    if (ofSubject && found.length > 1) scan.claim(mention, TITLE)
    return !ofSubject
  })
  const own = mentions.filter((mention) => !isInsideSubject(scan, mention))
  // Only beside a day of its own: alone, such a day may well be the event's.
  if (own.length > 0 && own.length < mentions.length) {
    for (const mention of mentions.filter((one) => !own.includes(one))) {
      scan.reveal(mention)
      scan.claim(mention, TITLE)
    }
    mentions.splice(0, mentions.length, ...own)
  }
  for (const mention of mentions) if (mention.kind === 'span') claimLength(scan, mention)
  const vague = vagueDates(scan)
  // 上周太忙，周一学的: of which week the weekday is.
  const week = vague.find(({ raw }) => /^上上?个?(?:周|星期|礼拜)$/.test(raw))
  const monday = week && addDays(mondayOf(today), week.raw.startsWith('上上') ? -14 : -7)
  if (
    monday &&
    mentions.some(({ kind, date }) => kind === 'weekday' && date !== undefined && mondayOf(date) !== monday)
  )
    doubts.push({ fields: ['date'], question: '是上周的，还是这周的？请写明日期。' })
  if (isOfAnotherMonth(mentions, vague, today)) doubts.push({ fields: ['date'], question: '是几月的？请写明日期。' })
  for (const zone of zones) {
    scan.reveal(zone)
    for (const title of new Scan(scan.text.slice(zone.start, zone.end)).all(TITLES)) {
      scan.claim({ start: zone.start + title.start, end: zone.start + title.end }, TITLE)
    }
  }
  const inside = zones.some((zone) => findDates(new Scan(scan.open.slice(zone.start, zone.end)), today).length > 0)
  if (mentions.length === 0 && (inside || mentions.length !== found.length)) {
    doubts.push({ fields: ['date'], question: '内容里提到了日期，这一条是哪天的？' })
  }
  return { mentions, vague }
}

/** 12号开了3月党员大会 in April; 去年的党员大会，12月5号开的: beside a month or a year of its own the nearest such day is a guess. */
function isOfAnotherMonth(mentions: readonly DateMention[], vague: readonly DateMention[], today: string): boolean {
  return mentions.some(({ raw, kind, date }) => {
    // 上个月…礼拜二: a bare weekday is this month's or the last days', not the month's that was said.
    if (kind === 'weekday' && date !== undefined)
      return vague.some((one) => /^上个?月/.test(one.raw) && date.slice(0, 7) === today.slice(0, 7))
    if (kind !== 'day' || date === undefined) return false
    const bareDay = /^[\d一二三四五六七八九十廿]{1,3}\s?[日号]/.test(raw)
    return vague.some((one) => {
      const month = /^(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月/.exec(one.raw)?.[1]
      if (bareDay && month !== undefined) return parseNumber(month) !== monthNumberOf(date)
      if (bareDay && /^上个?月/.test(one.raw)) return date.slice(0, 7) === today.slice(0, 7)
      if (!/年/.test(raw) && /^去年/.test(one.raw)) return yearOf(date) !== yearOf(today) - 1
      return false
    })
  })
}

function isInsideSubject({ text }: Scan, mention: DateMention): boolean {
  const before = text.slice(Math.max(0, mention.start - 12), mention.start)
  const runsOn = /^[\u4E00-\u9FFF《“]/.test(text.slice(mention.end, mention.end + 1))
  if (mention.kind === 'unclear' && NUMBERED_DAY.test(mention.raw)) return runsOn
  return runsOn && DAY_INSIDE_SUBJECT.test(before)
}

/** 周四周五两天, 连着三天: the length of a span of days says the same again. */
function claimLength(scan: Scan, { date = '', endDate = '' }: DateMention): void {
  const days = daysBetween(date, endDate) + 1
  for (const found of scan.all(/(?:这|共|前后|为期)?(\d|[两二三四五六七八九])天(?!前|后|内|之)/g)) {
    if (parseNumber(found.groups[0] as string) === days) scan.claim(found)
  }
  scan.takeAll(/连着|连续|接连/g)
}
