import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { sayInGroup, sayInPrivate } from '../helpers/exchange.js'
import { type KindStory, playKind } from '../helpers/kind-story.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const STORIES: readonly (KindStory & { readonly kind: string })[] = [
  {
    kind: '小家活动',
    by: '王敏',
    where: 'group',
    say: '3月8日工会小家活动，插花，全员参加',
    receipt: [/已记｜工会小家活动 · 插花/, /应到7 实到7/, /3月8日是周日，已照记/, /编号 2026-活-001/],
    entry: { kind: 'activity', date: '2026-03-08', fields: { kind: '工会小家活动', expected: 7, actual: 7 } },
  },
  {
    kind: '人人都是培训师',
    by: '王敏',
    where: 'group',
    say: '3月9日人人都是培训师，赵阳给质管员讲茶艺，专长是茶艺，40分钟',
    receipt: [/已记｜人人都是培训师 · 茶艺/, /主讲 赵阳/, /听众 质管员/, /专长 茶艺/],
    entry: {
      kind: 'training',
      date: '2026-03-09',
      fields: { lecturer: '赵阳', audience: '质管员', speciality: '茶艺' },
    },
  },
  {
    kind: '新员工第一课',
    by: '陈立',
    where: 'group',
    say: '3月10日新员工第一课：大会堂的职责，参加人员张萌、刘洋、马超，主讲孙小雨，1小时',
    receipt: [
      /已记｜第一课 · 大会堂的职责/,
      /主讲 孙小雨/,
      /参加人员 张萌、刘洋、马超/,
      /听课的不在名册里，学时没计到人/,
    ],
    entry: {
      kind: 'training',
      date: '2026-03-10',
      participants: ['张萌', '刘洋', '马超'],
      fields: { lecturer: '孙小雨', audience: '张萌、刘洋、马超' },
    },
  },
  {
    kind: '走访慰问',
    by: '陈立',
    where: 'group',
    say: '3月6日走访慰问退休党员',
    receipt: [/已记｜走访慰问/, /3月6日（周五）/],
    entry: { kind: 'activity', date: '2026-03-06', fields: { kind: '走访慰问' } },
  },
  {
    kind: '志愿服务',
    by: '赵阳',
    where: 'private',
    say: '昨天我参加志愿服务2小时，茶水服务台',
    receipt: [/已记｜志愿服务/, /2小时/, /参加：赵阳/, /岗位 茶水服务台/],
    entry: { kind: 'volunteer', date: '2026-03-17', minutes: 120, participants: ['赵阳'] },
  },
  {
    kind: '项目活动',
    by: '周海明',
    where: 'group',
    say: '昨天召开标准化推进会，全员参加',
    receipt: [/已记｜推进会 · 标准化/, /应到7 实到7/, /编号 2026-项-001/],
    entry: { kind: 'projectEvent', date: '2026-03-17', fields: { kind: '推进会', project: '标准化' } },
  },
]

it.each(STORIES)('$kind: one sentence, one receipt, one entry, taken back', async (story) => {
  await playKind(bot, story)
})

it('one volunteer’s hours are not for the group', async () => {
  const story = STORIES.find(({ kind }) => kind === '志愿服务') as KindStory
  const heard = await playKind(bot, { ...story, where: 'group', receipt: [/已记｜志愿服务/] })
  if (/2小时/.test(heard.group)) throw new Error(heard.group)
})

it('the names of new staff stand on the entry’s card too', async () => {
  await sayInGroup(bot, '陈立', '3月10日新员工第一课：大会堂的职责，参加人员张萌、刘洋，主讲孙小雨，1小时')
  const number = (await bot.admin.entries(bot.branch.id)).findLast(({ voided }) => !voided)?.number
  expect((await sayInPrivate(bot, '王敏', `查 ${number}`)).to('王敏')).toContain('参加人员 张萌、刘洋')
})
