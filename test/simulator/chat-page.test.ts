import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ChatPage, startChatPage } from '../../src/simulator/chat-page.js'
import { button, cardWith, type Endpoint, startBranch, startEndpoint } from './helpers.js'

let branch: Awaited<ReturnType<typeof startBranch>>
let page: ChatPage
let bot: Endpoint
let now = Date.parse('2026-03-18T10:00:00+08:00')
/** What a move of the clock waits for. */
let held = Promise.resolve()
let entries: { number: string; kind: string; date: string; title: string }[] = []

beforeEach(async () => {
  const clock = { now: () => now }
  branch = await startBranch({ clock })
  bot = await startEndpoint(() => ({ body: '{"toast":{"type":"success","content":"已撤销"}}' }))
  branch.feishu.setTargets({ events: bot.url, cards: bot.url })
  page = await startChatPage({
    simulators: [{ label: '飞书', simulator: branch.feishu }],
    title: '演示',
    clock,
    books: [{ label: '第三党支部', entries: async () => entries }],
    onClockMoved: async (iso) => {
      await held
      now = Date.parse(iso)
    },
  })
})
afterEach(async () => {
  await page.stop()
  await branch.feishu.stop()
  await bot.stop()
})

// biome-ignore lint/suspicious/noExplicitAny: what the page reads is looked at, not typed
type Body = any

