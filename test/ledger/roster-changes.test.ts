import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../src/core/civil-date.js'
import { getBranch, saveBranch } from '../../src/ledger/branches.js'
import { expectedOn, listMembers } from '../../src/ledger/roster.js'
import {
  addAlias,
  joinRoster,
  leaveRoster,
  type RosterEdit,
  removeAlias,
  renameMember,
  setRole,
  setState,
  setStatus,
  takeRole,
} from '../../src/ledger/roster-changes.js'
import { changeFrom, changeRoles } from '../../src/ledger/standing.js'
import { standingOn } from '../../src/ledger/to-views.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { Member, type StandingRow } from '../../src/models/member.js'
import { keepRoleHistory } from '../../src/models/migrations/role-history.js'
import { closeLedger, inNewBranch, memberNamed, NOW, openLedger, refusal, sampleBody } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const edit = async (on: string): Promise<RosterEdit> => ({ on, by: await memberNamed('陈立'), now: NOW })
const idOf = async (name: string): Promise<string> => (await memberNamed(name)).id
const expectedNames = async (date: string): Promise<string[]> => (await expectedOn(date)).map(({ name }) => name)

describe('a change from a day on', () => {
  it('leaves the days before as they were, and later changes of the other kind', () =>
    inNewBranch(async () => {
      const id = await idOf('孙小雨')
      await inTransaction(async () => setState(id, 'leave', await edit('2026-03-10')))
      await inTransaction(async () => setStatus(id, 'full', await edit('2026-03-05')))
      const on = async (date: string) => (await listMembers(date)).find(({ name }) => name === '孙小雨')
      expect(await on('2026-03-04')).toMatchObject({ status: 'probationary', state: 'active' })
      expect(await on('2026-03-05')).toMatchObject({ status: 'full', state: 'active' })
      expect(await on('2026-03-10')).toMatchObject({ status: 'full', state: 'leave' })
      expect(await expectedNames('2026-03-11')).not.toContain('孙小雨')
    }))

  it('of who leaves and comes back counts him in between for nothing', () =>
    inNewBranch(async () => {
      await inTransaction(async () => leaveRoster(await idOf('李响'), await edit('2026-03-01')))
      await inTransaction(async () => joinRoster('李响', 'full', await edit('2026-03-10')))
      expect(await expectedNames('2026-02-28')).toContain('李响')
      expect(await expectedNames('2026-03-05')).not.toContain('李响')
      expect(await expectedNames('2026-03-10')).toContain('李响')
      const rows = await Member.find({ name: '李响' }).lean()
      expect(rows).toHaveLength(1)
      expect(rows[0]?.revisions.map(({ change }) => change)).toEqual(['leave', 'join'])
    }))

  it('of roles is seen on the roster of a day', () =>
    inNewBranch(async () => {
      await inTransaction(async () => setRole(await idOf('赵阳'), 'dues', await edit('2026-03-10')))
      const duesOn = async (date?: string) =>
        (await listMembers(date)).filter(({ roles }) => roles.includes('dues')).map(({ name }) => name)
      expect(await duesOn('2026-03-09')).toEqual(['李淑贤'])
      expect(await duesOn('2026-03-10')).toEqual(['赵阳'])
      expect(await duesOn()).toEqual(['赵阳'])
    }))

  it('of one office leaves the others, from its day on', () =>
    inNewBranch(async () => {
      const id = await idOf('李淑贤')
      await inTransaction(async () => setRole(id, 'ledger', await edit('2026-03-01')))
      await inTransaction(async () => takeRole(id, 'ledger', await edit('2026-03-10')))
      const on = async (date: string) => (await listMembers(date)).find((one) => one.id === id)?.roles
      expect(await on('2026-03-09')).toEqual(['dues', 'ledger'])
      expect(await on('2026-03-10')).toEqual(['dues'])
    }))

  it('made by the operator’s roster keeps the history of roles as well', () =>
    inNewBranch(async (branchId) => {
      const { chatId } = await getBranch(branchId)
      const body = sampleBody({ chatId })
      const members = body.members.map((one) => (one.name === '赵阳' ? { ...one, role: 'ledger' as const } : one))
      await saveBranch({ ...body, members }, NOW)
      const row = await Member.findOne({ name: '赵阳' }).lean()
      expect(row?.roleHistory.map(({ roles }) => roles)).toEqual([['member'], ['ledger']])
    }))

  it.each([
    ['no_change', async () => setState(await idOf('李响'), 'active', await edit('2026-03-10'))],
    ['no_change', async () => setRole(await idOf('周海明'), 'ledger', await edit('2026-03-10'))],
    ['secretary_elsewhere', async () => setRole(await idOf('周海明'), 'secretary', await edit('2026-03-10'))],
    ['only_secretary', async () => leaveRoster(await idOf('陈立'), await edit('2026-03-10'))],
    ['already_member', async () => joinRoster('李响', 'full', await edit('2026-03-10'))],
    ['bad_name', async () => joinRoster('', 'full', await edit('2026-03-10'))],
    ['alias_taken', async () => addAlias(await idOf('李响'), '王敏', await edit('2026-03-10'))],
    ['bad_name', async () => addAlias(await idOf('李响'), '响', await edit('2026-03-10'))],
    ['no_change', async () => takeRole(await idOf('李淑贤'), 'ledger', await edit('2026-03-10'))],
    ['secretary_elsewhere', async () => takeRole(await idOf('陈立'), 'secretary', await edit('2026-03-10'))],
    ['no_change', async () => removeAlias(await idOf('李响'), '小李', await edit('2026-03-10'))],
    ['no_change', async () => renameMember(await idOf('李响'), '李响', await edit('2026-03-10'))],
    ['alias_taken', async () => renameMember(await idOf('李响'), '王敏', await edit('2026-03-10'))],
    [
      'alias_taken',
      async () => {
        await addAlias(await idOf('赵阳'), '阳哥', await edit('2026-03-10'))
        return renameMember(await idOf('李响'), '阳哥', await edit('2026-03-10'))
      },
    ],
    ['no_member', async () => leaveRoster('nobody', await edit('2026-03-10'))],
    [
      'before_joining',
      async () => {
        const { after } = await joinRoster('吴刚', 'full', await edit('2026-03-10'))
        return setState(after.id, 'leave', await edit('2026-03-09'))
      },
    ],
  ])('is refused with %s', (code, work) =>
    inNewBranch(async () => expect(await refusal(inTransaction<unknown>(work))).toBe(code)),
  )
})

