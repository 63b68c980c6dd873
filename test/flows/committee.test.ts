import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/simulator/chat-simulator.js'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { type Heard, heardAfter, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'

/** A higher committee sees what a branch chose to share, and nothing else. */
let bot: PlayBot
let outsider: string
let code: string
beforeAll(async () => {
  bot = await startPlay()
  outsider = bot.simulator.addPerson('总支组织委员').id
})
afterAll(() => bot.stop())

const asks = (personId: string, text: string): Promise<Heard> =>
  heardAfter(bot, () => bot.simulator.sayPrivate(personId, text))
const answerTo = async (text: string): Promise<string> => {
  const heard = await asks(outsider, text)
  return heard
    .in(bot.simulator.privateChatId(outsider))
    .map((message) => message.text)
    .join('\n')
}

it('is made by the operator; who is no member of it gets the help', async () => {
  expect(await answerTo('/总支')).toContain('台账助手怎么用')
  const { platform } = bot.simulator
  const body = { name: '机关第一党总支', platform, members: [outsider, bot.branch.person.王敏] }
  const made = await bot.admin.post('/committees', body)
  expect(made.status).toBe(201)
  code = String(made.body.code)
  expect((await bot.admin.post('/committees', body)).status).toBe(200)
  expect(await answerTo('/总支')).toContain('还没有支部同意共享')
  expect((await sayInPrivate(bot, '赵阳', '/总支')).to('赵阳')).toContain('台账助手怎么用')
})

it('sees a branch once its secretary has read what is shared and agreed', async () => {
  await sayInGroup(bot, '赵阳', '3月5日主题党日 参观革命纪念馆 半天 全员参加')
  expect((await sayInPrivate(bot, '王敏', `加入总支 ${code}`)).to('王敏')).toContain('由书记决定')
  const preview: ChatMessage = (await sayInPrivate(bot, '陈立', `加入总支 ${code}`)).only(privateChat(bot, '陈立'))
  expect(preview.text).toContain('请先看共享什么')
  expect(preview.text).toContain('3月5日')
  expect(await answerTo('总支汇总')).toContain('还没有支部同意共享')
  const agreed = await tapAs(bot, '陈立', preview, '确认加入总支')
  expect(agreed.toast).toContain('已加入「机关第一党总支」')
})

it('is shown counts and days by branch, without any name; in his own branch’s chat as well', async () => {
  const table = await answerTo('总支 3月')
  expect(table).toContain('人事部党支部')
  expect(table).toContain('3月5日')
  expect(table).toContain('未记录')
  expect(table).toContain('不作排名')
  expect(table).not.toMatch(/赵阳|陈立|纪念馆/)
  expect((await sayInPrivate(bot, '王敏', '/总支')).to('王敏')).toContain('机关第一党总支 ｜ 2026年3月')
})

it('no longer, from the moment the branch leaves', async () => {
  expect((await sayInPrivate(bot, '陈立', '退出总支')).to('陈立')).toContain('从现在起不再共享')
  expect(await answerTo('总支 3月')).toContain('还没有支部同意共享')
})
