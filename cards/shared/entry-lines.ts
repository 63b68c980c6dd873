import { civilDateAt } from '../../src/core/civil-date.js'
import type { EntryView } from '../../src/core/views.js'
import { changeLines, evidenceLines } from './change-lines.js'
import { dateText, durationText, headText, kindText, momentText, monthDay } from './entry-text.js'
import { isOfSpan, kindLines, planWhen, spanWhen } from './kind-lines.js'
import { Marks } from './marks.js'
import { type AmountLine, sumTexts } from './money-lines.js'
import { warnLines } from './warn-lines.js'

/** What is known about one entry beside its view. */
export interface EntryAside {
  /** Books it counts in beside its own: 学时, 主题影片 … Left out: 学时 for a training. */
  readonly countsAs?: readonly string[]
  /** What each person gave or paid, as far as the reader may know; never shown in a group. */
  readonly amounts?: readonly AmountLine[]
  /** Number of the plan that it carried out. */
  readonly closedPlan?: string
  /** Number of the plan that it takes the place of. */
  readonly movedPlan?: string
}

/** Who can read the card, and where the branch is. */
export interface EntryLinesOptions {
  /** A group never sees who is missing, why, or one person's hours (moments.md §1). */
  readonly inGroup: boolean
  readonly timezone: string
  /** For a reader in several branches, in private: which one this is. */
  readonly branchName?: string
  /** Year is left out of dates of this day's year; judged by the entry's own moment when not given. */
  readonly today?: string
  /** A reply to the card tells which one it replies to. */
  readonly canReply?: boolean
  /** By entry id. */
  readonly asides?: ReadonlyMap<string, EntryAside>
}

/** Hours of one person alone: his own affair (moments.md §1). */
export const isSolo = (entry: EntryView): boolean =>
  (entry.kind === 'training' || entry.kind === 'volunteer') && entry.participants.length === 1

/** What a group never reads of one person's training or service (moments.md §1). */
const HIDDEN_OF_ONE = ['minutes', 'credit_hours', 'start', 'end', 'expected', 'actual'] as const

/** The group's receipt can't show everything that the bot filled in: it is one person's own. */
export const hidesGuess = (entry: EntryView): boolean =>
  isSolo(entry) && HIDDEN_OF_ONE.some((field) => entry.inferred.includes(field))

/** SCHEMA fields that are not shown there. */
export const hiddenFields = (entry: EntryView, inGroup: boolean): readonly string[] =>
  inGroup && isSolo(entry) ? HIDDEN_OF_ONE : []

/** Kinds whose title is the topic alone; every other title says its kind itself (src/ledger/names.ts). */
const TITLE_IS_TOPIC: readonly string[] = ['training', 'meeting', 'themeDay']

/** The head of a receipt without its first word: 集中学习 · 二十届四中全会精神. */
export function entryHead(entry: EntryView): string {
  const kind = kindText(entry)
  const title = headText(entry.title)
  if (!TITLE_IS_TOPIC.includes(entry.kind)) return title === '' ? kind : title
  return title === '' || title === kind ? kind : `${kind} · ${title}`
}

/**
 * 集中学习：二十届四中全会精神, behind a number and a day in a list: 「 · 」 at the beginning of a phone's next line would
 * read as another item. The day of a plan stands before it already.
 */
export function listHead(entry: EntryView): string {
  const [kind = '', ...rest] = headWithoutDay(entry).split(' · ')
  return rest.length === 0 ? kind : `${kind}：${rest.join('，')}`
}

/** The head of an entry whose day is said elsewhere: a plan's title ends with its day (src/ledger/names.ts). */
export const headWithoutDay = (entry: EntryView): string =>
  entryHead(entry.kind === 'plan' ? { ...entry, title: entry.title.replace(PLANNED_DAY, '') } : entry)

const PLANNED_DAY = / · \d{1,2}月\d{1,2}日\S{0,5}$/u

/**
 * The body lines of a receipt, the same before and after the entry is voided; the last one says number and author. Never
 * talk content; in a group nobody's absence, hours or money.
 */
