import { describe, expect, it } from 'vitest'
import { DUTY_LABELS, ruleOfDuty } from '../../../src/core/duties.js'
import type { TrainingForm } from '../../../src/core/entry.js'
import { isMissingOn } from '../../../src/core/missing.js'
import { RULES } from '../../../src/ledger/rules/index.js'
import { judge, periodsOf } from '../../../src/ledger/rules/judge.js'
import { MONTHLY } from '../../../src/ledger/rules/monthly.js'
import { QUARTERLY } from '../../../src/ledger/rules/quarterly.js'
import type { RuleEntry } from '../../../src/ledger/rules/rule.js'
import { YEARLY } from '../../../src/ledger/rules/yearly.js'
import { books, dues, entry, judged, member, people, rosterOf, score, talk } from './books.js'

const MARCH = '2026-03'
const metric = (name: string, span: string, date: string): RuleEntry =>
  entry('metric', date, { span, metrics: [{ name, count: 1 }] })

describe('the list of rules', () => {
  it('has every rule of every cadence once, by a name that ends in its cadence', () => {
    expect(RULES).toHaveLength(MONTHLY.length + QUARTERLY.length + YEARLY.length)
    expect(new Set(RULES.map(({ name }) => name)).size).toBe(RULES.length)
    for (const { name, every } of RULES) expect(name).toMatch(new RegExp(`-${every}$`))
  })

  it('is known to the typed commands by the same labels', () => {
    expect(DUTY_LABELS).toEqual(new Map(RULES.map(({ name, label }) => [name, label])))
    for (const { name, label } of RULES) expect(ruleOfDuty(label)).toBe(name)
    expect(ruleOfDuty('小家活动')).toBe('home-activity-quarter')
  })

  it('names a regulation by its full title, and no article in it', () => {
    for (const { regulation } of RULES) {
      if (!regulation) continue
      expect(regulation.title).toMatch(/^《.+》$/)
      expect(regulation.article ?? '第一条').toMatch(/^第[一二三四五六七八九十]+条$/)
    }
  })
})

describe('what meets a rule', () => {
  const cases: readonly (readonly [string, RuleEntry, boolean])[] = [
    ['training-month', entry('training', '2026-03-10', { form: '业务培训' }), true],
    ['training-month', entry('training', '2026-03-10', { form: '自学' }), false],
    ['training-month', entry('training', '2026-03-10', { form: '线上学习' }), false],
    ['training-month', entry('themeDay', '2026-03-10', { form: '集中学习' }), false],
    ['training-month', entry('training', '2026-02-28', { form: '业务培训' }), false],
    ['training-month', entry('training', '2026-03-10', { form: '业务培训', voided: true }), false],
    ['theme-day-month', entry('themeDay', '2026-03-31'), true],
    ['theme-day-month', entry('plan', '2026-03-31', { subkind: 'theme_day' }), false],
    ['general-meeting-quarter', entry('meeting', '2026-01-01', { subkind: '党员大会' }), true],
    ['general-meeting-quarter', entry('meeting', '2026-01-01', { subkind: '支委会' }), false],
    ['talks-quarter', talk('陈立', '王敏', '2026-02-10', '廉政谈话'), true],
    ['talks-quarter', talk('陈立', '王敏', '2026-02-10', '提醒谈话'), false],
    ['analysis-quarter', entry('analysis', '2026-04-02', { span: '2026-Q1' }), true],
    ['analysis-quarter', entry('analysis', '2026-03-02', { span: '2025-Q4' }), false],
    ['analysis-quarter', entry('analysis', '2026-07-02', { span: '2026-H1' }), true],
    ['home-activity-quarter', entry('activity', '2026-02-02', { subkind: '工会小家活动' }), true],
    ['home-activity-quarter', entry('activity', '2026-02-02', { subkind: '走访慰问' }), false],
    ['organizational-life-year', entry('meeting', '2026-12-31', { subkind: '组织生活会' }), true],
    ['organizational-life-year', entry('meeting', '2025-12-31', { subkind: '组织生活会' }), false],
    ['appraisal-year', entry('meeting', '2026-12-31', { subkind: '民主评议党员' }), true],
    ['appraisal-year', entry('meeting', '2026-12-31', { subkind: '组织生活会', topic: '暨民主评议党员' }), true],
    ['appraisal-year', entry('meeting', '2026-12-31', { subkind: '组织生活会' }), false],
    ['dues-base-year', metric('党费基数核定', '2026', '2026-03-02'), true],
    ['dues-base-year', metric('党费基数核定', '2025', '2026-01-02'), false],
    ['dues-base-year', metric('提醒整改单', '2026', '2026-01-02'), false],
    ['dues-published-year', metric('党费公示', '2026-Q1', '2026-04-02'), true],
    ['dues-published-year', metric('党费公示', '2026', '2027-01-05'), true],
    ['handbook-year', metric('党支部工作手册上报', '2025', '2026-01-08'), true],
    ['handbook-year', metric('党支部工作手册上报', '2025', '2025-12-30'), true],
    ['handbook-year', metric('党支部工作手册上报', '2026', '2026-12-30'), false],
    [
      'committee-lecture-year',
      entry('training', '2026-06-26', { form: '专题党课', lecturer: { name: '党委书记刘建国' } }),
      true,
    ],
    [
      'committee-lecture-year',
      entry('training', '2026-06-26', { form: '专题党课', topic: '学习党委书记讲话', lecturer: { name: '赵阳' } }),
      false,
    ],
    [
      'committee-lecture-year',
      entry('training', '2026-06-26', { form: '自学', lecturer: { name: '党委书记' } }),
      false,
    ],
  ]
  it.each(cases)('%s %j: %s', (rule, one, meets) => {
    expect(judged(rule, MARCH, { entries: [one] })?.evidence.length).toBe(meets ? 1 : 0)
  })
})

