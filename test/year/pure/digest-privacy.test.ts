import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { receiptCard } from '../../../cards/receipt-card.js'
import { isForPrivate } from '../../../handlers/shared/private-kinds.js'
import type { Card } from '../../../src/core/card.js'
import { mondayOf } from '../../../src/core/civil-date.js'
import { toEntryView } from '../../../src/ledger/to-views.js'
import { cardText } from '../../cards/card-text.js'
import { type BranchYear, branchYear, type TimedRow } from './branch-year.js'
import { type PlayedDigest, playDigests } from './digest-year.js'
import { REASONS } from './entry-fields.js'

/** Everything that a card holds, charts included. */
const wordsOf = (card: Card): string => JSON.stringify(card)

/** Who may be named: whoever lectured, volunteered or won a prize, in an entry that counts. */
const thankedIn = ({ rows }: BranchYear): Set<string> =>
  new Set(
    rows.flatMap(({ kind, lecturer, participants, winners = [] }) => [
      ...(kind === 'training' && lecturer ? [lecturer.name] : []),
      ...(kind === 'volunteer' ? participants.map(({ name }) => name) : []),
      ...(kind === 'honour' ? winners.map(({ name }) => name) : []),
    ]),
  )

/** The same year with nothing in it that a group must not know: what is left is all that a digest may be made of. */
function withoutSecrets(world: BranchYear): BranchYear {
  const kept = world.rows.filter(
    (row) =>
      !(row.kind === 'talk' && row.subkind === '提醒谈话') &&
      !(row.kind === 'plan' && (row.subkind === 'talk' || row.participants.length === 1)) &&
      !['dues', 'commitment', 'metric', 'analysis'].includes(row.kind),
  )
  return { ...world, rows: kept.map(bare) }
}

function bare(row: TimedRow): TimedRow {
  const isAlone = row.participants.length === 1
  const nobody = { name: '某某' }
  const { amounts: _a, totalFen: _t, note: _n, problem: _p, owner: _o, followupDue: _f, ...open } = row
  return {
    ...open,
    absent: [],
    // Whether one came or several decides what counts; who it was does not, but where they are thanked.
    participants: row.kind === 'volunteer' ? row.participants : row.participants.map(() => nobody),
    expected: undefined,
    actual: undefined,
    minutes: isAlone || (row.kind !== 'training' && row.kind !== 'themeDay') ? undefined : row.minutes,
    author: { name: '某某', memberId: 'x' },
    ...(row.kind === 'talk' && { subkind: '谈心谈话', title: '', talker: nobody, partner: nobody }),
  }
}

/** What a test of one card in the group can find by looking at it alone. */
function leaksIn(card: Card, world: BranchYear): string[] {
  const words = wordsOf(card)
  const thanked = thankedIn(world)
  const sums = world.rows.flatMap(({ amounts = [], totalFen }) => [...amounts.map(({ fen }) => fen), totalFen ?? 0])
  const patterns: [string, RegExp][] = [
    ['a rate', /%|％|率|百分|\d+\s*\/\s*\d+|应到|实到|缺席|未到|请假/],
    ['money', /元|¥|￥|党费/],
    ['a 提醒谈话', /提醒谈话|廉政谈话|—[^\d]/],
    ['a 保障期', /保障期|静默/],
    ['a talk', /工作压力|家庭困难|情绪低落|苗头/],
  ]
  return [
    ...world.roster.filter((name) => words.includes(name) && !thanked.has(name)).map((name) => `${name} named`),
    ...REASONS.filter((reason) => words.includes(reason)),
    ...sums
      .filter((fen) => fen > 0 && (words.includes(String(fen)) || words.includes((fen / 100).toFixed(2))))
      .map(String),
    ...patterns.flatMap(([what, pattern]) => (pattern.test(words) ? [what] : [])),
  ]
}

const RUNS = { numRuns: 150 }

describe('a digest, in any year of any branch', () => {
  it('names nobody but those it thanks, and holds no absence, reason, rate, money, talk or 保障期', () => {
    fc.assert(
      fc.property(branchYear, (world) => {
        for (const { card } of playDigests(world)) expect(leaksIn(card, world)).toEqual([])
      }),
      RUNS,
    )
  })

  it('is word for word the one of a year in which nothing private happened', () => {
    fc.assert(
      fc.property(branchYear, (world) => {
        const told = (played: readonly PlayedDigest[]): string[] => played.map(({ date, card }) => date + wordsOf(card))
        expect(told(playDigests(world))).toEqual(told(playDigests(withoutSecrets(world))))
      }),
      RUNS,
    )
  })

  it('comes once a week at most, tells of each quarter and year once, and draws a chart of four things or more only', () => {
    fc.assert(
      fc.property(branchYear, (world) => {
        const sent = playDigests(world)
        const weeks = sent.map(({ date }) => mondayOf(date))
        expect(new Set(weeks).size).toBe(weeks.length)
        const spans = sent.flatMap(({ data }) => data.spans.map(({ span }) => span))
        expect(new Set(spans).size).toBe(spans.length)
        for (const { data, card } of sent) {
          const charts = card.blocks.filter((block) => block.type === 'chart')
          expect(charts.length).toBeLessThanOrEqual(data.spans.length > 0 ? 1 : 0)
          for (const chart of charts) expect(chart.bars.length).toBeGreaterThanOrEqual(4)
        }
      }),
      RUNS,
    )
  })
})

describe('a receipt in the group, in any year of any branch', () => {
  const options = { inGroup: true, timezone: 'Asia/Shanghai', today: '2026-03-18', canReply: true }
  const receiptOf = (row: TimedRow): string => cardText(receiptCard([toEntryView(row)], options))

  it('holds no absentee, no reason, nobody’s own hours and nobody’s money', () => {
    fc.assert(
      fc.property(branchYear, ({ rows }) => {
        for (const row of rows) {
          if (isForPrivate(toEntryView(row))) continue
          const isSolo = (row.kind === 'training' || row.kind === 'volunteer') && row.participants.length === 1
          const open: TimedRow = {
            ...row,
            absent: [],
            note: undefined,
            amounts: undefined,
            ...(isSolo && { minutes: undefined, expected: undefined, actual: undefined }),
          }
          expect(receiptOf(row)).toBe(receiptOf(open))
          for (const reason of REASONS) expect(receiptOf(row)).not.toContain(reason)
        }
      }),
      RUNS,
    )
  })
})
