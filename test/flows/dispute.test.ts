import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MemberName, type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, type Heard, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE } from '../helpers/stage.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const WORDS = '时间应该是周三上午'
let topics = 0
async function study(name: MemberName) {
  topics += 1
  const heard = await sayInGroup(bot, name, `昨天下午集中学习2小时 规定第${topics}讲 全员参加`)
  const receipt = heard.only(bot.branch.chatId)
  return { receipt, number: /编号 (\S+)/.exec(receipt.text)?.[1] ?? '' }
}
const entryOf = async (number: string) =>
  (await bot.admin.entries(bot.branch.id)).find((entry) => entry.number === number)
const cardFor = (heard: Heard, name: MemberName) => heard.only(privateChat(bot, name))

describe('有出入', () => {
  it('on a receipt asks for a line in private; author and ledger officer get it, the group and the entry stay as they are', async () => {
    const { receipt, number } = await study('赵阳')
    const asked = await tapAs(bot, '李响', receipt, '有出入')
    expect(asked.heard.group).not.toContain('有出入｜')
    const form = cardFor(asked.heard, '李响')
    const { heard } = await tapAs(bot, '李响', form, '提交', { words: WORDS })
    for (const name of ['赵阳', '周海明'] as const) {
      expect(heard.to(name)).toContain(`李响：${WORDS}`)
      expect(heard.to(name)).toContain(number)
    }
    expect(heard.to('陈立')).toBe('')
    expect(heard.group).not.toContain(WORDS)
    expect(await entryOf(number)).toMatchObject({ date: '2026-03-17', minutes: 120 })
  })

  it('that is answered 没问题 changes nothing, and the member is told so in private', async () => {
    const { number } = await study('赵阳')
    const card = cardFor(await sayInPrivate(bot, '李响', `有出入 ${number} ${WORDS}`), '赵阳')
    const { heard } = await tapAs(bot, '赵阳', card, '没问题')
    expect(heard.to('李响')).toContain(`你说 ${number} 有出入：赵阳看过，没问题`)
    if (CARDS_LIVE) {
      expect(faceOf(bot, card)).toContain('已处理')
      expect(faceOf(bot, card)).not.toContain(WORDS)
    }
    expect((await sayInPrivate(bot, '周海明', `没问题 ${number}`)).to('周海明')).toContain('没有等你看的出入')
  })

  it('that leads to a change: the member is told what was changed', async () => {
    const { number } = await study('赵阳')
    const card = cardFor(await sayInPrivate(bot, '李响', `有出入 ${number} ${WORDS}`), '周海明')
    const form = cardFor((await tapAs(bot, '周海明', card, '改一下')).heard, '周海明')
    const { heard } = await tapAs(bot, '周海明', form, '保存', { period: '上午' })
    expect(heard.to('李响')).toContain(`你说 ${number} 有出入：周海明已改，时段 下午→上午`)
    expect(heard.to('赵阳')).toContain('周海明改了你记的')
    if (CARDS_LIVE) expect(faceOf(bot, card)).toContain('周海明：已改')
  })

  it('that leads to 撤销: the member is told', async () => {
    const { number } = await study('赵阳')
    await sayInPrivate(bot, '李响', `有出入 ${number} 这次没有开展`)
    const heard = await sayInPrivate(bot, '赵阳', `撤销 ${number}`)
    expect(heard.to('李响')).toContain(`你说 ${number} 有出入：赵阳已撤销这条记录`)
  })

  it('is settled by nobody else, least of all by who raised it', async () => {
    const { number } = await study('赵阳')
    await sayInPrivate(bot, '李响', `有出入 ${number} ${WORDS}`)
    for (const name of ['李响', '王敏'] as const) {
      expect((await sayInPrivate(bot, name, `没问题 ${number}`)).to(name)).toContain('没有等你看的出入')
    }
  })

  it('of one’s own entry is just changed', async () => {
    const { receipt, number } = await study('赵阳')
    const { heard } = await tapAs(bot, '赵阳', receipt, '有出入')
    expect(heard.all.join()).toContain(number)
    expect(heard.to('周海明')).toBe('')
  })

  it('of a talk is its people’s alone, and never in the group', async () => {
    const said = await sayInPrivate(bot, '陈立', '昨天和孙小雨谈心谈话30分钟')
    const number = /编号 (\S+)/.exec(said.to('陈立'))?.[1] ?? ''
    const told = said.only(privateChat(bot, '孙小雨'))
    expect(told.text).toContain('陈立记了与你3月17日的谈心谈话')
    const form = cardFor((await tapAs(bot, '孙小雨', told, '有出入')).heard, '孙小雨')
    const { heard } = await tapAs(bot, '孙小雨', form, '提交', { words: '谈的不是30分钟' })
    expect(heard.to('陈立')).toContain('孙小雨：谈的不是30分钟')
    expect([heard.to('周海明'), heard.group]).toEqual(['', ''])
    expect((await sayInPrivate(bot, '周海明', `有出入 ${number} 没谈`)).to('周海明')).toContain('只有谈话双方')
    const inGroup = await sayInGroup(bot, '孙小雨', `有出入 ${number} 家里的事不要写`)
    expect(inGroup.group).not.toMatch(/家里|陈立|30分钟/)
    expect(inGroup.to('孙小雨')).toContain('请长按撤回')
  })

  it('without a number or a reply asks for one', async () => {
    expect((await sayInGroup(bot, '王敏', '有出入 应该是周三')).group).toContain('请带上编号')
  })
})
