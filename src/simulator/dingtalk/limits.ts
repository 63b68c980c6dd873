import { type Clock, machineNow } from '../../core/clock.js'
import { SlidingWindow } from '../feishu/sliding-window.js'
import { ApiError } from './errors.js'
import type { PlatformSettings } from './options.js'

/** Calls of one (civil) month, in the two budgets of the organisation. */
export interface MonthlyCalls {
  readonly api: number
  readonly webhook: number
}

/**
 * Rate limits and the month's quotas.
 * https://open.dingtalk.com/document/development/dingtalk-application-development-platform-billing-model
 */
export class Limits {
  readonly #windows = new SlidingWindow()
  readonly #settings: PlatformSettings
  readonly #clock: Clock
  readonly #counts = new Map<string, number>()

  constructor(settings: PlatformSettings, clock: Clock) {
    this.#settings = settings
    this.#clock = clock
  }

  /** https://open.dingtalk.com/document/development/how-to-process-api-throttling-on-the-dingtalk-server */
  passGateway(api: string, style: 'new' | 'old'): void {
    const { limits, callsPerSecond } = this.#settings
    if (!limits || this.#windows.take(api, callsPerSecond, 1000, machineNow()) === 0) return
    throw style === 'new'
      ? new ApiError('Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', '您的访问被限流，请稍后重试')
      : new ApiError(90018, '您的服务器调用钉钉开放平台当前接口的所有请求都被暂时禁用了')
  }

  countApi(style: 'new' | 'old'): void {
    if (this.#count('api', this.#settings.monthlyApiCalls)) return
    throw style === 'new'
      ? new ApiError('Forbidden.AccessDenied.ApiCountLimitForOrg', '本组织当月API调用量已超限')
      : new ApiError(90020, '本组织当月API调用量已超限')
  }

  /** False when the month's budget is used up. */
  countWebhook(): boolean {
    return this.#count('webhook', this.#settings.monthlyWebhooks)
  }

  callsThisMonth(): MonthlyCalls {
    return { api: this.#used('api'), webhook: this.#used('webhook') }
  }

  #count(budget: keyof MonthlyCalls, limit: number): boolean {
    const used = this.#used(budget)
    if (used >= limit) return false
    this.#counts.set(`${budget} ${this.#month()}`, used + 1)
    return true
  }

  #used(budget: keyof MonthlyCalls): number {
    return this.#counts.get(`${budget} ${this.#month()}`) ?? 0
  }

  #month(): string {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit' })
    return format.format(this.#clock.now())
  }
}
