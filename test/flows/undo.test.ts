import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MemberName, type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE } from '../helpers/stage.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

let topics = 0
/** Records a study in the group and hands back its receipt and number. */
async function study(name: MemberName, say = sayInGroup) {
  topics += 1
  const heard = await say(bot, name, `昨天下午集中学习2小时 党章第${topics}章 全员参加`)
  const receipt = heard.only(say === sayInGroup ? bot.branch.chatId : privateChat(bot, name))
  return { receipt, number: /编号 (\S+)/.exec(receipt.text)?.[1] ?? '' }
}
const isVoided = async (number: string): Promise<boolean | undefined> =>
  (await bot.admin.entries(bot.branch.id)).find((entry) => entry.number === number)?.voided
const textOf = (messageId: string): string => bot.simulator.message(messageId).text

describe('撤销 by tap', () => {
  it('voids; the receipt keeps its body and says who and when', async () => {
    const { receipt, number } = await study('赵阳')
    expect((await tapAs(bot, '赵阳', receipt, '撤销')).toast).toContain(`已撤销 ${number}`)
    if (CARDS_LIVE) {
      expect(faceOf(bot, receipt)).toMatch(/^已撤销｜集中学习 · 党章/)
      expect(faceOf(bot, receipt)).toMatch(/已撤销（赵阳，3月18日 \d\d:\d\d）$/)
    }
    expect(await isVoided(number)).toBe(true)
  })

  it('is the author’s, the secretary’s and the ledger officer’s; the author is told', async () => {
    const { receipt, number } = await study('赵阳')
    for (const name of ['王敏', '李响'] as const) {
      expect((await tapAs(bot, name, receipt, '撤销')).toast).toContain('这一条由赵阳记录')
    }
    expect(await isVoided(number)).toBe(false)
    const { heard } = await tapAs(bot, '周海明', receipt, '撤销')
    expect(heard.to('赵阳')).toContain(`周海明撤销了你记的 ${number}`)
    expect(await isVoided(number)).toBe(true)
  })
})

describe('撤销 typed', () => {
  it('is the author’s last in this chat, and says which', async () => {
    const own = await study('赵阳')
    const others = await study('王敏')
    const elsewhere = await study('赵阳', sayInPrivate)
    expect((await sayInGroup(bot, '赵阳', '撤销')).group).toContain(`已撤销 ${own.number} 集中学习`)
    if (CARDS_LIVE) expect(textOf(own.receipt.messageId)).toContain('已撤销（赵阳')
    expect([await isVoided(others.number), await isVoided(elsewhere.number)]).toEqual([false, false])
    expect((await sayInPrivate(bot, '赵阳', '撤销')).to('赵阳')).toContain(`已撤销 ${elsewhere.number}`)
  })

  it('with several numbers takes each of them, and what is another’s stays', async () => {
    const [first, second] = [await study('孙小雨'), await study('孙小雨')]
    const others = await study('王敏')
    const said = (await sayInGroup(bot, '孙小雨', `撤销 ${first.number}、${second.number}`)).group
    expect(said).toContain(`已撤销 ${first.number}`)
    expect(said).toContain(`已撤销 ${second.number}`)
    await sayInGroup(bot, '孙小雨', `撤销 ${first.number} ${others.number}`)
    expect([await isVoided(second.number), await isVoided(others.number)]).toEqual([true, false])
    expect((await sayInGroup(bot, '孙小雨', '取消撤销')).group).toContain('撤销过的不能恢复')
  })

  it('twice never takes the one before', async () => {
    const [first, second] = [await study('李响'), await study('李响')]
    await sayInGroup(bot, '李响', '撤销')
    expect((await sayInGroup(bot, '李响', '撤销')).group).toContain(`${second.number} 之前已撤销，没有重复撤销`)
    expect([await isVoided(first.number), await isVoided(second.number)]).toEqual([false, true])
  })

  it('by number reaches any entry one may undo, from any chat', async () => {
    const { receipt, number } = await study('赵阳')
    expect((await sayInGroup(bot, '王敏', `撤销 ${number}`)).group).toContain('这一条由赵阳记录')
    const heard = await sayInPrivate(bot, '陈立', `撤销 ${number}`)
    expect(heard.to('陈立')).toContain(`已撤销 ${number}`)
    expect(heard.to('赵阳')).toContain('陈立撤销了你记的')
    if (CARDS_LIVE) expect(textOf(receipt.messageId)).toContain('已撤销（陈立')
    expect((await sayInGroup(bot, '陈立', '撤销 2026-学-998')).group).toContain('没有找到编号 2026-学-998')
  })

  it('with nothing recorded here asks for a number', async () => {
    expect((await sayInGroup(bot, '李淑贤', '撤销')).group).toContain('这里没有找到你之前记的条目')
  })
})
