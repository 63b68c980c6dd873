import { civilDateAt } from '../../src/core/civil-date.js'
import type { EntryView } from '../../src/core/views.js'
import {
  DEFAULT_MARK,
  dateText,
  durationText,
  fieldLabel,
  headText,
  kindText,
  momentText,
  monthDay,
  restDayText,
} from './entry-text.js'

/** Who can read the card, and where the branch is. */
export interface EntryLinesOptions {
  /** A group never sees who is missing, why, or one person's hours (moments.md §1). */
  readonly inGroup: boolean
  readonly timezone: string
  /** For a reader in several branches, in private: which one this is. */
  readonly branchName?: string
  /** Year is left out of dates of this day's year; judged by the entry's own moment when not given. */
  readonly today?: string
}

/** Collects marks, so that no inferred field is forgotten: what no segment showed gets one of its own. */
class Marks {
  private readonly open: Set<string>
  constructor(inferred: readonly string[]) {
    this.open = new Set(inferred)
  }
  /** The text with the mark of every named field that was inferred. */
  on(text: string, ...fields: readonly string[]): string {
    return text + fields.map((field) => (this.open.delete(field) ? DEFAULT_MARK : '')).join('')
  }
  has = (field: string): boolean => this.open.has(field)
  /** The card doesn't show these here, so there is nothing to mark. */
  hide(...fields: readonly string[]): void {
    for (const field of fields) this.open.delete(field)
  }
  rest(): string[] {
    return [...this.open].map((field) => this.on(fieldLabel(field), field))
  }
}

/** A training of one person: his hours are his own affair (moments.md §1). */
export const isSolo = (entry: EntryView): boolean => entry.kind === 'training' && entry.participants.length === 1

/** What a group never reads of one person's training (moments.md §1). */
const HIDDEN_OF_ONE = ['minutes', 'credit_hours', 'start', 'end', 'expected', 'actual'] as const

/** The group's receipt can't show everything that the bot filled in: it is one person's own. */
export const hidesGuess = (entry: EntryView): boolean =>
  isSolo(entry) && HIDDEN_OF_ONE.some((field) => entry.inferred.includes(field))

/** The head of a receipt without its first word: 集中学习 · 二十届四中全会精神. */
export function entryHead(entry: EntryView): string {
  const kind = kindText(entry)
  if (entry.kind === 'talk') return headText(entry.title || kind)
  const topic = headText(entry.title)
  return topic === '' || topic === kind ? kind : `${kind} · ${topic}`
}

/** The body lines of a receipt, the same before and after the entry is voided. Never talk content. */
export function entryLines(entry: EntryView, options: EntryLinesOptions): string[] {
  const marks = new Marks(entry.inferred)
  const today = options.today ?? civilDateAt(entry.enteredAt, options.timezone)
  const hidden = options.inGroup && isSolo(entry)
  if (hidden) marks.hide(...HIDDEN_OF_ONE)
  const segments = [
    whenText(entry, marks, today, hidden),
    ...(hidden ? [] : durationTexts(entry, marks)),
    attendanceText(entry, marks, hidden),
    formText(entry, marks),
  ]
  const lines = [
    join(segments),
    join(peopleTexts(entry, marks)),
    join(meetingTexts(entry, marks)),
    ...(options.inGroup ? [] : absenceLines(entry, marks)),
    ...(entry.warn.includes('non_workday') ? [`${restDayText(entry.date)}，已照记`] : []),
    ...(entry.late ? [`补录：${monthDay(civilDateAt(entry.enteredAt, options.timezone))}录入`] : []),
  ]
  if (options.inGroup) marks.hide('note', 'absent')
  lines.push(join(marks.rest()))
  lines.push(bookLine(entry, options.branchName))
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

function attendanceText(entry: EntryView, marks: Marks, hidden: boolean): string | undefined {
  if (entry.kind === 'talk') return undefined
  if (hidden) return marks.has('attendees') ? marks.on('参加：本人', 'attendees') : undefined
  const counts = [
    ...(entry.expected === undefined ? [] : [marks.on(`应到${entry.expected}`, 'expected')]),
    ...(entry.actual === undefined ? [] : [marks.on(`实到${entry.actual}`, 'actual')]),
  ]
  if (counts.length === 0 && entry.participants.length > 1) counts.push(`参加${entry.participants.length}人`)
  if (counts.length === 0 && entry.participants.length === 1) counts.push('参加：本人')
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
    marks.has('kind') && entry.subkind ? marks.on(`类别：${entry.subkind}`, 'kind') : undefined,
    named('主讲', entry.lecturer, 'lecturer'),
    named('主持', entry.host, 'host'),
    named('会议记录', entry.recorder, 'recorder'),
    // Where two people met and talked is part of the talk (moments.md §4).
    entry.kind === 'talk' ? undefined : named('地点', entry.place, 'place'),
    named('分类', entry.category, 'category'),
    named('专项', entry.campaign, 'campaign'),
  ]
}

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
  ]
}

function bookLine(entry: EntryView, branchName: string | undefined): string {
  // Self-study is shown but not counted among the 32 hours (domain.md R10).
  const counts = entry.kind === 'training' && entry.form !== '自学'
  return [
    ...(counts ? ['同时计入：学时'] : []),
    `编号 ${entry.number}`,
    `记录人 ${entry.author}`,
    ...(branchName === undefined ? [] : [`记入 ${branchName}`]),
  ].join(' ｜ ')
}

/** A command with a number, for a person in several branches: each has numbers of its own (2026-学-001). */
export const withBranch = (command: string, branchName?: string): string =>
  branchName === undefined ? command : `${command} ${branchName}`
