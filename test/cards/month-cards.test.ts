import { describe, expect, it } from 'vitest'
import { closingCard } from '../../cards/closing-card.js'
import { gapCard } from '../../cards/gap-card.js'
import { planCard } from '../../cards/plan-card.js'
import { SAMPLE_MONTH, SAMPLE_OBLIGATIONS } from '../../cards/samples.js'
import { SAMPLE_FULL_MONTH } from '../../cards/shared/month-samples.js'
import type { Card } from '../../src/core/card.js'
import type { MonthData } from '../../src/core/month-views.js'
import { cardText } from './card-text.js'

const lines = (card: Card | undefined): string[] => (card ? cardText(card).split('\n') : [])
const met = SAMPLE_OBLIGATIONS.filter((duty) => duty.met)
/** Nothing is missing, nothing open. */
const DONE: MonthData = { ...SAMPLE_MONTH, duties: met, incomplete: [] }

describe('the plan card', () => {
  it('says what the month asks for, by whose rule, and what has a day', () => {
    expect(lines(planCard({ ...SAMPLE_FULL_MONTH, workdaysLeft: 22, calendarHint: undefined }))).toEqual([
      '3月计划 ｜ 22个工作日',
      '3月要有：',
      '《中国共产党支部工作条例（试行）》',
      '主题党日：已约3月26日（周四）「清明祭英烈」',
      '支委会：未开展（说明：书记外出培训，并到4月初）',
      '党员大会（本季）：还没约日期',
      '支部承诺',
      '培训：还没约日期（部门每月一次培训）',
      '读书会：待记（支部自己增加（陈立））',
      '《关于中国共产党党费收缴、使用和管理的规定》',
      '党费：5/8人（名册上的党员都要按月交）',
      '支部承诺（季度）',
      '谈心谈话（本季）：3次，已记1次，还没约日期',
      '还没办完：',
      expect.stringContaining('2026-学-014 缺主讲人'),
      expect.stringMatching(/2026-单-.*：3月10日到期，已过期限/),
      expect.stringMatching(/2026-问-.*：3月31日到期$/),
      expect.stringMatching(/2026-计-.*：还没有记录/),
      '另有2件没办完，发「待办」看全部',
      '党费：2人自己报了，待管党费的同志确认',
      '上月（2月）待补',
      '《中国共产党支部工作条例（试行）》',
      '主题党日：暂无记录',
      '没开展的，发「未开展 2026-02」写说明',
      '只告诉你：',
      '李响：连续3个月没有参加组织生活的记录，请先私下了解',
      '李响：连续5个月没有党费记录，请先核对',
      '依据：《中国共产党党员教育管理工作条例》（连续6个月的规定）',
      '[约培训]',
      '[约党员大会]',
      '[补记2月主题党日]',
      '[三天后再看]',
      '[为什么提醒]',
    ])
  })

  it('in the quarter’s first months counts what the quarter asks for, without calling it missing', () => {
    const card = planCard({ ...SAMPLE_MONTH, month: '2026-02', duties: SAMPLE_OBLIGATIONS, incomplete: [] })
    expect(card).toBeUndefined()
    const open = planCard({ ...SAMPLE_MONTH, month: '2026-02' })
    expect(lines(open)).toContain('本季还有：党员大会 0/1；谈心谈话 1/3')
  })
})

describe('the gap card', () => {
  it('is none when nothing is missing, or only what was explained', () => {
    expect(gapCard(DONE)).toBeUndefined()
    const explained = SAMPLE_OBLIGATIONS.map((duty) => (duty.met ? duty : { ...duty, excuse: '防汛' }))
    expect(gapCard({ ...DONE, duties: explained })).toBeUndefined()
  })

  it('comes for what is open beside the duties', () => {
    expect(lines(gapCard({ ...DONE, unconfirmed: 1 }))).toEqual([
      '3月过半 ｜ 还有5个工作日',
      '还没办完：',
      '党费：1人自己报了，待管党费的同志确认',
      '[三天后再看]',
      '[为什么提醒]',
    ])
  })

  it('tells of a planned day that is over in the duty’s own line, once', () => {
    const [plan] = SAMPLE_FULL_MONTH.duties
    const [, , open] = SAMPLE_FULL_MONTH.matters
    const number = plan?.planned[0]?.number ?? ''
    const matters = open ? [{ ...open, entry: { ...open.entry, number } }] : []
    const data = { ...DONE, duties: plan ? [plan] : [], matters, today: '2026-03-27' }
    expect(lines(gapCard(data)).filter((line) => line.includes('清明') || line.includes(number))).toEqual([
      '主题党日：暂无记录，原定3月26日「清明祭英烈」，办了就补记',
    ])
  })
})

describe('the closing card', () => {
  it('shows what was explained as such, and never as done', () => {
    const duties = SAMPLE_OBLIGATIONS.map((duty) => ({ ...duty, ...(duty.met ? {} : { excuse: '防汛值守' }) }))
    const card = closingCard({ ...DONE, duties })
    expect(lines(card)).toContain('党员大会（本季）：未开展（说明：防汛值守）')
    expect(lines(card)).not.toContain('[本月未开展·写说明]')
    expect(lines(card)).not.toContain('[三天后再看]')
    expect(card.tone).toBe('info')
  })

  it('with everything there says so in one line, also of the month before', () => {
    const last = { month: '2026-02', duties: met, incomplete: [] }
    expect(lines(closingCard({ ...DONE, last }))).toEqual(['3月闭环', '3月台账已齐'])
  })
})

it('no card leads to a form that its reader may not send', () => {
  const duties = SAMPLE_FULL_MONTH.duties.map((duty) =>
    duty.rule === 'theme-day-month' ? { ...duty, isOthers: true as const } : duty,
  )
  const last = { month: '2026-02', incomplete: [], duties }
  for (const make of [planCard, gapCard, closingCard]) {
    const shown = (data: MonthData) => lines(make({ ...data, calendarHint: undefined })).join('\n')
    const full = { ...SAMPLE_FULL_MONTH, lastYear: { year: '2025', duties: duties.slice(0, 1) } }
    expect(shown({ ...full, duties, last })).toContain('主题党日')
    expect(shown({ ...full, duties, last })).not.toMatch(/补记(?:2月)?主题党日/)
  }
  expect(lines(gapCard(SAMPLE_FULL_MONTH))).toContain('[补记主题党日]')
})

it('no card has more buttons than fit under it', () => {
  for (const card of [planCard(SAMPLE_FULL_MONTH), gapCard(SAMPLE_FULL_MONTH), closingCard(SAMPLE_FULL_MONTH)])
    expect(card?.buttons?.length).toBeLessThanOrEqual(5)
})

it('hours that are too few are no missing record', () => {
  const [first] = SAMPLE_FULL_MONTH.duties
  if (!first) throw new Error('the sample has duties')
  const hours = {
    ...first,
    rule: 'credit-hours-year',
    label: '年度学时',
    every: 'year',
    unit: '人',
    planned: [],
  } as const
  for (const make of [planCard, gapCard, closingCard]) {
    const shown = (have: number) =>
      lines(make({ ...SAMPLE_FULL_MONTH, duties: [{ ...hours, need: 7, have, met: false, excuse: undefined }] })).join()
    expect(shown(0)).toContain('年度学时（今年）：7人还没学够')
    expect(shown(3)).toContain('年度学时（今年）：3人已学够，还差4人')
  }
})
