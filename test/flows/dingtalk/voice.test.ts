import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DingtalkSimulator } from '../../../src/simulator/dingtalk/index.js'
import { type MemberName, type StageBot, startPlay } from '../../helpers/bot.js'
import { type Heard, heardAfter, privateChat } from '../../helpers/exchange.js'
import { fillPage } from '../../helpers/fill-page.js'

let bot: StageBot
beforeAll(async () => {
  bot = await startPlay({ on: 'dingtalk' })
})
afterAll(() => bot.stop())

/** Says it aloud to the bot in private; the platform writes it down. */
const sayAloud = (name: MemberName, words: string): Promise<Heard> =>
  heardAfter(bot, () =>
    (bot.simulator as DingtalkSimulator).sendAudio(bot.branch.person[name], privateChat(bot, name), words),
  )
const entries = () => bot.admin.entries(bot.branch.id)

it('a record said aloud is laid before its speaker and recorded only when he says so', async () => {
  const heard = await sayAloud('赵阳', '昨天下午集中学习二十届四中全会精神两个小时全员参加')
  expect(heard.group).toBe('')
  expect(heard.to('赵阳')).toContain('语音转成的字不一定准，请核对后再记下')
  expect(await entries()).toEqual([])
  const card = heard.only(privateChat(bot, '赵阳'))
  const { url = '' } = await bot.simulator.tap(bot.branch.person.赵阳, card.messageId, '填写')
  const sent = await heardAfter(bot, () => fillPage(url, '记下', {}))
  expect(sent.all.join('\n')).toContain('已记｜集中学习')
  expect(await entries()).toMatchObject([{ kind: 'training', date: '2026-03-17', minutes: 120, voided: false }])
})

it('what else would change something is to be typed; a question is answered', async () => {
  expect((await sayAloud('赵阳', '撤销')).to('赵阳')).toContain('这一句请打字发给我')
  expect((await entries()).map(({ voided }) => voided)).toEqual([false])
  expect((await sayAloud('赵阳', '今年集中学习了几次')).to('赵阳')).toMatch(/集中学习.*1次/)
  expect((await sayAloud('赵阳', '今天天气不错')).to('赵阳')).toContain('请打一句字')
})
