import type { Platform, PlatformName, QuotaPool } from '../core/platform.js'
import type { ReminderCard } from '../models/reminder-row.js'
import type { ApiCounter } from './api-counter.js'

/** How much of the month is left. `saving`: what nobody asked for is merged. `scarce`: receipts as well. */
export type BudgetLevel = 'plenty' | 'saving' | 'scarce'

/** Four fifths, as the office asked: the last fifth has to last from about the 24th to the 1st. */
const SAVING_FROM = 0.8
/**
 * The last twentieth (500 of Feishu's 10,000, 250 of DingTalk's 5,000) is kept for what can't be merged: questions,
 * receipts with a guess in them, talks, 撤销.
 */
const SCARCE_FROM = 0.95

/** What one app's organisation has used of one pool this month. */
export interface QuotaUse {
  readonly platform: PlatformName
  readonly appId: string
  /** `YYYY-MM`. */
  readonly month: string
  readonly pool: QuotaPool
  readonly used: number
  /** Absent: it is not limited. */
  readonly limit?: number
  readonly level: BudgetLevel
}

/** Answers at once from what the counter knows; every process refreshes it within seconds. */
export interface Budget {
  /** Every pool of every platform that is configured here. */
  quotas(): QuotaUse[]
  /** The level of the platform's worst pool. */
  levelOf(platform: PlatformName): BudgetLevel
}

/** `limits`: what an operator set instead of the platforms' own quotas; `Infinity`: no limit. */
export function createBudget(
  counter: Pick<ApiCounter, 'thisMonth'>,
  platforms: readonly Pick<Platform, 'name' | 'appId' | 'quotas'>[],
  limits: Readonly<Partial<Record<PlatformName, Platform['quotas']>>>,
): Budget {
  const quotas = (): QuotaUse[] => {
    const { month, usage } = counter.thisMonth()
    return platforms.flatMap(({ name, appId, quotas: own }) =>
      Object.entries({ ...own, ...limits[name] }).map(([pool, limit]) => {
        const used = usage
          .filter((one) => one.platform === name && one.appId === appId && one.pool === pool)
          .reduce((sum, { calls }) => sum + calls, 0)
        return {
          platform: name,
          appId,
          month,
          pool: pool as QuotaPool,
          used,
          ...(Number.isFinite(limit) && { limit }),
          level: levelAt(used / limit),
        }
      }),
    )
  }
  return {
    quotas,
    levelOf: (platform) => worst(quotas().flatMap((quota) => (quota.platform === platform ? [quota.level] : []))),
  }
}

const levelAt = (share: number): BudgetLevel =>
  share >= SCARCE_FROM ? 'scarce' : share >= SAVING_FROM ? 'saving' : 'plenty'

const worst = (levels: readonly BudgetLevel[]): BudgetLevel =>
  levels.includes('scarce') ? 'scarce' : levels.includes('saving') ? 'saving' : 'plenty'

/** Kept at every level: the month's one reminder, and the two lines that say why there is nothing else. */
const KEPT: readonly ReminderCard[] = ['closing', 'quota', 'daily']

/**
 * Whether a notice of its own may be sent: once calls are to be saved, what other cards would say waits for the month's
 * closing card, the weeks for one digest (`isLastDigestOfMonth`), and people's own reminders for one message a day.
 */
export const mayRemind = (level: BudgetLevel, card: ReminderCard): boolean => level === 'plenty' || KEPT.includes(card)
