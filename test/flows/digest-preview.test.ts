import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MemberName, type PlayBot, startPlay } from '../helpers/bot.js'
import { type Heard, heardAfter, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { PLATFORM } from '../helpers/stage.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const sweepAt = (at: string): Promise<Heard> => heardAfter(bot, () => bot.admin.sweep('digests', at))
const repliesTo = (messageId: string, name: MemberName, text: string): Promise<Heard> =>
  heardAfter(bot, () => bot.simulator.say(bot.branch.person[name], bot.branch.chatId, `@台账助手 ${text}`, messageId))
/** What a card says, without the rules between its parts. */
const linesOf = (text: string): string[] => text.split('\n').filter((line) => /[\p{L}\d]/u.test(line))
const HINT = PLATFORM === 'feishu' ? '有出入？回复本条并@我：有出入 …' : '有出入？@我发“周报有出入”'

describe('the week’s digest', () => {
  let preview = ''

  it('is shown to the secretary before, in private, with what is planned together and no talk', async () => {
    await sayInGroup(bot, '赵阳', '昨天下午集中学习2小时 二十届四中全会精神 全员参加')
    await sayInGroup(bot, '孙小雨', '昨天我讲了微党课《青年党员的初心》30分钟，全员参加')
    await sayInPrivate(bot, '陈立', '昨天和王敏谈心谈话30分钟')
    await sayInGroup(bot, '陈立', '安排下周四下午2点主题党日 清明祭英烈')
    await sayInPrivate(bot, '陈立', '安排下周三和李响谈心谈话')
    const heard = await sayInGroup(bot, '陈立', '/周报 预览')
    expect(heard.group).toBe('已私聊你')
    preview = heard.to('陈立')
    expect(linesOf(preview)).toEqual([
      '本周台账 ｜ 3月16日—18日',
      '集中学习1次、微党课1次，共2.5小时',
      '谈心谈话1次',
      '谢谢：孙小雨讲微党课《青年党员的初心》',
      '下周：3月26日（周四）14:00 主题党日「清明祭英烈」',
      HINT,
      '预览，还没有发。3月20日（周五）16:10发到群里',
    ])
  })

  it('is shown to other officers too; a member is kindly told when it comes', async () => {
    expect((await sayInPrivate(bot, '周海明', '看看这周周报')).to('周海明')).toBe(preview)
    const text = (await sayInPrivate(bot, '赵阳', '周报预览')).to('赵阳')
    expect(text).toBe('周报3月20日（周五）16:10发到群里，到时大家都能看到。')
  })

  it('is sent as it was shown, and after it the preview is of the next', async () => {
    const sent = (await sweepAt('2026-03-20T16:10:00+08:00')).group
    const shown = linesOf(preview).slice(0, -1)
    expect(linesOf(sent)).toEqual([shown[0]?.replace('18日', '20日'), ...shown.slice(1)])
    await bot.moveTo('2026-03-21T10:00:00+08:00')
    expect((await sayInPrivate(bot, '陈立', '周报预览')).to('陈立')).toContain('之后还没有可说的记录')
    await sayInGroup(bot, '赵阳', '今天上午集中学习1小时 条例 全员参加')
    const next = (await sayInPrivate(bot, '陈立', '周报预览')).to('陈立')
    expect(next).toContain('本周台账 ｜ 3月21日\n集中学习1次，共1小时')
    expect(next).toContain('本周的已经发过，这是下一次的。3月27日（周五）16:10发到群里')
  })

  it('有出入 about it asks which of its entries, of those he may speak about', async () => {
    const digest = bot.simulator.replies(bot.branch.chatId).find(({ text }) => text.includes('3月16日—20日'))
    const asked =
      PLATFORM === 'feishu'
        ? await repliesTo(digest?.messageId ?? '', '李响', '有出入')
        : await sayInGroup(bot, '李响', '周报有出入')
    expect(asked.group).toContain('是哪一条？')
    expect(asked.group).toMatch(/2026-学-001[\s\S]*2026-学-002/)
    expect(asked.group).not.toMatch(/谈心|2026-谈|2026-计|2026-学-003/)
    const { heard } = await tapAs(bot, '李响', asked.only(bot.branch.chatId), '有出入 2026-学-002')
    const form = heard.only(privateChat(bot, '李响'))
    const told = (await tapAs(bot, '李响', form, '提交', { words: '应该是40分钟' })).heard
    expect(told.to('孙小雨')).toContain('李响：应该是40分钟')
    expect(told.group).toBe('')
  })

  it('更正 as a reply asks the same, in private where a talk is among them', async () => {
    if (PLATFORM !== 'feishu') return
    const digest = bot.simulator.replies(bot.branch.chatId).find(({ text }) => text.includes('3月16日—20日'))
    const asked = await repliesTo(digest?.messageId ?? '', '孙小雨', '更正 3小时')
    expect(asked.group).toBe('有几条都对得上，还没有动，已私聊你')
    expect(asked.to('孙小雨')).toMatch(/2026-学-001[\s\S]*2026-学-002[\s\S]*2026-谈-001/)
  })
})

describe('where it goes', () => {
  it('is the secretary’s to say, and then the group gets none', async () => {
    expect((await sayInGroup(bot, '王敏', '周报只发给我')).group).toBe('周报发到哪里由书记来定。')
    expect((await sayInPrivate(bot, '陈立', '周报只发给我')).to('陈立')).toContain('好，以后周报只私聊发给书记')
    expect((await sayInPrivate(bot, '赵阳', '周报预览')).to('赵阳')).toBe('周报现在由书记来看，想了解请找书记。')
    const heard = await sweepAt('2026-03-27T16:10:00+08:00')
    expect(heard.all).toEqual([heard.to('陈立')])
    expect(heard.to('陈立')).toContain('集中学习1次，共1小时')
    expect(heard.to('陈立')).toContain(PLATFORM === 'feishu' ? '有出入？回复本条：有出入 …' : '有出入？发“周报有出入”')
  })

  it('is the group again when he says so, with the quarter that ended', async () => {
    await bot.moveTo('2026-04-02T10:00:00+08:00')
    expect((await sayInGroup(bot, '陈立', '周报发到群里')).group).toBe('好，以后周报发到群里。')
    await sayInGroup(bot, '赵阳', '3月31日主题党日 参观革命纪念馆 全员参加')
    const season = (await sayInPrivate(bot, '陈立', '季度周报预览')).to('陈立')
    expect(season).toContain('一季度小结 ｜ 1月1日—3月31日')
    const digest = await sweepAt('2026-04-03T16:10:00+08:00')
    expect(digest.all).toEqual([digest.group])
    expect(digest.group).toMatch(/本周台账 ｜ 3月30日—4月3日|近2周台账/)
    expect(digest.group).toMatch(/一季度小结 ｜ 1月1日—3月31日\s+集中学习2次、外出考察1次、微党课1次/)
    expect((await sweepAt('2026-04-10T16:10:00+08:00')).group).not.toContain('小结')
    const year = (await sayInPrivate(bot, '陈立', '年度小结预览')).to('陈立')
    expect(year).toContain('2026年度小结 ｜ 1月1日—4月2日')
    expect(year).toContain('全年结束后，随第一次周报一起发')
  })
})
