import { civilDateAt } from '../core/civil-date.js'
import { currentBranchId } from '../models/branch-scope.js'
import { type EntryRow, LedgerEntry, type PlanState } from '../models/ledger-entry.js'
import { getBranch } from './branches.js'
import { matchPlan } from './match-plan.js'
import { addRevision, type ChangeBy } from './revisions.js'
import type { LedgerEntryView } from './to-views.js'

/** Every plan of the branch that nothing became of yet, by date. */
export const openPlanRows = async (): Promise<EntryRow[]> =>
  await LedgerEntry.find({ kind: 'plan', voided: false, planState: 'open' })
    .sort({ date: 1, number: 1 })
    .hint({ branchId: 1, kind: 1, planState: 1, date: 1, number: 1 })
    .lean<EntryRow[]>()

/** Sets what became of a plan; `by` names the entry that carried it out or took its place. */
export async function setPlanState(
  plan: EntryRow,
  planState: PlanState,
  { byMemberId, now }: ChangeBy,
  by?: Pick<EntryRow, '_id' | 'number'>,
): Promise<LedgerEntryView> {
  const links = by ? { $set: { planState, doneById: by._id, doneBy: by.number } } : unlinked(planState)
  const fields = [{ field: 'plan_state', before: plan.planState, after: planState }]
  return await addRevision(plan, links, { byMemberId, now, fields })
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

/** Marks the one open plan of the same kind on the day that a new plan `replaces` as moved; undefined when there is none. */
export async function movePlanReplacedBy(next: EntryRow): Promise<LedgerEntryView | undefined> {
  if (next.kind !== 'plan' || next.replaces === undefined) return undefined
  const fitting = (await openPlanRows()).filter(
    ({ _id, date, subkind, partner }) =>
      _id !== next._id &&
      date === next.replaces &&
      subkind === next.subkind &&
      (next.partner === undefined || partner?.memberId === next.partner.memberId),
  )
  const [plan, ...others] = fitting
  return plan && others.length === 0 ? await setPlanState(plan, 'moved', changeBy(next), next) : undefined
}

const changeBy = ({ author, recordedAt }: EntryRow): ChangeBy => ({ byMemberId: author.memberId, now: recordedAt })

/** Opens again what an entry had closed or moved, now that it counts for nothing. */
export async function reopenPlansOf(entry: Pick<EntryRow, '_id'>, by: ChangeBy): Promise<void> {
  const plans = await LedgerEntry.find({ kind: 'plan', doneById: entry._id })
    .hint({ branchId: 1, kind: 1, doneById: 1 })
    .lean<EntryRow[]>()
  for (const plan of plans) if (!plan.voided) await setPlanState(plan, 'open', by)
}
