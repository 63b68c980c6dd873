import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChatPage, startChatPage } from '../../src/simulator/chat-page.js'
import { type DingtalkSimulator, startDingtalkSimulator } from '../../src/simulator/dingtalk/index.js'
import { type Endpoint, startBranch, startEndpoint } from './helpers.js'

const clock = { now: () => Date.parse('2026-03-18T10:00:00+08:00') }
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const HTML = Buffer.from('<script>alert(1)</script>')

let branch: Awaited<ReturnType<typeof startBranch>>
let dingtalk: DingtalkSimulator
let bot: Endpoint
let page: ChatPage
/** By platform: who sends where. */
let from: readonly { person: string; chat: string }[]

beforeAll(async () => {
  bot = await startEndpoint(() => ({ body: '{}' }))
  branch = await startBranch({ clock })
  branch.feishu.setTargets({ events: bot.url })
  dingtalk = await startDingtalkSimulator({ clock, targets: { messages: bot.url } })
  const zhao = dingtalk.addPerson('赵阳').id
  from = [
    { person: branch.zhao, chat: branch.chatId },
    { person: zhao, chat: dingtalk.addGroup('第三党支部', [zhao]).chatId },
  ]
  page = await startChatPage({
    simulators: [
      { label: '飞书', simulator: branch.feishu },
      { label: '钉钉', simulator: dingtalk },
    ],
    clock,
    books: [{ label: '飞书', entries: async () => [], evidence: async (id) => (id === 'e1' ? PNG_FILE : undefined) }],
  })
})
afterAll(async () => {
  await page.stop()
  await Promise.all([branch.feishu.stop(), dingtalk.stop(), bot.stop()])
})

const PNG_FILE = { name: '会场 1.png', bytes: PNG }
const simulators = () => [branch.feishu, dingtalk]

async function send(platform: number, path: string, body: object) {
  const response = await fetch(`${page.url}api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ platform, ...from[platform], ...body }),
  })
  return { status: response.status, body: (await response.json()) as { messageId: string; error?: string } }
}

async function openFirst(platform: number, messageId: string): Promise<Response> {
  const [attachment] = simulators()[platform]?.message(messageId).attachments ?? []
  const query = new URLSearchParams({ platform: String(platform), message: messageId, key: attachment?.key ?? '' })
  return fetch(`${page.url}api/attachment?${query}`)
}

describe.each([
  [0, 'Feishu'],
  [1, 'DingTalk'],
])('files on the chat page (%i, %s)', (platform) => {
  it('a picture is shown with its own bytes', async () => {
    const { messageId } = (await send(platform, 'picture', { data: PNG.toString('base64') })).body
    expect(simulators()[platform]?.message(messageId)).toMatchObject({ attachments: [{ kind: 'image', size: 16 }] })
    const shown = await openFirst(platform, messageId)
    expect(shown.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(PNG)
  })

  it('a picture with words that name the bot reaches it, as one message', async () => {
    const words = '@台账助手 附到 2026-学-001'
    const { messageId } = (await send(platform, 'picture', { data: PNG.toString('base64'), text: words })).body
    const message = simulators()[platform]?.message(messageId)
    expect(message).toMatchObject({ text: words, mentions: [{ name: '台账助手' }], attachments: [{ kind: 'image' }] })
    expect(message?.delivery).not.toBe('not-for-bot')
  })

  it('a file has its name and size, and is only ever saved', async () => {
    const data = HTML.toString('base64')
    const { messageId } = (await send(platform, 'file', { name: '记录.html', data })).body
    expect(simulators()[platform]?.message(messageId).attachments).toMatchObject([
      { kind: 'file', name: '记录.html', size: HTML.length },
    ])
    const saved = await openFirst(platform, messageId)
    expect(saved.headers.get('content-type')).toBe('application/octet-stream')
    expect(saved.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''%E8%AE%B0%E5%BD%95.html`)
    expect(saved.headers.get('content-security-policy')).toContain('sandbox')
  })

  it('what isn’t there is refused, and so is an empty file', async () => {
    const said = simulators()[platform]?.say(from[platform]?.person ?? '', from[platform]?.chat ?? '', '一')
    expect((await openFirst(platform, said?.messageId ?? '')).status).toBe(400)
    expect(await send(platform, 'picture', { data: '====' })).toMatchObject({ status: 400 })
    expect(await send(platform, 'file', { data: 'AAAA' })).toMatchObject({ status: 400 })
  })
})

it('only DingTalk has voices; what was typed is what it wrote down', async () => {
  const text = '昨天下午集中学习两个小时'
  expect(await send(0, 'voice', { text })).toMatchObject({ status: 400 })
  const { messageId } = (await send(1, 'voice', { text })).body
  expect(dingtalk.message(messageId)).toMatchObject({
    msgType: 'audio',
    attachments: [{ kind: 'audio', seconds: 3, transcript: text }],
  })
})

it('evidence comes from the branch’s own book', async () => {
  const evidence = (query: string) => fetch(`${page.url}api/evidence?${query}`)
  const found = await evidence('book=0&id=e1')
  expect(found.headers.get('content-type')).toBe('image/png')
  expect(found.headers.get('content-disposition')).toContain('inline')
  for (const query of ['book=0&id=e2', 'book=7&id=e1', '']) expect((await evidence(query)).status, query).toBe(400)
})
