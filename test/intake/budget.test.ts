import fc from 'fast-check'
import mongoose from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApiCall, PlatformName, QuotaPool } from '../../src/core/platform.js'
import { type ApiCounter, createApiCounter } from '../../src/intake/api-counter.js'
import { type BudgetLevel, createBudget, mayRemind } from '../../src/intake/budget.js'
import { addApiUsage, apiUsageOf } from '../../src/models/api-usage.js'
import { buildIndexes } from '../../src/models/connect.js'
import { testDatabase } from '../helpers/database.js'
import { startTcpProxy, type TcpProxy } from '../helpers/tcp-proxy.js'

const FEISHU = { name: 'feishu', appId: 'cli_a', quotas: { calls: 100 } } as const
const DINGTALK = { name: 'dingtalk', appId: 'ding_a', quotas: { calls: 50, pushes: 30 } } as const
const NO_LIMITS = {}

/** MongoDB through a cable that can be pulled. */
let cable: TcpProxy
beforeAll(async () => {
  const { mongoUri } = testDatabase()
  const { port, pathname } = new URL(mongoUri)
  cable = await startTcpProxy(Number(port))
  const options = { serverSelectionTimeoutMS: 1000, heartbeatFrequencyMS: 500 }
  await mongoose.connect(`mongodb://127.0.0.1:${cable.port}${pathname}?directConnection=true`, options)
  await buildIndexes()
})
afterAll(async () => {
  await mongoose.connection.dropDatabase()
  await mongoose.disconnect()
  cable.stop()
})

/** Every test has a month of its own: the machine's clock of counters that are made in it. */
let clock: { now(): number; at: number }
let months = 0
beforeEach(() => {
  months += 1
  const at = Date.parse(`${2000 + months}-03-15T12:00:00+08:00`)
  clock = { at, now: () => clock.at }
})
const month = (): string => `${2000 + months}-03`

const callOf = (platform: PlatformName, pool?: QuotaPool, api = 'message.create'): ApiCall => {
  const appId = platform === 'feishu' ? FEISHU.appId : DINGTALK.appId
  return { platform, appId, tenant: appId, api, ...(pool && { pool }) }
}
const countMany = (counter: ApiCounter, calls: number, call = callOf('feishu', 'calls')): void => {
  for (let count = 0; count < calls; count += 1) counter.count(call)
}
const inStore = async (): Promise<number> => (await apiUsageOf(month())).reduce((sum, { calls }) => sum + calls, 0)

