import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'

/** A vote of a 党员大会 that too few came to, or too few voted for, is recorded as said and pointed out (domain.md R4). */

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const QUORUM = '到会有表决权的党员没有超过应到的半数'
const MAJORITY = '赞成票没有超过应到会有表决权党员的半数'
const warnOf = async (number: string) =>
  (await bot.admin.entries(bot.branch.id)).find((entry) => entry.number === number)?.fields.warn

it('fewer than half of those with a vote came', async () => {
  const { group } = await sayInGroup(bot, '王敏', '3月10日党员大会，讨论预算，应到7人，实到3人，赞成3票，通过')
  expect(group).toContain('已记｜党员大会')
  expect(group).toContain(QUORUM)
  expect(await warnOf('2026-会-001')).toEqual(['no_quorum', 'no_majority'])
})

it('half of those with a vote is not more than half', async () => {
  const say = '3月10日党员大会，讨论采购，应到7人，实到7人，赞成3票，反对2票，弃权1票，通过'
  const { group } = await sayInGroup(bot, '王敏', say)
  expect(group).toContain(MAJORITY)
  expect(group).not.toContain(QUORUM)
})

it('is judged anew by an edit, by words and by the form', async () => {
  await sayInPrivate(bot, '王敏', '更正 2026-会-002 赞成4票，反对1票，弃权1票')
  expect(await warnOf('2026-会-002')).toBeUndefined()
  const form = (await sayInPrivate(bot, '王敏', '改 2026-会-002')).only(privateChat(bot, '王敏'))
  await tapAs(bot, '王敏', form, '保存', { votes: '赞成2 反对4 弃权0' })
  expect(await warnOf('2026-会-002')).toEqual(['no_majority'])
  expect((await sayInPrivate(bot, '王敏', '查 2026-会-002')).to('王敏')).toContain(MAJORITY)
})

it('enough is not mentioned', async () => {
  const { group } = await sayInGroup(
    bot,
    '王敏',
    '3月12日党员大会，讨论年度计划，应到7人，实到7人，赞成6票，反对0票，通过',
  )
  expect(group).toContain('已记｜党员大会')
  expect(group).not.toMatch(/半数/)
})
