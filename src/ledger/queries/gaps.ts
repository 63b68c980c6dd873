import { quarterSpan, spanOf } from '../../core/civil-date.js'
import { isMissingOn } from '../../core/missing.js'
import type { ObligationView, RuleName } from '../../core/views.js'
import { obligationsIn } from '../obligations.js'

export interface Gap {
  readonly rule: RuleName
  readonly label: string
  /** `2026-03`, `2026-Q1` or `2026`. */
  readonly period: string
  /** What is counted, where it isn't entries. */
  readonly unit?: ObligationView['unit']
  readonly need: number
  readonly have: number
  readonly basis: string
  /** 未开展: the secretary's explanation. */
  readonly excuse?: string
}

/**
 * What has no record yet in a period such as `2026-03`: months that have begun, quarters in their third month or asked
 * for as such, of the year what is expected by now (`isMissingOn`) where its end is asked about. Who counts members sees
 * a number of them. For a private answer.
 */
export async function gaps(period: string, today: string): Promise<Gap[]> {
  return (await obligationsIn(period, today))
    .filter((one) => isAskedFor(one, period, today))
    .map(toGap)
    .toSorted((a, b) => spanOf(a.period).from.localeCompare(spanOf(b.period).from))
}

/** A month asked about has the quarter's duties when it is its third, a quarter or half year the year's at its end. */
function isAskedFor(one: ObligationView, period: string, today: string): boolean {
  if (one.met) return false
  const { to } = spanOf(period)
  if (one.every === 'month') return isMissingOn(one, today)
  if (one.every === 'year') return (to === spanOf(one.period).to || one.window.to <= to) && isMissingOn(one, today)
  if (period === one.period) return quarterSpan(one.period).from <= today
  return to >= quarterSpan(one.period).to && isMissingOn(one, today)
}

function toGap({ rule, label, period, unit, need, have, basis, excuse }: ObligationView): Gap {
  return { rule, label, period, ...(unit && { unit }), need, have, basis, ...(excuse !== undefined && { excuse }) }
}
