import { PLAN_LABELS } from '../../cards/forms/matters.js'
import { durationText, monthDay } from '../../cards/shared/entry-text.js'
import { isCivilDate, yearOf } from '../../src/core/civil-date.js'
import { DONE_ITEMS } from '../../src/core/done-items.js'
import type { NamedAmount, PartialRecord } from '../../src/core/meaning.js'
import { spanText } from '../../src/core/span-text.js'
import { agendaSentence } from './agenda-sentence.js'

/** Who will read the sentence. */
export interface SentenceOptions {
  /** Its own day: a date of another year names it. */
  readonly today?: string
  /** Names and sums of money may be in it. */
  readonly isPrivate?: boolean
}

/**
 * An order to record: what is sent again must not be asked again whether it took place, or who has no form goes in a
 * circle.
 */
const ORDER = '登记：'
const ORDERED: readonly PartialRecord['type'][] = ['training', 'theme_day', 'meeting', 'talk']

/**
 * What was understood, as a sentence to complete and send again where a form can't be used: the language reads it back
 * as the same record. No talk content, nobody's absence, and in a group nobody's money: it may be shown on a card there.
 */
export function sentenceOf(partial: PartialRecord, options: SentenceOptions = {}): string {
  const words = partsOf(partial, options)
    .filter((part) => part !== undefined && part !== '')
    .join(' ')
  return ORDERED.includes(partial.type) ? ORDER + words : words
}

type Part = string | undefined

/** What is not known yet, for the person to fill in. */
const GAP = '…'

function partsOf(partial: PartialRecord, options: SentenceOptions): Part[] {
  const when = whenOf(partial, options.today)
  switch (partial.type) {
    case 'training':
      return [
        when,
        partial.form ?? '培训',
        lengthOf(partial),
        partial.topic ?? '主题…',
        labelled('主讲：', partial.lecturer),
        labelled('听众：', partial.audience),
        ...whereAndWho(partial),
      ]
    case 'theme_day':
      return [when, '主题党日', lengthOf(partial), partial.topic ?? '主题…', ...whereAndWho(partial)]
    case 'meeting':
      return [
        when,
        `召开${partial.kind ?? '党员大会'}`,
        lengthOf(partial),
        ...(partial.agenda === undefined ? [partial.topic === undefined ? '主题…' : partial.topic] : []),
        ...whereAndWho(partial),
        partial.agenda === undefined ? undefined : agendaSentence(partial.agenda, options.today),
      ]
    case 'talk':
      return [when, `${talkerOf(partial)}和${partnersText(partial)}${partial.kind ?? '谈心谈话'}`, lengthOf(partial)]
    case 'activity':
      return [when, partial.kind ?? '工会小家活动', partial.topic, lengthOf(partial), ...whereAndWho(partial)]
    case 'volunteer':
      return [
        when,
        volunteers(partial.attendees),
        '参加志愿服务',
        partial.topic,
        labelled('岗位：', partial.post),
        lengthOf(partial),
        labelled('地点', partial.place),
      ]
    case 'projectEvent':
      return [when, `${partial.project ?? GAP}${partial.kind ?? GAP}`, partial.topic, ...whereAndWho(partial)]
    default:
      return otherParts(partial, when, options)
  }
}

