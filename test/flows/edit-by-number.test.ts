import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { privateChat, sayInGroup, sayInPrivate } from '../helpers/exchange.js'

/** Corrections of an entry that is named by its number, in people's own words. */

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const entryOf = async (number: string) =>
  (await bot.admin.entries(bot.branch.id)).find((entry) => entry.number === number)
const plans = async () => await bot.admin.entries(bot.branch.id, '?kind=plan')

describe('one payer in a list of dues', () => {
  const LIST = '3月份党费：陈立125元，王敏98.5元，赵阳52.4元'
  const linesOf = async () => (await sayInPrivate(bot, '李淑贤', '查 2026-费-001')).to('李淑贤')

  it('is changed alone, with before and after for who keeps the money', async () => {
    await sayInPrivate(bot, '李淑贤', LIST)
    const changed = await sayInPrivate(bot, '李淑贤', '更正 2026-费-001 赵阳改成60元')
    expect(changed.to('李淑贤')).toContain('2026-费-001 已改')
    expect(changed.to('李淑贤')).toContain('赵阳 52.40元→60元')
    expect(changed.group).toBe('')
    expect(await linesOf()).toMatch(/陈立 125元、王敏 98\.50元、赵阳 60元/)
    expect(await linesOf()).toContain('283.50元')
  })

  it('told as what was paid, of several at once, and in the group without a name or a sum', async () => {
    const said = await sayInPrivate(bot, '李淑贤', '2026-费-001 赵阳交的是61，王敏是99')
    expect(said.to('李淑贤')).toMatch(/王敏 98\.50元→99元；赵阳 60元→61元/)
    const heard = await sayInGroup(bot, '李淑贤', '更正 2026-费-001 王敏改成98.5元')
    expect(heard.group).toBe('已改，其余已私聊你')
    expect(heard.to('李淑贤')).toContain('王敏 99元→98.50元')
    expect((await entryOf('2026-费-001'))?.fields).toMatchObject({ month: '2026-03', total: 284.5 })
  })

  it('is not for a member to change, who learns nothing of the list; nor one who is not in it', async () => {
    const before = await linesOf()
    for (const name of ['赵阳', '孙小雨'] as const) {
      const refused = await sayInPrivate(bot, name, '更正 2026-费-001 李响改成60元')
      expect(refused.to(name)).toContain('这一条由李淑贤记录')
    }
    const none = await sayInPrivate(bot, '李淑贤', '更正 2026-费-001 李响改成60元')
    expect(none.to('李淑贤')).toContain('没有要改的这个人')
    const whose = await sayInPrivate(bot, '李淑贤', '更正 2026-费-001 金额改成60元')
    expect(whose.to('李淑贤')).toContain('请写明是谁的')
    expect(await linesOf()).toBe(before)
  })
})

describe('the kind or the year of an entry', () => {
  it('of a talk goes to another kind, and to a 提醒谈话 only anew', async () => {
    const said = await sayInPrivate(bot, '陈立', '昨天和孙小雨谈心谈话30分钟')
    const number = /编号 (\S+)/.exec(said.only(privateChat(bot, '陈立')).text)?.[1] ?? ''
    const changed = await sayInPrivate(bot, '陈立', `更正 ${number} 类别改成廉政谈话`)
    expect(changed.to('陈立')).toContain('谈心谈话→廉政谈话')
    expect(await entryOf(number)).toMatchObject({ fields: { kind: '廉政谈话' } })
    const other = await sayInPrivate(bot, '陈立', `${number} 应该是提醒谈话`)
    expect(other.to('陈立')).toContain('请撤销这条，再重新记一条')
    expect(await entryOf(number)).toMatchObject({ fields: { kind: '廉政谈话' }, voided: false })
  })

  it('of which the year was wrong keeps its day', async () => {
    const study = await sayInGroup(bot, '李响', '3月16日下午集中学习1小时 条例第三讲 全员参加')
    const number = /编号 (\S+)/.exec(study.group)?.[1] ?? ''
    expect((await sayInGroup(bot, '李响', '刚才那条年份错了，是2025年的')).group).toContain(`${number} 已改`)
    expect(await entryOf(number)).toMatchObject({ date: '2025-03-16' })
  })

  it('of a training and of a meeting', async () => {
    const study = await sayInGroup(bot, '赵阳', '昨天下午集中学习2小时 条例 全员参加')
    const number = /编号 (\S+)/.exec(study.group)?.[1] ?? ''
    expect((await sayInGroup(bot, '赵阳', `${number} 是线上学习`)).group).toContain('集中学习→线上学习')
    const meeting = await sayInGroup(bot, '王敏', '3月10日党员大会，讨论预算，全员')
    const met = /编号 (\S+)/.exec(meeting.group)?.[1] ?? ''
    expect((await sayInGroup(bot, '王敏', `${met} 应该是组织生活会`)).group).toContain('党员大会→组织生活会')
  })
})

describe('a plan', () => {
  it('moves to another day, keeps its reminder, and the old one says where it went', async () => {
    await sayInPrivate(bot, '陈立', '计划3月26日下午2点主题党日，题目定为清明祭英烈，提醒大家')
    const [plan] = await plans()
    const moved = await sayInPrivate(bot, '陈立', `更正 ${plan?.number} 改到4月9日`)
    expect(moved.to('陈立')).toContain('4月9日')
    const [old, now] = await plans()
    expect(old?.fields).toMatchObject({ remind_all: true })
    expect(now).toMatchObject({
      date: '2026-04-09',
      fields: { remind: true, remind_all: true, replaces: '2026-03-26' },
    })
    const again = await sayInPrivate(bot, '陈立', `${now?.number} 推迟到4月10日下午3点`)
    expect(again.to('陈立')).toMatch(/4月10日[^\n]*15:00/)
    const last = (await plans()).at(-1)
    expect(last).toMatchObject({ date: '2026-04-10', fields: { remind_all: true } })
    const later = await sayInPrivate(bot, '陈立', `${last?.number} 推迟一周`)
    expect(later.to('陈立')).toMatch(/4月17日[^\n]*15:00/)
    expect((await plans()).at(-1)).toMatchObject({ date: '2026-04-17' })
    const stale = await sayInPrivate(bot, '陈立', `把${plan?.number}挪到4月20日`)
    expect(stale.to('陈立')).toContain('之前已改期')
  })

  it('that takes place on its day at another hour stays itself; a member may not move it', async () => {
    const plan = (await plans()).at(-1)
    const changed = await sayInPrivate(bot, '陈立', `${plan?.number} 改到上午9点`)
    expect(changed.to('陈立')).toMatch(/已改：[^\n]*15:00→09:00/)
    expect((await plans()).at(-1)).toMatchObject({ number: plan?.number, date: '2026-04-17' })
    const refused = await sayInPrivate(bot, '赵阳', `${plan?.number} 推迟到4月22日`)
    expect(refused.to('赵阳')).toContain('由安排的人、书记或管台账的同志来改')
    await sayInPrivate(bot, '陈立', `${plan?.number}不办了，大家都出差`)
    expect((await plans()).at(-1)?.fields).toMatchObject({ plan_state: 'cancelled' })
  })
})
