import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MemberName, type PlayBot, startPlay } from '../helpers/bot.js'
import { sayInGroup, sayInPrivate } from '../helpers/exchange.js'

let bot: PlayBot
const BOOKS: readonly (readonly [MemberName, string])[] = [
  ['王敏', '3月10日培训《党章》2小时 政治理论 全员参加'],
  ['王敏', '3月12日会议服务礼仪培训1小时 业务技能 全员参加'],
  ['王敏', '3月13日消防器材使用培训1小时 全员参加'],
  ['陈立', '3月6日和李响谈心谈话30分钟'],
  ['陈立', '3月9日和王敏廉政谈话20分钟'],
  ['陈立', '3月5日志愿服务 引导岗 赵阳、李响参加 2小时'],
  ['李淑贤', '3月5日慈善一日捐，陈立100元，王敏50元，李响60元'],
  ['李淑贤', '3月党费：陈立125元、王敏98.5元'],
  ['王敏', '3月9日给会务部开具提醒整改单2张，限3月13日前整改'],
  ['王敏', '3月10日给餐饮部开具提醒整改单1张，限3月31日前整改'],
  ['陈立', '支部自查发现问题：台账不规范，责任人赵阳，限3月底前整改'],
  ['陈立', '支部自查发现问题：会议记录缺签字，责任人李响，限3月底前整改'],
  ['陈立', '3月2日局书画比赛二等奖，赵阳、李响获奖'],
  ['陈立', '今年制定标准4个'],
]
beforeAll(async () => {
  bot = await startPlay()
  for (const [name, text] of BOOKS) {
    expect((await sayInPrivate(bot, name, text)).all.join('\n'), text).toContain('已记')
  }
})
afterAll(() => bot.stop())

const ask = async (name: MemberName, text: string): Promise<string> => (await sayInPrivate(bot, name, text)).to(name)

it('a category filters the trainings, and what has none is told apart', async () => {
  const both = await ask('赵阳', '政治理论培训几次，业务技能几次')
  expect(both).toContain('政治理论1次、业务技能1次')
  expect(both).toContain('另有1次培训没写内容分类')
  expect(await ask('赵阳', '今年政治理论类培训几次')).toContain('政治理论1次')
})

it('talks are both kinds, and their sum', async () => {
  expect(await ask('陈立', '一季度谈了几次话')).toContain('谈心谈话1次、廉政谈话1次，谈话一共2次')
})

it('follow-ups of talks, to those whose talks they are', async () => {
  expect(await ask('陈立', '谈话后续还有哪些没办')).toContain('没有待办的谈话跟进')
  await sayInPrivate(bot, '陈立', '今天跟赵阳谈心谈话30分钟，让他月底前写个自查报告')
  const own = await sayInGroup(bot, '陈立', '谈话后续还有哪些没办')
  expect(own.group).toBe('已私聊你')
  expect(own.to('陈立')).toContain('还没办完1件')
  expect(await ask('李响', '谈话后续还有哪些没办')).toContain('没有待办的谈话跟进')
})

it('volunteers by heads and hours', async () => {
  const heard = await sayInGroup(bot, '陈立', '今年志愿服务多少人次、多少小时')
  expect(heard.group).toBe('已私聊你')
  expect(heard.to('陈立')).toContain('志愿服务：共2人次，共2小时，按人次累计4小时')
})

it('gifts by heads and sum; of one’s own to oneself', async () => {
  expect(await ask('王敏', '今年捐款多少人次，一共多少钱')).toContain('捐款：共3人次，合计210元')
  expect(await ask('李响', '我今年捐了多少')).toContain('合计60元')
  const group = await sayInGroup(bot, '李响', '我今年捐了多少')
  expect(group.group).toBe('已私聊你')
})

it('the sum of dues for who keeps them, and for nobody else', async () => {
  expect(await ask('李淑贤', '3月党费一共收了多少')).toContain('一共已记223.50元')
  const others = await ask('赵阳', '3月党费一共收了多少')
  expect(others).toContain('只告诉管党费的同志和书记')
  expect(others).not.toContain('223')
})

it('problems found and dealt with', async () => {
  const problem = (await bot.admin.entries(bot.branch.id, '?kind=problem'))[0]
  await sayInPrivate(bot, '陈立', `销号 ${problem?.number}`)
  expect(await ask('陈立', '今年发现问题几个，整改几个')).toContain('问题清单：已办结1，还有1')
})

it('prizes by rank', async () => {
  const answer = await ask('陈立', '今年获奖哪些，二等奖几名')
  expect(answer).toContain('荣誉1项、二等奖2名')
  expect(answer.match(/2026-荣-001/g)).toHaveLength(1)
})

it('slips of one department, and those of one kind that are open', async () => {
  expect(await ask('陈立', '今年给餐饮部开了几张整改单')).toContain('提醒整改单1张')
  expect(await ask('陈立', '还有几张处罚单没销号')).toContain('没有待办')
  expect(await ask('陈立', '还有几张整改单没销号')).toContain('还没办完2件')
})

it('standards made, and a sheet’s count put right', async () => {
  expect(await ask('陈立', '今年制定标准几个')).toContain('制定标准4个')
  const told = await ask('陈立', '2月处罚单3张，提醒整改单5张')
  expect(told).toContain('服务质量处罚单3')
  const sheet = (await bot.admin.entries(bot.branch.id, '?kind=metric')).at(-1)
  expect(await ask('陈立', `更正 ${sheet?.number} 处罚单改成4张`)).toContain('服务质量处罚单4')
  const after = (await bot.admin.entries(bot.branch.id, '?kind=metric')).find(({ id }) => id === sheet?.id)
  expect(after).toMatchObject({ fields: { items: { 服务质量处罚单: 4, 提醒整改单: 5 } } })
})

it('a word that was not read is named, and one that would change the answer is asked about', async () => {
  expect(await ask('陈立', '今年电工培训几次')).toContain('「电工」没看懂，上面没有按它筛选')
  const group = (await sayInGroup(bot, '陈立', '今年电工培训几次')).group
  expect(group).toContain('有的词没看懂')
  expect(await ask('陈立', '去年3月到今年3月开了几次党员大会')).toContain('一段一段问')
  expect(await ask('陈立', '今年党员大会几次，一季度的不算')).toContain('一段一段问')
  expect(await ask('陈立', '去年和今年各开了几次党员大会')).toMatch(/2025年台账里[\s\S]*2026年台账里/)
  expect(await ask('陈立', '李响和赵阳今年参加了几次培训')).toContain('一个人一个人问')
  expect(await ask('陈立', '今年平均每次培训多少人')).not.toMatch(/培训\d次/)
})