function otherParts(partial: PartialRecord, when: string, { isPrivate = false, today }: SentenceOptions): Part[] {
  switch (partial.type) {
    case 'donation':
      return [
        when,
        `${partial.topic ?? ''}捐款`,
        partial.actual === undefined ? undefined : `${partial.actual}人`,
        isPrivate ? amounts(partial.items) : undefined,
        partial.total === undefined ? undefined : `合计${partial.total}元`,
      ]
    case 'honour':
      return [
        partial.date === undefined ? undefined : when,
        partial.winners?.map(named).join('、'),
        partial.topic === undefined ? undefined : `在${partial.topic}中`,
        `获${partial.prize ?? GAP}`,
      ]
    case 'qualitySlip':
      return [
        when,
        `开${partial.kind ?? GAP}${partial.count === undefined ? '' : `${partial.count}张`}`,
        partial.department,
        labelled('问题：', partial.problem),
        due(partial.due_to, today, '前整改'),
      ]
    case 'problem':
      return [
        `问题清单 ${partial.source ?? GAP}`,
        `问题：${partial.problem ?? GAP}`,
        labelled('措施：', partial.measure),
        labelled('责任人：', partial.owner === undefined ? undefined : named(partial.owner)),
        due(partial.due_to, today, '前完成'),
      ]
    case 'spot_check':
      return [
        when,
        `${partial.kind ?? '抽查'}${partial.department ?? GAP}`,
        partial.topic,
        labelled('结果：', partial.result),
        partial.score === undefined ? undefined : `${partial.score}分`,
      ]
    case 'dues':
      return [
        `${partial.month === undefined ? GAP : spanText(partial.month)}党费`,
        isPrivate ? (amounts(partial.items) ?? `${GAP}元`) : undefined,
        partial.late ? '补交' : undefined,
      ]
    case 'metric':
      return [partial.period === undefined ? GAP : spanText(partial.period), counts(partial.items, partial.open) ?? GAP]
    case 'commitment':
      return [
        partial.period === undefined ? `${GAP}年` : spanText(partial.period),
        partial.kind ?? GAP,
        partial.who === undefined || partial.who === '$sender' ? undefined : partial.who,
        `：${partial.topic ?? GAP}`,
      ]
    case 'analysis':
      return [`${partial.period === undefined ? GAP : spanText(partial.period)}思想状况分析：`, partial.topic ?? GAP]
    case 'plan':
      return [
        `计划${partial.due_to === undefined ? when : `${dayText(partial.due_to, today)}前`}`,
        partial.kind === 'talk' && isPrivate
          ? `${talkerOf(partial)}和${named(partial.partner)}谈心谈话`
          : PLAN_LABELS[partial.kind ?? 'training'],
        partial.topic,
        labelled('地点', partial.place),
        labelled('主讲：', partial.lecturer),
        partial.remind_all ? '提醒大家' : partial.remind ? '提醒我' : undefined,
      ]
    default:
      return [when]
  }
}

/** Of a talk of two others, held or planned; whoever sends the sentence is its talker without being named. */
const talkerOf = ({ talker }: { readonly talker?: string }): string =>
  talker === undefined || talker === '$sender' ? '' : talker
const named = (name: string | undefined): string => (name === undefined ? GAP : name === '$sender' ? '我' : name)
/** 李响; 李响、周海明集体, of several who talked together. */
const partnersText = ({ partner, partners = [] }: { partner?: string; partners?: readonly string[] }): string =>
  partners.length > 1 ? `${partners.map(named).join('、')}集体` : named(partner)
const labelled = (label: string, value: string | undefined): Part => (value === undefined ? undefined : label + value)

function whenOf({ date, period, start, end }: PartialRecord, today: string | undefined): string {
  const clock = start === undefined ? period : end === undefined ? start : `${start}-${end}`
  return dayText(date, today) + (clock ?? '')
}

function dayText(date: string | undefined, today: string | undefined): string {
  if (date === undefined || !isCivilDate(date)) return '…月…日'
  return today !== undefined && yearOf(today) !== yearOf(date) ? `${yearOf(date)}年${monthDay(date)}` : monthDay(date)
}

const due = (date: string | undefined, today: string | undefined, words: string): Part =>
  date === undefined ? undefined : `${dayText(date, today)}${words}`

function lengthOf({ minutes, credit_hours }: PartialRecord): Part {
  if (minutes !== undefined) return durationText(minutes)
  return credit_hours === undefined ? undefined : `${credit_hours}学时`
}

function whereAndWho({ place, expected, actual, attendees }: PartialRecord): Part[] {
  return [
    labelled('地点', place),
    expected === undefined ? undefined : `应到${expected}人`,
    actual === undefined ? undefined : `实到${actual}人`,
    attendees === 'all' ? '全员参加' : undefined,
  ]
}

/** Those who serve are thanked by name (moments.md §1), so they may be named here. */
function volunteers(attendees: PartialRecord['attendees']): Part {
  if (attendees === 'all') return '全员'
  return attendees === undefined || attendees.length === 0 ? GAP : attendees.map(named).join('、')
}

const amounts = (items: readonly NamedAmount[] | undefined): Part =>
  items === undefined || items.length === 0
    ? undefined
    : items.map(({ name, amount }) => `${named(name)}${amount}元`).join('，')

/** 提醒整改单3张，其中1张未销号，制定标准2个. */
const counts = (items: Counts | undefined, open: Counts = {}): Part =>
  items === undefined || Object.keys(items).length === 0
    ? undefined
    : Object.entries(items)
        .map(([name, count]) => {
          const unit = unitOf(name)
          return `${name}${count}${unit}${open[name] ? `，其中${open[name]}${unit}未销号` : ''}`
        })
        .join('，')
type Counts = Readonly<Record<string, number>>

const DONE: readonly string[] = Object.values(DONE_ITEMS)
const unitOf = (name: string): string => (DONE.includes(name) ? '次' : name === '制定标准' ? '个' : '张')
