import type { PairCell, PairState, QuarterData, TalkMap, YearData } from '../../src/core/talk-views.js'
import type { ObligationView } from '../../src/core/views.js'
import { SAMPLE_PEOPLE } from '../samples.js'

const PEOPLE: readonly string[] = SAMPLE_PEOPLE
const member = (name: string) => ({ id: `69ba0000000000000000010${PEOPLE.indexOf(name)}`, name })

/** A map of these people; `marks` gives state and quarters of some pairs. */
function pairMap(names: readonly string[], marks: Readonly<Record<string, [PairState, ...number[]]>>): TalkMap {
  const cells = names.flatMap((one, i) =>
    names.slice(i + 1).map((other): PairCell => {
      const [state, ...quarters] = marks[one + other] ?? ['open']
      return { one: member(one), other: member(other), state, quarters }
    }),
  )
  const done = cells.filter(({ state }) => state === 'talked').length
  return { mode: 'pairs', year: '2026', names, cells, done, total: cells.length }
}

const OF_FOUR = ['陈立', '王敏', '周海明', '赵阳']
const DUTY: ObligationView = {
  rule: 'analysis-quarter',
  every: 'quarter',
  period: '2026-Q1',
  label: '思想状况分析',
  basis: '支部承诺',
  because: '支部承诺每季度分析一次',
  window: { from: '2026-01-01', to: '2026-03-31' },
  planned: [],
  need: 1,
  have: 0,
  met: false,
  entries: [],
}
const next = { one: member('陈立'), other: member('周海明'), isOneOfSeveral: true }
const branch = { id: '69ba00000000000000000001', name: '人力资源部党支部' }
const promise: ObligationView = {
  ...DUTY,
  rule: 'talks-quarter',
  label: '谈心谈话',
  because: '支部承诺每季度3次',
  need: 3,
  have: 2,
}

const SPRING: QuarterData = {
  branch,
  quarter: '2026-Q1',
  today: '2026-03-02',
  promise,
  map: pairMap(OF_FOUR, {
    陈立王敏: ['talked', 1],
    陈立赵阳: ['talked', 1],
    王敏周海明: ['planned'],
    周海明赵阳: ['never'],
  }),
  next,
  isCoverageDue: true,
  others: [
    {
      ...DUTY,
      rule: 'general-meeting-quarter',
      label: '党员大会',
      basis: '《中国共产党支部工作条例（试行）》',
      because: '适用于所有支部',
    },
    { ...DUTY, planned: [{ number: '2026-计-004', date: '2026-03-27' }] },
    {
      ...DUTY,
      rule: 'home-activity-quarter',
      label: '工会小家活动',
      because: '支部承诺每季度一次',
      have: 1,
      met: true,
    },
  ],
}

const THIRTY = Array.from(
  { length: 30 },
  (_, i) => `${'赵钱孙李周吴郑王冯陈'[i % 10]}${'建国志强文华'.slice((i % 3) * 2, (i % 3) * 2 + 2)}`,
)

/**
 * Of a branch of four, a finished one, one of seven with a second round, one of thirty, one of two; without the yearly
 * coverage, and without the promise either.
 */
export const SAMPLE_QUARTERS: readonly QuarterData[] = [
  SPRING,
  {
    ...SPRING,
    quarter: '2026-Q4',
    today: '2026-12-01',
    promise: { ...promise, have: 1, excuse: '全员保障进博会' },
    map: pairMap(OF_FOUR, {
      陈立王敏: ['talked', 1, 3],
      陈立周海明: ['talked', 2],
      陈立赵阳: ['talked', 1],
      王敏周海明: ['talked', 3],
      王敏赵阳: ['talked', 2],
      周海明赵阳: ['talked', 3],
    }),
    next: { ...next, last: '2026-05-20' },
    others: [],
  },
  {
    ...SPRING,
    map: pairMap([...SAMPLE_PEOPLE], {
      陈立王敏: ['talked', 1],
      陈立李淑贤: ['talked', 1],
      陈立孙小雨: ['planned'],
      赵阳李响: ['never'],
    }),
    next: { ...next, last: '2025-11-03' },
    others: [],
  },
  {
    ...SPRING,
    map: {
      mode: 'members',
      year: '2026',
      done: 8,
      total: 30,
      people: THIRTY.slice(8).map((name, i) => ({
        name,
        lacks: i < 12 ? ['committee', 'member'] : i < 18 ? ['committee'] : ['member'],
      })),
      never: [{ one: member('赵阳'), other: member('李响') }],
    },
  },
  {
    ...SPRING,
    promise: undefined,
    next: undefined,
    map: pairMap(['陈立', '王敏'], { 陈立王敏: ['talked', 1] }),
    others: [],
  },
  { ...SPRING, isCoverageDue: false },
  { ...SPRING, isCoverageDue: false, promise: undefined, map: undefined, next: undefined },
]

const OF_YEAR: ObligationView = {
  ...DUTY,
  rule: 'organizational-life-year',
  every: 'year',
  period: '2026',
  label: '组织生活会',
  basis: '《中国共产党支部工作条例（试行）》',
  because: '每年至少一次，一般在第四季度',
  window: { from: '2026-10-01', to: '2026-12-31' },
}

export const SAMPLE_YEAR: YearData = {
  branch,
  year: '2026',
  today: '2026-11-02',
  obligations: [
    { ...OF_YEAR, planned: [{ number: '2026-计-031', date: '2026-12-10' }] },
    {
      ...OF_YEAR,
      rule: 'appraisal-year',
      label: '民主评议党员',
      basis: '《中国共产党党员教育管理工作条例》',
      because: '一般每年一次',
    },
    {
      ...OF_YEAR,
      rule: 'talk-pairs-year',
      label: '谈心谈话覆盖',
      because: '党员两两之间每年至少一次',
      unit: '对',
      need: 6,
      have: 3,
    },
    {
      ...OF_YEAR,
      rule: 'credit-hours-year',
      label: '年度学时',
      basis: '《中国共产党党员教育管理工作条例》',
      because: '在岗党员每人每年32学时，自学不计',
      unit: '人',
      need: 4,
      have: 2,
    },
    {
      ...OF_YEAR,
      rule: 'dues-base-year',
      label: '党费基数核定',
      basis: '《关于中国共产党党费收缴、使用和管理的规定》',
      have: 1,
      met: true,
    },
    {
      ...OF_YEAR,
      rule: 'dues-published-year',
      label: '党费公示',
      basis: '《关于中国共产党党费收缴、使用和管理的规定》',
      because: '每年公布一次收缴情况',
    },
  ],
  next,
  hours: [
    { name: '周海明', target: 32, missing: 4.5 },
    { name: '赵阳', target: 32, missing: 12 },
  ],
  upcoming: [
    {
      ...OF_YEAR,
      rule: 'handbook-year',
      period: '2027',
      label: '工作手册上报',
      basis: '支部承诺',
      because: '年初上报上一年度党支部工作手册',
      window: { from: '2027-01-01', to: '2027-01-10' },
    },
  ],
}
