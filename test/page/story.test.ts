import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChatPage, startChatPage } from '../../src/simulator/chat-page.js'
import { type Bot, startBot } from '../helpers/bot.js'
import { openBrowser, screenshot } from '../helpers/browser.js'

const SENTENCE = '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加'

let bot: Bot
let chatPage: ChatPage
let browser: Browser
let page: Page
const troubles: string[] = []

beforeAll(async () => {
  bot = await startBot()
  chatPage = await startChatPage({
    simulators: [{ label: '飞书', simulator: bot.simulator }],
    clock: bot.clock,
    timezone: 'Asia/Shanghai',
    onClockMoved: bot.moveTo,
    books: [{ label: '飞书', entries: () => bot.admin.entries(bot.branch.id) }],
  })
  browser = await openBrowser()
  page = await browser.newPage({ viewport: { width: 1280, height: 860 }, locale: 'zh-CN' })
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (line) => line.type() === 'error' && troubles.push(line.text()))
  await page.goto(chatPage.url)
})

afterAll(async () => {
  await browser?.close()
  await chatPage?.stop()
  await bot?.stop()
})

/** Becomes this person, as a user does: by a tap on the left. */
const become = (name: string) => page.getByLabel('我是谁').getByText(name, { exact: true }).last().click()
const open = (chat: string) => page.getByLabel('会话').getByText(chat, { exact: true }).first().click()
const say = async (text: string): Promise<void> => {
  await page.getByLabel('输入消息').fill(text)
  await page.getByRole('button', { name: '发送' }).click()
}
const inChat = (text: string) => page.locator('.message', { hasText: text }).last()

describe('the demo’s story, played in a browser', () => {
  it('a sentence gets its receipt, and stands in the ledger beside it', async () => {
    await become('赵阳')
    await open('人事部党支部')
    await say(SENTENCE)
    const receipt = inChat('编号 2026-学-001')
    await receipt.waitFor()
    expect(await receipt.innerText()).toContain('形式：集中学习「默认」')
    await page.locator('.ledger, .books').getByText('2026-学-001').first().waitFor()
    await screenshot(page, 'receipt')
  })

  it('tapping 撤销 shows a toast and changes the card', async () => {
    await inChat('编号 2026-学-001').getByRole('button', { name: '撤销' }).click()
    await page
      .getByText(/已撤销/)
      .first()
      .waitFor()
    const card = inChat('编号 2026-学-001')
    await card.getByText(/已撤销（赵阳/).waitFor()
    await screenshot(page, 'undone')
  })

  it('what is missing is asked back with a form, and the form becomes the receipt', async () => {
    await say('@台账助手 昨天下午学了2小时')
    const form = inChat('还没记')
    await form.waitFor()
    await screenshot(page, 'ask-back')
    await form.locator('[data-field=topic] input').fill('学习党章')
    await form.getByRole('button', { name: '记下' }).click()
    await inChat('2026-学-002').waitFor()
    await screenshot(page, 'form-receipt')
  })

  it('typed again, and the clock at the end of the month: digest and closing card', async () => {
    await say(SENTENCE)
    await inChat('2026-学-003').waitFor()
    await page.getByLabel('调到这个日期和时间').fill('2026-03-31T09:30')
    await page.getByRole('button', { name: '调到', exact: true }).click()
    await inChat('本周台账').waitFor()
    await screenshot(page, 'digest')
    await become('陈立')
    await open('台账助手')
    await inChat('3月闭环').waitFor()
    await screenshot(page, 'closing')
  })

  it('the same on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.reload()
    await screenshot(page, 'phone')
    await become('赵阳')
    await open('人事部党支部')
    await inChat('2026-学-003').waitFor()
    await screenshot(page, 'phone-receipt')
    await say('@台账助手 昨天下午学了2小时')
    await inChat('主题是什么').waitFor()
    await screenshot(page, 'phone-form')
    const width = await page.evaluate('document.documentElement.scrollWidth')
    expect(width).toBeLessThanOrEqual(390)
  })

  it('the page had no errors', () => {
    expect(troubles).toEqual([])
  })
})
