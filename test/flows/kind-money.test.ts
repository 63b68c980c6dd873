import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { playKind } from '../helpers/kind-story.js'
import { CARDS_LIVE } from '../helpers/stage.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const entries = async () => (await bot.admin.entries(bot.branch.id)).filter(({ voided }) => !voided)
/** Everything the bot ever said in the group. */
const groupText = (): string =>
  bot.simulator
    .replies(bot.branch.chatId)
    .flatMap(({ text, updates }) => [text, ...updates.map((update) => update.text)])
    .join('\n')

describe('dues', () => {
  it('a whole list by the dues officer, in private', async () => {
    await playKind(bot, {
      by: '李淑贤',
      where: 'private',
      say: '3月份党费：陈立125元，王敏98.5元，李淑贤88元，周海明76元',
      receipt: [/已记｜3月党费/, /4人 · 合计387.50元/, /明细：陈立 125元、王敏 98.50元/],
      entry: { kind: 'dues', title: '3月党费' },
    })
  })

  it('of one person typed in the group leave no sum there', async () => {
    const heard = await sayInGroup(bot, '李淑贤', '赵阳补交了2月党费52.4元')
    expect(heard.group).toBe('已记党费，其余已私聊你')
    expect(heard.to('李淑贤')).toContain('明细：赵阳 52.40元')
    expect(heard.to('李淑贤')).toContain('请长按撤回群里那条')
    expect((await sayInGroup(bot, '李淑贤', '撤销')).group).toBe('已撤销，其余已私聊你')
    expect(await entries()).toEqual([])
  })

  it('reported by a member count once the dues officer has confirmed them', async () => {
    const heard = await sayInPrivate(bot, '赵阳', '3月党费我交了52.4元')
    expect(heard.to('赵阳')).toContain('待管党费的同志确认')
    const asked = heard.only(privateChat(bot, '李淑贤'))
    expect(asked.text).toContain('赵阳说已交：2026年3月党费 · 赵阳 52.40元')
    const { heard: done } = await tapAs(bot, '李淑贤', asked, '确认收到')
    expect(done.to('赵阳')).toContain('李淑贤已确认')
    if (CARDS_LIVE) expect(faceOf(bot, asked)).toContain('已确认｜赵阳的党费')
    const [entry] = await entries()
    expect(entry).toMatchObject({ kind: 'dues', author: '赵阳' })
    expect((await sayInPrivate(bot, '李淑贤', `确认党费 ${entry?.number}`)).to('李淑贤')).toContain('之前已确认')
  })

  it('of a month that he paid already, or of more than 1000 yuan, are recorded with a word to check', async () => {
    const again = await sayInPrivate(bot, '李淑贤', '赵阳3月党费52.4元')
    expect(again.to('李淑贤')).toMatch(/已记｜3月党费[\s\S]*之前已有一条，已照记；是补差额不用管，记重了请撤销/)
    expect((await sayInPrivate(bot, '李淑贤', '撤销')).to('李淑贤')).toContain('已撤销')
    const large = await sayInPrivate(bot, '李淑贤', '孙小雨交3月党费1200元')
    expect(large.to('李淑贤')).toContain('一次交纳超过1000元，按规定连同本人情况上缴中央')
    expect(large.to('李淑贤')).not.toContain('之前已有一条')
    await sayInPrivate(bot, '李淑贤', '撤销')
  })

  it('of somebody else are not for a member to record', async () => {
    const before = (await entries()).length
    const heard = await sayInGroup(bot, '孙小雨', '李响交了3月党费60元')
    expect(heard.group).not.toMatch(/李响|60/)
    expect(await entries()).toHaveLength(before)
  })

  it('that do not add up are asked about in private, with every line in the form', async () => {
    const heard = await sayInGroup(bot, '李淑贤', '4月以前的党费：陈立125元，刘德发50元')
    expect(heard.group).not.toMatch(/陈立|125|刘德发/)
  })
})

describe('a donation', () => {
  it('is told to the group as heads and a sum', async () => {
    await playKind(bot, {
      by: '李淑贤',
      where: 'group',
      say: '3月5日慈善一日捐，7人捐款，共350元',
      receipt: [/已记｜捐款 · 慈善一日捐/, /7人 · 合计350元/],
      entry: { kind: 'donation', date: '2026-03-05' },
    })
  })

  it('with what each gave leaves no name there', async () => {
    const heard = await sayInGroup(bot, '李淑贤', '3月5日慈善一日捐，陈立100元，王敏50元，李响60元')
    expect(heard.group).toBe('已记捐款（3人，合计210元），其余已私聊你')
    expect(heard.to('李淑贤')).toContain('陈立 100元')
  })
})

it('the group never read a person’s sum', () => {
  expect(groupText()).not.toMatch(/陈立|赵阳|王敏|李响|刘德发|52\.4|125|98\.5/)
})
