import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChatPage, startChatPage } from '../../src/simulator/chat-page.js'
import { type DingtalkSimulator, startDingtalkSimulator } from '../../src/simulator/dingtalk/index.js'
import { openBrowser, screenshot } from '../helpers/browser.js'
import { button, cardWith, type Endpoint, startBranch, startEndpoint } from './helpers.js'

const TEMPLATE = 'ledger-card.schema'
const GROUP = '第三党支部'
const clock = { now: () => Date.parse('2026-03-18T10:00:00+08:00') }

let branch: Awaited<ReturnType<typeof startBranch>>
let dingtalk: DingtalkSimulator
let group: string
let zhao: string
let chen: string
/** The bot's address: hears messages and taps, and answers a tap with what `answer` holds. */
let bot: Endpoint
let answer = '{}'
let form: { url: string; filled: string[]; stop(): Promise<void> }
let chatPage: ChatPage
let browser: Browser

beforeAll(async () => {
  branch = await startBranch({ clock })
  bot = await startEndpoint(({ path }) => ({ body: path === '/cards' ? answer : '' }))
  dingtalk = await startDingtalkSimulator({ clock, templateId: TEMPLATE, targets: { messages: `${bot.url}/messages` } })
  zhao = dingtalk.addPerson('赵阳', { id: '0101' }).id
  chen = dingtalk.addPerson('陈立', { id: '0102' }).id
  group = dingtalk.addGroup(GROUP, [zhao, chen]).chatId
  form = await startFormPage()
  chatPage = await startChatPage({
    simulators: [
      { label: '飞书', simulator: branch.feishu },
      { label: '钉钉', simulator: dingtalk },
    ],
    clock,
    books: [],
  })
  browser = await openBrowser()
  await api('/v1.0/card/callbacks/register', { callbackRouteKey: 'cards', callbackUrl: `${bot.url}/cards` })
})

afterAll(async () => {
  await browser?.close()
  await chatPage?.stop()
  await Promise.all([branch?.feishu.stop(), dingtalk?.stop(), bot?.stop(), form?.stop()])
})

/** A page of the bot, as its ActionCards link to. */
async function startFormPage(): Promise<typeof form> {
  const filled: string[] = []
  const server = createServer((request, response) => {
    const topic = new URL(request.url ?? '/', 'http://form').searchParams.get('topic')
    if (topic) filled.push(topic)
    const body = topic
      ? `<p>已记 ${topic}</p>`
      : '<form><label>主题 <input name="topic"></label><button>记下</button></form>'
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><meta name="viewport" content="width=device-width">${body}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/f/t0ken?a=1&b=2`,
    filled,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function postJson(url: string, body: object, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return response.json()
}

/** A call of the bot with its access token. */
async function api(path: string, body: object): Promise<unknown> {
  const { clientId: appKey, clientSecret: appSecret } = dingtalk.options
  const { accessToken } = (await postJson(`${dingtalk.url}/v1.0/oauth2/accessToken`, { appKey, appSecret })) as {
    accessToken: string
  }
  return postJson(dingtalk.url + path, body, { 'x-acs-dingtalk-access-token': accessToken })
}

/** The bot answers a sentence of the group through its sessionWebhook; the id of what it sent. */
async function reply(message: object): Promise<string> {
  const { delivered } = dingtalk.say(zhao, group, '@台账助手 学了2小时')
  const heard = await delivered
  expect(await postJson(String(heard?.body.sessionWebhook), message)).toMatchObject({ errcode: 0 })
  return newest()
}

const newest = (): string => dingtalk.replies(group).at(-1)?.messageId ?? ''

const say = (text: string) => `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(text)}`

const receipt = () => ({
  msgtype: 'actionCard',
  actionCard: {
    title: '已记 2026-学-014',
    text: '### 已记 2026-学-014\n**主题**：二十届四中全会精神  \n**时间**：3月17日 下午\n\n> 参加 2 人\n\n- 没写主持人\n- 没写\\*地点\\*',
    btnOrientation: '0',
    btns: [
      { title: '撤销', actionURL: say('@台账助手 撤销 2026-学-014') },
      { title: '改一下', actionURL: form.url },
      { title: '补充参加人员，以及一行写不下、只好换行的按钮文字', actionURL: say('补充') },
    ],
  },
})

let cards = 0

/** The bot sends a card of its own template to the group. */
async function sendCard(params: Record<string, string>, privateParams: Record<string, object> = {}): Promise<string> {
  cards += 1
  await api('/v1.0/card/instances/createAndDeliver', {
    cardTemplateId: TEMPLATE,
    outTrackId: `card-${cards}`,
    callbackType: 'HTTP',
    callbackRouteKey: 'cards',
    cardData: { cardParamMap: params },
    privateData: privateParams,
    openSpaceId: `dtv1.card//IM_GROUP.${group}`,
    imGroupOpenSpaceModel: { supportForward: false },
    imGroupOpenDeliverModel: { robotCode: dingtalk.options.robotCode },
  })
  return newest()
}

