import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { PartialRecord } from '../../src/core/meaning.js'
import { openBrowser, screenshot } from '../helpers/browser.js'
import { type ServedForm, serveForm, TRAINING } from '../helpers/form-page.js'
import { contrasts } from './contrast.js'

const THEME_DAY: PartialRecord = {
  type: 'theme_day',
  topic: '参观南湖革命纪念馆',
  date: '2026-03-17',
  absent: [{ name: '李响', reason: '公出' }],
}
const WIDTH = 390

let browser: Browser
const contexts: BrowserContext[] = []
const served: ServedForm[] = []
const troubles: string[] = []

beforeAll(async () => {
  browser = await openBrowser()
})
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((one) => one.close()))
  await Promise.all(served.splice(0).map((one) => one.stop()))
})
afterAll(() => browser?.close())

async function newPage(options: { dark?: boolean; script?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: WIDTH, height: 844 },
    locale: 'zh-CN',
    colorScheme: options.dark ? 'dark' : 'light',
    javaScriptEnabled: options.script ?? true,
    hasTouch: true,
  })
  contexts.push(context)
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.on('console', (line) => line.type() === 'error' && troubles.push(line.text()))
  page.on('pageerror', (error) => troubles.push(error.message))
  return page
}

async function serve(...input: Parameters<typeof serveForm>): Promise<ServedForm> {
  const one = await serveForm(...input)
  served.push(one)
  return one
}

/** What a phone shows: nothing to the right of its edge, every target large enough for a thumb, no zoom on a field. */
async function expectToFit(page: Page): Promise<void> {
  const found = await page.evaluate(`(() => {
    const seen = (element) => element.getClientRects().length > 0
    const all = [...document.querySelectorAll('button, a, summary, select, textarea, input:not([type=hidden])')].filter(seen)
    // A box of its own is small: its label is the target.
    const targets = all.map((one) => (one.type === 'checkbox' ? one.nextElementSibling : one))
    return {
      width: document.documentElement.scrollWidth,
      small: targets.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML),
      zoomed: all.filter((one) => parseFloat(getComputedStyle(one).fontSize) < 16).map((one) => one.outerHTML),
    }
  })()`)
  expect(found).toEqual({ width: WIDTH, small: [], zoomed: [] })
}

async function expectContrast(page: Page): Promise<void> {
  const all = await contrasts(page)
  expect(all.length).toBeGreaterThan(1)
  expect(all.filter(({ ratio }) => ratio < 4.5)).toEqual([])
}

const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(
    'document.activeElement.name || document.activeElement.className || document.activeElement.tagName',
  )
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

