import { describe, expect, it } from 'vitest'
import { SAMPLE_NOW, SAMPLE_TALK, SAMPLE_ZONE } from '../../cards/samples.js'
import { talkReceiptCard } from '../../cards/talk-receipt-card.js'
import { cardText } from './card-text.js'

const content = { topic: '家里老人住院', place: '会议室', followup: '月底再谈' }
const base = { timezone: SAMPLE_ZONE, canUndo: true }

describe('talk receipt card', () => {
  it('shows the fact, the follow-up day and, to one of the two, what he said', () => {
    expect(cardText(talkReceiptCard(SAMPLE_TALK, { ...base, readerIsNamed: true, content })).split('\n')).toEqual([
      '已记｜谈心谈话 陈立—孙小雨',
      '3月17日（周二）下午 · 30分钟',
      '类别：谈心谈话「默认」',
      '跟进期限：3月31日',
      '内容：家里老人住院',
      '地点：会议室',
      '后续跟进：月底再谈',
      '编号 2026-谈-003 ｜ 记录人 陈立',
      '谈话内容加密保存，仅谈话双方可见',
      '[改一下]',
      '[撤销]',
      '[已跟进]',
      '[查看内容]',
    ])
  })

  it('says what became of content that was typed in the group', () => {
    const show = (typedInGroup: 'saved' | 'not-saved') =>
      cardText(talkReceiptCard(SAMPLE_TALK, { ...base, readerIsNamed: true, typedInGroup }))
    expect(show('saved')).toContain('内容已加密保存，仅谈话双方可见')
    expect(show('not-saved')).toContain('群里写的内容没有保存；要记请点「改一下」')
    expect(
      cardText(talkReceiptCard(SAMPLE_TALK, { ...base, readerIsNamed: false, typedInGroup: 'not-saved' })),
    ).not.toContain('要记请点')
  })

  it('never shows content, or the way to it, to anybody else', () => {
    const card = talkReceiptCard(SAMPLE_TALK, { ...base, readerIsNamed: false, content })
    expect(cardText(card)).not.toMatch(/住院|会议室|月底再谈/)
    expect(card.buttons?.map(({ text }) => text)).toEqual(['改一下', '撤销'])
  })

  it('keeps its body once voided', () => {
    const card = talkReceiptCard(
      { ...SAMPLE_TALK, voided: true, voidedBy: '陈立', voidedAt: SAMPLE_NOW },
      { ...base, readerIsNamed: true },
    )
    expect(card.title).toBe('已撤销｜谈心谈话 陈立—孙小雨')
    expect(cardText(card)).toContain('已撤销（陈立，3月18日 10:00）')
    expect(card.buttons).toEqual([])
  })
})
