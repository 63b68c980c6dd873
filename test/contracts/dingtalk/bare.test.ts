import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MemberName, type StageBot, startPlay } from '../../helpers/bot.js'
import { type Heard, heardAfter, privateChat, sayInGroup, sayInPrivate } from '../../helpers/exchange.js'

/** An office that has nothing but the robot: DingTalk Stream, no public address, no card template (design.md §3). */
let bot: StageBot
beforeAll(async () => {
  const environment = { PUBLIC_URL: '', DINGTALK_CARD_TEMPLATE_ID: '' }
  bot = await startPlay({ on: 'dingtalk-cards', environment, startAt: '2026-03-25T08:30:00+08:00' })
})
afterAll(() => bot?.stop())

const entries = () => bot.admin.entries(bot.branch.id)
const closing = (): Promise<Heard> => heardAfter(bot, () => bot.admin.sweep('reminders', '2026-03-25T09:10:00+08:00'))

it('the button of a receipt is a command to type', async () => {
  const receipt = (await sayInGroup(bot, '赵阳', '昨天下午集中学习2小时 党章 全员参加')).only(bot.branch.chatId)
  const twin = /^撤销：@我 (.+)$/m.exec(receipt.text)?.[1]
  expect(twin).toBe('撤销 2026-学-001')
  expect((await sayInGroup(bot, '赵阳', twin ?? '')).group).toContain('已撤销 2026-学-001')
  expect(await entries()).toMatchObject([{ number: '2026-学-001', voided: true }])
})

it('the buttons of a card in private say their commands', async () => {
  const card = (await closing()).only(privateChat(bot, '陈立'))
  for (const [button, answer] of [
    ['补记主题党日', '请照这句补全后发给我：'],
    ['为什么提醒', '依据：'],
  ] as const) {
    const heard = await heardAfter(bot, async () => {
      const { said } = await bot.simulator.tap(bot.branch.person.陈立, card.messageId, button)
      expect(bot.simulator.message(said?.messageId ?? '').text).toMatch(new RegExp(`^${button} 2026-`))
      await said?.delivered
    })
    expect(heard.to('陈立')).toContain(answer)
  }
})

it.each<{
  what: string
  name: MemberName
  ask: () => Promise<Heard>
  sentence: string
  /** What its person puts in the place of each …, in order. */
  blanks: readonly string[]
  recorded: object
}>([
  {
    what: 'a sentence in the group that lacks its topic',
    name: '周海明',
    ask: () => sayInGroup(bot, '周海明', '昨天下午学了2小时 全员参加'),
    sentence: '登记：3月24日下午 集中学习 2小时 主题… 全员参加',
    blanks: ['《廉洁自律准则》'],
    recorded: { kind: 'training', date: '2026-03-24', minutes: 120, title: '《廉洁自律准则》' },
  },
  {
    what: 'a talk whose partner is not clear',
    name: '陈立',
    ask: () => sayInPrivate(bot, '陈立', '和小李谈心谈话'),
    sentence: '登记：3月25日 和…谈心谈话',
    blanks: ['李响'],
    recorded: { kind: 'talk', date: '2026-03-25', participants: ['陈立', '李响'] },
  },
  {
    what: 'what the month still lacks',
    name: '陈立',
    ask: () => sayInPrivate(bot, '陈立', '补记党员大会'),
    sentence: '登记：…月…日 召开党员大会 主题…',
    blanks: ['3', '24', '一季度工作'],
    recorded: { kind: 'meeting', date: '2026-03-24', title: '一季度工作' },
  },
])('the form for $what is a sentence: completed and sent, it is recorded', async (form) => {
  const card = (await form.ask()).only(privateChat(bot, form.name))
  const lines = card.text.split('\n')
  const sentence = lines[lines.indexOf('请照这句补全后发给我：') + 1] ?? ''
  expect(sentence).toBe(form.sentence)
  const blanks = [...form.blanks]
  const before = await entries()
  const heard = await sayInPrivate(
    bot,
    form.name,
    sentence.replaceAll('…', () => blanks.shift() ?? ''),
  )
  expect(heard.to(form.name)).toContain('已记｜')
  const fresh = (await entries()).filter(({ id }) => before.every((entry) => entry.id !== id))
  expect(fresh).toMatchObject([form.recorded])
})

it('nobody ever gets a link', async () => {
  await sayInPrivate(bot, '孙小雨', '帮助')
  await sayInGroup(bot, '孙小雨', '帮助')
  await heardAfter(bot, () => bot.admin.sweep('digests', '2026-03-27T16:10:00+08:00'))
  const sent = bot.simulator.chats().flatMap(({ chatId }) => bot.simulator.replies(chatId))
  expect(sent.length).toBeGreaterThan(10)
  // A button that says something is an address of the client's own.
  for (const { content } of sent) expect(JSON.stringify(content)).not.toMatch(/https?:|\/f\/|127\.0\.0\.1/)
  expect((await fetch(`${bot.url}/f/anything`)).status).toBe(404)
})
