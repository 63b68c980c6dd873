import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differenceOf } from '../../handlers/shared/edit-difference.js'
import type { PartialRecord, RecordMeaning } from '../../src/core/meaning.js'

const names = fc.uniqueArray(fc.constantFrom('陈立', '王敏', '赵阳', '李响'), { maxLength: 4 })
const absence = fc.record({ name: fc.constantFrom('陈立', '王敏'), reason: fc.option(fc.string(), { nil: undefined }) })
const training = fc.record(
  {
    date: fc.constantFrom('2026-03-16', '2026-03-17'),
    minutes: fc.integer({ min: 1, max: 600 }),
    topic: fc.string({ minLength: 1 }),
    place: fc.string(),
    attendees: names,
    absent: fc.uniqueArray(absence, { maxLength: 2, selector: ({ name }) => name }),
    approx: fc.boolean(),
  },
  { requiredKeys: [] },
)
const asPartial = (fields: object) => ({ type: 'training', ...fields }) as PartialRecord
const asMeaning = (fields: object) => ({ type: 'training', ...fields }) as RecordMeaning

describe('what a form changed', () => {
  it('is nothing when it was sent as it was, whatever the order of its lists', () => {
    fc.assert(
      fc.property(training, (fields) => {
        const { attendees, absent, ...rest } = fields
        const shuffled = {
          ...rest,
          ...(attendees && { attendees: attendees.toReversed() }),
          ...(absent && { absent: absent.toReversed() }),
        }
        expect(differenceOf(asPartial(fields), asMeaning(shuffled))).toEqual({})
      }),
    )
  })

  it('is every field that differs with its new value, and null for one that was emptied', () => {
    fc.assert(
      fc.property(training, training, (before, after) => {
        const difference = differenceOf(asPartial(before), asMeaning(after))
        const patched: Record<string, unknown> = { ...before, ...difference }
        for (const [field, value] of Object.entries(patched)) if (value === null) delete patched[field]
        // What the changes make of the old record differs in nothing from the new one.
        expect(differenceOf(asPartial(patched), asMeaning(after))).toEqual({})
      }),
    )
  })

  it('leaves out what the bot notes beside a record', () => {
    const after = { warn: ['non_workday'], inferred: ['date'], duration_text: '两小时', minutes: 120 }
    expect(differenceOf(asPartial({}), asMeaning(after))).toEqual({ minutes: 120 })
    expect(differenceOf(asPartial({ place: '会议室', votes: { for: 5 } }), asMeaning({}))).toEqual({
      place: null,
      votes: null,
    })
  })
})
