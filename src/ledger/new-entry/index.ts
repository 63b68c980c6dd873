import { PERIODS_OF_DAY, type PeriodOfDay } from '../../core/entry.js'
import type { RecordMeaning } from '../../core/meaning.js'
import { titleOf } from '../names.js'
import { expectedOn, listEverybody } from '../roster.js'
import { dropAbsent } from '../to-views.js'
import { voteWarnings } from '../vote-warnings.js'
import { activityOf, donationOf, honourOf, projectEventOf, volunteerOf } from './activities.js'
import { commitmentOf, duesOf, planOf } from './duties.js'
import { isGathering } from './gathering.js'
import { isLate } from './lateness.js'
import { meetingOf, themeDayOf, trainingOf } from './learning.js'
import { metricOf, problemOf, qualitySlipOf, spotCheckOf } from './quality.js'
import {
  createSpeller,
  type EntrySource,
  type KindFields,
  type NewEntry,
  type RosterOfDay,
  type Speller,
} from './source.js'
import { analysisOf, talkOf } from './talks.js'

export { isLate } from './lateness.js'
export type { EntrySource, NewEntry, RosterOfDay } from './source.js'

/**
 * Spells out what was understood: `$sender` and 全员 by the roster of the event's date, attendance, credit hours,
 * lateness, money in fen and warnings. Reads the roster, changes nothing. UserError `self_talk`, `unknown_person`,
 * `nobody_then`, `bad_amount`, `bad_period`, `missing_field`.
 */
export async function toNewEntry(meaning: RecordMeaning, source: EntrySource): Promise<NewEntry> {
  const everybody = await listEverybody()
  const expected = await expectedOn(dateOf(meaning, source.today))
  return spellOut(meaning, source, { everybody, expected })
}

function dateOf(meaning: RecordMeaning, today: string): string {
  if (meaning.type === 'plan') return meaning.date ?? meaning.due_to ?? today
  return meaning.date ?? today
}

/** The pure part of `toNewEntry`. */
export function spellOut(meaning: RecordMeaning, source: EntrySource, roster: RosterOfDay): NewEntry {
  const speller = createSpeller(source, roster)
  const date = dateOf(meaning, source.today)
  const common = {
    branchId: source.branch.id,
    date,
    endDate: meaning.end_date,
    start: meaning.start,
    end: meaning.end,
    period: isPeriodOfDay(meaning.period) ? meaning.period : undefined,
    minutes: meaning.minutes,
    creditHours: meaning.credit_hours,
    approx: meaning.approx,
    host: speller.optionalPerson(meaning.host),
    recorder: speller.optionalPerson(meaning.recorder),
    author: { name: source.author.name, memberId: source.author.id },
    enteredAt: source.sentAt,
    chatId: source.chatId,
    messageId: source.messageId,
    late: lateOf(meaning, date, source),
    inferred: meaning.inferred,
    ...openTextOf(meaning),
    participants: [],
    absent: [],
  }
  const fields = kindFieldsOf(meaning, speller)
  const spelled = { ...common, ...fields, inferred: inferredOf(meaning, fields) }
  const warn = [...warningsOf(meaning, spelled, source), ...voteWarnings(spelled, roster.expected)]
  const entry = { ...spelled, warn: [...new Set(warn)] }
  return dropAbsent({ ...entry, title: titleOf(entry) })
}

const isPeriodOfDay = (period: string | undefined): period is PeriodOfDay =>
  PERIODS_OF_DAY.some((known) => known === period)

/** Of what is sealed, no word is in the entry (design.md §4). */
function openTextOf(meaning: RecordMeaning): Pick<NewEntry, 'topic' | 'place' | 'note'> {
  if (meaning.type === 'talk' || meaning.type === 'analysis') return {}
  return { topic: meaning.topic, place: meaning.place, note: meaning.note }
}

function kindFieldsOf(meaning: RecordMeaning, speller: Speller): KindFields {
  switch (meaning.type) {
    case 'training':
      return trainingOf(meaning, speller)
    case 'theme_day':
      return themeDayOf(meaning, speller)
    case 'meeting':
      return meetingOf(meaning, speller)
    case 'talk':
      return talkOf(meaning, speller)
    case 'analysis':
      return analysisOf(meaning)
    case 'activity':
      return activityOf(meaning, speller)
    case 'volunteer':
      return volunteerOf(meaning, speller)
    case 'donation':
      return donationOf(meaning, speller)
    case 'honour':
      return honourOf(meaning, speller)
    case 'projectEvent':
      return projectEventOf(meaning, speller)
    case 'qualitySlip':
      return qualitySlipOf(meaning, speller)
    case 'problem':
      return problemOf(meaning, speller)
    case 'spot_check':
      return spotCheckOf(meaning)
    case 'metric':
      return metricOf(meaning)
    case 'dues':
      return duesOf(meaning, speller)
    case 'commitment':
      return commitmentOf(meaning, speller)
    case 'plan':
      return planOf(meaning, speller)
  }
}

/** Every field that was filled in and not said (moments.md §1); of a prize or a problem also the day. */
function inferredOf(meaning: RecordMeaning, fields: KindFields): string[] {
  const inferred = new Set(fields.inferred ?? meaning.inferred)
  if ((meaning.type === 'honour' || meaning.type === 'problem') && meaning.date === undefined) inferred.add('date')
  return [...inferred]
}

/** What speaks of a span, or of a day to come, can't be told too late; 补录 counts when it was said. */
function lateOf(meaning: RecordMeaning, date: string, { today, branch }: EntrySource): boolean {
  if (meaning.backfill === true) return true
  switch (meaning.type) {
    case 'plan':
    case 'commitment':
    case 'metric':
    case 'analysis':
      return false
    default:
      return isLate(meaning.end_date ?? date, today, { ...branch.settings, calendar: branch.calendar })
  }
}

type NewEntryDay = Pick<NewEntry, 'kind' | 'form' | 'date'>

/** Gatherings on a rest day are recorded as said and marked (SCHEMA §2, `non_workday`). */
function warningsOf(
  { warn: said }: RecordMeaning,
  { kind, form, date }: NewEntryDay,
  { branch }: EntrySource,
): string[] {
  const warn = new Set(said)
  if (isGathering({ kind, form }) && !branch.calendar.isWorkday(date)) warn.add('non_workday')
  return [...warn]
}
