import type { ChatMessage } from '../../src/simulator/chat-simulator.js'
import type { PlayBot } from './bot.js'
import { type Heard, heardAfter, press } from './exchange.js'

const NAMES = ['吴刚', '郑洁', '冯涛', '褚燕', '卫东', '钱同事'] as const
export type Name = (typeof NAMES)[number]

/** A group of people whom the bot has never heard of, with the ways to talk there. */
export function newGroup(bot: PlayBot, groupName: string) {
  const { simulator } = bot
  const person = Object.fromEntries(NAMES.map((name) => [name, simulator.addPerson(name).id])) as Record<Name, string>
  const { chatId } = simulator.addGroup(groupName, Object.values(person))
  return {
    chatId,
    person,
    privateChat: (name: Name): string => simulator.privateChatId(person[name]),
    say: (name: Name, text: string): Promise<Heard> =>
      heardAfter(bot, () => simulator.say(person[name], chatId, `@台账助手 ${text}`)),
    sayPrivate: (name: Name, text: string): Promise<Heard> =>
      heardAfter(bot, () => simulator.sayPrivate(person[name], text)),
    press: (name: Name, card: ChatMessage, button: string, values = {}) =>
      press(bot, person[name], card, button, values),
    last: (where: Name | 'group'): ChatMessage => {
      const said = simulator.replies(where === 'group' ? chatId : simulator.privateChatId(person[where])).at(-1)
      if (!said) throw new Error(`nothing was said to ${where}`)
      return said
    },
    find: (where: Name | 'group', words: string): ChatMessage => {
      const said = simulator.replies(where === 'group' ? chatId : simulator.privateChatId(person[where]))
      const found = said.findLast(({ text }) => text.includes(words))
      if (!found) throw new Error(`no ${words} in:\n${said.map(({ text }) => text).join('\n---\n')}`)
      return found
    },
  }
}
export type Group = ReturnType<typeof newGroup>

/** Everything new in a chat. */
export const wordsTo = (heard: Heard, chatId: string): string =>
  heard
    .in(chatId)
    .map(({ text }) => text)
    .join('\n')

/** Both confirmations: from here on the secretary may bring his roster. */
export async function establish(group: Group): Promise<Heard> {
  await group.say('吴刚', '我是书记')
  await group.sayPrivate('吴刚', '我是书记')
  return group.say('郑洁', '同意')
}
