import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/simulator/chat-simulator.js'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, heardAfter, press, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { formFor, formIn, NO_TOPIC } from '../helpers/form.js'
import { CARDS_LIVE, FORMS_ON_CARDS } from '../helpers/stage.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const entries = () => bot.admin.entries(bot.branch.id)
const now = (form: ChatMessage): string => faceOf(bot, form)

describe('a form', () => {
  it('with a bad value stays, says what is wrong beside it, and takes the corrected one', async () => {
    const form = await formFor(bot, '赵阳')
    const wrong = await tapAs(bot, '赵阳', form, '记下', { topic: '条例', duration: '好久', date: '2026-03-19' })
    expect(wrong.toast).toContain('这一天还没到，等办完再记')
    expect(now(form)).toContain('还没记')
    expect(now(form)).toContain('请写成“2小时”“90分钟”或“半天”')
    expect(now(form)).toContain('这一天还没到')
    const right = await tapAs(bot, '赵阳', form, '记下', { duration: '90分钟', date: '2026-03-16' })
    expect(right.toast).toMatch(/^已记 /)
    expect((await entries()).find(({ title }) => title === '条例')).toMatchObject({ date: '2026-03-16', minutes: 90 })
  })

  it('sent twice counts once, also at the same moment', async () => {
    const form = await formFor(bot, '李淑贤')
    await Promise.all([1, 2, 3].map(() => tapAs(bot, '李淑贤', form, '记下', { topic: '一次' })))
    expect((await entries()).filter(({ title }) => title === '一次')).toHaveLength(1)
    expect(now(form)).toContain('已记｜')
  })

  it('belongs to who typed the sentence', async () => {
    const form = await formFor(bot, '赵阳')
    const before = (await entries()).length
    // Elsewhere nobody else ever sees it (test/flows/form-page.test.ts has the stolen link).
    if (!FORMS_ON_CARDS) return void (await sayInGroup(bot, '赵阳', '不记了'))
    const foreign = await tapAs(bot, '陈立', form, '记下', { topic: '代填' })
    expect(foreign.toast).toBe('这张表由发起的人来填')
    expect((await tapAs(bot, '陈立', form, '不记了')).toast).toBe('这张表由发起的人来填')
    expect(await entries()).toHaveLength(before)
    // The other's try must not use up the author's: the same values from him count.
    expect((await tapAs(bot, '赵阳', form, '记下', { topic: '代填' })).toast).toMatch(/^已记 /)
  })

  it('whose record the roster of its day can’t hold stays, and takes another day', async () => {
    const { admin, simulator } = bot
    const person = simulator.addPerson('钱进').id
    const { chatId } = simulator.addGroup('新支部', [person])
    const members = [{ name: '钱进', role: 'secretary', platformUserId: person, since: '2026-03-10' }]
    const { body } = await admin.post('/branches', {
      name: '新支部',
      platform: bot.simulator.platform,
      chatId,
      members,
    })
    const heard = await heardAfter(bot, () => simulator.say(person, chatId, `@台账助手 ${NO_TOPIC}`))
    const form = formIn(bot, chatId, person, heard)
    const submit = async (date: string) => (await press(bot, person, form, '记下', { topic: '党章', date })).toast
    expect(await submit('2026-03-02')).toContain('那一天名册上没有应到的党员')
    expect(now(form)).toContain('还没记')
    expect(await submit('2026-03-16')).toMatch(/^已记 /)
    expect(await admin.entries(body.id)).toHaveLength(1)
  })

  it('is given up by 不记了, and can’t be sent any more', async () => {
    const form = await formFor(bot, '赵阳')
    const before = (await entries()).length
    expect((await tapAs(bot, '赵阳', form, '不记了')).toast).toBe('好的，没有记')
    if (CARDS_LIVE) expect(now(form)).toContain('已放弃｜培训')
    expect(await entries()).toHaveLength(before)
  })

  it('is given up by 不记了 typed as well: the newest of this chat, one at a time', async () => {
    const before = (await entries()).length
    const [older, newer] = [await formFor(bot, '周海明'), await formFor(bot, '周海明')]
    expect((await sayInGroup(bot, '赵阳', '不记了')).group).toBe('没有等你填的表；要取消已记的，请发：撤销')
    expect((await sayInGroup(bot, '周海明', '不记了')).group).toBe('好的，没有记')
    if (CARDS_LIVE) expect([now(newer), now(older)].map((text) => text.split('｜')[0])).toEqual(['已放弃', '还没记'])
    // Where a form can't stand in the group, it waits in private and is given up there as well.
    const inPrivate = (await sayInPrivate(bot, '周海明', '不记了')).to('周海明')
    expect(inPrivate).toContain(FORMS_ON_CARDS ? '没有等你填的表' : '好的，没有记')
    await sayInGroup(bot, '周海明', '不记了')
    if (CARDS_LIVE) expect(now(older)).toContain('已放弃')
    expect(await entries()).toHaveLength(before)
  })

  it('that went to the private chat is given up there', async () => {
    const form = (await sayInGroup(bot, '陈立', '和小李谈心谈话')).only(privateChat(bot, '陈立'))
    expect((await sayInGroup(bot, '陈立', '不记了')).group).toContain('没有等你填的表')
    expect((await sayInPrivate(bot, '陈立', '不记了')).to('陈立')).toBe('好的，没有记')
    if (CARDS_LIVE) expect(now(form)).toContain('已放弃｜谈话')
  })
})
