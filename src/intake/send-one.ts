import { type Clock, machineNow, toDate } from '../core/clock.js'
import { CARD_EXPIRED, PlatformError } from '../core/errors.js'
import type { FileStore } from '../core/files.js'
import type { Logger } from '../core/logger.js'
import type { Delivery, Platform } from '../core/platform.js'
import type { Vault } from '../core/seal.js'
import { type OutboxDocument, OutboxRow, type OutboxState } from '../models/outbox-row.js'
import { turnOf } from './card-order.js'
import { withPictures } from './card-pictures.js'
import { openPayload, type Payload } from './outbox.js'
import { sayInPlainWords } from './plain-words.js'
import { appBuckets, callBucket } from './send-limits.js'
import { limitsOf, type SlotDeps, slotFor, type Wait } from './send-slot.js'
import { tellOfUnreachable } from './unreachable.js'

/**
 * Longer than a platform call with all its retries may take, so that a slow call is never made twice at once; short
 * enough that what a killed process had claimed goes on within 20 s (contract of the bot's operators).
 */
const LEASE_MS = 10_000
/** A send key is trusted for 50 minutes: the platform remembers it for an hour (facts/feishu.md §4.2). */
const KEY_MARGIN = 50 / 60
/** After a day an answer is of no use to anybody; it goes to the dead letters, where an operator can replay it. */
const GIVE_UP_MS = 24 * 3600_000
/** Wrong credentials or a missing scope need a person: asking again sooner only burns the quota. */
const CONFIGURATION_RETRY_MS = 300_000
const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 300_000

export interface SendDeps extends SlotDeps {
  readonly platforms: ReadonlyMap<string, Platform>
  readonly vault: Vault
  /** Where the pictures of cards lie. */
  readonly files: FileStore
  /** Civil time: when one may speak unasked. */
  readonly clock: Pick<Clock, 'now'>
  readonly logger: Logger
  readonly wakeSender: (outboxIds: readonly string[]) => void
}

/** What became of a row: settled for good, or to be tried again after so many ms. */
export type SendResult = { readonly state: OutboxState | 'gone' } | ({ readonly state: 'pending' } & Wait)

/**
 * Sends one outbox row: claims it, waits for a slot of the limiter, stores the attempt, calls the platform, stores the
 * outcome. Safe to call from several processes at once; a claim that was left behind by a killed process is taken over
 * when its lease ends. `hasTurn` as the last result said. Throws only when MongoDB or Redis do.
 */
export async function sendOne(id: string, deps: SendDeps, hasTurn = false): Promise<SendResult> {
  const row = await OutboxRow.findById(id).lean()
  if (!row) return { state: 'gone' }
  if (row.state !== 'pending' && row.state !== 'sending') return { state: row.state }
  const now = machineNow()
  const busyUntil = row.state === 'sending' ? (row.leaseUntil?.getTime() ?? 0) : row.notBefore.getTime()
  if (busyUntil > now) return { state: 'pending', retryInMs: busyUntil - now }

  const platform = deps.platforms.get(row.platform)
  if (!platform || platform.appId !== row.appId) {
    return settle(row, 'dead', {
      kind: 'configuration',
      message: `no ${row.platform} app ${row.appId} is configured here`,
    })
  }
  // A claim that was left behind ended without an answer: it may have taken effect.
  const unknown = row.unknownOutcome === true || row.state === 'sending'
  if (unknown && row.purpose === 'notice' && row.op === 'send' && !keyStillKnown(row, platform, deps.vault)) {
    return settle(row, 'uncertain', {
      kind: 'unknown-outcome',
      message: 'may have been delivered; replay it only after a look into the chat',
    })
  }

  if (row.uselessFrom !== undefined && row.uselessFrom.getTime() <= now) return settle(row, 'superseded')
  if (isQuiet(row)) return waitUntil(row, row.reopensAt as Date)
  const target = row.op === 'update' ? await turnOf(row) : undefined
  if (target?.turn === 'never') return settle(row, 'superseded')
  if (target?.turn === 'later') return { state: 'pending', retryInMs: target.inMs }

  const targetMessageId = target?.messageId
  const wait = await slotFor({ ...row, targetMessageId }, platform, deps, hasTurn)
  if (wait) return { state: 'pending', ...wait }
  const payload = opened(row, deps.vault)
  if (payload instanceof PlatformError) return afterFailure(row, payload, platform, deps)
  // Before the claim: an upload may take as long as the send itself, and the lease is for one of them.
  const content = await withPictures(payload.content, platform, deps)
  const claimed = await claim(row, unknown)
  if (!claimed) return { state: 'pending', retryInMs: LEASE_MS }
  return call({ ...claimed, targetMessageId }, { ...payload, content }, platform, deps)
}

