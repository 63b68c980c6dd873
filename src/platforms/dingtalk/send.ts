import type { Card } from '../../core/card.js'
import { machineNow } from '../../core/clock.js'
import { PlatformError } from '../../core/errors.js'
import type { Logger } from '../../core/logger.js'
import type { Content, Delivery, ReplyRoute, Target } from '../../core/platform.js'
import { overLimit } from './card-limits.js'
import type { CallbackRoute, DingtalkClient, Receiver } from './client.js'
import { refusal } from './errors.js'
import { MAX_ROBOT_BUTTONS, type Message } from './messages.js'
import type { Place, RenderOptions } from './place.js'
import { isOpaqueId, privateChatOf } from './read-message.js'
import { renderMessage, renderVariables } from './render-card.js'
import { renderText } from './render-text.js'
import { isSessionUrl } from './session-url.js'

export interface SenderConfig extends RenderOptions {
  readonly oapiBase: string
  /** Left out: cards are messages, which can't be changed. */
  readonly cards?: CardsConfig
}

export interface CardsConfig {
  readonly templateId: string
  readonly route: CallbackRoute
  /** Whether taps would come in: only then a card with buttons may be sent. Never rejects. */
  readonly ready: () => Promise<boolean>
}

/** How a content reaches its target. All throw `PlatformError`. */
export interface Sender {
  send(target: Target, content: Content, key: string, route?: ReplyRoute, keyedOnly?: boolean): Promise<Delivery>
  update(key: string, card: Card): Promise<void>
  keyMemoryMs(content: Content): number
}

/** A way back that is nearly over is not taken: the clocks differ, and what is refused costs a call. */
const ROUTE_MARGIN_MS = 5 * 60_000
/** What is wrong with the template is wrong for every card; asked again so often. */
const TEMPLATE_OFF_MS = 10 * 60_000
const TEMPLATE_CODES: ReadonlySet<string> = new Set([
  'param.templateNotExist',
  'param.templateUnpublished',
  'Forbidden.AccessDenied.AccessTokenPermissionDenied',
])
const REMEMBERED_KEYS = 1000

/**
 * The ladder (design.md §3): a card of our template, else markdown with buttons; either goes back the way the message
 * came while that lasts, else by the robot's OpenAPI. A card that is refused for good goes on as a message in the same
 * send; what may have been delivered never does (`keyedOnly`: an earlier attempt may have been).
 */
