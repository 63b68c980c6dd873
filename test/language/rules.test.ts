import { describe, expect, it } from 'vitest'
import { DONE_ITEMS } from '../../src/core/done-items.js'
import { DUTY_LABELS } from '../../src/core/duties.js'
import { say } from './helpers.js'

describe('what is said of the rules', () => {
  const rules = (ask: string, label: string, more = {}) => ({ type: 'rules', ask, label, ...more })
  it.each([
    ['规则', { type: 'rules', ask: 'show' }],
    ['/规则', { type: 'rules', ask: 'show' }],
    ['看一下提醒规则', { type: 'rules', ask: 'show' }],
    ['有哪些规则？', { type: 'rules', ask: 'show' }],
    ['关闭规则 小家活动', rules('off', '小家活动')],
    ['停用规则：谈心谈话', rules('off', '谈心谈话')],
    ['开启规则党小组会', rules('on', '党小组会')],
    ['恢复规则 主题党日。', rules('on', '主题党日')],
    ['删除规则 政治学习', rules('remove', '政治学习')],
    ['谈心谈话 每季度2次', rules('need', '谈心谈话', { every: 'quarter', need: 2 })],
    ['谈心谈话改为每季度两次', rules('need', '谈心谈话', { every: 'quarter', need: 2 })],
    ['小家活动每季2次', rules('need', '小家活动', { every: 'quarter', need: 2 })],
    ['规则 政治学习 每月2次', rules('need', '政治学习', { every: 'month', need: 2 })],
    ['增加规则 每月1次 政治学习', rules('add', '政治学习', { every: 'month', need: 1 })],
    ['新增规则：志愿服务 每年四次', rules('add', '志愿服务', { every: 'year', need: 4 })],
    ['每季度一次 外出考察', rules('add', '外出考察', { every: 'quarter', need: 1 })],
  ])('%s', (text, meaning) => expect(say(text)).toEqual(meaning))

  it.each(['每月一次主题党日活动', '昨天学习规则2小时 全员参加', '3月5日培训 请示规则', '规则意识教育'])(
    '%s is something else',
    (text) => expect(say(text)).not.toMatchObject({ type: 'rules' }),
  )
})

describe('补记 of every duty by its label', () => {
  it.each([...DUTY_LABELS])('%s: 补记%s', (rule, label) => {
    expect(say(`补记${label} 2026`)).toEqual({ type: 'record_missing', rule, period: '2026' })
    expect(say(`补记${label}`)).toEqual({ type: 'record_missing', rule })
  })

  it('knows other names, and a branch’s own only with its period', () => {
    expect(say('补记小家活动 2026-Q1')).toEqual({
      type: 'record_missing',
      rule: 'home-activity-quarter',
      period: '2026-Q1',
    })
    expect(say('补记政治学习 2026-03')).toEqual({ type: 'record_missing', rule: 'own-政治学习', period: '2026-03' })
    expect(say('补记昨天的集中学习')).not.toMatchObject({ type: 'record_missing' })
  })
})

describe('what is done once a year', () => {
  const { duesBase, duesPublished, handbook } = DONE_ITEMS
  const done = (item: string, period: string, date: string, count = 1) => ({
    type: 'metric',
    period,
    items: { [item]: count },
    date,
  })
  it.each([
    ['党费基数已核定', done(duesBase, '2026', '2026-03-18')],
    ['2026年党费基数已核定，7人', done(duesBase, '2026', '2026-03-18', 7)],
    ['1月12日党费基数核定了', done(duesBase, '2026', '2026-01-12')],
    ['党费已公示', done(duesPublished, '2026', '2026-03-18')],
    ['请帮我记一下党费已公示', done(duesPublished, '2026', '2026-03-18')],
    ['请公示党费', undefined],
    ['请把党费公示', undefined],
    ['党费公示', undefined],
    ['3月16日党费公示', done(duesPublished, '2026', '2026-03-16')],
    ['昨天公示', undefined],
    ['昨天党费公示了', done(duesPublished, '2026', '2026-03-17')],
    ['2025年党费收缴情况已公布', done(duesPublished, '2025', '2026-03-18')],
    ['工作手册已上报', done(handbook, '2025', '2026-03-18')],
    ['2025年党支部工作手册已上报', done(handbook, '2025', '2026-03-18')],
    ['2026年党费公示1次', done(duesPublished, '2026', '2026-03-18')],
    ['党费还没公示', undefined],
    ['党费公示了吗', undefined],
    ['准备公示党费', undefined],
    ['工作手册什么时候上报', undefined],
    ['提醒我上报工作手册', undefined],
    ['党费已公示，工作手册已上报', undefined],
  ])('%s', (text, meaning) => {
    const understood = say(text)
    if (meaning === undefined) expect(understood).not.toMatchObject({ type: 'metric' })
    else expect(understood).toMatchObject(meaning)
  })

  it('names what nobody said', () => {
    expect(say('党费已公示')).toMatchObject({ inferred: ['date', 'period'] })
    expect(say('2026年党费已公示')).toMatchObject({ inferred: ['date'] })
    expect(say('2025年党支部工作手册1月8日已上报')).not.toHaveProperty('inferred')
  })
})
