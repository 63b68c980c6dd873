import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MemberName, type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, type Heard, heardAfter, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE, PLATFORM } from '../helpers/stage.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

let topics = 0
/** Records in the group; hands back what was typed, the receipt and the number. */
async function study(name: MemberName) {
  topics += 1
  const { simulator, branch } = bot
  let messageId = ''
  const heard = await heardAfter(bot, () => {
    const said = simulator.say(
      branch.person[name],
      branch.chatId,
      `@台账助手 昨天下午集中学习2小时 党课第${topics}讲 全员参加`,
    )
    messageId = said.messageId
    return said
  })
  const receipt = heard.only(branch.chatId)
  return { messageId, receipt, number: /编号 (\S+)/.exec(receipt.text)?.[1] ?? '' }
}
const reply = (name: MemberName, to: string, text: string): Promise<Heard> =>
  heardAfter(bot, () => bot.simulator.say(bot.branch.person[name], bot.branch.chatId, text, to))
const minutesOf = async (number: string): Promise<unknown> =>
  (await bot.admin.entries(bot.branch.id)).find((entry) => entry.number === number)?.minutes

describe('a reply', () => {
  it('to the original sentence changes exactly that entry, not the last one', async () => {
    const [first, second] = [await study('赵阳'), await study('赵阳')]
    const heard = await reply('赵阳', first.messageId, '@台账助手 更正 3小时')
    expect(heard.group).toContain(`${first.number} 已改：时长 2小时→3小时`)
    expect([await minutesOf(first.number), await minutesOf(second.number)]).toEqual([180, 120])
    if (CARDS_LIVE) expect(faceOf(bot, first.receipt)).toContain('改过：时长 2小时→3小时')
  })

  it('to a sentence that its form completed changes that entry', async () => {
    const { simulator, branch } = bot
    let messageId = ''
    const asked = await heardAfter(bot, () => {
      const said = simulator.say(branch.person.王敏, branch.chatId, '@台账助手 昨天下午学了2小时 全员参加')
      messageId = said.messageId
      return said
    })
    // A group of DingTalk's has no form: it stands in private.
    const form =
      asked.in(branch.chatId).find(({ text }) => text.includes('还没记｜')) ?? asked.only(privateChat(bot, '王敏'))
    const { toast } = await tapAs(bot, '王敏', form, '记下', { topic: '民法典' })
    const number = /已记 (\S+)/.exec(toast ?? '')?.[1] ?? ''
    await study('王敏')
    const heard = await reply('王敏', messageId, '@台账助手 更正 3小时')
    expect(heard.group).toContain(`${number} 已改：时长 2小时→3小时`)
    expect(await minutesOf(number)).toBe(180)
    if (PLATFORM !== 'feishu') return
    // The card that became its receipt is known as well.
    expect((await reply('王敏', form.messageId, '@台账助手 更正 1小时')).group).toContain(`${number} 已改`)
  })

  it('to the receipt does the same where the platform tells; else it asks for the number, and guesses nothing', async () => {
    const [first, second] = [await study('赵阳'), await study('赵阳')]
    const heard = await reply('赵阳', first.receipt.messageId, '@台账助手 更正 3小时')
    if (PLATFORM === 'feishu') {
      expect(first.receipt.text).toContain('也可回复本条并@我：更正 …')
      expect(heard.group).toContain(`${first.number} 已改`)
    } else {
      expect(first.receipt.text).not.toContain('也可回复')
      expect(heard.group).toContain('没认出你回复的是哪一条')
    }
    expect(await minutesOf(first.number)).toBe(PLATFORM === 'feishu' ? 180 : 120)
    expect(await minutesOf(second.number)).toBe(120)
  })

  it('in the group needs the @, as everything does', async () => {
    const { messageId, number } = await study('赵阳')
    expect((await reply('赵阳', messageId, '更正 3小时')).group).toBe('')
    expect(await minutesOf(number)).toBe(120)
  })

  it('with 撤销 takes back that very entry', async () => {
    const [first] = [await study('李响'), await study('李响')]
    expect((await reply('李响', first.messageId, '@台账助手 撤销')).group).toContain(`已撤销 ${first.number}`)
  })

  it('with 有出入 goes to the author, of whoever replies', async () => {
    const { messageId, number } = await study('赵阳')
    const heard = await reply('王敏', messageId, '@台账助手 有出入 应该是周一下午')
    expect(heard.group).toContain('已私下转告')
    expect(heard.group).not.toContain('周一')
    expect(heard.to('赵阳')).toContain('王敏：应该是周一下午')
    expect(heard.to('赵阳')).toContain(number)
  })

  it('to a sentence of two entries asks which', async () => {
    const { simulator, branch } = bot
    let messageId = ''
    const recorded = await heardAfter(bot, () => {
      const text = '@台账助手 3月10日下午集中学习1小时 宪法 全员参加；3月11日下午集中学习1小时 民法典 全员参加'
      const said = simulator.say(branch.person.周海明, branch.chatId, text)
      messageId = said.messageId
      return said
    })
    expect(recorded.group).toContain('已记2条')
    const asked = await reply('周海明', messageId, '@台账助手 更正 90分钟')
    const card = asked.only(branch.chatId)
    expect(card.text).toContain('是哪一条？')
    const numbers = [...recorded.group.matchAll(/编号 (\S+)/g)].map((match) => match[1] ?? '')
    await tapAs(bot, '周海明', card, `改 ${numbers[1]}`)
    expect([await minutesOf(numbers[0] ?? ''), await minutesOf(numbers[1] ?? '')]).toEqual([60, 90])
  })

  it('without a word of correction is a message like any other', async () => {
    const { messageId, number } = await study('赵阳')
    const heard = await reply('赵阳', messageId, '@台账助手 3月16日下午集中学习1小时 保密法 全员参加')
    expect(heard.group).toContain('已记｜集中学习 · 保密法')
    expect(await minutesOf(number)).toBe(120)
  })

  it('to somebody’s chatter is no order to change one’s last entry', async () => {
    const { number } = await study('赵阳')
    const chatter = bot.simulator.say(bot.branch.person.王敏, bot.branch.chatId, '大家下午好')
    await chatter.delivered
    const heard = await reply('赵阳', chatter.messageId, '@台账助手 更正 3小时')
    expect(heard.group).toContain('编号')
    expect(await minutesOf(number)).toBe(120)
  })

  it('in private works without the @', async () => {
    const { simulator, branch } = bot
    let messageId = ''
    const recorded = await heardAfter(bot, () => {
      const said = simulator.sayPrivate(branch.person.李淑贤, '昨天上午集中学习2小时 反腐 全员参加')
      messageId = said.messageId
      return said
    })
    const number = /编号 (\S+)/.exec(recorded.to('李淑贤'))?.[1] ?? ''
    await sayInPrivate(bot, '李淑贤', '前天上午集中学习1小时 民法 全员参加')
    await heardAfter(bot, () => simulator.sayPrivate(branch.person.李淑贤, '更正 3小时', messageId))
    expect(await minutesOf(number)).toBe(180)
    expect((await sayInGroup(bot, '李淑贤', '帮助')).group).not.toBe('')
  })
})
