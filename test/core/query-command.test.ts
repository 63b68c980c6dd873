import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeAction } from '../../src/core/action.js'
import { KIND_LABELS, TALK_KINDS, TRAINING_CATEGORIES, TRAINING_FORMS } from '../../src/core/entry.js'
import { type PagedQuery, queryCommand, readQueryCommand } from '../../src/core/query-command.js'
import { say } from '../language/helpers.js'

const period = fc.constantFrom('2025', '2026', '2026-H1', '2026-Q1', '2026-03')
const who = fc.constantFrom('$sender', '王敏', '孙小雨')
const target = fc.integer({ min: 1, max: 200 })
const few = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 })
const kinds = few([...Object.values(KIND_LABELS), ...TALK_KINDS, 'theme_day', 'qualitySlip', '提醒整改单'])

/** Every question that a long answer may have. */
const queries: fc.Arbitrary<PagedQuery> = fc.oneof(
  fc.record(
    {
      what: fc.constant('counts' as const),
      period,
      who,
      campaign: fc.constant('党史学习教育'),
      forms: few(TRAINING_FORMS),
      kinds,
      categories: few(TRAINING_CATEGORIES),
      prizes: few(['一等奖', '二等奖']),
      measures: few(['people', 'hours', 'money', 'closed'] as const),
      topic: fc.constant('党章'),
      department: fc.constant('会务部'),
      project: fc.constant('标准化'),
    },
    { requiredKeys: ['what'] },
  ),
  fc.record(
    { what: fc.constantFrom('credit_hours' as const, 'credit_hours_missing' as const), period, who, target },
    { requiredKeys: ['what'] },
  ),
  fc.record(
    { what: fc.constantFrom('talks_missing' as const, 'dues_missing' as const, 'gaps' as const), period, who },
    { requiredKeys: ['what'] },
  ),
  fc.record(
    { what: fc.constant('lectures_missing' as const), period, who, forms: few(TRAINING_FORMS) },
    { requiredKeys: ['what'] },
  ),
  fc.record(
    {
      what: fc.constant('open_items' as const),
      period,
      items: few(['followup', 'qualitySlip', 'problem', 'plan']),
      kinds: few(['提醒整改单', 'training']),
      department: fc.constant('会务部'),
    },
    { requiredKeys: ['what'] },
  ),
  fc.record(
    {
      what: fc.constant('absences' as const),
      period,
      who,
      forms: few(TRAINING_FORMS),
      kinds: few(['党员大会', 'theme_day']),
      date: fc.constant('2026-03-17'),
      latest: fc.constant(true as const),
    },
    { requiredKeys: ['what'] },
  ),
  fc.record({
    what: fc.constant('plan_progress' as const),
    period,
    kinds: few(['读书计划', '工作计划', '培训计划']),
  }),
)
const page = fc.integer({ min: 1, max: 999 })

describe('the typed twin of 下一页', () => {
  it('reads as words', () => {
    const query = { what: 'counts', period: '2025', forms: ['集中学习', '外出考察'] } as const
    expect(queryCommand({ ...query, forms: [...query.forms] }, 2)).toBe('查 次数 2025 集中学习 外出考察 第2页')
    expect(queryCommand({ what: 'dues_missing', period: '2026-03', who: '王敏' }, 3)).toBe(
      '查 党费 2026-03 党员:王敏 第3页',
    )
  })

  it('asks the same question for that page, also as the language hears it', () => {
    fc.assert(
      fc.property(queries, page, (query, number) => {
        const expected = { type: 'query', ...query, page: number }
        expect(readQueryCommand(queryCommand(query, number))).toEqual(expected)
        expect(say(queryCommand(query, number))).toEqual(expected)
      }),
    )
  })

  it('fits into a button as it is', () => {
    fc.assert(
      fc.property(queries, page, (query, number) => {
        const action = { v: 1, name: 'query-page', branchId: '69ba00000000000000000001', query, page: number }
        expect(decodeAction(action)).toEqual(action)
      }),
    )
  })

  it('is not guessed at: another word, another topic or no page make another sentence of it', () => {
    for (const text of [
      '查 次数 2025',
      '查 天气 2025 第2页',
      '查 学时 2026 集中学习 第2页',
      '查 次数 2026! 第2页',
      '第2页',
      '',
    ]) {
      expect(readQueryCommand(text), text).toBeUndefined()
    }
    fc.assert(fc.property(fc.string(), (text) => void readQueryCommand(text)))
  })

  it('refuses a button with anything else in it', () => {
    const action = { v: 1, name: 'query-page', branchId: 'b', query: { what: 'counts' }, page: 1 }
    expect(decodeAction({ ...action, page: 0 })).toBeUndefined()
    expect(decodeAction({ ...action, query: { what: 'entry', number: '2026-谈-001' } })).toBeUndefined()
    expect(decodeAction({ ...action, query: { what: 'counts', period: '{"$gt":""}' } })).toBeUndefined()
    expect(decodeAction({ ...action, query: { what: 'counts', memberId: 'x' } })).toBeUndefined()
  })
})
