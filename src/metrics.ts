import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { QuotaUse } from './intake/budget.js'
import { countWaiting } from './intake/waiting.js'

/** A frozen engine never answers (facts/engines.md), and that is when the other numbers are looked at. */
const COUNT_WITHIN_MS = 1500

/** What an operator watches. Labels are closed sets: never an id of a person or chat. */
export interface Metrics {
  readonly webhook: (result: string) => void
  readonly apiCall: (platform: string, api: string) => void
  readonly text: (quotas: readonly QuotaUse[]) => Promise<{ type: string; text: string }>
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const webhook = new Counter({
    name: 'webhook_requests_total',
    help: 'Platform requests by what became of them',
    labelNames: ['result'],
    registers: [registry],
  })
  const apiCalls = new Counter({
    name: 'platform_api_calls_total',
    help: 'Calls of this process to a platform; /admin/usage has the month',
    labelNames: ['platform', 'api'],
    registers: [registry],
  })
  const waiting = new Gauge({
    name: 'rows',
    help: 'Inbox and outbox rows that are not done, by state',
    labelNames: ['box', 'state'],
    registers: [registry],
  })
  const quotaUsed = new Gauge({
    name: 'platform_quota_used',
    help: 'What the organisation used of the month, of all processes',
    labelNames: ['platform', 'pool'],
    registers: [registry],
  })
  const quotaLimit = new Gauge({
    name: 'platform_quota_limit',
    help: 'What it may use in a month; left out where it is not limited',
    labelNames: ['platform', 'pool'],
    registers: [registry],
  })
  return {
    webhook: (result) => webhook.inc({ result }),
    apiCall: (platform, api) => apiCalls.inc({ platform, api }),
    async text(quotas) {
      // Old counts would look like new ones: without MongoDB the gauge is left out.
      waiting.reset()
      for (const { box, state, count } of await countInTime()) waiting.set({ box, state }, count)
      for (const { platform, pool, used, limit } of quotas) {
        quotaUsed.set({ platform, pool }, used)
        if (limit !== undefined) quotaLimit.set({ platform, pool }, limit)
      }
      return { type: registry.contentType, text: await registry.metrics() }
    },
  }
}

/** Nothing when MongoDB does not answer, or not in time. */
async function countInTime(): ReturnType<typeof countWaiting> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<[]>((resolve) => {
    timer = setTimeout(() => resolve([]), COUNT_WITHIN_MS)
  })
  try {
    return await Promise.race([countWaiting().catch(() => []), late])
  } finally {
    clearTimeout(timer)
  }
}