const closing = {
  title: '3月闭环｜还有1个工作日',
  tone: 'warning',
  body: '**已有**：培训 3月17日（学习党章）',
  body2: '**待补**：主题党日 暂无记录',
  buttons: JSON.stringify([
    { text: '补记主题党日', style: 'primary', action: '{"v":1}' },
    { text: '为什么提醒', style: 'default', action: '{"v":1}' },
  ]),
}

// biome-ignore lint/suspicious/noExplicitAny: what the page reads is looked at, not typed
type Body = any

const get = async (path: string): Promise<Body> => (await fetch(chatPage.url + path)).json()
const act = async (path: string, body: object): Promise<Body> =>
  postJson(`${chatPage.url}api/${path}`, { platform: 1, person: zhao, ...body })

describe('DingTalk on the chat page', () => {
  it('stands beside Feishu, with ids of its own and without what only Feishu has', async () => {
    const { platforms } = await get('api/state')
    expect(platforms).toMatchObject([
      { label: '飞书', kind: 'feishu', can: { enter: true, setBotIn: true }, people: [{ id: branch.zhao }, {}, {}] },
      { label: '钉钉', kind: 'dingtalk', bot: { name: '台账助手' }, can: { enter: false, setBotIn: false } },
    ])
    expect(platforms[1].people).toEqual([
      { id: zhao, name: '赵阳' },
      { id: chen, name: '陈立' },
    ])
    for (const [path, body] of Object.entries({
      enter: {},
      bot: { chat: group, in: false },
      choose: { message: 'm', element: 'e', value: 'v' },
    })) {
      expect(await act(path, body)).toEqual({ error: '这个平台上不能这样做' })
    }
  })

  it('the chat list shows a message’s title, and nothing that is for some people only', async () => {
    await reply(receipt())
    const last = async () => (await get('api/state')).platforms[1].chats[0].last.text
    expect(await last()).toBe('已记 2026-学-014')
    await sendCard(closing)
    expect(await last()).toContain('[卡片] 3月闭环')
    await api('/v1.0/card/instances/createAndDeliver', {
      cardTemplateId: TEMPLATE,
      outTrackId: 'for-chen',
      cardData: { cardParamMap: { title: '只给陈立' } },
      openSpaceId: `dtv1.card//IM_GROUP.${group}`,
      imGroupOpenSpaceModel: {},
      imGroupOpenDeliverModel: { robotCode: dingtalk.options.robotCode, recipients: [chen] },
    })
    expect(await last()).toContain('[卡片] 3月闭环')
  })

  it('a tap makes the person say something, opens a page, or is answered by the bot', async () => {
    const message = await reply(receipt())
    const { said } = await act('tap', { message, element: '撤销' })
    expect(dingtalk.message(said)).toMatchObject({ text: '@台账助手 撤销 2026-学-014', sender: { id: zhao } })
    expect(await act('tap', { message, element: '改一下' })).toEqual({ url: form.url })
    const card = await sendCard(closing)
    answer = JSON.stringify({ userPrivateData: { cardParamMap: { notice: '已记下' } } })
    expect(await act('tap', { message: card, element: '补记主题党日' })).toEqual({
      toast: { type: 'info', content: '已记下' },
    })
    answer = '[]'
    expect(await act('tap', { message: card, element: '为什么提醒' })).toEqual({ clientCode: expect.any(Number) })
  })

  it('frames a linked page, and only a page', async () => {
    const framed = (url: string) => fetch(`${chatPage.url}api/web?url=${encodeURIComponent(url)}`)
    const response = await framed(form.url)
    expect(await response.text()).toContain(`src="${form.url.replace('&', '&amp;')}"`)
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain(`frame-src ${new URL(form.url).origin};`)
    expect(policy).toContain("default-src 'none'")
    expect(await (await framed('http://127.0.0.1/"><script>alert(1)</script>')).text()).not.toContain('<script')
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'no address', '']) {
      expect((await framed(url)).status, url).toBe(400)
    }
  })
})

