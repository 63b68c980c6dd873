import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DuesMeaning } from '../../src/core/meaning.js'
import { amountsFor } from '../../src/ledger/amounts.js'
import { type EntryChanges, editEntry } from '../../src/ledger/edit-entry/index.js'
import { findEntry } from '../../src/ledger/entries.js'
import { obligationsOf } from '../../src/ledger/obligations.js'
import { canEdit } from '../../src/ledger/permissions.js'
import { readAnalysis, readTalkContent } from '../../src/ledger/read-talk.js'
import { eraseTalkContent } from '../../src/ledger/talk-keys.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import { voidEntry } from '../../src/ledger/void-entry.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { type EntryRow, LedgerEntry } from '../../src/models/ledger-entry.js'
import { Obligation } from '../../src/models/obligation.js'
import { TalkContent } from '../../src/models/talk-content.js'
import { closeLedger, inNewBranch, memberNamed, NOW, openLedger, refusal, say } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const DATE = '2026-03-17'

/** What a handler does with an understood correction. */
async function edit(entry: Pick<LedgerEntryView, 'id'>, changes: EntryChanges, by = '陈立') {
  const { id } = await memberNamed(by)
  return await inTransaction(() => editEntry(entry.id, changes, { byMemberId: id, now: NOW }))
}

describe('editing an entry', () => {
  it('keeps the number and a revision with before and after', async () => {
    await inNewBranch(async () => {
      const entry = await say({
        type: 'training',
        form: '集中学习',
        date: DATE,
        minutes: 120,
        topic: '全会精神',
        attendees: 'all',
        inferred: ['form', 'minutes'],
      })
      const set = { date: '2026-03-16', minutes: 180, topic: '纪律处分条例' }
      const { entry: after, before, changed } = await edit(entry, { set }, '赵阳')
      expect(before).toEqual(entry)
      expect(after).toMatchObject({
        id: entry.id,
        number: entry.number,
        date: '2026-03-16',
        minutes: 180,
        title: '纪律处分条例',
        inferred: ['form'],
      })
      expect(changed).toEqual({
        at: NOW,
        by: '赵阳',
        fields: [
          { field: 'date', before: DATE, after: '2026-03-16' },
          { field: 'minutes', before: '120', after: '180' },
          { field: 'topic', before: '全会精神', after: '纪律处分条例' },
        ],
      })
      expect(after.changes).toEqual([changed])
      expect(await findEntry(entry.id)).toEqual(after)
    })
  })

  it('moves obligations from the old date to the new one', async () => {
    await inNewBranch(async () => {
      const entry = await say({ type: 'theme_day', date: '2026-03-05', attendees: 'all' })
      await edit(entry, { set: { date: '2026-02-05' } })
      const have = async (month: string) =>
        (await Obligation.findOne({ rule: 'theme-day-month', period: month }).lean())?.have
      expect([await have('2026-02'), await have('2026-03')]).toEqual([1, 0])
      expect((await obligationsOf('2026-02')).find(({ rule }) => rule === 'theme-day-month')?.met).toBe(true)
    })
  })

  it('writes nothing when nothing differs', async () => {
    await inNewBranch(async () => {
      const entry = await say({ type: 'training', date: DATE, topic: '党章' })
      const { changed, entry: after } = await edit(entry, { set: { topic: ' 党章 ' } })
      expect(changed.fields).toEqual([])
      expect(after).toEqual(entry)
      const row = await LedgerEntry.findOne({ _id: entry.id }).lean<EntryRow>()
      expect(row?.revisions).toHaveLength(1)
    })
  })

  it('refuses voided and unknown entries, and unknown editors', async () => {
    await inNewBranch(async () => {
      const entry = await say({ type: 'training', date: DATE })
      expect(await refusal(edit({ id: 'nothing' }, { set: { topic: '甲' } }))).toBe('no_entry')
      const byNobody = inTransaction(() => editEntry(entry.id, { set: { topic: '甲' } }, { byMemberId: 'x', now: NOW }))
      expect(await refusal(byNobody)).toBe('not_permitted')
      await inTransaction(() => voidEntry(entry.id, { byMemberId: entry.authorId, now: NOW }))
      expect(await refusal(edit(entry, { set: { topic: '甲' } }))).toBe('voided')
      expect(canEdit(await memberNamed('陈立'), { ...entry, voided: true })).toBe(false)
    })
  })

  it('takes fields out that are cleared', async () => {
    await inNewBranch(async () => {
      const entry = await say({ type: 'training', date: DATE, topic: '党章', place: '三楼', lecturer: '王敏' })
      const { entry: after, changed } = await edit(entry, { set: { place: null, lecturer: null } })
      expect(after).not.toHaveProperty('place')
      expect(after).not.toHaveProperty('lecturer')
      expect(changed.fields).toEqual([
        { field: 'place', before: '三楼' },
        { field: 'lecturer', before: '王敏' },
      ])
    })
  })

  it('of every kind reaches the stored row', async () => {
    await inNewBranch(async () => {
      const slip = await say({ type: 'qualitySlip', kind: '提醒整改单', date: DATE, count: 2 })
      expect(
        (await edit(slip, { set: { closed_on: '2026-03-18', department: '前厅部', count: 3 } })).entry,
      ).toMatchObject({
        closedOn: '2026-03-18',
        title: '提醒整改单3张 · 前厅部',
      })
      const plan = await say({ type: 'plan', kind: 'theme_day', date: '2026-03-26', start: '14:00', topic: '祭英烈' })
      expect((await edit(plan, { set: { date: '2026-03-27' } })).entry.title).toBe(
        '计划主题党日 · 祭英烈 · 3月27日14:00',
      )
      const metric = await say({ type: 'metric', period: '2025', items: { 处罚单: 3 } })
      expect((await edit(metric, { set: { items: { 处罚单: 4 } } })).entry.metrics).toEqual([
        { name: '处罚单', count: 4 },
      ])
      const promise = await say({ type: 'commitment', kind: '党员风采', who: '$sender', period: '2026', topic: '甲' })
      expect((await edit(promise, { set: { who: '赵阳', period: '2025' } })).entry).toMatchObject({
        who: '赵阳',
        span: '2025',
      })
      const honour = await say({ type: 'honour', prize: '一等奖', winners: ['赵阳'] })
      expect((await edit(honour, { add: { winners: ['孙小雨'] } })).entry.winners).toEqual(['赵阳', '孙小雨'])
      const problem = await say({ type: 'problem', source: '班子指出', problem: '交接不清' })
      const { entry } = await edit(problem, { set: { source: '支部自查', owner: '王敏', date: DATE } })
      expect(entry).toMatchObject({ subkind: '支部自查', owner: '王敏', inferred: [] })
      const meeting = await say({ type: 'meeting', kind: '党员大会', date: DATE, attendees: 'all' })
      expect((await edit(meeting, { set: { votes: { for: 6 }, kind: '支委会' } })).entry).toMatchObject({
        votes: { for: 6 },
        subkind: '支委会',
        title: '支委会',
      })
      expect(await refusal(edit(meeting, { set: { votes: { for: 7 } } }))).toBe('count_mismatch')
    })
  })
})

