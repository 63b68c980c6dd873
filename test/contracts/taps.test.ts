import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inBranch } from '../../src/models/branch-scope.js'
import { Draft } from '../../src/models/draft.js'
import { InboxRow } from '../../src/models/inbox-row.js'
import type { ChatMessage } from '../../src/simulator/chat-simulator.js'
import { type StageBot, startPlay } from '../helpers/bot.js'
import { databaseBehindCable } from '../helpers/cable.js'
import { heardAfter, privateChat, sayInGroup } from '../helpers/exchange.js'
import { fillPage } from '../helpers/fill-page.js'
import { NO_TOPIC } from '../helpers/form.js'
import { holdDocument } from '../helpers/hold-document.js'
import { untilQuiet } from '../helpers/quiet.js'
import { PLATFORM, STAGE, TEMPLATE_ID } from '../helpers/stage.js'
import type { TcpProxy } from '../helpers/tcp-proxy.js'

/** https://open.feishu.cn/document/feishu-cards/card-callback-communication and facts/dingtalk.md §5 */
const PLATFORM_WAITS_MS = PLATFORM === 'feishu' ? 3000 : 2000
/** One insert is stored within a second, the twenty statements of 撤销 take three. */
const SLOW_MS = 150

let bot: StageBot
let cable: TcpProxy
beforeAll(async () => {
  const behind = await databaseBehindCable()
  cable = behind.cable
  // Cards that call back, over HTTP as well: the office has a template there, too.
  const environment: Record<string, string> = PLATFORM === 'dingtalk' ? { DINGTALK_CARD_TEMPLATE_ID: TEMPLATE_ID } : {}
  bot = await startPlay({ database: behind.database, environment })
})
afterAll(async () => {
  cable?.thaw()
  await bot?.stop()
  cable?.stop()
})

const entryOf = async (topic: string) => (await bot.admin.entries(bot.branch.id)).find(({ title }) => title === topic)

describe('a tap', () => {
  let topic = ''
  let receipt: ChatMessage
  let lessons = 0
  beforeEach(async () => {
    lessons += 1
    topic = `第${lessons}讲`
    receipt = (await sayInGroup(bot, '赵阳', `昨天下午集中学习2小时 ${topic} 全员参加`)).only(bot.branch.chatId)
  })

  /** What the person is told, and whether it came in time. */
  async function tap(): Promise<string | undefined> {
    const started = performance.now()
    const { toast, clientCode } = await bot.simulator.tap(bot.branch.person.赵阳, receipt.messageId, '撤销')
    expect(performance.now() - started).toBeLessThan(PLATFORM_WAITS_MS)
    expect(clientCode).toBeUndefined()
    return toast?.content
  }
  const isVoided = async () => (await entryOf(topic))?.voided
  /** How often the card became one that says so. */
  const changes = () =>
    bot.simulator.message(receipt.messageId).updates.filter(({ text }) => text.includes('已撤销')).length

  it('is answered with what came of it', async () => {
    expect(await tap()).toContain('已撤销')
    await untilQuiet(bot.url)
    expect([await isVoided(), changes()]).toEqual([true, 1])
  })

  it('that is stored and not done in time is being worked on, and done once', async () => {
    cable.slow(SLOW_MS)
    const heard = await heardAfter(bot, async () => {
      expect(await tap()).toBe('处理中，结果稍后告诉你')
      expect(changes()).toBe(0)
      cable.slow(0)
    })
    expect([await isVoided(), changes()]).toEqual([true, 1])
    // The card says it: nobody has to be told besides.
    expect(heard.all).toEqual([])
  })

  it('that is not stored in time is refused, and nothing comes of it later', async () => {
    cable.freeze()
    try {
      expect(await tap()).toBe('系统忙，请稍后再点')
    } finally {
      cable.thaw()
    }
    // By now MongoDB has carried out what it was sent while it stood still.
    expect((await sayInGroup(bot, '王敏', '帮助')).all).toHaveLength(1)
    expect(await InboxRow.countDocuments({ kind: 'action', state: 'stored' })).toBe(0)
    expect([await isVoided(), changes()]).toEqual([false, 0])
    expect(await tap()).toContain('已撤销')
    await untilQuiet(bot.url)
    expect([await isVoided(), changes()]).toEqual([true, 1])
  })
})

/** A form that is a page is the bot's own: no platform waits for it, and one stage is enough. */
const PAGES: readonly { readonly topic: string }[] = STAGE === 'dingtalk' ? [{ topic: '条例' }] : []

describe.each(PAGES)('a form page', ({ topic }) => {
  let url = ''
  let page = ''
  beforeEach(async () => {
    const form = (await sayInGroup(bot, '李响', NO_TOPIC)).only(privateChat(bot, '李响'))
    url = (await bot.simulator.tap(bot.branch.person.李响, form.messageId, '填写')).url ?? ''
    page = await (await fetch(url)).text()
  })

  it('whose form can’t be stored says so, keeps what was typed, and nothing comes of it later', async () => {
    cable.freeze()
    let answer: Awaited<ReturnType<typeof fillPage>>
    try {
      answer = await fillPage(url, '记下', { topic: `${topic}一` }, page)
    } finally {
      cable.thaw()
    }
    expect(answer.toast).toBe('系统忙，请稍后再试')
    expect((await sayInGroup(bot, '王敏', '帮助')).all).toHaveLength(1)
    expect(await InboxRow.countDocuments({ kind: 'action', state: 'stored' })).toBe(0)
    expect(await entryOf(`${topic}一`)).toBeUndefined()
    expect((await fillPage(url, '再试一次', {}, answer.html)).toast).toMatch(/^已记 /)
    expect(await entryOf(`${topic}一`)).toBeDefined()
  })

  it('whose form is stored and not done in time says so, and it is done once', async () => {
    const draft = await inBranch(bot.branch.id, () => Draft.findOne({ closed: false }).sort({ createdAt: -1 }).lean())
    const heard = await heardAfter(bot, async () => {
      const held = await holdDocument(bot.database.mongoUri, draft?._id ?? '')
      const answer = await fillPage(url, '记下', { topic: `${topic}二` }, page)
      expect(answer.toast).toBe('正在处理，结果稍后在聊天里告诉你')
      expect(await entryOf(`${topic}二`)).toBeUndefined()
      await held.release()
    })
    expect(heard.only(bot.branch.chatId).text).toContain('已记｜')
    const again = await heardAfter(bot, async () => {
      expect((await fillPage(url, '记下', { topic: `${topic}二` }, page)).toast).toMatch(/已/)
    })
    expect(again.all).toEqual([])
    const entries = await bot.admin.entries(bot.branch.id)
    expect(entries.filter(({ title }) => title === `${topic}二`)).toHaveLength(1)
  })
})