describe('whom a rule concerns', () => {
  const probationary = member('孙小雨', { history: [{ on: '0000-01-01', standing: 'active', status: 'probationary' }] })
  it('支委会 from seven full members on, and says why it does not apply', () => {
    expect(judged('committee-meeting-month', MARCH, { roster: rosterOf(7) })?.because).toBe(
      '正式党员7人，满7人设支委会',
    )
    expect(judged('committee-meeting-month', MARCH, { roster: [...rosterOf(6), probationary] })).toBeUndefined()
  })

  it('党小组会 only where the secretary says that there are groups', () => {
    expect(judged('group-meeting-month', MARCH, { roster: rosterOf(30) })).toBeUndefined()
    const changed = [{ rule: 'group-meeting-month', switched: 'on' as const, changes: [] }]
    expect(judged('group-meeting-month', MARCH, { changed })?.because).toBe('书记已开启')
  })

  it('56 学时: the secretary, and with a committee its members', () => {
    const roster = rosterOf(7).map((one) => (one.name === '王敏' ? { ...one, post: '纪检委员' } : one))
    expect(score('leader-hours-year', MARCH)).toBe('0/1')
    expect(score('leader-hours-year', MARCH, { roster })).toBe('0/2')
    expect(score('leader-hours-year', MARCH, { roster: roster.slice(0, 6) })).toBe('0/1')
  })

  it('no promise that was not made', () => {
    expect(judged('talks-quarter', MARCH, { settings: { ...books().settings, talksPerQuarter: 0 } })).toBeUndefined()
  })

  it('no part of the year that was over when the branch began here', () => {
    expect(judged('dues-base-year', MARCH, { since: '2026-03-18' })).toBeUndefined()
    expect(judged('dues-base-year', MARCH, { since: '2026-01-31' })).toBeDefined()
    expect(judged('dues-base-year', '2027-03', { since: '2026-03-18' })).toBeDefined()
    expect(judged('training-month', '2026-01', { since: '2026-03-18' })).toBeDefined()
  })
})

