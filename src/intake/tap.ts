import { createHash } from 'node:crypto'
import type { Clock } from '../core/clock.js'
import { machineNow } from '../core/clock.js'
import type { InboundAction, Json, Notice, Platform } from '../core/platform.js'
import { TAP_LEFT_BEHIND_MS } from './drain-chat.js'
import { type Inbox, inboxIdOf } from './inbox.js'
import type { ProcessDeps } from './plan.js'
import { carryOutInbound, type ProcessResult } from './process-inbound.js'

/** Not stored within this: nothing is promised (design.md §2), and nothing happens. */
const STORE_WITHIN_MS = 1000

const BUSY: Notice = { tone: 'warning', text: '系统忙，请稍后再点' }
const WORKING: Notice = { tone: 'info', text: '处理中，结果稍后告诉你' }
/** For an action whose handler says nothing: a tap without a toast looks like one that was lost. */
const DONE: Notice = { tone: 'success', text: '已处理' }
const AGAIN: Notice = { tone: 'info', text: '已经收到过这次点击了' }

export interface TapDeps extends ProcessDeps {
  readonly inbox: Inbox
  /** Hands a tap that was stored, but not done in time, to the workers. */
  readonly wakeChat: (tap: InboundAction) => void
}

/**
 * Answers a tap within the platform's deadline, whatever the engines do: stores it, carries it out inline, says what
 * came of it. Never throws. A tap is never sent again by the platform, so what can't be stored is refused out loud.
 */
export async function answerTap(
  tap: InboundAction,
  platform: Platform,
  arrivedAt: number,
  deps: TapDeps,
): Promise<Json> {
  return platform.actionReply(await takeTap(tap, platform.tapAnswerMs, deps, arrivedAt))
}

/**
 * Stores a tap, carries it out inline and says `withinMs` of its arrival what came of it: what is stored but not done by
 * then is finished by a worker. Never throws.
 */
export async function takeTap(
  tap: InboundAction,
  withinMs: number,
  deps: TapDeps,
  arrivedAt = machineNow(),
): Promise<Notice> {
  return (await orElse(noticeOf(stamped(tap, deps.clock), withinMs, arrivedAt, deps), BUSY, deps)) ?? DONE
}

/**
 * A tap happened when the platform says, as a message did: 撤销 compares the two. It can't be delayed, so a time ahead of
 * ours is a wrong clock.
 */
const stamped = (tap: InboundAction, clock: Clock): InboundAction => ({
  ...tap,
  actedAt: Math.min(tap.actedAt, clock.now()),
})

async function noticeOf(
  tap: InboundAction,
  withinMs: number,
  arrivedAt: number,
  deps: TapDeps,
): Promise<Notice | undefined> {
  const key = tapKeyOf(tap)
  const spent = (): number => machineNow() - arrivedAt
  const stored = await deps.inbox.putWithin(STORE_WITHIN_MS - spent(), tap, key)
  if (stored === 'late') return BUSY
  if (stored === 'duplicate') return AGAIN

  const inTime = after(withinMs - spent(), undefined)
  const result = await Promise.race([finish(tap, inboxIdOf(tap, key), deps), inTime])
  if (result?.state === 'done') return result.notice
  // Not before a worker may take it from us.
  setTimeout(() => deps.wakeChat(tap), TAP_LEFT_BEHIND_MS + 100).unref()
  return WORKING
}

/** Undefined: it failed, and stays stored for a worker. */
async function finish(tap: InboundAction, rowId: string, deps: TapDeps): Promise<ProcessResult | undefined> {
  try {
    return await carryOutInbound(tap, rowId, deps, { late: false })
  } catch (error) {
    deps.logger.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a tap is left to the workers')
    return undefined
  }
}

async function orElse(work: Promise<Notice | undefined>, failed: Notice, deps: TapDeps): Promise<Notice | undefined> {
  try {
    return await work
  } catch (error) {
    deps.logger.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a tap could not be stored')
    return failed
  }
}

/**
 * A form submit counts once per person, card and action, however often the button is pressed; any other tap by its own
 * key. A refused submit comes back with another revision inside the action, so the corrected one has a key of its own.
 * The person is in it, or whoever else presses the button in a group would use up the author's only submit.
 */
function tapKeyOf(tap: InboundAction): string {
  if (!tap.form) return tap.key
  const what = JSON.stringify([tap.messageId, tap.value, tap.operatorId])
  return `form-${createHash('sha256').update(what).digest('hex').slice(0, 40)}`
}

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(value), Math.max(0, ms)).unref()
  })
}
