import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../src/core/civil-date.js'
import {
  branchInputSchema,
  findBranch,
  findBranchByChat,
  findBranchesOfUser,
  getBranch,
  listBranches,
  saveBranch,
  setChatClosed,
} from '../../src/ledger/branches.js'
import {
  bindAccount,
  expectedOn,
  findMember,
  findMemberByUserId,
  listMembers,
  secretaries,
} from '../../src/ledger/roster.js'
import { changeStanding } from '../../src/ledger/standing.js'
import { standingOn } from '../../src/ledger/to-views.js'
import { inBranch } from '../../src/models/branch-scope.js'
import type { StandingRow } from '../../src/models/member.js'
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
} from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const names = (members: readonly { name: string }[]) => members.map(({ name }) => name).sort()

describe('branches', () => {
  it('the same chat again updates the branch and keeps its settings', async () => {
    const body = sampleBody({ settings: { talksPerQuarter: 2 } })
    const first = await saveBranch(body, NOW)
    expect(first.created).toBe(true)
    const again = await saveBranch({ ...body, name: '新名', settings: undefined }, NOW)
    expect(again).toEqual({ id: first.id, created: false })
    const branch = await getBranch(first.id)
    expect(branch).toMatchObject({ name: '新名', timezone: 'Asia/Shanghai', chatClosed: false, createdAt: NOW })
    expect(branch.settings).toMatchObject({ talksPerQuarter: 2, lateAfterWorkdays: 3, minutesPerCreditHour: 60 })
  })

  it('two first saves at once make one branch', async () => {
    const body = sampleBody()
    const results = await Promise.all([saveBranch(body, NOW), saveBranch(body, NOW), saveBranch(body, NOW)])
    expect(new Set(results.map(({ id }) => id)).size).toBe(1)
    expect(results.filter(({ created }) => created).length).toBe(1)
    expect((await inBranch(results[0]?.id ?? '', () => listMembers())).length).toBe(7)
  })

  it('is found by chat and by its people, and lists all', async () => {
    const body = sampleBody({ members: [{ name: '独一', platformUserId: 'ou_single', role: 'member' }] })
    const { id } = await saveBranch(body, NOW)
    const other = await newBranch({ members: [{ name: '独一', platformUserId: 'ou_single' }] })
    expect((await findBranchByChat('feishu', body.chatId))?.id).toBe(id)
    expect(await findBranchByChat('dingtalk', body.chatId)).toBeUndefined()
    expect((await findBranchesOfUser('feishu', 'ou_single')).map((branch) => branch.id)).toEqual([id, other])
    expect(await findBranchesOfUser('dingtalk', 'ou_single')).toEqual([])
    expect((await listBranches()).map((branch) => branch.id)).toEqual(expect.arrayContaining([id, other]))
    await setChatClosed(id, true, NOW)
    expect((await getBranch(id)).chatClosed).toBe(true)
    expect(await findBranch('none')).toBeUndefined()
    await expect(getBranch('none')).rejects.toThrow('no branch')
  })

  it('refuses a body with doubtful people or a zone that does not exist', () => {
    const ok = sampleBody()
    const bad = [
      { ...ok, timezone: 'Asia/Nowhere' },
      { ...ok, members: [{ name: '甲' }, { name: '甲' }] },
      {
        ...ok,
        members: [
          { name: '甲', platformUserId: 'u' },
          { name: '乙', platformUserId: 'u' },
        ],
      },
      { ...ok, members: [{ name: '甲', since: '2026-02-30' }] },
      { ...ok, members: [{ name: '甲', role: 'boss' }] },
      { ...ok, name: '  ' },
      { ...ok, platform: 'wecom' },
    ]
    for (const body of bad) expect(branchInputSchema.safeParse(body).success).toBe(false)
    const rough = { ...ok, members: [{ name: '甲', since: '2019', birthDate: '1990-05', roles: ['dues', 'ledger'] }] }
    expect(branchInputSchema.safeParse(rough).success).toBe(true)
  })
})

