import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/core/civil-date.js'
import { ENTRY_KINDS, TALK_KINDS } from '../../src/core/entry.js'
import { UserError } from '../../src/core/errors.js'
import type { RecordMeaning } from '../../src/core/meaning.js'
import type { BranchView, MemberView } from '../../src/core/views.js'
import { NATIONAL } from '../../src/core/workdays.js'
import { applyChanges } from '../../src/ledger/edit-entry/apply-changes.js'
import type { EntryChanges } from '../../src/ledger/edit-entry/draft.js'
import { EDITABLE } from '../../src/ledger/edit-entry/editable.js'
import type { EditContext } from '../../src/ledger/edit-entry/values.js'
import { spellOut } from '../../src/ledger/new-entry/index.js'
import { dropAbsent } from '../../src/ledger/to-views.js'
import type { EntryRow } from '../../src/models/ledger-entry.js'

const NAMES = ['陈立', '王敏', '李淑贤', '周海明', '赵阳', '孙小雨', '李响']
const everybody = NAMES.map(
  (name, i): MemberView => ({
    id: `m${i}`,
    name,
    aliases: [],
    roles: i === 0 ? ['secretary'] : ['member'],
    status: name === '孙小雨' ? 'probationary' : 'full',
    state: 'active',
  }),
)
const author = everybody[0] as MemberView
const branch = { id: 'b1', settings: { lateAfterWorkdays: 3 }, calendar: NATIONAL } as BranchView
const source = { author, sentAt: 1, today: '2026-03-18', branch, chatId: 'c' }
const context: EditContext = {
  editor: author,
  everybody,
  expected: everybody,
  today: '2026-03-18',
  lateAfterWorkdays: 3,
  calendar: NATIONAL,
  enteredOn: '2026-03-18',
}

function rowOf(meaning: RecordMeaning): EntryRow {
  const { content: _, ...entry } = spellOut(meaning, source, { everybody, expected: everybody })
  return { ...entry, _id: 'e1', schemaVersion: 1, number: '2026-学-001', recordedAt: 1, revisions: [], voided: false }
}

const study: RecordMeaning = { type: 'training', form: '集中学习', date: '2026-03-17', topic: '党章', minutes: 120 }
const all: RecordMeaning = { ...study, attendees: 'all' }

const namesOf = (people: readonly { readonly name: string }[]): string => people.map(({ name }) => name).join(' ')

