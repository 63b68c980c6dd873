import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/core/civil-date.js'
import type { Role } from '../../src/core/entry.js'
import type { TalkPair } from '../../src/core/talk-views.js'
import { nextPairs, pairAfter, type TalkBooks } from '../../src/ledger/talk-pairs/next-pairs.js'
import { allPairs, keyOf, pairKey, type Talk, type Talker } from '../../src/ledger/talk-pairs/pairs.js'
import { talkMapOf } from '../../src/ledger/talk-pairs/talk-map.js'

const OFFICES: readonly Role[] = ['secretary', 'organization', 'dues', 'ledger']
/** So many members: 甲, 乙, …; the first four hold an office. */
const members = (count: number): Talker[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `m${String(i).padStart(2, '0')}`,
    name: '甲乙丙丁戊己庚辛壬癸'[i] ?? `党员${i}`,
    roles: [OFFICES[i] ?? 'member'],
  }))

const talk = (date: string, one: string, other: string): Talk => ({
  date,
  talker: { name: one, memberId: one },
  partner: { name: other, memberId: other },
})

const booksOf = (count: number, change: Partial<TalkBooks> = {}): TalkBooks => ({
  year: '2026',
  members: members(count),
  talks: [],
  pairsUpTo: 7,
  never: new Set(),
  planned: new Set(),
  ...change,
})

const names = (pairs: readonly TalkPair[]): string[] => pairs.map(({ one, other }) => one.name + other.name)

/** The talk that a suggestion leads to. */
const held = ({ one, other }: TalkPair, date: string): Talk => talk(date, one.id, other.id)

describe('the pair to suggest', () => {
  it('of four who never talked goes round before anybody comes twice', () => {
    expect(names(nextPairs(booksOf(4)))).toEqual(['甲乙', '丙丁', '甲丙', '乙丁', '甲丁', '乙丙'])
  })

  it('is the one that talked longest ago, also in the year before', () => {
    const talks = [talk('2025-12-01', 'm00', 'm01'), talk('2025-03-01', 'm01', 'm02'), talk('2025-06-01', 'm00', 'm02')]
    expect(names(nextPairs(booksOf(3, { talks })))).toEqual(['乙丙', '甲丙', '甲乙'])
  })

  it('a talk with several is one with each of them, and none between them', () => {
    const [together] = [talk('2026-03-01', 'm00', 'm01')].map(
      (one): Talk => ({
        ...one,
        partners: ['m01', 'm02'].map((id) => ({ name: id, memberId: id })),
      }),
    )
    expect(names(nextPairs(booksOf(3, { talks: [together as Talk] })))).toEqual(['乙丙'])
  })

  it('is nobody who has a date, nobody whom the secretary left out, and nobody twice', () => {
    const change = {
      talks: [talk('2026-02-01', 'm01', 'm00')],
      planned: new Set([pairKey('m02', 'm03')]),
      never: new Set([pairKey('m00', 'm03')]),
    }
    expect(names(nextPairs(booksOf(4, change)))).toEqual(['甲丙', '乙丁', '乙丙'])
    expect(nextPairs(booksOf(2, { planned: new Set([pairKey('m00', 'm01')]) }))).toEqual([])
    expect(nextPairs(booksOf(1))).toEqual([])
  })

  it('in a larger branch gives each who lacks a talk one with an office-holder first', () => {
    // The work is spread over the four who hold one, not put on the first of them alone.
    const pairs = nextPairs(booksOf(10))
    expect(names(pairs)).toEqual(['甲乙', '乙丙', '丙丁', '甲丁', '甲戊', '乙己', '丙庚', '丁辛', '甲壬', '乙癸'])
    expect(pairs.every((pair) => [pair.one, pair.other].some(({ id }) => id <= 'm03'))).toBe(true)
  })

  it('换一组 goes through all of them and comes round again', () => {
    const pairs = nextPairs(booksOf(5))
    const seen: string[] = []
    let shown: string | undefined
    for (let step = 0; step < pairs.length; step += 1) {
      const pair = pairAfter(pairs, shown)
      shown = pair && keyOf(pair)
      seen.push(shown ?? '')
    }
    expect(new Set(seen)).toEqual(new Set(pairs.map(keyOf)))
    expect(keyOf(pairAfter(pairs, shown) as TalkPair)).toBe(seen[0])
    expect(pairAfter([], undefined)).toBeUndefined()
  })
})

