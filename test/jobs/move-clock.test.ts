import { afterAll, beforeAll, expect, it } from 'vitest'
import { moveClock } from '../../jobs/move-clock.js'
import type { SweepDeps } from '../../jobs/sweep.js'
import { createVault } from '../../src/core/seal.js'
import { keepingLogger } from '../helpers/bot.js'
import { at, closeLedger, newBranch, newKey, openLedger, ZONE } from '../ledger/fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

it('sweeps the days between before the clock is there, so that no tick judges at its end and drops them', async () => {
  await newBranch({}, at('2026-01-05'))
  const log: string[] = []
  let now = at('2026-03-01')
  const clock = {
    now: () => now,
    refresh: async () => {},
    moveTo: async (to: number) => {
      log.push('moved')
      now = to
    },
  }
  const deps: SweepDeps = {
    // Nothing can be sent: only what is looked at matters here.
    platforms: new Map(),
    outboxVault: createVault([newKey('k1')], 'outbox'),
    budget: {
      quotas: () => [],
      levelOf: () => {
        if (log.at(-1) !== 'looked') log.push('looked')
        return 'plenty'
      },
    },
    logger: keepingLogger(),
    wakeChat: () => {},
    wakeSender: () => {},
  }
  await moveClock(at('2026-03-26'), clock, ZONE, deps)
  expect(log).toEqual(['looked', 'moved', 'looked'])
})