describe('the form page on a phone', () => {
  it('is filled in and sent', async () => {
    const form = await serve(TRAINING)
    const page = await newPage()
    await page.goto(form.address())
    expect(await page.getByLabel('日期', { exact: false }).first().inputValue()).toBe('2026-03-17')
    expect(await page.getByLabel('形式').inputValue()).toBe('集中学习')
    await expectToFit(page)
    await expectContrast(page)
    await screenshot(page, 'form-page')
    await page.getByLabel('主题').fill('学习党章')
    await page.getByLabel('时段').selectOption('上午')
    await page.getByText('点开选人').last().click()
    await page.getByRole('group', { name: '缺席人员' }).getByText('李响').click()
    await expectToFit(page)
    await press(page, '记下')
    await page.getByRole('heading', { name: '已记 2026-学-014' }).waitFor()
    await expectContrast(page)
    await screenshot(page, 'form-page-done')
    expect(form.sent).toMatchObject([{ values: { topic: '学习党章', period: '上午', absent: '李响' } }])
  })

  it('says what is wrong on top, with the focus, and beside the field; nothing typed is lost', async () => {
    const form = await serve(TRAINING)
    const page = await newPage()
    await page.goto(form.address())
    await page.getByLabel('时长').fill('好久')
    await page.getByLabel('主讲人').fill('<b>陈立</b> "一"')
    await press(page, '记下')
    const summary = page.getByRole('alert')
    await summary.waitFor()
    expect(await focused(page)).toBe('box bad')
    expect(await page.title()).toBe('有误｜还没记｜培训')
    expect(await page.getByLabel('主讲人').inputValue()).toBe('<b>陈立</b> "一"')
    const duration = page.getByLabel('时长')
    expect(await duration.inputValue()).toBe('好久')
    expect(await duration.getAttribute('aria-invalid')).toBe('true')
    const described = await page.locator(`#${await duration.getAttribute('aria-describedby')}`).innerText()
    expect(described).toBe('请写成“2小时”“90分钟”或“半天”')
    await expectToFit(page)
    await expectContrast(page)
    await screenshot(page, 'form-page-errors')
    await summary.getByText('时长').click()
    expect(await focused(page)).toBe('duration')
  })

  it('can be filled in with the keyboard alone', async () => {
    const form = await serve(THEME_DAY, { question: '谁没来？', ask: ['absent'] })
    const page = await newPage()
    await page.goto(form.address())
    await screenshot(page, 'form-page-people')
    const { keyboard } = page
    const walked: string[] = []
    /** As far as the element with this name; fails when the way there is blocked. */
    const tabTo = async (name: string): Promise<void> => {
      for (let step = 0; step < 40; step += 1) {
        await keyboard.press('Tab')
        const at = await focused(page)
        walked.push(at)
        if (at === name) return
      }
      throw new Error(`${name} was not reached: ${walked.join(' ')}`)
    }
    await tabTo('absent')
    const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle')
    expect(outline).toBe('solid')
    await keyboard.press('Space')
    await tabTo('topic')
    await keyboard.press('End')
    await keyboard.type('一日')
    await tabTo('duration')
    await keyboard.type('半天')
    await keyboard.press('Enter')
    await page.getByRole('heading', { name: '已记' }).waitFor()
    expect(form.sent).toMatchObject([
      { values: { absent: ['陈立', '李响'], topic: '参观南湖革命纪念馆一日', duration: '半天' } },
    ])
  })

  it('is given up with the second button', async () => {
    const form = await serve(TRAINING)
    const page = await newPage()
    await page.goto(form.address())
    await press(page, '不记了')
    await page.getByText('好的，没有记').waitFor()
    await page.goto(form.address())
    await page.getByText('这张表已处理过').waitFor()
    expect(form.sent).toEqual([])
  })

  it('works where scripts are switched off', async () => {
    const form = await serve(TRAINING)
    const page = await newPage({ script: false })
    await page.goto(form.address())
    await page.getByLabel('主题').fill('学习党章')
    await press(page, '记下')
    await page.getByText('已记 2026-学-014').waitFor()
  })

  it('can be read in the dark', async () => {
    const form = await serve(TRAINING)
    const page = await newPage({ dark: true })
    await page.goto(form.address())
    await expectContrast(page)
    await press(page, '记下')
    await page.getByRole('alert').waitFor()
    await expectContrast(page)
    await screenshot(page, 'form-page-dark')
  })

  it('that can’t be opened says what to do', async () => {
    const form = await serve(TRAINING)
    const page = await newPage()
    await page.goto(form.address({ expiresAt: 1 }))
    await page.getByText('在聊天里再发一次那句话').waitFor()
    await expectToFit(page)
    await expectContrast(page)
    await screenshot(page, 'form-page-expired')
  })

  it('names and words that are very long push nothing out of the page', async () => {
    const long = 'W'.repeat(300)
    const form = await serve({ ...TRAINING, topic: long }, { question: `${long}是什么？` })
    const page = await newPage()
    await page.goto(form.address())
    await expectToFit(page)
  })

  it('had no errors of the browser, such as a style that the policy forbids', () => {
    expect(troubles.filter((line) => !line.includes('410'))).toEqual([])
  })
})
