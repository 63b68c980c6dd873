import type { PlatformName, Target } from '../core/platform.js'
import type { Reply } from '../core/reply.js'
import type { Vault } from '../core/seal.js'
import { findMember } from '../ledger/roster.js'
import { cardsOfDraft, cardsOfEntry, enqueue, type Outgoing, type OutgoingUpdate } from './outbox.js'

/** Where a reply belongs. */
export interface ReplyPlace {
  readonly platform: PlatformName
  readonly appId: string
  /** The chat a person is answered in, or the person. */
  readonly target: Target
  readonly inGroup: boolean
  readonly branchId?: string
  /** Inbox row that caused it. */
  readonly cause: string
}

/**
 * Turns what a handler wants said into outbox rows, inside the caller's transaction and branch scope. A member without
 * an account gets nothing (the ledger needs none, moments.md §2), nor does one who left. Returns the rows' ids.
 */
export async function applyReply(reply: Reply, place: ReplyPlace, vault: Vault): Promise<string[]> {
  const outgoing: Outgoing[] = []
  if (reply.chat) {
    outgoing.push({
      op: 'send',
      target: place.target,
      content: reply.chat,
      inGroup: place.inGroup,
      entryIds: reply.entryIds,
      draftId: reply.draftId,
    })
  }
  for (const direct of reply.direct ?? []) {
    const member = await findMember(direct.memberId)
    if (!member?.platformUserId || member.leftOn) continue
    outgoing.push({
      op: 'send',
      target: { userId: member.platformUserId },
      content: direct.content,
      inGroup: false,
      entryIds: direct.entryIds,
      draftId: direct.draftId,
    })
  }
  const updates = new Map<string, OutgoingUpdate>()
  const update = (one: Omit<OutgoingUpdate, 'op'>): void => {
    const key = JSON.stringify(one.of)
    if (!updates.has(key)) updates.set(key, { op: 'update', ...one })
  }
  for (const one of reply.updates ?? []) {
    if ('messageId' in one) {
      const { messageId, card, entryIds } = one
      if (messageId) update({ of: { messageId }, card, entryIds, inGroup: place.inGroup })
    } else if ('ofDraftId' in one) {
      for (const shown of await cardsOfDraft(one.ofDraftId)) update({ ...shown, card: one.card })
    } else {
      for (const shown of await cardsOfEntry(one.ofEntryId)) update({ ...shown, card: one.cardFor(shown.inGroup) })
    }
  }
  outgoing.push(...updates.values())
  return enqueue(
    outgoing,
    { platform: place.platform, appId: place.appId, branchId: place.branchId, purpose: 'answer', cause: place.cause },
    vault,
  )
}