export function createSender(client: DingtalkClient, config: SenderConfig, logger: Logger): Sender {
  const { cards } = config
  let templateOffUntil = 0
  const warned = new Set<string>()
  /** Made but not delivered: DingTalk would now say that such a card exists. */
  const undelivered = new Set<string>()

  const told = <T>({ payload, lost }: { readonly payload: T; readonly lost: readonly string[] }): T => {
    if (lost.length > 0) logger.warn({ platform: 'dingtalk', lost: lost.join('; ') }, 'card is shown incompletely')
    return payload
  }

  const templateIsOn = (): boolean => cards !== undefined && machineNow() >= templateOffUntil

  /** Undefined: it is to be sent as a message instead. */
  const sendCard = async (to: Destination, card: Card, key: string): Promise<Delivery | undefined> => {
    if (!cards || !templateIsOn() || undelivered.has(key)) return undefined
    const rendered = renderVariables(card, to.place, config)
    if (!rendered || !(await cards.ready())) return undefined
    try {
      await client.createCard(to.receiver, key, cards.templateId, cards.route, rendered.payload)
    } catch (error) {
      if (!(error instanceof PlatformError) || !isRefusal(error)) throw error
      noteRefusal(error, key)
      return undefined
    }
    told(rendered)
    return { messageId: key }
  }

  const noteRefusal = ({ code, message }: PlatformError, key: string): void => {
    if (TEMPLATE_CODES.has(code)) templateOffUntil = machineNow() + TEMPLATE_OFF_MS
    if (code === 'card-not-delivered') remember(undelivered, key)
    if (warned.has(code)) return
    warned.add(code)
    logger.warn({ platform: 'dingtalk', code }, `a card is sent as a message instead: ${message}`)
  }

  const sendMessage = async (
    to: Destination,
    render: (maxButtons: number) => Message,
    route: ReplyRoute | undefined,
  ): Promise<Delivery> => {
    if (route && isUsable(route, config.oapiBase)) {
      try {
        await client.reply(route.url, render(Number.POSITIVE_INFINITY))
        return { messageId: '', fixed: true }
      } catch (error) {
        // Also for a content that is refused: the other API has other rules. What may be there is not said twice.
        if (!(error instanceof PlatformError) || error.kind === 'unknown-outcome' || error.code === 'card-limit')
          throw error
        logger.debug({ platform: 'dingtalk', code: error.code }, 'a reply goes by the OpenAPI instead')
      }
    }
    if ('userId' in to.receiver && isOpaqueId(to.receiver.userId)) throw refusal('invalidStaffIdList', 'robot')
    return { messageId: await client.send(to.receiver, render(MAX_ROBOT_BUTTONS)), fixed: true }
  }

  return {
    send: async (target, content, key, route, keyedOnly) => {
      const to = destinationOf(target)
      if (content.type === 'text') {
        const text = renderText(content.text)
        return sendMessage(to, () => ({ type: 'text', text }), route)
      }
      const { card } = content
      const sent = await sendCard(to, card, key)
      if (sent) return sent
      if (keyedOnly) throw mayBeThere()
      return sendMessage(to, (maxButtons) => told(renderMessage(card, to.place, config, maxButtons)), route)
    },

    update: async (key, card) => {
      // Who reads it is not known any more, so a form becomes a sentence to complete.
      const rendered = renderVariables(card, { kind: 'unknown' }, config, true)
      if (!rendered) throw overLimit('it does not fit into the card that is to show it')
      await client.updateCard(key, told(rendered))
    },

    keyMemoryMs: (content) =>
      content.type === 'card' && templateIsOn() && renderVariables(content.card, { kind: 'unknown' }, config)
        ? Number.POSITIVE_INFINITY
        : 0,
  }
}

/** A card that can't be sent again, and whose first sending may have arrived: a message beside it would be a second one. */
const mayBeThere = (): PlatformError =>
  new PlatformError(
    'unknown-outcome',
    'card-refused',
    'DingTalk refuses the card now, and an earlier attempt may have arrived; look into the chat before replaying by hand',
  )

interface Destination {
  readonly receiver: Receiver
  readonly place: Place
}

/** A private chat can't be written to by its id: the person is written to. */
function destinationOf(target: Target): Destination {
  const userId = target.userId ?? ('chatId' in target ? personOf(target.chatId) : undefined)
  if (userId !== undefined) return { receiver: { userId }, place: { kind: 'person', userId } }
  return {
    receiver: { openConversationId: 'chatId' in target ? target.chatId : '' },
    place: { kind: 'group' },
  }
}

const PRIVATE_PREFIX = privateChatOf('')
const personOf = (chatId: string): string | undefined =>
  chatId.startsWith(PRIVATE_PREFIX) ? chatId.slice(PRIVATE_PREFIX.length) : undefined

const isUsable = ({ url, expiresAt }: ReplyRoute, oapiBase: string): boolean =>
  expiresAt - machineNow() >= ROUTE_MARGIN_MS && isSessionUrl(url, oapiBase)

/** Refused for good and not delivered, for a reason that a message may not have. */
const isRefusal = ({ kind }: PlatformError): boolean => kind === 'permanent-content' || kind === 'configuration'

function remember(keys: Set<string>, key: string): void {
  keys.add(key)
  const [oldest] = keys
  if (keys.size > REMEMBERED_KEYS && oldest !== undefined) keys.delete(oldest)
}
