import type { HandoverView, MemberView } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { newId } from '../models/fields.js'
import { type HandoverRow, PartyBranch, type PartyBranchRow } from '../models/party-branch.js'
import { findMember } from './roster.js'
import { passSecretary } from './roster-changes.js'

/**
 * The secretary's office passes to another member as of a day (moments.md §5). All in the branch in scope and in a
 * transaction, at `now` (civil epoch ms). Authorise before: only the secretary proposes, only the two confirm or cancel.
 */

/** The one that waits for its confirmations or its day; at most one. */
export async function pendingHandover(): Promise<HandoverView | undefined> {
  const branch = await PartyBranch.findOne({ _id: currentBranchId() }).lean<PartyBranchRow>()
  return branch?.handovers?.find(({ state }) => state === 'proposed')
}

/** Proposes one in the place of what waited; that is returned as well. */
export async function proposeHandover(
  { fromId, toId, on }: Required<Pick<HandoverView, 'fromId' | 'toId' | 'on'>>,
  now: number,
): Promise<{ readonly handover: HandoverView; readonly replaced?: HandoverView }> {
  const replaced = await pendingHandover()
  if (replaced) await settle(replaced.id, { state: 'cancelled', endedAt: now })
  const row: HandoverRow = { id: newId(), fromId, toId, on, state: 'proposed', confirmedBy: [], at: now }
  await PartyBranch.updateOne({ _id: currentBranchId() }, { $push: { handovers: row } })
  return { handover: row, ...(replaced && { replaced }) }
}

/**
 * Notes that one of the two said yes; again changes nothing. Where the second one says it after the day, it holds from
 * `today`: nobody was secretary without knowing. Undefined: it no longer waits.
 */
export async function confirmHandover(id: string, memberId: string, today: string): Promise<HandoverView | undefined> {
  await PartyBranch.updateOne(
    { _id: currentBranchId(), handovers: { $elemMatch: { id, state: 'proposed' } } },
    { $addToSet: { 'handovers.$.confirmedBy': memberId } },
  )
  const handover = await pendingHandover()
  if (handover?.id !== id) return undefined
  if (!isConfirmed(handover) || handover.on >= today) return handover
  await PartyBranch.updateOne(
    { _id: currentBranchId(), handovers: { $elemMatch: { id } } },
    { $set: { 'handovers.$.on': today } },
  )
  return { ...handover, on: today }
}

/** False: it no longer waits. */
export const cancelHandover = (id: string, now: number): Promise<boolean> =>
  settle(id, { state: 'cancelled', endedAt: now })

export const isConfirmed = ({ fromId, toId, confirmedBy }: HandoverView): boolean =>
  [fromId, toId].every((id) => id !== undefined && confirmedBy.includes(id))

/**
 * Does what both confirmed once its day has come, whoever of the workers is first; `off` when one of the two is no longer
 * what he was. Undefined: nothing is due. The roles are changed as of the day agreed, also when it is done later.
 */
export async function carryOutHandover(today: string, now: number): Promise<'done' | 'off' | undefined> {
  const handover = await pendingHandover()
  if (!handover || handover.on > today || !isConfirmed(handover)) return undefined
  const from = handover.fromId === undefined ? undefined : await findMember(handover.fromId)
  const to = await findMember(handover.toId)
  if (!from || !to || !isSecretary(from) || !mayBeSecretary(to)) {
    return (await settle(handover.id, { state: 'off', endedAt: now })) ? 'off' : undefined
  }
  if (!(await settle(handover.id, { state: 'done', endedAt: now }))) return undefined
  await passSecretary(from, to, { on: handover.on, by: from, now })
  return 'done'
}

const isSecretary = ({ leftOn, roles }: MemberView): boolean => leftOn === undefined && roles.includes('secretary')

/** A probationary member can't be elected (党章第七条：预备党员没有表决权、选举权和被选举权). */
export const mayBeSecretary = ({ leftOn, status, roles }: MemberView): boolean =>
  leftOn === undefined && status === 'full' && !roles.includes('secretary')

/** Those that took place, or could not, and whose people have not been told; oldest first. */
export const untoldHandovers = (handovers: readonly HandoverView[] = []): HandoverView[] =>
  handovers.filter(({ state, toldAt }) => (state === 'done' || state === 'off') && toldAt === undefined)

export async function noteTold(id: string, at: number): Promise<void> {
  await PartyBranch.updateOne(
    { _id: currentBranchId(), handovers: { $elemMatch: { id } } },
    { $set: { 'handovers.$.toldAt': at } },
  )
}

/**
 * Notes that the operator's roster has another secretary than before: at once, without anybody's word. What was being
 * agreed is over with it. `before`, `after`: ids of the secretaries.
 */
export async function noteOtherSecretary(
  before: readonly string[],
  after: readonly string[],
  { today, now }: { readonly today: string; readonly now: number },
): Promise<void> {
  const gone = before.filter((id) => !after.includes(id))
  const added = after.filter((id) => !before.includes(id))
  const pending = gone.length + added.length > 0 ? await pendingHandover() : undefined
  if (pending && (gone.includes(pending.fromId ?? '') || added.includes(pending.toId)))
    await cancelHandover(pending.id, now)
  // A second secretary takes nothing over.
  if (gone.length === 0) return
  const rows = added.map((toId, index): HandoverRow => {
    const fromId = gone[index]
    return {
      id: newId(),
      ...(fromId && { fromId }),
      toId,
      on: today,
      state: 'done',
      confirmedBy: [],
      at: now,
      endedAt: now,
    }
  })
  if (rows.length > 0)
    await PartyBranch.updateOne({ _id: currentBranchId() }, { $push: { handovers: { $each: rows } } })
}

async function settle(id: string, { state, endedAt }: Pick<HandoverRow, 'state' | 'endedAt'>): Promise<boolean> {
  const { matchedCount } = await PartyBranch.updateOne(
    { _id: currentBranchId(), handovers: { $elemMatch: { id, state: 'proposed' } } },
    { $set: { 'handovers.$.state': state, 'handovers.$.endedAt': endedAt } },
  )
  return matchedCount > 0
}
