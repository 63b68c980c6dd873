import { civilDateAt } from '../core/civil-date.js'
import { currentBranchId } from '../models/branch-scope.js'
import { type EntryRow, LedgerEntry, type PlanState } from '../models/ledger-entry.js'
import { getBranch } from './branches.js'
import { matchPlan } from './match-plan.js'
import { addRevision, type ChangeBy } from './revisions.js'
import { dropAbsent, type LedgerEntryView } from './to-views.js'

/** Every plan of the branch that nothing became of yet, by date, or those from a day on. */
export const openPlanRows = async (from?: string): Promise<EntryRow[]> =>
  await LedgerEntry.find({
    kind: 'plan',
    voided: false,
    planState: 'open',
    ...(from !== undefined && { date: { $gte: from } }),
  })
    .sort({ date: 1, number: 1 })
    .hint({ branchId: 1, kind: 1, planState: 1, date: 1, number: 1 })
    .lean<EntryRow[]>()

/** Sets what became of a plan; `by` names the entry that carried it out or took its place. */
export async function setPlanState(
  plan: EntryRow,
  planState: PlanState,
  { byMemberId, now, reason }: ChangeBy,
  by?: Pick<EntryRow, '_id' | 'number'>,
): Promise<LedgerEntryView> {
  const links = by ? { $set: { planState, doneById: by._id, doneBy: by.number } } : unlinked(planState)
  const fields = [{ field: 'plan_state', before: plan.planState, after: planState }]
  return await addRevision(plan, links, { byMemberId, now, reason, fields })
}

const unlinked = (planState: PlanState) => ({ $set: { planState }, $unset: { doneById: 1, doneBy: 1 } })

/** Closes the one open plan that a new event carries out; undefined when there is none. */
export async function closePlanMetBy(event: EntryRow): Promise<LedgerEntryView | undefined> {
  if (!PLANNABLE.has(event.kind)) return undefined
  const plans = await openPlanRows()
  if (plans.length === 0) return undefined
  const { timezone } = await getBranch(currentBranchId())
  const plan = matchPlan(
    event,
    plans.map((row) => ({ ...row, plannedOn: civilDateAt(row.enteredAt, timezone) })),
  )
  return plan && (await setPlanState(plan, 'done', changeBy(event), event))
}

const PLANNABLE: ReadonlySet<string> = new Set(['training', 'themeDay', 'meeting', 'talk', 'activity'])

type NextPlan = Pick<EntryRow, 'kind' | 'replaces' | 'subkind' | 'partner' | 'topic'>

/** The one open plan of the same kind on the day that a new plan `replaces`; undefined when there is none. */
export async function planReplacedBy(next: NextPlan): Promise<EntryRow | undefined> {
  if (next.kind !== 'plan' || next.replaces === undefined) return undefined
  const fitting = (await openPlanRows()).filter(
    ({ date, subkind, partner }) =>
      date === next.replaces &&
      subkind === next.subkind &&
      (next.partner === undefined || partner?.memberId === next.partner.memberId),
  )
  // Two of a kind on one day differ in what they are about.
  const same = fitting.length > 1 ? fitting.filter(({ topic }) => topic === next.topic) : fitting
  const [plan, ...others] = same
  return others.length === 0 ? plan : undefined
}

/** Marks a plan as moved to the one that takes its place. */
export const movePlanTo = async (plan: EntryRow, next: EntryRow): Promise<LedgerEntryView> =>
  await setPlanState(plan, 'moved', changeBy(next), next)

type Times = Pick<EntryRow, 'start' | 'end' | 'period' | 'dueTo'>

/**
 * The clock time of a plan that moves to a day for which none was said, and which field to mark: on the new day it is
 * taken over, not said. 下周四下午2点, 改到下周五 → 14:00「默认」. A deadline has no hour.
 */
export function timesKept(
  { start, end, period }: Times,
  next: Times,
): { readonly times: Pick<Times, 'start' | 'end' | 'period'>; readonly inferred: readonly string[] } {
  if (next.start !== undefined || next.period !== undefined || next.dueTo !== undefined)
    return { times: {}, inferred: [] }
  const marked = start === undefined ? 'period' : 'start'
  return {
    times: dropAbsent({ start, end, period }),
    inferred: start === undefined && period === undefined ? [] : [marked],
  }
}

/** What 改到下周五 leaves unsaid of the plan that it moves: what it is about, and who is reminded. */
export function factsKept(plan: EntryRow, next: NextPlan): Partial<EntryRow> {
  const { topic, place, lecturer, participants, remind, remindAll } = plan
  const reminded = dropAbsent({ remind, remindAll })
  // Of a talk all words are sealed; they stay with the plan that they were said for.
  return next.subkind === 'talk' ? reminded : dropAbsent({ topic, place, lecturer, participants, ...reminded })
}

const changeBy = ({ author, recordedAt }: EntryRow): ChangeBy => ({ byMemberId: author.memberId, now: recordedAt })

/** Opens again what an entry had closed or moved, now that it counts for nothing. */
export async function reopenPlansOf(entry: Pick<EntryRow, '_id'>, by: ChangeBy): Promise<void> {
  const plans = await LedgerEntry.find({ kind: 'plan', doneById: entry._id })
    .hint({ branchId: 1, kind: 1, doneById: 1 })
    .lean<EntryRow[]>()
  for (const plan of plans) if (!plan.voided) await setPlanState(plan, 'open', by)
}
