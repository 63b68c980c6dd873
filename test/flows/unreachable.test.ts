import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { heardAfter } from '../helpers/exchange.js'
import { waitFor } from '../helpers/wait-for.js'

const LINE = '有一张卡片未能送达，请书记私聊我一次'

let bot: PlayBot
let chatId = ''
let member = ''
let partner = ''
beforeAll(async () => {
  bot = await startPlay()
  const { simulator, admin } = bot
  // Outside the app's availability: nothing reaches him in private.
  const secretary = simulator.addPerson('钱进', { available: false }).id
  partner = simulator.addPerson('吴刚', { available: false }).id
  member = simulator.addPerson('郑洁').id
  chatId = simulator.addGroup('信息部', [member, secretary, partner]).chatId
  const members = [
    { name: '钱进', role: 'secretary', platformUserId: secretary },
    { name: '吴刚', platformUserId: partner },
    { name: '郑洁', platformUserId: member },
  ]
  await admin.post('/branches', { name: '信息部党支部', platform: bot.simulator.platform, chatId, members })
})
afterAll(() => bot.stop())

const lines = (): string[] => bot.simulator.replies(chatId).map(({ text }) => text)

/** moments.md §2: the group sees one line, once; never who, or what it was about. */
it('a secretary who can’t be reached: the group sees one line', async () => {
  const outcome = await bot.admin.sweep('reminders', '2026-03-25T09:30:00+08:00')
  expect(outcome).toMatchObject({ failed: 1 })
  await waitFor(() => lines().length > 0, 'a line in the group')
  expect(lines()).toEqual([LINE])
})

it('and no second one for what can’t reach him later', async () => {
  const heard = await heardAfter(bot, () => bot.admin.sweep('reminders', '2026-04-24T09:30:00+08:00'))
  expect(heard.in(chatId)).toEqual([])
})

it('the partner of a talk who can’t be reached is named as little', async () => {
  const said = await heardAfter(bot, () => bot.simulator.sayPrivate(member, '昨天和吴刚谈心谈话30分钟'))
  expect(said.only(bot.simulator.privateChatId(member)).text).toContain('已记｜谈心谈话 郑洁—吴刚')
  expect(said.in(chatId).map(({ text }) => text)).toEqual([LINE])
})

it('who can be reached at last gets what he missed when he writes, once', async () => {
  const { simulator } = bot
  // The office put him into the app's availability.
  simulator.addPerson('吴刚', { id: partner })
  const heard = await heardAfter(bot, () => simulator.sayPrivate(partner, '帮助'))
  const said = heard.in(simulator.privateChatId(partner)).map(({ text }) => text)
  expect(said.filter((text) => text.includes('郑洁记了与你'))).toHaveLength(1)
  expect(said).toHaveLength(2)
  const again = await heardAfter(bot, () => simulator.sayPrivate(partner, '帮助'))
  expect(again.in(simulator.privateChatId(partner))).toHaveLength(1)
})