/** Meaning, change, and what the row has afterwards. */
const TABLE: readonly [string, RecordMeaning, EntryChanges, Record<string, unknown>][] = [
  ['a length alone', study, { set: { minutes: 180 } }, { minutes: 180 }],
  [
    'a length against a clock moves its end',
    { ...study, start: '14:00', end: '16:00' },
    { set: { minutes: 180 } },
    { start: '14:00', end: '17:00', minutes: 180, inferred: ['end'] },
  ],
  [
    'a length beyond midnight leaves no end',
    { ...study, start: '22:00', end: '23:00' },
    { set: { minutes: 180 } },
    { start: '22:00', end: undefined },
  ],
  [
    'a clock gives the length',
    { ...study, period: '下午' },
    { set: { start: '09:00', end: '10:30' } },
    { minutes: 90, period: undefined },
  ],
  [
    'a length replaces 学时',
    { ...study, minutes: undefined, credit_hours: 4 },
    { set: { minutes: 90 } },
    { minutes: 90, creditHours: undefined },
  ],
  ['学时 beside a length', study, { set: { credit_hours: 4 } }, { minutes: 120, creditHours: 4 }],
  [
    'another part of the day drops a clock outside of it',
    { ...study, start: '14:00', end: '16:00' },
    { set: { period: '上午' } },
    { period: '上午', start: undefined, end: undefined, minutes: 120 },
  ],
  ['about', { ...study, approx: true }, { set: { minutes: 100 } }, { minutes: 100, approx: undefined }],
  ['a rest day', study, { set: { date: '2026-03-15' } }, { warn: ['non_workday'] }],
  ['a day long ago is late', study, { set: { date: '2026-03-02' } }, { late: true }],
  ['a late one put right', { ...study, date: '2026-03-02' }, { set: { date: '2026-03-17' } }, { late: false }],
  ['补录 that was said', { ...study, backfill: true }, { set: { date: '2026-03-16' } }, { late: true }],
  [
    'one day of several',
    { ...study, end_date: '2026-03-18' },
    { set: { end_date: '2026-03-17' } },
    { endDate: undefined },
  ],
  [
    'one more absent',
    all,
    { add: { absent: [{ name: '李响', reason: '病假' }] } },
    { actual: 6, expected: 7, absent: [{ name: '李响', memberId: 'm6', reason: '病假' }] },
  ],
  [
    'the absent replaced',
    { ...study, absent: [{ name: '李响' }] },
    { set: { absent: [{ name: '赵阳' }] } },
    { actual: 6, expected: 7 },
  ],
  [
    'nobody absent after all',
    { ...study, absent: [{ name: '李响' }] },
    { set: { attendees: 'all' } },
    { actual: 7, expected: 7, absent: [] },
  ],
  [
    'somebody came after all',
    { ...study, absent: [{ name: '李响' }] },
    { add: { attendees: ['李响'] } },
    { actual: 7, expected: 7, absent: [] },
  ],
  ['a first absence names the rest', study, { set: { absent: ['李响'] } }, { actual: 6, expected: 7 }],
  [
    'counts alone with an absence',
    { ...study, expected: 9, actual: 9 },
    { add: { absent: ['李响'] } },
    { actual: 8, expected: 9, participants: [] },
  ],
  ['a list of names', all, { set: { attendees: ['$sender', '王敏'] } }, { actual: 2, expected: 7 }],
  ['names taken out leave the count', all, { set: { attendees: [] } }, { actual: 7, expected: 7, participants: [] }],
  [
    'both counts',
    { ...study, expected: 7, actual: 6 },
    { set: { expected: 8, actual: 8 } },
    { expected: 8, actual: 8 },
  ],
  ['a wider audience', { ...study, actual: 40, audience: '质管员' }, { set: { actual: 45 } }, { actual: 45 }],
  [
    'a warning put right',
    { ...study, expected: 7, actual: 6, warn: ['count_mismatch'] },
    { set: { actual: 7 } },
    { warn: [] },
  ],
  [
    'an inferred field confirmed',
    { ...study, inferred: ['form', 'date'] },
    { set: { form: '研讨' } },
    { form: '研讨', inferred: ['date'] },
  ],
  [
    'a deadline moves the plan',
    { type: 'plan', kind: 'training', due_to: '2026-03-31' },
    { set: { due_to: '2026-04-10' } },
    { date: '2026-04-10', dueTo: '2026-04-10' },
  ],
  [
    'a day instead of a deadline',
    { type: 'plan', kind: 'training', due_to: '2026-03-31' },
    { set: { date: '2026-03-25' } },
    { date: '2026-03-25', dueTo: undefined },
  ],
  [
    'votes one by one',
    { type: 'meeting', kind: '党员大会', date: '2026-03-17', attendees: 'all', votes: { for: 5, against: 1 } },
    { set: { votes: { against: 0, abstain: 1 } } },
    { votes: { for: 5, against: 0, abstain: 1 } },
  ],
  ['a note grows', { ...study, note: '甲' }, { add: { note: '乙' } }, { note: '甲；乙' }],
]

const REFUSED: readonly [string, RecordMeaning, EntryChanges, string][] = [
  ['a day that doesn’t exist', study, { set: { date: '2026-02-30' } }, 'bad_date'],
  ['a day to come', study, { set: { date: '2026-03-19' } }, 'future_date'],
  ['an end before the beginning', study, { set: { end_date: '2026-03-01' } }, 'bad_value'],
  ['a clock that runs backwards', study, { set: { start: '16:00', end: '14:00' } }, 'bad_value'],
  ['clock and length that disagree', study, { set: { start: '14:00', end: '16:00', minutes: 60 } }, 'count_mismatch'],
  ['a form nobody knows', study, { set: { form: '喝茶' } }, 'bad_value'],
  ['a stranger', all, { add: { attendees: ['路人'] } }, 'unknown_person'],
  ['a stranger as host', all, { set: { host: '路人' } }, 'unknown_person'],
  ['more than were due', { ...study, expected: 7, actual: 6 }, { set: { actual: 8 } }, 'count_mismatch'],
  [
    'more donors than everybody',
    { type: 'donation', date: '2026-03-17', items: [{ name: '赵阳', amount: 5 }] },
    { set: { attendees: 'all', actual: 8 } },
    'count_mismatch',
  ],
  ['fewer than are named', all, { set: { actual: 5 } }, 'count_mismatch'],
  [
    'a count that doesn’t fit the absent',
    { ...study, absent: [{ name: '李响' }] },
    { set: { expected: 9 } },
    'count_mismatch',
  ],
  ['half a person', all, { set: { actual: 1.5 } }, 'bad_value'],
  ['a field of another kind', study, { set: { prize: '一等奖' } }, 'unknown_field'],
  ['another type', study, { set: { kind: '党员大会' } }, 'unknown_field'],
  ['nothing', study, { set: {} }, 'nothing_said'],
  ['only what isn’t kept', study, { set: { duration_text: '半天' } }, 'nothing_said'],
  ['appending to what is no list', study, { add: { topic: '乙' } }, 'unknown_field'],
  ['an empty topic', study, { set: { topic: ' ' } }, 'bad_value'],
  ['a text without end', study, { set: { topic: '长'.repeat(501) } }, 'bad_value'],
  [
    'a required text taken out',
    { type: 'problem', source: '班子指出', problem: '甲' },
    { set: { problem: null } },
    'bad_value',
  ],
  [
    'a deadline before the day',
    { type: 'qualitySlip', kind: '提醒整改单', date: '2026-03-17' },
    { set: { due_to: '2026-03-01' } },
    'bad_value',
  ],
  [
    'done before it was found',
    { type: 'qualitySlip', kind: '提醒整改单', date: '2026-03-17' },
    { set: { closed_on: '2026-03-01' } },
    'bad_value',
  ],
  [
    'more votes than voters',
    { type: 'meeting', kind: '党员大会', date: '2026-03-17', attendees: 'all' },
    { set: { votes: { for: 7 } } },
    'count_mismatch',
  ],
  [
    'a plan of a talk made one of a meeting',
    { type: 'plan', kind: 'talk', date: '2026-03-26' },
    { set: { kind: 'meeting' } },
    'change_kind',
  ],
  [
    'a commitment of a quarter',
    { type: 'commitment', kind: '书记项目', who: '$sender', period: '2026', topic: '甲' },
    { set: { period: '2026-Q1' } },
    'bad_value',
  ],
]

