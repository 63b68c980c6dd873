import { civilTimeAt, epochOf, isCivilDate } from '../core/civil-date.js'
import { type Clock, toDate } from '../core/clock.js'
import type { EventStream } from './event-stream.js'
import type { JsonObject } from './feishu/json.js'
import { PageError } from './page-error.js'

export interface PageClockOptions {
  readonly clock: Clock
  readonly timezone: string
  /** Moves the civil clock for everybody; calls `onStep` each time it stands at another moment on the way. */
  readonly move: ((iso: string, onStep: () => void) => Promise<void>) | undefined
}

/** Moves the civil clock, one move at a time, and tells every open page how far it is. */
export class PageClock {
  readonly #options: PageClockOptions
  readonly #stream: EventStream
  /** Where a move under way leads, epoch ms. */
  #to: number | undefined

  constructor(options: PageClockOptions, stream: EventStream) {
    this.#options = options
    this.#stream = stream
  }

  get movingTo(): number | null {
    return this.#to ?? null
  }

  /** `now` is a moment; `date` (and `time`, else the time it is) are civil, in the branch's time zone. */
  async move(body: JsonObject): Promise<object> {
    const { clock, move } = this.#options
    const to = this.#target(body)
    if (!move) throw new PageError('这里不能调时间')
    if (this.#to !== undefined) throw new PageError('时间正在走，请等它停下')
    this.#to = to
    this.#tell()
    try {
      await move(toDate(to).toISOString(), () => this.#tell())
    } finally {
      this.#to = undefined
      this.#tell()
    }
    return { now: clock.now() }
  }

  #target({ now, date, time }: JsonObject): number {
    const { clock, timezone } = this.#options
    const civil = time ?? civilTimeAt(clock.now(), timezone)
    if (typeof date === 'string' && isCivilDate(date) && typeof civil === 'string' && /^\d\d:\d\d$/.test(civil)) {
      return epochOf(date, civil, timezone)
    }
    const moment = typeof now === 'string' ? Date.parse(now) : Number.NaN
    if (Number.isNaN(moment)) throw new PageError('时间不对')
    return moment
  }

  #tell(): void {
    this.#stream.send({ type: 'clock', now: this.#options.clock.now(), movingTo: this.movingTo })
  }
}