export function entryLines(entry: EntryView, options: EntryLinesOptions): string[] {
  const { inGroup, timezone } = options
  const marks = new Marks(entry.inferred)
  const today = options.today ?? civilDateAt(entry.enteredAt, timezone)
  const aside = options.asides?.get(entry.id)
  const hidden = inGroup && isSolo(entry)
  if (hidden) marks.hide(...HIDDEN_OF_ONE)
  const hiddenChanges = hidden ? HIDDEN_OF_ONE : []
  const lines = [
    join(firstLine(entry, marks, { today, hidden, inGroup })),
    join(peopleTexts(entry, marks)),
    join(meetingTexts(entry, marks)),
    ...kindLines(entry, marks, inGroup ? [] : aside?.amounts),
    ...(inGroup ? [] : absenceLines(entry, marks)),
    ...warnLines(entry, inGroup),
    ...(entry.late ? [`补录：${monthDay(civilDateAt(entry.enteredAt, timezone))}录入`] : []),
    ...evidenceLines(entry),
    ...changeLines(entry, { inGroup, timezone, hidden: hiddenChanges }),
    ...(aside?.closedPlan === undefined ? [] : [`计划 ${aside.closedPlan} 已办`]),
    ...(aside?.movedPlan === undefined ? [] : [`代替原计划 ${aside.movedPlan}`]),
  ]
  if (inGroup) marks.hide('note', 'absent', 'items')
  lines.push(join(marks.rest()))
  lines.push(bookLine(entry, aside?.countsAs, options.branchName))
  return lines.filter((line) => line !== '')
}

/** 已撤销（赵阳，3月18日 10:05）: what stands where the buttons were. */
export function voidedLine(entry: EntryView, timezone: string): string {
  const at = entry.voidedAt === undefined ? undefined : momentText(entry.voidedAt, timezone)
  const detail = [entry.voidedBy, at].filter((part) => part !== undefined).join('，')
  return detail === '' ? '已撤销' : `已撤销（${detail}）`
}

const join = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' · ')

/** When, how long, how many. */
function firstLine(
  entry: EntryView,
  marks: Marks,
  { today, hidden, inGroup }: { today: string; hidden: boolean; inGroup: boolean },
): (string | undefined)[] {
  if (isOfSpan(entry)) return spanWhen(entry, marks, inGroup)
  const when = entry.kind === 'plan' ? planWhen(entry, marks, today) : whenText(entry, marks, today, hidden)
  if (entry.kind === 'donation') return [when, ...sumTexts(entry, marks, inGroup)]
  return [
    when,
    ...(hidden ? [] : durationTexts(entry, marks)),
    attendanceText(entry, marks, hidden),
    formText(entry, marks),
  ]
}

function whenText(entry: EntryView, marks: Marks, today: string, hidden: boolean): string {
  const date = marks.on(dateText(entry.date, entry.endDate, today), 'date', 'end_date')
  if (hidden || entry.start === undefined) return date + (entry.period ? marks.on(entry.period, 'period') : '')
  marks.hide('period') // the clock time says it better, and carries its own mark
  return `${date}${marks.on(entry.start, 'start')}${entry.end ? marks.on(`—${entry.end}`, 'end') : ''}`
}

function durationTexts(entry: EntryView, marks: Marks): string[] {
  const about = entry.approx ? '约' : ''
  return [
    ...(entry.minutes === undefined ? [] : [marks.on(about + durationText(entry.minutes), 'minutes')]),
    ...(entry.creditHours === undefined ? [] : [marks.on(`${entry.creditHours}学时`, 'credit_hours')]),
  ]
}

/** Volunteers are thanked by name (moments.md §1); of everybody else a count is enough. */
const MOST_NAMED = 7

function attendanceText(entry: EntryView, marks: Marks, hidden: boolean): string | undefined {
  if (entry.kind === 'talk') return undefined
  const { participants } = entry
  if (entry.kind === 'volunteer' && participants.length > 0 && participants.length <= MOST_NAMED) {
    marks.hide('expected', 'actual')
    return marks.on(`参加：${participants.join('、')}`, 'attendees')
  }
  if (hidden) return marks.has('attendees') ? marks.on('参加：本人', 'attendees') : undefined
  const counts = [
    ...(entry.expected === undefined ? [] : [marks.on(`应到${entry.expected}`, 'expected')]),
    ...(entry.actual === undefined ? [] : [marks.on(`实到${entry.actual}`, 'actual')]),
  ]
  if (counts.length === 0 && participants.length > 1) counts.push(`参加${participants.length}人`)
  if (counts.length === 0 && participants.length === 1) counts.push('参加：本人')
  return counts.length === 0 ? undefined : marks.on(counts.join(' '), 'attendees')
}