describe('histories', () => {
  const day = fc.integer({ min: 0, max: 20 }).map((days) => addDays('2026-03-01', days))
  const standing = fc.constantFrom<StandingRow['standing']>('active', 'leave', 'seconded', 'retired')
  const status = fc.constantFrom<StandingRow['status']>('full', 'probationary')
  const change = fc.record({ on: day, change: fc.oneof(fc.record({ standing }), fc.record({ status })) })

  it('one of the two changes from its day on, the other never does, and earlier days stay', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), change, day, (changes, last, asked) => {
        const first: StandingRow[] = [{ on: '0000-01-01', standing: 'active', status: 'full' }]
        const before = changes.reduce((rows, one) => changeFrom(rows, one.on, one.change), first)
        const after = changeFrom(before, last.on, last.change)
        const expected = { ...standingOn(before, asked), ...(asked >= last.on ? last.change : {}) }
        expect(standingOn(after, asked)).toMatchObject({ standing: expected.standing, status: expected.status })
        const days = after.map(({ on }) => on)
        expect(days).toEqual([...new Set(days)].sort())
      }),
    )
  })

  it('the last roles of a day count', () => {
    const first = [{ on: '2026-01-01', roles: ['member' as const] }]
    const twice = changeRoles(changeRoles(first, { on: '2026-03-01', roles: ['dues'] }), {
      on: '2026-03-01',
      roles: ['member'],
    })
    expect(twice).toEqual(first)
  })
})

it('a roster of an earlier version gets a history of roles from its first day, once', () =>
  inNewBranch(async (branchId) => {
    await Member.collection.updateMany({ branchId }, { $unset: { roleHistory: 1, revisions: 1 } })
    await keepRoleHistory()
    await keepRoleHistory()
    const row = await Member.findOne({ name: '周海明' }).lean()
    expect(row?.roleHistory).toEqual([{ on: '0000-01-01', roles: ['ledger'] }])
    expect((await listMembers('2026-01-01')).find(({ name }) => name === '周海明')?.roles).toEqual(['ledger'])
  }))
