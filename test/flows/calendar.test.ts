import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOTICE_2027 } from '../core/fixtures/holiday-notices.js'
import { type MemberName, type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, heardAfter, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE } from '../helpers/stage.js'

let bot: PlayBot
beforeAll(async () => {
  // A Saturday on which people are at work, in a year that the package does not know.
  bot = await startPlay({ startAt: '2027-02-13T10:00:00+08:00' })
})
afterAll(() => bot.stop())

const say = async (text: string, name: MemberName = '陈立'): Promise<string> =>
  (await sayInPrivate(bot, name, text)).to(name)
const receiptOfToday = async (): Promise<string> =>
  (await sayInGroup(bot, '赵阳', '今天上午集中学习1小时 党章 全员参加')).group

describe('the State Council’s notice, pasted', () => {
  it('is shown as it was read and changes nothing until it is confirmed', async () => {
    expect(await receiptOfToday()).toContain('2月13日是周六，已照记')
    const card = (await sayInPrivate(bot, '陈立', NOTICE_2027)).only(privateChat(bot, '陈立'))
    expect(card.text).toContain('2027年节假日 ｜ 请核对')
    expect(card.text).toContain('春节：2月5日（周五）至2月11日（周四），7天')
    expect(card.text).toContain('端午节：6月9日（周三），1天')
    expect(card.text).toMatch(/调休上班：1月30日（周六）、2月13日（周六）、4月25日（周日）/)
    expect(card.text).toContain('2027年的安排现在还没有')
    expect(await receiptOfToday()).toContain('2月13日是周六，已照记')
  })

  it('confirmed by a tap it counts at once', async () => {
    const card = bot.simulator.replies(privateChat(bot, '陈立')).at(-1)
    if (!card) throw new Error('no preview')
    await tapAs(bot, '陈立', card, '确认导入')
    if (CARDS_LIVE) expect(faceOf(bot, card)).toContain('2027年节假日 ｜ 已导入')
    expect(await receiptOfToday()).not.toContain('已照记')
  })

  it('pasted again it shows what is other, and is confirmed by typing', async () => {
    const changed = NOTICE_2027.replace('6月9日（周三）放假1天，不调休', '6月8日（周二）至9日（周三）放假，共2天')
    expect(await say(changed)).toMatch(/和现在用的有1天不同：\s*(?:[-•·]\s*)?6月8日（周二）：上班 → 放假/)
    expect(await say('确认节假日 2027')).toContain('2027年节假日已导入')
  })

  it('is the secretary’s, and answered in private also from the group', async () => {
    expect(await say(NOTICE_2027, '赵阳')).toContain('请书记私聊我导入')
    const heard = await sayInGroup(bot, '陈立', NOTICE_2027)
    expect(heard.group).toBe('已私聊你')
    expect(heard.to('陈立')).toContain('请核对')
  })
})

/** moments.md §1: a group never sees a 保障期. */
describe('保障期', () => {
  const digestAt = async (at: string): Promise<string> =>
    (await heardAfter(bot, () => bot.admin.sweep('digests', `2027-${at}+08:00`))).group

  it('is set in private, and told to nobody else', async () => {
    const heard = await sayInPrivate(bot, '陈立', '保障期 2月18日到2月20日')
    expect(heard.to('陈立')).toContain('2月18日（周四）到2月20日（周六）我不主动发消息')
    expect(heard.all).toHaveLength(1)
    expect(await say('保障期有哪些')).toBe('保障期：\n2月18日（周四）到2月20日（周六）')
  })

  it('typed in the group it is answered in private, and the group reads nothing', async () => {
    const heard = await sayInGroup(bot, '陈立', '保障期延长到2月21日')
    expect(heard.group).toBe('')
    expect(heard.to('陈立')).toContain('2月18日（周四）到2月21日（周日）')
    expect(heard.all).toHaveLength(1)
  })

  it('others get no answer that tells of it', async () => {
    const nonsense = await say('呱呱呱', '赵阳')
    expect(await say('保障期有哪些', '赵阳')).toBe(nonsense)
    expect((await sayInGroup(bot, '王敏', '保障期结束')).all).toEqual([])
    expect(await say('保障期有哪些')).toBe('保障期：\n2月18日（周四）到2月21日（周日）')
  })

  it('what falls into it comes at the next open moment, once', async () => {
    expect(await digestAt('02-19T16:10:00')).toBe('')
    expect(await digestAt('02-20T16:10:00')).toBe('')
    expect(await digestAt('02-26T16:09:00')).toBe('')
    const digest = await digestAt('02-26T16:10:00')
    expect(digest).toContain('集中学习')
    expect(digest).not.toMatch(/保障/)
    expect(await digestAt('02-26T17:00:00')).toBe('')
  })
})
