import {
  ACTIVITY_KINDS,
  MEETING_KINDS,
  PROJECT_EVENT_KINDS,
  SLIP_KINDS,
  TALK_KINDS,
  TRAINING_CATEGORIES,
  TRAINING_FORMS,
} from '../../core/entry.js'
import type { ErrorMeaning, Utterance } from '../../core/meaning.js'
import { parseNumber } from '../chinese-numerals.js'
import { deadlineDay } from '../dates/deadline-clause.js'
import { findDates } from '../dates/find-dates.js'
import type { Tense } from '../dates/mention.js'
import { settleDate } from '../dates/settle-date.js'
import { findDuration } from '../durations.js'
import { SUM_OR_NUMBER, yuan } from '../money.js'
import { memberAt, namesOf } from '../people/find-person.js'
import { personError } from '../people/people-errors.js'
import { readPeople, readPerson } from '../people/read-person.js'
import { lecturerFromLabel } from '../people/roles.js'
import { findPlace } from '../place.js'
import { Scan, TAKEN } from '../scan.js'
import { findTime } from '../times.js'
import { takeMonths } from './dues/months.js'
import { spokenMoney } from './dues/spoken-money.js'
import type { EditField } from './edit-fields.js'

export type Values = Record<string, unknown>
/** New values by SCHEMA name, an error of SCHEMA §5, or undefined when the words are no such value. */
export type ValueRead = { values: Values } | { error: ErrorMeaning } | undefined

const PEOPLE: ReadonlySet<EditField> = new Set(['host', 'recorder', 'talker', 'partner', 'owner'])
const TEXT: ReadonlySet<EditField> = new Set([
  'place',
  'occasion',
  'topic',
  'department',
  'note',
  'resolution',
  'problem',
  'measure',
  'prize',
  'post',
  'audience',
  'speciality',
])
const COUNTS: ReadonlySet<EditField> = new Set(['expected', 'actual', 'count'])
const COUNT = /^(\d{1,4}|[〇零一二两三四五六七八九十百]{1,6})\s?(?:个|名|位)?(?:人|党员|同志|张|份)?$/
const WHOLE_SUM = new RegExp(`^(?:¥|￥)?${SUM_OR_NUMBER}$`)
const VOTES =
  /(赞成|同意|反对|弃权)票?(?:数)?(?:改?[成为]|应?该?是|应为|:)?\s?(\d{1,3}|[〇零一二两三四五六七八九十]{1,3})\s?票?/g
const VOTE_NAMES: Readonly<Record<string, string>> = { 赞成: 'for', 同意: 'for', 反对: 'against', 弃权: 'abstain' }
/** 按半天算: 算 says nothing more. */
const LOOSE_WORDS =
  /^(?:的|了|吧|才对|才是|[\s,，。.!！:：])+|(?:的|了|吧|才对|才是|(?<=[天时])(?:来|去)?[算计]|[\s,，。.!！])+$/g
/** A subject has no such words in it: the rest of the request was taken for it. */
const NO_TEXT =
  /(?:刚才?|上|那|这)(?:那|这|一)?一?[条笔]|打错|改一?下|改成|改为|写错|记错|咗|不对|错了|应该是|撤销|[?？]/

/** Whether a text is long enough and plain enough to be a subject, a place or the like. */
const asText = (text: string): string | undefined =>
  text.length > 0 && text.length <= 80 && !NO_TEXT.test(text) ? text : undefined