describe('changes', () => {
  it.each(TABLE)('%s', (_, meaning, changes, wanted) => {
    const row = rowOf(meaning)
    const untouched = structuredClone(row)
    const { row: after } = applyChanges(row, changes, context)
    expect(Object.fromEntries(Object.keys(wanted).map((key) => [key, after[key as keyof EntryRow]]))).toEqual(wanted)
    expect(row).toEqual(untouched)
  })

  it.each(REFUSED)('refuse %s', (_, meaning, changes, code) => {
    const act = () => applyChanges(rowOf(meaning), changes, context)
    expect(act).toThrow(expect.objectContaining({ code }))
    expect(act).toThrow(expect.objectContaining({ userMessage: expect.stringMatching(/\p{Script=Han}/u) }))
  })

  it('say who came of a list that was spelled out', () => {
    const { row } = applyChanges(rowOf(all), { add: { absent: ['李响', '$sender'] } }, context)
    expect(namesOf(row.participants)).toBe('王敏 李淑贤 周海明 赵阳 孙小雨')
    const back = applyChanges(row, { set: { absent: ['李响'] } }, context).row
    expect(namesOf(back.participants)).toContain('陈立')
    expect([back.expected, back.actual]).toEqual([7, 6])
  })
})

const MEANINGS: readonly RecordMeaning[] = [
  all,
  { type: 'theme_day', date: '2026-03-17', form: '主题影片' },
  { type: 'meeting', kind: '党员大会', date: '2026-03-17', absent: [{ name: '李响' }] },
  { type: 'talk', kind: '谈心谈话', date: '2026-03-17', talker: '$sender', partner: '赵阳', topic: '秘密' },
  { type: 'activity', kind: '工会小家活动', date: '2026-03-17', topic: '插花' },
  { type: 'volunteer', date: '2026-03-17', attendees: ['赵阳'] },
  { type: 'donation', date: '2026-03-17', items: [{ name: '赵阳', amount: 5 }] },
  { type: 'honour', prize: '一等奖' },
  { type: 'qualitySlip', kind: '提醒整改单', date: '2026-03-17' },
  { type: 'projectEvent', kind: '推进会', project: '标准化', date: '2026-03-17' },
  { type: 'plan', kind: 'training', date: '2026-03-26' },
  { type: 'problem', source: '班子指出', problem: '甲' },
  { type: 'dues', items: [{ name: '$sender', amount: 5 }] },
  { type: 'commitment', kind: '书记项目', who: '$sender', period: '2026', topic: '甲' },
  { type: 'metric', period: '2026', items: { 处罚单: 1 } },
  { type: 'spot_check', kind: '抽查', date: '2026-03-17' },
  { type: 'analysis', period: '2026-Q1', topic: '秘密' },
]

