import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InboxRow } from '../../../src/models/inbox-row.js'
import type { Said } from '../../../src/simulator/feishu/people.js'
import { type Bot, startBot } from '../../helpers/bot.js'
import { type Heard, heardAfter, sayInGroup } from '../../helpers/exchange.js'

/** What only Feishu tells: that the bot was taken out of a group, and, with the wider scope, what is not for it. */
let bot: Bot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(() => bot.stop())

const SENTENCE = '昨天下午学了2小时 二十届四中全会精神 全员参加'
const count = async (): Promise<number> => (await bot.admin.entries(bot.branch.id)).length
const payloadOf = async ({ messageId }: Said) =>
  (await InboxRow.findOne({ _id: { $regex: messageId } }).lean())?.payload

describe('a group', () => {
  it('that the bot is taken out of hears nothing more; added again it goes on with the same branch', async () => {
    const { simulator, admin, branch } = bot
    const before = await count()
    const out = await heardAfter(bot, () => simulator.setBotIn(branch.chatId, branch.person.王敏, false).done)
    expect(out.to('陈立')).toContain('我已被移出')
    expect(out.to('王敏')).toBe('')
    const at = '2026-03-20T16:30:00+08:00'
    expect((await heardAfter(bot, () => admin.sweep('digests', at))).group).toBe('')
    const back = await heardAfter(bot, () => simulator.setBotIn(branch.chatId, branch.person.王敏, true).done)
    expect(back.group).toContain('现在就可以用')
    const number = `2026-学-${String(before + 1).padStart(3, '0')}`
    expect((await sayInGroup(bot, '赵阳', SENTENCE)).group).toContain(number)
    expect((await heardAfter(bot, () => admin.sweep('digests', at))).group).toContain('本周台账')
  })

  it('is answered only where the bot is spoken to; nothing of the rest is kept', async () => {
    const { simulator, branch } = bot
    simulator.settings.deliverAllGroupMessages = true
    const before = await count()
    for (const text of [SENTENCE, '@所有人', '@所有人 周五下午开会', '@赵阳 昨天下午学了2小时 党章']) {
      const said = simulator.say(branch.person.陈立, branch.chatId, text)
      const heard: Heard = await heardAfter(bot, () => said)
      expect(heard.group, text).toBe('')
      expect(await payloadOf(said), text).toBeUndefined()
    }
    expect(await count()).toBe(before)
    const command = `/培训 ${SENTENCE}`
    const heard = await heardAfter(bot, () => simulator.say(branch.person.陈立, branch.chatId, command))
    expect(heard.group).toContain('已记｜')
    simulator.settings.deliverAllGroupMessages = false
  })
})
