import type { YearData } from '../core/talk-views.js'
import type { MemberView, RuleName } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { getBranch } from './branches.js'
import { dutiesFor } from './duties-for.js'
import { HOURS_A_YEAR, LEADER_HOURS_A_YEAR } from './hours-target.js'
import { obligationsOf } from './obligations.js'
import { creditHoursMissing } from './queries/hours.js'
import { talkSuggestion } from './talk-pairs/talk-books.js'

/** Rules of rules/yearly.ts that a branch may have switched off: then nobody is named, nor a talk suggested, by them. */
const HOURS = 'credit-hours-year'
const LEADER_HOURS = 'leader-hours-year'
const COVERAGE = 'talk-pairs-year'

/**
 * What the yearly check (domain.md §1.4, fourth quarter) of a year (`2026`) says on a day; undefined when all of it is
 * there. For the secretary, or who stands in for him, in private; who lacks hours is told to the secretary alone.
 */
export async function yearData(year: string, today: string, reader: MemberView): Promise<YearData | undefined> {
  const { id, name } = await getBranch(currentBranchId())
  const owed = dutiesFor(reader, await obligationsOf(`${year}-12`, today))
  const obligations = owed.filter(({ every }) => every === 'year')
  const isOn = (rule: RuleName): boolean => obligations.some((one) => one.rule === rule)
  const missing = reader.roles.includes('secretary') ? await hoursMissing(year, today, isOn) : []
  if (obligations.every(({ met }) => met) && missing.length === 0) return undefined
  const january = `${Number(year) + 1}-01`
  const { next } = isOn(COVERAGE) ? await talkSuggestion(year, today, reader) : {}
  return {
    branch: { id, name },
    year,
    today,
    obligations,
    ...(next && { next }),
    hours: missing.map(({ name, target, missing: lacks }) => ({ name, target, missing: lacks })),
    upcoming: (await obligationsOf(january, today)).filter(
      ({ every, met, window }) => every === 'year' && !met && window.to.startsWith(january),
    ),
  }
}

/** By the rules that are on, and by name: how far behind somebody is makes no order of people (design.md §4). */
async function hoursMissing(year: string, today: string, isOn: (rule: RuleName) => boolean) {
  const [forAll, forLeaders] = [isOn(HOURS), isOn(LEADER_HOURS)]
  if (!forAll && !forLeaders) return []
  const missing = await creditHoursMissing(forLeaders ? undefined : HOURS_A_YEAR, year, today)
  return missing
    .filter(({ target }) => forAll || target === LEADER_HOURS_A_YEAR)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
