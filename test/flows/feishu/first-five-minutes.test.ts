import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BranchSetup } from '../../../src/models/branch-setup.js'
import { type Bot, startBot } from '../../helpers/bot.js'
import { heardAfter } from '../../helpers/exchange.js'
import { establish, newGroup, wordsTo } from '../../helpers/new-group.js'
import { wireOf } from '../../helpers/webhook.js'

/** What only Feishu has: the event that the bot was added, a picker of people, and forms on cards. */
let bot: Bot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(() => bot.stop())

describe('the bot added to a group', () => {
  it('greets with a picker; whoever is chosen is asked in private, and adding gives no role', async () => {
    const group = newGroup(bot, '信息部')
    const heard = await heardAfter(bot, () => bot.simulator.setBotIn(group.chatId, group.person.钱同事, true).done)
    const greeting = heard.only(group.chatId)
    expect(greeting.text).toContain('谁是书记？')
    expect(heard.in(group.privateChat('钱同事'))).toEqual([])
    const picker = pickerOf(greeting.messageId)
    const chosen = await heardAfter(bot, () =>
      bot.simulator.choose(group.person.钱同事, greeting.messageId, picker, group.person.吴刚),
    )
    expect(wordsTo(chosen, group.chatId)).toContain('书记待确认｜吴刚')
    expect(wordsTo(chosen, group.privateChat('吴刚'))).toContain('你是党支部书记吗？')
    const other = await heardAfter(bot, () =>
      bot.simulator.choose(group.person.钱同事, greeting.messageId, picker, group.person.郑洁),
    )
    expect(wordsTo(other, group.privateChat('郑洁'))).toContain('你是党支部书记吗？')
  })

  it('a tap that names another group’s set-up, or another person’s, changes nothing', async () => {
    const group = newGroup(bot, '甲')
    const elsewhere = newGroup(bot, '乙')
    await group.say('吴刚', '我是书记')
    const setup = await BranchSetup.findOne({ chatId: group.chatId, kind: 'secretary' }).lean()
    const wire = wireOf(bot)
    const tap = async (name: string, operatorId: string, chatId: string): Promise<string> => {
      const event = wire.tap({ v: 1, name, setupId: setup?._id }, operatorId)
      event.event.context.open_chat_id = chatId
      const answer = await wire.post('/feishu/cards', wire.push(event))
      expect(answer.status).toBe(200)
      return answer.body
    }
    expect(await tap('second-secretary', elsewhere.person.郑洁, elsewhere.chatId)).toContain('已过期')
    expect(await tap('second-secretary', group.person.郑洁, bot.branch.chatId)).toContain('已登记')
    expect(await tap('confirm-secretary', group.person.郑洁, group.privateChat('郑洁'))).toContain('由书记本人来点')
    expect(await BranchSetup.findById(setup?._id).lean()).toEqual(setup)
  })
})

describe('the form', () => {
  it('says what is wrong with it, and can be filled in again', async () => {
    const group = newGroup(bot, '营销')
    await establish(group)
    const form = group.find('吴刚', '请报党员名单')
    const wrong = await group.press('吴刚', form, '看一下', { branch_name: '营销部党支部', people: '？？？' })
    expect(wrong.toast).toContain('没看出党员名单')
    const people = '吴刚 书记\n郑洁 管党费、管台账\n褚燕 预备'
    const right = await group.press('吴刚', group.find('吴刚', '请报党员名单'), '看一下', { people })
    expect(right.toast).toContain('请核对名单')
    const shown = group.find('吴刚', '核对党员名单')
    expect(shown.text).toMatch(/营销部党支部[\s\S]*管党费 郑洁；管台账 郑洁/)
    await group.press('吴刚', shown, '重报')
    const again = group.last('吴刚')
    expect(again.text).toContain('请报党员名单')
    await group.press('吴刚', again, '看一下', { people: `${people}\n冯涛` })
    const { heard } = await group.press('吴刚', group.find('吴刚', '核对党员名单'), '确认名单')
    expect(wordsTo(heard, group.chatId)).toContain('「营销部党支部」已登记')
  })
})

/** The only picker of a card, by its place. */
function pickerOf(messageId: string): string {
  const { elements } = (JSON.parse(String(bot.simulator.message(messageId).content)) as Card).body
  return `body.elements[${elements.findIndex(({ tag }) => tag === 'select_person')}]`
}

interface Card {
  readonly body: { readonly elements: readonly { readonly tag: string }[] }
}
