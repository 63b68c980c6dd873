import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { sayInGroup } from '../helpers/exchange.js'
import { playKind } from '../helpers/kind-story.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const plans = async () => (await bot.admin.entries(bot.branch.id, '?kind=plan')).filter(({ voided }) => !voided)

it('a plan: one sentence, one receipt, one entry, taken back', async () => {
  await playKind(bot, {
    by: '王敏',
    where: 'group',
    say: '下周四下午2点主题党日，题目定为清明祭英烈，提醒大家',
    receipt: [/已记｜计划主题党日 · 清明祭英烈/, /3月26日（周四）14:00/, /到时私聊提醒大家（前一个工作日下午）/],
    entry: { kind: 'plan', date: '2026-03-26', fields: { kind: 'theme_day', start: '14:00', remind: true } },
  })
})

it('moved to another day keeps its hour, marked as taken over', async () => {
  const planned = await sayInGroup(bot, '王敏', '下周四下午2点主题党日，题目定为清明祭英烈')
  const old = /编号 (\S+)/.exec(planned.group)?.[1] ?? ''
  const moved = await sayInGroup(bot, '王敏', '下周四的主题党日改到下周五')
  expect(moved.group).toContain('3月27日（周五）14:00「默认」')
  expect(moved.group).toContain(`代替原计划 ${old}`)
  const otherHour = await sayInGroup(bot, '王敏', '下周五的主题党日改到下下周一上午')
  expect(otherHour.group).toContain('3月30日（周一）上午')
  expect(otherHour.group).not.toContain('14:00')
  const number = /编号 (\S+)/.exec(otherHour.group)?.[1] ?? ''
  await sayInGroup(bot, '王敏', `撤销 ${number}`)
  for (const { number: one } of await plans()) await sayInGroup(bot, '王敏', `撤销 ${one}`)
})

it('is closed by the event that carries it out, and the receipt names it', async () => {
  await sayInGroup(bot, '王敏', '下周四下午2点主题党日，题目定为清明祭英烈')
  const [plan] = await plans()
  await bot.moveTo('2026-03-26T17:00:00+08:00')
  const heard = await sayInGroup(bot, '王敏', '今天下午主题党日，清明祭英烈，全员参加，2小时')
  expect(heard.group).toContain('已记｜主题党日')
  expect(heard.group).toContain(`计划 ${plan?.number} 已办`)
})

it('of a talk is one line in the group', async () => {
  const heard = await sayInGroup(bot, '陈立', '计划下周和赵阳谈心谈话')
  expect(heard.group).not.toContain('赵阳')
})

it('a day to come told as done is offered as a plan', async () => {
  const heard = await sayInGroup(bot, '王敏', '/培训 明天 学习党章 2小时')
  expect(heard.all.join('\n')).toMatch(/还没到，先不记[\s\S]*计划/)
})
