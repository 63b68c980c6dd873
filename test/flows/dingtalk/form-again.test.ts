import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { machineNow } from '../../../src/core/clock.js'
import { createFormLinks, type FormLink } from '../../../src/core/form-link.js'
import type { ChatFormValues, ChatMessage } from '../../../src/simulator/chat-simulator.js'
import { type MemberName, type PlayBot, startPlay } from '../../helpers/bot.js'
import { heardAfter, privateChat, sayInGroup, sayInPrivate } from '../../helpers/exchange.js'
import { fillPage } from '../../helpers/fill-page.js'
import { NO_TOPIC } from '../../helpers/form.js'

/** A form's card, or the link on it, stays in the chat with its button when the form is long recorded. */

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay({ on: 'dingtalk' })
})
afterAll(() => bot.stop())

const entries = () => bot.admin.entries(bot.branch.id)
/** As `formFor`; a form that can't stand in the group is with its author. */
const formOf = async (name: MemberName): Promise<ChatMessage> =>
  (await sayInGroup(bot, name, NO_TOPIC)).only(privateChat(bot, name))
const titled = async (title: string) => (await entries()).filter((one) => one.title === title)

/** What the card's button opens. */
async function pageOf(name: MemberName, messageId: string): Promise<string> {
  const { url } = await bot.simulator.tap(bot.branch.person[name], messageId, '填写')
  if (url === undefined) throw new Error('the button opens nothing')
  return url
}
const send = (name: MemberName, form: ChatMessage, button: string, values: ChatFormValues = {}) =>
  heardAfter(bot, async () => fillPage(await pageOf(name, form.messageId), button, values))
const expired = (url: string): string => {
  const links = createFormLinks('link-secret-of-the-tests-0123456789', new URL(url).origin)
  const link = links.read(url.split('/f/')[1] ?? '', machineNow())
  return links.url({ ...(link as FormLink), expiresAt: machineNow() - 1 })
}

describe('a form that is recorded, sent once more from where it stands', () => {
  it('says the number and records nothing a second time', async () => {
    const form = await formOf('赵阳')
    await send('赵阳', form, '记下', { topic: '再来一次' })
    const [entry] = await titled('再来一次')
    const url = await pageOf('赵阳', form.messageId)
    const again = await fillPage(url, '记下', { topic: '再来一次' })
    expect(again.toast).toBe(`已记 ${entry?.number}`)
    expect(again.text).toContain('不用再填，也不会再记一次')
    expect(again.html).not.toContain('name="topic"')
    expect(await titled('再来一次')).toHaveLength(1)
    // The link is over by the next day: nobody is told to say his sentence again.
    const later = await fillPage(expired(url), '记下', {})
    expect(later.toast).toBe(`已记 ${entry?.number}`)
    expect(later.html).not.toContain('<form')
    expect(later.text).not.toContain('再发一次那句话')
  })

  it('offers 更正, which brings the form of the entry', async () => {
    const form = await formOf('李淑贤')
    await send('李淑贤', form, '记下', { topic: '写错了' })
    const [entry] = await titled('写错了')
    const url = await pageOf('李淑贤', form.messageId)
    const heard = await heardAfter(bot, async () => {
      expect((await fillPage(url, '更正', {})).text).toContain('表已私聊你')
    })
    const editForm = heard.only(privateChat(bot, '李淑贤'))
    await send('李淑贤', editForm, '保存', { topic: '改对了' })
    expect((await titled('改对了')).map(({ id }) => id)).toEqual([entry?.id])
    // The form of the change is settled as well, and says what it changed.
    expect((await fillPage(await pageOf('李淑贤', editForm.messageId), '保存', {})).toast).toContain(
      `已改 ${entry?.number}`,
    )
  })

  it('whose entry was taken back says so, and offers nothing', async () => {
    const form = await formOf('周海明')
    await send('周海明', form, '记下', { topic: '又撤了' })
    const [entry] = await titled('又撤了')
    await sayInPrivate(bot, '周海明', `撤销 ${entry?.number}`)
    const page = await fillPage(await pageOf('周海明', form.messageId), '记下', {})
    expect(page.toast).toBe(`已记 ${entry?.number}`)
    expect(page.text).toContain('这条后来已撤销')
    expect(page.html).not.toContain('>更正<')
  })

  it('of talks with each of several names them all', async () => {
    const heard = await sayInPrivate(bot, '陈立', '昨天和李响、周海明谈心')
    const form = heard.only(privateChat(bot, '陈立'))
    await send('陈立', form, '记下', { together: 'severally', duration: '20分钟' })
    const page = await fillPage(await pageOf('陈立', form.messageId), '记下', {})
    expect(page.toast).toMatch(/^已记 2026-谈-\d{3}、2026-谈-\d{3}$/)
    expect(page.html).not.toMatch(/李响|周海明/)
  })

  it('given up says that it is over, and that link brings nothing back', async () => {
    const form = await formOf('王敏')
    await send('王敏', form, '不记了')
    const before = (await entries()).length
    const page = await fillPage(await pageOf('王敏', form.messageId), '记下', { topic: '不要' })
    expect(page.toast).toContain('这张表已处理过')
    expect(await entries()).toHaveLength(before)
  })
})