describe('in any branch and year', () => {
  const sizes = fc.integer({ min: 2, max: 7 })

  it('no pair comes twice before all had their talk', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 20 }), (count, extra) => {
        const talks: Talk[] = []
        const pairs = allPairs(members(count))
        const seen = new Map<string, number>()
        for (let step = 0; step < pairs.length + extra; step += 1) {
          const [next] = nextPairs(booksOf(count, { talks }))
          expect(next).toBeDefined()
          const key = keyOf(next as TalkPair)
          expect(seen.get(key) ?? 0).toBe(Math.floor(step / pairs.length))
          seen.set(key, (seen.get(key) ?? 0) + 1)
          talks.push(held(next as TalkPair, addDays('2026-01-05', step * 3)))
        }
      }),
    )
  })

  it('in a larger one everybody has his two talks once each suggestion was followed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 32 }), fc.integer({ min: 1, max: 4 }), (count, offices) => {
        const people = members(count).map((one, i): Talker => ({ ...one, roles: [i < offices ? 'ledger' : 'member'] }))
        const talks: Talk[] = []
        const done = () => talkMapOf(booksOf(count, { members: people, talks })).done
        for (let step = 0; done() < count; step += 1) {
          const [next] = nextPairs(booksOf(count, { members: people, talks }))
          talks.push(held(next as TalkPair, addDays('2026-01-05', step)))
          expect(step).toBeLessThan(count * 2)
        }
        expect(
          new Set(talks.map(({ talker, partner }) => pairKey(talker?.memberId ?? '', partner?.memberId ?? ''))).size,
        ).toBe(talks.length)
      }),
      { numRuns: 30 },
    )
  })

  it('neither the order of the books nor who of the two began makes a difference', () => {
    const some = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 600 })),
      { maxLength: 25 },
    )
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 12 }), some, (count, said) => {
        const talks = said
          .filter(([a, b]) => a !== b && Math.max(a, b) < count)
          .map(([a, b, day]) => talk(addDays('2025-01-01', day), `m0${a}`, `m0${b}`))
        const turned = talks
          .map(({ date, talker, partner }): Talk => ({ date, talker: partner, partner: talker }))
          .reverse()
        const [one, other] = [talks, turned].map((list) => booksOf(count, { talks: list }))
        expect(nextPairs(one as TalkBooks)).toEqual(nextPairs(other as TalkBooks))
        expect(talkMapOf(one as TalkBooks)).toEqual(talkMapOf(other as TalkBooks))
      }),
    )
  })

  it('a pair that is left out is never suggested, whatever happened', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 14 }), fc.integer({ min: 1, max: 40 }), (count, steps) => {
        const never = new Set([pairKey('m00', 'm01'), pairKey('m01', 'm02')])
        const talks: Talk[] = []
        for (let step = 0; step < steps; step += 1) {
          const pairs = nextPairs(booksOf(count, { talks, never }))
          expect(pairs.some((pair) => never.has(keyOf(pair)))).toBe(false)
          const [next] = pairs
          if (next) talks.push(held(next, addDays('2026-01-05', step)))
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('the map of a year', () => {
  it('marks each pair with the quarters of its talks, with a date, or as left out', () => {
    const map = talkMapOf(
      booksOf(4, {
        talks: [
          talk('2026-01-10', 'm00', 'm01'),
          talk('2026-08-01', 'm01', 'm00'),
          talk('2026-09-01', 'm01', 'm00'),
          talk('2025-05-01', 'm00', 'm02'),
        ],
        planned: new Set([pairKey('m02', 'm00')]),
        never: new Set([pairKey('m03', 'm02')]),
      }),
    )
    expect(map).toMatchObject({ mode: 'pairs', year: '2026', done: 1, total: 6, names: ['甲', '乙', '丙', '丁'] })
    const cells = map.mode === 'pairs' ? map.cells : []
    expect(
      cells.map(({ one, other, state, quarters }) => `${one.name}${other.name} ${state} ${quarters.join()}`),
    ).toEqual(['甲乙 talked 1,3', '甲丙 planned ', '甲丁 open ', '乙丙 open ', '乙丁 open ', '丙丁 never '])
  })

  it('of a larger branch names who lacks what', () => {
    const map = talkMapOf(booksOf(8, { talks: [talk('2026-01-10', 'm00', 'm04'), talk('2026-01-11', 'm04', 'm05')] }))
    expect(map).toMatchObject({ mode: 'members', done: 1, total: 8 })
    const people = map.mode === 'members' ? map.people : []
    expect(people.find(({ name }) => name === '己')).toEqual({ name: '己', lacks: ['committee'] })
    expect(people.some(({ name }) => name === '戊')).toBe(false)
  })
})
