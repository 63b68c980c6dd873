import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MemberName, type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, type Heard, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE } from '../helpers/stage.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

let topics = 0
/** Records a study and hands back its receipt and number. */
async function study(name: MemberName, { say = sayInGroup, sentence = '昨天下午集中学习2小时' } = {}) {
  topics += 1
  const heard = await say(bot, name, `${sentence} 条例第${topics}讲 全员参加`)
  const receipt = heard.only(say === sayInGroup ? bot.branch.chatId : privateChat(bot, name))
  return { receipt, number: /编号 (\S+)/.exec(receipt.text)?.[1] ?? '' }
}
const entryOf = async (number: string) =>
  (await bot.admin.entries(bot.branch.id)).find((entry) => entry.number === number)
/** The form that came of tapping or typing. */
const formOf = (heard: Heard, name: MemberName) => heard.only(privateChat(bot, name))

describe('更正 typed', () => {
  it('changes one’s last entry, says before and after, and the receipt shows it', async () => {
    const { receipt, number } = await study('赵阳')
    const { group } = await sayInGroup(bot, '赵阳', '刚才那条改成3小时')
    expect(group).toContain(`${number} 已改：时长 2小时→3小时`)
    if (CARDS_LIVE) {
      expect(faceOf(bot, receipt)).toContain('3小时')
      expect(faceOf(bot, receipt)).toMatch(/改过：时长 2小时→3小时（赵阳，3月18日 \d\d:\d\d）/)
    }
    expect(await entryOf(number)).toMatchObject({ minutes: 180 })
  })

  it('by number is the author’s, the secretary’s and the ledger officer’s; the author is told', async () => {
    const { number } = await study('赵阳')
    const refused = await sayInGroup(bot, '王敏', `更正 ${number} 3小时`)
    expect(refused.group).toContain('这一条由赵阳记录')
    expect(refused.group).toContain(`有出入 ${number}`)
    const changed = await sayInPrivate(bot, '周海明', `更正 ${number} 3小时`)
    expect(changed.to('周海明')).toContain(`${number} 已改：时长 2小时→3小时`)
    expect(changed.to('赵阳')).toContain(`周海明改了你记的 ${number}`)
    expect(changed.to('赵阳')).toContain('时长 2小时→3小时')
  })

  it('that can’t be so says why, in private', async () => {
    const { number } = await study('赵阳')
    const heard = await sayInGroup(bot, '赵阳', `更正 ${number} 日期3月25日`)
    expect(`${heard.group}${heard.to('赵阳')}`).not.toContain('已改')
    expect(await entryOf(number)).toMatchObject({ date: '2026-03-17' })
  })

  it('of a voided entry is refused', async () => {
    const { number } = await study('赵阳')
    await sayInGroup(bot, '赵阳', `撤销 ${number}`)
    expect((await sayInGroup(bot, '赵阳', `更正 ${number} 3小时`)).group).toContain('已撤销，不能再改')
  })

  it('that fits several asks which, keeps the change, and makes it for the one chosen', async () => {
    const day = '3月11日下午集中学习1小时'
    const [first, second] = [await study('李响', { sentence: day }), await study('李响', { sentence: day })]
    const asked = await sayInGroup(bot, '李响', '把3月11日的集中学习时长改成90分钟')
    const card = asked.only(bot.branch.chatId)
    expect(card.text).toContain('是哪一条？')
    expect(card.text).toContain(first.number)
    expect(await entryOf(first.number)).toMatchObject({ minutes: 60 })
    const { heard } = await tapAs(bot, '李响', card, `改 ${second.number}`)
    expect(await entryOf(second.number)).toMatchObject({ minutes: 90 })
    expect(await entryOf(first.number)).toMatchObject({ minutes: 60 })
    expect(`${faceOf(bot, card)}${heard.group}`).toContain('时长 1小时→1.5小时')
  })

  it('says nothing in the group of who was missing', async () => {
    const { number } = await study('赵阳')
    const heard = await sayInGroup(bot, '赵阳', `更正 ${number} 加上李响请假`)
    expect(heard.group).not.toContain('李响')
    expect(heard.to('赵阳')).toContain('李响')
    if (CARDS_LIVE)
      expect(
        bot.simulator
          .replies(bot.branch.chatId)
          .map(({ text }) => text)
          .join(),
      ).not.toContain('李响（')
  })
})

