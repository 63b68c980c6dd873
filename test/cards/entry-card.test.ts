import { describe, expect, it } from 'vitest'
import { entryCard } from '../../cards/entry-card.js'
import { SAMPLE_NOW, SAMPLE_TALK, SAMPLE_THEME_DAY, SAMPLE_ZONE } from '../../cards/samples.js'
import type { EntryView } from '../../src/core/views.js'
import { cardText } from './card-text.js'

const reader = {
  timezone: SAMPLE_ZONE,
  today: '2026-03-18',
  showsAbsences: false,
  showsEvidence: false,
  opensContent: false,
  closes: false,
}
const file = {
  id: 'f',
  name: '签到表.jpg',
  mediaType: 'image/jpeg',
  bytes: 1,
  hash: '0',
  storageKey: '0',
  addedAt: 0,
  addedBy: '赵阳',
}
const entry: EntryView = {
  ...SAMPLE_THEME_DAY,
  note: '孙小雨发烧没来',
  evidence: [file],
  changes: [
    { at: SAMPLE_NOW, by: '赵阳', fields: [{ field: 'place', before: '礼堂', after: '南湖革命纪念馆' }] },
    { at: SAMPLE_NOW + 60_000, by: '陈立', fields: [{ field: 'absent', after: '孙小雨（发烧）' }] },
  ],
}

describe('an entry by its number', () => {
  it('shows those who keep the books everything: proof by name, every change before → after, who, when, late', () => {
    const text = cardText(entryCard(entry, { ...reader, showsAbsences: true, showsEvidence: true }))
    expect(text).toContain('2026-党-003｜主题党日 · 参观南湖革命纪念馆')
    expect(text).toContain('未到：孙小雨（发烧）、李响')
    expect(text).toContain('凭证：签到表.jpg\n凭证1：签到表.jpg')
    expect(text).toContain('3月18日 10:00 赵阳：地点 礼堂→南湖革命纪念馆')
    expect(text).toContain('3月18日 10:01 陈立：缺席 +孙小雨（发烧）')
    expect(text).toContain('补录：3月18日录入')
    expect(text).toContain('记录人 赵阳 ｜ 录入 3月18日 10:00')
  })

  it('shows the first pictures themselves, and a file by its name', () => {
    const pdf = { ...file, name: '方案.pdf', mediaType: 'application/pdf' }
    const evidence = [pdf, ...[1, 2, 3, 4].map((at) => ({ ...file, storageKey: String(at) }))]
    const { blocks } = entryCard({ ...entry, evidence }, { ...reader, showsEvidence: true })
    const shown = blocks.filter(({ type }) => type === 'picture')
    expect(shown).toMatchObject([{ storageKey: '1' }, { storageKey: '2' }, { storageKey: '3' }])
    expect(entryCard({ ...entry, evidence }, reader).blocks.some(({ type }) => type === 'picture')).toBe(false)
  })

  it('tells another member neither who was missing nor why, not even by a change or a note', () => {
    const text = cardText(entryCard(entry, reader))
    expect(text).not.toMatch(/发烧|未到|签到表/)
    expect(text).toContain('凭证 1份')
    expect(text).toContain('陈立：缺席人员')
    expect(text).not.toContain('李响')
  })

  it('has a button for a talk’s content, and never the content', () => {
    const card = entryCard(SAMPLE_TALK, { ...reader, opensContent: true, branchName: '人事部党支部' })
    expect(cardText(card)).toContain('谈话内容加密保存，仅谈话双方可见')
    expect(card.buttons?.map(({ twin }) => twin)).toEqual(['查看谈话内容 2026-谈-003 人事部党支部'])
    expect(entryCard(SAMPLE_TALK, reader).buttons).toEqual([])
  })
})
