import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MemberName, PlayBot } from '../helpers/bot.js'
import { ROSTER, startPlay } from '../helpers/bot.js'
import { faceOf, type Heard, heardAfter, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE } from '../helpers/stage.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const NAMES = ROSTER.map(({ name }) => name)
/** Time passes to the moment, and whatever is due is sent. */
const at = (moment: string): Promise<Heard> => heardAfter(bot, () => bot.moveTo(`${moment}:00+08:00`))
/** Who was reminded or asked: cards of the secretary's may come at the same time. */
const told = (heard: Heard): MemberName[] => NAMES.filter((name) => /提醒你|[办谈]了吗/.test(heard.to(name)))
const plans = async () => (await bot.admin.entries(bot.branch.id, '?kind=plan')).filter(({ voided }) => !voided)
const numbers: Partial<Record<'theme' | 'talk' | 'lecture', string>> = {}

it('plans are reminded of on the workday before: each in private, in one message, and of no more than is his to know', async () => {
  await sayInGroup(bot, '王敏', '下周四下午2点主题党日，题目定为清明祭英烈，地点烈士陵园，提醒大家')
  await sayInPrivate(bot, '陈立', '计划3月26日下午4点和赵阳谈心谈话，主题：转岗')
  await sayInPrivate(bot, '陈立', '3月26日上午9点安排孙小雨讲微党课，内容是党史故事')
  for (const [index, name] of (['theme', 'talk', 'lecture'] as const).entries())
    numbers[name] = (await plans())[index]?.number ?? ''
  await sayInGroup(bot, '陈立', '3月26日下午4点集中学习党章，提醒大家')
  await sayInGroup(bot, '陈立', '撤销')
  expect((await sayInPrivate(bot, '李响', '以后别提醒我')).to('李响')).toContain('开启提醒')

  const heard = await at('2026-03-25T16:31')
  expect(heard.group).toBe('')
  expect(told(heard)).toEqual(NAMES.filter((name) => name !== '李响'))
  expect(heard.to('王敏').split('\n').slice(0, 4)).toEqual([
    '提醒你一件事',
    '3月26日（周四）14:00 主题党日 · 清明祭英烈',
    '地点 烈士陵园',
    `编号 ${numbers.theme}`,
  ])
  expect(heard.only(privateChat(bot, '孙小雨')).text).toMatch(/提醒你2件事[\s\S]*09:00 培训 · 党史故事\n你主讲/)
  const card = heard.only(privateChat(bot, '赵阳'))
  expect(card.text).toContain('3月26日（周四）16:00 和陈立谈心谈话')
  expect(heard.all.join()).not.toMatch(/转岗|党章/)

  const snoozed = await tapAs(bot, '赵阳', card, '明天再说')
  expect(snoozed.toast).toBe('好的，3月26日（周四）早上再提醒你')
  expect(faceOf(bot, card)).toContain('早上再提醒你')
  expect((await sayInPrivate(bot, '王敏', `知道了 ${numbers.theme}`)).to('王敏')).toBe('好的')
  expect((await sayInPrivate(bot, '李响', '开启提醒')).to('李响')).toContain('提醒你')

  const morning = await at('2026-03-26T08:31')
  expect(told(morning)).toEqual(['赵阳', '李响'])
  expect(morning.to('赵阳')).toContain('提醒你2件事')
  const late = await sayInPrivate(bot, '赵阳', '明天再说')
  expect(late.to('赵阳')).toBe('下个工作日早上就来不及了，请现在记好时间')
})

it('办了吗: whoever planned it is asked a day later; what is recorded by its form closes the plan', async () => {
  const { theme = '' } = numbers
  const heard = await at('2026-03-27T09:31')
  expect(told(heard)).toEqual(['陈立', '王敏'])
  expect(heard.to('陈立')).toMatch(/这几项办了吗？[\s\S]*谈心谈话/)
  const card = heard.only(privateChat(bot, '王敏'))
  expect(card.text.split('\n')[0]).toBe('办了吗？')
  expect(card.text).toContain(`3月26日（周四）14:00 主题党日 · 清明祭英烈\n编号 ${theme}`)
  expect((await sayInPrivate(bot, '李响', `取消计划 ${theme}`)).to('李响')).toContain('由安排的人、书记或管台账的同志')

  const opened = await tapAs(bot, '王敏', card, '已办，记一笔')
  if (CARDS_LIVE) expect(opened.toast).toBe('表格已发给你，填好点「记下」')
  const form = opened.heard.only(privateChat(bot, '王敏'))
  await tapAs(bot, '王敏', form, '记下', { form: '外出考察' })
  expect(faceOf(bot, form)).toContain('已记｜主题党日 · 清明祭英烈')
  expect((await plans())[0]?.fields).toMatchObject({ plan_state: 'done' })
  expect((await tapAs(bot, '王敏', card, '已办，记一笔')).toast).toContain(`${theme} 之前已办`)
})

it('改期 and 取消, typed: the new day is reminded of, the cancelled one is not asked about again', async () => {
  const { talk = '', lecture = '' } = numbers
  const moved = await sayInPrivate(bot, '陈立', `改期 ${talk} 4月2日上午10点`)
  expect(moved.to('陈立')).toMatch(/已记｜计划谈心谈话.*\n4月2日（周四）10:00/)
  const cancelled = await sayInPrivate(bot, '陈立', `取消计划 ${lecture} 孙小雨出差`)
  expect(cancelled.to('陈立')).toContain(`已取消 ${lecture}`)
  expect((await sayInPrivate(bot, '陈立', `已办 ${lecture}`)).to('陈立')).toBe(`${lecture} 之前已取消`)
  const again = await at('2026-04-01T16:31')
  expect(told(again)).toEqual(['陈立', '赵阳'])
  expect(again.to('赵阳')).toContain('4月2日（周四）10:00')
})
