import { machineNow } from '../../core/clock.js'
import { isObject, type JsonObject, parseJson } from '../feishu/json.js'
import { type PostResult, post } from '../http-post.js'
import { type Card, type CardChange, checkParams, updateOptions } from './cards.js'
import type { PlatformContext } from './context.js'
import { ApiError } from './errors.js'
import { signCard } from './signing.js'
import type { StreamGateway } from './stream-gateway.js'
import type { Message } from './world.js'

/** The client's code when the bot did not answer a tap in time, or not with HTTP 200. */
const unanswered = 504
/** The client's code for an answer it can't use. */
const unusable = 400

/** What came of a tap that calls back. */
export interface CallbackResult {
  readonly change?: CardChange
  readonly clientCode?: number
  /** The raw answer over HTTP. */
  readonly answer?: PostResult
}

export interface CallbackWay {
  readonly gateway: StreamGateway
  /** Instead of the registered address. */
  readonly url: string | undefined
  readonly stopped: AbortSignal
}

/** Headers of a card callback: signed only when the address was registered with a secret. */
export function cardHeaders(apiSecret: string | undefined, timestamp = machineNow()): Record<string, string> {
  const plain = { 'content-type': 'application/json; charset=utf-8' }
  if (!apiSecret) return plain
  const stamp = String(timestamp)
  return {
    ...plain,
    'x-ddpaas-signature-timestamp': stamp,
    'x-ddpaas-signature': signCard(stamp, apiSecret),
  }
}

/** The body of a card callback. https://open.dingtalk.com/document/development/event-callback-card */
export function callbackBody(
  card: Pick<Card, 'outTrackId'>,
  message: Pick<Message, 'chatId'>,
  userId: string,
  action: string,
  { options, settings }: PlatformContext,
): JsonObject {
  const tapped = { cardPrivateData: { actionIds: ['press'], params: { action } } }
  return {
    type: 'actionCallback',
    outTrackId: card.outTrackId,
    corpId: options.corpId,
    userId,
    spaceType: 'im',
    spaceId: message.chatId,
    extension: '{}',
    [settings.callbackField]: JSON.stringify(tapped),
  }
}

/** One synchronous callback on the way the card names: 2 s, never repeated. */
export async function callBack(
  card: Card,
  userId: string,
  body: JsonObject,
  context: PlatformContext,
  way: CallbackWay,
): Promise<CallbackResult> {
  const { cards, options } = context
  if (card.callbackType === 'STREAM') {
    const acked = await way.gateway.pushCard(JSON.stringify(body), options.cardAnswerMs)
    if (!acked) return { clientCode: unanswered }
    return acked.response === undefined || acked.response === null ? {} : judge(acked.response, userId, context)
  }
  const route = cards.routes.get(card.routeKey ?? '')
  if (!route) return { clientCode: unanswered }
  const answer = await post(way.url ?? route.callbackUrl, JSON.stringify(body), {
    headers: cardHeaders(route.apiSecret),
    timeoutMs: options.cardAnswerMs,
    signal: way.stopped,
  })
  if (answer.failure || answer.status !== 200) return { clientCode: unanswered, answer }
  if (answer.body.trim() === '') return { answer }
  return { ...judge(parseJson(answer.body), userId, context), answer }
}

function judge(response: unknown, userId: string, { settings }: PlatformContext): CallbackResult {
  if (!isObject(response)) return { clientCode: unusable }
  try {
    // `userPrivateData` has no user id: it is for whoever tapped.
    const own = checkParams(response.userPrivateData, settings.cardValueBytes)
    const params = checkParams(response.cardData, settings.cardValueBytes)
    if (!own && !params) return {}
    const privateParams = new Map(own ? [[userId, own]] : [])
    return { change: { params, privateParams, ...updateOptions(response.cardUpdateOptions) } }
  } catch (error) {
    if (error instanceof ApiError) return { clientCode: unusable }
    throw error
  }
}
