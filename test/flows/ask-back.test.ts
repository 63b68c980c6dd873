import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/simulator/chat-simulator.js'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, privateChat, sayInGroup, tapAs } from '../helpers/exchange.js'
import { formFor } from '../helpers/form.js'
import { CARDS_LIVE, FORMS_ON_CARDS } from '../helpers/stage.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const entries = () => bot.admin.entries(bot.branch.id)
const now = (form: ChatMessage): string => faceOf(bot, form)

describe('a sentence that lacks something', () => {
  it('comes back as a form that keeps everything said; filled in, the form becomes the receipt', async () => {
    const before = (await entries()).length
    const form = await formFor(bot, '赵阳')
    expect(form.text).toContain('还没记｜培训')
    expect(await entries()).toHaveLength(before)
    const { toast, heard } = await tapAs(bot, '赵阳', form, '记下', { topic: '二十届四中全会精神' })
    expect(toast).toBe('已记 2026-学-001')
    // A form that was filled in elsewhere leaves its receipt in the group; one that stood there becomes it.
    if (FORMS_ON_CARDS) expect(heard.group).toBe('')
    else expect(heard.group).toContain('已记｜集中学习 · 二十届四中全会精神')
    expect(now(form)).toContain('已记｜集中学习 · 二十届四中全会精神')
    expect((await entries()).at(-1)).toMatchObject({
      date: '2026-03-17',
      minutes: 120,
      title: '二十届四中全会精神',
      author: '赵阳',
      fields: { period: '下午', expected: 7, actual: 7 },
    })
  })

  it('typed 撤销 then voids it, and the card that began as a form says so', async () => {
    const form = await formFor(bot, '王敏')
    expect((await tapAs(bot, '王敏', form, '记下', { topic: '党章' })).toast).toMatch(/^已记 /)
    const undone = await sayInGroup(bot, '王敏', '撤销')
    expect(undone.group).toContain('已撤销 2026-学-')
    if (!CARDS_LIVE) return
    expect(now(form)).toContain('已撤销｜集中学习 · 党章')
    expect(now(form)).toContain('已撤销（王敏，')
  })

  it('with a word mistyped is asked about that word only', async () => {
    const form = await formFor(bot, '赵阳', '2月30日集中学习2小时 党章 全员参加')
    expect(form.text).toContain('「2月30日」没有这一天')
    await tapAs(bot, '赵阳', form, '记下', { date: '2026-03-03' })
    expect((await entries()).find(({ date }) => date === '2026-03-03')).toMatchObject({
      minutes: 120,
      title: '党章',
      form: '集中学习',
    })
  })

  it('about who was missing is asked in private, and the receipt there may name them', async () => {
    const heard = await sayInGroup(bot, '赵阳', '昨天下午学了2小时 党章 王小明缺席')
    expect(heard.group).toBe('这条还没记，要补的已私聊你')
    const form = heard.only(privateChat(bot, '赵阳'))
    expect(form.text).toContain('名册里没有「王小明」')
    const { heard: after } = await tapAs(bot, '赵阳', form, '记下', { absent: ['李响'], absent_reason: '公出' })
    expect(after.group).toBe('')
    expect(now(form)).toContain('未到：李响（公出）')
  })

  it('whose numbers don’t add up with who was missing is asked about in private', async () => {
    const sentence = '昨天下午集中学习2小时 党章 应到7人实到7人 李响公出'
    const heard = await sayInGroup(bot, '赵阳', sentence)
    expect(heard.group).toBe('这条还没记，要补的已私聊你')
    expect(heard.to('赵阳')).toContain('还没记｜培训')
  })
})