const get = async (path: string): Promise<Body> => (await fetch(page.url + path)).json()
const act = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(`${page.url}api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const answer: Body = await response.json()
  return { status: response.status, body: answer }
}

/** The next live events of the page, as soon as there are that many. */
async function nextEvents(count: number, cause: () => unknown): Promise<Record<string, unknown>[]> {
  const stream = await fetch(`${page.url}api/events`)
  await cause()
  const events: Record<string, unknown>[] = []
  let text = ''
  for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString()
    const frames = text.split('\n\n')
    text = frames.pop() ?? ''
    events.push(...frames.filter((frame) => frame.startsWith('data: ')).map((frame) => JSON.parse(frame.slice(6))))
    if (events.length >= count) break
  }
  return events
}

describe('the chat page', () => {
  it('serves its files, and nothing else', async () => {
    const index = await fetch(page.url)
    expect(index.headers.get('content-security-policy')).toContain("default-src 'self'")
    const html = await index.text()
    const files = [...html.matchAll(/(?:href|src)="([^":]+\.(?:css|js))"/g)].map(([, file]) => file ?? '')
    expect(files.length).toBeGreaterThan(3)
    for (const file of files) expect((await fetch(page.url + file)).status, file).toBe(200)
    for (const path of ['..%2fchat-page.ts', 'page-state.ts', 'card/../../chat-page.ts', 'none.js', 'api/none']) {
      expect((await fetch(page.url + path)).status, path).toBeGreaterThanOrEqual(400)
    }
  })

  it('every module that a module imports is served', async () => {
    const seen = new Set<string>()
    const follow = async (url: URL): Promise<void> => {
      if (seen.has(url.href)) return
      seen.add(url.href)
      const response = await fetch(url)
      expect(response.status, url.href).toBe(200)
      const source = await response.text()
      for (const [, name] of source.matchAll(/from '(\.[^']+)'/g)) await follow(new URL(name ?? '', url))
    }
    await follow(new URL('main.js', page.url))
    expect(seen.size).toBeGreaterThan(10)
  })

  it('shows people, chats, messages and the ledger', async () => {
    const { chatId, feishu, zhao } = branch
    entries = [{ number: '2026-学-014', kind: 'training', date: '2026-03-17', title: '全会精神' }]
    await act('say', { platform: 0, person: zhao, chat: chatId, text: '@台账助手 学了2小时' })
    const state = await get('api/state')
    expect(state).toMatchObject({
      title: '演示',
      now,
      canMoveClock: true,
      platforms: [{ label: '飞书', kind: 'feishu', bot: { id: feishu.botOpenId, name: '台账助手' } }],
    })
    expect(state.platforms[0].people.map(({ name }: { name: string }) => name)).toEqual(['赵阳', '陈立', '孙小雨'])
    expect(state.platforms[0].chats).toHaveLength(4)
    expect(state.platforms[0].chats[0].last).toMatchObject({ sender: '赵阳', text: '@台账助手 学了2小时' })
    expect((await get(`api/messages?platform=0&chat=${chatId}`)).messages).toMatchObject([
      { text: '@台账助手 学了2小时', mentions: [{ name: '台账助手' }] },
    ])
    expect(await get('api/ledger')).toEqual({ books: [{ label: '第三党支部', entries }] })
  })

  it('tells what happens, as it happens', async () => {
    const { chatId, zhao, feishu } = branch
    const events = await nextEvents(2, () => feishu.say(zhao, chatId, '@台账助手 学了2小时').delivered)
    expect(events).toMatchObject([
      { type: 'message', platform: 0, message: { text: '@台账助手 学了2小时', delivery: 'pending' } },
      { type: 'message', platform: 0, message: { delivery: 'delivered' } },
    ])
  })

  it('passes on a tap and shows its toast, or why there was none', async () => {
    const { chatId, zhao, client, feishu } = branch
    const sent = await client.im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: { receive_id: chatId, msg_type: 'interactive', content: JSON.stringify(cardWith(button('撤销'))) },
    })
    const tap = { platform: 0, person: zhao, message: sent.data?.message_id, element: 'body.elements[0]', values: {} }
    expect((await act('tap', tap)).body).toEqual({ toast: { type: 'success', content: '已撤销' } })
    feishu.setTargets({})
    expect((await act('tap', tap)).body).toEqual({ clientCode: 200340 })
    expect(await act('tap', { ...tap, element: 'body.elements[7]' })).toMatchObject({ status: 400 })
  })

  it('moves the clock one move at a time, and tells every page where it is', async () => {
    const from = now
    const to = Date.parse('2026-03-31T09:30:00+08:00')
    const events = await nextEvents(2, () => act('clock', { now: '2026-03-31T09:30:00+08:00' }))
    expect(events).toEqual([
      { type: 'clock', now: from, movingTo: to },
      { type: 'clock', now: to, movingTo: null },
    ])
    expect(await act('clock', { now: 'tomorrow' })).toEqual({ status: 400, body: { error: '时间不对' } })
    let letGo = (): void => {}
    held = new Promise((resolve) => {
      letGo = resolve
    })
    const first = act('clock', { date: '2026-04-01', time: '09:11' })
    await expect.poll(async () => (await get('api/state')).movingTo).toBe(Date.parse('2026-04-01T09:11:00+08:00'))
    expect(await act('clock', { date: '2026-05-01' })).toMatchObject({ status: 400 })
    letGo()
    expect((await first).status).toBe(200)
    expect((await get('api/state')).movingTo).toBeNull()
    expect(now).toBe(Date.parse('2026-04-01T09:11:00+08:00'))
  })

  it('knows the branch’s days: workdays, rest days, 调休, and where the buttons lead', async () => {
    now = Date.parse('2026-02-13T10:00:00+08:00')
    const calendar = await get('api/calendar')
    expect(calendar).toMatchObject({
      date: '2026-02-13',
      time: '10:00',
      today: { weekday: '周五', mark: 'workday' },
      // The State Council's list has people work on 14 February and rest from the 15th to the 23rd.
      steps: {
        yesterday: '2026-02-12',
        day: '2026-02-14',
        workday: '2026-02-14',
        week: '2026-02-20',
        month: '2026-03-13',
      },
    })
    const markOf = (date: string) => calendar.days.find((day: { date: string }) => day.date === date)?.mark
    expect(['2026-02-07', '2026-02-12', '2026-02-14', '2026-02-16'].map(markOf)).toEqual([
      'weekend',
      'workday',
      'makeup',
      'holiday',
    ])
    now = Date.parse('2031-03-05T23:30:00Z')
    expect(await get('api/calendar')).toMatchObject({ date: '2031-03-06', today: { mark: 'unknown' } })
  })

  it('lets the bot go and come back, recalls, and opens the private chat', async () => {
    const { chatId, zhao, feishu } = branch
    await act('bot', { platform: 0, person: zhao, chat: chatId, in: false })
    expect(feishu.chats()[0]?.botIn).toBe(false)
    await act('bot', { platform: 0, person: zhao, chat: chatId, in: true })
    const said = (await act('say', { platform: 0, person: zhao, chat: chatId, text: '一' })).body
    await act('recall', { platform: 0, person: zhao, message: said.messageId })
    expect(feishu.message(said.messageId).recalled).toBe(true)
    await act('enter', { platform: 0, person: zhao })
    expect(feishu.deliveries().at(-1)?.eventType).toBe('im.chat.access_event.bot_p2p_chat_entered_v1')
  })

  it('obeys only itself', async () => {
    const say = { platform: 0, person: branch.zhao, chat: branch.chatId, text: '一' }
    expect((await act('say', say, { origin: 'http://evil.example' })).status).toBe(400)
    expect((await act('say', say, { 'content-type': 'text/plain' })).status).toBe(400)
    expect((await act('say', { ...say, text: '' })).status).toBe(400)
    expect((await act('say', { ...say, platform: 1 })).status).toBe(400)
    expect(branch.feishu.messages(branch.chatId)).toEqual([])
  })
})