describe('editing a talk', () => {
  const talk = { type: 'talk', kind: '谈心谈话', date: DATE, talker: '$sender', partner: '赵阳' } as const

  it('seals new words and says only that they changed', async () => {
    await inNewBranch(async () => {
      const entry = await say({ ...talk, topic: '旧话', problem: '旧题' })
      const set = {
        topic: '新的话',
        place: '谈话室',
        problem: null,
        followup: { what: '再谈一次', due_to: '2026-04-01' },
      }
      const { entry: after, changed } = await edit(entry, { set })
      expect(changed.fields).toEqual([
        { field: 'followup', after: '到2026-04-01' },
        { field: 'content', after: '内容已修改' },
      ])
      expect(after).toMatchObject({ title: '谈心谈话 陈立—赵阳', followupDue: '2026-04-01' })
      expect(await readTalkContent(entry.id, await memberNamed('赵阳'), NOW)).toEqual({
        topic: '新的话',
        place: '谈话室',
        followup: '再谈一次',
      })
      const stored = JSON.stringify([await LedgerEntry.find().lean(), await TalkContent.find().lean()])
      expect(stored).not.toMatch(/新的话|旧话|旧题|谈话室|再谈/)
    })
  })

  it('adds content to a bare fact, but not after it was erased', async () => {
    await inNewBranch(async () => {
      const entry = await say(talk)
      await edit(entry, { set: { note: '后来补的' } }, '赵阳')
      const zhao = await memberNamed('赵阳')
      expect(await readTalkContent(entry.id, zhao, NOW)).toEqual({ note: '后来补的' })
      await inTransaction(() => eraseTalkContent(entry.id, zhao.id, NOW))
      expect(await refusal(edit(entry, { set: { note: '再补' } }))).toBe('erased')
      expect((await edit(entry, { set: { minutes: 40 } })).entry.minutes).toBe(40)
    })
  })

  it('lets nobody name himself into a talk, nor a kind slip into the other series', async () => {
    await inNewBranch(async () => {
      const entry = await say({ ...talk, talker: '陈立', partner: '赵阳', topic: '秘密' }, { by: '周海明' })
      expect(await refusal(edit(entry, { set: { partner: '$sender' } }, '周海明'))).toBe('not_permitted')
      expect(await refusal(edit(entry, { set: { talker: '王敏', partner: '李响' } }, '陈立'))).toBe('not_permitted')
      expect(await refusal(edit(entry, { set: { partner: '陈立' } }, '陈立'))).toBe('self_talk')
      expect((await edit(entry, { set: { partner: '孙小雨' } }, '陈立')).entry).toMatchObject({
        title: '谈心谈话 陈立—孙小雨',
        participants: ['陈立', '孙小雨'],
      })
      expect(await refusal(edit(entry, { set: { kind: '提醒谈话' } }))).toBe('change_kind')
      expect((await edit(entry, { set: { kind: '廉政谈话' } })).entry.title).toBe('廉政谈话 陈立—孙小雨')
      expect(await refusal(edit(entry, { add: { note: '接着写' } }))).toBe('bad_value')
    })
  })

  it('is for its author and the two', async () => {
    await inNewBranch(async () => {
      const entry = await say({ ...talk, talker: '王敏', partner: '孙小雨' }, { by: '周海明' })
      const may: string[] = []
      for (const name of ['陈立', '王敏', '周海明', '赵阳', '孙小雨']) {
        if (canEdit(await memberNamed(name), entry)) may.push(name)
      }
      expect(may).toEqual(['王敏', '周海明', '孙小雨'])
    })
  })

  it('of an analysis stays sealed as well', async () => {
    await inNewBranch(async () => {
      const entry = await say({ type: 'analysis', period: '2026-Q1', topic: '旧' })
      const { changed } = await edit(entry, { set: { topic: '新的看法', period: '2025-Q4' } })
      expect(changed.fields).toEqual([
        { field: 'period', before: '2026-Q1', after: '2025-Q4' },
        { field: 'content', after: '内容已修改' },
      ])
      expect(await readAnalysis(entry.id, await memberNamed('陈立'), NOW)).toEqual({ topic: '新的看法' })
      expect(JSON.stringify(await LedgerEntry.find().lean())).not.toContain('看法')
    })
  })
})

