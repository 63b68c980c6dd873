import fc from 'fast-check'
import { ACTIVITY_KINDS, MEETING_KINDS, SLIP_KINDS, TALK_KINDS, TRAINING_FORMS } from '../../../src/core/entry.js'
import type { EntryRow } from '../../../src/models/entry-row.js'

/** Said nowhere but as a reason: any of it in a group is a leak. */
export const REASONS = ['住院观察', '陪护老人', '借调外单位', '孩子发烧', '公差在外'] as const
/** Said in talks, analyses and notes only. */
export const SEALED_WORDS = ['工作压力', '家庭困难', '情绪低落', '苗头性问题'] as const
/** What a group may read of. */
const TOPICS = ['党章', '二十届四中全会精神', '清明祭英烈', '《准则》', '服务礼仪', '南湖精神'] as const
/** Minutes of one person alone are odd ones, so that a sum that holds them shows it. */
const soloMinutes = fc.integer({ min: 1, max: 59 }).map((n) => n * 7 + 1)
const groupMinutes = fc.constantFrom(30, 60, 90, 120, 240, 480)
export const topic = fc.constantFrom(...TOPICS)
export const person = (name: string) => ({ name, memberId: `id-${name}` })
export type Person = ReturnType<typeof person>

/** What one entry of any kind holds beside the common fields, secrets included. */
export function fieldsOf(roster: readonly string[], year: number): fc.Arbitrary<Partial<EntryRow>> {
  const one = fc.constantFrom(...roster).map(person)
  const some = fc.subarray([...roster], { minLength: 0 }).map((names) => names.map(person))
  const several = fc.subarray([...roster], { minLength: 2 }).map((names) => names.map(person))
  return fc.oneof<fc.Arbitrary<Partial<EntryRow>>[]>(
    training(several, one),
    fc.record({
      kind: fc.constant('training' as const),
      form: soloForm,
      minutes: soloMinutes,
      participants: one.map(list),
    }),
    fc.record({
      kind: fc.constant('themeDay' as const),
      form: fc.option(fc.constantFrom(...TRAINING_FORMS), { nil: undefined }),
      minutes: groupMinutes,
      participants: several,
    }),
    fc.record({
      kind: fc.constant('meeting' as const),
      subkind: fc.constantFrom(...MEETING_KINDS),
      participants: several,
      host: one,
    }),
    fc.record({
      kind: fc.constant('activity' as const),
      subkind: fc.constantFrom(...ACTIVITY_KINDS),
      participants: some,
    }),
    fc.record({ kind: fc.constant('volunteer' as const), post: topic, minutes: soloMinutes, participants: some }),
    fc.record({
      kind: fc.constant('honour' as const),
      prize: fc.constant('二等奖'),
      winners: some,
      participants: some,
    }),
    fc.record({
      kind: fc.constant('qualitySlip' as const),
      subkind: fc.constantFrom(...SLIP_KINDS),
      count: fc.integer({ min: 1, max: 9 }),
      problem: fc.constantFrom(...SEALED_WORDS),
    }),
    fc.record({ kind: fc.constant('problem' as const), subkind: fc.constant('支部自查'), owner: one }),
    talk(one),
    money('dues', roster),
    money('donation', roster),
    fc.record({ kind: fc.constant('commitment' as const), who: one, span: fc.constant(String(year)) }),
    fc.record({ kind: fc.constant('metric' as const), metrics: fc.constant([{ name: '到会率', count: 83 }]) }),
    fc.record({ kind: fc.constant('analysis' as const), note: fc.constantFrom(...SEALED_WORDS) }),
    plan(one, several),
  )
}

const soloForm = fc.constantFrom('自学' as const, '集中学习' as const)
const list = <T>(one: T): T[] => [one]

function training(several: fc.Arbitrary<Person[]>, one: fc.Arbitrary<Person>): fc.Arbitrary<Partial<EntryRow>> {
  return fc.record({
    kind: fc.constant('training' as const),
    form: fc.constantFrom(...TRAINING_FORMS.filter((form) => form !== '自学')),
    minutes: groupMinutes,
    participants: several,
    lecturer: fc.option(one, { nil: undefined }),
  })
}

function talk(one: fc.Arbitrary<Person>): fc.Arbitrary<Partial<EntryRow>> {
  return fc.tuple(fc.constantFrom(...TALK_KINDS), one, one, soloMinutes).map(([subkind, talker, partner, minutes]) => ({
    kind: 'talk' as const,
    subkind,
    talker,
    partner,
    minutes,
    participants: [talker, partner],
    title: `${subkind} ${talker.name}—${partner.name}`,
    followupDue: '2026-03-31',
  }))
}

/** Sums that nothing else in a card can look like: a year has four digits, a year's minutes five, its hours three. */
const fenAmount = fc.integer({ min: 700_001, max: 999_999 })

function money(kind: 'dues' | 'donation', roster: readonly string[]): fc.Arbitrary<Partial<EntryRow>> {
  return fc
    .array(fenAmount, { minLength: 1, maxLength: roster.length })
    .map((sums) => sums.map((fen, index) => ({ ...person(roster[index] ?? ''), fen })))
    .map((amounts) => ({
      kind,
      amounts,
      totalFen: amounts.reduce((sum, { fen }) => sum + fen, 0),
      ...(kind === 'donation' && { participants: amounts.map(({ name, memberId }) => ({ name, memberId })) }),
    }))
}

function plan(one: fc.Arbitrary<Person>, several: fc.Arbitrary<Person[]>): fc.Arbitrary<Partial<EntryRow>> {
  const kinds = fc.constantFrom('theme_day', 'training', 'meeting', 'talk', 'activity')
  const people = fc.oneof(several, one.map(list), fc.constant<Person[]>([]))
  return fc.tuple(kinds, one, people, soloMinutes).map(([subkind, partner, participants]) => ({
    kind: 'plan' as const,
    subkind,
    planState: 'open' as const,
    participants,
    ...(subkind === 'talk' && { partner, note: SEALED_WORDS[1] }),
  }))
}
