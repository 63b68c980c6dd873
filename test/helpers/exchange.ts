import type { ChatFormValues, ChatMessage, ChatSaid } from '../../src/simulator/chat-simulator.js'
import type { MemberName, PlayBot } from './bot.js'
import { fillPage } from './fill-page.js'
import { untilQuiet } from './quiet.js'
import { CARDS_LIVE, FORMS_ON_CARDS } from './stage.js'

/** What the bot said and changed because of something people did. */
export interface Heard {
  /** New messages of the bot in a chat, as they stood when all was quiet. */
  in(chatId: string): readonly ChatMessage[]
  /** Their words, one under the other. */
  readonly group: string
  to(name: MemberName): string
  /** Every new message, wherever. */
  readonly all: readonly string[]
  /** The only new message there; throws when there is none, or more than one. */
  only(chatId: string): ChatMessage
}

/**
 * Does something and waits until nothing is left to be done, so that what was not said is known as well as what was.
 */
export async function heardAfter(bot: PlayBot, work: () => ChatSaid | Promise<unknown>): Promise<Heard> {
  const { simulator, branch, url } = bot
  const before = new Set(simulator.chats().flatMap(({ chatId }) => simulator.replies(chatId).map(idOf)))
  const done = work()
  await (done instanceof Promise ? done : done.delivered)
  await untilQuiet(url)
  const heard = new Map(
    simulator.chats().map(({ chatId }) => [chatId, simulator.replies(chatId).filter((one) => !before.has(idOf(one)))]),
  )
  const fresh = (chatId: string): readonly ChatMessage[] => heard.get(chatId) ?? []
  const words = (chatId: string): string =>
    fresh(chatId)
      .map(({ text }) => text)
      .join('\n')
  return {
    in: fresh,
    group: words(branch.chatId),
    all: [...heard.values()].flatMap((messages) => messages.map(({ text }) => text)),
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
export const sayInGroup = (bot: PlayBot, name: MemberName, text: string): Promise<Heard> =>
  heardAfter(bot, () => bot.simulator.say(bot.branch.person[name], bot.branch.chatId, `@台账助手 ${text}`))

/** Says it to the bot in private. */
export const sayInPrivate = (bot: PlayBot, name: MemberName, text: string): Promise<Heard> =>
  heardAfter(bot, () => bot.simulator.sayPrivate(bot.branch.person[name], text))

/** What a person is told right after acting on a card, and what the bot said because of it. */
export interface Pressed {
  readonly toast: string | undefined
  /** Required fields that were left empty: nothing was sent. */
  readonly missing?: readonly string[]
  readonly heard: Heard
}

/**
 * Acts on a card as a person does on this stage: taps a button, fills in the page that it opens, or types the command that
 * stands under the card, and waits until nothing is left to be done.
 */
export async function press(
  bot: PlayBot,
  personId: string,
  card: ChatMessage,
  button: string,
  values: ChatFormValues = {},
): Promise<Pressed> {
  let done: Acted = { toast: undefined }
  const heard = await heardAfter(bot, async () => {
    done = await act(bot, personId, card, button, values)
  })
  const { toast, missing, page, isSaid } = done
  if (!CARDS_LIVE || page !== undefined) bot.faces.set(card.messageId, [page, ...heard.all].filter(Boolean).join('\n'))
  const own = heard.in(card.chatId).map(({ text }) => text)
  return { toast: isSaid ? own.join('\n') : toast, missing, heard }
}

/** What sends a form, and what opens its page where it is none of the card's. */
const SUBMITS: readonly string[] = ['记下', '保存', '提交']
const OPEN_PAGE = '填写'

interface Acted extends Omit<Pressed, 'heard'> {
  /** The command was said: what the bot answers is what the person is told. */
  readonly isSaid?: boolean
  /** What the page said that was filled in. */
  readonly page?: string
}

async function act(
  { simulator, pages }: PlayBot,
  personId: string,
  card: ChatMessage,
  button: string,
  values: ChatFormValues,
): Promise<Acted> {
  const typed = twinUnder(card, button)
  if (typed !== undefined) {
    const said = simulator.say(personId, card.chatId, card.chatKind === 'group' ? `@台账助手 ${typed}` : typed)
    await said.delivered
    return { toast: undefined, isSaid: true }
  }
  const opener = !FORMS_ON_CARDS && SUBMITS.includes(button) ? OPEN_PAGE : button
  const { toast, missing, said, url } = await simulator.tap(personId, card.messageId, opener, values)
  if (url !== undefined) {
    const answer = await fillPage(url, button, values, pages.get(url))
    if (answer.html.includes('<form')) pages.set(url, answer.html)
    return { toast: answer.toast, page: answer.text }
  }
  await said?.delivered
  return { toast: toast?.content, missing, isSaid: said !== undefined }
}

/** `撤销：@我 撤销 2026-学-014` under a card whose buttons can't be shown. */
function twinUnder({ text }: ChatMessage, button: string): string | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${button}：`))
  return line && /^.*?：(?:@我 |回复：)(.*)$/.exec(line)?.[1]
}

/** A member taps a button of a card, fills in its form first. */
export const tapAs = (
  bot: PlayBot,
  name: MemberName,
  card: ChatMessage,
  button: string,
  values: ChatFormValues = {},
): Promise<Pressed> => press(bot, bot.branch.person[name], card, button, values)

/** What the card says now; where a card can't change, what was said about it after the last `press`. */
export function faceOf(bot: PlayBot, card: ChatMessage): string {
  const said = bot.faces.get(card.messageId)
  const { text } = bot.simulator.message(card.messageId)
  if (said === undefined) return text
  return CARDS_LIVE ? `${text}\n${said}` : said
}

/** The id of a member's private chat with the bot. */
export const privateChat = (bot: PlayBot, name: MemberName): string =>
  bot.simulator.privateChatId(bot.branch.person[name])

const idOf = ({ messageId }: ChatMessage): string => messageId

/** All that a talk's other person reads of it, to the letter: the line, that nothing is to be done, and 有出入. */
export const partnerLine = (line: string): string => `${line}\n不用操作；和实际不符再点「有出入」。\n有出入`
