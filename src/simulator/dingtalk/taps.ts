import type { ChatTap } from '../chat-simulator.js'
import type { PostResult } from '../http-post.js'
import { type CallbackWay, callBack, callbackBody } from './card-callback.js'
import type { Card } from './cards.js'
import type { PlatformContext } from './context.js'
import { markdownLinks } from './markdown-text.js'
import { drawCard } from './message-view.js'
import type { People, Said } from './people.js'
import type { LinkButton, Shown } from './shown.js'
import type { Message } from './world.js'

/** What a person sees after a tap; at most one of the kinds. */
export interface TapResult extends ChatTap {
  readonly said?: Said
  /** The bot's raw answer to a card callback over HTTP. */
  readonly answer?: PostResult
}

/** Taps on buttons and links, as the client carries them out. */
export class Taps {
  readonly #context: PlatformContext
  readonly #people: People
  readonly #way: () => CallbackWay

  constructor(context: PlatformContext, people: People, way: () => CallbackWay) {
    this.#context = context
    this.#people = people
    this.#way = way
  }

  /** Taps a button or link by its text (part of it will do). */
  async tap(personId: string, messageId: string, wanted: string): Promise<TapResult> {
    const { cards, world } = this.#context
    const message = world.getMessage(messageId)
    if (message.recalled) throw new Error(`${messageId} was recalled`)
    const name = world.getPerson(personId).name
    const seen = message.visibleTo?.has(personId) ?? true
    if (!world.getChat(message.chatId).members.has(personId) || !seen) throw new Error(`${name} can't see ${messageId}`)
    if (message.shown.kind === 'card')
      return this.#tapCard(personId, message, cards.get(message.shown.outTrackId), wanted)
    return this.#open(personId, message, pick(tappables(message.shown), wanted).url)
  }

  async #tapCard(personId: string, message: Message, card: Card, wanted: string): Promise<TapResult> {
    const button = pick(drawCard(card, this.#context).buttons, wanted)
    if (button.url) return this.#open(personId, message, button.url)
    if (!card.callbackType) return {}
    const body = callbackBody(card, message, personId, button.action ?? '', this.#context)
    const notice = (): string => card.privateParams.get(personId)?.notice ?? ''
    // A callback is a Webhook or Stream call; what happens to one over budget is not documented, so it is delivered.
    this.#context.limits.countWebhook()
    card.openTaps += 1
    try {
      const { change, clientCode, answer } = await callBack(card, personId, body, this.#context, this.#way())
      if (change) this.#context.cards.change(card, change, 'callback', this.#context)
      return {
        ...(change && notice() !== '' ? { toast: { type: 'info', content: notice() } } : {}),
        ...(clientCode === undefined ? {} : { clientCode }),
        ...(answer ? { answer } : {}),
      }
    } finally {
      card.openTaps -= 1
    }
  }

  /**
   * What the client does with an address. `dtmd:` makes the person say something:
   * https://open.dingtalk.com/document/dingstart/lightweight-interactive-card-messages
   */
  #open(personId: string, message: Message, url: string): TapResult {
    const { settings } = this.#context
    const inside = /^dingtalk:\/\/dingtalkclient\/page\/link\?(?:.*&)?url=([^&]*)/.exec(url)?.[1]
    if (inside !== undefined) return { url: decodeURIComponent(inside) }
    if (!url.startsWith('dtmd:')) return { url }
    const encoded = /^dtmd:\/\/dingtalkclient\/sendMessage\?(?:.*&)?content=([^&]*)/.exec(url)?.[1]
    if (encoded === undefined || !settings.dtmdEnabled) return {}
    const words = decodeURIComponent(encoded)
    const { kind } = this.#context.world.getChat(message.chatId)
    const addressed = kind === 'group' && settings.dtmdInGroups === 'addressed'
    const bot = { id: 'bot', name: this.#context.options.botName }
    // Never a real @: an `@姓名` in the text stays text.
    const said = addressed
      ? this.#people.sayWords(personId, message.chatId, `@${bot.name} ${words}`, ` ${words}`, [bot])
      : this.#people.sayWords(personId, message.chatId, words, words, [])
    return { said }
  }
}

function tappables(shown: Shown): readonly LinkButton[] {
  switch (shown.kind) {
    case 'actionCard':
      return [...shown.buttons, ...markdownLinks(shown.text)]
    case 'markdown':
      return markdownLinks(shown.text)
    case 'feedCard':
      return shown.links
    case 'link':
      return [{ text: shown.title, url: shown.url }]
    default:
      return []
  }
}

function pick<T extends { readonly text: string }>(buttons: readonly T[], wanted: string): T {
  const found = buttons.find(({ text }) => text === wanted) ?? buttons.find(({ text }) => text.includes(wanted))
  if (!found) throw new Error(`no button ${wanted}; there are: ${buttons.map(({ text }) => text).join('、') || 'none'}`)
  return found
}
