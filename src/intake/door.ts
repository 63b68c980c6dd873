import type { Door, Inbound, InboundAction, Json, Platform } from '../core/platform.js'
import type { Inbox } from './inbox.js'

export interface DoorDeps {
  readonly inbox: Inbox
  /** Never awaited: what was stored is found by a sweep even when this is lost. */
  readonly wakeChat: (inbound: Inbound) => void
  readonly answerTap: (tap: InboundAction, platform: Platform, arrivedAt: number) => Promise<Json>
  readonly count: (result: 'stored' | 'duplicate' | 'tap') => void
}

/**
 * The one way in for what a border has verified, whichever transport brought it. Resolves with the body of the answer
 * once what came is durable; rejects when that is not sure, and then it must not be acknowledged.
 */
export function createDoor(platform: Platform, deps: DoorDeps): Door {
  return async (inbound, arrivedAt) => {
    if (inbound.kind === 'action') {
      deps.count('tap')
      return deps.answerTap(inbound, platform, arrivedAt)
    }
    const stored = await deps.inbox.put(inbound)
    deps.count(stored)
    if (stored === 'stored') deps.wakeChat(inbound)
    return {}
  }
}
