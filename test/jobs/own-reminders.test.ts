import { afterAll, beforeAll, expect, it } from 'vitest'
import { OutboxRow } from '../../src/models/outbox-row.js'
import { type Bot, type MemberName, startBot } from '../helpers/bot.js'

let bot: Bot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(() => bot.stop())

const at = (date: string, time: string): string => `${date}T${time}:00+08:00`
const sweep = (moment: string) => bot.admin.sweep('own-reminders', moment)
const countTo = (name: MemberName, words: string): number => {
  const { simulator, branch } = bot
  return simulator.replies(simulator.privateChatId(branch.person[name])).filter(({ text }) => text.includes(words))
    .length
}
const say = async (text: string, answer: string): Promise<void> => {
  const { simulator, branch } = bot
  simulator.say(branch.person.王敏, branch.chatId, `@台账助手 ${text}`)
  await simulator.waitForMessage(branch.chatId, answer)
}

it('sweeps that race send one message a person, and a clock set back or set on none', async () => {
  await say('下周四下午2点主题党日，题目定为清明祭英烈，提醒大家', '到时私聊提醒大家')
  for (const early of [at('2026-03-25', '16:29'), at('2026-03-22', '16:30'), at('2026-03-24', '21:30')])
    expect(await sweep(early)).toMatchObject({ sent: 0, failed: 0 })
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => sweep(at('2026-03-25', '16:30'))))
  expect(outcomes.reduce((sum, { sent }) => sum + sent, 0)).toBe(7)
  for (const later of [at('2026-03-25', '16:31'), at('2026-03-26', '08:31'), at('2026-03-25', '16:30')])
    expect(await sweep(later)).toMatchObject({ sent: 0, failed: 0 })
  expect(countTo('李响', '清明祭英烈')).toBe(1)
})

it('moved to another day it is reminded of again, edited on the same day it is not, and never once it has begun', async () => {
  await say('更正 地点改为陵园', '陵园')
  expect(await sweep(at('2026-03-25', '17:00'))).toMatchObject({ sent: 0 })
  await say('下周四的主题党日改到3月31日下午2点', '3月31日（周二）14:00')
  expect(await sweep(at('2026-03-26', '09:00'))).toMatchObject({ sent: 0 })
  // The whole day before was missed by downtime.
  expect(await sweep(at('2026-03-31', '14:00'))).toMatchObject({ sent: 0 })
  expect(await sweep(at('2026-03-31', '13:40'))).toMatchObject({ sent: 7, failed: 0 })
  // Topic and place, which the move didn't repeat, are the plan's.
  expect(countTo('李响', '3月31日（周二）14:00 主题党日 · 清明祭英烈\n地点 陵园')).toBe(1)
})

it('could not be sent until it begins: it never is', async () => {
  await say('3月19日下午3点支委会，提醒我', '到时私聊提醒记录人')
  bot.simulator.fault({ api: 'message.create', code: 99991672 })
  await sweep(at('2026-03-19', '14:55'))
  const row = await OutboxRow.findOne({ lastErrorKind: 'configuration' }).lean()
  expect((row?.uselessFrom?.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)).toBe(5 * 60_000)
  if (!row) throw new Error('the reminder has no outbox row')
  await OutboxRow.create([{ ...row, _id: 'too-late', uselessFrom: new Date(0), notBefore: new Date(0) }])
  await bot.admin.post('/sweeps/outbox?wait=0')
  await expect
    .poll(async () => (await OutboxRow.findById('too-late').lean())?.state, { timeout: 15_000 })
    .toBe('superseded')
  expect(countTo('王敏', '3月19日（周四）15:00')).toBe(0)
})