describe('the roster over time', () => {
  const members = [
    { name: '甲', platformUserId: 'u1', role: 'secretary' },
    { name: '乙', platformUserId: 'u2' },
    { name: '丙' },
  ]

  it('全员 of a day before the bot came are those of the first roster', async () => {
    await inNewBranch(async () => expect(names(await expectedOn('2025-11-01'))).toEqual(['丙', '乙', '甲']), {
      members,
    })
  })

  it('a member left out has left: kept, with the date, and back when he returns', async () => {
    const body = sampleBody({ members })
    const { id } = await saveBranch(body, at('2026-03-02'))
    await saveBranch({ ...body, members: body.members.slice(0, 2) }, at('2026-04-01'))
    await inBranch(id, async () => {
      const gone = await memberNamed('丙')
      expect(gone.leftOn).toBe('2026-04-01')
      expect(names(await listMembers())).toEqual(['乙', '甲'])
      expect(names(await expectedOn('2026-03-31'))).toEqual(['丙', '乙', '甲'])
      expect(names(await expectedOn('2026-04-01'))).toEqual(['乙', '甲'])
      await saveBranch(body, at('2026-05-06'))
      expect((await findMember(gone.id))?.leftOn).toBeUndefined()
      expect(names(await expectedOn('2026-04-20'))).toEqual(['乙', '甲'])
      expect(names(await expectedOn('2026-05-06'))).toEqual(['丙', '乙', '甲'])
    })
  })

  it('a newcomer belongs from his day, or from the day the body says', async () => {
    const body = sampleBody({ members })
    const { id } = await saveBranch(body, at('2026-03-02'))
    const more = sampleBody({ members: [...members, { name: '丁' }, { name: '戊', since: '2026-02-15' }] }).members
    await saveBranch({ ...body, members: more }, at('2026-04-01'))
    await inBranch(id, async () => {
      expect(names(await listMembers('2026-02-14'))).toEqual(['丙', '乙', '甲'])
      expect(names(await listMembers('2026-03-31'))).toEqual(['丙', '乙', '戊', '甲'])
      expect(names(await listMembers('2026-04-01'))).toEqual(['丁', '丙', '乙', '戊', '甲'])
    })
  })

  it('leave, secondment and retirement change 应到 from their day on, membership never', async () => {
    const body = sampleBody({ members })
    const { id } = await saveBranch(body, at('2026-03-02'))
    const changed = sampleBody({
      members: [members[0], { ...members[1], state: 'seconded' }, { ...members[2], state: 'retired' }],
    })
    await saveBranch({ ...body, members: changed.members }, at('2026-03-10'))
    await saveBranch(body, at('2026-06-01'))
    await inBranch(id, async () => {
      expect(names(await expectedOn('2026-03-09'))).toEqual(['丙', '乙', '甲'])
      expect(names(await expectedOn('2026-03-10'))).toEqual(['甲'])
      expect((await listMembers('2026-03-10')).map(({ state }) => state).sort()).toEqual([
        'active',
        'retired',
        'seconded',
      ])
      expect(names(await expectedOn('2026-06-01'))).toEqual(['丙', '乙', '甲'])
    })
  })

  it('matches by account before name, also when two swap', async () => {
    const body = sampleBody({ members })
    const { id } = await saveBranch(body, NOW)
    const before = await inBranch(id, async () => [await memberNamed('甲'), await memberNamed('乙')])
    const renamed = sampleBody({ members: [{ name: '甲二', platformUserId: 'u1' }, members[1], members[2]] }).members
    await saveBranch({ ...body, members: renamed }, NOW)
    await inBranch(id, async () => expect((await memberNamed('甲二')).id).toBe(before[0]?.id))
    // 丙 gets the account that was 乙's, 乙 a new one.
    const swapped = sampleBody({
      members: [renamed[0], { name: '乙', platformUserId: 'u9' }, { name: '丙', platformUserId: 'u3' }],
    }).members
    await saveBranch({ ...body, members: swapped }, NOW)
    await inBranch(id, async () => {
      expect((await memberNamed('乙')).id).toBe(before[1]?.id)
      expect((await findMemberByUserId('u9'))?.name).toBe('乙')
      expect((await findMemberByUserId('u3'))?.name).toBe('丙')
      expect(await findMemberByUserId('u2')).toBeUndefined()
      expect((await listMembers()).length).toBe(3)
    })
  })

  it('keeps an account that was bound meanwhile', async () => {
    const body = sampleBody({ members })
    const { id } = await saveBranch(body, NOW)
    await inBranch(id, async () => {
      const third = await memberNamed('丙')
      expect((await bindAccount(third.id, 'u3')).platformUserId).toBe('u3')
      expect((await bindAccount(third.id, 'u3')).platformUserId).toBe('u3')
      expect(await refusal(bindAccount(third.id, 'u4'))).toBe('account_bound')
      await saveBranch(body, NOW)
      expect((await findMemberByUserId('u3'))?.name).toBe('丙')
      expect(await refusal(bindAccount('nobody', 'u5'))).toBe('no_member')
    })
    await inNewBranch(
      async () => expect(await refusal(bindAccount((await memberNamed('丙')).id, 'u1'))).toBe('account_taken'),
      { members },
    )
  })

  it('names the secretary', async () => {
    await inNewBranch(async () => expect(names(await secretaries())).toEqual(['陈立']))
  })
})

describe('a history of standings', () => {
  const standing = fc.constantFrom<StandingRow['standing']>('active', 'leave', 'seconded', 'retired', 'left')
  const change = fc.record({ day: fc.integer({ min: 0, max: 60 }), standing })

  it('answers every day with the last change up to that day', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
        const ordered = [...changes].sort((a, b) => a.day - b.day)
        let history: StandingRow[] = []
        for (const { day, standing } of ordered)
          history = changeStanding(history, { on: addDays('2026-01-01', day), standing, status: 'full' })
        for (let day = 0; day <= 60; day++) {
          const last = ordered.findLast((one) => one.day <= day)
          expect(standingOn(history, addDays('2026-01-01', day))?.standing).toBe(last?.standing)
        }
        const days = history.map(({ on }) => on)
        expect(days).toEqual([...new Set(days)].sort())
      }),
    )
  })
})
