import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { heardAfter, press, sayInGroup } from '../helpers/exchange.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const SENTENCE = '昨天下午学了2小时 二十届四中全会精神 全员参加'
const count = async (): Promise<number> => (await bot.admin.entries(bot.branch.id)).length

describe('a guest', () => {
  it('gets help, never data, and can’t write', async () => {
    const { simulator, branch } = bot
    await sayInGroup(bot, '赵阳', SENTENCE)
    const guest = simulator.addPerson('路过的人').id
    simulator.setMember(branch.chatId, guest, true)
    const before = await count()
    for (const text of [SENTENCE, '撤销 2026-学-001', '查看谈话内容 2026-谈-001', '为什么提醒', '不记了']) {
      const inGroup = await heardAfter(bot, () => simulator.say(guest, branch.chatId, `@台账助手 ${text}`))
      expect(inGroup.group, text).toContain('不在本支部的名册里')
      const inPrivate = await heardAfter(bot, () => simulator.sayPrivate(guest, text))
      const said = inPrivate.in(simulator.privateChatId(guest)).map((message) => message.text)
      expect(said.join(), text).toContain('我还不认识这个账号')
      expect(said.join() + inGroup.group, text).not.toMatch(/2026-学-001|赵阳|应到|提醒书记/)
    }
    const receipt = simulator.replies(branch.chatId)[0]
    if (!receipt) throw new Error('no receipt')
    // A tap's answer, or that of the command typed instead.
    expect((await press(bot, guest, receipt, '撤销')).toast).toMatch(/不在(这个|本)支部的名册里/)
    expect(await count()).toBe(before)
    expect((await bot.admin.entries(branch.id))[0]?.voided).toBe(false)
  })
})

describe('a roster of names without accounts', () => {
  it('knows a member by the name the platform tells, and counts those who never wrote', async () => {
    const { simulator, admin } = bot
    const person = simulator.addPerson('吴刚').id
    const { chatId } = simulator.addGroup('信息部', [person])
    const members = [{ name: '吴刚', role: 'secretary' }, { name: '郑洁' }, { name: '退休同志', state: 'retired' }]
    const { body } = await admin.post('/branches', {
      name: '信息部党支部',
      platform: bot.simulator.platform,
      chatId,
      members,
    })
    const heard = await heardAfter(bot, () => simulator.say(person, chatId, `@台账助手 ${SENTENCE}`))
    expect(heard.only(chatId).text).toContain('应到2 实到2')
    expect((await admin.entries(body.id))[0]).toMatchObject({ author: '吴刚', participants: ['吴刚', '郑洁'] })
    const alone = await heardAfter(bot, () => simulator.sayPrivate(person, '帮助'))
    expect(alone.only(simulator.privateChatId(person)).text).toContain('直接对我说一句话就能记')
    // A namesake with another account is a guest: the name is taken.
    const other = simulator.addPerson('吴刚').id
    simulator.setMember(chatId, other, true)
    const refused = await heardAfter(bot, () => simulator.say(other, chatId, `@台账助手 ${SENTENCE}`))
    expect(refused.only(chatId).text).toContain('不在本支部的名册里')
  })
})

describe('a group', () => {
  it('without a branch is greeted, and nothing is recorded', async () => {
    const { simulator, branch } = bot
    const { chatId } = simulator.addGroup('闲聊群', [branch.person.赵阳])
    const before = await count()
    const heard = await heardAfter(bot, () => simulator.say(branch.person.赵阳, chatId, `@台账助手 ${SENTENCE}`))
    expect(heard.only(chatId).text).toContain('谁是书记？')
    expect(await count()).toBe(before)
  })

  it('@所有人 alone says nothing; inside a record it means the roster', async () => {
    const before = await count()
    expect((await sayInGroup(bot, '陈立', '@所有人')).group).toBe('')
    expect(await count()).toBe(before)
    const heard = await sayInGroup(bot, '陈立', '昨天下午学了2小时 党章 @所有人 参加')
    expect(heard.group).toContain('应到7 实到7')
    expect(heard.group.replaceAll('@我', '')).not.toContain('@')
  })
})
