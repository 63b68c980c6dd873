import fc from 'fast-check'
import { addDays, civilDate, daysBetween } from '../../../src/core/civil-date.js'
import type { SilentPeriod } from '../../../src/core/views.js'
import type { EntryRow } from '../../../src/models/entry-row.js'
import { fieldsOf, type Person, person, REASONS, SEALED_WORDS, topic } from './entry-fields.js'

/** A random year of a random branch, as rows of the ledger: everything that a group must not read is in it. */
export interface BranchYear {
  readonly year: number
  readonly roster: readonly string[]
  /** Entries and plans, by date; `enteredOn` is the day on which each was told. */
  readonly rows: readonly TimedRow[]
  readonly silentPeriods: readonly SilentPeriod[]
}

export type TimedRow = EntryRow & { readonly enteredOn: string }

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨']
const GIVEN = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳']

const day = fc.integer({ min: 0, max: 364 })

const branch = fc
  .integer({ min: 2, max: 14 })
  .map((size) => Array.from({ length: size }, (_, index) => `${SURNAMES[index]}${GIVEN[index]}`))

export const branchYear: fc.Arbitrary<BranchYear> = fc
  .record({ roster: branch, year: fc.integer({ min: 2020, max: 2027 }) })
  .chain(({ roster, year }) =>
    fc.record({
      year: fc.constant(year),
      roster: fc.constant(roster),
      rows: fc
        .array(rowOf(roster, year), { minLength: 10, maxLength: 60 })
        .map((rows) => rows.map((row, index) => ({ ...row, _id: `e${index}`, number: `${year}-学-${100 + index}` }))),
      silentPeriods: fc.array(
        fc.tuple(day, fc.integer({ min: 0, max: 40 })).map(([from, days]) => {
          const first = addDays(civilDate(year, 1, 1), from)
          return { from: first, to: addDays(first, days) }
        }),
        { maxLength: 2 },
      ),
    }),
  )

/** One entry of any kind, with whoever was missing and why. */
function rowOf(roster: readonly string[], year: number): fc.Arbitrary<TimedRow> {
  const one = fc.constantFrom(...roster).map(person)
  const reasons = fc.array(fc.constantFrom(...REASONS), { minLength: roster.length, maxLength: roster.length })
  const common = fc.record({
    day,
    lateBy: fc.constantFrom(0, 0, 0, 1, 9, 50),
    topic: fc.option(topic, { nil: undefined }),
    voided: fc.constantFrom(false, false, false, true),
    author: one,
    reasons,
  })
  return fc.tuple(fieldsOf(roster, year), common).map(([fields, said]) => complete(fields, said, roster, year))
}

interface Common {
  readonly day: number
  readonly lateBy: number
  readonly topic: string | undefined
  readonly voided: boolean
  readonly author: Person
  readonly reasons: readonly string[]
}

function complete(fields: Partial<EntryRow>, said: Common, roster: readonly string[], year: number): TimedRow {
  const date = addDays(civilDate(year, 1, 1), said.day)
  const participants = fields.participants ?? []
  const came = new Set(participants.map(({ name }) => name))
  const isAttended = participants.length > 0 && fields.kind !== 'plan' && fields.kind !== 'talk'
  const absent = isAttended
    ? roster.filter((name) => !came.has(name)).map((name, index) => ({ ...person(name), reason: said.reasons[index] }))
    : []
  const row = {
    schemaVersion: 1,
    branchId: 'b',
    number: '',
    date,
    title: said.topic ?? '',
    ...(fields.kind === 'talk' || fields.subkind === 'talk' ? {} : { topic: said.topic }),
    absent,
    ...(isAttended && { expected: roster.length, actual: participants.length }),
    inferred: [],
    warn: [],
    author: said.author,
    enteredAt: 0,
    recordedAt: 0,
    chatId: 'c',
    late: said.lateBy > 3,
    revisions: [],
    voided: said.voided,
    note: SEALED_WORDS[0],
    ...fields,
    participants,
  }
  return { ...row, _id: '', enteredOn: addDays(date, fields.kind === 'plan' ? -30 : said.lateBy) } as TimedRow
}

export const lastDayPlayed = (year: number): string => civilDate(year + 1, 2, 15)
export const daysOf = (year: number): string[] => {
  const first = civilDate(year, 1, 1)
  return Array.from({ length: daysBetween(first, lastDayPlayed(year)) + 1 }, (_, index) => addDays(first, index))
}
