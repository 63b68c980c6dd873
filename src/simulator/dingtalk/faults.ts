import { setTimeout as delay } from 'node:timers/promises'
import type { JsonObject } from '../feishu/json.js'
import { ApiError } from './errors.js'

/** Something that goes wrong at one API, for tests of what the bot does then. */
export interface Fault {
  /** A route's name (`robot.batchSend`), or an expression searched in `METHOD /path`. */
  readonly api: string | RegExp
  /** How many calls it hits; 1 unless told. */
  readonly times?: number
  /** `before`: nothing was carried out. `after`: it was, and only the answer is lost. */
  readonly moment?: 'before' | 'after'
  /** Wait before going on (or before the failure below). */
  readonly latencyMs?: number
  /** Never answer. */
  readonly hang?: boolean
  /** Cut the connection. */
  readonly reset?: boolean
  /** Answer with this code: a word as the new API does, a number as the old one … */
  readonly code?: string | number
  readonly msg?: string
  /** Named in the refusal of a missing permission. */
  readonly requiredScopes?: readonly string[]
  /** … or with this HTTP status (what the code usually has; 200 with a body) … */
  readonly status?: number
  /** … and this very body; a text goes out as HTML, as the ban page does. */
  readonly body?: JsonObject | string
}

/** The connection's fate when a fault takes the answer away. */
export class LostAnswer extends Error {
  override readonly name = 'LostAnswer'

  constructor(readonly how: 'hang' | 'reset') {
    super(`answer lost: ${how}`)
  }
}

/** An answer that is put in place of the platform's. */
export class RawAnswer extends Error {
  override readonly name = 'RawAnswer'

  constructor(
    readonly status: number,
    readonly body: JsonObject | string,
  ) {
    super('raw answer')
  }
}

/** The faults a test has put in, used up call by call. */
export class FaultPlan {
  readonly #faults: { readonly fault: Fault; left: number }[] = []

  add(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times ?? 1 })
  }

  clear(): void {
    this.#faults.length = 0
  }

  /** The first fault that hits this call; it is used up by one. */
  take(name: string, method: string, path: string): Fault | undefined {
    const hit = this.#faults.find(({ fault: { api }, left }) => {
      if (left <= 0) return false
      return typeof api === 'string' ? api === name : api.test(`${method} ${path}`)
    })
    if (hit) hit.left -= 1
    return hit?.fault
  }
}

/** Lets the fault happen if this is its moment: waits, then throws what it says. */
export async function strike(fault: Fault | undefined, moment: 'before' | 'after', signal: AbortSignal): Promise<void> {
  if (!fault || (fault.moment ?? 'before') !== moment) return
  if (fault.latencyMs) await delay(fault.latencyMs, undefined, { signal })
  if (fault.hang) throw new LostAnswer('hang')
  if (fault.reset) throw new LostAnswer('reset')
  if (fault.body !== undefined) throw new RawAnswer(fault.status ?? 200, fault.body)
  if (fault.code !== undefined) throw new ApiError(fault.code, fault.msg, fault.status, fault.requiredScopes)
  if (fault.status !== undefined) throw new RawAnswer(fault.status, `<html><body>${fault.status}</body></html>`)
}