describe('what is counted by people', () => {
  it('dues: of everybody in the roster of the month’s last day, whenever they were paid', () => {
    const roster = [
      ...rosterOf(4),
      member('新来', { history: [{ on: '2026-04-01', standing: 'active', status: 'full' }] }),
      member('走了', {
        history: [
          { on: '0000-01-01', standing: 'active', status: 'full' },
          { on: '2026-03-15', standing: 'left', status: 'full' },
        ],
      }),
    ]
    const paid = [dues(MARCH, '陈立', '王敏'), dues('2026-02', '李淑贤'), dues(MARCH, '陈立', '走了')]
    expect(score('dues-month', MARCH, { roster, entries: paid })).toBe('2/4')
    expect(judged('dues-month', MARCH, { roster, entries: paid })?.met).toBe(false)
    const late = { ...dues(MARCH, '李淑贤', '周海明'), date: '2026-06-30' }
    expect(judged('dues-month', MARCH, { roster, entries: [...paid, late] })?.met).toBe(true)
    expect(score('dues-month', MARCH, { roster, entries: paid, today: '2026-03-10' })).toBe('3/5')
  })

  it('pairs: every one in a small branch, two kinds of talks in a large one; 提醒谈话 never', () => {
    const talks = [talk('陈立', '王敏'), talk('王敏', '陈立'), talk('王敏', '李淑贤', '2026-03-10', '提醒谈话')]
    expect(score('talk-pairs-year', MARCH, { entries: talks })).toBe('1/6')
    expect(score('talk-pairs-year', MARCH, { roster: rosterOf(8) })).toBe('0/8')
    expect(judged('talk-pairs-year', MARCH, { roster: rosterOf(1) })).toBeUndefined()
  })

  it('学时: who reached 32, 自学 apart, those on leave not counted', () => {
    const long = (form: TrainingForm, minutes: number, ...names: string[]) =>
      entry('training', '2026-05-06', { form, minutes, participants: people(...names) })
    const study = [
      long('集中学习', 31 * 60, '陈立', '王敏'),
      long('集中学习', 60, '陈立'),
      long('自学', 600, '王敏'),
      entry('themeDay', '2026-05-07', { creditHours: 40, participants: people('李淑贤') }),
      entry('meeting', '2026-05-07', { subkind: '党员大会', minutes: 4000, participants: people('周海明') }),
    ]
    expect(score('credit-hours-year', MARCH, { entries: study })).toBe('2/4')
    const roster = rosterOf(4).map((one) =>
      one.name === '周海明'
        ? { ...one, history: [{ on: '0000-01-01', standing: 'leave', status: 'full' } as const] }
        : one,
    )
    expect(score('credit-hours-year', MARCH, { entries: study, roster })).toBe('2/3')
    expect(score('leader-hours-year', MARCH, { entries: study })).toBe('0/1')
  })
})

describe('when something is missing', () => {
  const missing = (rule: string, month: string, day: string): boolean => {
    const one = judged(rule, month)
    if (!one) throw new Error(`${rule} is not owed`)
    const { period, window, met } = one
    return isMissingOn({ every: one.rule.every, period, window, met }, day)
  }
  it.each([
    ['training-month', '2026-03', '2026-02-28', false],
    ['training-month', '2026-03', '2026-03-01', true],
    ['training-month', '2026-03', '2026-09-01', true],
    ['general-meeting-quarter', '2026-03', '2026-02-28', false],
    ['general-meeting-quarter', '2026-03', '2026-03-01', true],
    ['organizational-life-year', '2026-03', '2026-09-30', false],
    ['organizational-life-year', '2026-03', '2026-10-01', true],
    ['dues-base-year', '2026-03', '2025-12-31', false],
    ['dues-base-year', '2026-03', '2026-01-01', true],
    ['dues-base-year', '2026-03', '2026-03-18', true],
  ] as const)('%s of %s on %s: %s', (rule, month, day, expected) => expect(missing(rule, month, day)).toBe(expected))

  it('the handbook is expected by 10 January', () => {
    expect(judged('handbook-year', MARCH)?.window).toEqual({ from: '2026-01-01', to: '2026-01-10' })
  })
})

