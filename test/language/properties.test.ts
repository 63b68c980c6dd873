import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, isCivilDate } from '../../src/core/civil-date.js'
import type { Meaning, RecordMeaning } from '../../src/core/meaning.js'
import { linesOf, understood, writes } from './helpers.js'

const corpus = [...linesOf('corpus.jsonl'), ...linesOf('dev-lines.jsonl'), ...linesOf('events.jsonl')].map(
  ({ text }) => text,
)
const words = [...new Set(corpus.flatMap((text) => text.match(/[\u4E00-\u9FFF]{1,4}|\d+|[^\u4E00-\u9FFF\d]/g) ?? []))]
const today = fc
  .tuple(fc.integer({ min: 2024, max: 2027 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`)
const role = fc.constantFrom('secretary', 'org', 'dues', 'ledger', 'member', 'guest')
const chat = fc.constantFrom('group' as const, 'p2p' as const)
const salad = fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((parts) => parts.join(''))
const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), salad, fc.constantFrom(...corpus))

const recordsOf = (meaning: Meaning): RecordMeaning[] =>
  'records' in meaning ? (meaning.records as RecordMeaning[]) : writes(meaning) ? [meaning as RecordMeaning] : []

describe('understand', () => {
  it('is total, answers with JSON, and records only days that exist: of a log not to come, of a plan not over', () => {
    fc.assert(
      fc.property(anything, chat, role, today, (text, where, sender_role, day) => {
        const meaning = understood({ text, chat: where, sender_role, today: day })
        expect(JSON.parse(JSON.stringify(meaning))).toBeTypeOf('object')
        for (const record of recordsOf(meaning)) {
          if (!('date' in record)) continue
          for (const date of [record.date, record.end_date]) {
            if (date === undefined) continue
            expect(isCivilDate(date)).toBe(true)
            if (record.type === 'plan') expect(compare(date, day)).toBeGreaterThanOrEqual(0)
            else expect(compare(date, day)).toBeLessThanOrEqual(0)
          }
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('lets no guest write', () => {
    fc.assert(
      fc.property(anything, chat, today, (text, where, day) => {
        expect(writes(understood({ text, chat: where, sender_role: 'guest', today: day }))).toBe(false)
      }),
    )
  })

  it('hears nothing in a group that is not for it', () => {
    fc.assert(
      fc.property(anything, role, today, (text, sender_role, day) => {
        fc.pre(!text.includes('台账助手') && !/[/／⁄∕]/.test(text.normalize('NFKC')) && !/台|臺/.test(text))
        expect(understood({ text, chat: 'group', sender_role, today: day })).toEqual({ type: 'ignore' })
      }),
    )
  })

  it('keeps every named person within the roster', () => {
    fc.assert(
      fc.property(anything, role, today, (text, sender_role, day) => {
        for (const record of recordsOf(understood({ text, chat: 'p2p', sender_role, today: day }))) {
          if (record.type === 'talk')
            expect(record.partner).toMatch(/^(?:陈立|王敏|李淑贤|周海明|赵阳|孙小雨|李响|\$sender)$/)
        }
      }),
    )
  })

  it('takes flat time on long and repetitive text', () => {
    const atoms = [
      '学',
      '1',
      '3月5日',
      '和',
      '赵阳',
      '、',
      '的活动',
      '(',
      '《',
      ' ',
      '\n',
      '内容：',
      '不对，',
      '撤销',
      '除了',
      '在一',
      '一次',
      '-',
      '党费',
      '12:3',
      '九',
      '@',
      '<a',
    ]
    for (const atom of atoms) {
      for (const lead of ['', '昨天学习', '和赵阳谈']) {
        const text = lead + atom.repeat(Math.ceil(100_000 / atom.length))
        const start = performance.now()
        understood({ text, chat: 'p2p', sender_role: 'ledger', today: '2026-03-18' })
        // 50 ms is the aim on a quiet core; the bound leaves room for a busy test machine and still fails on backtracking.
        expect(performance.now() - start).toBeLessThan(250)
      }
    }
  })
})
