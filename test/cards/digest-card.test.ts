import { describe, expect, it } from 'vitest'
import { digestCard } from '../../cards/digest-card.js'
import { SAMPLE_DIGEST } from '../../cards/samples.js'
import { cardText } from './card-text.js'

describe('digest card', () => {
  it('is the digest of moments.md §6, as far as its functions exist', () => {
    const card = digestCard(SAMPLE_DIGEST)
    expect(cardText(card).split('\n')).toEqual([
      '本周台账 ｜ 3月16日—20日',
      '集中学习1次、主题影片1次，共4.5小时',
      '谢谢：孙小雨讲微党课《青年党员的初心》',
    ])
    expect(card.buttons ?? []).toEqual([])
  })

  it.each([
    [{ to: '2026-03-29' }, '近2周台账 ｜ 3月16日—29日'],
    [{ to: '2026-03-22' }, '本周台账 ｜ 3月16日—22日'],
    [{ from: '2026-03-30', to: '2026-04-03' }, '本周台账 ｜ 3月30日—4月3日'],
    [{ from: '2026-04-07', to: '2026-04-07' }, '本周台账 ｜ 4月7日'],
  ])('calls the span %o by its name', (span, title) => {
    expect(digestCard({ ...SAMPLE_DIGEST, ...span }).title).toBe(title)
  })

  it('counts talks and late entries without a name, and leaves out what is none', () => {
    const shown = cardText(
      digestCard({ ...SAMPLE_DIGEST, counts: [], minutes: 0, talkCount: 2, lateCount: 1, thanks: [] }),
    )
    expect(shown.split('\n').slice(1)).toEqual(['谈心谈话2次', '另补录以前的记录1条'])
  })
})
