import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSilentPeriod } from '../../src/ledger/silent-periods.js'
import { currentBranchId } from '../../src/models/branch-scope.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { ReminderRow } from '../../src/models/reminder-row.js'
import { at, closeLedger, inNewBranch, NOW, openLedger } from '../ledger/fixture.js'
import { contentText, mean } from './context.js'

beforeAll(openLedger)
afterAll(closeLedger)

const silence = (from: string, to: string) =>
  inTransaction(() => addSilentPeriod({ from, to }, { today: '2026-03-18', now: NOW, instead: undefined }))

describe('a day on which something comes again', () => {
  // Wednesday 18 March; the plan is on Tuesday 24.
  const later = async (by: string): Promise<string> =>
    contentText(
      (await mean({ type: 'answer_reminder', answer: 'later', numbers: ['2026-计-001'] }, { by, chat: 'p2p' })).chat,
    )
  const plan = () =>
    mean(
      { type: 'plan', kind: 'theme_day', date: '2026-03-24', start: '14:00', remind: true, remind_all: true },
      { by: '陈立' },
    )

  it.each([
    ['a 保障期', ['2026-03-19', '2026-03-20']],
    ['none', undefined],
    ['one until the plan is over', ['2026-03-19', '2026-03-25']],
  ] as const)('%s: a member is told the next workday all the same', (_what, days) =>
    inNewBranch(async () => {
      await plan()
      if (days) await silence(days[0], days[1])
      expect(await later('赵阳')).toBe('好的，3月19日（周四）早上再提醒你')
    }),
  )

  it('is reckoned with the 保障期 for the secretary, who knows of it', () =>
    inNewBranch(async () => {
      await plan()
      await silence('2026-03-19', '2026-03-20')
      expect(await later('陈立')).toBe('好的，3月23日（周一）早上再提醒你')
    }))

  it('a deputy is told of a card’s day without it too', () =>
    inNewBranch(async () => {
      await mean(
        { type: 'deputy', ask: 'set', name: '赵阳', from: '2026-03-16', to: '2026-03-31' },
        { by: '陈立', chat: 'p2p' },
      )
      await silence('2026-03-20', '2026-03-24')
      const branchId = currentBranchId()
      const card = { card: 'gap', period: '2026-03', at: at('2026-03-17') } as const
      const _id = `${branchId}|gap|2026-03`
      await ReminderRow.create([{ _id, branchId, ...card, outboxIds: ['one'], schemaVersion: 1 }])
      const snooze = async (by: string) =>
        contentText((await mean({ type: 'snooze_card', card: 'gap', month: '2026-03' }, { by, chat: 'p2p' })).chat)
      expect(await snooze('赵阳')).toContain('3月23日（周一）再看')
    }))
})
