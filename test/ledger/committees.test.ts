import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { committeeCard } from '../../cards/committee-card.js'
import {
  committeeByCode,
  committeesOf,
  committeeTable,
  leaveCommittees,
  listCommittees,
  noteConsent,
  saveCommittee,
  seenCommittee,
} from '../../src/ledger/committees.js'
import { sharedFacts } from '../../src/ledger/shared-facts.js'
import { inBranch } from '../../src/models/branch-scope.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { cardText } from '../cards/card-text.js'
import { closeLedger, inNewBranch, memberNamed, NOW, newBranch, openLedger, say } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

let committees = 0
async function newCommittee(...members: string[]) {
  const name = `第${++committees}党总支`
  const saved = await saveCommittee({ name, platform: 'feishu', members }, NOW)
  return { ...saved, name }
}
const join = async (committee: { id: string; name: string }, branchId: string): Promise<boolean> =>
  inBranch(branchId, async () =>
    inTransaction(async () => noteConsent(committee, 'joined', await memberNamed('陈立'), NOW)),
  )
const study = { type: 'training', form: '集中学习', topic: '党章', attendees: 'all' } as const

describe('a committee', () => {
  it('is made once for a platform and name, with a code that stays', async () => {
    const made = await newCommittee('ou_a')
    expect(made).toMatchObject({ created: true, code: expect.stringMatching(/^[A-HJ-NP-Z]{8}$/) })
    const again = await saveCommittee({ name: made.name, platform: 'feishu', members: ['ou_b'] }, NOW)
    expect(again).toEqual({ id: made.id, code: made.code, created: false })
    expect(await committeesOf('feishu', 'ou_a')).toEqual([])
    expect(await committeesOf('feishu', 'ou_b')).toMatchObject([{ id: made.id }])
    expect(await committeesOf('dingtalk', 'ou_b')).toEqual([])
    expect(await committeeByCode('dingtalk', made.code)).toBeUndefined()
    expect((await committeeByCode('feishu', made.code.toLowerCase()))?.id).toBe(made.id)
    const racing = { name: '同时总支', platform: 'feishu' as const, members: [] }
    const saved = await Promise.all(Array.from({ length: 4 }, () => saveCommittee(racing, NOW)))
    expect(new Set(saved.map(({ id }) => id)).size).toBe(1)
  })

  it('sees a branch from its consent on, and no longer from the moment it leaves', async () => {
    const committee = await newCommittee('ou_a')
    const [branchId, other] = [await newBranch({ name: '甲支部' }), await newBranch({ name: '乙支部' })]
    const names = async () =>
      (await committeeTable(committee, { span: '2026-03', page: 1 })).branches.map(({ name }) => name)
    await inBranch(branchId, async () =>
      inTransaction(async () => noteConsent(committee, 'seen', await memberNamed('陈立'), NOW)),
    )
    expect(await names()).toEqual([])
    expect(await inBranch(branchId, seenCommittee)).toMatchObject({ committeeId: committee.id })
    // In the order in which they were made, not in which they joined.
    expect(await join(committee, other)).toBe(true)
    expect(await join(committee, branchId)).toBe(true)
    expect(await join(committee, branchId)).toBe(false)
    expect(await names()).toEqual(['甲支部', '乙支部'])
    expect((await listCommittees()).find(({ id }) => id === committee.id)?.branches).toBe(2)
    expect(await inBranch(branchId, () => inTransaction(() => leaveCommittees(NOW)))).toEqual([committee.name])
    expect(await inBranch(branchId, () => inTransaction(() => leaveCommittees(NOW)))).toEqual([])
    expect(await names()).toEqual(['乙支部'])
    expect((await committeeTable(await newCommittee(), { span: '2026-03', page: 1 })).branches).toEqual([])
    expect(await join(committee, branchId)).toBe(true)
    expect(await names()).toEqual(['甲支部', '乙支部'])
  })

  it('has pages of ten', async () => {
    const committee = await newCommittee('ou_a')
    for (let index = 1; index <= 12; index += 1) await join(committee, await newBranch({ name: `第${index}支部` }))
    const first = await committeeTable(committee, { span: '2026-03', page: 1 })
    const last = await committeeTable(committee, { span: '2026-03', page: 9 })
    expect([first.branches.length, first.pages, first.total, last.page]).toEqual([10, 2, 12, 2])
    expect(last.branches.map(({ name }) => name)).toEqual(['第11支部', '第12支部'])
    expect(cardText(committeeCard(first))).toContain('下一页发「总支 2026-03 第2页」')
  })
})

describe('what is shared', () => {
  it('is counts and days: no names, no reasons, of talks the count alone, no 提醒谈话, nothing that was voided', () =>
    inNewBranch(async () => {
      await say({
        type: 'theme_day',
        date: '2026-03-05',
        attendees: 'all',
        topic: '参观',
        absent: [{ name: '李响', reason: '发烧' }],
      })
      await say({ ...study, date: '2026-03-10' })
      await say({ ...study, date: '2026-03-10' })
      await say({ ...study, date: '2026-02-10' })
      await say({ type: 'meeting', kind: '党员大会', date: '2026-01-15', attendees: 'all', topic: '计划' })
      const talk = { type: 'talk', talker: '$sender', partner: '李响', date: '2026-03-17' } as const
      await say({ ...talk, kind: '谈心谈话' })
      await say({ ...talk, kind: '提醒谈话' })
      const facts = await sharedFacts('2026-03')
      expect(facts).toEqual([
        { label: '主题党日', count: 1, dates: ['2026-03-05'] },
        { label: '培训', count: 2, dates: ['2026-03-10'] },
        { label: '党员大会（本季）', count: 1, dates: ['2026-01-15'] },
        { label: '谈心谈话', count: 1 },
      ])
      expect(await sharedFacts('2026-Q1')).toMatchObject([
        { count: 1 },
        { count: 3 },
        { label: '党员大会' },
        { count: 1 },
      ])
      expect(await sharedFacts('2026-04')).toMatchObject([{ count: 0 }, { count: 0 }, { count: 0 }, { count: 0 }])
      const table = { committee: '总支', span: '2026-03', page: 1, pages: 1, total: 1 }
      const text = cardText(committeeCard({ ...table, branches: [{ name: '人事部党支部', facts }] }))
      expect(text).toContain('3月5日')
      expect(text).not.toMatch(/李响|陈立|发烧|参观|党章|[%％]|第一名|3月17日|缺/)
    }))
})
