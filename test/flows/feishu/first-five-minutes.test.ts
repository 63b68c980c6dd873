import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BranchSetup } from '../../../src/models/branch-setup.js'
import { PartyBranch } from '../../../src/models/party-branch.js'
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

describe('the members', () => {
  it('are chosen from the group by the picker of people; a line says who has which office', async () => {
    const group = newGroup(bot, '品质')
    await establish(group)
    const form = group.find('吴刚', '请报党员名单')
    expect(form.text).toContain('从群里选党员')
    expect(peopleOffered(form.messageId).toSorted()).toEqual(Object.values(group.person).toSorted())
    const { 吴刚, 郑洁, 褚燕, 冯涛 } = group.person
    const picked = [郑洁, 褚燕, 冯涛]
    const people = '郑洁 管党费、管台账\n褚燕 预备\n周德发'
    const values = { branch_name: '品质部党支部', picked, people }
    await group.press('吴刚', form, '看一下', values)
    const shown = group.find('吴刚', '核对党员名单')
    // Who fills it in is the secretary and need not choose himself.
    expect(shown.text).toMatch(/正式党员（4）\s*吴刚、郑洁、冯涛、周德发/)
    expect(shown.text).toMatch(/预备党员（1）\s*褚燕/)
    expect(shown.text).toContain('书记 吴刚；管党费 郑洁；管台账 郑洁')
    await group.press('吴刚', shown, '确认名单')
    const branch = await PartyBranch.collection.findOne({ chatId: group.chatId })
    const { body } = await bot.admin.get(`/branches/${String(branch?._id)}`)
    const members = body.members as { name: string; platformUserId?: string }[]
    const accounts = Object.fromEntries(members.map(({ name, platformUserId }) => [name, platformUserId]))
    expect(accounts).toEqual({ 吴刚, 郑洁, 褚燕, 冯涛, 周德发: undefined })
    // Known at once, without a word in the group first.
    expect((await group.sayPrivate('郑洁', '帮助')).only(group.privateChat('郑洁')).text).toContain('说一句话')
  })

  it('who were chosen stand in the form again, and may be left out then', async () => {
    const group = newGroup(bot, '工程')
    await establish(group)
    const { 郑洁, 冯涛 } = group.person
    await group.press('吴刚', group.find('吴刚', '请报党员名单'), '看一下', {
      picked: [郑洁, 冯涛],
      people: '冯涛 预备',
    })
    await group.press('吴刚', group.find('吴刚', '核对党员名单'), '重报')
    const again = group.last('吴刚')
    expect(chosenIn(again.messageId).toSorted()).toEqual([group.person.吴刚, 郑洁, 冯涛].toSorted())
    await group.press('吴刚', again, '看一下', { picked: [冯涛] })
    expect(group.find('吴刚', '核对党员名单').text).toMatch(/正式党员（1）\s*吴刚\s*预备党员（1）\s*冯涛/)
  })

  it('an account from elsewhere is nobody’s, and where the list can’t be had all names are typed', async () => {
    const group = newGroup(bot, '安保')
    await establish(group)
    const stranger = bot.simulator.addPerson('路人').id
    const { text } = group.find('吴刚', '请报党员名单')
    expect(text).not.toContain('路人')
    const setup = await BranchSetup.findOne({ chatId: group.chatId, kind: 'secretary' }).lean()
    const wire = wireOf(bot)
    const event = wire.tap({ v: 1, name: 'setup-roster', setupId: setup?._id, revision: 0 }, group.person.吴刚)
    Object.assign(event.event.action, { form_value: { picked: [stranger], people: '' } })
    expect((await wire.post('/feishu/cards', wire.push(event))).body).toContain('没看出党员名单')
    bot.simulator.fault({ api: 'chat.members', code: 99991672 })
    const typed = await group.sayPrivate('吴刚', '重报名单')
    expect(typed.only(group.privateChat('吴刚')).text).not.toContain('从群里选党员')
    const roster = await group.sayPrivate('吴刚', '党员：吴刚 郑洁')
    expect(roster.only(group.privateChat('吴刚')).text).toContain('核对党员名单')
  })
})

/** The element of a card's form by its name. */
function fieldOf(messageId: string, name: string): FormElement {
  const { elements } = (JSON.parse(String(bot.simulator.message(messageId).content)) as Card).body
  const found = elements.flatMap((one) => one.elements ?? []).find((one) => one.name === name)
  if (!found) throw new Error(`no field ${name}`)
  return found
}
const peopleOffered = (messageId: string): string[] => {
  const { tag, options = [] } = fieldOf(messageId, 'picked')
  expect(tag).toBe('multi_select_person')
  return options.map(({ value }) => value)
}
const chosenIn = (messageId: string): readonly string[] => fieldOf(messageId, 'picked').selected_values ?? []

interface FormElement {
  readonly tag: string
  readonly name?: string
  readonly options?: readonly { readonly value: string }[]
  readonly selected_values?: readonly string[]
}

/** The only picker of a card, by its place. */
function pickerOf(messageId: string): string {
  const { elements } = (JSON.parse(String(bot.simulator.message(messageId).content)) as Card).body
  return `body.elements[${elements.findIndex(({ tag }) => tag === 'select_person')}]`
}

interface Card {
  readonly body: { readonly elements: readonly { readonly tag: string; readonly elements?: readonly FormElement[] }[] }
}
