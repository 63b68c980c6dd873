import { machineNow, toDate } from '../core/clock.js'
import { type OutboxDocument, OutboxRow } from '../models/outbox-row.js'

/** What stands between an update and its card. */
export type UpdateTurn =
  | { readonly turn: 'now'; readonly messageId: string }
  | { readonly turn: 'later'; readonly inMs: number }
  | { readonly turn: 'never' }

/** Sending the card itself, or the update before this one, takes about so long. */
const LOOK_AGAIN_MS = 400

/**
 * Whether an update may be made now. A card shows its newest picture: an update with a newer one behind it is never
 * made, and two of one card are never on their way at once, since the slower would win.
 */
export async function turnOf(row: OutboxDocument): Promise<UpdateTurn> {
  const messageId = row.targetMessageId ?? (await messageOf(row))
  if (messageId === undefined) return { turn: 'never' }
  if (messageId === 'on its way') return { turn: 'later', inMs: LOOK_AGAIN_MS }
  const others = { _id: { $ne: row._id }, op: 'update' as const, targetMessageId: messageId }
  const newer = await OutboxRow.exists({
    ...others,
    $or: [{ createdAt: { $gt: row.createdAt } }, { createdAt: row.createdAt, _id: { $gt: row._id } }],
  })
  if (newer) return { turn: 'never' }
  const busy = await OutboxRow.exists({ ...others, state: 'sending', leaseUntil: { $gt: toDate(machineNow()) } })
  return busy ? { turn: 'later', inMs: LOOK_AGAIN_MS } : { turn: 'now', messageId }
}

/** The message that a card's own row became; undefined when it was never delivered, or can't be changed. */
async function messageOf(row: OutboxDocument): Promise<string | 'on its way' | undefined> {
  const card = await OutboxRow.findById(row.targetOutboxId, { state: 1, messageId: 1, fixed: 1 }).lean()
  if (card?.state === 'pending' || card?.state === 'sending') return 'on its way'
  if (!card?.messageId || card.fixed) return undefined
  await OutboxRow.updateOne({ _id: row._id }, { $set: { targetMessageId: card.messageId } })
  return card.messageId
}
