import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getBranch } from '../../src/ledger/branches.js'
import { endDeputies, nameDeputy } from '../../src/ledger/deputies.js'
import { recipientsOf } from '../../src/ledger/recipients.js'
import { leaveRoster, setState } from '../../src/ledger/roster-changes.js'
import { currentBranchId } from '../../src/models/branch-scope.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { PartyBranch, type PartyBranchRow } from '../../src/models/party-branch.js'
import { closeLedger, inNewBranch, memberNamed, NOW, openLedger } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const TODAY = '2026-03-18'

async function name(deputy: string, from: string, to: string, today = TODAY): Promise<void> {
  const term = { memberId: (await memberNamed(deputy)).id, secretaryId: (await memberNamed('陈立')).id, from, to }
  await inTransaction(() => nameDeputy(term, today, NOW))
}
const readers = async (date: string): Promise<string[]> =>
  (await recipientsOf(await getBranch(currentBranchId()), date)).map((one) => one.name)

describe('a deputy', () => {
  it('gets the cards on his days and on no other', () =>
    inNewBranch(async () => {
      await name('赵阳', '2026-03-20', '2026-03-28')
      expect(await readers('2026-03-19')).toEqual(['陈立'])
      expect(await readers('2026-03-20')).toEqual(['赵阳'])
      expect(await readers('2026-03-28')).toEqual(['赵阳'])
      expect(await readers('2026-03-29')).toEqual(['陈立'])
    }))

  it('ended early he gets none from that day on, and what was stays noted', () =>
    inNewBranch(async () => {
      await name('赵阳', '2026-03-18', '2026-03-28')
      const secretary = await memberNamed('陈立')
      expect(await inTransaction(() => endDeputies(secretary, '2026-03-23', NOW))).toHaveLength(1)
      expect(await readers('2026-03-22')).toEqual(['赵阳'])
      expect(await readers('2026-03-23')).toEqual(['陈立'])
      expect(await inTransaction(() => endDeputies(secretary, '2026-03-23', NOW))).toEqual([])
      const row = await PartyBranch.findOne({ _id: currentBranchId() }).lean<PartyBranchRow>()
      expect(row?.deputies).toMatchObject([{ from: '2026-03-18', to: '2026-03-28', endedOn: '2026-03-23' }])
    }))

  it('another one for the same days takes his place', () =>
    inNewBranch(async () => {
      await name('赵阳', '2026-03-18', '2026-03-28')
      await name('王敏', '2026-03-25', '2026-03-31', '2026-03-20')
      expect(await readers('2026-03-19')).toEqual(['赵阳'])
      expect(await readers('2026-03-21')).toEqual(['陈立'])
      expect(await readers('2026-03-25')).toEqual(['王敏'])
    }))

  it('who can’t act leaves them to the secretary: without an account, away, or gone', () =>
    inNewBranch(async () => {
      const edit = { on: TODAY, by: await memberNamed('陈立'), now: NOW }
      await name('李响', '2026-03-18', '2026-03-19')
      await name('赵阳', '2026-03-20', '2026-03-21')
      await name('王敏', '2026-03-22', '2026-03-23')
      expect(await readers('2026-03-20')).toEqual(['赵阳'])
      await inTransaction(async () => setState((await memberNamed('赵阳')).id, 'seconded', edit))
      await inTransaction(async () => leaveRoster((await memberNamed('王敏')).id, edit))
      for (const date of ['2026-03-18', '2026-03-20', '2026-03-22']) expect(await readers(date)).toEqual(['陈立'])
    }))
})