/** The value of a named field. `tense` plan: the entry is a plan, its day is to come. */
export function fieldValue(field: EditField, said: string, utterance: Utterance, tense: Tense): ValueRead {
  const text = said.replace(LOOSE_WORDS, '').trim()
  const names = namesOf(utterance.roster)
  if (text === '') return undefined
  if (field === 'when' || field === 'minutes') return inferred(text, utterance, tense, WHEN_AND_LENGTH)
  if (field === 'credit_hours') {
    const hours = /^(\d{1,3}(?:\.\d)?|[一二两三四五六七八九十]{1,3})\s?个?(?:学时|课时)?$/.exec(text)?.[1]
    const value = hours === undefined ? undefined : parseNumber(hours)
    return value === undefined ? inferred(text, utterance, tense, ['duration']) : { values: { credit_hours: value } }
  }
  if (field === 'actual' && /^(?:全员|全体|满员|都到齐?|全到)(?:了|的)*$/.test(text))
    return { values: { attendees: 'all' } }
  if (COUNTS.has(field)) {
    const value = parseNumber(COUNT.exec(text)?.[1] ?? '')
    return value === undefined ? undefined : { values: { [field]: value } }
  }
  if (field === 'money' || field === 'total') {
    const sum = WHOLE_SUM.exec(spokenMoney(text))
    const value = sum ? yuan(sum.slice(1)) : undefined
    return value === undefined || value <= 0
      ? undefined
      : { values: { [field === 'money' ? 'amount' : 'total']: value } }
  }
  if (field === 'votes') return votes(text)
  if (field === 'form' || field === 'kind') return closedValue(text)
  if (field === 'lecturer') {
    const bare = text.replace(/^(?:由|让|请|咱们?的?|我们的?|是)+/, '')
    if (bare !== text && memberAt(bare, 0, names)) return fieldValue('lecturer', bare, utterance, tense)
    // 淑贤姐: a form of address behind a member's name is no visitor.
    const person = lecturerFromLabel(
      memberAt(text, 0, names)?.end === text.length - 1 ? text.replace(/[姐哥]$/, '') : text,
      names,
    )
    if (person.candidates) return { error: personError(person) as ErrorMeaning }
    const name = person.name ?? asText(person.said)
    return name === undefined || /[,，。;；\s]/.test(name) ? undefined : { values: { lecturer: name } }
  }
  if (PEOPLE.has(field)) {
    // 责任人定错了，给海明.
    const named = text
      .replace(/^(?:转?交给|移交给|转给|派给|给|由|让|请|归)/, '')
      .replace(/(?:代为?主持|代|做|当|主持|负责)的?$/, '')
      // 对象是我跟海明谈的.
      .replace(/^(?:我)?(?:和|跟|与|同)(?=[\u4E00-\u9FFF]{2,3}(?:谈|聊))/, '')
      .replace(/(?:谈|聊)的?$/, '')
    const person = /^(?:我|本人)$/.test(text)
      ? { start: 0, end: named.length, said: text, name: '$sender' }
      : readPerson(named, 0, names)
    if (!person || person.end !== named.length) return undefined
    const error = personError(person)
    return error ? { error } : { values: { [field]: person.name } }
  }
  if (field === 'attendees' || field === 'absent') return people(field, text, utterance)
  if (field === 'winners') return people(field, text.replace(/[两三四五六七\d]\s?(?:个|位|名)?人$/, ''), utterance)
  if (field === 'due_to' || field === 'closed_on') return day(field, text, utterance)
  if (field === 'start' || field === 'end') return clock(field, text)
  if (field === 'end_date') {
    const read = inferred(text, utterance, tense, ['date'])
    return read && 'values' in read ? { values: { end_date: read.values.date } } : read
  }
  if (field === 'year') {
    const year = /^(20\d{2})年?度?的?$/.exec(text)?.[1]
    return year === undefined ? undefined : { values: { period: year } }
  }
  if (field === 'month') {
    const scan = new Scan(text)
    const [month, second] = takeMonths(scan, utterance.today)
    const [only, more] = month?.months ?? []
    const left = scan.open.replaceAll(TAKEN, '').replace(/[的份钱款党费\s]/g, '')
    return only === undefined || more !== undefined || second || month?.unsure || left !== ''
      ? undefined
      : { values: { month: only } }
  }
  if (!TEXT.has(field)) return undefined
  const value = asText(field === 'place' ? text.replace(/^(?:在|去|到)/, '') : text)
  return value === undefined ? undefined : { values: { [field]: value } }
}

function people(field: 'attendees' | 'absent' | 'winners', text: string, utterance: Utterance): ValueRead {
  if (field === 'attendees' && /^(?:全体|全员|所有人|大家)(?:党员|同志)?$/.test(text))
    return { values: { attendees: 'all' } }
  const found = readPeople(text, 0, namesOf(utterance.roster))
  if (found.at(-1)?.end !== text.length) return undefined
  const error = found.map(personError).find((one) => one !== undefined)
  if (error) return { error }
  const names = found.map(({ name }) => name as string)
  return { values: { [field]: field === 'absent' ? names.map((name) => ({ name })) : names } }
}

function day(field: 'due_to' | 'closed_on', text: string, utterance: Utterance): ValueRead {
  const { today } = utterance
  if (field === 'due_to') {
    const date = deadlineDay(text.replace(/(?:之前|以前|前)$/, ''), today, today)
    return date === undefined ? undefined : { values: { due_to: date } }
  }
  const read = inferred(text, utterance, 'log', ['date'])
  return read && 'values' in read ? { values: { closed_on: read.values.date } } : read
}

/** 开始时间 and 结束时间: one hour, of this side. */
function clock(field: 'start' | 'end', text: string): ValueRead {
  const scan = new Scan(text)
  const { start, end, doubt } = findTime(scan)
  const left = scan.open.replaceAll(TAKEN, '').replace(/[\s的钟整]/g, '')
  return doubt || start === undefined || end !== undefined || left !== '' ? undefined : { values: { [field]: start } }
}

