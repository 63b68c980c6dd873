import { afterAll, beforeAll, expect, it } from 'vitest'
import { machineNow, toDate } from '../../src/core/clock.js'
import { createVault } from '../../src/core/seal.js'
import { tellOfUnreachable } from '../../src/intake/unreachable.js'
import { type OutboxDocument, OutboxRow } from '../../src/models/outbox-row.js'
import { PartyBranch } from '../../src/models/party-branch.js'
import { at, closeLedger, newBranch, newKey, openLedger } from '../ledger/fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const HOUR_MS = 3_600_000
const vault = createVault([newKey('k1')], 'outbox')

/** In how many hours from now, for how many, the group's line about an undelivered card has to wait. */
async function quietOf(date: string, time: string, silent?: { from: string; to: string }): Promise<[number, number]> {
  const branchId = await newBranch()
  if (silent) await PartyBranch.collection.updateOne({ _id: branchId as never }, { $set: { silentPeriods: [silent] } })
  const row = { branchId, userId: 'ou_wang', appId: 'a', op: 'send', platform: 'feishu' } as OutboxDocument
  await tellOfUnreachable(row, vault, at(date, time))
  const line = await OutboxRow.findOne({ branchId, inGroup: true }).lean()
  const hoursTo = (day: Date | undefined): number =>
    Math.max(0, Math.round(((day ?? toDate(0)).getTime() - machineNow()) / HOUR_MS))
  return [hoursTo(line?.openUntil), hoursTo(line?.reopensAt)]
}

interface Case {
  readonly date: string
  readonly time: string
  readonly hours: readonly [number, number]
  readonly silent?: { readonly from: string; readonly to: string }
}

it.each<Case>([
  { date: '2026-03-18', time: '10:00', hours: [11, 22] },
  { date: '2026-03-18', time: '21:00', hours: [0, 11] },
  { date: '2026-03-18', time: '03:00', hours: [0, 5] },
  { date: '2026-03-21', time: '09:00', hours: [0, 47] },
  { date: '2026-03-18', time: '10:00', hours: [0, 46], silent: { from: '2026-03-17', to: '2026-03-19' } },
  // Thursday and Friday silent, then the weekend.
  { date: '2026-03-18', time: '10:00', hours: [11, 118], silent: { from: '2026-03-19', to: '2026-03-20' } },
])('the group is told of an undelivered card at an open moment: $date $time', async ({ date, time, hours, silent }) => {
  expect(await quietOf(date, time, silent)).toEqual(hours)
})
