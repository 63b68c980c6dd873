import { civilDateAt, monthOf } from '../core/civil-date.js'
import { machineNow } from '../core/clock.js'
import type { ApiCall } from '../core/platform.js'
import { type ApiUsageView, addApiUsage, apiUsageOf } from '../models/api-usage.js'

/** The platforms' months are China's (facts/feishu.md §4.3: the quota resets on the 1st). */
const QUOTA_ZONE = 'Asia/Shanghai'

export interface ApiCounter {
  /** Counts a call; costs nothing until `flush`. */
  count(call: ApiCall): void
  /** Adds what was counted to the month's totals in MongoDB. */
  flush(): Promise<void>
  thisMonth(): Promise<ApiUsageView[]>
}

/** Counts platform calls per organisation and month. Machine time: the quota is the platform's, not the branch's. */
export function createApiCounter(): ApiCounter {
  let counts = new Map<string, ApiUsageView>()
  const month = (): string => monthOf(civilDateAt(machineNow(), QUOTA_ZONE))
  return {
    count(call) {
      const now = month()
      const key = [call.platform, call.appId, call.tenant, call.api, now].join('|')
      counts.set(key, { ...call, month: now, calls: (counts.get(key)?.calls ?? 0) + 1 })
    },
    async flush() {
      const counted = counts
      counts = new Map()
      try {
        await addApiUsage([...counted.values()])
      } catch (error) {
        for (const [key, one] of counted) counts.set(key, { ...one, calls: one.calls + (counts.get(key)?.calls ?? 0) })
        throw error
      }
    },
    thisMonth: () => apiUsageOf(month()),
  }
}
