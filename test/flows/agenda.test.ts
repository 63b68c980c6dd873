import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, heardAfter, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE } from '../helpers/stage.js'

/** Items of a meeting: recorded, shown, asked after, corrected and called done (domain.md P8). */

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const MEETING =
  '3月10日党员大会，应到7人，实到7人，议题：1.讨论预算，赞成5票，反对0票，通过；2.落实消防整改，由赵阳负责，3月底前完成'
const fieldsOf = async (number: string) =>
  (await bot.admin.entries(bot.branch.id)).find((entry) => entry.number === number)?.fields
const FIRE = { topic: '落实消防整改', owner: '赵阳', due_to: '2026-03-31' }

describe('a meeting with two items', () => {
  it('keeps both, with decision, owner and day, on its receipt, card and form', async () => {
    const { group } = await sayInGroup(bot, '王敏', MEETING)
    expect(group).toContain('已记｜党员大会 · 讨论预算；落实消防整改')
    expect(group).toContain('第1项 讨论预算：通过')
    expect(group).toContain('第2项 落实消防整改：赵阳负责，3月31日前（未落实）')
    expect(await fieldsOf('2026-会-001')).toMatchObject({
      votes: { for: 5, against: 0 },
      resolution: '通过',
      agenda: [{ topic: '讨论预算', decision: '通过', votes: { for: 5, against: 0 } }, FIRE],
    })
    expect((await sayInPrivate(bot, '李响', '查 2026-会-001')).to('李响')).toContain('第2项 落实消防整改：赵阳负责')
    const form = (await sayInPrivate(bot, '王敏', '改 2026-会-001')).only(privateChat(bot, '王敏'))
    const { toast } = await tapAs(bot, '王敏', form, '保存')
    expect(toast).toContain('没有改动')
  })

  it('tells what is open, and who has it in hand', async () => {
    const { to } = await sayInPrivate(bot, '陈立', '还有哪些会议议题没落实')
    expect(to('陈立')).toContain('2026-会-001 第2项 落实消防整改 3月31日前 责任人 赵阳')
    const group = (await sayInGroup(bot, '陈立', '还有哪些会议议题没落实')).group
    expect(group).toContain('2026-会-001 第2项')
    expect((await sayInPrivate(bot, '陈立', '待办')).to('陈立')).toContain('会议议题1')
  })

  it('is corrected by words and by the form', async () => {
    const said = await sayInPrivate(bot, '王敏', '更正 2026-会-001 第2项期限4月10日')
    expect(said.to('王敏')).toContain('2026-会-001 已改：分项议题')
    expect(said.to('王敏')).toContain('2026-04-10前')
    const form = (await sayInPrivate(bot, '王敏', '改 2026-会-001')).only(privateChat(bot, '王敏'))
    const lines = ['讨论预算｜通过｜赞成5 反对0', '落实消防整改｜责任人：李响｜期限：4月12日', '采购投影仪｜赵阳']
    const { toast } = await tapAs(bot, '王敏', form, '保存', { agenda: lines.join('\n') })
    expect(toast).toContain('已改')
    expect((await fieldsOf('2026-会-001'))?.agenda).toEqual([
      { topic: '讨论预算', decision: '通过', votes: { for: 5, against: 0 } },
      { topic: '落实消防整改', owner: '李响', due_to: '2026-04-12' },
      { topic: '采购投影仪', owner: '赵阳' },
    ])
    const again = (await sayInPrivate(bot, '王敏', '改 2026-会-001')).only(privateChat(bot, '王敏'))
    const wrong = await tapAs(bot, '王敏', again, '保存', { agenda: '采购投影仪｜期限：2月30日' })
    expect(`${wrong.toast}${faceOf(bot, again)}`).toContain('没看明白是哪一天')
  })

  it('is called done by number and item, by its owner as well, and by nobody else', async () => {
    const which = await sayInPrivate(bot, '王敏', '销号 2026-会-001')
    expect(which.to('王敏')).toContain('第2项落实消防整改、第3项采购投影仪')
    const other = await sayInPrivate(bot, '李淑贤', '销号 2026-会-001 第2项')
    expect(other.to('李淑贤')).toContain('责任人')
    expect((await sayInPrivate(bot, '赵阳', '销号 2026-会-001 第2项')).to('赵阳')).not.toContain('已销号')
    const done = await sayInPrivate(bot, '赵阳', '销号 2026-会-001')
    expect(done.to('赵阳')).toContain('已销号 2026-会-001')
    expect(done.to('王敏')).toContain('赵阳销号了你记的 2026-会-001')
    expect((await fieldsOf('2026-会-001'))?.agenda).toMatchObject([{}, {}, { closed_on: '2026-03-18' }])
    await sayInPrivate(bot, '王敏', '2026-会-001 消防整改昨天办完了')
    expect((await fieldsOf('2026-会-001'))?.agenda).toMatchObject([{}, { closed_on: '2026-03-17' }, {}])
    expect((await sayInPrivate(bot, '陈立', '还有哪些会议议题没落实')).to('陈立')).toContain('没有待办的会议议题')
  })
})

describe('a meeting with one item', () => {
  it('given to somebody has the button that calls it done', async () => {
    const heard = await sayInGroup(bot, '王敏', '3月11日党员大会，议题：落实食堂检查，决定由赵阳负责，3月底前完成')
    const receipt = heard.only(bot.branch.chatId)
    expect(receipt.text).toContain('落实：赵阳负责，3月31日前（未落实）')
    const { toast } = await tapAs(bot, '赵阳', receipt, '销号')
    expect(toast).toContain('已销号')
    if (CARDS_LIVE) expect(faceOf(bot, receipt)).toContain('3月18日已落实')
  })

  it('is called done in a reply to its sentence, in the member’s own words', async () => {
    let messageId = ''
    await heardAfter(bot, () => {
      const words = '@台账助手 3月12日党员大会，议题：1.讨论预算；2.更换灭火器，由赵阳负责，3月底前完成'
      const said = bot.simulator.say(bot.branch.person.王敏, bot.branch.chatId, words)
      messageId = said.messageId
      return said
    })
    const done = await heardAfter(bot, () =>
      bot.simulator.say(bot.branch.person.王敏, bot.branch.chatId, '@台账助手 更换灭火器办完了', messageId),
    )
    expect(done.group).toContain('已销号 2026-会-')
  })

  it('in a meeting whose kind was not said: the form keeps the rest', async () => {
    const asked = await sayInGroup(bot, '王敏', '3月5日开支部会，讨论了重点工作，由赵阳负责，3月底前完成')
    const form = [...asked.in(privateChat(bot, '王敏')), ...asked.in(bot.branch.chatId)].find(({ text }) =>
      text.includes('还没记'),
    )
    if (!form) throw new Error(asked.all.join('\n'))
    await tapAs(bot, '王敏', form, '记下', { kind: '党员大会' })
    const entries = await bot.admin.entries(bot.branch.id)
    expect(entries.find(({ date }) => date === '2026-03-05')?.fields).toMatchObject({
      agenda: [{ topic: '重点工作', owner: '赵阳', due_to: '2026-03-31' }],
    })
  })
})
