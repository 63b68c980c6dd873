import type { ChatMessage } from '../../src/simulator/chat-simulator.js'
import type { MemberName, PlayBot } from './bot.js'
import { type Heard, sayInGroup } from './exchange.js'
import { FORMS_ON_CARDS } from './stage.js'

/** Lacks its topic: it is asked back. */
export const NO_TOPIC = '昨天下午学了2小时 全员参加'

/** The form that came of a sentence in the group: there, or with its author where a group can't have one. */
export const formIn = (bot: PlayBot, chatId: string, personId: string, heard: Heard): ChatMessage =>
  heard.only(FORMS_ON_CARDS ? chatId : bot.simulator.privateChatId(personId))

/** Types a sentence without its topic in the group and takes the form that comes back. */
export const formFor = async (bot: PlayBot, name: MemberName, sentence = NO_TOPIC): Promise<ChatMessage> =>
  formIn(bot, bot.branch.chatId, bot.branch.person[name], await sayInGroup(bot, name, sentence))
