import { machineNow, toDate } from '../core/clock.js'
import type { Inbound } from '../core/platform.js'
import type { Vault } from '../core/seal.js'
import { type InboxDocument, insertInboxRows, withdrawInboxRow } from '../models/inbox-row.js'
import { createGroupCommit, type Stored } from './group-commit.js'

/** The front of the inbox: makes what a platform told us durable before it is acknowledged. */
export interface Inbox {
  /** Resolves once `inbound` is durable, or was before; rejects with `NotStoredError` when that is not sure. */
  put(inbound: Inbound, key?: string): Promise<Stored>
  /**
   * The same for what its sender is told about at once: `late` after `ms`, and then it is as if it had never come. What
   * gets there all the same is taken back, before a worker would take it for one that was left behind.
   */
  putWithin(ms: number, inbound: Inbound, key?: string): Promise<Stored | 'late'>
}

/** Id of the inbox row of `inbound`; `key` replaces the platform's key where ours is stricter (form submits). */
export const inboxIdOf = (inbound: Inbound, key = inbound.key): string => `${inbound.platform}|${inbound.appId}|${key}`

/** The civil moment a thing happened at the sender's: a message's create time, a tap's, a membership change's. */
export function momentOf(inbound: Inbound): number {
  if (inbound.kind === 'message') return inbound.sentAt
  return inbound.kind === 'action' ? inbound.actedAt : inbound.happenedAt
}

/** Opens an inbox row's payload. Throws when it was erased, or the key that sealed it is no longer configured. */
export function openInbound(row: InboxDocument, vault: Vault): Inbound {
  if (!row.payload) throw new Error('the payload was erased')
  return JSON.parse(vault.open(row.payload, row._id).toString('utf8')) as Inbound
}

export function createInbox(vault: Vault): Inbox {
  const commit = createGroupCommit<InboxDocument>({ write: insertInboxRows })
  const rowOf = (inbound: Inbound, key?: string): InboxDocument => {
    const id = inboxIdOf(inbound, key)
    return {
      _id: id,
      platform: inbound.platform,
      appId: inbound.appId,
      chatId: inbound.chatId,
      kind: inbound.kind,
      sentAt: momentOf(inbound),
      state: 'stored',
      payload: vault.seal(JSON.stringify(inbound), id),
      storedAt: toDate(machineNow()),
      schemaVersion: 1,
    }
  }
  return {
    put: (inbound, key) => commit.put(rowOf(inbound, key)),
    async putWithin(ms, inbound, key) {
      const row = rowOf(inbound, key)
      const takeBack = (): void => void withdrawInboxRow(row._id).catch(() => {})
      const storing = commit.put(row, takeBack)
      const stored = await Promise.race([storing, lateAfter(ms)])
      if (stored === 'late') storing.then((verdict) => verdict === 'stored' && takeBack()).catch(() => {})
      return stored
    },
  }
}

function lateAfter(ms: number): Promise<'late'> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('late'), Math.max(0, ms)).unref()
  })
}
