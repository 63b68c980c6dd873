import { describe, expect, it } from 'vitest'
import { closingCard } from '../../cards/closing-card.js'
import { explainCard } from '../../cards/explain-card.js'
import { SAMPLE_MONTH, SAMPLE_OBLIGATIONS } from '../../cards/samples.js'
import { cardText } from './card-text.js'

const lines = (card: Parameters<typeof cardText>[0]): string[] => cardText(card).split('\n')

describe('closing card', () => {
  it('says what is there, what is missing and the KPI line', () => {
    expect(lines(closingCard(SAMPLE_MONTH))).toEqual([
      '3月闭环 ｜ 还有5个工作日',
      '已有：主题党日 3月5日；培训 3月10日（实务操作）；谈心谈话 本季1次',
      '待补：',
      '《中国共产党支部工作条例（试行）》',
      '党员大会（本季）：暂无记录',
      '支部承诺（季度）',
      '谈心谈话（本季）：已记1次，还差2次',
      '其他',
      '2026-学-014 缺主讲人',
      '考核口径：主题党日 已完成；工作计划 5/6',
      '[补记党员大会]',
      '[补记谈心谈话]',
      '[本月未开展·写说明]',
      '[三天后再看]',
      '[为什么提醒]',
    ])
  })

  it('is one line when all is there', () => {
    const duties = SAMPLE_OBLIGATIONS.filter(({ met }) => met)
    const card = closingCard({ ...SAMPLE_MONTH, duties, incomplete: [] })
    expect(lines(card)).toEqual(['3月闭环', '3月台账已齐'])
    expect(card.buttons ?? []).toEqual([])
  })

  it('calls a quarter’s duty missing only in the quarter’s last month', () => {
    const card = closingCard({ ...SAMPLE_MONTH, month: '2026-02' })
    expect(lines(card)).toEqual(expect.arrayContaining(['待补：', '2026-学-014 缺主讲人']))
    expect(cardText(card)).not.toContain('党员大会（本季）')
    expect(cardText(card)).toContain('本季进度：党员大会 0/1；谈心谈话 1/3')
  })

  it('does not repeat as 考核口径 what stands under 待补', () => {
    const duties = SAMPLE_OBLIGATIONS.map((duty) =>
      duty.rule === 'theme-day-month' ? { ...duty, met: false, have: 0, entries: [] } : duty,
    )
    const card = lines(closingCard({ ...SAMPLE_MONTH, duties }))
    expect(card).toContain('主题党日：暂无记录')
    expect(card).toContain('考核口径：工作计划 5/6')
  })

  it('opens the form for exactly the duty that is missing', () => {
    const duties = SAMPLE_OBLIGATIONS.slice(0, 3)
    const [button] = closingCard({ ...SAMPLE_MONTH, duties }).buttons ?? []
    expect(button).toMatchObject({
      text: '补记',
      action: { name: 'record-missing', rule: 'general-meeting-quarter', period: '2026-Q1' },
    })
  })

  it('says so where the holiday calendar ends, and when the month is over', () => {
    const hint = '明年（2027年）的节假日安排未导入。'
    for (const duties of [SAMPLE_MONTH.duties, []])
      expect(cardText(closingCard({ ...SAMPLE_MONTH, duties, incomplete: [], calendarHint: hint }))).toContain(hint)
    expect(closingCard({ ...SAMPLE_MONTH, workdaysLeft: 0 }).title).toBe('3月闭环 ｜ 3月已结束，可补录')
  })

  it('never shows a talk’s pair', () => {
    expect(cardText(closingCard(SAMPLE_MONTH))).not.toMatch(/陈立|孙小雨/)
  })
})

describe('explain card', () => {
  it('names each duty with its basis in full and no article number', () => {
    const shown = cardText(explainCard('2026-03', SAMPLE_OBLIGATIONS))
    expect(shown).toContain('主题党日：每月1次，适用于所有支部。依据：《中国共产党支部工作条例（试行）》')
    expect(shown).toContain('谈心谈话：每季度3次，适用于所有支部。依据：支部承诺')
    expect(shown).not.toMatch(/第.+条(?!例)/)
    // A deputy reads it as well.
    expect(shown).not.toContain('书记一人')
  })
})
