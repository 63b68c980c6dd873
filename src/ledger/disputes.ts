import { currentBranchId } from '../models/branch-scope.js'
import { Dispute, type DisputeOutcome, type DisputeRow } from '../models/dispute.js'
import { newId, sealedOf } from '../models/fields.js'
import { talkVault } from './talk-vault.js'

export type { DisputeOutcome } from '../models/dispute.js'

/** What a member said about another's entry, for those who may judge it. */
export interface DisputeView {
  readonly id: string
  readonly entryId: string
  readonly memberId: string
  /** Empty once it is settled. */
  readonly text: string
  readonly open: boolean
  /** Civil epoch ms. */
  readonly createdAt: number
  readonly outcome?: DisputeOutcome
}

interface NewDispute {
  readonly entryId: string
  readonly memberId: string
  readonly text: string
}

export const disputeContext = (branchId: string, id: string): string => `dispute|${branchId}|${id}`

/** Keeps what a member said about an entry, sealed; it changes nothing. Call inside `inTransaction`. */
export async function openDispute({ entryId, memberId, text }: NewDispute, now: number): Promise<DisputeView> {
  const id = newId()
  const branchId = currentBranchId()
  const row = new Dispute({
    _id: id,
    branchId,
    entryId,
    memberId,
    sealed: talkVault().seal(text, disputeContext(branchId, id)),
    createdAt: now,
    open: true,
  })
  await row.save()
  return toView(row.toObject())
}

/** Open or settled; undefined when there never was one. */
export async function findDispute(id: string): Promise<DisputeView | undefined> {
  const row = await Dispute.findOne({ _id: id }).lean<DisputeRow>()
  return row ? toView(row) : undefined
}

/** What is open about this entry, oldest first. */
export async function openDisputesOf(entryId: string): Promise<DisputeView[]> {
  const rows = await Dispute.find({ entryId, open: true }).sort({ createdAt: 1, _id: 1 }).lean<DisputeRow[]>()
  return rows.map(toView)
}

/**
 * Settles disputes and wipes their words; the fact stays. Returns those that were open until now, so that whoever raised
 * one is told once. Call inside `inTransaction`.
 */
export async function settleDisputes(
  disputes: readonly DisputeView[],
  outcome: DisputeOutcome,
  { byMemberId, now }: { readonly byMemberId: string; readonly now: number },
): Promise<DisputeView[]> {
  const settled: DisputeView[] = []
  for (const dispute of disputes) {
    const { modifiedCount } = await Dispute.updateOne(
      { _id: dispute.id, open: true },
      { $set: { open: false, outcome, settledBy: byMemberId, settledAt: now }, $unset: { sealed: 1 } },
    )
    if (modifiedCount === 1) settled.push(dispute)
  }
  return settled
}

function toView({ _id, branchId, entryId, memberId, sealed, open, createdAt, outcome }: DisputeRow): DisputeView {
  const text = sealed ? talkVault().open(sealedOf(sealed), disputeContext(branchId, _id)).toString('utf8') : ''
  return { id: _id, entryId, memberId, text, open, createdAt, ...(outcome ? { outcome } : {}) }
}
