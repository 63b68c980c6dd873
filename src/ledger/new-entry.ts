import { addDays, compare, daysBetween } from '../core/civil-date.js'
import type { KeptKind } from '../core/entry.js'
import { UserError } from '../core/errors.js'
import type { RecordMeaning, TalkMeaning } from '../core/meaning.js'
import type { BranchView, MemberView, TalkContent } from '../core/views.js'
import { isWorkday, workdaysBetween } from '../core/workdays.js'
import type { PersonRow } from '../models/fields.js'
import type { AbsenceRow, EntryRow } from '../models/ledger-entry.js'
import { expectedOn, listEverybody } from './roster.js'
import { dropAbsent, titleWithoutTopic } from './to-views.js'

/** The message or tap that an entry comes from. */
export interface EntrySource {
  readonly author: MemberView
  /** Civil epoch ms of the message or tap. */
  readonly sentAt: number
  /** The date of `sentAt` in the branch's zone. */
  readonly today: string
  readonly branch: BranchView
  readonly chatId: string
  readonly messageId?: string
}

/** What the ledger needs to know of people to spell an entry out. */
export interface RosterOfDay {
  /** Everybody who ever was a member. */
  readonly everybody: readonly MemberView[]
  /** 应到 on the event's date. */
  readonly expected: readonly MemberView[]
}

type AssignedLater = '_id' | 'schemaVersion' | 'number' | 'recordedAt' | 'revisions' | 'voided'

/** An entry ready to be recorded: people and counts spelled out, a talk's words apart from its fact. */
export interface NewEntry extends Omit<EntryRow, AssignedLater> {
  /** Free words of a talk; recorded sealed, never in the entry. */
  readonly content?: TalkContent
}

/**
 * Spells out what was understood: `$sender` and 全员 by the roster of the event's date, attendance, credit hours,
 * lateness and warnings. Reads the roster, changes nothing. UserError `self_talk`, `unknown_person`, `nobody_then`.
 */
export async function toNewEntry(meaning: RecordMeaning, source: EntrySource): Promise<NewEntry> {
  const date = meaning.date ?? source.today
  const everybody = await listEverybody()
  const expected = await expectedOn(date)
  return spellOut(meaning, source, { everybody, expected })
}

/** The pure part of `toNewEntry`. */
export function spellOut(meaning: RecordMeaning, source: EntrySource, roster: RosterOfDay): NewEntry {
  const date = meaning.date ?? source.today
  const person = (name: string): PersonRow => toPerson(name, source.author, roster.everybody)
  const common = {
    branchId: source.branch.id,
    date,
    endDate: meaning.end_date,
    start: meaning.start,
    end: meaning.end,
    period: meaning.period,
    minutes: meaning.minutes,
    creditHours: meaning.credit_hours,
    approx: meaning.approx,
    inferred: [...new Set(meaning.inferred ?? [])],
    author: { name: source.author.name, memberId: source.author.id },
    enteredAt: source.sentAt,
    chatId: source.chatId,
    messageId: source.messageId,
    late:
      meaning.backfill === true ||
      isLate(meaning.end_date ?? date, source.today, source.branch.settings.lateAfterWorkdays),
  }
  if (meaning.type === 'talk') return dropAbsent({ ...common, ...talkOf(meaning, person) })
  const event = {
    ...common,
    topic: meaning.topic,
    place: meaning.place,
    note: meaning.note,
    host: meaning.host === undefined ? undefined : person(meaning.host),
    recorder: meaning.recorder === undefined ? undefined : person(meaning.recorder),
    ...attendanceOf(meaning, person, roster.expected),
    warn: warningsOf(meaning, date),
    ...kindFieldsOf(meaning, person),
  }
  return dropAbsent({ ...event, title: meaning.topic || titleWithoutTopic(event) })
}

function kindFieldsOf(meaning: Exclude<RecordMeaning, TalkMeaning>, person: (name: string) => PersonRow) {
  switch (meaning.type) {
    case 'training':
      return {
        kind: 'training' as const,
        form: meaning.form,
        lecturer: meaning.lecturer === undefined ? undefined : person(meaning.lecturer),
        audience: meaning.audience,
        category: meaning.category,
        campaign: meaning.campaign,
        document: meaning.document,
        level: meaning.level,
      }
    case 'meeting':
      return {
        kind: 'meeting' as const,
        subkind: meaning.kind,
        votes: meaning.votes,
        resolution: meaning.resolution,
      }
    case 'theme_day':
      return { kind: 'themeDay' as const, form: meaning.form }
  }
}

