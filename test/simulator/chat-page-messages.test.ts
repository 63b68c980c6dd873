import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChatPage, startChatPage } from '../../src/simulator/chat-page.js'
import { type DingtalkSimulator, startDingtalkSimulator } from '../../src/simulator/dingtalk/index.js'
import { openBrowser } from '../helpers/browser.js'
import { drawnPicture } from '../helpers/picture.js'
import { type Endpoint, startBranch, startEndpoint } from './helpers.js'

const clock = { now: () => Date.parse('2026-03-18T10:00:00+08:00') }
const GROUP = '第三党支部'

let branch: Awaited<ReturnType<typeof startBranch>>
let dingtalk: DingtalkSimulator
let group: string
let zhao: string
let bot: Endpoint
let chatPage: ChatPage
let browser: Browser
let page: Page
let pane: Locator

beforeAll(async () => {
  bot = await startEndpoint(() => ({ body: '{}' }))
  branch = await startBranch({ clock })
  branch.feishu.setTargets({ events: bot.url })
  dingtalk = await startDingtalkSimulator({ clock, targets: { messages: bot.url } })
  zhao = dingtalk.addPerson('赵阳').id
  const chen = dingtalk.addPerson('陈立').id
  group = dingtalk.addGroup(GROUP, [zhao, chen]).chatId
  chatPage = await startChatPage({
    simulators: [
      { label: '飞书', simulator: branch.feishu },
      { label: '钉钉', simulator: dingtalk },
    ],
    clock,
  })
  browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width: 1400, height: 860 },
    locale: 'zh-CN',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await page.goto(chatPage.url)
  pane = page.locator('[data-platform=dingtalk]')
  await pane.locator('[data-person=赵阳]').click()
  await pane.locator(`[data-chat=${GROUP}]`).click()
})
afterAll(async () => {
  await browser?.close()
  await chatPage?.stop()
  await Promise.all([branch?.feishu.stop(), dingtalk?.stop(), bot?.stop()])
})

const drawn = (messageId: string): Locator => pane.locator(`[data-message="${messageId}"]`)
const say = (text: string, replyTo?: string): Locator => drawn(dingtalk.say(zhao, group, text, replyTo).messageId)

describe('messages on the chat page', () => {
  it('a picture is a thumbnail, opens large, and closes with Esc', async () => {
    const message = drawn(dingtalk.sendImage(zhao, group, drawnPicture(3)).messageId)
    await message.getByRole('button', { name: '打开图片' }).click()
    const large = page.locator('dialog.picture-view')
    await expect
      .poll(() => large.locator('img').evaluate((one) => (one as unknown as { width: number }).width))
      .toBe(320)
    await page.keyboard.press('Escape')
    await large.waitFor({ state: 'detached' })
    expect(await message.locator('.bubble').count()).toBe(0)
  })

  it('what the browser can’t draw stays words; a file has name and size', async () => {
    const broken = drawn(dingtalk.sendImage(zhao, group, Buffer.from('no picture')).messageId)
    await broken.getByText('图片（打不开）').waitFor()
    const file = drawn(dingtalk.sendFile(zhao, group, '签到表.pdf', Buffer.alloc(2048)).messageId)
    expect(await file.getByRole('link').getAttribute('aria-label')).toBe('文件 签到表.pdf，2 KB')
    await file.getByText('机器人收不到：群里的文件到不了，请私聊发给它').waitFor()
  })

  it('a voice is what was written down of it', async () => {
    const voice = drawn(dingtalk.sendAudio(zhao, group, '昨天下午学了两个小时', 3000).messageId)
    expect(await voice.locator('.voice').innerText()).toBe('语音 3″\n昨天下午学了两个小时')
  })

  it('an answer stands under what it answers, and a tap goes there', async () => {
    const first = say('@台账助手 第一句')
    for (let count = 0; count < 12; count += 1) say(`第${count}句`)
    const answer = say('@台账助手 更正', (await first.getAttribute('data-message')) ?? '')
    expect(await answer.locator('.quote').innerText()).toBe('回复 赵阳：@台账助手 第一句')
    await answer.locator('.quote').click()
    await expect
      .poll(() => first.evaluate((one) => (one as unknown as { className: string }).className))
      .toContain('found')
  })

  it('the menu opens by the second mouse button, goes by the arrow keys and closes with Esc', async () => {
    await say('用菜单回复').locator('.bubble').click({ button: 'right' })
    const menu = page.getByRole('menu')
    expect(await menu.getByRole('menuitem').allInnerTexts()).toEqual(['回复', '撤回', '复制文字'])
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'detached' })
    await say('复制这一句').locator('.bubble').click({ button: 'right' })
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe('复制这一句')
  })

  it('the menu opens by a long press', async () => {
    const bubble = say('长按回复').locator('.bubble')
    await bubble.dispatchEvent('pointerdown', { pointerType: 'touch', clientX: 600, clientY: 300, bubbles: true })
    await page.getByRole('menuitem', { name: '回复' }).click()
    await pane.getByText('回复 赵阳：长按回复', { exact: true }).waitFor()
    await pane.getByRole('button', { name: '取消回复' }).click()
  })

  it('one’s own message is recalled, and stays recalled for who answers it', async () => {
    const message = say('说错了')
    const id = (await message.getAttribute('data-message')) ?? ''
    const answer = say('收到', id)
    await message.locator('.bubble').click({ button: 'right' })
    await page.getByRole('menuitem', { name: '撤回' }).click()
    await expect.poll(() => drawn(id).innerText()).toBe('已撤回你撤回了一条消息')
    await expect.poll(() => answer.locator('.quote').innerText()).toBe('回复 赵阳：（消息已撤回）')
    await pane.locator('[data-person=陈立]').click()
    await expect.poll(() => drawn(id).innerText()).toBe('已撤回赵阳撤回了一条消息')
  })

  it('what somebody has not read is marked, and read out', async () => {
    const chen = branch.feishu.people().find(({ name }) => name === '陈立')
    const feishu = page.locator('[data-platform=feishu]')
    await feishu.locator('[data-person=赵阳]').click()
    await branch.client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: chen?.id ?? '', msg_type: 'text', content: JSON.stringify({ text: '请看' }) },
    })
    await feishu.locator('[data-person=陈立]').getByLabel('1条未读').waitFor()
    await feishu.locator('[data-person=陈立]').click()
    await feishu.locator('[data-chat][data-kind=p2p]').click()
    await expect.poll(() => feishu.locator('[data-person=陈立] .badge').count()).toBe(0)
  })
})
