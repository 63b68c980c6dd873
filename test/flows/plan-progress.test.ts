import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { sayInGroup, sayInPrivate } from '../helpers/exchange.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const entries = async (kind: string) =>
  (await bot.admin.entries(bot.branch.id, `?kind=${kind}`)).filter(({ voided }) => !voided)

/** domain.md P5: planned micro-lectures against those held. */
it('a reading plan: one sentence, a plan for each lecture, and what came of it', async () => {
  const said = '读书计划：《论中国共产党历史》第一章由孙小雨3月25日讲，第二章由赵阳4月8日讲'
  const heard = await sayInPrivate(bot, '陈立', said)
  expect(heard.to('陈立')).toContain('《论中国共产党历史》第一章')
  expect(await entries('plan')).toMatchObject([
    { date: '2026-03-25', form: '微党课', fields: { lecturer: '孙小雨', topic: '《论中国共产党历史》第一章' } },
    { date: '2026-04-08', form: '微党课', fields: { lecturer: '赵阳', topic: '《论中国共产党历史》第二章' } },
  ])
  const before = (await sayInPrivate(bot, '陈立', '读书计划完成得怎么样')).to('陈立')
  expect(before).toContain('计划2讲，已讲0讲，还有2讲')
  await bot.moveTo('2026-03-26T10:00:00+08:00')
  // Another's lecture is not the one that was planned for him.
  await sayInGroup(bot, '李响', '3月25日李响讲微党课《青年党员的初心》30分钟')
  expect((await sayInPrivate(bot, '陈立', '读书计划完成得怎么样')).to('陈立')).toContain('已讲0讲')
  const held = await sayInGroup(bot, '孙小雨', '3月25日孙小雨讲微党课《论中国共产党历史》第一章 30分钟 全员参加')
  expect(held.group).toMatch(/计划 2026-计-001 已办/)
  const after = (await sayInPrivate(bot, '陈立', '读书计划完成得怎么样')).to('陈立')
  expect(after).toContain('计划2讲，已讲1讲，还有1讲')
  expect(after).toMatch(/孙小雨 《论中国共产党历史》第一章 已讲：2026-学-\d{3} 3月25日/)
})

it('how far it is is never said in the group, and who has not lectured only to who keeps records', async () => {
  await bot.moveTo('2026-04-10T10:00:00+08:00')
  const asked = await sayInGroup(bot, '赵阳', '读书计划完成得怎么样')
  expect(asked.group).toBe('已私聊你')
  expect(asked.to('赵阳')).not.toContain('暂无记录')
  expect((await sayInPrivate(bot, '王敏', '读书计划完成得怎么样')).to('王敏')).toContain('过了日子，暂无记录')
})

it('a micro-lecture planned with its speaker behind it', async () => {
  const heard = await sayInPrivate(bot, '陈立', '安排4月25日微党课，孙小雨主讲')
  expect(heard.to('陈立')).toContain('已记')
  const plans = await entries('plan')
  expect(plans.at(-1)).toMatchObject({ date: '2026-04-25', form: '微党课', fields: { lecturer: '孙小雨' } })
})

/** domain.md P24: 工作计划 5/6 of the secretary's month. */
it('the work items of a month, told, asked after and corrected', async () => {
  const told = await sayInPrivate(bot, '陈立', '4月工作计划6项，完成5项')
  expect(told.to('陈立')).toContain('4月工作计划6项，完成5项')
  const [sheet] = await entries('metric')
  expect(sheet).toMatchObject({ fields: { period: '2026-04', items: { 工作计划: 6 }, open: { 工作计划: 1 } } })
  expect((await sayInPrivate(bot, '陈立', '本月工作计划完成几项')).to('陈立')).toContain(
    '工作计划6项，完成5项，还有1项',
  )
  const more = await sayInPrivate(bot, '陈立', `更正 ${sheet?.number} 工作计划改成7项`)
  expect(more.to('陈立')).toMatch(/6[\s\S]*7/)
  expect((await sayInPrivate(bot, '陈立', '本月工作计划完成几项')).to('陈立')).toContain('工作计划7项，完成6项')
  const alone = await sayInPrivate(bot, '陈立', '4月工作计划完成5项')
  expect(alone.to('陈立')).toContain('一共几项')
})

