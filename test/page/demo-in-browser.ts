import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core'
import { type DemoWorld, startDemoWorld } from '../../src/cli/demo-world.js'
import { openBrowser } from '../helpers/browser.js'
import { testDatabase } from '../helpers/database.js'
import { untilQuiet } from '../helpers/quiet.js'

/** Wide enough for both panes and the ledger beside each other. */
const DESK = { width: 1680, height: 1050 }

export type PaneName = 'feishu' | 'dingtalk'

/** The whole demo on the run's engines, and its page open in a browser. */
export interface DemoInBrowser {
  readonly world: DemoWorld
  readonly page: Page
  /** What the browser complained of. */
  readonly troubles: readonly string[]
  pane(name: PaneName): PersonAtPane
  /** Does something on the page that the bot hears of, and waits until nothing is left to be done. */
  heard(work: () => Promise<unknown>): Promise<void>
  /** The ledger panel's row of an entry. */
  entry(book: string, number: string): Locator
  stop(): Promise<void>
}

/** One platform's pane, and what a person does in it. */
export interface PersonAtPane {
  readonly element: Locator
  /** Becomes this person and opens the chat: the branch's group, or the private one with the bot. */
  as(person: string, chat: 'group' | 'private'): Promise<void>
  /** Types it and sends it; what follows from it has happened when this settles. */
  say(text: string): Promise<void>
  /** The newest message that holds these words. */
  message(words: string): Locator
  /** The newest message in which a person typed these words; not one that quotes them. */
  said(words: string): Locator
  /** Taps a button of a message. */
  tap(message: Locator, button: string): Promise<void>
  /** Opens the page that a button links to, in the frame over the chat. */
  openPage(message: Locator, button: string): Promise<FrameLocator>
  /** Submits it and closes the frame. */
  submitPage(page: FrameLocator, button: string): Promise<void>
  /** Says it as an answer to a message, by the menu that a long press opens. */
  reply(message: Locator, text: string): Promise<void>
  recall(message: Locator): Promise<void>
  /** Sends a picture or file with the words beside it. */
  sendFile(file: SentFile, text?: string): Promise<void>
  /** Sends a voice, of which the platform writes this down. */
  speak(text: string): Promise<void>
  /** How many unread messages the mark on a person's picture tells of. */
  unread(person: string): Promise<number>
}

export interface SentFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** Starts everything; one a test file, because mongoose is a singleton. */
export async function startDemoInBrowser(): Promise<DemoInBrowser> {
  const closers: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  try {
    const world = await startDemoWorld({
      ...testDatabase(),
      dataDir: mkdtempSync(join(tmpdir(), 'demo-in-browser-')),
      logger: { debug() {}, info() {}, warn() {}, error() {} },
      // What is due is due when the page's clock is moved, and not while the machine is slow.
      environment: { SCHEDULE: 'off', LOG_LEVEL: 'silent' },
    })
    closers.push(() => world.stop())
    const browser: Browser = await openBrowser()
    closers.push(() => browser.close())
    return { ...(await openPage(world, browser)), world, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function openPage(world: DemoWorld, browser: Browser): Promise<Omit<DemoInBrowser, 'world' | 'stop'>> {
  const page = await browser.newPage({ viewport: DESK, locale: 'zh-CN' })
  // A bound, not a measure: with three suites beside it a click that starts a month of sweeps has taken ten seconds.
  page.setDefaultTimeout(20_000)
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (line) => line.type() === 'error' && troubles.push(line.text()))
  await page.goto(world.page.url)
  const heard = async (work: () => Promise<unknown>): Promise<void> => {
    // A month forward is thirty days of sweeps: on a machine that does other things as well that may take a while.
    const answered = page.waitForResponse((response) => response.request().method() === 'POST', { timeout: 25_000 })
    await Promise.all([answered, work()])
    await Promise.all([world.feishu.settled(), world.dingtalk.settled()])
    await untilQuiet(world.botUrl)
  }
  return {
    page,
    troubles,
    heard,
    pane: (name) => personAt(page.locator(`[data-platform=${name}]`), page, heard),
    entry: (book, number) => page.locator(`[data-book=${book}] [data-entry="${number}"]`),
  }
}

function personAt(element: Locator, page: Page, heard: DemoInBrowser['heard']): PersonAtPane {
  const input = element.getByLabel('输入消息')
  const send = (): Promise<void> => heard(() => element.locator('.send').click())
  const fromMenu = async (message: Locator, item: string): Promise<void> => {
    await message.locator('.bubble, .card, .ding-card, .attachments').first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: item }).click()
  }
  return {
    element,
    async as(person, chat) {
      await element.locator(`[data-person=${person}]`).click()
      const open = () => element.locator(`[data-chat][data-kind=${chat === 'group' ? 'group' : 'p2p'}]`).click()
      // Feishu tells the bot when somebody opens its chat, and it may greet him.
      if (chat === 'private' && (await element.getAttribute('data-platform')) === 'feishu') await heard(open)
      else await open()
    },
    async say(text) {
      await input.fill(text)
      await send()
    },
    message: (words) => element.locator('[data-message]', { hasText: words }).last(),
    said: (words) => element.locator('[data-message]', { has: page.locator('.bubble', { hasText: words }) }).last(),
    tap: (message, button) => heard(() => message.getByRole('button', { name: button }).first().click()),
    async openPage(message, button) {
      await message.getByRole('button', { name: button }).first().click()
      return element.frameLocator('[data-web] iframe').frameLocator('iframe')
    },
    async submitPage(form, button) {
      await heard(() => form.getByRole('button', { name: button }).click())
      await element.getByRole('button', { name: '关闭网页' }).click()
    },
    async reply(message, text) {
      await fromMenu(message, '回复')
      await element.locator('.replying').waitFor()
      await input.fill(text)
      await send()
    },
    recall: (message) => heard(() => fromMenu(message, '撤回')),
    async sendFile(file, text = '') {
      const kind = file.mimeType.startsWith('image/') ? '选图片' : '选文件'
      await element.locator(`input[type=file][aria-label=${kind}]`).setInputFiles(file)
      await element.locator('.staged').waitFor()
      await input.fill(text)
      await send()
    },
    async speak(text) {
      await element.getByRole('button', { name: '语音', exact: true }).click()
      await input.fill(text)
      await send()
    },
    async unread(person) {
      const mark = element.locator(`[data-person=${person}] .badge`)
      return (await mark.count()) === 0 ? 0 : Number(await mark.innerText())
    },
  }
}
