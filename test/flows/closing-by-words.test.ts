import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { sayInGroup, sayInPrivate } from '../helpers/exchange.js'

/** What was to be put right is done: told by number, or by the words it is known by. */

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const fieldsOf = async (number: string) =>
  (await bot.admin.entries(bot.branch.id)).find((entry) => entry.number === number)?.fields
const closedOn = async (number: string) => (await fieldsOf(number))?.closed_on

it('with nothing open says so', async () => {
  expect((await sayInGroup(bot, '陈立', '消防整改办完了')).group).toContain('没有找到还没办完的')
})

it('by number, in any order, on the day said', async () => {
  await sayInGroup(bot, '周海明', '3月10日给客房部开提醒整改单1张，床品更换不及时，3月底前整改')
  await sayInGroup(bot, '周海明', '3月11日给餐饮部开提醒整改单1张，消防通道堆物，3月底前整改')
  await sayInGroup(bot, '陈立', '自查发现的问题：会议签到不规范，责任人李响，3月底前整改')
  const early = await sayInPrivate(bot, '周海明', '2026-单-001 3月5日办结')
  expect(early.to('周海明')).toContain('早于记录日期')
  const refused = await sayInPrivate(bot, '赵阳', '2026-单-001 已整改')
  expect(refused.to('赵阳')).toContain('由记录人、责任人、书记或管台账的同志销号')
  expect(await closedOn('2026-单-001')).toBeUndefined()
  const done = await sayInPrivate(bot, '周海明', '更正 2026-单-001 3月17日销号')
  expect(done.to('周海明')).toContain('已销号 2026-单-001')
  expect(await closedOn('2026-单-001')).toBe('2026-03-17')
  expect((await sayInPrivate(bot, '李响', '2026-问-001 已整改')).to('李响')).toContain('已销号 2026-问-001')
  expect(await closedOn('2026-问-001')).toBe('2026-03-18')
  expect((await sayInPrivate(bot, '李响', '2026-问-001整改完了，销号吧')).to('李响')).toContain('之前已销号')
})

it('by its words: the only one that fits is closed and named', async () => {
  await sayInGroup(bot, '周海明', '3月12日给客房部开提醒整改单1张，走廊灯不亮，3月底前整改')
  const { group } = await sayInGroup(bot, '周海明', '客房部那张整改单闭环了')
  expect(group).toContain('已销号 2026-单-003')
  expect(await closedOn('2026-单-003')).toBe('2026-03-18')
  expect(await closedOn('2026-单-002')).toBeUndefined()
  // Said again, it is told and not found another one.
  expect((await sayInGroup(bot, '周海明', '客房部那张整改单闭环了')).group).toContain('2026-单-00')
  expect(await closedOn('2026-单-002')).toBeUndefined()
})

it('of a meeting’s items too, by the words of one', async () => {
  const MEETING =
    '3月10日党员大会，应到7人，实到7人，议题：1.讨论预算，通过；2.更换打印机，由赵阳负责，3月底前完成；3.采购投影仪，由李响负责，3月底前完成'
  await sayInGroup(bot, '王敏', MEETING)
  expect((await sayInGroup(bot, '王敏', '打印机昨天换好了')).group).toContain('已销号 2026-会-001')
  expect((await fieldsOf('2026-会-001'))?.agenda).toMatchObject([{}, { closed_on: '2026-03-17' }, {}])
})

it('that fits several, or none, closes nothing and lists what is open', async () => {
  await sayInGroup(bot, '陈立', '自查发现的问题：消防通道标识不清，责任人李响，3月底前整改')
  const several = await sayInGroup(bot, '陈立', '消防整改办完了')
  expect(several.group).toContain('有几项都对得上，还没有动')
  expect(several.group).toContain('2026-单-002')
  expect(several.group).toContain('2026-问-002')
  expect(several.group).toMatch(/请发：@我 销号 2026-/)
  const none = await sayInGroup(bot, '陈立', '空调维修的事落实好了')
  expect(none.group).toContain('没对上是哪一项，还没有动')
  expect(none.group).toContain('2026-会-001 第3项 采购投影仪')
  expect(await closedOn('2026-单-002')).toBeUndefined()
  expect(await closedOn('2026-问-002')).toBeUndefined()
  // Problems: one alone is open.
  expect((await sayInGroup(bot, '陈立', '那个问题销号了')).group).toContain('已销号 2026-问-002')
})

it('is not for everybody, and a talk’s follow-up is closed in private only', async () => {
  const refused = await sayInGroup(bot, '赵阳', '餐饮部那张整改单闭环了')
  expect(refused.group).toContain('由记录人、责任人、书记或管台账的同志销号')
  expect(await closedOn('2026-单-002')).toBeUndefined()
})
