import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addApiUsage } from '../../../src/models/api-usage.js'
import { inBranch } from '../../../src/models/branch-scope.js'
import { UnsaidReceipt } from '../../../src/models/unsaid-receipt.js'
import { type Bot, startBot } from '../../helpers/bot.js'
import { type Heard, heardAfter, sayInGroup, sayInPrivate, tapAs } from '../../helpers/exchange.js'

const LIMIT = 200
/** The machine's clock of the bot's counter: the platform's month is not the branch's. */
const quotaClock = { at: Date.parse('2026-07-10T12:00:00+08:00'), now: () => quotaClock.at }

let bot: Bot
beforeAll(async () => {
  bot = await startBot({ environment: { FEISHU_CALLS_PER_MONTH: String(LIMIT) }, quotaClock })
})
afterAll(() => bot.stop())

interface Quota {
  readonly month: string
  readonly used: number
  readonly limit?: number
  readonly level: string
}
/** What the operator reads; a process that is asked looks what the others have counted. */
const quota = async (): Promise<Quota> => ((await bot.admin.get('/usage')).body.quotas as Quota[])[0] as Quota

/** Other processes, and other hours, have used the month up to so many calls. */
async function useUpTo(calls: number): Promise<void> {
  const { appId } = bot.simulator.options
  const { used, month } = await quota()
  const api = 'im.v1.message.create'
  await addApiUsage([{ platform: 'feishu', appId, tenant: appId, api, pool: 'calls', month, calls: calls - used }])
  expect(await quota()).toMatchObject({ used: calls })
}
const sweepAt = (name: string, at: string): Promise<Heard> => heardAfter(bot, () => bot.admin.sweep(name, at))
const metric = async (name: string): Promise<number> => {
  const text = await (await fetch(`${bot.url}/metrics`)).text()
  return Number(new RegExp(`^${name}\\{platform="feishu",pool="calls"\\} (\\S+)$`, 'm').exec(text)?.[1])
}
const numberOf = (text: string): string => /2026-[一-龥]-\d{3}/.exec(text)?.[0] ?? 'no number'
const numberTitled = async (title: string): Promise<string> =>
  (await bot.admin.entries(bot.branch.id)).find((entry) => entry.title === title)?.number ?? 'no number'

/** Nothing in it was filled in. */
const ROUTINE = '3月17日下午集中学习2小时'

describe('below 80 %', () => {
  it('everything is said, and the operator reads what was used', async () => {
    expect((await sayInGroup(bot, '赵阳', '3月12日下午集中学习2小时 党章 全员参加')).group).toContain('已记｜')
    expect((await sweepAt('reminders', '2026-03-13T10:00:00+08:00')).to('陈立')).not.toContain('接口用量')
    expect((await sweepAt('digests', '2026-03-13T16:10:00+08:00')).group).toContain('本周台账')
    await useUpTo(LIMIT * 0.8 - 1)
    expect((await sweepAt('reminders', '2026-03-18T10:00:00+08:00')).all).toEqual([])
    expect(await quota()).toEqual({
      platform: 'feishu',
      appId: bot.simulator.options.appId,
      month: '2026-07',
      pool: 'calls',
      used: 159,
      limit: LIMIT,
      level: 'plenty',
    })
    expect([await metric('platform_quota_used'), await metric('platform_quota_limit')]).toEqual([159, LIMIT])
    expect((await bot.admin.get('/usage')).body.usage).toContainEqual(
      expect.objectContaining({ api: 'im.v1.message.create', pool: 'calls', month: '2026-07' }),
    )
  })
})

