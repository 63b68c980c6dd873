import { type Clock, machineNow } from '../../core/clock.js'
import { ApiError } from './errors.js'
import type { PlatformSettings } from './options.js'
import { SlidingWindow } from './sliding-window.js'

const perApi = { second: 50, minute: 1000 }
const perTarget = 5

/** Rate limits and the month's quota. https://open.feishu.cn/document/server-docs/api-call-guide/frequency-control */
export class Limits {
  readonly #windows = new SlidingWindow()
  readonly #settings: PlatformSettings
  readonly #clock: Clock
  readonly #calls = new Map<string, number>()

  constructor(settings: PlatformSettings, clock: Clock) {
    this.#settings = settings
    this.#clock = clock
  }

  /** The gateway's limits of one API: HTTP 429, and how long to wait in a header. */
  passGateway(api: string, second = perApi.second): void {
    if (!this.#settings.limits) return
    this.#gate(`${api}/s`, second, 1000)
    this.#gate(`${api}/min`, perApi.minute, 60_000)
  }

  #gate(key: string, limit: number, windowMs: number): void {
    const waitMs = this.#windows.take(key, limit, windowMs, machineNow())
    if (waitMs === 0) return
    throw new ApiError(99991400, 'request trigger frequency limit', 429, {
      'x-ogw-ratelimit-limit': String(limit),
      'x-ogw-ratelimit-reset': String(Math.ceil(waitMs / 1000)),
    })
  }

  /** Five a second for one person, one chat, one card. https://open.feishu.cn/document/server-docs/im-v1/message/create */
  passTarget(kind: 'user' | 'chat' | 'card', id: string): void {
    if (!this.#settings.limits) return
    if (this.#windows.take(`${kind}:${id}`, perTarget, 1000, machineNow()) === 0) return
    throw new ApiError(230020, 'This operation triggers the frequency limit, ext=trigger frequency limit')
  }

  /** The tenant's calls of this (civil) month. */
  callsThisMonth(): number {
    return this.#calls.get(this.#month()) ?? 0
  }

  /** https://open.feishu.cn/document/platform-notices/platform-updates-/custom-app-api-call-limit */
  countCall(): void {
    const calls = this.callsThisMonth()
    if (calls >= this.#settings.monthlyQuota) {
      throw new ApiError(99991403, 'This month API call quota has been exceeded.')
    }
    this.#calls.set(this.#month(), calls + 1)
  }

  #month(): string {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit' })
    return format.format(this.#clock.now())
  }
}
