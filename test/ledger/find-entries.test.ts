import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EntryQuery } from '../../src/core/meaning.js'
import { findNewestEntriesOf, searchEntries } from '../../src/ledger/find-entries.js'
import { voidEntry } from '../../src/ledger/void-entry.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { closeLedger, GROUP, inNewBranch, NOW, openLedger, say } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const numbers = async (query: EntryQuery) => (await searchEntries(query)).map(({ number }) => number)

async function books(): Promise<void> {
  await say({ type: 'training', form: '集中学习', date: '2026-03-10', topic: '《民法典》总则', attendees: 'all' })
  await say({
    type: 'training',
    form: '微党课',
    date: '2026-03-10',
    end_date: '2026-03-12',
    topic: '初心',
    lecturer: '孙小雨',
  })
  await say({ type: 'talk', kind: '谈心谈话', date: '2026-03-11', talker: '$sender', partner: '孙小雨' })
  await say({ type: 'qualitySlip', kind: '提醒整改单', date: '2026-03-11', department: '会务部', count: 2 })
}

describe('looking for an entry', () => {
  it.each<[EntryQuery, string[]]>([
    [{ type: 'training' }, ['2026-学-001', '2026-学-002']],
    [{ type: 'training', form: '微党课' }, ['2026-学-002']],
    [{ type: 'training', date: '2026-03-12' }, ['2026-学-002']],
    [{ topic: '民法典' }, ['2026-学-001']],
    [{ lecturer: '孙小雨' }, ['2026-学-002']],
    [{ type: 'talk', partner: '孙小雨' }, ['2026-谈-001']],
    [{ type: 'talk', partner: '赵阳' }, []],
    [{ type: 'qualitySlip', department: '会务' }, ['2026-单-001']],
    [{ type: 'qualitySlip', kind: '奖励单' }, []],
    [{ count: 2 }, ['2026-单-001']],
    [{ author: '陈立', date: '2026-03-11' }, ['2026-单-001', '2026-学-002', '2026-谈-001']],
  ])('%o finds %o', (query, found) =>
    inNewBranch(async () => {
      await books()
      expect((await numbers(query)).toSorted()).toEqual(found.toSorted())
    }),
  )

  it('finds nothing by nothing, by what can’t be compared, or by the words of a talk', () =>
    inNewBranch(async () => {
      await books()
      await say({
        type: 'talk',
        kind: '谈心谈话',
        date: '2026-03-11',
        talker: '$sender',
        partner: '赵阳',
        topic: '老人住院',
      })
      for (const query of [{}, { colour: 'red' }, { topic: ['民法典'] }, { type: 'x' }, { topic: '老人住院' }])
        expect(await numbers(query as EntryQuery)).toEqual([])
    }))

  it('finds nothing that was taken back', () =>
    inNewBranch(async () => {
      const entry = await say({ type: 'training', date: '2026-03-10', topic: '民法典' })
      await inTransaction(() => voidEntry(entry.id, { byMemberId: entry.authorId, now: NOW }))
      expect(await numbers({ topic: '民法典' })).toEqual([])
    }))
})

describe('one’s newest entries', () => {
  it('are those of this chat from before the moment, newest first, taken back or not', () =>
    inNewBranch(async () => {
      const [first, second] = [
        await say({ type: 'theme_day', topic: '一' }, { sentAt: NOW }),
        await say({ type: 'theme_day', topic: '二' }, { sentAt: NOW + 1 }),
      ]
      await say({ type: 'theme_day', topic: '三' }, { sentAt: NOW + 2, chatId: 'elsewhere' })
      await say({ type: 'theme_day', topic: '四' }, { sentAt: NOW + 3, by: '赵阳' })
      await inTransaction(() => voidEntry(second.id, { byMemberId: second.authorId, now: NOW + 4 }))
      const ids = async (before: number, count: number) =>
        (await findNewestEntriesOf(first.authorId, GROUP, before, count)).map(({ id }) => id)
      expect(await ids(NOW + 9, 5)).toEqual([second.id, first.id])
      expect(await ids(NOW + 9, 1)).toEqual([second.id])
      expect(await ids(NOW + 1, 5)).toEqual([first.id])
    }))
})
