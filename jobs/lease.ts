import { randomBytes } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Lease } from '../src/core/platform.js'

export interface LeaseOptions {
  /** How long a holder may be silent before somebody else takes over, in ms. */
  readonly ttlMs?: number
}

/** Takes what is free or renews what is the caller's own; 0: somebody else has it. */
const TAKE = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`

/** Gives back only what is the caller's own. */
const GIVE_BACK = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`

/** Redis may be away when the holder goes: then the lease ends by itself. */
const RELEASE_MS = 1000

/**
 * A lease in Redis under the key `name`: one holder among all processes. Each asks every third of `ttlMs`; a holder that
 * died is followed after at most 4/3 of it, one that released after 1/3.
 *
 * `lost` means that somebody else was seen to have it, nothing less: a holder that can't reach Redis, or finds it wiped,
 * goes on and takes it again. So for a moment two may believe to hold it; whoever uses the lease must be able to bear that.
 */
export function createLease(redis: Redis, name: string, { ttlMs = 15_000 }: LeaseOptions = {}): Lease {
  return {
    hold({ held, lost }) {
      const token = randomBytes(16).toString('hex')
      let isHeld = false
      let isReleased = false
      let timer: NodeJS.Timeout | undefined

      const ask = async (): Promise<void> => {
        const isMine = await take(redis, name, token, ttlMs)
        if (isReleased) return
        if (isMine !== undefined && isMine !== isHeld) {
          isHeld = isMine
          if (isMine) held()
          else lost()
        }
        timer = setTimeout(next, ttlMs / 3)
      }
      let asking = Promise.resolve()
      const next = (): void => {
        asking = ask()
      }
      next()

      return {
        async release() {
          isReleased = true
          clearTimeout(timer)
          // An answer that is still on its way may be "yours": only what comes after it gives it back for good.
          await atMost(
            RELEASE_MS,
            asking.then(() => giveBack(redis, name, token)),
          )
        },
      }
    },
  }
}

/** Undefined: Redis does not say. */
async function take(redis: Redis, name: string, token: string, ttlMs: number): Promise<boolean | undefined> {
  try {
    return (await redis.eval(TAKE, 1, name, token, ttlMs)) === 1
  } catch {
    return undefined
  }
}

async function giveBack(redis: Redis, name: string, token: string): Promise<void> {
  try {
    await redis.eval(GIVE_BACK, 1, name, token)
  } catch {
    // It ends by itself.
  }
}

async function atMost(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, over])
  clearTimeout(timer)
}