describe('rules that the branch changed', () => {
  const on = '2026-04-10'
  const names = (month: string, changed: Parameters<typeof books>[0] = {}) =>
    judge(books(changed), periodsOf(month)).map(({ rule, period }) => `${rule.name} ${period}`)

  it('switched off hold from the period of the day on, and no earlier', () => {
    const changed = [{ rule: 'theme-day-month', switched: 'off' as const, changes: [{ on, before: {} }] }]
    expect(names('2026-03', { changed })).toContain('theme-day-month 2026-03')
    expect(names('2026-04', { changed })).not.toContain('theme-day-month 2026-04')
  })

  it('asking for more in mid-period neither double nor drop', () => {
    const changed = [{ rule: 'general-meeting-quarter', need: 2, changes: [{ on, before: {} }] }]
    const entries = [entry('meeting', '2026-04-02', { subkind: '党员大会' })]
    expect(score('general-meeting-quarter', '2026-03', { changed })).toBe('0/1')
    expect(score('general-meeting-quarter', '2026-04', { changed, entries })).toBe('1/2')
    expect(judged('general-meeting-quarter', '2026-05', { changed })?.because).toBe('支部定为每季度2次')
    expect(names('2026-05', { changed }).filter((name) => name.startsWith('general-meeting'))).toHaveLength(1)
  })

  it('changed twice are as they stood at each period’s end', () => {
    const changed = [
      {
        rule: 'general-meeting-quarter',
        need: 3,
        changes: [
          { on: '2026-02-10', before: {} },
          { on: '2026-08-01', before: { need: 2 } },
        ],
      },
    ]
    const needs = ['2025-12', '2026-03', '2026-06', '2026-09'].map((month) =>
      score('general-meeting-quarter', month, { changed }),
    )
    expect(needs).toEqual(['0/1', '0/2', '0/2', '0/3'])
  })

  it('added by itself are met by kind, form, category or topic, and never by what was said in a talk', () => {
    const own = (label: string) => ({
      changed: [
        { rule: `own-${label}`, label, every: 'month' as const, need: 1, changes: [{ on, before: { removed: true } }] },
      ],
    })
    const met = (label: string, one: RuleEntry) =>
      judged(`own-${label}`, '2026-04', { ...own(label), entries: [one] })?.met
    expect(met('外出考察', entry('training', '2026-04-20', { form: '外出考察' }))).toBe(true)
    expect(met('外出考察', entry('themeDay', '2026-04-20', { form: '外出考察' }))).toBe(true)
    expect(met('政治理论', entry('training', '2026-04-20', { category: '政治理论' }))).toBe(true)
    expect(met('政治学习', entry('training', '2026-04-20', { topic: '四月政治学习' }))).toBe(true)
    expect(met('政治学习', entry('training', '2026-04-20', { topic: '业务' }))).toBe(false)
    expect(met('志愿服务', entry('volunteer', '2026-04-20'))).toBe(true)
    expect(met('廉政谈话', talk('陈立', '王敏', '2026-04-20', '廉政谈话'))).toBe(true)
    expect(met('提醒谈话', talk('陈立', '王敏', '2026-04-20', '提醒谈话'))).toBe(false)
    expect(met('陈立', { ...talk('陈立', '王敏', '2026-04-20'), title: '谈心谈话 陈立—王敏' })).toBe(false)
    expect(met('政治学习', entry('plan', '2026-04-20', { topic: '政治学习' }))).toBe(false)
    expect(judged('own-外出考察', '2026-03', own('外出考察'))).toBeUndefined()
  })
})

describe('a year', () => {
  it('of a branch of thirty is played in a second', () => {
    const roster = rosterOf(30)
    const everybody = people(...roster.map(({ name }) => name))
    const entries = Array.from({ length: 600 }, (_, i) =>
      entry('training', `2026-${String((i % 12) + 1).padStart(2, '0')}-10`, {
        form: '集中学习',
        minutes: 60,
        participants: everybody,
      }),
    )
    const started = performance.now()
    for (let day = 0; day < 365; day++) {
      const month = `2026-${String((day % 12) + 1).padStart(2, '0')}`
      expect(judge(books({ roster, entries, today: `${month}-20` }), periodsOf(month)).length).toBeGreaterThan(10)
    }
    // Measured 0.8 s on one of two shared cores; the bound only catches what grows with the square.
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
