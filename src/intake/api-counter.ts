import { civilDateAt, monthOf } from '../core/civil-date.js'
import { type Clock, systemClock } from '../core/clock.js'
import type { ApiCall } from '../core/platform.js'
import { type ApiUsageView, addApiUsage, apiUsageOf, usageKeyOf } from '../models/api-usage.js'

/** The platforms' months are China's (facts/feishu.md §4.3: the quota resets on the 1st). */
const QUOTA_ZONE = 'Asia/Shanghai'

/** What was used in one calendar month (`YYYY-MM`). */
export interface MonthUsage {
  readonly month: string
  readonly usage: readonly ApiUsageView[]
}

export interface ApiCounter {
  /** Counts a call; costs nothing until it is added to the totals. */
  count(call: ApiCall): void
  /** Adds what was counted to the month's totals in MongoDB; what can't be added stays counted. */
  flush(): Promise<void>
  /** The same, then takes over what all processes have added. Who asks while it runs shares its outcome. */
  refresh(): Promise<void>
  /** This month, as of the last refresh and with everything that was counted here since. Asks nobody. */
  thisMonth(): MonthUsage
}

type Counts = Map<string, ApiUsageView>

/**
 * Counts platform calls per organisation and month. Machine time: the quota is the platform's, not the branch's; a test
 * of the month's end gives a `clock` of its own. While MongoDB is away, what is known stays known.
 */
export function createApiCounter(clock: Clock = systemClock): ApiCounter {
  /** What MongoDB told last and took since; what is on its way there; what is not. Together: each call once. */
  let stored: Counts = new Map()
  const underWay = new Set<Counts>()
  let counted: Counts = new Map()
  let refreshing: Promise<void> | undefined
  const month = (): string => monthOf(civilDateAt(clock.now(), QUOTA_ZONE))

  const flush = async (): Promise<void> => {
    const batch = counted
    counted = new Map()
    underWay.add(batch)
    try {
      await addApiUsage([...batch.values()])
      addTo(stored, batch.values())
    } catch (error) {
      addTo(counted, batch.values())
      throw error
    } finally {
      underWay.delete(batch)
    }
  }
  const refresh = async (): Promise<void> => {
    await flush()
    stored = sumOf(await apiUsageOf(month()))
  }

  return {
    count: (call) => addTo(counted, [{ ...call, month: month(), calls: 1 }]),
    flush,
    refresh() {
      refreshing ??= refresh().finally(() => {
        refreshing = undefined
      })
      return refreshing
    },
    thisMonth() {
      const now = month()
      const all = sumOf([stored, ...underWay, counted].flatMap((counts) => [...counts.values()]))
      return { month: now, usage: [...all.values()].filter((one) => one.month === now) }
    },
  }
}

function addTo(sum: Counts, counts: Iterable<ApiUsageView>): void {
  for (const one of counts) {
    const key = usageKeyOf(one)
    sum.set(key, { ...sum.get(key), ...one, calls: (sum.get(key)?.calls ?? 0) + one.calls })
  }
}

function sumOf(counts: Iterable<ApiUsageView>): Counts {
  const sum: Counts = new Map()
  addTo(sum, counts)
  return sum
}