describe('what was used', () => {
  it('is what this process counted, at once, and what the others did, once they are asked for', async () => {
    const [here, there] = [createApiCounter(clock), createApiCounter(clock)]
    const budget = createBudget(here, [FEISHU], NO_LIMITS)
    countMany(here, 3)
    countMany(there, 4)
    await there.flush()
    expect(budget.quotas()).toEqual([
      { platform: 'feishu', appId: 'cli_a', month: month(), pool: 'calls', used: 3, limit: 100, level: 'plenty' },
    ])
    await here.refresh()
    expect(budget.quotas()[0]?.used).toBe(7)
    countMany(here, 1)
    expect(budget.quotas()[0]?.used).toBe(8)
    await here.flush()
    expect(budget.quotas()[0]?.used).toBe(8)
    // A process that starts later knows it all.
    const later = createApiCounter(clock)
    await later.refresh()
    expect(createBudget(later, [FEISHU], NO_LIMITS).quotas()[0]?.used).toBe(8)
  })

  it('is told apart by platform, app and pool; calls without one are free of charge', async () => {
    const counter = createApiCounter(clock)
    const budget = createBudget(counter, [FEISHU, DINGTALK], NO_LIMITS)
    countMany(counter, 20, callOf('feishu', undefined, 'auth.token'))
    countMany(counter, 2, callOf('feishu', 'calls'))
    countMany(counter, 3, callOf('dingtalk', 'calls', 'robot.send'))
    countMany(counter, 4, callOf('dingtalk', 'pushes', 'push'))
    countMany(counter, 9, { ...callOf('feishu', 'calls'), appId: 'cli_other', tenant: 'cli_other' })
    const used = () => budget.quotas().map((quota) => [quota.platform, quota.pool, quota.used])
    const expected = [
      ['feishu', 'calls', 2],
      ['dingtalk', 'calls', 3],
      ['dingtalk', 'pushes', 4],
    ]
    expect(used()).toEqual(expected)
    await counter.refresh()
    expect(used()).toEqual(expected)
    expect(counter.thisMonth().usage).toContainEqual({
      ...callOf('feishu', undefined, 'auth.token'),
      month: month(),
      calls: 20,
    })
  })

  it('counts calls that an earlier version wrote down without a pool, as soon as one of the same API has it', async () => {
    await addApiUsage([{ ...callOf('feishu'), month: month(), calls: 40 }])
    const counter = createApiCounter(clock)
    const budget = createBudget(counter, [FEISHU], NO_LIMITS)
    await counter.refresh()
    expect(budget.quotas()[0]?.used).toBe(0)
    countMany(counter, 1)
    await counter.refresh()
    expect(budget.quotas()[0]?.used).toBe(41)
  })

  it('begins anew on the 1st in China, wherever the process runs', async () => {
    const counter = createApiCounter(clock)
    const budget = createBudget(counter, [FEISHU], NO_LIMITS)
    clock.at = Date.parse(`${2000 + months}-03-31T23:59:59+08:00`)
    countMany(counter, 96)
    await counter.refresh()
    expect(budget.levelOf('feishu')).toBe('scarce')
    clock.at = Date.parse(`${2000 + months}-04-01T00:00:00+08:00`)
    expect(budget.quotas()[0]).toMatchObject({ month: `${2000 + months}-04`, used: 0, level: 'plenty' })
    countMany(counter, 2)
    await counter.refresh()
    expect(budget.quotas()[0]?.used).toBe(2)
    expect(await inStore()).toBe(96)
  })

  it('is lost or counted twice by no order of counting, adding and asking', async () => {
    const step = fc.record({ who: fc.constantFrom(0, 1), what: fc.constantFrom('count', 'flush', 'refresh', 'wait') })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        run += 1
        const api = `api.${run}`
        const counters = [createApiCounter(clock), createApiCounter(clock)]
        const under: Promise<void>[] = []
        let made = 0
        for (const { who, what } of steps) {
          const counter = counters[who] as ApiCounter
          if (what === 'count') {
            counter.count(callOf('feishu', 'calls', api))
            made += 1
          } else if (what === 'wait') await Promise.all(under)
          else under.push(counter[what]())
        }
        await Promise.all(under)
        for (const counter of counters) await counter.flush()
        for (const counter of counters) {
          await counter.refresh()
          const [own] = counter.thisMonth().usage.filter((one) => one.api === api)
          expect(own?.calls ?? 0).toBe(made)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('stays known while MongoDB is away, goes on being counted, and is added once it is back', async () => {
    const counter = createApiCounter(clock)
    const budget = createBudget(counter, [FEISHU], NO_LIMITS)
    countMany(counter, 70)
    await counter.refresh()
    cable.cut()
    try {
      countMany(counter, 11)
      const asked = counter.refresh()
      expect(counter.refresh()).toBe(asked)
      // On its way, refused, or not yet sent: it was made.
      expect(budget.quotas()[0]).toMatchObject({ used: 81, level: 'saving' })
      await expect(asked).rejects.toThrow()
      expect(budget.quotas()[0]).toMatchObject({ used: 81, level: 'saving' })
      countMany(counter, 1)
      expect(budget.quotas()[0]?.used).toBe(82)
    } finally {
      cable.mend()
    }
    await expect
      .poll(
        () =>
          counter.refresh().then(
            () => true,
            () => false,
          ),
        { timeout: 20_000 },
      )
      .toBe(true)
    expect(budget.quotas()[0]?.used).toBe(82)
    expect(await inStore()).toBe(82)
  })
})

describe('the level', () => {
  const levelAfter = (calls: number, pool: QuotaPool, limits = NO_LIMITS): BudgetLevel => {
    const counter = createApiCounter(clock)
    countMany(counter, calls, callOf('dingtalk', pool))
    return createBudget(counter, [DINGTALK], limits).levelOf('dingtalk')
  }

  it.each([
    [39, 'calls', 'plenty'],
    [40, 'calls', 'saving'],
    [47, 'calls', 'saving'],
    [48, 'calls', 'scarce'],
    [60, 'calls', 'scarce'],
    [23, 'pushes', 'plenty'],
    [24, 'pushes', 'saving'],
    [29, 'pushes', 'scarce'],
  ] as const)('of %i %s is %s: the worst pool counts', (calls, pool, level) => {
    expect(levelAfter(calls, pool)).toBe(level)
  })

  it('is judged by what the operator set; without a limit there is always plenty', () => {
    expect(levelAfter(48, 'calls', { dingtalk: { calls: 200_000 } })).toBe('plenty')
    expect(levelAfter(8, 'calls', { dingtalk: { calls: 10 } })).toBe('saving')
    expect(levelAfter(29, 'pushes', { dingtalk: { calls: 200_000 } })).toBe('scarce')
    const counter = createApiCounter(clock)
    countMany(counter, 500)
    const budget = createBudget(counter, [FEISHU], { feishu: { calls: Number.POSITIVE_INFINITY } })
    expect(budget.quotas()).toEqual([
      { platform: 'feishu', appId: 'cli_a', month: month(), pool: 'calls', used: 500, level: 'plenty' },
    ])
  })

  it('of one platform is not the other’s', () => {
    const counter = createApiCounter(clock)
    countMany(counter, 99)
    const budget = createBudget(counter, [FEISHU, DINGTALK], NO_LIMITS)
    expect([budget.levelOf('feishu'), budget.levelOf('dingtalk')]).toEqual(['scarce', 'plenty'])
  })

  it('leaves the closing card and the lines that explain, and merges the digests', () => {
    const cards = ['closing', 'quota', 'daily', 'digest'] as const
    expect(cards.map((card) => mayRemind('plenty', card))).toEqual([true, true, true, true])
    expect(cards.map((card) => mayRemind('saving', card))).toEqual([true, true, true, false])
    expect(cards.map((card) => mayRemind('scarce', card))).toEqual([true, true, true, false])
  })
})