const nameOf = fc.constantFrom(...NAMES, '$sender')
const day = fc.integer({ min: 0, max: 40 }).map((days) => addDays('2026-02-06', days))
const time = fc.constantFrom('09:00', '10:30', '14:00', '16:30', '19:00')
const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
const kindsWithin = fc.constantFrom<string>(
  ...TALK_KINDS,
  '支委会',
  '走访慰问',
  '奖励单',
  '启动会',
  '测试',
  '党员风采',
  'meeting',
)
const amounts = fc.array(
  fc.record({ name: nameOf, amount: fc.integer({ min: 1, max: 9999 }).map((fen) => fen / 100) }),
  {
    minLength: 1,
    maxLength: 3,
  },
)
const absences = fc.array(fc.record({ name: nameOf, reason: word }), { maxLength: 3 })
const small = fc.integer({ min: 0, max: 8 })

/** What a person may well say of each field; texts are left to `word`. */
const SAID: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  date: day,
  end_date: day,
  due_to: fc.constantFrom('2026-03-20', '2026-04-10'),
  closed_on: day,
  paid_on: day,
  start: time,
  end: time,
  period: fc.constantFrom('上午', '下午', '晚上', '2026', '2026-Q1'),
  minutes: fc.integer({ min: 10, max: 600 }),
  credit_hours: fc.constantFrom(1, 4, 8),
  approx: fc.boolean(),
  attendees: fc.oneof(fc.constant('all'), fc.array(nameOf, { maxLength: 7 })),
  absent: absences,
  expected: small,
  actual: small,
  count: small,
  score: small,
  total: fc.integer({ min: 1, max: 500 }),
  host: nameOf,
  recorder: nameOf,
  lecturer: nameOf,
  talker: nameOf,
  partner: nameOf,
  who: nameOf,
  owner: nameOf,
  winners: fc.array(nameOf),
  form: fc.constantFrom('研讨', '自学', '主题影片'),
  category: fc.constantFrom('业务技能'),
  level: fc.constantFrom('局'),
  kind: kindsWithin,
  source: fc.constantFrom('支部自查'),
  votes: fc.record({ for: small, against: small }, { requiredKeys: [] }),
  followup: fc.record({ what: word, due_to: fc.constant('2026-04-01') }, { requiredKeys: [] }),
  items: fc.oneof(amounts, fc.dictionary(word, small, { maxKeys: 2 })),
  open: fc.dictionary(word, small, { maxKeys: 2 }),
  month: fc.constantFrom('2026-01', '2026-02'),
  late: fc.boolean(),
  remind: fc.boolean(),
}

const APPENDED = ['absent', 'attendees', 'items', 'winners', 'note']

describe('whatever is said', () => {
  const anything = fc.oneof(fc.constant(null), fc.jsonValue())
  const saidOf = (field: string) =>
    fc.oneof({ weight: 12, arbitrary: SAID[field] ?? word }, { weight: 1, arbitrary: anything })
  const someOf = (fields: readonly string[], maxLength: number) =>
    fc
      .uniqueArray(fc.constantFrom(...fields), { maxLength })
      .chain((chosen) => fc.record(Object.fromEntries(chosen.map((field) => [field, saidOf(field)]))))
  const changesOf = (meaning: RecordMeaning): fc.Arbitrary<EntryChanges> =>
    fc.record({
      set: someOf(EDITABLE[rowOf(meaning).kind], 3),
      add: fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: someOf(APPENDED, 1) }),
    })
  const cases = fc
    .constantFrom(...MEANINGS)
    .chain((meaning) => fc.record({ meaning: fc.constant(meaning), change: changesOf(meaning) }))

  it('is carried out with names and counts in step, or refused with a sentence', () => {
    let carriedOut = 0
    fc.assert(
      fc.property(cases, ({ meaning, change }) => {
        const before = rowOf(meaning)
        try {
          const { row } = applyChanges(before, change, context)
          expect([row._id, row.number, row.kind]).toEqual([before._id, before.number, before.kind])
          expect(row.title.length).toBeGreaterThan(0)
          expect(JSON.stringify(row)).not.toMatch(/"name":"\$sender"|秘密/)
          const present = new Set(row.participants.map(({ name }) => name))
          expect(row.absent.filter(({ name }) => present.has(name))).toEqual([])
          if (row.expected !== undefined && row.actual !== undefined)
            expect(row.actual).toBeLessThanOrEqual(row.expected)
          if (row.start && row.end && row.minutes) expect(row.start < row.end).toBe(true)
          expect(dropAbsent(row)).toEqual(row)
          carriedOut++
        } catch (error) {
          if (!(error instanceof UserError)) throw error
          expect(error.userMessage).toMatch(/\p{Script=Han}/u)
        }
      }),
      { numRuns: 3000 },
    )
    // Otherwise it would show no more than that nonsense is refused.
    expect(carriedOut).toBeGreaterThan(600)
  })

  it('has a meaning of every kind to try', () => {
    expect(new Set(MEANINGS.map((meaning) => rowOf(meaning).kind))).toEqual(new Set(ENTRY_KINDS))
  })
})
