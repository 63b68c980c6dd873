import { addDays, mondayOf, weekdayOf } from '../../../core/civil-date.js'
import type { Meaning, PartialRecord, PlanMeaning, Utterance } from '../../../core/meaning.js'
import { shiftWorkdays } from '../../../core/workdays.js'
import { branchCalendar } from '../../branch-calendar.js'
import { NUMBER, parseNumber } from '../../chinese-numerals.js'
import { findDates } from '../../dates/find-dates.js'
import { type SettledDate, settleDate } from '../../dates/settle-date.js'
import { membersIn, namesOf } from '../../people/find-person.js'
import { personError } from '../../people/people-errors.js'
import { readPerson } from '../../people/read-person.js'
import { findPlace } from '../../place.js'
import { Scan, TAKEN, TITLE } from '../../scan.js'
import { findTime, type TimeOfDay } from '../../times.js'
import { takeKind } from './kind.js'
import { FRAME, REMIND, remindOf } from './words.js'

/** A planned event that moves to another day: a plan with `replaces` (SCHEMA §4, last paragraph). */

const MOVE =
  /(?:时间)?(?:改|挪|拖|延|推|往[前后](?:改|挪|放|推|移|拖|延|串|提|调)?(?:[,，]?[放挪改])?|推迟|延迟|延期|延后|推后|提前|调整|移|换|顺延|改期|变更|调)(?:(?:到|至|为|成|在)|(?=(?:下下?|本|这)?个?(?:周|星期|礼拜)[一二三四五六日天]|[明后]天|\d{1,2}[月号日./]))(?![^,，。;；\n]{1,8}(?:提醒|通知|告诉|布置|报名|准备材料))/g
/** 提前一天开, 顺延一周: by how long; 提前一天提醒 moves nothing. */
const SHIFTED = new RegExp(
  `(?:(提前|往前(?:挪|提|移|推|放)?|前移)|推迟|延迟|延期|延后|推后|顺延|往后(?:挪|推|移|放|延|拖)?|后移|晚)(?:了|个)?\\s?(${NUMBER})\\s?个?(工作日|天|日|周|星期|礼拜)(?!\\s?(?:提醒|通知|叫|喊|告诉|说|准备|布置|报名|发|到[场达位]|来))`,
)
const DAY_BEHIND = /^\s?(?:\d|[一二三四五六七八九十]{1,3}[月日号]|[本这下]|[明后]天|周|星期|礼拜|节|月)/
/** 地点换到羽毛球馆, 会议室改在二楼: where it will be instead. */
const PLACE_TOO =
  /(?:地点|地方|场地|会场)(?:也|都|同时)?(?:改|换|挪|移|调整|变更|定|放)?(?:到|在|为|成|至|\uE001)*[:：]?((?!不变|照旧|还是|仍|没变|另|待)[\u4E00-\u9FFFA-Za-z0-9]{2,16})(?=$|[\s,，。;；])/
const SOME_DAY = /(?:[日号]|周[一二三四五六日天]|月)(?:以后|之后|前后|左右)/
const RESCHEDULED = /改期了?|延期了?|推迟了?|提前了?|时间(?:有)?(?:变|改|调整)了?/g
const WORDS =
  /取消了?|不行了|来不了|开不了|办不成|搞不成|有事|同一?时间|同样时间|时间照旧|取消不了|不取消|没取消|但(?:是)?|得|需要|因为?|所以|刚接到通知|地方不变|地点不变|其他不变|照旧|另外|会议|开|原定(?:于)?|原计划|原来(?:的)?|本来|原|定(?:于|在)的?|那[次场个]|的|把|将|从|由|请|帮我?|一?下|安排|计划|因(?!公).{0,12}?[,，]|了|吧|支部|我们|时间|日期|,|，|。|:|：|\s/g
const BARE_WEEKDAY = /^(?:周|星期|礼拜)[一二三四五六日天]$/

/** Whether something is said to move or to change, so that it is no plan of its own. */
export const isMove = (open: string): boolean => open.search(MOVE) >= 0 || SHIFTED.test(open)