describe('from 80 %', () => {
  it('the secretary is told once, when one may speak, and nobody else', async () => {
    await useUpTo(LIMIT * 0.8)
    for (const silent of ['2026-03-18T21:00:00+08:00', '2026-03-21T10:00:00+08:00', '2026-03-19T07:59:00+08:00']) {
      expect((await sweepAt('reminders', silent)).all).toEqual([])
    }
    const races = () => Promise.all([1, 2, 3, 4].map(() => bot.admin.sweep('reminders', '2026-03-19T08:00:00+08:00')))
    const told = await heardAfter(bot, races)
    expect(told.all).toEqual([told.to('陈立')])
    expect(told.to('陈立')).toMatch(/^本月接口用量已到80%（160\/200次）。为保证记录不受影响，/)
    expect((await sweepAt('reminders', '2026-03-20T10:00:00+08:00')).all).toEqual([])
    expect((await quota()).level).toBe('saving')
  })

  it('every sentence still has its receipt', async () => {
    expect((await sayInGroup(bot, '赵阳', `${ROUTINE} 廉洁自律准则 全员参加`)).group).toContain('已记｜')
  })

  it('digests are merged into the month’s last; the closing card stays', async () => {
    expect((await sweepAt('digests', '2026-03-20T16:10:00+08:00')).all).toEqual([])
    const closing = await sweepAt('reminders', '2026-03-25T09:10:00+08:00')
    expect(closing.all).toEqual([closing.to('陈立')])
    expect(closing.to('陈立')).toContain('3月闭环')
    const digest = await sweepAt('digests', '2026-03-27T16:10:00+08:00')
    expect(digest.group).toContain('近2周台账 ｜ 3月14日—27日')
    expect(digest.group).toContain('集中学习1次，共2小时')
  })

  it('plan, gap and quarter card wait for the closing card', async () => {
    for (const at of ['2026-04-01T09:10', '2026-04-15T09:10', '2026-06-10T14:10'])
      expect((await sweepAt('reminders', `${at}:00+08:00`)).all).toEqual([])
  })
})