/** What the row holds, or the failure that it can't be read: that row alone is dead, whatever else is to be sent. */
function opened(row: OutboxDocument, vault: Vault): Payload | PlatformError {
  try {
    return openPayload(row, vault)
  } catch (error) {
    return failureOf(error)
  }
}

/** A notice that was due by day, and could not be sent until night, waits for the next day on which one may speak. */
function isQuiet({ openUntil, reopensAt }: OutboxDocument): boolean {
  const now = machineNow()
  return openUntil !== undefined && reopensAt !== undefined && now > openUntil.getTime() && now < reopensAt.getTime()
}

async function waitUntil(row: OutboxDocument, at: Date): Promise<SendResult> {
  await OutboxRow.updateOne({ _id: row._id, state: 'pending' }, { $set: { notBefore: at } })
  return { state: 'pending', retryInMs: at.getTime() - machineNow() }
}

/** Whether the platform still knows the key of the first attempt, so that the same key can't double the message. */
function keyStillKnown(row: OutboxDocument, platform: Platform, vault: Vault): boolean {
  const since = row.firstAttemptAt?.getTime()
  if (since === undefined) return true
  const payload = opened(row, vault)
  // What can't be read is no duplicate either: it goes on, and dies of that.
  if (payload instanceof PlatformError) return true
  return machineNow() - since < platform.keyMemoryMs(payload.content) * KEY_MARGIN
}

/** Wins the right to act, and stores the attempt before the call. The filter is on what it sets. */
async function claim(row: OutboxDocument, unknown: boolean): Promise<OutboxDocument | null> {
  const now = machineNow()
  return OutboxRow.findOneAndUpdate(
    { _id: row._id, state: row.state, attempts: row.attempts },
    {
      $set: {
        state: 'sending',
        leaseUntil: toDate(now + LEASE_MS),
        firstAttemptAt: row.firstAttemptAt ?? toDate(now),
        unknownOutcome: unknown,
      },
      $inc: { attempts: 1 },
    },
    { returnDocument: 'after' },
  ).lean()
}

async function call(row: OutboxDocument, payload: Payload, platform: Platform, deps: SendDeps): Promise<SendResult> {
  let delivery: Delivery | undefined
  try {
    delivery = await deliver(row, payload, platform)
  } catch (error) {
    return afterFailure(row, failureOf(error), platform, deps)
  }
  return settle(row, 'sent', undefined, delivery)
}

/** A fault of our own is no use to repeat; its message may quote the content, so only its class is kept. */
function failureOf(error: unknown): PlatformError {
  if (error instanceof PlatformError) return error
  return new PlatformError('permanent-content', 'internal', error instanceof Error ? error.name : 'unknown failure')
}

