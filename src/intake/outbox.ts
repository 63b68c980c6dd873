import { createHash } from 'node:crypto'
import type { Card } from '../core/card.js'
import { machineNow, toDate } from '../core/clock.js'
import type { Content, PlatformName, ReplyRoute, Target } from '../core/platform.js'
import type { Vault } from '../core/seal.js'
import { type OutboxDocument, type OutboxPurpose, OutboxRow } from '../models/outbox-row.js'

/** A message that is owed. */
export interface OutgoingMessage {
  readonly op: 'send'
  readonly target: Target
  /** A way back into the target's chat that lasts for a while. */
  readonly route?: ReplyRoute
  readonly content: Content
  readonly inGroup: boolean
  readonly entryIds?: readonly string[]
  readonly draftId?: string
  /** Whoever asked waits for it. */
  readonly awaited?: boolean
}

/** A card that a person sees, or is about to: by its message, or by the outbox row that is still sending it. */
export type CardRef = { readonly messageId: string } | { readonly outboxId: string }

/** A card in the field that is to be replaced. */
export interface OutgoingUpdate {
  readonly op: 'update'
  readonly of: CardRef
  readonly card: Card
  readonly inGroup: boolean
  readonly entryIds?: readonly string[]
  /** The card that was tapped: where it is said anew when it is too old to be changed. Left out: it just stays. */
  readonly anew?: Target
}

export type Outgoing = OutgoingMessage | OutgoingUpdate

export interface OutboxContext {
  readonly platform: PlatformName
  readonly appId: string
  readonly branchId?: string
  readonly purpose: OutboxPurpose
  /** What caused it, such as the inbox row's id: makes the send keys the same when the handler runs twice. */
  readonly cause: string
  /** Notices: the next time in which nobody may be disturbed, from now. */
  readonly quiet?: { readonly startsInMs: number; readonly endsInMs: number }
  /** Notices: in how many ms it is too late for them to be of use. */
  readonly uselessInMs?: number
}

/** A card is updated at least one second after the tap was answered, else Feishu reverts it (facts/feishu.md §3.4). */
export const UPDATE_DELAY_MS = 1500

/** Send keys fit Feishu's `uuid` (50 characters) and DingTalk's `outTrackId`; the same cause gives the same key. */
export const sendKeyOf = (cause: string, index: number): string =>
  `${createHash('sha256').update(cause).digest('hex').slice(0, 40)}-${index}`

/**
 * Puts what is owed into the outbox, inside the caller's transaction: it is sent if, and only if, the effect it tells
 * of is committed. Returns the rows' ids, to wake the sender after the commit.
 */
export async function enqueue(outgoing: readonly Outgoing[], context: OutboxContext, vault: Vault): Promise<string[]> {
  const now = machineNow()
  const rows = outgoing.map((one, index): OutboxDocument => {
    const id = sendKeyOf(context.cause, index)
    const payload: Payload =
      one.op === 'send' ? { content: one.content, route: one.route } : { content: { type: 'card', card: one.card } }
    const delay = one.op === 'update' ? UPDATE_DELAY_MS : 0
    const target = one.op === 'send' ? one.target : one.anew
    return {
      _id: id,
      platform: context.platform,
      appId: context.appId,
      branchId: context.branchId,
      purpose: context.purpose,
      op: one.op,
      chatId: target && 'chatId' in target ? target.chatId : undefined,
      userId: target?.userId,
      targetMessageId: one.op === 'update' && 'messageId' in one.of ? one.of.messageId : undefined,
      targetOutboxId: one.op === 'update' && 'outboxId' in one.of ? one.of.outboxId : undefined,
      openUntil: context.quiet && toDate(now + context.quiet.startsInMs),
      reopensAt: context.quiet && toDate(now + context.quiet.endsInMs),
      uselessFrom: context.uselessInMs === undefined ? undefined : toDate(now + context.uselessInMs),
      inGroup: one.inGroup,
      payload: vault.seal(JSON.stringify(payload), id),
      entryIds: [...(one.entryIds ?? [])],
      draftId: one.op === 'send' ? one.draftId : undefined,
      awaited: one.op === 'send' && one.awaited ? true : undefined,
      state: 'pending',
      createdAt: toDate(now),
      notBefore: toDate(now + delay),
      attempts: 0,
      schemaVersion: 2,
    }
  })
  if (rows.length > 0) await OutboxRow.insertMany(rows)
  return rows.map((row) => row._id)
}

/** Cards that show something and can be changed, each once, with where they stand. */
export type ShownCard = { readonly of: CardRef; readonly inGroup: boolean }

/** Cards that show one entry: sent as such, or a form that became its receipt; those still on their way as well. */
export const cardsOfEntry = (entryId: string): Promise<ShownCard[]> => cardsWhere({ entryIds: entryId })

/** Cards that show the form of one draft. */
export const cardsOfDraft = (draftId: string): Promise<ShownCard[]> => cardsWhere({ draftId })

async function cardsWhere(filter: { entryIds: string } | { draftId: string }): Promise<ShownCard[]> {
  const rows = await OutboxRow.find(
    { ...filter, state: { $in: ['pending', 'sending', 'sent', 'superseded'] }, fixed: { $ne: true } },
    { op: 1, messageId: 1, targetMessageId: 1, targetOutboxId: 1, inGroup: 1 },
  ).lean()
  const shown = new Map<string, ShownCard>()
  for (const { _id, op, messageId, targetMessageId, targetOutboxId, inGroup } of rows) {
    const message = op === 'send' ? messageId : targetMessageId
    const outboxId = op === 'send' ? _id : targetOutboxId
    if (message) shown.set(message, { of: { messageId: message }, inGroup })
    else if (outboxId) shown.set(outboxId, { of: { outboxId }, inGroup })
  }
  return [...shown.values()]
}

/** What a row holds sealed. */
export interface Payload {
  readonly content: Content
  readonly route?: ReplyRoute
}

/** What a row holds. Throws when it was erased. */
export function openPayload(row: Pick<OutboxDocument, '_id' | 'payload' | 'schemaVersion'>, vault: Vault): Payload {
  if (!row.payload) throw new Error('the payload was erased')
  const opened = JSON.parse(vault.open(row.payload, row._id).toString('utf8')) as Payload | Content
  // Rows of version 1 hold the bare content.
  return row.schemaVersion === 1 ? { content: opened as Content } : (opened as Payload)
}
