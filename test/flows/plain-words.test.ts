import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OutboxRow } from '../../src/models/outbox-row.js'
import { type StageBot, startPlay } from '../helpers/bot.js'
import { heardAfter, sayInGroup, sayInPrivate } from '../helpers/exchange.js'

/** What the platform refuses for good is a dead letter; whoever waits for it is told so in plain words, once. */

let bot: StageBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const dead = async (): Promise<number> => OutboxRow.countDocuments({ state: 'dead' })

describe('a receipt that is refused', () => {
  it('in the group: the number, and how it is seen', async () => {
    bot.stage.refuseNext({ answers: 1 })
    const heard = await sayInGroup(bot, '赵阳', '昨天下午学了2小时 二十届四中全会精神 全员参加')
    expect(heard.group).toBe('已记 2026-学-001，卡片没能发出来，要看请@我发：2026-学-001')
    const shown = await sayInGroup(bot, '赵阳', '2026-学-001')
    expect(shown.to('赵阳')).toContain('二十届四中全会精神')
  })

  it('in private, of several: all the numbers and none of the words', async () => {
    bot.stage.refuseNext({ answers: 1, others: 2 })
    const heard = await sayInPrivate(bot, '陈立', '昨天和赵阳谈心谈话，聊了家里的事；昨天和李响谈心谈话')
    expect(heard.to('陈立')).toBe(
      '已记 2026-谈-001、2026-谈-002，卡片没能发出来，要看哪一条请发它的编号，如：2026-谈-001',
    )
    // What others are told they didn't ask for.
    expect(heard.to('赵阳') + heard.to('李响') + heard.group).toBe('')
    expect(await dead()).toBe(4)
  })
})

it('an answer that is refused: that it could not be sent', async () => {
  bot.stage.refuseNext({ answers: 1 })
  expect((await sayInPrivate(bot, '王敏', '帮助')).to('王敏')).toBe('答复没能发出来，请稍后再问')
})

it('a form that is refused: that nothing was recorded', async () => {
  const before = (await bot.admin.entries(bot.branch.id)).length
  bot.stage.refuseNext({ answers: 1 })
  const heard = await sayInPrivate(bot, '周海明', '昨天下午学了2小时 全员参加')
  expect(heard.to('周海明')).toBe('要填的表没能发出来，什么也没有记，也没有改；请稍后再发一次')
  expect((await bot.admin.entries(bot.branch.id)).length).toBe(before)
})

it('plain words that are refused as well end there', async () => {
  const before = await dead()
  bot.stage.refuseNext({ answers: 1, texts: 1 })
  const heard = await sayInPrivate(bot, '李淑贤', '帮助')
  expect(heard.all).toEqual([])
  expect(await dead()).toBe(before + 2)
  expect((await sayInPrivate(bot, '李淑贤', '帮助')).to('李淑贤')).toContain('怎么')
})

it('a card that nobody asked for is the operator’s alone', async () => {
  bot.stage.refuseNext({ others: 1 })
  const heard = await heardAfter(bot, () => bot.admin.sweep('reminders', '2026-03-25T09:30:00+08:00'))
  expect(heard.all).toEqual([])
})
