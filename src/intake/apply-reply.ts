import type { Inbound, PlatformName } from '../core/platform.js'
import type { Reply } from '../core/reply.js'
import type { Vault } from '../core/seal.js'
import { findMember } from '../ledger/roster.js'
import { deliveredCardsOf, deliveredFormsOf, enqueue, type Outgoing } from './outbox.js'

/** Where a reply belongs. */
export interface ReplyPlace {
  readonly platform: PlatformName
  readonly appId: string
  readonly chatId: string
  readonly inGroup: boolean
  readonly branchId?: string
  /** Inbox row that caused it. */
  readonly cause: string
}

/** The chat a person is answered in. A tap in a private chat carries that chat's id too, so both are alike. */
export const placeOf = (inbound: Inbound, cause: string, inGroup: boolean, branchId?: string): ReplyPlace => ({
  platform: inbound.platform,
  appId: inbound.appId,
  chatId: inbound.chatId,
  inGroup,
  branchId,
  cause,
})

/**
 * Turns what a handler wants said into outbox rows, inside the caller's transaction and branch scope. A member without
 * an account gets nothing: the ledger needs no platform account (moments.md §2). Returns the rows' ids.
 */
export async function applyReply(reply: Reply, place: ReplyPlace, vault: Vault): Promise<string[]> {
  const outgoing: Outgoing[] = []
  if (reply.chat) {
    outgoing.push({
      op: 'send',
      target: { chatId: place.chatId },
      content: reply.chat,
      inGroup: place.inGroup,
      entryIds: reply.entryIds,
      draftId: reply.draftId,
    })
  }
  for (const direct of reply.direct ?? []) {
    const member = await findMember(direct.memberId)
    if (!member?.platformUserId) continue
    outgoing.push({
      op: 'send',
      target: { userId: member.platformUserId },
      content: direct.content,
      inGroup: false,
      entryIds: direct.entryIds,
      draftId: direct.draftId,
    })
  }
  const updated = new Set<string>()
  const update = (one: Omit<Extract<Outgoing, { op: 'update' }>, 'op'>): void => {
    if (updated.has(one.messageId)) return
    updated.add(one.messageId)
    outgoing.push({ op: 'update', ...one })
  }
  for (const one of reply.updates ?? []) {
    if ('messageId' in one) update({ ...one, inGroup: place.inGroup })
    else if ('ofDraftId' in one) {
      for (const delivered of await deliveredFormsOf(one.ofDraftId)) update({ ...delivered, card: one.card })
    } else {
      for (const delivered of await deliveredCardsOf(one.ofEntryId)) {
        update({ ...delivered, card: one.cardFor(delivered.inGroup) })
      }
    }
  }
  return enqueue(
    outgoing,
    { platform: place.platform, appId: place.appId, branchId: place.branchId, purpose: 'answer', cause: place.cause },
    vault,
  )
}
