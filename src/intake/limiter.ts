import type { Redis } from 'ioredis'

/** One thing that may happen only so often: `everyMs` between two, with `burst` at once after a pause. */
export interface Bucket {
  readonly name: string
  readonly everyMs: number
  readonly burst: number
}

export interface Limiter {
  /**
   * Takes a slot in every bucket, or in none: 0 when it may happen now, otherwise the ms after which to ask again.
   * Judged by Redis' own clock, so that several processes agree.
   */
  reserve(buckets: readonly Bucket[]): Promise<number>
  /**
   * Takes the next free slot of one bucket for good and says in how many ms it is: whoever comes later gets a later one.
   * So a busy chat's rows are spread over time instead of asking again and again.
   */
  takeTurn(bucket: Bucket): Promise<number>
  /** Nothing may happen in these buckets for `ms`: the platform said so. */
  pause(buckets: readonly Bucket[], ms: number): Promise<void>
}

/**
 * Generic cell rate algorithm: a bucket is one number, the theoretical arrival time (TAT). All buckets are looked at
 * before any is charged, so that a busy chat never costs the app's budget (facts/performance.md §2.1: waiting for a
 * hot chat inside the worker left 29 % of the rate, handing the job back left 97.6 %).
 */
const RESERVE = `
local t = redis.call('TIME')
local now = t[1] * 1000 + t[2] / 1000
local wait = 0
local tats = {}
for i, key in ipairs(KEYS) do
  local every = tonumber(ARGV[2 * i - 1])
  local burst = tonumber(ARGV[2 * i])
  local tat = tonumber(redis.call('GET', key) or '0')
  if tat < now then tat = now end
  local free = tat - every * (burst - 1)
  if free - now > wait then wait = free - now end
  tats[i] = tat + every
end
if wait > 0 then return math.ceil(wait) end
for i, key in ipairs(KEYS) do
  redis.call('SET', key, tostring(tats[i]), 'PX', math.ceil(tats[i] - now) + 60000)
end
return 0
`

const TAKE_TURN = `
local t = redis.call('TIME')
local now = t[1] * 1000 + t[2] / 1000
local every = tonumber(ARGV[1])
local tat = tonumber(redis.call('GET', KEYS[1]) or '0')
if tat < now then tat = now end
local wait = tat - every * (tonumber(ARGV[2]) - 1) - now
redis.call('SET', KEYS[1], tostring(tat + every), 'PX', math.ceil(tat + every - now) + 60000)
if wait < 0 then return 0 end
return math.ceil(wait)
`

const PAUSE = `
local t = redis.call('TIME')
local now = t[1] * 1000 + t[2] / 1000
for i, key in ipairs(KEYS) do
  local until_ = now + tonumber(ARGV[i])
  local tat = tonumber(redis.call('GET', key) or '0')
  if until_ > tat then redis.call('SET', key, tostring(until_), 'PX', math.ceil(until_ - now) + 60000) end
end
return 0
`

export function createLimiter(redis: Redis, prefix: string): Limiter {
  const keyOf = (bucket: Bucket): string => `${prefix}:limit:${bucket.name}`
  return {
    async reserve(buckets) {
      const keys = buckets.map(keyOf)
      const args = buckets.flatMap((bucket) => [bucket.everyMs, bucket.burst])
      return Number(await redis.eval(RESERVE, keys.length, ...keys, ...args))
    },
    async takeTurn(bucket) {
      return Number(await redis.eval(TAKE_TURN, 1, keyOf(bucket), bucket.everyMs, bucket.burst))
    },
    async pause(buckets, ms) {
      // A full burst must have passed as well, or the bucket would let that many through at once.
      const delays = buckets.map((bucket) => ms + bucket.everyMs * (bucket.burst - 1))
      await redis.eval(PAUSE, buckets.length, ...buckets.map(keyOf), ...delays)
    },
  }
}
