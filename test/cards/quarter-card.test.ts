import { describe, expect, it } from 'vitest'
import { quarterCard } from '../../cards/quarter-card.js'
import { SAMPLE_QUARTERS, SAMPLE_YEAR } from '../../cards/shared/talk-samples.js'
import { yearCard } from '../../cards/year-card.js'
import type { Card } from '../../src/core/card.js'
import type { QuarterData } from '../../src/core/talk-views.js'
import { cardText } from './card-text.js'

const [spring, complete, ofSeven, ofThirty, ofTwo, withoutCoverage, withoutTalks] = SAMPLE_QUARTERS as [
  QuarterData,
  QuarterData,
  QuarterData,
  QuarterData,
  QuarterData,
  QuarterData,
  QuarterData,
]
const DONE = spring.promise as NonNullable<QuarterData['promise']>
const linesOf = (card: Card): string[] => cardText(card).split('\n')
const tableOf = ({ blocks }: Card) => blocks.find((block) => block.type === 'table')
const buttonsOf = ({ buttons = [] }: Card): string[] => buttons.map(({ text }) => text)

describe('the quarter’s card', () => {
  it('says the promise and the year’s coverage, two things, and which pair could be next (moments.md §6)', () => {
    const card = quarterCard(spring)
    const lines = linesOf(card)
    expect(lines).toContain('一季度：支部承诺3次，已记2次 ｜ 全年谈心谈话覆盖：2/6对')
    expect(lines).toContain('可先谈：陈立—周海明（今年还没谈）')
    expect(lines).toContain('依据：支部承诺（季度）、《中国共产党支部工作条例（试行）》（年度）')
    expect(lines).toContain('内容仅谈话双方可见；提醒谈话不在此图')
    expect(buttonsOf(card)).toEqual(['约时间', '已谈，补记', '换一组', '本季未谈·写说明'])
  })

  it('draws a half matrix: each pair once, marked with the quarters of its talks', () => {
    expect(tableOf(quarterCard(spring))).toEqual({
      type: 'table',
      columns: ['党员', '陈立', '王敏', '周海明'],
      rows: [
        ['王敏', '已谈①'],
        ['周海明', '待谈', '已约'],
        ['赵阳', '已谈①', '待谈', '不安排'],
      ],
    })
    expect(tableOf(quarterCard(complete))).toMatchObject({
      rows: [['王敏', '已谈①③'], expect.anything(), expect.anything()],
    })
  })

  it('is lists where a matrix would not fit on a phone: by pair up to seven, by person in a larger branch', () => {
    for (const data of [ofSeven, ofThirty]) expect(tableOf(quarterCard(data))).toBeUndefined()
    expect(linesOf(quarterCard(ofSeven))).toEqual(
      expect.arrayContaining(['陈立 和 周海明、赵阳、李响', '陈立 和 王敏①、李淑贤①', '赵阳 和 李响']),
    )
    const lines = linesOf(quarterCard(ofThirty))
    expect(lines).toEqual(expect.arrayContaining(['两次都还没有（12人）', '还差和另一位党员的一次（4人）']))
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(60)
  })

  it('names what else the quarter asks for, each with why, on the same card', () => {
    const lines = linesOf(quarterCard(spring)).join('\n')
    expect(lines).toMatch(/《中国共产党支部工作条例（试行）》\n党员大会（本季）：暂无记录/)
    expect(lines).toMatch(/支部承诺\n思想状况分析（本季）：暂无记录，已约3月27日/)
    expect(lines).toContain('本季已有：工会小家活动 1/1')
  })

  it('leads to no form that its reader may not send', () => {
    const others = spring.others.map((duty) => (duty.label === '思想状况分析' ? { ...duty, isOthers: true } : duty))
    expect(linesOf(quarterCard({ ...spring, others } as QuarterData))).toContain('补记可以发：补记党员大会')
    expect(linesOf(quarterCard(spring))).toContain('补记可以发：补记党员大会、补记思想状况分析')
  })

  it('of a second round says when the pair last talked, and keeps an explanation in sight', () => {
    const lines = linesOf(quarterCard(complete))
    expect(lines).toContain('可先谈：陈立—周海明（今年5月20日谈过）')
    expect(lines).toContain('本季说明：全员保障进博会（仍记为未完成）')
    expect(linesOf(quarterCard(ofSeven))).toContain('可先谈：陈立—周海明（今年还没谈，上次是2025年11月3日）')
  })

  it('offers nothing that there is nothing for', () => {
    const card = quarterCard(ofTwo)
    expect(buttonsOf(card)).toEqual([])
    expect(linesOf(card)).toContain('全年谈心谈话覆盖：1/1对')
    const alone = quarterCard({ ...spring, next: spring.next && { ...spring.next, isOneOfSeveral: false } })
    expect(buttonsOf(alone)).not.toContain('换一组')
  })
})

describe('the quarter’s card of a branch that switched off the coverage', () => {
  it('shows the map without counting it or naming its basis', () => {
    const lines = linesOf(quarterCard(withoutCoverage))
    expect(lines).toContain('一季度：支部承诺3次，已记2次')
    expect(lines).toContain('依据：支部承诺（季度）')
    expect(tableOf(quarterCard(withoutCoverage))).toBeDefined()
    const all = { ...withoutCoverage, promise: { ...DONE, met: true }, others: [] }
    expect(quarterCard(all).tone).toBe('success')
  })

  it('and the promise: speaks of no talk at all', () => {
    const card = quarterCard(withoutTalks)
    expect(card.title).toBe('一季度核对')
    expect(cardText(card)).not.toMatch(/谈|依据/)
    expect(linesOf(card)).toContain('本季还有：')
    expect(buttonsOf(card)).toEqual([])
  })
})

describe('the year’s card', () => {
  it('says of each duty why it applies, what is missing and until when', () => {
    const card = yearCard(SAMPLE_YEAR)
    const lines = linesOf(card)
    expect(card.title).toBe('2026年度核对 ｜ 已有1项，待补5项')
    expect(lines).toContain(
      '组织生活会（今年）：暂无记录，已约12月10日（周四）（每年至少一次，一般在第四季度），12月31日前',
    )
    expect(lines).toEqual(expect.arrayContaining(['周海明 差4.5学时（应32）', '谈心谈话可先谈：陈立—周海明']))
    expect(lines).toContain('工作手册上报：2027年1月10日前（年初上报上一年度党支部工作手册）')
    expect(buttonsOf(card)).toEqual([
      '补记组织生活会',
      '补记民主评议党员',
      '约民主评议党员',
      '约陈立—周海明',
      '未开展·写说明',
    ])
  })

  it('of a January that has passed says that it may be told late', () => {
    const [first] = SAMPLE_YEAR.obligations
    if (!first) throw new Error('no sample')
    const january = { ...first, rule: 'dues-base-year', label: '党费基数核定', planned: [], because: '每年1月核定' }
    const window = { from: '2026-01-01', to: '2026-01-31' }
    const lines = linesOf(yearCard({ ...SAMPLE_YEAR, obligations: [{ ...january, window }] }))
    expect(lines).toContain('党费基数核定（今年）：暂无记录（每年1月核定），应在1月31日前，现在可以补录')
  })
})
