import type { YearData } from '../core/talk-views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { getBranch } from './branches.js'
import { obligationsOf } from './obligations.js'
import { creditHoursMissing } from './queries/hours.js'
import { talkSuggestion } from './talk-pairs/talk-books.js'

/** Rules that ask for hours of study (rules/yearly.ts): a branch may have switched them off. */
const HOURS: readonly string[] = ['credit-hours-year', 'leader-hours-year']

/**
 * What the yearly check (domain.md §1.4, fourth quarter) of a year (`2026`) says on a day; undefined when all of it is
 * there. For the secretary in private: it says who lacks hours.
 */
export async function yearData(year: string, today: string): Promise<YearData | undefined> {
  const { id, name } = await getBranch(currentBranchId())
  const obligations = (await obligationsOf(`${year}-12`, today)).filter(({ every }) => every === 'year')
  const missing = obligations.some(({ rule }) => HOURS.includes(rule)) ? await hoursMissing(year, today) : []
  if (obligations.every(({ met }) => met) && missing.length === 0) return undefined
  const january = `${Number(year) + 1}-01`
  return {
    branch: { id, name },
    year,
    today,
    obligations,
    ...(await talkSuggestion(year, today)),
    hours: missing.map(({ name, target, missing: lacks }) => ({ name, target, missing: lacks })),
    upcoming: (await obligationsOf(january, today)).filter(
      ({ every, met, window }) => every === 'year' && !met && window.to.startsWith(january),
    ),
  }
}

/** By name: how far behind somebody is makes no order of people (design.md §4). */
async function hoursMissing(year: string, today: string) {
  const missing = await creditHoursMissing(undefined, year, today)
  return missing.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