async function afterFailure(
  row: OutboxDocument,
  failure: PlatformError,
  platform: Platform,
  deps: SendDeps,
): Promise<SendResult> {
  const { kind, code } = failure
  deps.logger.warn(
    { outboxId: row._id, platform: row.platform, op: row.op, kind, code, attempt: row.attempts },
    `sending failed: ${failure.message}`,
  )
  if (kind === 'retryable' && failure.retryAfterMs) {
    const limits = limitsOf(platform, deps)
    const paused = failure.wholeApp ? appBuckets(row, limits) : [callBucket(row, limits)]
    await deps.limiter.pause(paused, failure.retryAfterMs)
  }
  if (code === CARD_EXPIRED && row.op === 'update') return isAnswerToTap(row) ? sayAnew(row) : settle(row, 'superseded')
  // Before the row is settled: after a crash in between it is tried again, and this with it.
  if (kind === 'permanent-target') await tellOfUnreachable(row, deps.vault, deps.clock.now())
  if (kind === 'permanent-content') deps.wakeSender(await sayInPlainWords(row, deps.vault))
  const isOver = kind === 'permanent-target' || kind === 'permanent-content'
  if (isOver || machineNow() - row.createdAt.getTime() > GIVE_UP_MS) return settle(row, 'dead', failure)
  return postpone(row, failure)
}

/** It says where to be said anew (`OutgoingUpdate.anew`). */
const isAnswerToTap = ({ chatId, userId }: OutboxDocument): boolean => (chatId ?? userId) !== undefined

/**
 * A card older than 14 days can't be changed: the tap is answered with a new message (moments.md §5). The row becomes one
 * that sends, so it happens once; its id was no send key until now.
 */
async function sayAnew(row: OutboxDocument): Promise<SendResult> {
  await OutboxRow.updateOne(
    { _id: row._id, state: 'sending', attempts: row.attempts },
    {
      $set: { op: 'send', state: 'pending', notBefore: toDate(machineNow()), unknownOutcome: false },
      $unset: { leaseUntil: 1, targetMessageId: 1, targetOutboxId: 1, firstAttemptAt: 1 },
    },
  )
  return { state: 'pending', retryInMs: 0 }
}

async function deliver(
  row: OutboxDocument,
  { content, route }: Payload,
  platform: Platform,
): Promise<Delivery | undefined> {
  if (row.op === 'update') {
    if (content.type !== 'card' || !row.targetMessageId) throw new Error('an update needs a card and a message')
    await platform.update({ messageId: row.targetMessageId }, content.card)
    return undefined
  }
  const target = row.chatId ? { chatId: row.chatId, userId: row.userId } : { userId: row.userId ?? '' }
  // A reply to a person is rather said twice than not at all; what nobody asked for is not.
  const keyedOnly = row.unknownOutcome === true && row.purpose === 'notice'
  return platform.send(target, content, row._id, route, keyedOnly)
}

async function postpone(row: OutboxDocument, failure: PlatformError): Promise<SendResult> {
  const backOff = Math.min(FIRST_RETRY_MS * 2 ** (row.attempts - 1), LONGEST_RETRY_MS)
  const retryInMs =
    failure.kind === 'configuration' ? CONFIGURATION_RETRY_MS : Math.max(failure.retryAfterMs ?? 0, backOff)
  await OutboxRow.updateOne(
    { _id: row._id, state: 'sending', attempts: row.attempts },
    {
      $set: {
        state: 'pending',
        notBefore: toDate(machineNow() + retryInMs),
        unknownOutcome: row.unknownOutcome === true || failure.kind === 'unknown-outcome',
        lastErrorKind: failure.kind,
        lastError: `${failure.code}: ${failure.message}`,
      },
      $unset: { leaseUntil: 1 },
    },
  )
  return { state: 'pending', retryInMs }
}

async function settle(
  row: OutboxDocument,
  state: 'sent' | 'superseded' | 'uncertain' | 'dead',
  failure?: { readonly kind: string; readonly message: string; readonly code?: string },
  delivery?: Delivery,
): Promise<SendResult> {
  await OutboxRow.updateOne(
    { _id: row._id, state: row.state, attempts: row.attempts },
    {
      $set: {
        state,
        doneAt: toDate(machineNow()),
        ...(delivery?.messageId ? { messageId: delivery.messageId } : {}),
        ...(delivery?.fixed ? { fixed: true } : {}),
        ...(failure
          ? { lastErrorKind: failure.kind, lastError: [failure.code, failure.message].filter(Boolean).join(': ') }
          : {}),
      },
      $unset: { leaseUntil: 1 },
    },
  )
  return { state }
}
