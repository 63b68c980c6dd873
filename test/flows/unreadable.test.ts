import { afterAll, beforeAll, expect, it } from 'vitest'
import { InboxRow } from '../../src/models/inbox-row.js'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, heardAfter, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { formFor } from '../helpers/form.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

/** What the bot keeps of messages, sealed or not. */
const keptPayloads = () => InboxRow.countDocuments({ payload: { $exists: true } })

const BYTES = Buffer.from('some bytes')
it.each([
  [
    'a picture',
    () => bot.simulator.sendImage(bot.branch.person.赵阳, privateChat(bot, '赵阳'), BYTES),
    '这份材料要附到哪条',
  ],
  [
    'a file',
    () => bot.simulator.sendFile(bot.branch.person.赵阳, privateChat(bot, '赵阳'), '名单.xlsx', BYTES),
    '这份材料要附到哪条',
  ],
])('%s in private is answered with what to do instead, never recorded', async (_name, send, answer) => {
  const heard = await heardAfter(bot, send)
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
  const form = await formFor(bot, '赵阳')
  const before = await keptPayloads()
  const { toast } = await tapAs(bot, '赵阳', form, '记下', { topic: '机密文件 省长行程路线' })
  expect(toast).toContain('涉密、工作秘密、领导行程请勿发给我')
  expect(await keptPayloads()).toBe(before)
  expect(faceOf(bot, form)).toContain('已放弃')
  expect(await bot.admin.entries(bot.branch.id)).toEqual([])
})

it('a sentence that is no record is told so in private, kept nowhere, and left alone in the group', async () => {
  const before = await keptPayloads()
  expect((await sayInPrivate(bot, '赵阳', '今天食堂的菜不错')).to('赵阳')).toBe('没看懂这一句，发「帮助」看例句。')
  expect((await sayInGroup(bot, '赵阳', '谢谢')).group).toBe('')
  expect(await keptPayloads()).toBe(before)
})
