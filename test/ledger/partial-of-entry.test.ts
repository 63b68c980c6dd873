import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordMeaning, TalkMeaning } from '../../src/core/meaning.js'
import { partialOfEntry } from '../../src/ledger/partial-of-entry.js'
import { eraseTalkContent } from '../../src/ledger/talk-keys.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { closeLedger, inNewBranch, memberNamed, NOW, openLedger, say } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

/** What a form for this reader is filled in with. */
async function partialFor(meaning: RecordMeaning, reader: string, by = '陈立') {
  const entry = await say(meaning, { by })
  return { entry, partial: await partialOfEntry(entry.id, await memberNamed(reader), NOW) }
}

const talk: TalkMeaning = {
  type: 'talk',
  kind: '谈心谈话',
  date: '2026-03-17',
  talker: '$sender',
  partner: '孙小雨',
  topic: '想调离岗位',
  followup: { what: '月底再谈', due_to: '2026-03-31' },
}

describe('the form of an entry holds', () => {
  it.each<RecordMeaning>([
    {
      type: 'training',
      form: '集中学习',
      date: '2026-03-17',
      minutes: 120,
      topic: '党章',
      attendees: ['陈立', '赵阳'],
    },
    { type: 'theme_day', date: '2026-03-05', topic: '清明祭英烈', place: '陵园', attendees: ['陈立', '赵阳'] },
    {
      type: 'meeting',
      kind: '党员大会',
      date: '2026-03-02',
      topic: '转正',
      votes: { for: 5, against: 0 },
      resolution: '通过',
    },
    { type: 'activity', kind: '走访慰问', date: '2026-03-08', topic: '老党员' },
    { type: 'volunteer', date: '2026-03-08', attendees: ['赵阳'], post: '茶水台', topic: '省两会' },
    { type: 'honour', date: '2026-03-01', topic: '演讲比赛', prize: '二等奖', winners: ['孙小雨'] },
    {
      type: 'qualitySlip',
      kind: '提醒整改单',
      date: '2026-03-17',
      count: 2,
      department: '会务部',
      due_to: '2026-03-31',
    },
    { type: 'projectEvent', project: '标准化', kind: '推进会', date: '2026-03-17' },
    { type: 'problem', source: '支部自查', problem: '记录不全', measure: '补齐', owner: '周海明', date: '2026-03-17' },
    { type: 'commitment', kind: '书记项目', who: '陈立', period: '2026', topic: '带出一支队伍', date: '2026-03-18' },
    { type: 'spot_check', kind: '抽查', date: '2026-03-17', department: '会务部', result: '合格', score: 95 },
    { type: 'metric', period: '2026-02', items: { 提醒整改单: 5 }, open: { 提醒整改单: 1 }, date: '2026-03-18' },
    { type: 'plan', kind: 'theme_day', date: '2026-03-26', start: '14:00', topic: '清明', remind: true },
  ])('all that was said of a $type', (meaning) =>
    inNewBranch(async () => {
      const { partial } = await partialFor(meaning, '陈立')
      expect(partial).toMatchObject(meaning)
    }),
  )

  it('a talk’s words for its two and for nobody else', () =>
    inNewBranch(async () => {
      const { entry, partial } = await partialFor(talk, '孙小雨')
      expect(partial).toMatchObject({ topic: talk.topic, followup: talk.followup, talker: '陈立', partner: '孙小雨' })
      for (const name of ['周海明', '赵阳']) {
        const others = await partialOfEntry(entry.id, await memberNamed(name), NOW)
        expect(JSON.stringify(others)).not.toMatch(/调离|再谈/)
      }
      await inTransaction(() => eraseTalkContent(entry.id, entry.authorId, NOW))
      expect(await partialOfEntry(entry.id, await memberNamed('陈立'), NOW)).not.toHaveProperty('topic')
    }))

  it('everybody’s amounts for who may know them, one’s own sum for oneself, else none', () =>
    inNewBranch(async () => {
      const items = [
        { name: '赵阳', amount: 52.4 },
        { name: '孙小雨', amount: 30 },
      ]
      const { entry, partial } = await partialFor({ type: 'dues', month: '2026-03', items }, '李淑贤', '李淑贤')
      expect(partial).toMatchObject({ month: '2026-03', items, total: 82.4 })
      const his = await partialOfEntry(entry.id, await memberNamed('赵阳'), NOW)
      expect(his).not.toHaveProperty('items')
      expect(his).not.toHaveProperty('total')
      const own = await partialFor(
        { type: 'dues', month: '2026-03', items: [{ name: '$sender', amount: 5 }] },
        '赵阳',
        '赵阳',
      )
      expect(own.partial).toMatchObject({ items: [{ name: '赵阳', amount: 5 }] })
    }))

  it('what the secretary thinks, for a secretary alone', () =>
    inNewBranch(async () => {
      const meaning = { type: 'analysis', period: '2026-Q1', topic: '总体稳定' } as const
      const { entry, partial } = await partialFor(meaning, '陈立')
      expect(partial).toMatchObject({ topic: '总体稳定' })
      expect(JSON.stringify(await partialOfEntry(entry.id, await memberNamed('赵阳'), NOW))).not.toContain('稳定')
    }))

  it('nothing of what is not there', () =>
    inNewBranch(async () => expect(await partialOfEntry('x', await memberNamed('陈立'), NOW)).toBeUndefined()))
})
