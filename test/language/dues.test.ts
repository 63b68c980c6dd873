import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { duesOfBase } from '../../src/core/dues-rates.js'
import { roster, say, writes } from './helpers.js'

const dues = (text: string, over: Parameters<typeof say>[1] = {}) =>
  say(text, { sender_role: 'dues', ...over }) as Record<string, unknown>
const item = (name: string, amount: number, month?: string) =>
  month === undefined ? { name, amount } : { name, amount, month }

describe('dues', () => {
  it.each([
    ['3月党费：陈立125元，王敏98.5', [item('陈立', 125), item('王敏', 98.5)]],
    ['３月党费 陈立１２５ 王敏９８．５', [item('陈立', 125), item('王敏', 98.5)]],
    ['3月份党费：\n1. 陈立 125\n2. 王敏 98.5', [item('陈立', 125), item('王敏', 98.5)]],
    ['2026年3月党费\n姓名 金额\n陈立 125.00\n王敏 98.50', [item('陈立', 125), item('王敏', 98.5)]],
    ['3月党费陈书记一百二十五元，王姐九十八块五', [item('陈立', 125), item('王敏', 98.5)]],
    ['陈立、王敏3月党费各100元', [item('陈立', 100), item('王敏', 100)]],
    ['3月党费 每人50元', roster.map(({ name }) => item(name, 50))],
    ['王姐3月党费98.5 不对 是89.5', [item('王敏', 89.5)]],
    ['3月党费：陈立125，赵阳还没交', [item('陈立', 125)]],
    ['/党费 3月 陈立125 王敏98', [item('陈立', 125), item('王敏', 98)]],
  ])('%s', (text, items) => {
    expect(dues(text)).toMatchObject({ type: 'dues', month: '2026-03', items })
  })

  it.each([
    ['赵阳补交1-2月党费，每月52.4', [item('赵阳', 52.4, '2026-01'), item('赵阳', 52.4, '2026-02')]],
    ['赵阳补交1月党费52.4，2月党费53', [item('赵阳', 52.4, '2026-01'), item('赵阳', 53, '2026-02')]],
    ['赵阳2月52.4，李响1月60，都是补交的党费', [item('赵阳', 52.4, '2026-02'), item('李响', 60, '2026-01')]],
    ['赵阳补交一下1月和2月党费，每个月52.4', [item('赵阳', 52.4, '2026-01'), item('赵阳', 52.4, '2026-02')]],
    ['赵阳补交去年11月、12月党费各50', [item('赵阳', 50, '2025-11'), item('赵阳', 50, '2025-12')]],
  ])('%s: months of their own', (text, items) => {
    expect(dues(text)).toMatchObject({ type: 'dues', items, late: true, paid_on: '2026-03-18' })
  })

  it('is paid on the day said, today when handed over, and on no day when a list was collected', () => {
    expect(dues('昨天赵阳微信转了3月党费52.4')).toMatchObject({ paid_on: '2026-03-17' })
    expect(dues('赵阳交了3月党费52.4')).toMatchObject({ paid_on: '2026-03-18' })
    expect(dues('3月党费收了：陈立125，王敏98')).not.toHaveProperty('paid_on')
    expect(dues('5日收3月党费：陈立125，王敏98')).toMatchObject({ paid_on: '2026-03-05' })
    expect(dues('上周赵阳交了3月党费52.4')).toMatchObject({ error: 'missing_field', fields: ['date'] })
  })

  it('of the speaker himself waits for the dues officer', () => {
    const own = { items: [item('$sender', 52.4)], needs_confirm_by: 'dues' }
    expect(dues('我交了3月党费 52块4', { sender_role: 'member' })).toMatchObject(own)
    expect(dues('交党费啦 三月 五十二块四', { sender_role: 'org' })).toMatchObject(own)
    expect(dues('我交了3月党费125')).not.toHaveProperty('needs_confirm_by')
  })

  it('warns of a list said to be complete, and of dues more than six months late', () => {
    expect(dues('3月党费收齐了：陈立125，王敏98')).toMatchObject({ warn: ['claimed_complete_but_missing'] })
    const all = roster.map(({ name }, n) => `${name}${50 + n}`).join('，')
    expect(dues(`3月党费收齐了：${all}`)).not.toHaveProperty('warn')
    expect(dues('赵阳补交去年8月党费50元')).toMatchObject({ warn: ['over_6_months'] })
    expect(dues('赵阳补交去年9月党费50元')).not.toHaveProperty('warn')
  })

  it.each([
    ['3月党费：陈立120，王敏90，合计300', { error: 'count_mismatch', field: 'total', expected: 300, actual: 210 }],
    ['赵阳交了3月党费', { error: 'missing_field', fields: ['amount'] }],
    ['3月党费收齐了', { error: 'missing_field', fields: ['amount'] }],
    ['刘德发3月党费120', { error: 'unknown_person', name: '刘德发' }],
    ['小李交了3月党费60元', { error: 'ambiguous_person', name: '小李' }],
    ['陈立、王敏3月党费200元', { type: 'question' }],
    ['4月党费：陈立125，王敏98.5', { type: 'question', fields: ['month'] }],
    ['3月党费：陈立125，陈立126', { type: 'question' }],
  ])('%s is asked about', (text, expected) => {
    expect(dues(text)).toMatchObject(expected)
  })

  it.each([
    '赵阳退回党费10元',
    '昨天集中学习党费收缴管理规定 1小时 全员',
    '大家记得交3月党费',
    '昨天党员大会，议题：党费收缴，应到7实到7',
  ])('%s reports none', (text) => {
    expect(writes(say(text, { sender_role: 'dues' })) && dues(text).type === 'dues').toBe(false)
  })

  it('every sum comes back to the fen, with its unit and without', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000 }), fc.constantFrom('', '元', '块'), (fen, unit) => {
        const yuan = (fen / 100).toFixed(2)
        expect(dues(`3月党费：陈立${yuan}${unit}，王敏20元`)).toMatchObject({
          items: [item('陈立', fen / 100), item('王敏', 20)],
        })
      }),
      { numRuns: 200 },
    )
  })
})

