import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Bot, type MemberName, startBot } from '../../helpers/bot.js'
import { heardAfter, sayInGroup } from '../../helpers/exchange.js'

let bot: Bot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(() => bot.stop())

/** Records a study in the group and hands back its number. */
async function study(name: MemberName): Promise<string> {
  const { group } = await sayInGroup(bot, name, '昨天下午集中学习2小时 党章 全员参加')
  return /编号 (\S+)/.exec(group)?.[1] ?? ''
}
const isVoided = async (number: string): Promise<boolean | undefined> =>
  (await bot.admin.entries(bot.branch.id)).find((entry) => entry.number === number)?.voided

it('撤销 that arrives late reaches only what its author had before him', async () => {
  const { simulator, branch } = bot
  const number = await study('孙小雨')
  // Typed now, delivered after the next record: the platform may push it again hours later.
  simulator.disturb({ drop: () => true })
  const { delivery } = simulator.say(branch.person.孙小雨, branch.chatId, '@台账助手 撤销')
  simulator.disturb({})
  const later = await study('孙小雨')
  if (!delivery) throw new Error('the bot is not told of it')
  await heardAfter(bot, () => simulator.redeliver(delivery))
  expect([await isVoided(number), await isVoided(later)]).toEqual([true, false])
})