describe.each([
  ['a phone', 390, 844],
  ['a wide screen', 1280, 860],
])('DingTalk drawn on %s', (_name, width, height) => {
  let page: Page
  let pane: Locator
  const troubles: string[] = []

  beforeAll(async () => {
    page = await browser.newPage({ viewport: { width, height }, locale: 'zh-CN' })
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('console', (line) => line.type() === 'error' && troubles.push(line.text()))
    pane = page.locator('[data-platform=dingtalk]')
    await page.goto(chatPage.url)
    if (width < 1100) await page.locator('[data-switch=dingtalk]').click()
    await pane.locator('[data-person=赵阳]').click()
    await pane.locator(`[data-chat=${GROUP}]`).click()
  })

  const drawn = (messageId: string) => pane.locator(`[data-message="${messageId}"]`)
  /** What is in view ends where the screen ends: nothing is cut off at the right. */
  const overflow = () => page.evaluate('document.documentElement.scrollWidth - innerWidth')

  it('an ActionCard: its words as markdown, its buttons in rows', async () => {
    const card = drawn(await reply(receipt()))
    await card.waitFor()
    expect(await card.locator('.ding-h3').innerText()).toBe('已记 2026-学-014')
    expect(await card.locator('p').first().innerText()).toBe('主题：二十届四中全会精神\n时间：3月17日 下午')
    expect(await card.locator('blockquote').innerText()).toBe('参加 2 人')
    expect(await card.locator('.ding-item').last().innerText()).toContain('没写*地点*')
    const rows = await card.locator('.card-button').all()
    const boxes = await Promise.all(rows.map((row) => row.boundingBox()))
    expect(new Set(boxes.map((box) => box?.x)).size).toBe(1)
    expect(new Set(boxes.map((box) => box?.y)).size).toBe(3)
    expect(await overflow()).toBe(0)
    await screenshot(page, `dingtalk-action-card-${width}`)
  })

  it('two buttons beside each other where the card asks for it', async () => {
    const actionCard = {
      title: '作废？',
      text: '#### 作废 2026-学-014？',
      btnOrientation: '1',
      btns: [
        { title: '作废', actionURL: say('作废') },
        { title: '留着', actionURL: say(`留着 ${width}`) },
      ],
    }
    const card = drawn(await reply({ msgtype: 'actionCard', actionCard }))
    const [first, second] = await Promise.all([
      card.getByRole('button', { name: '作废' }).boundingBox(),
      card.getByRole('button', { name: '留着' }).boundingBox(),
    ])
    expect(first?.y).toBe(second?.y)
    await screenshot(page, `dingtalk-two-buttons-${width}`)
  })

  it('a button that speaks for the person', async () => {
    await drawn(newest()).getByRole('button', { name: '留着' }).click()
    const mine = pane.locator('.message.mine', { hasText: `留着 ${width}` })
    await mine.waitFor()
    expect(await mine.locator('.bubble').innerText()).toBe(`留着 ${width}`)
  })

  it('a button that opens a page: it is filled in over the chat, and closed', async () => {
    await drawn(await reply(receipt()))
      .getByRole('button', { name: '改一下' })
      .click()
    const web = pane.locator('[data-web]')
    const inside = web.frameLocator('iframe').frameLocator('iframe')
    await inside.getByLabel('主题').fill(`学习党章 ${width}`)
    await screenshot(page, `dingtalk-form-page-${width}`)
    const [box, talk] = await Promise.all([web.boundingBox(), pane.locator('.talk').boundingBox()])
    expect(box).toEqual(talk)
    if (width < 1100) expect(box).toEqual({ x: 0, y: 0, width, height })
    await inside.getByRole('button', { name: '记下' }).click()
    await inside.getByText(`已记 学习党章 ${width}`).waitFor()
    expect(form.filled.at(-1)).toBe(`学习党章 ${width}`)
    await page.getByRole('button', { name: '关闭网页' }).click()
    await web.waitFor({ state: 'hidden' })
  })

  it('a card of the bot’s template, whose notice only its person sees', async () => {
    const message = await sendCard(closing)
    const card = drawn(message)
    await card.waitFor()
    expect(await card.locator('header.warning').innerText()).toBe('3月闭环｜还有1个工作日')
    expect(await card.locator('.ding-card-body').allInnerTexts()).toEqual([
      '已有：培训 3月17日（学习党章）',
      '待补：主题党日 暂无记录',
    ])
    answer = JSON.stringify({
      cardData: { cardParamMap: { tone: 'success' } },
      userPrivateData: { cardParamMap: { notice: '已记下，陈立会收到提醒' } },
      cardUpdateOptions: { updateCardDataByKey: true },
    })
    await card.getByRole('button', { name: '补记主题党日' }).click()
    await page.locator('[data-toast=info]', { hasText: '已记下' }).waitFor()
    await card.locator('header.success').waitFor()
    expect(await card.locator('[data-notice]').innerText()).toBe('已记下，陈立会收到提醒')
    expect(await overflow()).toBe(0)
    await screenshot(page, `dingtalk-template-card-${width}`)
    if (width < 1100) await page.getByRole('button', { name: '返回' }).click()
    await pane.locator('[data-person=陈立]').click()
    if (width < 1100) await pane.locator(`[data-chat=${GROUP}]`).click()
    await card.locator('header.success').waitFor()
    expect(await card.locator('[data-notice]').count()).toBe(0)
  })

  it('markdown that tries to be more than words stays words', async () => {
    const hostile =
      '# <img src=x onerror=alert(1)>题\n[看](javascript:alert(1)) <b>粗</b> ![图](http://127.0.0.1:1/x.png)'
    const long = 'W'.repeat(200)
    const message = await reply({ msgtype: 'markdown', markdown: { title: '标题', text: `${hostile}\n\n${long}` } })
    await drawn(message).waitFor()
    expect(await drawn(message).locator('img, script, a').count()).toBe(0)
    const words = await drawn(message).locator('.bubble').innerText()
    expect(words.replace(/\n+/g, '\n')).toBe(`题\n看 粗 图\n${long}`)
    expect(await overflow()).toBe(0)
  })

  it('Feishu is there as well, with cards of its own', async () => {
    await branch.client.im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: {
        receive_id: branch.chatId,
        msg_type: 'interactive',
        content: JSON.stringify(cardWith({ tag: 'markdown', content: '**主题**：学习党章' }, button('撤销'))),
      },
    })
    const feishu = page.locator('[data-platform=feishu]')
    if (width < 1100) {
      await page.getByRole('button', { name: '返回' }).click()
      await page.locator('[data-switch=feishu] .dot').waitFor()
      await page.locator('[data-switch=feishu]').click()
      await pane.waitFor({ state: 'hidden' })
      await feishu.locator(`[data-chat=${GROUP}]`).click()
    }
    await feishu.locator('.feishu-button', { hasText: '撤销' }).last().waitFor()
    if (width >= 1100) {
      expect(await pane.locator('.pane-title').innerText()).toBe('钉钉')
      const [left, right] = await Promise.all([feishu.boundingBox(), pane.boundingBox()])
      expect(left?.width).toBe(right?.width)
      expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThanOrEqual(right?.x ?? 0)
    }
    await screenshot(page, `two-platforms-${width}`)
  })

  it('the page had no errors', () => {
    expect(troubles).toEqual([])
  })
})
