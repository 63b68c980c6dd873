import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { heardAfter, partnerLine } from '../helpers/exchange.js'

/** A roster of names: who has no account yet can't be told of a talk, and is told once he has one. */

const UNTOLD = '还没有绑定账号，这次没能告知'

let bot: PlayBot
let chatId = ''
let branchId = ''
const person: Record<string, string> = {}
const roster = () => [
  { name: '钱进', role: 'secretary', platformUserId: person.钱进 },
  { name: '郑洁', platformUserId: person.郑洁 },
  { name: '吴刚' },
  { name: '冯涛' },
  { name: '褚燕' },
]
const found = (members: readonly unknown[]) =>
  bot.admin.post('/branches', { name: '信息部党支部', platform: bot.simulator.platform, chatId, members })

beforeAll(async () => {
  bot = await startPlay()
  for (const name of ['钱进', '郑洁', '吴刚', '冯涛', '褚燕']) person[name] = bot.simulator.addPerson(name).id
  chatId = bot.simulator.addGroup('信息部', Object.values(person)).chatId
  branchId = (await found(roster())).body.id
})
afterAll(() => bot.stop())

const tell = (name: string, text: string) =>
  heardAfter(bot, () => bot.simulator.sayPrivate(person[name] as string, text))
const inGroup = (name: string, text: string) =>
  heardAfter(bot, () => bot.simulator.say(person[name] as string, chatId, `@台账助手 ${text}`))
const chatOf = (name: string): string => bot.simulator.privateChatId(person[name] as string)
const wordsTo = (heard: Awaited<ReturnType<typeof tell>>, name: string): string =>
  heard
    .in(chatOf(name))
    .map(({ text }) => text)
    .join('\n')

describe('a partner without an account', () => {
  it('is named on the receipt with what helps, and nowhere else', async () => {
    const heard = await tell('郑洁', '昨天和吴刚谈心谈话30分钟，谈了家里的事')
    const receipt = wordsTo(heard, '郑洁')
    expect(receipt).toContain('已记｜谈心谈话 郑洁—吴刚')
    expect(receipt).toContain(`吴刚${UNTOLD}；请对方在群里@我一次，或请管理员登记账号，我会补上告知。`)
    expect(heard.in(chatId)).toEqual([])
    const known = await tell('郑洁', '昨天和钱进谈心谈话30分钟')
    expect(wordsTo(known, '郑洁')).not.toContain(UNTOLD)
  })

  it('is told when he speaks in the group, once, and of nothing that was taken back', async () => {
    await tell('郑洁', '3月16日和吴刚廉政谈话')
    await tell('郑洁', '撤销')
    const heard = await inGroup('吴刚', '帮助')
    expect(wordsTo(heard, '吴刚')).toBe(partnerLine('郑洁记了与你3月17日的谈心谈话'))
    expect(
      heard
        .in(chatId)
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/谈心|谈话 /)
    expect(wordsTo(await inGroup('吴刚', '帮助'), '吴刚')).toBe('')
  })

  it('of several is told all of them by one card', async () => {
    await tell('郑洁', '昨天和冯涛谈心谈话30分钟；3月16日和冯涛廉政谈话')
    await tell('钱进', '昨天和冯涛谈心谈话20分钟')
    const said = (await inGroup('冯涛', '帮助')).only(chatOf('冯涛')).text
    for (const line of [
      '郑洁记了与你3月17日的谈心谈话',
      '郑洁记了与你3月16日的廉政谈话',
      '钱进记了与你3月17日的谈心谈话',
    ])
      expect(said).toContain(line)
    expect(said.match(/有出入 2026-谈-\d{3}/g)?.length).toBeGreaterThanOrEqual(3)
  })

  it('is told when the operator enters his account, at a time at which one may speak', async () => {
    const heard = await tell('郑洁', '昨天和褚燕谈心谈话30分钟')
    expect(wordsTo(heard, '郑洁')).toContain(`褚燕${UNTOLD}`)
    // Somebody who became one of a talk's people by a correction is owed it as well.
    const own = wordsTo(await tell('钱进', '昨天和郑洁谈心谈话20分钟'), '钱进')
    await tell('钱进', `更正 ${/2026-谈-\d{3}/.exec(own)?.[0]} 谈话对象加上褚燕`)
    await found(roster().map((one) => (one.name === '褚燕' ? { ...one, platformUserId: person.褚燕 } : one)))
    const night = await heardAfter(bot, () => bot.admin.sweep('untold', '2026-03-18T22:00:00+08:00'))
    expect(wordsTo(night, '褚燕')).toBe('')
    const day = await heardAfter(bot, () => bot.admin.sweep('untold', '2026-03-19T10:00:00+08:00'))
    const told = wordsTo(day, '褚燕')
    expect(told).toContain('郑洁记了与你3月17日的谈心谈话')
    expect(told).toContain('钱进记了与你、郑洁3月17日的谈心谈话')
    expect(day.in(chatOf('褚燕'))).toHaveLength(1)
    const again = await heardAfter(bot, () => bot.admin.sweep('untold', '2026-03-19T11:00:00+08:00'))
    expect(again.all).toEqual([])
    expect((await bot.admin.entries(branchId)).filter(({ kind }) => kind === 'talk').length).toBe(8)
  })
})
