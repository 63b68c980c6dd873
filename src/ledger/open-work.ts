import { lastDayOfMonth, monthOf, monthsOf, yearOf } from '../core/civil-date.js'
import { ROLES } from '../core/entry.js'
import type { Office, OpenDues, OpenWork } from '../core/handover-views.js'
import { isMissingOn } from '../core/missing.js'
import type { MemberView, ObligationView } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { getBranch } from './branches.js'
import { listEntries } from './entries.js'
import { countOthersFollowups, OPEN_ITEM_KINDS, type OpenItem, type OpenItemKind, openItems } from './items.js'
import { incompleteOf } from './month-cards/incomplete.js'
import { obligationsIn } from './obligations.js'
import { isOneOfTheTwo, isPlannedTalk } from './permissions.js'
import { duesMissing } from './queries/dues.js'

/** The dues of a month (domain.md R17). */
const DUES = 'dues-month'

/** Which open items go with an office: the secretary has all of them in hand. */
const ITEMS: Readonly<Record<Office, readonly OpenItemKind[]>> = {
  secretary: OPEN_ITEM_KINDS,
  organization: ['plan'],
  ledger: ['qualitySlip', 'problem', 'agenda', 'plan'],
  dues: [],
}

export const officesOf = ({ roles }: Pick<MemberView, 'roles'>): Office[] =>
  ROLES.filter((role): role is Office => role !== 'member' && roles.includes(role))

/**
 * What is open on `today` in the hands of these offices, facts only, as far as the reader may know of each (moments.md
 * §5): of talks that are not his own nothing but how many are planned or have a follow-up to come.
 */
export async function openWork(reader: MemberView, offices: readonly Office[], today: string): Promise<OpenWork> {
  const { id, name } = await getBranch(currentBranchId())
  const has = (...some: readonly Office[]): boolean => some.some((office) => offices.includes(office))
  const kinds = OPEN_ITEM_KINDS.filter((kind) => offices.some((office) => ITEMS[office].includes(kind)))
  const items = kinds.length > 0 ? await openItems(kinds, today, reader) : []
  const isOthersTalk = ({ entry }: OpenItem): boolean => isPlannedTalk(entry) && !isOneOfTheTwo(reader, entry)
  const owed = has('secretary', 'organization', 'dues') ? await missingOf(today) : []
  const duties = owed.filter(({ rule }) => rule !== DUES)
  return {
    branch: { id, name },
    today,
    offices,
    ...(has('secretary', 'organization') && { missing: has('secretary') ? duties : toldToOthers(duties) }),
    ...(kinds.length > 0 && { matters: items.filter((one) => !isOthersTalk(one)) }),
    ...(has('secretary', 'ledger') && { incomplete: incompleteOf(await listEntries(yearSoFar(today))) }),
    ...(has('secretary', 'dues') && { dues: await duesOf(owed, today) }),
    ...(has('secretary') && {
      othersTalks: (await countOthersFollowups(reader)) + items.filter(isOthersTalk).length,
    }),
  }
}

/** Of the year so far, and in January of last December as well: nobody else would tell the successor. */
async function missingOf(today: string): Promise<ObligationView[]> {
  const owed = await obligationsIn(String(yearOf(today)), today)
  const month = monthOf(today)
  const last = month.endsWith('-01') ? await obligationsIn(String(yearOf(today) - 1), today) : []
  return [...last, ...owed].filter((duty) => isMissingOn(duty, today))
}

/**
 * Of what the secretary is reminded of, what another office may know of: how many reached something is a rate, and why
 * something was not done may tell of somebody. That it was explained stays.
 */
const toldToOthers = (duties: readonly ObligationView[]): ObligationView[] =>
  duties
    .filter(({ unit }) => unit === undefined)
    .map((duty) => (duty.excuse === undefined ? duty : { ...duty, excuse: '' }))

async function duesOf(owed: readonly ObligationView[], today: string): Promise<OpenDues[]> {
  const missing = owed.filter(({ rule }) => rule === DUES).map(({ period }) => period)
  const months = new Set([...missing, ...monthsOf(String(yearOf(today))).filter((month) => month <= monthOf(today))])
  const found: OpenDues[] = []
  for (const month of [...months].toSorted()) {
    const { missing: without, unconfirmed } = await duesMissing(month, today)
    const one = { month, missing: missing.includes(month) ? without : [], unconfirmed }
    if (one.missing.length + one.unconfirmed.length > 0) found.push(one)
  }
  return found
}

const yearSoFar = (today: string) => ({ from: `${yearOf(today)}-01-01`, to: lastDayOfMonth(today) })
