import type { FormValues } from '../../src/simulator/feishu/card-form.js'
import type { SimulatedMessage } from '../../src/simulator/feishu/index.js'
import type { Said } from '../../src/simulator/feishu/people.js'
import type { Bot, MemberName } from './bot.js'
import { untilQuiet } from './quiet.js'

/** What the bot said and changed because of something people did. */
export interface Heard {
  /** New messages of the bot in a chat, as they stood when all was quiet. */
  in(chatId: string): readonly SimulatedMessage[]
  /** Their words, one under the other. */
  readonly group: string
  to(name: MemberName): string
  /** The only new message there; throws when there is none, or more than one. */
  only(chatId: string): SimulatedMessage
}

/**
 * Does something and waits until nothing is left to be done, so that what was not said is known as well as what was.
 */
export async function heardAfter(bot: Bot, work: () => Said | Promise<unknown>): Promise<Heard> {
  const { simulator, branch, url } = bot
  const before = new Set(simulator.chats().flatMap(({ chatId }) => simulator.replies(chatId).map(idOf)))
  const done = work()
  await (done instanceof Promise ? done : done.delivered)
  await untilQuiet(url)
  const heard = new Map(
    simulator.chats().map(({ chatId }) => [chatId, simulator.replies(chatId).filter((one) => !before.has(idOf(one)))]),
  )
  const fresh = (chatId: string): readonly SimulatedMessage[] => heard.get(chatId) ?? []
  const words = (chatId: string): string =>
    fresh(chatId)
      .map(({ text }) => text)
      .join('\n')
  return {
    in: fresh,
    group: words(branch.chatId),
    to: (name) => words(simulator.privateChatId(branch.person[name])),
    only(chatId) {
      const messages = fresh(chatId)
      const [message] = messages
      if (messages.length !== 1 || !message) throw new Error(`${messages.length} messages there:\n${words(chatId)}`)
      return message
    },
  }
}

/** Says it in the branch's group to the bot. */
export const sayInGroup = (bot: Bot, name: MemberName, text: string): Promise<Heard> =>
  heardAfter(bot, () => bot.simulator.say(bot.branch.person[name], bot.branch.chatId, `@台账助手 ${text}`))

/** Says it to the bot in private. */
export const sayInPrivate = (bot: Bot, name: MemberName, text: string): Promise<Heard> =>
  heardAfter(bot, () => bot.simulator.sayPrivate(bot.branch.person[name], text))

/** Taps a button of a card, fills in its form first, and waits until the card says what became of it. */
export async function tapAs(
  bot: Bot,
  name: MemberName,
  card: SimulatedMessage,
  button: string,
  values: FormValues = {},
): Promise<{ readonly toast: string | undefined; readonly heard: Heard }> {
  const tap = bot.simulator.tap(bot.branch.person[name], card.messageId, button, values)
  return { heard: await heardAfter(bot, () => tap), toast: (await tap).toast?.content }
}

/** The id of a member's private chat with the bot. */
export const privateChat = (bot: Bot, name: MemberName): string => bot.simulator.privateChatId(bot.branch.person[name])

const idOf = ({ messageId }: SimulatedMessage): string => messageId
