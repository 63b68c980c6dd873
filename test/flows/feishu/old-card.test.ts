import { afterAll, beforeAll, expect, it } from 'vitest'
import { OutboxRow } from '../../../src/models/outbox-row.js'
import { type Bot, startBot } from '../../helpers/bot.js'
import { heardAfter, sayInGroup, tapAs } from '../../helpers/exchange.js'

let bot: Bot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(() => bot.stop())

const study = async (topic: string) => {
  const heard = await sayInGroup(bot, '赵阳', `昨天下午集中学习2小时 ${topic} 全员参加`)
  return heard.only(bot.branch.chatId)
}

it('a tap on a card older than 14 days is answered with a new message, once; a newer card that can be changed is', async () => {
  const [old, other] = [await study('党章'), await study('条例')]
  await bot.moveTo('2026-04-02T10:00:00+08:00')
  const { toast, heard } = await tapAs(bot, '赵阳', old, '撤销')
  expect(toast).toContain('已撤销')
  const anew = heard.only(bot.branch.chatId)
  expect(anew.text).toMatch(/^已撤销｜集中学习 · 党章/)
  expect(bot.simulator.message(old.messageId).text).toContain('已记｜集中学习 · 党章')
  expect(await OutboxRow.countDocuments({ state: { $in: ['dead', 'uncertain'] } })).toBe(0)

  // Typed, the answer is a message of its own: the old receipt just stays, and the operator has nothing to look at.
  const number = /编号 (\S+)/.exec(other.text)?.[1] ?? ''
  const typed = await heardAfter(bot, () =>
    bot.simulator.say(bot.branch.person.赵阳, bot.branch.chatId, `@台账助手 撤销 ${number}`),
  )
  expect(typed.only(bot.branch.chatId).text).toContain(`已撤销 ${number}`)
  expect(await OutboxRow.countDocuments({ state: { $in: ['dead', 'uncertain'] } })).toBe(0)
})
