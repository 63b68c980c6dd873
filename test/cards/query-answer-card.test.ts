import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answerText,
  isOneLiner,
  LINES_A_PAGE,
  type QueryAnswer,
  queryAnswerCard,
} from '../../cards/query-answer-card.js'
import { countsText, hoursText, unitOf } from '../../cards/shared/count-text.js'
import type { Card } from '../../src/core/card.js'
import { cardText } from './card-text.js'

const place = { query: { what: 'counts', period: '2026' } as const, branchId: 'b1' }
const linesOf = (count: number) => Array.from({ length: count }, (_, index) => ({ text: `第${index + 1}条` }))
const answer = (over: Partial<QueryAnswer> = {}): QueryAnswer => ({
  title: '2026年台账',
  says: ['集中学习3次'],
  ...over,
})
const items = (card: Card): string[] => card.blocks.flatMap((block) => (block.type === 'list' ? block.items : []))
const names = (card: Card): string[] => (card.buttons ?? []).map(({ text }) => text)

describe('an answer', () => {
  it('is one line of text when there is nothing behind it', () => {
    const bare = answer({ says: ['你2026年集中学习培训 12 学时'], notes: ['1学时按45分钟算'] })
    expect(isOneLiner(bare)).toBe(true)
    expect(answerText(bare)).toBe('你2026年集中学习培训 12 学时\n1学时按45分钟算')
    expect(isOneLiner(answer({ lines: linesOf(1) }))).toBe(false)
  })

  it('shows every line on exactly one page, at most eight at a time, and every page can be reached', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (count) => {
        const lines = linesOf(count)
        const seen: string[] = []
        for (let page = 1; ; page++) {
          const card = queryAnswerCard(answer({ lines }), { ...place, page })
          expect(items(card).length).toBeLessThanOrEqual(LINES_A_PAGE)
          seen.push(...items(card))
          expect(names(card).includes('上一页')).toBe(page > 1)
          const next = card.buttons?.find(({ text }) => text === '下一页')
          if (!next) break
          expect(next.action).toMatchObject({ name: 'query-page', page: page + 1 })
        }
        expect(seen).toEqual(lines.map(({ text }) => text))
      }),
    )
  })

  it('says its title once; as a line of text the sentence stands alone', () => {
    const says = ['2026年台账里：集中学习3次', '2026年台账：全', '其余：无']
    const card = queryAnswerCard(answer({ says, lines: linesOf(1) }), { ...place, page: 1 })
    expect(cardText(card).split('\n')).toEqual(['2026年台账', '集中学习3次', '全', '其余：无', '第1条'])
    expect(answerText(answer({ says: says.slice(0, 1) }))).toBe('2026年台账里：集中学习3次')
  })

  it('says on which page it is, and takes a page beyond the last for the last', () => {
    const lines = linesOf(10)
    expect(queryAnswerCard(answer({ lines }), { ...place, page: 1 }).title).toBe('2026年台账（1/2）')
    expect(items(queryAnswerCard(answer({ lines }), { ...place, page: 99 }))).toEqual(['第9条', '第10条'])
    expect(queryAnswerCard(answer({ lines: linesOf(8) }), { ...place, page: 1 }).title).toBe('2026年台账')
  })

  it('types the next page with the branch’s name for a person in several', () => {
    const card = queryAnswerCard(answer({ lines: linesOf(9) }), { ...place, page: 1, branchName: '人事部党支部' })
    expect(card.buttons?.[0]?.twin).toBe('查 次数 2026 第2页 人事部党支部')
  })

  it('repeats the heading where a page begins in the middle of it', () => {
    const lines = [
      ...linesOf(5).map((line) => ({ ...line, under: '集中学习' })),
      ...linesOf(5).map((line) => ({ ...line, under: '微党课' })),
    ]
    expect(cardText(queryAnswerCard(answer({ lines }), { ...place, page: 1 }))).toMatch(
      /集中学习\n第1条[\s\S]*微党课\n第1条/,
    )
    expect(cardText(queryAnswerCard(answer({ lines }), { ...place, page: 2 }))).toContain('微党课\n第4条\n第5条')
  })

  it('draws a chart only of four things or more, and once', () => {
    const chart = ['集中学习', '外出考察', '专题讲座', '主题影片'].map((label) => ({ label, count: 1 }))
    const charts = (card: Card) => card.blocks.filter(({ type }) => type === 'chart').length
    expect(charts(queryAnswerCard(answer({ chart: chart.slice(0, 3) }), { ...place, page: 1 }))).toBe(0)
    expect(charts(queryAnswerCard(answer({ chart, lines: linesOf(9) }), { ...place, page: 1 }))).toBe(1)
    expect(charts(queryAnswerCard(answer({ chart, lines: linesOf(9) }), { ...place, page: 2 }))).toBe(0)
    expect(isOneLiner(answer({ chart }))).toBe(false)
  })
})

describe('counts in words', () => {
  it('calls what is not in the ledger unrecorded, and counts slips in 张', () => {
    const counts = [
      { label: '集中学习', count: 3 },
      { label: '主题影片', count: 0 },
      { label: '提醒整改单', count: 2 },
    ]
    expect(countsText(counts)).toBe('集中学习3次、提醒整改单2张；主题影片暂无记录')
    expect(countsText([{ label: '微党课', count: 0 }])).toBe('微党课暂无记录')
    expect([unitOf('荣誉'), unitOf('制定标准'), unitOf('推进会')]).toEqual(['项', '个', '次'])
  })

  it('shows hours with at most one decimal', () => {
    expect([hoursText(12), hoursText(2.67), hoursText(0.04)]).toEqual(['12', '2.7', '0'])
  })
})
