import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InboxRow } from '../../../src/models/inbox-row.js'
import { OutboxRow } from '../../../src/models/outbox-row.js'
import type { Said } from '../../../src/simulator/feishu/people.js'
import { type Bot, type MemberName, startBot } from '../../helpers/bot.js'
import { type Heard, heardAfter, privateChat, tapAs } from '../../helpers/exchange.js'

/** Only Feishu tells that a message was recalled. */
let bot: Bot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(() => bot.stop())

async function say(name: MemberName, text: string, inPrivate = false): Promise<{ said: Said; heard: Heard }> {
  const { simulator, branch } = bot
  const person = branch.person[name]
  const said = inPrivate
    ? simulator.sayPrivate(person, text)
    : simulator.say(person, branch.chatId, `@台账助手 ${text}`)
  return { said, heard: await heardAfter(bot, () => said) }
}
const recall = (name: MemberName, { messageId }: Said): Promise<Heard> =>
  heardAfter(bot, () => bot.simulator.recall(bot.branch.person[name], messageId))
const entryOf = async (number: string) =>
  (await bot.admin.entries(bot.branch.id)).find((entry) => entry.number === number)
const numberIn = (text: string): string => /编号 (\S+)/.exec(text)?.[1] ?? ''

describe('a recalled message', () => {
  it('is forgotten; its author alone is asked, in private, and nothing goes by itself', async () => {
    const { said, heard } = await say('赵阳', '昨天下午集中学习2小时 反诈知识 全员参加')
    const number = numberIn(heard.group)
    const asked = await recall('赵阳', said)
    expect(asked.group).toBe('')
    const card = asked.only(privateChat(bot, '赵阳'))
    expect(card.text).toContain(`对应记录 ${number} 要撤销吗？`)
    expect(card.text).not.toContain('反诈')
    expect(await entryOf(number)).toMatchObject({ voided: false })
    const inbox = await InboxRow.findOne({ _id: { $regex: said.messageId } }).lean()
    expect(inbox).toMatchObject({ state: 'done' })
    expect(inbox?.payload).toBeUndefined()
    const receipt = heard.only(bot.branch.chatId)
    expect((await OutboxRow.findOne({ messageId: receipt.messageId }).lean())?.payload).toBeUndefined()
    expect((await tapAs(bot, '赵阳', card, '撤销')).toast).toContain(`已撤销 ${number}`)
    expect(await entryOf(number)).toMatchObject({ voided: true })
  })

  it('whose entry stays is left in peace', async () => {
    const { said, heard } = await say('李响', '昨天下午集中学习2小时 防汛 全员参加')
    const number = numberIn(heard.group)
    const card = (await recall('李响', said)).only(privateChat(bot, '李响'))
    expect((await tapAs(bot, '李响', card, '保留')).toast).toBe('好的，保留')
    expect(bot.simulator.message(card.messageId).text).toContain('已保留')
    expect(await entryOf(number)).toMatchObject({ voided: false })
  })

  it('that waits for its form gives the form up', async () => {
    const { said, heard } = await say('赵阳', '昨天下午学了2小时 全员参加')
    const form = heard.only(bot.branch.chatId)
    expect(form.text).toContain('还没记')
    const recalled = await recall('赵阳', said)
    expect(recalled.to('赵阳')).toBe('')
    expect(bot.simulator.message(form.messageId).text).toContain('已放弃')
  })

  it('that a form completed is asked about as well', async () => {
    const { said, heard } = await say('王敏', '昨天下午学了2小时 全员参加')
    const { toast } = await tapAs(bot, '王敏', heard.only(bot.branch.chatId), '记下', { topic: '民法典' })
    const number = /已记 (\S+)/.exec(toast ?? '')?.[1] ?? ''
    const asked = await recall('王敏', said)
    expect(asked.only(privateChat(bot, '王敏')).text).toContain(`对应记录 ${number} 要撤销吗？`)
  })

  it('in private is asked about as well', async () => {
    const { said, heard } = await say('陈立', '昨天和孙小雨谈心谈话30分钟', true)
    const number = numberIn(heard.to('陈立'))
    expect((await recall('陈立', said)).to('陈立')).toContain(`对应记录 ${number} 要撤销吗？`)
  })

  it('of which nothing came is nobody’s business', async () => {
    const { said } = await say('王敏', '帮助')
    const heard = await recall('王敏', said)
    expect(heard.all).toEqual([])
  })

  it('of an entry that was voided before asks nothing', async () => {
    const { said, heard } = await say('李响', '昨天下午集中学习2小时 消防 全员参加')
    await say('李响', `撤销 ${numberIn(heard.group)}`)
    expect((await recall('李响', said)).all).toEqual([])
  })
})
