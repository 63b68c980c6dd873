import { FORM_IN_PRIVATE } from '../../handlers/index.js'
import type { Card } from '../core/card.js'
import type { Content, Platform, ReplyRoute, Target } from '../core/platform.js'
import type { Reply } from '../core/reply.js'
import type { Vault } from '../core/seal.js'
import { findMember } from '../ledger/roster.js'
import { noteUntold } from '../ledger/untold.js'
import { UnsaidReceipt } from '../models/unsaid-receipt.js'
import { cardsOfDraft, cardsOfEntry, enqueue, type Outgoing, type OutgoingUpdate } from './outbox.js'

/** Where a reply belongs. */
export interface ReplyPlace {
  readonly platform: Platform
  /** The chat a person is answered in, or the person. */
  readonly target: Target
  /** A way back into the target that lasts for a while. */
  readonly route?: ReplyRoute
  readonly inGroup: boolean
  /** Account of the person who is answered. */
  readonly personId: string
  /** He said or tapped something and waits for the answer. */
  readonly asked?: boolean
  /** He is looking at the page of this draft's form, which shows the form itself. */
  readonly onPageOf?: string
  /** Civil now, where the month's calls are scarce: a routine receipt is noted for the day's one line. */
  readonly scarceAt?: number
  readonly branchId?: string
  /** Inbox row that caused it. */
  readonly cause: string
}

/**
 * Turns what a handler wants said into outbox rows, inside the caller's transaction and branch scope. A member without
 * an account gets nothing (the ledger needs none, moments.md §2), nor does one who left; a talk with him is told of once
 * he has one. Returns the rows' ids.
 */
export async function applyReply(reply: Reply, place: ReplyPlace, vault: Vault): Promise<string[]> {
  const outgoing: Outgoing[] = []
  const answer = (content: Content, of: Pick<Reply, 'entryIds' | 'draftId'>): void => {
    const { target, route, inGroup, asked: awaited } = place
    outgoing.push({ op: 'send', target, route, content, inGroup, awaited, ...of })
  }
  const { entryIds, draftId } = reply
  if (reply.routine && place.scarceAt !== undefined) await noteUnsaid(reply, place, place.scarceAt)
  else if (reply.chat && isFormForOne(reply.chat, place)) {
    answer({ type: 'text', text: FORM_IN_PRIVATE }, {})
    outgoing.push({
      op: 'send',
      target: { userId: place.personId },
      content: reply.chat,
      inGroup: false,
      entryIds,
      draftId,
      awaited: place.asked,
    })
  } else if (reply.chat) answer(reply.chat, { entryIds, draftId })
  for (const direct of reply.direct ?? []) {
    const member = await findMember(direct.memberId)
    if (!member || member.leftOn) continue
    if (!member.platformUserId) {
      if (direct.tellsOf !== undefined) await noteUntold(member.id, direct.tellsOf)
      continue
    }
    outgoing.push({
      op: 'send',
      target: { userId: member.platformUserId },
      content: direct.content,
      inGroup: false,
      entryIds: direct.entryIds,
      draftId: direct.draftId,
      // What others are told they didn't ask for.
      awaited: place.asked && member.platformUserId === place.personId,
    })
  }
  for (const { target, content } of reply.outside ?? [])
    outgoing.push({ op: 'send', target, content, inGroup: !('userId' in target) })
  const updates = new Map<string, OutgoingUpdate>()
  const update = (one: Omit<OutgoingUpdate, 'op'>): void => {
    const key = JSON.stringify(one.of)
    if (!updates.has(key)) updates.set(key, { op: 'update', ...one })
  }
  for (const one of reply.updates ?? []) {
    if ('messageId' in one) {
      const { messageId, card, entryIds } = one
      if (messageId) update({ of: { messageId }, card, entryIds, inGroup: place.inGroup, anew: place.target })
      else if (place.onPageOf && !hasForm(card)) {
        const shown = await cardsOfDraft(place.onPageOf)
        for (const { of, inGroup } of shown) update({ of, inGroup, card, entryIds })
        // The page's card stands with its author alone, and it may be of a kind that can't become the receipt.
        if (shown.length === 0 || (place.inGroup && shown.every(({ inGroup }) => !inGroup)))
          answer({ type: 'card', card }, { entryIds })
      }
    } else if ('ofDraftId' in one) {
      for (const shown of await cardsOfDraft(one.ofDraftId)) update({ ...shown, card: one.card })
    } else {
      for (const shown of await cardsOfEntry(one.ofEntryId)) update({ ...shown, card: one.cardFor(shown.inGroup) })
    }
  }
  outgoing.push(...updates.values())
  return enqueue(
    outgoing,
    {
      platform: place.platform.name,
      appId: place.platform.appId,
      branchId: place.branchId,
      purpose: 'answer',
      cause: place.cause,
    },
    vault,
  )
}

/** What the daily line will tell; written with the entries, so that none is told that is not there, and none forgotten. */
async function noteUnsaid(
  { entryIds = [] }: Reply,
  { target, inGroup, personId }: ReplyPlace,
  at: number,
): Promise<void> {
  const chatId = 'chatId' in target ? target.chatId : personId
  await UnsaidReceipt.create([{ chatId, inGroup, personId, entryIds: [...entryIds], at }])
}

/** A form that would be anybody's in this group: its author gets it in private. */
const isFormForOne = (content: Content, { inGroup, platform }: ReplyPlace): boolean =>
  inGroup && !platform.formsInGroups && content.type === 'card' && hasForm(content.card)

const hasForm = ({ blocks }: Card): boolean => blocks.some(({ type }) => type === 'form')