/** The move a text asks for; undefined when its days are over: then it is an edit. */
export function movedPlan(body: string, utterance: Utterance): Meaning | undefined {
  const hidden = body.replace(/《[^《》\n]{1,60}》/g, (title) => TITLE.repeat(title.length))
  const shifted = SHIFTED.exec(hidden)
  // 得往后放，放到节后: the last one says until when.
  const moves = [...hidden.matchAll(MOVE)]
  // 改成22号，地点换到球馆: the one that names a day.
  const first =
    shifted ??
    moves.findLast(({ index, 0: words }) => DAY_BEHIND.test(hidden.slice(index + words.length))) ??
    moves.at(-1)
  if (!first) return undefined
  const { today } = utterance
  const after = new Scan(body.slice(first.index + first[0].length))
  const mentions = findDates(after, today, 'plan')
  const before = new Scan(body.slice(0, first.index))
  const oldDate = settleDate(before.text, findDates(before, today, 'plan'), today, 'plan')
  const date =
    shifted && mentions.length === 0
      ? byShift(shifted, oldDate, today)
      : settleDate(after.text, mentions, today, 'plan')
  // A day that is over is an entry's, and its change an edit.
  if (oldDate.kind === 'doubt' || oldDate.kind === 'error') return undefined
  findTime(before)
  before.takeAll(RESCHEDULED)
  before.takeAll(MOVE)
  after.takeAll(MOVE)
  const kind = takeKind(before)
  if (kind.kind === undefined) return undefined
  const plan: Partial<PlanMeaning> & { type: 'plan' } = { type: 'plan', kind: kind.kind }
  if (date.kind === 'said') plan.date = date.date
  else if (oldDate.kind !== 'said') return undefined
  if (kind.subkind !== undefined) plan.subkind = kind.subkind
  if (oldDate.kind === 'said') plan.replaces = oldDate.date
  Object.assign(plan, remindOf([...before.takeAll(REMIND), ...after.takeAll(REMIND)]))
  const time = findTime(after)
  Object.assign(
    plan,
    time.start && { start: time.start },
    time.end && { end: time.end },
    time.period && { period: time.period },
  )
  const error =
    kind.kind === 'talk' ? (takePartner(before, plan, utterance) ?? takePartner(after, plan, utterance)) : undefined
  const partial = plan as PartialRecord
  if (error) return { ...error, partial }
  const moved = after.take(PLACE_TOO)?.groups[0]
  const place = moved ?? findPlace(after, namesOf(utterance.roster)).place
  if (place !== undefined) plan.place = place
  if (date.kind === 'unsaid') return newHour(plan, time, after)
  if (date.kind !== 'said') return { type: 'question', question: '改到哪一天？', fields: ['date'], partial }
  const ask = (question: string, fields: string[]): Meaning => ({ type: 'question', question, fields, partial })
  if (plan.replaces === undefined && plan.kind === 'talk' && plan.partner !== undefined && !time.doubt)
    return movedTalk(plan as PlanMeaning)
  if (plan.replaces === undefined) return ask('原来定在哪一天？', ['replaces'])
  if (time.doubt) return ask('时间没看明白，是几点？', ['start'])
  // 推到20号以后: no day yet.
  if (SOME_DAY.test(after.text)) return ask('改到哪一天？', ['date'])
  if (plan.replaces === plan.date && time.start === undefined) return ask('改到哪一天？', ['date'])
  if (otherWeek(mentions[0]?.raw ?? '', plan.replaces, date.date)) return ask('是哪一周的？请写明日期。', ['date'])
  const rest = [before.open, after.open]
    .map((text) => text.replaceAll(TAKEN, ' ').replace(FRAME, ' ').replace(WORDS, ''))
    .join('')
  return /\d/.test(rest) || rest.length > 14 || membersIn(rest, namesOf(utterance.roster)).length > 0
    ? ask(`「${rest.slice(0, 20)}」没看明白，请核对。`, ['topic'])
    : (plan as PlanMeaning)
}

/** 周五的党员大会提前一天: counted from the day it was to be. */
function byShift([, earlier, count, unit]: RegExpExecArray, old: SettledDate, today: string): SettledDate {
  const n = parseNumber(count ?? '')
  if (old.kind !== 'said' || n === undefined || n < 1 || n > 60) return { kind: 'unsaid' }
  const steps = earlier === undefined ? n : -n
  const date =
    unit === '工作日'
      ? shiftWorkdays(old.date, steps, branchCalendar())
      : addDays(old.date, unit === '天' || unit === '日' ? steps : steps * 7)
  return date < today ? { kind: 'doubt', question: '改到哪一天？' } : { kind: 'said', date, at: 0 }
}

/** 明天的党员大会改到下午4点: the same day, so an edit of the plan. Anything else that changes is read as an edit too. */
function newHour(
  { kind, replaces, start, end, period }: Partial<PlanMeaning>,
  time: TimeOfDay,
  after: Scan,
): Meaning | undefined {
  const rest = after.open.replaceAll(TAKEN, '').replace(FRAME, '').replace(WORDS, '')
  if (time.doubt || rest !== '' || (start === undefined && period === undefined)) return undefined
  const set = { ...(start && { start }), ...(end && { end }), ...(period && { period }) }
  return { type: 'edit', target: { find: { type: 'plan', kind: kind as string, date: replaces as string } }, set }
}

/** 跟海明的谈心推到周四: with whom it is to be says which one. */
const movedTalk = ({ partner, date, start, end, period }: PlanMeaning): Meaning => ({
  type: 'edit',
  target: { find: { type: 'plan', kind: 'talk', partner: partner as string } },
  set: { date: date as string, ...(start && { start }), ...(end && { end }), ...(period && { period }) },
})

/** 把下周二的会改到周三: a weekday alone may be in the week of the old day or the next to come. */
function otherWeek(raw: string, replaces: string, date: string): boolean {
  return BARE_WEEKDAY.test(raw) && addDays(mondayOf(replaces), weekdayOf(date) - 1) !== date
}

function takePartner(scan: Scan, plan: Partial<PlanMeaning>, utterance: Utterance) {
  for (const found of scan.all(/(?:和|跟|与|同|找|约)/g)) {
    const person = readPerson(scan.open, found.end, namesOf(utterance.roster))
    if (!person) continue
    scan.claim({ start: found.start, end: person.end })
    const error = personError(person)
    if (error) return error
    plan.partner = person.name as string
  }
  return undefined
}
