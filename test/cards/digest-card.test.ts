import { describe, expect, it } from 'vitest'
import { digestCard, digestPreviewCard } from '../../cards/digest-card.js'
import { SAMPLE_DIGEST, SAMPLE_SPAN } from '../../cards/samples.js'
import { cardText } from './card-text.js'

const GROUP = { inGroup: true, canReply: true, today: '2026-03-20' }
const NOTHING = { counts: [], minutes: 0, talkCount: 0, lateCount: 0, thanks: [], upcoming: [] }
const linesOf = (data: Partial<typeof SAMPLE_DIGEST>, reading = GROUP): string[] =>
  cardText(digestCard({ ...SAMPLE_DIGEST, ...data }, reading)).split('\n')

describe('digest card', () => {
  it('is the digest of moments.md §6', () => {
    const card = digestCard(SAMPLE_DIGEST, GROUP)
    expect(cardText(card).split('\n')).toEqual([
      '本周台账 ｜ 3月16日—20日',
      '集中学习1次、主题影片1次，共4.5小时',
      '谢谢：孙小雨讲微党课《青年党员的初心》',
      '下周：3月26日（周四）14:00 主题党日「清明祭英烈」',
      '有出入？回复本条并@我：有出入 …',
    ])
    expect(card.buttons ?? []).toEqual([])
  })

  it.each([
    [{ to: '2026-03-29' }, '近2周台账 ｜ 3月16日—29日'],
    [{ to: '2026-03-22' }, '本周台账 ｜ 3月16日—22日'],
    [{ from: '2026-03-30', to: '2026-04-03' }, '本周台账 ｜ 3月30日—4月3日'],
    [{ from: '2026-04-07', to: '2026-04-07' }, '本周台账 ｜ 4月7日'],
  ])('calls the span %o by its name', (span, title) => {
    expect(digestCard({ ...SAMPLE_DIGEST, ...span }, GROUP).title).toBe(title)
  })

  it('counts talks and late entries without a name, and leaves out what is none', () => {
    expect(linesOf({ ...NOTHING, talkCount: 2, lateCount: 1 }).slice(1, -1)).toEqual([
      '谈心谈话2次',
      '另补录以前的记录1条',
    ])
  })

  it.each([
    [true, true, '有出入？回复本条并@我：有出入 …'],
    [true, false, '有出入？@我发“周报有出入”'],
    [false, true, '有出入？回复本条：有出入 …'],
    [false, false, '有出入？发“周报有出入”'],
  ])(
    'in a group %s, where replies are known %s, says how to tell that something is wrong',
    (inGroup, canReply, line) => {
      expect(linesOf({}, { ...GROUP, inGroup, canReply }).at(-1)).toBe(line)
    },
  )
})

describe('a private digest', () => {
  it('names the branch for a reader who is in several', () => {
    const card = digestCard(SAMPLE_DIGEST, { ...GROUP, inGroup: false, branchName: '机关第二党支部' })
    expect(card.blocks[0]).toEqual({ type: 'text', text: '「机关第二党支部」', style: 'muted' })
  })
})

describe('what is planned', () => {
  const planned = (...upcoming: typeof SAMPLE_DIGEST.upcoming): string =>
    linesOf({ upcoming }).find((line) => /^(下周|接下来)：/.test(line)) ?? ''

  it('is a short list, by day, a deadline as such', () => {
    const one = { date: '2026-03-26', label: '培训' }
    expect(planned(one, { ...one, date: '2026-03-27', isDeadline: true, topic: '《准则》' })).toBe(
      '下周：3月26日（周四）培训；3月27日（周五）前 培训「准则」',
    )
    expect(planned(one, one, one, one, one, one)).toMatch(/；还有2项$/)
    expect(planned()).toBe('')
  })

  it('is not called next week’s when it is this week’s or comes after a holiday', () => {
    expect(planned({ date: '2026-03-21', label: '活动' })).toBe('接下来：3月21日（周六）活动')
    expect(planned({ date: '2026-03-30', label: '活动' })).toBe('接下来：3月30日（周一）活动')
  })
})

describe('a quarter or year in the digest', () => {
  it('comes after the week, with a chart of what was held, and nothing else', () => {
    const card = digestCard({ ...SAMPLE_DIGEST, spans: [SAMPLE_SPAN] }, { ...GROUP, today: '2026-04-03' })
    expect(cardText(card)).toContain(
      [
        '一季度小结 ｜ 1月1日—3月31日',
        '集中学习6次、主题影片2次、微党课3次、党员大会1次、主题党日3次、服务质量处罚单2张，共31.5小时',
        '谈心谈话5次',
        '一季度小结',
      ].join('\n'),
    )
    const chart = card.blocks.find((block) => block.type === 'chart')
    expect(chart?.bars.map(({ label, value }) => [label, value])).toEqual([
      ['集中学习', 6],
      ['主题影片', 2],
      ['微党课', 3],
      ['党员大会', 1],
      ['主题党日', 3],
      ['谈心谈话', 5],
    ])
  })

  it('has no chart of fewer than four things', () => {
    const span = { ...SAMPLE_SPAN, counts: SAMPLE_SPAN.counts.slice(0, 2) }
    const card = digestCard({ ...SAMPLE_DIGEST, spans: [span] }, GROUP)
    expect(card.blocks.filter(({ type }) => type === 'chart')).toEqual([])
  })

  it('stands alone in a week that has nothing to say; of two the longer one has the chart', () => {
    const spans = [
      { ...SAMPLE_SPAN, span: '2025-Q4' },
      { ...SAMPLE_SPAN, span: '2025' },
    ]
    const card = digestCard({ ...SAMPLE_DIGEST, ...NOTHING, spans }, { ...GROUP, today: '2026-01-09' })
    const lines = cardText(card).split('\n')
    expect(lines[0]).toBe('四季度小结 ｜ 10月1日—12月31日')
    expect(lines).toContain('2025年度小结 ｜ 1月1日—12月31日')
    expect(card.blocks.filter(({ type }) => type === 'chart')).toHaveLength(1)
    expect(card.blocks.findIndex(({ type }) => type === 'chart')).toBe(card.blocks.length - 2)
    expect(lines.at(-1)).toBe('有出入？@我发“有出入”加编号')
  })
})

describe('the preview', () => {
  it('is the very digest, and when it comes', () => {
    const digest = digestCard(SAMPLE_DIGEST, GROUP)
    const preview = digestPreviewCard(SAMPLE_DIGEST, GROUP, '3月20日（周五）16:10发到群里')
    expect(preview.title).toBe(digest.title)
    expect(preview.blocks.slice(0, digest.blocks.length)).toEqual(digest.blocks)
    expect(cardText(preview).split('\n').at(-1)).toBe('预览，还没有发。3月20日（周五）16:10发到群里')
  })
})
