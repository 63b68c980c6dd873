import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Bot, startBot } from '../../helpers/bot.js'
import { heardAfter, privateChat } from '../../helpers/exchange.js'

/** Kinds of message that only Feishu has, or delivers so. */
let bot: Bot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(() => bot.stop())

it.each([
  ['a voice message', { msgType: 'audio', content: { file_key: 'file_2', duration: 2000 } }, '请打一句字'],
  ['a forwarded chat', { msgType: 'merge_forward', content: {} }, '转发的聊天我不记，请用一句话说明'],
  ['a sticker', { msgType: 'sticker', content: { file_key: 'file_3' } }, '请打一句字'],
])('%s in private is answered with what to do instead, never recorded', async (_name, message, answer) => {
  const chatId = privateChat(bot, '赵阳')
  const heard = await heardAfter(bot, () => bot.simulator.send(bot.branch.person.赵阳, chatId, message))
  expect(heard.to('赵阳')).toContain(answer)
  expect(heard.group).toBe('')
  expect(await bot.admin.entries(bot.branch.id)).toEqual([])
})