/** domain.md P15: the yearly training plan against what took place. */
it('the yearly training plan against actual', async () => {
  const none = (await sayInPrivate(bot, '陈立', '今年培训计划12次，实际几次')).to('陈立')
  expect(none).toMatch(/还没有2026年培训计划，实际培训2次[\s\S]*按你说的计划12次，还差10次/)
  const told = await sayInPrivate(bot, '陈立', '年度培训计划：微党课12次，专题讲座4次')
  expect(told.to('陈立')).toContain('培训计划')
  const asked = (await sayInPrivate(bot, '陈立', '年度培训计划完成情况')).to('陈立')
  expect(asked).toContain('微党课计划12次，已办2次，还差10次')
  expect(asked).toContain('专题讲座计划4次，已办0次')
  // A plan is no record of what took place.
  expect((await sayInPrivate(bot, '陈立', '今年专题讲座几次')).to('陈立')).toContain('专题讲座暂无记录')
  const sheet = (await entries('metric')).at(-1)
  await sayInPrivate(bot, '陈立', `更正 ${sheet?.number} 专题讲座改成6次`)
  expect((await sayInPrivate(bot, '陈立', '培训计划完成多少')).to('陈立')).toContain('专题讲座计划6次')
  expect((await sayInPrivate(bot, '陈立', `撤销 ${sheet?.number}`)).to('陈立')).toContain('已撤销')
  expect((await sayInPrivate(bot, '陈立', '培训计划完成多少')).to('陈立')).toContain('还没有2026年培训计划')
})

/** domain.md P11, sentences S9 and S11. */
it('a project’s start and acceptance', async () => {
  const none = await sayInGroup(bot, '陈立', '标准化项目什么时候启动的')
  expect(none.group).toContain('还没有这个项目的启动和验收日期')
  const told = await sayInGroup(bot, '陈立', '标准化项目启动日期是2025年3月1日，验收日期是2025年11月20日')
  expect(told.group).toContain('已记')
  expect(await entries('projectEvent')).toMatchObject([
    { date: '2025-03-01', fields: { project: '标准化', kind: '项目启动' } },
    { date: '2025-11-20', fields: { project: '标准化', kind: '项目验收' } },
  ])
  const asked = await sayInGroup(bot, '赵阳', '标准化项目什么时候启动的，哪天验收的')
  expect(asked.group + asked.to('赵阳')).toMatch(/启动2025年3月1日（\S+），验收2025年11月20日/)
})

/** domain.md P25: how a promise is getting on is a note on it, not another promise. */
it('a promise and how it is getting on', async () => {
  const nothing = await sayInPrivate(bot, '赵阳', '我的党员风采完成了一半')
  expect(nothing.to('赵阳')).toContain('没有找到')
  await sayInPrivate(bot, '陈立', '书记项目：做好品质会堂')
  await sayInPrivate(bot, '赵阳', '党员风采：我带两名新员工')
  expect(await entries('commitment')).toHaveLength(2)
  expect((await sayInPrivate(bot, '陈立', '书记项目进展：已完成方案')).to('陈立')).toContain('已完成方案')
  expect((await sayInPrivate(bot, '赵阳', '我的党员风采完成了一半')).to('赵阳')).toContain('完成了一半')
  expect(await entries('commitment')).toHaveLength(2)
  const asked = (await sayInPrivate(bot, '李响', '今年的承诺有哪些')).to('李响')
  expect(asked).toMatch(/做好品质会堂（进展 4月10日：已完成方案）/)
  expect(asked).toContain('完成了一半')
  const [first] = await entries('commitment')
  expect((await sayInPrivate(bot, '李响', `查 ${first?.number}`)).to('李响')).toContain('进展：4月10日 已完成方案')
  await sayInPrivate(bot, '陈立', '书记项目：建好标准化体系')
  const which = await sayInPrivate(bot, '陈立', '书记项目进展：已验收')
  expect(which.to('陈立')).toMatch(/哪一条|2026-诺-00\d[\s\S]*2026-诺-00\d/)
})

it('the form of a planned lecture keeps what it is, and that can be put right', async () => {
  const [plan] = await entries('plan')
  const changed = await sayInPrivate(bot, '陈立', `更正 ${plan?.number} 形式改成专题党课`)
  expect(changed.to('陈立')).toContain('微党课→专题党课')
  const back = await sayInPrivate(bot, '陈立', `更正 ${plan?.number} 形式改成微党课`)
  expect(back.to('陈立')).toContain('专题党课→微党课')
})
