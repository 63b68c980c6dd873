import type { SimulatedMessage } from '../../src/simulator/feishu/index.js'
import type { Bot, MemberName } from './bot.js'
import { sayInGroup } from './exchange.js'

/** Lacks its topic: it is asked back. */
export const NO_TOPIC = '昨天下午学了2小时 全员参加'

/** Types a sentence without its topic in the group and takes the form that comes back. */
export const formFor = async (bot: Bot, name: MemberName, sentence = NO_TOPIC): Promise<SimulatedMessage> =>
  (await sayInGroup(bot, name, sentence)).only(bot.branch.chatId)