describe('editing money', () => {
  const dues: DuesMeaning = {
    type: 'dues',
    month: '2026-03',
    date: DATE,
    items: [
      { name: '赵阳', amount: 52.4 },
      { name: '孙小雨', amount: 30 },
    ],
  }

  it('changes lines and sum, and repeats no amount', async () => {
    await inNewBranch(async () => {
      const entry = await say(dues, { by: '李淑贤' })
      const first = await edit(entry, { add: { items: [{ name: '赵阳', amount: 61.7 }] } }, '李淑贤')
      expect(first.entry.totalFen).toBe(9170)
      expect(first.changed.fields).toEqual([{ field: 'items', after: '金额已修改' }])
      const second = await edit(entry, { set: { month: '2026-02' } }, '李淑贤')
      expect(second.entry).toMatchObject({ title: '2月党费', span: '2026-02' })
      const officer = await memberNamed('李淑贤')
      expect((await amountsFor(entry.id, officer)).map(({ fen, month }) => [fen, month])).toEqual([
        [6170, '2026-02'],
        [3000, '2026-02'],
      ])
      expect(await refusal(edit(entry, { set: { total: 99 } }, '李淑贤'))).toBe('count_mismatch')
      const row = await LedgerEntry.findOne({ _id: entry.id }).lean<EntryRow>()
      expect(row?.revisions[1]?.amountsBefore?.map(({ fen }) => fen)).toEqual([5240, 3000])
      expect(JSON.stringify(second.entry.changes)).not.toMatch(/5240|52\.4|61\.7/)
    })
  })

  it('of a member waits for the dues officer again, and never touches another’s', async () => {
    await inNewBranch(async () => {
      const own = await say({ ...dues, items: [{ name: '$sender', amount: 50 }] }, { by: '赵阳' })
      const { entry } = await edit(own, { set: { items: [{ name: '$sender', amount: 52.4 }] } }, '赵阳')
      expect(entry.unconfirmed).toBe(true)
      const others = { add: { items: [{ name: '孙小雨', amount: 1 }] } }
      expect(await refusal(edit(own, others, '赵阳'))).toBe('not_permitted')
      expect(canEdit(await memberNamed('周海明'), own)).toBe(false)
      expect(canEdit(await memberNamed('李淑贤'), own)).toBe(true)
    })
  })
})
