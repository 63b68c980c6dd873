import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InboxRow } from '../../src/models/inbox-row.js'
import type { ChatSaid } from '../../src/simulator/chat-simulator.js'
import type { DingtalkSimulator } from '../../src/simulator/dingtalk/index.js'
import { type MemberName, ROSTER, type StageBot, startPlay } from '../helpers/bot.js'
import { heardAfter, privateChat, sayInGroup } from '../helpers/exchange.js'
import { OVER_SOCKET, PLATFORM } from '../helpers/stage.js'
import { FORGERIES, genuine } from './forgeries/index.js'

let bot: StageBot
beforeAll(async () => {
  bot = await startPlay()
  await sayInGroup(bot, '赵阳', '昨天下午集中学习2小时 党章 全员参加')
})
afterAll(() => bot?.stop())

const entries = () => bot.admin.entries(bot.branch.id)

describe('what is not the platform’s', () => {
  /** Each time somebody else: nobody is written to more than twice a second on DingTalk. */
  let asked = 0
  const nextPerson = (): MemberName => {
    asked += 1
    return (ROSTER[asked % ROSTER.length] as (typeof ROSTER)[number]).name
  }

  it.each(FORGERIES)('$name: changes nothing, and the bot goes on', async ({ run, status }) => {
    const before = await entries()
    const rows = await InboxRow.countDocuments()
    const person = nextPerson()
    let answered: Awaited<ReturnType<typeof run>>
    const heard = await heardAfter(bot, async () => {
      answered = await run(bot)
      // What came over a socket was read before this, in order.
      await bot.simulator.sayPrivate(bot.branch.person[person], '帮助').delivered
    })
    expect(answered?.status).toBe(status)
    if (answered) expect(answered.body).not.toMatch(/准则|undo/)
    expect(await InboxRow.countDocuments()).toBe(rows + 1)
    expect(await entries()).toEqual(before)
    expect(heard.in(privateChat(bot, person))).toHaveLength(1)
    expect(heard.all).toHaveLength(1)
  })

  it('costs no connection', () => {
    expect(bot.stage.openings()).toHaveLength(OVER_SOCKET ? 1 : 0)
  })

  it('unspoilt, the same is taken; replayed byte by byte, only once', async () => {
    const [first, ...others] = await entries()
    const rows = await InboxRow.countDocuments()
    const heard = await heardAfter(bot, async () => {
      const sends = await genuine(bot)
      for (const send of [...sends, ...sends]) await send()
      await bot.simulator.sayPrivate(bot.branch.person.王敏, '帮助').delivered
    })
    // The message, the tap, and the question.
    expect(await InboxRow.countDocuments()).toBe(rows + 3)
    const after = await entries()
    expect(after).toHaveLength(others.length + 2)
    expect(after.find(({ id }) => id === first?.id)).toMatchObject({ voided: true })
    // A receipt, and the answer to the question.
    expect(heard.all).toHaveLength(2)
    expect(heard.only(bot.branch.chatId).text).toContain('廉洁准则')
  })
})

describe('a message that comes five times', () => {
  const more = [1, 2, 3, 4]
  const inTurn = async (said: ChatSaid, renamed: boolean): Promise<void> => {
    await said.delivered
    for (const _ of more) await bot.stage.again(said, renamed)
  }
  const atOnce = (said: ChatSaid, renamed: boolean): Promise<unknown> =>
    Promise.all([said.delivered, ...more.map(() => bot.stage.again(said, renamed))])
  const ways = [
    { how: 'one after the other', renamed: true, deliver: inTurn },
    { how: 'all at once', renamed: true, deliver: atOnce },
    // DingTalk names a delivery over Stream anew each time, and none over HTTP.
    ...(PLATFORM === 'feishu'
      ? [
          { how: 'one after the other, as the same event', renamed: false, deliver: inTurn },
          { how: 'all at once, as the same event', renamed: false, deliver: atOnce },
        ]
      : []),
  ]

  it.each(ways)('$how: one entry, one receipt, also when it comes once more', async ({ how, renamed, deliver }) => {
    const { simulator, branch, stage } = bot
    const topic = `第${ways.findIndex((way) => way.how === how) + 1}讲`
    let said: ChatSaid | undefined
    const heard = await heardAfter(bot, () => {
      said = simulator.say(branch.person.赵阳, branch.chatId, `@台账助手 昨天下午集中学习2小时 ${topic} 全员参加`)
      return deliver(said, renamed)
    })
    const once = async () => (await entries()).filter(({ title }) => title === topic)
    expect(heard.only(branch.chatId).text).toContain(topic)
    expect(heard.all).toHaveLength(1)
    expect(await once()).toHaveLength(1)
    const later = await heardAfter(bot, () => stage.again(said as ChatSaid, renamed))
    expect(later.all).toEqual([])
    expect(await once()).toHaveLength(1)
  })
})

/** No signature covers the body there, so what it says of the way back is believed only of the platform's own address. */
const STRANGERS = PLATFORM === 'dingtalk' ? ['another host', 'another path'] : []

it.each(STRANGERS)('a way back to %s is not taken: the answer arrives all the same', async (where) => {
  const dingtalk = bot.simulator as DingtalkSimulator
  const seen: IncomingMessage[] = []
  const stranger = createServer((request, response) => {
    seen.push(request)
    response.end('{"errcode":0,"errmsg":"ok"}')
  })
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  const elsewhere = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/robot/sendBySession?session=x`
  const sessionWebhook = where === 'another host' ? elsewhere : `${dingtalk.url}/robot/send?access_token=x`
  const before = dingtalk.apiCalls('robot.send').length
  bot.stage.deliver(false)
  const { messageId } = bot.simulator.sayPrivate(bot.branch.person.李响, '不记了')
  bot.stage.deliver(true)
  const body = dingtalk.deliveries().find(({ msgId }) => msgId === messageId)?.body ?? {}
  const heard = await heardAfter(bot, () => dingtalk.pushRaw({ ...body, sessionWebhook }).done)
  stranger.close()
  expect(heard.only(privateChat(bot, '李响')).text).toContain('没有等你填的表')
  expect(seen).toEqual([])
  expect(dingtalk.apiCalls('robot.send')).toHaveLength(before)
})
