import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

/** design.md §4: that something is due is ledger, what it is, is content. */
it('a task with a deadline: the day is in the ledger, the words are not', async () => {
  const { simulator, branch, admin } = bot
  const { chatId } = simulator.sayPrivate(branch.person.陈立, '今天跟李响谈心谈话30分钟，让他月底前写个自查报告')
  const receipt = await simulator.waitForMessage(chatId, '已记｜谈心谈话')
  expect(receipt.text).toContain('3月31日')
  const [entry] = await admin.entries(branch.id)
  expect(entry?.fields).toMatchObject({ followupDue: '2026-03-31', talker: '陈立', partner: '李响' })
  expect(JSON.stringify(entry)).not.toContain('自查报告')
})
