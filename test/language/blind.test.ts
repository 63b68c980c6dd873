import { describe, expect, it } from 'vitest'
import type { Meaning } from '../../src/core/meaning.js'
import { differences, isWrite, type Line, linesOf, readingsOf, understood, writes } from './helpers.js'

/** What makes a wrong record dangerous: type, dates, people, durations, counts (SCHEMA §6). */
const CRITICAL = new Set(
  'type date end_date minutes credit_hours talker partner lecturer host recorder attendees absent name expected actual votes for against abstain records target month due_from due_to replaces paid_on closed_on owner winners count items amount total'.split(
    ' ',
  ),
)
const writesIn = (expected: Record<string, unknown>): boolean =>
  expected.error === undefined && ('records' in expected || isWrite(expected.type))

/** 全员 and "7 of 7" say the same (SCHEMA §1 People). */
function saysEverybody(meaning: unknown): boolean {
  const { attendees, actual } = meaning as { attendees?: unknown; actual?: number }
  return attendees === 'all' || actual === 7
}

/** The critical fields in which a written record differs from what was meant, under each reading that counts. */
function danger(line: Line, meaning: Meaning): string[] {
  if (!writes(meaning)) return []
  const found = readingsOf(line).map((reading) => {
    if (!writesIn(reading)) return ['type']
    const alike = saysEverybody(meaning) && saysEverybody(reading) ? ['attendees', 'actual'] : []
    return differences(reading, meaning).filter((field) => CRITICAL.has(field) && !alike.includes(field))
  })
  return found.sort((a, b) => a.length - b.length)[0] ?? []
}

describe.each([
  // Measured 0.98 and more when they were learnt from; a fall means that a rule has become too shy.
  ['blind.jsonl', 0.95],
  ['blind-3-dev.jsonl', 0.95],
  ['blind-4-held.jsonl', 0.95],
  ['blind-5.jsonl', 0.95],
  ['blind-6.jsonl', 0.95],
  ['blind-7-asking.jsonl', 0.95],
  ['blind-7-asking-own.jsonl', 0.95],
  ['blind-7-changing.jsonl', 0.95],
  ['blind-7-changing-own.jsonl', 0.95],
  ['blind-7-events.jsonl', 0.95],
  ['blind-7-events-own.jsonl', 0.95],
  ['blind-7-meetings-own.jsonl', 0.95],
  ['blind-7-training.jsonl', 0.95],
  ['blind-7-training-own.jsonl', 0.95],
  ['blind-8-held-d.jsonl', 0.95],
  ['blind-8-held-e.jsonl', 0.95],
  ['blind-8-held-f.jsonl', 0.95],
  ['blind-9-events.jsonl', 0.95],
  ['blind-9-dates.jsonl', 0.95],
  ['blind-9-people.jsonl', 0.95],
  ['blind-9-quality.jsonl', 0.95],
  // Ours: variations of each class of sentence that a blind corpus showed to be misread.
  ['variations.jsonl', 0.97],
] as const)('sentences written by somebody who had not seen the code: %s', (file, share) => {
  const lines = linesOf(file)

  it('most of those that can be recorded are, exactly', () => {
    const recorded = lines.filter(({ expect: expected }) => writesIn(expected))
    const exact = recorded.filter((line) => differences(line.expect, understood(line)).length === 0)
    expect(exact.length / recorded.length).toBeGreaterThan(share)
  })
})

describe('of the sentences written by somebody who had not seen the code', () => {
  for (const file of [
    'blind.jsonl',
    'blind-3-dev.jsonl',
    'blind-3-held.jsonl',
    'blind-4-held.jsonl',
    'blind-5.jsonl',
    'blind-6.jsonl',
    'blind-7-asking.jsonl',
    'blind-7-asking-own.jsonl',
    'blind-7-changing.jsonl',
    'blind-7-changing-own.jsonl',
    'blind-7-events.jsonl',
    'blind-7-events-own.jsonl',
    'blind-7-meetings-own.jsonl',
    'blind-7-training.jsonl',
    'blind-7-training-own.jsonl',
    'blind-8-held-d.jsonl',
    'blind-8-held-e.jsonl',
    'blind-8-held-f.jsonl',
    'blind-9-events.jsonl',
    'blind-9-dates.jsonl',
    'blind-9-people.jsonl',
    'blind-9-quality.jsonl',
    'variations.jsonl',
  ]) {
    it(`of ${file} not one becomes a record that nobody meant`, () => {
      const wrong = linesOf(file)
        .map((line) => ({ text: line.text, fields: danger(line, understood(line)) }))
        .filter(({ fields }) => fields.length > 0)
      expect(wrong).toEqual([])
    })
  }
})
