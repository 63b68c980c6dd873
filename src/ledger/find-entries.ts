import { addDays } from '../core/civil-date.js'
import { kindOfType } from '../core/entry.js'
import type { EntryQuery } from '../core/meaning.js'
import { type EntryRow, LedgerEntry } from '../models/ledger-entry.js'
import { listEntries } from './entries.js'
import { listEverybody } from './roster.js'
import { type LedgerEntryView, toEntryView } from './to-views.js'

/** As `findLastEntryOf`, the newest `count` of them, newest first: voided ones count, so that a repeated 撤销 reaches no further. */
export async function findNewestEntriesOf(
  authorId: string,
  chatId: string,
  beforeMs: number,
  count: number,
): Promise<LedgerEntryView[]> {
  const rows = await LedgerEntry.find({ 'author.memberId': authorId, chatId, enteredAt: { $lt: beforeMs } })
    .sort({ enteredAt: -1, _id: -1 })
    .limit(count)
    .lean<EntryRow[]>()
  return rows.map(toEntryView)
}

/** The entries that came of this very message, in the order recorded, voided or not. */
export async function findEntriesOfSentence(messageId: string): Promise<LedgerEntryView[]> {
  const rows = await LedgerEntry.find({ messageId }).sort({ _id: 1 }).lean<EntryRow[]>()
  return rows.map(toEntryView)
}

/** An event of several days is found by any of its days; a longer one by its first. */
const LONGEST_EVENT_DAYS = 92

/**
 * Entries that stand and that everything said fits, by date, then number. Nothing said, or something that can't be
 * compared: none, since a wrong hit is worse than a question. Ask `canSee` before showing any.
 */
export async function searchEntries(query: EntryQuery): Promise<LedgerEntryView[]> {
  const { type, date, ...rest } = query
  const said = Object.entries(rest).filter(([, value]) => value !== undefined)
  if (type === undefined && date === undefined && said.length === 0) return []
  const kind = type === undefined ? undefined : kindOfType(type)
  if (type !== undefined && kind === undefined) return []
  const entries = await listEntries(
    date === undefined ? { kind } : { from: addDays(date, -LONGEST_EVENT_DAYS), to: date },
  )
  const called = await namesOfPeople(said)
  return entries.filter(
    (entry) =>
      (kind === undefined || entry.kind === kind) &&
      (date === undefined || (entry.date <= date && date <= (entry.endDate ?? entry.date))) &&
      said.every(
        ([field, value]) =>
          fits(entry, field, value) || called(value).some((name) => isPersonField(field) && fits(entry, field, name)),
      ),
  )
}

/** What else somebody is called: an entry keeps the name he had on its day, and he may have had another one since. */
async function namesOfPeople(
  said: readonly (readonly [string, unknown])[],
): Promise<(name: unknown) => readonly string[]> {
  if (!said.some(([field]) => isPersonField(field))) return () => []
  const members = await listEverybody()
  return (value) => members.find(({ name }) => name === value)?.aliases ?? []
}

/** Names of people: equal or not. */
const PEOPLE = ['lecturer', 'host', 'recorder', 'owner', 'who', 'author'] as const
const isPersonField = (field: string): boolean =>
  isOneOf(PEOPLE, field) || field === 'partner' || field === 'talker' || field === 'name'
/** Free words: what is said may be a part of what was written, or the other way round. */
const WORDS = [
  'department',
  'place',
  'project',
  'problem',
  'prize',
  'post',
  'audience',
  'speciality',
  'campaign',
  'note',
] as const

function fits(entry: LedgerEntryView, field: string, value: unknown): boolean {
  if (typeof value === 'number') return numberOf(entry, field) === value
  if (typeof value !== 'string') return false
  switch (field) {
    case 'number':
      return entry.number === value
    case 'kind':
    case 'source':
      return entry.subkind === value
    case 'form':
      return entry.form === value
    case 'partner':
    case 'talker':
      return [entry.talker, entry.partner, ...(entry.partners ?? [])].includes(value)
    case 'topic':
      return entry.kind !== 'talk' && resemble(entry.title, value)
    case 'period':
    case 'month':
      return entry.span === value || entry.period === value
    case 'due_to':
      return entry.dueTo === value
    case 'start':
      return entry.start === value
    case 'name':
      return [...entry.participants, ...(entry.winners ?? []), ...(entry.payers ?? [])].includes(value)
  }
  if (isOneOf(PEOPLE, field)) return entry[field] === value
  return isOneOf(WORDS, field) && resemble(entry[field] ?? '', value)
}

function numberOf(entry: LedgerEntryView, field: string): number | undefined {
  switch (field) {
    case 'minutes':
      return entry.minutes
    case 'credit_hours':
      return entry.creditHours
    case 'count':
      return entry.count
    case 'expected':
      return entry.expected
    case 'actual':
      return entry.actual
    default:
      return undefined
  }
}

const isOneOf = <T extends string>(names: readonly T[], name: string): name is T =>
  (names as readonly string[]).includes(name)

function resemble(written: string, said: string): boolean {
  const [a, b] = [bare(written), bare(said)]
  return a !== '' && b !== '' && (a.includes(b) || b.includes(a))
}

const bare = (text: string): string => text.replace(/[\p{P}\p{S}\s]/gu, '').toLowerCase()
