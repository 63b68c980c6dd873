import { afterAll, beforeAll, expect, it } from 'vitest'
import { InboxRow } from '../../src/models/inbox-row.js'
import { type PlayBot, type SampleBranch, sampleBranch, startPlay } from '../helpers/bot.js'
import { faceOf, heardAfter, privateChat, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE } from '../helpers/stage.js'

const FIRST = '人事部党支部'
const SECOND = '机关第二党支部'
const SENTENCE = '昨天下午学了2小时 二十届四中全会精神 全员参加'

let bot: PlayBot
let second: SampleBranch
beforeAll(async () => {
  bot = await startPlay()
  const { simulator, admin, branch } = bot
  second = await sampleBranch(simulator, admin, SECOND)
  // 陈立 leads one branch and is a member of the other.
  const members = [
    { name: '陈立', platformUserId: branch.person.陈立 },
    { name: '王敏', role: 'secretary', platformUserId: second.person.王敏 },
  ]
  await admin.post('/branches', { name: SECOND, platform: bot.simulator.platform, chatId: second.chatId, members })
  simulator.setMember(second.chatId, branch.person.陈立, true)
})
afterAll(() => bot.stop())

const counts = async (): Promise<number[]> =>
  Promise.all([bot.branch.id, second.id].map(async (id) => (await bot.admin.entries(id)).length))
const say = (text: string) => sayInPrivate(bot, '陈立', text)

/** moments.md §2: in a group, the group's branch; in private the bot asks once a day which one. */
it('in a group the branch is the group’s', async () => {
  const { simulator, branch } = bot
  await heardAfter(bot, () => simulator.say(branch.person.陈立, second.chatId, `@台账助手 ${SENTENCE}`))
  expect(await counts()).toEqual([0, 1])
  await heardAfter(bot, () => simulator.say(branch.person.陈立, branch.chatId, `@台账助手 ${SENTENCE}`))
  expect(await counts()).toEqual([1, 1])
  expect(simulator.replies(branch.chatId).at(-1)?.text).not.toContain('记入')
})

it('in private it is asked, and nothing of the sentence is recorded or kept', async () => {
  const kept = () => InboxRow.countDocuments({ payload: { $exists: true } })
  const before = await kept()
  const question = (await say(SENTENCE)).only(privateChat(bot, '陈立'))
  expect(question.text.split('\n')).toEqual([
    '记到哪个支部？',
    '你在几个支部里。今天私聊说的都记到选的那个；选好后请把刚才那句再发一次。',
    FIRST,
    SECOND,
  ])
  expect(await counts()).toEqual([1, 1])
  expect(await kept()).toBe(before)
})

it('answered by a tap it counts for the day, and the receipt names the branch', async () => {
  const question = bot.simulator.replies(privateChat(bot, '陈立')).at(-1)
  if (!question) throw new Error('nothing was asked')
  expect((await tapAs(bot, '陈立', question, SECOND)).toast).toContain(`今天私聊都记到「${SECOND}」`)
  if (CARDS_LIVE) expect(faceOf(bot, question)).toContain(`今天私聊记到「${SECOND}」`)
  expect((await say(SENTENCE)).to('陈立')).toContain(`记录人 陈立 ｜ 记入 ${SECOND}`)
  expect((await say('昨天和王敏谈心谈话30分钟')).to('陈立')).toContain(`记入 ${SECOND}`)
  expect(await counts()).toEqual([1, 3])
})

it('answered by its name, typed, it does the same and may be changed', async () => {
  expect((await say(FIRST)).to('陈立')).toContain(`今天私聊都记到「${FIRST}」`)
  expect((await say(SENTENCE)).to('陈立')).toContain(`记入 ${FIRST}`)
  expect(await counts()).toEqual([2, 3])
})

it('what was sent before keeps its branch: its buttons and numbers work as before', async () => {
  const chat = privateChat(bot, '陈立')
  const receipt = bot.simulator.replies(chat).find(({ text }) => text.includes(`已记｜`) && text.includes(SECOND))
  if (!receipt) throw new Error('no receipt')
  await tapAs(bot, '陈立', receipt, '撤销')
  expect((await bot.admin.entries(second.id)).filter(({ voided }) => voided)).toHaveLength(1)
  expect((await bot.admin.entries(bot.branch.id)).filter(({ voided }) => voided)).toHaveLength(0)
})

it('is asked again the next day', async () => {
  await bot.moveTo('2026-03-19T09:00:00+08:00')
  expect((await say(SENTENCE)).to('陈立')).toContain('记到哪个支部？')
  expect(await counts()).toEqual([2, 3])
})
