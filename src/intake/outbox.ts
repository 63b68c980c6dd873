import { createHash } from 'node:crypto'
import type { Card } from '../core/card.js'
import { machineNow, toDate } from '../core/clock.js'
import type { Content, PlatformName, Target } from '../core/platform.js'
import type { Vault } from '../core/seal.js'
import { type OutboxDocument, type OutboxPurpose, OutboxRow } from '../models/outbox-row.js'

/** A message that is owed. */
export interface OutgoingMessage {
  readonly op: 'send'
  readonly target: Target
  readonly content: Content
  readonly inGroup: boolean
  readonly entryIds?: readonly string[]
  readonly draftId?: string
}

/** A card in the field that is to be replaced. */
export interface OutgoingUpdate {
  readonly op: 'update'
  readonly messageId: string
  readonly card: Card
  readonly inGroup: boolean
  readonly entryIds?: readonly string[]
}

export type Outgoing = OutgoingMessage | OutgoingUpdate

export interface OutboxContext {
  readonly platform: PlatformName
  readonly appId: string
  readonly branchId?: string
  readonly purpose: OutboxPurpose
  /** What caused it, such as the inbox row's id: makes the send keys the same when the handler runs twice. */
  readonly cause: string
  /** Machine ms before which nothing of it may be sent. */
  readonly notBefore?: number
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
    const content: Content = one.op === 'send' ? one.content : { type: 'card', card: one.card }
    const delay = one.op === 'update' ? UPDATE_DELAY_MS : 0
    return {
      _id: id,
      platform: context.platform,
      appId: context.appId,
      branchId: context.branchId,
      purpose: context.purpose,
      op: one.op,
      chatId: one.op === 'send' && 'chatId' in one.target ? one.target.chatId : undefined,
      userId: one.op === 'send' && 'userId' in one.target ? one.target.userId : undefined,
      targetMessageId: one.op === 'update' ? one.messageId : undefined,
      inGroup: one.inGroup,
      payload: vault.seal(JSON.stringify(content), id),
      entryIds: [...(one.entryIds ?? [])],
      draftId: one.op === 'send' ? one.draftId : undefined,
      state: 'pending',
      createdAt: toDate(now),
      notBefore: toDate(Math.max(context.notBefore ?? 0, now + delay)),
      attempts: 0,
      schemaVersion: 1,
    }
  })
  if (rows.length > 0) await OutboxRow.insertMany(rows)
  return rows.map((row) => row._id)
}

/**
 * Cards in the field that show one entry: sent as such, or a form that became its receipt. Each message once.
 */
export async function deliveredCardsOf(entryId: string): Promise<{ messageId: string; inGroup: boolean }[]> {
  const rows = await OutboxRow.find(
    { entryIds: entryId, state: 'sent' },
    { messageId: 1, targetMessageId: 1, inGroup: 1 },
  ).lean()
  const byMessage = new Map<string, boolean>()
  for (const { messageId, targetMessageId, inGroup } of rows) {
    const shown = messageId ?? targetMessageId
    if (shown) byMessage.set(shown, inGroup)
  }
  return [...byMessage].map(([messageId, inGroup]) => ({ messageId, inGroup }))
}

/** Cards in the field that show the form of one draft. */
export async function deliveredFormsOf(draftId: string): Promise<{ messageId: string; inGroup: boolean }[]> {
  const rows = await OutboxRow.find({ draftId, state: 'sent' }, { messageId: 1, inGroup: 1 }).lean()
  return rows.flatMap(({ messageId, inGroup }) => (messageId ? [{ messageId, inGroup }] : []))
}

/** The content of a row. Throws when it was erased. */
export function openContent(row: Pick<OutboxDocument, '_id' | 'payload'>, vault: Vault): Content {
  if (!row.payload) throw new Error('the payload was erased')
  const bytes = row.payload.bytes
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from((bytes as unknown as { buffer: Uint8Array }).buffer)
  return JSON.parse(vault.open({ keyId: row.payload.keyId, bytes: buffer }, row._id).toString('utf8')) as Content
}
