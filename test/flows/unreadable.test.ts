import { afterAll, beforeAll, expect, it } from 'vitest'
import { InboxRow } from '../../src/models/inbox-row.js'
import { type Bot, startBot } from '../helpers/bot.js'
import { heardAfter, privateChat, sayInGroup, sayInPrivate } from '../helpers/exchange.js'

let bot: Bot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(() => bot.stop())

/** What the bot keeps of messages, sealed or not. */
const keptPayloads = () => InboxRow.countDocuments({ payload: { $exists: true } })

it.each([
  ['a picture', { msgType: 'image', content: { image_key: 'img_1' } }, '图片我还不会收'],
  ['a file', { msgType: 'file', content: { file_key: 'file_1', file_name: '名单.xlsx' } }, '文件我还不会收'],
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

it('state secrets and leaders’ itineraries are refused with a kind line, and wiped at once', async () => {
  for (const say of [sayInGroup, sayInPrivate]) {
    const before = await keptPayloads()
    const heard = await say(bot, '赵阳', '昨天学习了机密文件 省委书记行程 下榻市宾馆 2小时 全员参加')
    expect(heard.group + heard.to('赵阳')).toBe('涉密、工作秘密、领导行程请勿发给我')
    expect(await keptPayloads()).toBe(before)
  }
  expect(await bot.admin.entries(bot.branch.id)).toEqual([])
})

it('a secret typed into a form is refused as well, and its form can’t be sent again', async () => {
  const form = (await sayInGroup(bot, '赵阳', '昨天下午学了2小时 全员参加')).only(bot.branch.chatId)
  const before = await keptPayloads()
  const tap = bot.simulator.tap(bot.branch.person.赵阳, form.messageId, '记下', { topic: '机密文件 省长行程路线' })
  await heardAfter(bot, () => tap)
  expect((await tap).toast?.content).toBe('涉密、工作秘密、领导行程请勿发给我')
  expect(await keptPayloads()).toBe(before)
  expect(bot.simulator.message(form.messageId).text).toContain('已放弃')
  expect(await bot.admin.entries(bot.branch.id)).toEqual([])
})

it('a sentence that is no record is told so in private, kept nowhere, and left alone in the group', async () => {
  const before = await keptPayloads()
  expect((await sayInPrivate(bot, '赵阳', '今天食堂的菜不错')).to('赵阳')).toBe('没看懂这一句，发「帮助」看例句。')
  expect((await sayInGroup(bot, '赵阳', '谢谢')).group).toBe('')
  expect(await keptPayloads()).toBe(before)
})
