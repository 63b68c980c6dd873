import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, type Heard, heardAfter, privateChat, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE } from '../helpers/stage.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

/** A picture by its first bytes; no two alike. */
const picture = (mark: number): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, mark]), Buffer.alloc(2000, mark)])
const sendPicture = (mark: number): Promise<Heard> =>
  heardAfter(bot, () => bot.simulator.sendImage(bot.branch.person.赵阳, privateChat(bot, '赵阳'), picture(mark)))
const say = (text: string) => sayInPrivate(bot, '赵阳', text)
const numberIn = (text: string): string => /2026-\p{Script=Han}-\d{3}/u.exec(text)?.[0] ?? ''

describe('a picture in private', () => {
  it('that fits nothing is asked about, and not kept', async () => {
    expect((await sendPicture(1)).to('赵阳')).toContain('这份材料要附到哪条')
  })

  it('within ten minutes of the one record of its author belongs to it; the same again is there already', async () => {
    const number = numberIn((await say('昨天下午集中学习2小时 党章 全员参加')).to('赵阳'))
    expect((await sendPicture(2)).to('赵阳')).toContain(`已附到 ${number} 集中学习 · 党章（凭证1份）`)
    expect((await sendPicture(3)).to('赵阳')).toContain('凭证2份')
    expect((await sendPicture(2)).to('赵阳')).toContain('这份材料已经附在')
    expect((await say(`查 ${number}`)).to('赵阳')).toContain('凭证')
  })

  it('that fits several is asked about: by a tap, or by the number typed', async () => {
    const other = numberIn((await say('昨天主题党日 参观革命纪念馆 全员参加')).to('赵阳'))
    const asked = (await sendPicture(4)).only(privateChat(bot, '赵阳'))
    expect(asked.text).toContain('是哪一条？')
    const { toast } = await tapAs(bot, '赵阳', asked, `附到 ${other}`)
    expect(toast).toContain(`已附到 ${other}`)
    if (CARDS_LIVE) {
      expect(faceOf(bot, asked)).toContain(`已附到 ${other}（凭证1份）`)
      expect(faceOf(bot, asked)).not.toContain('是哪一条')
    }
    const again = (await sendPicture(5)).only(privateChat(bot, '赵阳'))
    expect((await say(`附到 ${other}`)).to('赵阳')).toContain('凭证2份')
    if (CARDS_LIVE) expect(faceOf(bot, again)).toContain(`已附到 ${other}（凭证2份）`)
    expect((await say(`附到 ${other}`)).to('赵阳')).toContain('没有等着附的材料')
  })

  it('is never taken for a talk; what is no picture or document is refused', async () => {
    await bot.moveTo('2026-03-18T11:00:00+08:00')
    const talk = numberIn((await say('昨天和李响谈心谈话30分钟')).to('赵阳'))
    expect((await sendPicture(6)).to('赵阳')).toContain('这份材料要附到哪条')
    expect(talk).toMatch(/谈/)
    await say('昨天下午集中学习1小时 准则 全员参加')
    const program = Buffer.from('#!/bin/sh\nrm -rf /')
    const { person } = bot.branch
    const sent = await heardAfter(bot, () =>
      bot.simulator.sendFile(person.赵阳, privateChat(bot, '赵阳'), '照片.jpg', program),
    )
    expect(sent.to('赵阳')).toContain('只收图片、PDF 和 Office 文件')
  })
})

describe('a picture beside the words', () => {
  const withWords = (words: string, bytes: Buffer): Promise<Heard> =>
    heardAfter(bot, () => bot.simulator.sendRichText(bot.branch.person.赵阳, privateChat(bot, '赵阳'), [words, bytes]))
  const TOO_LARGE = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 7]), Buffer.alloc(21 * 1024 * 1024, 7)])

  it('that is too large: the words are recorded, and its sender learns that it was not kept', async () => {
    const heard = await withWords('昨天下午自学 党章 1小时', TOO_LARGE)
    expect(heard.to('赵阳')).toMatch(/2026-学-\d{3}/)
    expect(heard.to('赵阳')).toContain('随这句发来的材料没有收下：文件太大')
  })

  it('and 附到: the refused one is told of, another that waits is not taken in its place', async () => {
    const number = numberIn((await say('昨天上午自学 准则 1小时')).to('赵阳'))
    await sendPicture(8)
    const heard = await withWords(`附到 ${number}`, TOO_LARGE)
    expect(heard.to('赵阳')).toContain('文件太大')
    expect(heard.to('赵阳')).not.toContain('已附到')
  })
})

describe('a picture that was the wrong one', () => {
  it('is taken off, one of several by its place, and the entry stays', async () => {
    await bot.moveTo('2026-03-18T13:00:00+08:00')
    const number = numberIn((await say('昨天上午自学 条例 1小时')).to('赵阳'))
    await sendPicture(21)
    await sendPicture(22)
    const asked = (await say(`把${number}的照片删了`)).to('赵阳')
    expect(asked).toContain(`${number} 附了2份材料`)
    expect((await say(`删第1份材料 ${number}`)).to('赵阳')).toMatch(/已去掉 .*（还有1份，记录没有动）/)
    expect((await sayInPrivate(bot, '孙小雨', `删除材料 ${number}`)).to('孙小雨')).toContain('只有记录人、书记')
    expect((await say('刚才那条的照片删了')).to('赵阳')).toContain('还有0份')
    expect((await say(`删除材料 ${number}`)).to('赵阳')).toContain(`${number} 没有附材料`)
    expect((await say(`查 ${number}`)).to('赵阳')).not.toContain('已撤销')
    expect((await sendPicture(21)).to('赵阳')).toContain('凭证1份')
  })
})

describe('the pictures of an entry', () => {
  it('are on its card, uploaded once; one that the platform does not take is shown as words', async () => {
    await bot.moveTo('2026-03-18T15:00:00+08:00')
    const number = numberIn((await say('昨天上午自学 党史 1小时')).to('赵阳'))
    await sendPicture(31)
    const shown = async () => (await say(`查 ${number}`)).only(privateChat(bot, '赵阳'))
    const first = await shown()
    expect(first.text).toContain('凭证：')
    const [key, ...others] = keysOn(first)
    expect(others).toEqual([])
    expect(bot.simulator.attachment(first.messageId, key ?? '')?.bytes).toEqual(picture(31))
    expect(keysOn(await shown())).toEqual([key])
    // Too large for Feishu, and of a kind that DingTalk doesn't take.
    const webp = Buffer.concat([Buffer.from('RIFF....WEBP'), Buffer.alloc(11 * 1024 * 1024, 32)])
    await heardAfter(bot, () => bot.simulator.sendImage(bot.branch.person.赵阳, privateChat(bot, '赵阳'), webp))
    const both = await shown()
    expect(keysOn(both)).toEqual([key])
    expect(both.text).toContain('凭证2：')
  })
})

/** What the platform calls the pictures that a message shows. */
const keysOn = (message: unknown): string[] =>
  [...JSON.stringify(message).matchAll(/img_v3_[\da-f]+|@lAD[\w=-]+/g)]
    .map(([key]) => key)
    .filter((key, at, all) => all.indexOf(key) === at)