describe('改一下', () => {
  it('opens the entry’s form in private, prefilled; what is sent changes what differs', async () => {
    const { receipt, number } = await study('赵阳')
    const form = formOf((await tapAs(bot, '赵阳', receipt, '改一下')).heard, '赵阳')
    expect(form.text).toContain(`改｜${number}`)
    expect(JSON.stringify(form.content)).toContain('2小时')
    const { toast, heard } = await tapAs(bot, '赵阳', form, '保存', { duration: '90分钟', place: '会议室' })
    expect(toast).toContain(`已改 ${number}`)
    expect(await entryOf(number)).toMatchObject({ minutes: 90, date: '2026-03-17' })
    expect(faceOf(bot, form)).toContain('时长 2小时→1.5小时')
    expect(faceOf(bot, form)).toContain('会议室')
    if (CARDS_LIVE) expect(faceOf(bot, receipt)).toContain('改过：')
    expect(heard.group).toBe('')
  })

  it('with a bad value stays and says what is wrong beside it', async () => {
    const { receipt, number } = await study('赵阳')
    const form = formOf((await tapAs(bot, '赵阳', receipt, '改一下')).heard, '赵阳')
    const wrong = await tapAs(bot, '赵阳', form, '保存', { duration: '好久' })
    expect(wrong.toast).toContain('请写成“2小时”')
    expect(faceOf(bot, form)).toContain('请写成“2小时”')
    await tapAs(bot, '赵阳', form, '保存', { duration: '3小时' })
    expect(await entryOf(number)).toMatchObject({ minutes: 180 })
  })

  it('sent as it was changes nothing', async () => {
    const { receipt, number } = await study('赵阳')
    const form = formOf((await tapAs(bot, '赵阳', receipt, '改一下')).heard, '赵阳')
    expect((await tapAs(bot, '赵阳', form, '保存')).toast).toContain('没有改动')
    expect(await entryOf(number)).toMatchObject({ minutes: 120 })
  })

  it('is given up by its button, and by nobody who may not change the entry', async () => {
    const { receipt } = await study('赵阳')
    expect((await tapAs(bot, '王敏', receipt, '改一下')).toast).toContain('这一条由赵阳记录')
    const form = formOf((await tapAs(bot, '陈立', receipt, '改一下')).heard, '陈立')
    expect((await tapAs(bot, '陈立', form, '不改了')).toast).toBe('好的，没有改')
  })

  it('of a talk shows its words to the two, and the partner learns what was changed but no word', async () => {
    const said = await sayInPrivate(bot, '陈立', '昨天和孙小雨谈心谈话30分钟 内容：想调离岗位')
    const receipt = said.only(privateChat(bot, '陈立'))
    const number = /编号 (\S+)/.exec(receipt.text)?.[1] ?? ''
    const form = formOf(await sayInPrivate(bot, '陈立', `改 ${number}`), '陈立')
    expect(JSON.stringify(form.content)).toContain('想调离岗位')
    const { heard } = await tapAs(bot, '陈立', form, '保存', { topic: '想换岗位', duration: '45分钟' })
    expect(heard.to('孙小雨')).toContain('陈立改了与你3月17日的谈心谈话记录')
    expect(heard.to('孙小雨')).toContain('时长 30分钟→45分钟')
    expect(heard.to('孙小雨')).not.toMatch(/岗位/)
    expect(heard.group).toBe('')
    expect((await sayInPrivate(bot, '孙小雨', `查看谈话内容 ${number}`)).to('孙小雨')).toContain('想换岗位')
  })
})

describe('撤销 of several', () => {
  it('takes back one’s last few, with one answer', async () => {
    const [first, second] = [await study('李淑贤'), await study('李淑贤')]
    const { group } = await sayInGroup(bot, '李淑贤', '撤销最近两条')
    expect(group).toContain('撤销了2条')
    for (const { number } of [first, second]) {
      expect(group).toContain(`已撤销 ${number}`)
      expect(await entryOf(number)).toMatchObject({ voided: true })
    }
    // An impatient second one reaches no further.
    expect((await sayInGroup(bot, '李淑贤', '撤销最近两条')).group).toContain('撤销了0条')
  })

  it('that is looked for asks which when several fit', async () => {
    const day = '3月12日下午集中学习1小时'
    const [first, second] = [await study('李响', { sentence: day }), await study('李响', { sentence: day })]
    const card = (await sayInGroup(bot, '李响', '撤销3月12日的集中学习')).only(bot.branch.chatId)
    expect(card.text).toContain('是哪一条？')
    await tapAs(bot, '李响', card, `撤销 ${first.number}`)
    expect(await entryOf(first.number)).toMatchObject({ voided: true })
    expect(await entryOf(second.number)).toMatchObject({ voided: false })
  })
})