function votes(text: string): ValueRead {
  const found = [...text.matchAll(VOTES)]
  const rest = text.replace(VOTES, '').replace(/[\s,，、;；]/g, '')
  if (found.length === 0 || rest !== '') return undefined
  return {
    values: { votes: Object.fromEntries(found.map(([, side = '', n = '']) => [VOTE_NAMES[side], parseNumber(n)])) },
  }
}

/** A form of training or a kind of talk, meeting and so on, by its closed value. */
function closedValue(text: string): ValueRead {
  const word = text === '党课' ? '专题党课' : text === '处罚单' ? '服务质量处罚单' : text
  if ((TRAINING_FORMS as readonly string[]).includes(word)) return { values: { form: word } }
  if ((TRAINING_CATEGORIES as readonly string[]).includes(word)) return { values: { category: word } }
  const kinds: readonly string[] = [
    ...TALK_KINDS,
    ...MEETING_KINDS,
    ...ACTIVITY_KINDS,
    ...SLIP_KINDS,
    ...PROJECT_EVENT_KINDS,
  ]
  return kinds.includes(word) ? { values: { kind: word } } : undefined
}

type Inferable = 'date' | 'time' | 'duration' | 'count' | 'closed' | 'role' | 'place'
const WHEN_AND_LENGTH: readonly Inferable[] = ['date', 'time', 'duration']
const ALL: readonly Inferable[] = ['closed', 'role', 'date', 'time', 'duration', 'count', 'place']
const ROLE = /^(.{1,12}?)(?:同志)?(主讲|授课|主持|记录)$/
const ROLE_LABEL = /^(主讲人?|主持人?|记录人)[:：是为]?\s?(.{1,12})$/

/**
 * What a value is when its field was not named (更正 3小时): every word of it must be read. A day that is over is meant
 * in a log, one to come in a plan.
 */
export function inferred(
  said: string,
  utterance: Utterance,
  tense: Tense,
  allowed: readonly Inferable[] = ALL,
): ValueRead {
  // 12号到13号两天: counted once more.
  const text = said
    .replace(LOOSE_WORDS, '')
    .trim()
    .replace(/(?<=[日号])(?:一?共)?[两二三四五六七\d]天$/, '')
  if (text === '') return undefined
  if (allowed.includes('closed')) {
    const closed = closedValue(text)
    if (closed) return closed
  }
  if (allowed.includes('role')) {
    const role = ROLE.exec(text) ?? ROLE_LABEL.exec(text)
    const verb = role?.[1]?.startsWith('主') || role?.[1]?.startsWith('记录') ? role[1] : role?.[2]
    const who = verb === role?.[1] ? role?.[2] : role?.[1]
    const field = verb?.startsWith('主持') ? 'host' : verb?.startsWith('记录') ? 'recorder' : 'lecturer'
    if (verb !== undefined && who !== undefined) return fieldValue(field, who, utterance, tense)
  }
  const scan = new Scan(text)
  const values: Values = {}
  if (allowed.includes('date')) {
    const date = settleDate(text, findDates(scan, utterance.today, tense), utterance.today, tense)
    if (date.kind === 'error') return { error: date.error }
    if (date.kind === 'doubt') return undefined
    if (date.kind === 'said') {
      values.date = date.date
      if (date.endDate !== undefined) values.end_date = date.endDate
    }
  }
  if (allowed.includes('time')) {
    const { start, end, period, doubt } = findTime(scan)
    if (doubt) return undefined
    Object.assign(values, start && { start }, end && { end }, period && { period })
    if (start && end) values.minutes = minutesOf(end) - minutesOf(start)
  }
  if (allowed.includes('duration')) {
    const { minutes, creditHours, approx, doubt } = findDuration(scan)
    if (doubt || (minutes !== undefined && values.minutes !== undefined)) return undefined
    Object.assign(values, minutes && { minutes }, creditHours && { credit_hours: creditHours }, approx && { approx })
  }
  if (allowed.includes('count')) {
    const found = scan.take(/(应到|实到)(?:人数)?[:为是]?\s?(\d{1,3}|[一二两三四五六七八九十]{1,3})\s?(?:个|名|位)?人?/)
    const count = parseNumber(found?.groups[1] ?? '')
    if (count !== undefined) values[found?.groups[0] === '应到' ? 'expected' : 'actual'] = count
  }
  if (allowed.includes('place')) {
    const { place, visit } = findPlace(scan, namesOf(utterance.roster))
    if (place !== undefined && visit === undefined) values.place = place
  }
  const rest = scan.open.replaceAll(TAKEN, '').replace(/[\s,，。、的是在]/g, '')
  return rest === '' && Object.keys(values).length > 0 ? { values } : undefined
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