function talkOf(meaning: TalkMeaning, person: (name: string) => PersonRow) {
  const talker = memberOf(person(meaning.talker))
  const partner = memberOf(person(meaning.partner))
  if (talker.memberId === partner.memberId) throw new UserError('self_talk', '谈话双方不能是同一个人')
  const kind: KeptKind = 'talk'
  const content: TalkContent = dropAbsent({
    topic: meaning.topic,
    problem: meaning.problem,
    place: meaning.place,
    note: meaning.note,
    followup: meaning.followup?.what,
  })
  return {
    kind,
    subkind: meaning.kind,
    title: `${meaning.kind} ${talker.name}—${partner.name}`,
    talker,
    partner,
    participants: [talker, partner],
    absent: [],
    warn: [...new Set(meaning.warn ?? [])],
    followupFrom: meaning.followup?.due_from,
    followupDue: meaning.followup?.due_to,
    content: Object.keys(content).length > 0 ? content : undefined,
  }
}

/** A talk is between two people of the roster: its content has to know who may read it. */
function memberOf(person: PersonRow): PersonRow {
  if (person.memberId === undefined) throw new UserError('unknown_person', `名册里没有“${person.name}”`)
  return person
}

interface Attendance {
  participants: PersonRow[]
  absent: AbsenceRow[]
  expected?: number
  actual?: number
}

/** Who came: counts said are kept; those not said follow when the roster of that day settles them. */
function attendanceOf(
  meaning: Exclude<RecordMeaning, TalkMeaning>,
  person: (name: string) => PersonRow,
  expectedMembers: readonly MemberView[],
): Attendance {
  const absent: AbsenceRow[] = (meaning.absent ?? []).map(({ name, reason }) => dropAbsent({ ...person(name), reason }))
  const counts = { expected: meaning.expected, actual: meaning.actual }
  if (Array.isArray(meaning.attendees)) {
    return { participants: distinct(meaning.attendees.map(person)), absent, ...counts }
  }
  if (meaning.attendees !== 'all' && absent.length === 0 && !isFullHouse(counts, expectedMembers.length)) {
    return { participants: [], absent, ...counts }
  }
  if (expectedMembers.length === 0) throw new UserError('nobody_then', '那一天名册上没有应到的党员，请写明参加人员')
  const missing = new Set(absent.map(({ name }) => name))
  const participants = expectedMembers
    .filter(({ name }) => !missing.has(name))
    .map(({ name, id }) => ({ name, memberId: id }))
  return {
    participants,
    absent,
    expected: counts.expected ?? expectedMembers.length,
    actual: counts.actual ?? participants.length,
  }
}

/** 应到7实到7 of a branch with seven to come names everybody as surely as 全员 does. */
function isFullHouse({ expected, actual }: { expected?: number; actual?: number }, due: number): boolean {
  return expected !== undefined && expected === actual && expected === due
}

function distinct(people: readonly PersonRow[]): PersonRow[] {
  return [...new Map(people.map((one) => [one.memberId ?? one.name, one])).values()]
}

function toPerson(name: string, author: MemberView, everybody: readonly MemberView[]): PersonRow {
  if (name === '$sender' || name === author.name) return { name: author.name, memberId: author.id }
  const namesakes = everybody.filter((member) => member.name === name)
  const member = namesakes.find(({ leftOn }) => leftOn === undefined) ?? namesakes[0]
  return member ? { name, memberId: member.id } : { name }
}

/** Gatherings on a rest day are recorded as said and marked (SCHEMA §2, `non_workday`). */
function warningsOf(meaning: Exclude<RecordMeaning, TalkMeaning>, date: string): string[] {
  const alone = meaning.type === 'training' && (meaning.form === '自学' || meaning.form === '线上学习')
  const warn = new Set(meaning.warn ?? [])
  if (!alone && !isWorkday(date)) warn.add('non_workday')
  return [...warn]
}

/** Every workday list reaches this far; an event longer ago is late under any setting. */
const SURELY_LATE_DAYS = 400

/** Whether more workdays than allowed have passed after the event, the day of entry included. */
export function isLate(eventDate: string, today: string, lateAfterWorkdays: number): boolean {
  if (compare(eventDate, today) >= 0) return false
  if (daysBetween(eventDate, today) > SURELY_LATE_DAYS) return true
  return workdaysBetween(addDays(eventDate, 1), today) > lateAfterWorkdays
}
