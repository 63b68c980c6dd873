import { asString, isObject, type JsonObject } from '../feishu/json.js'
import type { PlatformContext } from './context.js'
import { ApiError } from './errors.js'
import type { CardParams } from './template-view.js'

const maxKeyBytes = 100

/** One change of a card's variables. */
export interface CardUpdate {
  /** Civil. */
  readonly at: number
  readonly by: 'api' | 'callback'
  /** What everybody's variables were afterwards. */
  readonly params: CardParams
  /** It came while a tap was unanswered, and had no effect. */
  readonly lost: boolean
}

/** A card instance: one set of variables, shown wherever it was delivered. */
export interface Card {
  readonly outTrackId: string
  readonly templateId: string
  /** Without it the client doesn't call back. */
  readonly callbackType: 'STREAM' | 'HTTP' | undefined
  readonly routeKey: string | undefined
  /** Kinds of spaces it was created for. */
  readonly spaces: ReadonlySet<string>
  params: CardParams
  readonly privateParams: Map<string, CardParams>
  readonly updates: CardUpdate[]
  /** Taps that the bot has not answered yet. */
  openTaps: number
}

export interface CardChange {
  readonly params: CardParams | undefined
  /** By user id. */
  readonly privateParams: ReadonlyMap<string, CardParams>
  readonly byKey: boolean
  readonly privateByKey: boolean
}

/** An address for taps. https://open.dingtalk.com/document/development/register-card-callback-address */
export interface CallbackRoute {
  readonly callbackUrl: string
  readonly apiSecret: string | undefined
}

/** Card instances, remembered for ever, and registered callback addresses. */
export class Cards {
  readonly instances = new Map<string, Card>()
  readonly routes = new Map<string, CallbackRoute>()

  get(outTrackId: unknown): Card {
    const card = this.instances.get(asString(outTrackId) ?? '')
    if (!card) throw new ApiError('param.cardNotExist')
    return card
  }

  /** https://open.dingtalk.com/document/development/interactive-card-update-interface */
  change(card: Card, change: CardChange, by: CardUpdate['by'], { options, settings, world }: PlatformContext): void {
    const lost = by === 'api' && card.openTaps > 0 && settings.updatesDuringTap === 'lost'
    if (!lost) {
      if (change.params) card.params = change.byKey ? { ...card.params, ...change.params } : change.params
      for (const [userId, params] of change.privateParams) {
        const before = change.privateByKey ? card.privateParams.get(userId) : {}
        card.privateParams.set(userId, { ...before, ...params })
      }
    }
    const at = options.clock.now()
    card.updates.push({ at, by, params: card.params, lost })
    for (const message of world.messages.values()) {
      if (message.shown.kind !== 'card' || message.shown.outTrackId !== card.outTrackId) continue
      message.updateTime = at
      world.changed({ type: 'update', message })
    }
  }
}

/** A `{cardParamMap}`: strings only, short keys and values. Undefined when there is none. */
export function checkParams(data: unknown, valueBytes: number): CardParams | undefined {
  if (data === undefined || data === null) return undefined
  const map = isObject(data) ? data.cardParamMap : undefined
  if (!isObject(map)) throw new ApiError('param.invalid', 'cardParamMap is not a map')
  for (const [key, value] of Object.entries(map)) {
    if (typeof value !== 'string') throw new ApiError('param.invalid', `cardParamMap.${key} is not a string`)
    if (Buffer.byteLength(key) > maxKeyBytes) throw new ApiError('param.invalid', `cardParamMap.${key}: key too long`)
    if (Buffer.byteLength(value) > valueBytes) {
      throw new ApiError('param.invalid', `cardParamMap.${key} is longer than ${valueBytes} bytes`)
    }
  }
  return map as CardParams
}

/** `privateData`: a `{cardParamMap}` for each user id. */
export function checkPrivateData(data: unknown, valueBytes: number): ReadonlyMap<string, CardParams> {
  const entries = Object.entries(isObject(data) ? data : {})
  return new Map(entries.map(([userId, own]) => [userId, checkParams(own, valueBytes) ?? {}]))
}

/** By default an update overwrites everything. */
export function updateOptions(options: unknown): { byKey: boolean; privateByKey: boolean } {
  const told: JsonObject = isObject(options) ? options : {}
  return { byKey: told.updateCardDataByKey === true, privateByKey: told.updatePrivateDataByKey === true }
}
