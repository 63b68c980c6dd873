import { deputyTermsFrom } from '../core/deputies.js'
import type { DeputyTerm, MemberView } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { type DeputyRow, PartyBranch, type PartyBranchRow } from '../models/party-branch.js'
import { getBranch } from './branches.js'

/**
 * Deputies of the branch in scope, in a transaction (moments.md §5). A secretary names only who gets his own cards:
 * authorise before that he is one. Cards that were delivered stay with whom they are.
 */

/** That secretary's terms that stand on `today` or are to come, in the order said. */
export async function deputiesFrom(today: string, secretary: Pick<MemberView, 'id'>): Promise<DeputyTerm[]> {
  const { deputies = [] } = await getBranch(currentBranchId())
  return deputyTermsFrom(deputies, secretary.id, today)
}

/** Names a deputy at `now` (civil epoch ms). Terms of the same secretary that it touches are over with it; returns them. */
export async function nameDeputy(term: DeputyTerm, today: string, now: number): Promise<DeputyTerm[]> {
  const rows = await deputyRows()
  const touched = rows.filter(
    (row) => isStanding(row, term.secretaryId, today) && row.from <= term.to && row.to >= term.from,
  )
  await save([...rows.map((row) => (touched.includes(row) ? ended(row, today, now) : row)), { ...term, at: now }])
  return touched
}

/** Ends that secretary's terms from `today` on, those to come included; returns them. */
export async function endDeputies(
  secretary: Pick<MemberView, 'id'>,
  today: string,
  now: number,
): Promise<DeputyTerm[]> {
  const rows = await deputyRows()
  const standing = rows.filter((row) => isStanding(row, secretary.id, today))
  if (standing.length > 0) await save(rows.map((row) => (standing.includes(row) ? ended(row, today, now) : row)))
  return standing
}

const isStanding = ({ secretaryId, to, endedAt }: DeputyRow, of: string, today: string): boolean =>
  secretaryId === of && to >= today && endedAt === undefined

const ended = (row: DeputyRow, endedOn: string, endedAt: number): DeputyRow => ({ ...row, endedOn, endedAt })

async function deputyRows(): Promise<readonly DeputyRow[]> {
  const branch = await PartyBranch.findOne({ _id: currentBranchId() }).lean<PartyBranchRow>()
  return branch?.deputies ?? []
}

async function save(deputies: readonly DeputyRow[]): Promise<void> {
  await PartyBranch.updateOne({ _id: currentBranchId() }, { $set: { deputies } })
}