describe('from 95 %', () => {
  let guessed: Heard

  it('a receipt that only repeats what was typed is not sent, in the group and in private', async () => {
    await useUpTo(LIMIT * 0.95)
    expect((await quota()).level).toBe('scarce')
    const before = bot.simulator.callsThisMonth()
    expect((await sayInGroup(bot, '赵阳', `${ROUTINE} 监督条例 全员参加`)).all).toEqual([])
    expect((await sayInGroup(bot, '王敏', '我3月17日自学了3小时 问责条例')).all).toEqual([])
    expect((await sayInGroup(bot, '李响', `${ROUTINE} 巡视条例 全员参加`)).all).toEqual([])
    expect((await sayInPrivate(bot, '周海明', `${ROUTINE} 处分条例 李响公出，其余全员参加`)).all).toEqual([])
    expect(bot.simulator.callsThisMonth()).toBe(before)
    const titles = (await bot.admin.entries(bot.branch.id)).map(({ title }) => title)
    expect(titles).toEqual(expect.arrayContaining(['监督条例', '问责条例', '巡视条例', '处分条例']))
  })

  it('one with something filled in is sent, a question is asked, a talk told, and 撤销 answered', async () => {
    guessed = await sayInGroup(bot, '赵阳', '昨天下午学了2小时 统战条例 全员参加')
    expect(guessed.group).toContain('「默认」')
    expect((await sayInGroup(bot, '赵阳', '昨天下午集中学习2小时 全员参加')).group).toContain('还没记｜')
    const talk = await sayInPrivate(bot, '陈立', '3月17日和孙小雨谈心谈话30分钟')
    expect(talk.to('陈立')).toContain('已记｜谈心谈话')
    expect(talk.to('孙小雨')).toContain('陈立记了与你')
    const undone = await sayInGroup(bot, '李响', '撤销')
    expect(undone.group).toBe(`已撤销 ${await numberTitled('巡视条例')} 集中学习 · 巡视条例`)
    expect(undone.all).toHaveLength(1)
  })

  it('the rest is told at 17:30 in one line a chat, once, without hours, talks or what was undone', async () => {
    expect((await sweepAt('daily-lines', '2026-03-18T17:29:00+08:00')).all).toEqual([])
    const races = () => Promise.all([1, 2, 3, 4].map(() => bot.admin.sweep('daily-lines', '2026-03-18T17:30:00+08:00')))
    const told = await heardAfter(bot, races)
    const [one, two, three] = await Promise.all(['监督条例', '问责条例', '处分条例'].map(numberTitled))
    const why = '（接口额度紧张，合并告知；撤销请带编号）'
    expect(told.group).toBe(`今天已记2条：${one} 集中学习 · 监督条例、${two} 自学 · 问责条例${why}`)
    expect(told.to('周海明')).toBe(`今天已记1条：${three} 集中学习 · 处分条例${why}`)
    expect(told.all).toHaveLength(2)
    expect((await sweepAt('daily-lines', '2026-03-18T18:00:00+08:00')).all).toEqual([])
    expect(await inBranch(bot.branch.id, () => UnsaidReceipt.countDocuments())).toBe(0)
  })

  it('the line’s numbers undo, at one call; a receipt that was sent changes as before', async () => {
    const number = await numberTitled('监督条例')
    const before = bot.simulator.callsThisMonth()
    expect((await sayInGroup(bot, '赵阳', `撤销 ${number}`)).group).toBe(`已撤销 ${number} 集中学习 · 监督条例`)
    expect(bot.simulator.callsThisMonth() - before).toBe(1)
    const receipt = guessed.only(bot.branch.chatId)
    expect((await tapAs(bot, '赵阳', receipt, '撤销')).toast).toContain(`已撤销 ${numberOf(guessed.group)}`)
    expect(bot.simulator.message(receipt.messageId).text).toContain('已撤销（赵阳')
  })

  it('what comes after the line waits for the next day’s, over night and rest days for the next open moment', async () => {
    await bot.moveTo('2026-03-18T18:30:00+08:00')
    await sayInGroup(bot, '赵阳', `${ROUTINE} 选举条例 全员参加`)
    for (const silent of ['2026-03-18T18:31:00+08:00', '2026-03-18T22:00:00+08:00', '2026-03-19T08:00:00+08:00']) {
      expect((await sweepAt('daily-lines', silent)).all).toEqual([])
    }
    expect((await sweepAt('daily-lines', '2026-03-19T17:30:00+08:00')).group).toContain('3月18日以来已记1条')

    await bot.moveTo('2026-03-20T18:30:00+08:00')
    await sayInGroup(bot, '赵阳', `${ROUTINE} 工作条例 全员参加`)
    expect((await sweepAt('daily-lines', '2026-03-21T17:30:00+08:00')).all).toEqual([])
    expect((await sweepAt('daily-lines', '2026-03-23T08:00:00+08:00')).group).toContain('3月20日以来已记1条')
  })

  it('a group that the bot was taken out of is told when it is back', async () => {
    const { simulator, branch } = bot
    await sayInGroup(bot, '赵阳', `${ROUTINE} 宣传条例 全员参加`)
    await heardAfter(bot, () => simulator.setBotIn(branch.chatId, branch.person.王敏, false).done)
    expect((await sweepAt('daily-lines', '2026-03-24T17:30:00+08:00')).all).toEqual([])
    await heardAfter(bot, () => simulator.setBotIn(branch.chatId, branch.person.王敏, true).done)
    expect((await sweepAt('daily-lines', '2026-03-24T17:31:00+08:00')).group).toContain('· 宣传条例')
  })

  it('a person in several branches reads which one it was', async () => {
    const { simulator, admin, branch } = bot
    const { chatId } = simulator.addGroup('机关第二党支部', [branch.person.周海明])
    const members = [{ name: '周海明', role: 'secretary', platformUserId: branch.person.周海明 }]
    await admin.post('/branches', { name: '机关第二党支部', platform: 'feishu', chatId, members })
    await sayInPrivate(bot, '周海明', '机关第二党支部')
    expect((await sayInPrivate(bot, '周海明', `${ROUTINE} 保密条例 全员参加`)).all).toEqual([])
    const told = await sweepAt('daily-lines', '2026-03-25T17:30:00+08:00')
    expect(told.to('周海明')).toMatch(/^「机关第二党支部」.*保密条例/)
  })
})

describe('from the 1st on', () => {
  it('everything is said again, without anybody’s doing', async () => {
    quotaClock.at = Date.parse('2026-08-01T00:00:00+08:00')
    expect((await sayInGroup(bot, '赵阳', `${ROUTINE} 教育条例 全员参加`)).group).toContain('已记｜')
    const { month, used, level } = await quota()
    expect([month, level]).toEqual(['2026-08', 'plenty'])
    expect(used).toBeLessThan(5)
    expect(await metric('platform_quota_used')).toBe(used)
    await bot.moveTo('2026-04-08T10:00:00+08:00')
    await sayInGroup(bot, '赵阳', '4月7日下午集中学习2小时 章程 全员参加')
    expect((await sweepAt('digests', '2026-04-10T16:10:00+08:00')).group).toContain('台账 ｜')
  })

  it('the next month’s 80 % is told anew', async () => {
    await useUpTo(LIMIT * 0.9)
    const told = await sweepAt('reminders', '2026-04-13T10:00:00+08:00')
    expect(told.to('陈立')).toContain('已到90%（180/200次）')
  })
})