describe('what dues a base amounts to (SCHEMA §4)', () => {
  it.each([
    [3000, 0.005, 15],
    [3000.01, 0.01, 30],
    [5000, 0.01, 50],
    [5000.01, 0.015, 75],
    [10_000, 0.015, 150],
    [10_000.01, 0.02, 200],
  ])('%d', (base, rate, answer) => {
    expect(duesOfBase(base)).toEqual({ rate, amount: answer })
  })

  it.each([
    ['基数4500党费应该交多少', 4500],
    ['我党费基数三千块 每月交多少啊', 3000],
    ['党费基数3000块零8毛 应交多少', 3000.8],
    ['我一个月一万二，党费按多少交？', 12_000],
    ['算一下党费 月收入一万整', 10_000],
    ['10001的基数党费怎么算', 10_001],
  ])('%s', (text, base) => {
    const { rate, amount } = duesOfBase(base)
    const expected = { type: 'query', what: 'dues_calc', base, rate, answer: amount }
    expect(say(text, { sender_role: 'member' })).toEqual(expected)
  })

  it.each([
    ['退休金4800交多少党费', 4800, 0.005, 24],
    ['我退休了，退休金5000元，党费交多少', 5000, 0.005, 25],
    ['退休老同志每月养老金5200，党费怎么算', 5200, 0.01, 52],
  ])('of the retired by their own rates (domain.md R17): %s', (text, base, rate, answer) => {
    const expected = { type: 'query', what: 'dues_calc', base, rate, answer, retired: true }
    expect(say(text, { sender_role: 'secretary' })).toEqual(expected)
  })
})
