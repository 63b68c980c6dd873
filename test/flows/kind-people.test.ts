import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { type KindStory, playKind } from '../helpers/kind-story.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const STORIES: readonly (KindStory & { readonly kind: string })[] = [
  {
    kind: '荣誉',
    by: '周海明',
    where: 'group',
    say: '3月10日孙小雨在省级机关演讲比赛中获三等奖',
    receipt: [/已记｜.*演讲比赛 · 三等奖/, /获奖人 孙小雨/],
    entry: { kind: 'honour', date: '2026-03-10', fields: { prize: '三等奖', winners: ['孙小雨'] } },
  },
  {
    kind: '承诺',
    by: '赵阳',
    where: 'private',
    say: '2026年我的党员风采：每月参加一次志愿服务',
    receipt: [/已记｜党员风采 · 赵阳/, /编号 2026-诺-001/],
    entry: { kind: 'commitment', fields: { kind: '党员风采', who: '赵阳', period: '2026' } },
  },
  {
    kind: '思想状况分析',
    by: '陈立',
    where: 'private',
    say: '一季度思想状况分析：总体稳定，个别同志工作压力大',
    receipt: [/已记｜2026年一季度思想状况分析/, /仅书记可见/],
    entry: { kind: 'analysis', fields: { period: '2026-Q1' } },
  },
]

it.each(STORIES)('$kind: one sentence, one receipt, one entry, taken back', async (story) => {
  await playKind(bot, story)
})

it('a promise in the group is one line there, and the secretary’s analysis is not taken there at all', async () => {
  const promise = await sayInGroup(bot, '赵阳', '2026年我的党员风采：每月参加一次志愿服务')
  expect(promise.group).toBe('已记一项承诺，其余已私聊你')
  expect(promise.to('赵阳')).toContain('党员风采')
  const before = (await bot.admin.entries(bot.branch.id)).length
  const analysis = await sayInGroup(bot, '陈立', '一季度思想状况分析：个别同志想调离')
  expect(analysis.group).not.toContain('调离')
  expect(await bot.admin.entries(bot.branch.id)).toHaveLength(before)
})

it('nothing of an analysis is in what an operator reads', async () => {
  expect(JSON.stringify(await bot.admin.entries(bot.branch.id))).not.toMatch(/总体稳定|压力/)
})

it('an analysis is read again by the secretary, by its number or from its card, and by nobody else', async () => {
  const heard = await sayInPrivate(bot, '陈立', '一季度思想状况分析：总体稳定，有顾虑')
  const number = /2026-析-\d{3}/.exec(heard.to('陈立'))?.[0] ?? ''
  const read = await sayInPrivate(bot, '陈立', `查看内容 ${number}`)
  expect(read.to('陈立')).toMatch(/总体稳定.有顾虑[\s\S]*仅书记可见，本次查看已留痕/)
  const card = (await sayInPrivate(bot, '陈立', `查 ${number}`)).only(privateChat(bot, '陈立'))
  expect(card.text).not.toContain('总体稳定')
  expect((await tapAs(bot, '陈立', card, '查看内容')).heard.to('陈立')).toMatch(/总体稳定.有顾虑/)
  const others = await sayInPrivate(bot, '周海明', `查看内容 ${number}`)
  expect(others.to('周海明')).toContain('只有当时的书记能看')
  expect(others.to('周海明')).not.toContain('总体稳定')
  await sayInPrivate(bot, '陈立', '撤销')
})
