import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inBranch } from '../../src/models/branch-scope.js'
import { LedgerEntry } from '../../src/models/ledger-entry.js'
import { PartyBranch } from '../../src/models/party-branch.js'
import { type Bot, startBot } from '../helpers/bot.js'
import { type Heard, heardAfter, sayInGroup, sayInPrivate } from '../helpers/exchange.js'
import { newGroup, wordsTo } from '../helpers/new-group.js'

let bot: Bot
beforeAll(async () => {
  bot = await startBot({ startAt: '2025-12-24T10:00:00+08:00' })
})
afterAll(() => bot.stop())

const sweepAt = (at: string): Promise<Heard> => heardAfter(bot, () => bot.admin.sweep('digests', at))
const told = (): Promise<number> =>
  inBranch(bot.branch.id, () => LedgerEntry.countDocuments({ digestPeriod: { $ne: '' } }))

describe('the year’s end', () => {
  it('a look at the quarter and the year marks nothing as told', async () => {
    for (const what of [
      '集中学习2小时 党章',
      '集中学习1小时 准则',
      '观看主题影片2小时 《榜样》',
      '主题党日 清扫烈士陵园',
      '召开党员大会 年终总结',
      '业务培训1小时 服务礼仪',
    ]) {
      expect((await sayInGroup(bot, '赵阳', `12月23日${what} 全员参加`)).group).toMatch(/2025-/)
    }
    const season = (await sayInPrivate(bot, '陈立', '季度周报预览')).to('陈立')
    expect(season).toContain('四季度小结 ｜ 10月1日—12月24日')
    expect((await sayInPrivate(bot, '陈立', '年度小结预览')).to('陈立')).toContain('2025年度小结 ｜ 1月1日—12月24日')
    expect(await told()).toBe(0)
  })

  it('the week’s digest tells of the week alone while they run', async () => {
    const week = (await sweepAt('2025-12-26T16:10:00+08:00')).group
    expect(week).toContain('集中学习2次、主题影片1次、业务培训1次、党员大会1次、主题党日1次，共6小时')
    expect(week).not.toContain('小结')
    expect(await told()).toBe(6)
  })

  it('is told on the first digest day after it, a Sunday of work, though its week holds nothing; with one chart', async () => {
    const silent = await sweepAt('2026-01-02T16:10:00+08:00')
    expect(silent.all).toEqual([])
    const heard = await sweepAt('2026-01-04T16:10:00+08:00')
    expect(heard.group).toContain('四季度小结 ｜ 10月1日—12月31日')
    expect(heard.group).toContain('2025年度小结 ｜ 1月1日—12月31日')
    expect(heard.group).toContain('有出入？@我发“有出入”加编号')
    const card = JSON.stringify(bot.simulator.message(heard.only(bot.branch.chatId).messageId))
    expect(card.match(/"tag":"chart"/g)).toHaveLength(1)
    expect((await sweepAt('2026-01-04T17:00:00+08:00')).all).toEqual([])
  })

  it('is told once; the days of that week are the next digest’s', async () => {
    await bot.moveTo('2026-01-05T10:00:00+08:00')
    await sayInGroup(bot, '周海明', '12月30日下午集中学习1小时 条例 全员参加')
    await sayInGroup(bot, '周海明', '今天上午集中学习1小时 章程 全员参加')
    const next = (await sweepAt('2026-01-09T16:10:00+08:00')).group
    expect(next).toContain('近2周台账 ｜ 12月27日—1月9日')
    expect(next).toContain('集中学习2次，共2小时')
    expect(next).not.toContain('小结')
  })
})

describe('a branch with two secretaries', () => {
  it('each has it in private, once, when one of them wished so; who and when is kept', async () => {
    const group = newGroup(bot, '机关第二党支部')
    const members = (['吴刚', '郑洁', '冯涛'] as const).map((name, index) => ({
      name,
      role: index < 2 ? 'secretary' : 'member',
      platformUserId: group.person[name],
    }))
    const place = { name: '机关第二党支部', platform: 'feishu', chatId: group.chatId }
    const { body } = await bot.admin.post('/branches', { ...place, members })
    await group.say('冯涛', '今天上午集中学习1小时 党章 全员参加')
    expect(wordsTo(await group.say('冯涛', '周报只发给我'), group.chatId)).toBe('周报发到哪里由书记来定。')
    expect(wordsTo(await group.say('郑洁', '周报只发给我'), group.chatId)).toContain('好，以后周报只私聊发给书记')
    expect(wordsTo(await group.say('吴刚', '周报别发群里'), group.chatId)).toContain('现在就是这样')
    const races = () => Promise.all([1, 2, 3].map(() => bot.admin.sweep('digests', '2026-01-09T16:20:00+08:00')))
    const heard = await heardAfter(bot, races)
    for (const name of ['吴刚', '郑洁'] as const) {
      expect(wordsTo(heard, group.privateChat(name))).toContain('集中学习1次，共1小时')
    }
    expect(heard.all.filter((text) => text.includes('台账 ｜'))).toHaveLength(2)
    expect(wordsTo(heard, group.chatId)).toBe('')
    const id = String(body.id)

    const row = await inBranch(id, () => PartyBranch.findOne({ _id: id }).lean())
    expect(row?.revisions.map(({ change, byName, after }) => [change, byName, after])).toEqual([
      ['digest', '郑洁', 'secretary'],
    ])
  })
})
