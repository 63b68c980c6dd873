import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { screenshot } from '../helpers/browser.js'
import { contrasts } from './contrast.js'
import { type DemoInBrowser, type PersonAtPane, startDemoInBrowser } from './demo-in-browser.js'
import { photographMessages } from './photograph.js'

/** The calendar strip of the demo: what day it is for the branch, and moving through its days. */
let demo: DemoInBrowser
let feishu: PersonAtPane

beforeAll(async () => {
  demo = await startDemoInBrowser()
  feishu = demo.pane('feishu')
})
afterAll(async () => {
  if (process.env.SHOTS) await photographMessages(demo, process.env.SHOTS)
  await demo?.stop()
})

const button = (name: string) => demo.page.getByRole('button', { name, exact: true })
const day = (date: string) => demo.page.locator(`[data-day="${date}"]`)
const now = (): Promise<string> => demo.page.locator('[data-clock=now]').innerText()
const mark = (): Promise<string> => demo.page.locator('[data-mark]').innerText()
const move = (by: () => Promise<unknown>): Promise<void> => demo.heard(by)
const lastToast = (): Promise<string> => demo.page.locator('[data-toast]').last().innerText()
/** How often the bot said it in the group. */
const saidInGroup = (words: string): number => {
  const { feishu: simulator } = demo.world
  const group = simulator.chats().find(({ kind }) => kind === 'group')
  return simulator.replies(group?.chatId ?? '').filter(({ text }) => text.includes(words)).length
}

describe('the calendar strip', () => {
  it('shows the branch’s day and what kind of day each is', async () => {
    expect(await now()).toBe('2026年3月18日 周三 10:00')
    expect(await mark()).toBe('工作日')
    expect(await day('2026-03-18').getAttribute('aria-current')).toBe('date')
    expect(await day('2026-03-18').getAttribute('aria-label')).toBe('今天，3月18日 周三 工作日')
    expect(await day('2026-03-21').getAttribute('aria-label')).toBe('3月21日 周六 休息日')
    // 清明 of 2026 is a Sunday, and the Monday after it free.
    expect(await day('2026-04-06').getAttribute('aria-label')).toBe('4月6日 周一 放假')
  })

  it('moves by a day, a workday, a week and a month', async () => {
    const steps = [
      ['+1天', '2026年3月19日 周四 10:00'],
      ['+1周', '2026年3月26日 周四 10:00'],
      ['−1天', '2026年3月25日 周三 10:00'],
      ['到 09:11', '2026年3月26日 周四 09:11'],
      ['+1工作日', '2026年3月27日 周五 09:11'],
      ['到 17:31', '2026年3月27日 周五 17:31'],
      ['+1工作日', '2026年3月30日 周一 17:31'],
      ['+1月', '2026年4月30日 周四 17:31'],
    ] as const
    for (const [label, then] of steps) {
      await move(() => button(label).click())
      await expect.poll(now, { message: label }).toBe(then)
    }
    expect(await day('2026-05-09').getAttribute('aria-label')).toBe('5月9日 周六 调休上班')
  })

  it('back in time sends nothing, and forward again nothing twice', async () => {
    await move(() => day('2026-04-22').click())
    await expect.poll(now).toBe('2026年4月22日 周三 17:31')
    await expect.poll(lastToast).toContain('没有发消息')
    await feishu.as('赵阳', 'group')
    await feishu.say('@台账助手 昨天下午集中学习2小时 民法典 全员参加')
    await move(() => day('2026-05-09').click())
    await expect.poll(mark).toBe('工作日（调休）')
    const digests = saidInGroup('民法典')
    await move(() => day('2026-04-28').click())
    await expect.poll(lastToast).toContain('没有发消息')
    await move(() => day('2026-05-09').click())
    await expect.poll(lastToast).toContain('没有发消息')
    expect(saidInGroup('民法典')).toBe(digests)
  })

  it('says where it is going while it works, and lets nobody move it meanwhile', async () => {
    const busy = demo.page.locator('.working', { hasText: '正在走到 6月9日' })
    const [, disabled] = await Promise.all([
      move(() => button('+1月').click()),
      busy.waitFor().then(() => button('+1天').isDisabled()),
    ])
    expect(disabled).toBe(true)
    await busy.waitFor({ state: 'hidden' })
    await expect.poll(lastToast).toMatch(/其间机器人发了\d+条消息/)
  })

  it('what was sent to the secretary is marked as unread, and can be read', async () => {
    await expect.poll(() => feishu.unread('陈立')).toBeGreaterThan(0)
    await feishu.as('陈立', 'private')
    await feishu.message('闭环').waitFor()
    await expect.poll(() => feishu.unread('陈立')).toBe(0)
  })

  it('can be used with the keyboard alone, and every text can be read', async () => {
    await day('2026-06-10').focus()
    await move(() => demo.page.keyboard.press('Enter'))
    await expect.poll(now).toContain('6月10日')
    const nameless = await demo.page.evaluate<string[]>(
      `[...document.querySelectorAll('button, input, textarea, select')]
        .filter((one) => one.getClientRects().length > 0 && !one.textContent.trim() && !one.getAttribute('aria-label') && !one.labels?.length)
        .map((one) => one.outerHTML)`,
    )
    expect(nameless).toEqual([])
    expect((await contrasts(demo.page)).filter(({ ratio }) => ratio < 4.5)).toEqual([])
  })

  it('fits a phone, where it opens by a button', async () => {
    await demo.page.setViewportSize({ width: 390, height: 844 })
    await demo.page.reload()
    await button('调时间').click()
    await expect.poll(() => day('2026-06-10').isVisible()).toBe(true)
    expect(await demo.page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await screenshot(demo.page, 'calendar-phone')
    await move(() => button('+1天').click())
    await expect.poll(now).toContain('6月11日')
  })

  it('the page had no errors', () => {
    expect(demo.troubles).toEqual([])
  })
})
