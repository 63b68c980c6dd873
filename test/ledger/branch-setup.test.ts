import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moveToGroup } from '../../src/ledger/branch-group.js'
import {
  confirmSetup,
  dropSetup,
  findSetup,
  isEstablished,
  keepRoster,
  noteGreeting,
  openSetup,
  secondSetup,
  setupsOfGroup,
  setupsOfPerson,
} from '../../src/ledger/branch-setup.js'
import { findBranchByChat, findBranchesLedBy, getBranch, saveBranch } from '../../src/ledger/branches.js'
import { foundBranch } from '../../src/ledger/found-branch.js'
import { listMembers } from '../../src/ledger/roster.js'
import { inBranch } from '../../src/models/branch-scope.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { PartyBranch } from '../../src/models/party-branch.js'
import {
  at,
  closeLedger,
  inNewBranch,
  memberNamed,
  NOW,
  newBranch,
  openLedger,
  refusal,
  sampleBody,
  ZONE,
} from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

let groups = 0
const newGroup = () => ({ platform: 'feishu', chatId: `oc_new_${++groups}` }) as const
const DAY = 86_400_000
const WU = { userId: 'ou_wu', name: '吴刚' }
const MEMBERS = [
  { name: '吴刚', status: 'full', roles: ['secretary'], platformUserId: 'ou_wu' },
  { name: '郑洁', status: 'probationary', roles: ['dues'] },
] as const

describe('a set-up', () => {
  it('is established by both confirmations, in either order', async () => {
    for (const [first, second] of [
      [confirmSetup, (id: string) => secondSetup(id, 'ou_zheng')],
      [(id: string) => secondSetup(id, 'ou_zheng'), confirmSetup],
    ] as const) {
      const { id } = await openSetup('secretary', newGroup(), WU, NOW)
      expect(isEstablished(await first(id))).toBe(false)
      expect(isEstablished(await second(id))).toBe(true)
    }
  })

  it('named again goes on; after 14 days it begins anew', async () => {
    const group = newGroup()
    const first = await openSetup('secretary', group, WU, NOW)
    await confirmSetup(first.id)
    expect(await openSetup('secretary', group, WU, NOW + DAY)).toMatchObject({ id: first.id, confirmedBySelf: true })
    expect(await findSetup(first.id, NOW + 14 * DAY)).toBeUndefined()
    expect(await setupsOfGroup(group, NOW + 14 * DAY)).toEqual([])
    const anew = await inTransaction(() => openSetup('secretary', group, WU, NOW + 14 * DAY))
    expect(anew).toMatchObject({ confirmedBySelf: false })
    expect(anew.id).not.toBe(first.id)
  })

  it('is one for each person and group, and forgotten when it is over', async () => {
    const group = newGroup()
    const own = { userId: 'ou_one' }
    const first = await openSetup('secretary', group, own, NOW)
    await openSetup('group', group, own, NOW)
    await openSetup('secretary', group, { userId: 'ou_two' }, NOW)
    expect((await setupsOfGroup(group, NOW)).map(({ candidate }) => candidate.userId)).toEqual(['ou_one', 'ou_two'])
    expect((await setupsOfPerson('feishu', 'ou_one', NOW)).map(({ kind }) => kind)).toEqual(['secretary', 'group'])
    expect(await setupsOfPerson('dingtalk', 'ou_one', NOW)).toEqual([])
    await dropSetup(first.id)
    expect(await findSetup(first.id, NOW)).toBeUndefined()
  })

  it('greets a group once a day, and whenever the bot is added', async () => {
    const group = newGroup()
    const evening = at('2026-03-18', '23:00')
    expect(await noteGreeting(group, NOW, ZONE)).toBe(true)
    expect(await noteGreeting(group, evening, ZONE)).toBe(false)
    expect(await noteGreeting(group, evening, ZONE, { added: true })).toBe(true)
    expect(await noteGreeting(group, at('2026-03-19', '00:30'), ZONE)).toBe(true)
    expect(await setupsOfGroup(group, NOW)).toEqual([])
  })

  it('becomes a branch of its roster once; everything pending about the group is over then', async () => {
    const group = newGroup()
    const { id } = await openSetup('secretary', group, WU, NOW)
    await openSetup('secretary', group, { userId: 'ou_other' }, NOW)
    const setup = await keepRoster(id, { members: MEMBERS })
    expect(setup).toMatchObject({ revision: 1, members: MEMBERS })
    const roster = { branchName: '信息部党支部', members: MEMBERS }
    const { branch, secretary } = await inTransaction(() => foundBranch(setup, roster, NOW, ZONE))
    expect(secretary).toMatchObject({ name: '吴刚', roles: ['secretary'], platformUserId: 'ou_wu' })
    expect(await findBranchByChat('feishu', group.chatId)).toMatchObject({ id: branch.id, name: '信息部党支部' })
    expect(await inBranch(branch.id, () => listMembers())).toMatchObject([
      { name: '吴刚' },
      { name: '郑洁', status: 'probationary', roles: ['dues'] },
    ])
    expect(await setupsOfGroup(group, NOW)).toEqual([])
    expect(await refusal(inTransaction(() => foundBranch(setup, roster, NOW, ZONE)))).toBe('group_taken')
  })

  it('is over when the operator registers the group', async () => {
    const group = newGroup()
    await openSetup('secretary', group, WU, NOW)
    await saveBranch(sampleBody({ chatId: group.chatId }), NOW)
    expect(await setupsOfGroup(group, NOW)).toEqual([])
  })
})

describe('the group of a branch', () => {
  it('moves with the branch’s own secretary, and it is noted', () =>
    inNewBranch(async (branchId) => {
      const before = await getBranch(branchId)
      const { chatId } = newGroup()
      const by = await memberNamed('陈立')
      expect(await inTransaction(() => moveToGroup(chatId, by, NOW))).toMatchObject({ moved: true, before })
      expect(await getBranch(branchId)).toMatchObject({ chatId, chatClosed: false })
      expect((await inTransaction(() => moveToGroup(chatId, by, NOW))).moved).toBe(false)
      const row = await PartyBranch.findOne({ _id: branchId }).lean()
      expect(row?.revisions).toEqual([
        { at: NOW, byMemberId: by.id, byName: '陈立', change: 'group', before: before.chatId, after: chatId },
      ])
    }))

  it('is never another branch’s', async () => {
    const taken = (await getBranch(await newBranch())).chatId
    await inNewBranch(async (branchId) => {
      const by = await memberNamed('陈立')
      expect(await refusal(inTransaction(() => moveToGroup(taken, by, NOW)))).toBe('group_taken')
      expect((await getBranch(branchId)).chatId).not.toBe(taken)
    })
  })

  it('is offered for the branches that a person leads, not those he is in', async () => {
    const led = await newBranch({ members: [{ name: '甲', platformUserId: 'ou_lead', role: 'secretary' }] })
    await newBranch({ members: [{ name: '甲', platformUserId: 'ou_lead' }] })
    expect((await findBranchesLedBy('feishu', 'ou_lead')).map(({ id }) => id)).toEqual([led])
    expect(await findBranchesLedBy('dingtalk', 'ou_lead')).toEqual([])
  })
})