function formText(entry: EntryView, marks: Marks): string | undefined {
  if (entry.form === undefined) return undefined
  // A training's form already stands in the head: repeated only to carry its mark.
  if (entry.kind === 'training' && !marks.has('form')) return undefined
  return marks.on(`形式：${entry.form}`, 'form')
}

function peopleTexts(entry: EntryView, marks: Marks): (string | undefined)[] {
  const named = (label: string, value: string | undefined, field: string): string | undefined =>
    value === undefined ? undefined : marks.on(`${label} ${value}`, field)
  return [
    marks.has('kind') && entry.subkind && entry.kind !== 'plan'
      ? marks.on(`类别：${entry.subkind}`, 'kind')
      : undefined,
    named('主讲', entry.lecturer, 'lecturer'),
    named('主持', entry.host, 'host'),
    named('会议记录', entry.recorder, 'recorder'),
    // Where two people met and talked is part of the talk (moments.md §4).
    entry.kind === 'talk' ? undefined : named('地点', entry.place, 'place'),
    named(audienceLabel(entry), entry.audience, 'audience'),
    named('专长', entry.speciality, 'speciality'),
    named('分类', entry.category, 'category'),
    named('专项', entry.campaign, 'campaign'),
  ]
}

/** New staff at their first lesson are who took part, though in no roster (domain.md P3). */
const audienceLabel = ({ form, participants }: EntryView): string =>
  form !== '第一课' ? '听众' : participants.length > 0 ? '新员工' : '参加人员'

function meetingTexts(entry: EntryView, marks: Marks): (string | undefined)[] {
  const { votes } = entry
  const counted = votes && [
    ...(votes.for === undefined ? [] : [`赞成${votes.for}`]),
    ...(votes.against === undefined ? [] : [`反对${votes.against}`]),
    ...(votes.abstain === undefined ? [] : [`弃权${votes.abstain}`]),
  ]
  return [
    counted && counted.length > 0 ? marks.on(`表决：${counted.join(' ')}`, 'votes') : undefined,
    entry.resolution === undefined ? undefined : marks.on(`决议：${entry.resolution}`, 'resolution'),
  ]
}

function absenceLines(entry: EntryView, marks: Marks): string[] {
  const names = entry.absent.map(({ name, reason }) => (reason ? `${name}（${reason}）` : name))
  return [
    ...(names.length === 0 ? [] : [marks.on(`未到：${names.join('、')}`, 'absent')]),
    ...(entry.note === undefined ? [] : [marks.on(`备注：${entry.note}`, 'note')]),
    // Why may be somebody's own affair.
    ...(entry.cancelReason === undefined ? [] : [`取消原因：${entry.cancelReason}`]),
  ]
}

const HOURS = '学时'

/** Self-study is shown but not counted among the 32 hours (domain.md R10). */
const countsByDefault = ({ kind, form }: EntryView): string[] => (kind === 'training' && form !== '自学' ? [HOURS] : [])

function bookLine(entry: EntryView, countsAs: readonly string[] | undefined, branchName: string | undefined): string {
  const all = countsAs ?? countsByDefault(entry)
  // Hours are each person's own: without names they are nobody's.
  const isNobodys = all.includes(HOURS) && entry.participants.length === 0
  const books = isNobodys ? all.filter((book) => book !== HOURS) : all
  return [
    ...(isNobodys ? [`${entry.audience === undefined ? '没写参加人员' : '听课的不在名册里'}，学时没计到人`] : []),
    ...(books.length > 0 ? [`同时计入：${books.join('、')}`] : []),
    `编号 ${entry.number}`,
    `记录人 ${entry.author}`,
    ...(branchName === undefined ? [] : [`记入 ${branchName}`]),
  ].join(' ｜ ')
}

/** A command with a number, for a person in several branches: each has numbers of its own (2026-学-001). */
export const withBranch = (command: string, branchName?: string): string =>
  branchName === undefined ? command : `${command} ${branchName}`
