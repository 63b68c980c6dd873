import { updateCard } from './api/messages.js'
import { type CallbackResult, callBack } from './card-callback.js'
import { collectForm, enter, type FormValues, findElement } from './card-form.js'
import type { CardNode } from './card-walk.js'
import type { PlatformContext } from './context.js'
import { asString, isObject, type JsonObject, objectsIn, parseJson } from './json.js'
import type { Message } from './world.js'

/** What a person sees after a tap. Exactly one of the kinds: sent to the bot, stopped by the client, or a link. */
export interface TapResult extends Partial<CallbackResult> {
  /** Required fields that are empty: the client marks them and sends nothing. */
  readonly missing?: readonly string[]
  /** A link the client opens. */
  readonly url?: string
}

const cardLifeMs = 14 * 24 * 60 * 60_000

/** Taps on cards, as the client carries them out. */
export class Taps {
  readonly #context: PlatformContext
  readonly #cardUrl: () => string | undefined
  readonly #stopped: AbortSignal

  constructor(context: PlatformContext, cardUrl: () => string | undefined, stopped: AbortSignal) {
    this.#context = context
    this.#cardUrl = cardUrl
    this.#stopped = stopped
  }

  /** Taps a button (path, name or text); confirms its dialog; `values` fill the form it submits. */
  async tap(openId: string, messageId: string, wanted: string, values: FormValues = {}): Promise<TapResult> {
    const { message, card } = this.#open(openId, messageId)
    const node = findElement(card, wanted)
    const { element } = node
    if (element.disabled === true) throw new Error(`${wanted} is disabled`)
    if (element.form_action_type === 'reset') return {}
    const behaviors = objectsIn(element.behaviors)
    const link = behaviors.find(({ type }) => type === 'open_url')
    const callback = behaviors.find(({ type }) => type === 'callback')
    const submits = node.form !== undefined && element.form_action_type === 'submit'
    if (!callback && !submits) return link ? { url: String(link.default_url ?? link.pc_url ?? '') } : {}
    const action: JsonObject = {
      ...this.#value(element),
      tag: 'button',
      timezone: 'Asia/Shanghai',
      ...(element.name === undefined ? {} : { name: element.name }),
    }
    if (submits && node.form) {
      const form = collectForm(card, node.form, values, this.#context.settings.emptyFormFields)
      if ('missing' in form) return { missing: form.missing }
      action.form_value = form.values
    }
    return this.#callBack(message, openId, action)
  }

  /** Fills in something that stands outside a form and so fires by itself. */
  async choose(openId: string, messageId: string, wanted: string, value: string | boolean): Promise<TapResult> {
    const { message, card } = this.#open(openId, messageId)
    const node = findElement(card, wanted)
    if (node.form) throw new Error(`${wanted} is in a form: fill it with tap`)
    return this.#callBack(message, openId, { ...this.#value(node.element), tag: node.tag, ...entered(node, value) })
  }

  #value(element: JsonObject): JsonObject {
    const callback = objectsIn(element.behaviors).find(({ type }) => type === 'callback')
    const value = callback?.value ?? element.value
    return value === undefined ? {} : { value }
  }

  #open(openId: string, messageId: string): { message: Message; card: JsonObject } {
    const { options, settings, world } = this.#context
    const message = world.getMessage(messageId)
    const card = parseJson(message.content)
    if (message.msgType !== 'interactive' || !isObject(card)) throw new Error(`${messageId} is no card`)
    if (message.recalled) throw new Error(`${messageId} was recalled`)
    if (!world.getChat(message.chatId).members.has(openId)) {
      throw new Error(`${world.getPerson(openId).name} can't see ${messageId}`)
    }
    if (settings.oldCardTaps === 'refused' && options.clock.now() - message.createTime > cardLifeMs) {
      throw new Error(`${messageId} is older than 14 days`)
    }
    return { message, card }
  }

  async #callBack(message: Message, openId: string, action: JsonObject): Promise<CallbackResult> {
    const result = await callBack(message, openId, action, this.#cardUrl(), this.#context, this.#stopped)
    if (result.card) updateCard(message, JSON.stringify(result.card), 'callback', this.#context)
    return result
  }
}

function entered(node: CardNode, value: string | boolean): JsonObject {
  if (node.tag === 'checker') return { checked: value === true }
  const text = asString(value) ?? ''
  return node.tag === 'input' ? { input_value: text } : { timezone: 'Asia/Shanghai', option: enter(node, text) }
}
