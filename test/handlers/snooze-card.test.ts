import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getBranch } from '../../src/ledger/branches.js'
import { cardHistory, closeSnoozes } from '../../src/ledger/card-history.js'
import { currentBranchId } from '../../src/models/branch-scope.js'
import { CardSnooze } from '../../src/models/card-snooze.js'
import { ReminderRow } from '../../src/models/reminder-row.js'
import { at, closeLedger, inNewBranch, openLedger } from '../ledger/fixture.js'
import { contentText, mean, tap } from './context.js'

beforeAll(openLedger)
afterAll(closeLedger)

type Card = 'plan' | 'gap' | 'closing'

/** Notes that a card was sent, or that it had nothing to say. */
async function judged(card: Card, period: string, day: string, outboxIds: string[] = ['1']): Promise<void> {
  const branchId = currentBranchId()
  const _id = [branchId, card, period].join('|')
  await ReminderRow.create([{ _id, branchId, card, period, at: at(day, '09:10'), outboxIds, schemaVersion: 1 }])
}

const typed = async (card: Card | undefined, month: string | undefined, day: string): Promise<string> => {
  const speaker = { by: '陈立', chat: 'p2p', sentAt: at(day) } as const
  return contentText((await mean({ type: 'snooze_card', card, month }, speaker)).chat)
}
const snoozes = async () =>
  (await CardSnooze.find().lean()).map(({ card, period, until, open }) => [card, period, until, open])

describe('三天后再看', () => {
  it('of a card that never came is refused, and silences no other', () =>
    inNewBranch(async () => {
      await judged('plan', '2026-03', '2026-03-02')
      await judged('gap', '2026-03', '2026-03-16', [])
      expect(await typed('plan', '2026-12', '2026-03-18')).toBe('还没有给你发过这样的卡片')
      expect(await typed('closing', '2026-03', '2026-03-18')).toBe('还没有给你发过这样的卡片')
      // Judged, with nothing to say.
      expect(await typed('gap', '2026-03', '2026-03-18')).toBe('还没有给你发过这样的卡片')
      const tapped = await tap(
        { v: 1, name: 'snooze-card', branchId: currentBranchId(), card: 'closing', period: '2026-03' },
        { by: '陈立', chat: 'p2p', sentAt: at('2026-03-18') },
      )
      expect(tapped.notice?.text).toBe('还没有给你发过这样的卡片')
      expect(await snoozes()).toEqual([])
    }))

  it('of a card that a newer one has replaced promises nothing', () =>
    inNewBranch(async () => {
      await judged('closing', '2026-03', '2026-03-25')
      await judged('plan', '2026-04', '2026-04-01')
      expect(await typed('closing', '2026-03', '2026-04-02')).toBe(
        '后面的卡片已经发了，这张不再重发；没补的随时可以补记',
      )
      expect(await snoozes()).toEqual([])
      // Without a card the newest is meant.
      expect(await typed(undefined, undefined, '2026-04-02')).toBe('好，4月7日（周二）再看；补齐了就不再发')
    }))

  it('said again after it was closed, of the same day, opens it again', () =>
    inNewBranch(async (id) => {
      await judged('gap', '2026-03', '2026-03-16')
      const promise = '好，3月20日（周五）再看；补齐了就不再发'
      expect(await typed('gap', '2026-03', '2026-03-17')).toBe(promise)
      await closeSnoozes((await cardHistory(await getBranch(id), at('2026-03-17'))).snoozed)
      expect(await snoozes()).toEqual([['gap', '2026-03', '2026-03-20', false]])
      expect(await typed('gap', '2026-03', '2026-03-17')).toBe(promise)
      expect(await snoozes()).toEqual([['gap', '2026-03', '2026-03-20', true]])
    }))
})
