import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBranch } from '../../src/models/branch-scope.js'
import { ReadAudit } from '../../src/models/read-audit.js'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { heardAfter, partnerLine, sayInGroup, sayInPrivate } from '../helpers/exchange.js'

let bot: PlayBot
let number = ''
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

/** moments.md §4: the fact of a 提醒谈话 is visible to the two and the secretary only. */
it('a 提醒谈话 is told to the two; the group hears neither its kind nor its number', async () => {
  const heard = await sayInGroup(bot, '王敏', '昨天对李响进行了提醒谈话')
  expect(heard.group).toBe('已记，其余已私聊你')
  expect(heard.to('王敏')).toContain('已记｜提醒谈话 王敏—李响')
  expect(heard.to('李响')).toBe(partnerLine('王敏记了与你3月17日的提醒谈话'))
  for (const name of ['陈立', '李淑贤', '周海明', '赵阳', '孙小雨'] as const) expect(heard.to(name)).toBe('')
  number = /2026-提-\d{3}/.exec(heard.to('王敏'))?.[0] ?? ''
  expect(number).not.toBe('')
})

it('it is no entry for an operator, and leaves no gap in the numbers of other talks', async () => {
  await sayInPrivate(bot, '陈立', '昨天和赵阳谈心谈话')
  const entries = await bot.admin.entries(bot.branch.id)
  expect(entries.map((entry) => entry.number)).toEqual(['2026-谈-001'])
})

it('to others its number is one that never was, typed as well as undone; their try is audited', async () => {
  const never = '2026-提-999'
  for (const verb of ['查看谈话内容', '撤销']) {
    const known = await sayInPrivate(bot, '周海明', `${verb} ${number}`)
    const unknown = await sayInPrivate(bot, '周海明', `${verb} ${never}`)
    expect(known.to('周海明').replaceAll(number, never)).toBe(unknown.to('周海明'))
    expect(known.to('周海明')).toContain('没有找到')
  }
  const rows = await inBranch(bot.branch.id, () => ReadAudit.find().lean())
  expect(rows.map(({ act }) => act)).toEqual(['refused'])
})

it('the secretary may know of it and still not read it', async () => {
  expect((await sayInPrivate(bot, '陈立', `查看谈话内容 ${number}`)).to('陈立')).toBe('谈话内容仅谈话双方可见')
})

it('it moves no count: neither the closing card nor the digest differs for it', async () => {
  const at = encodeURIComponent('2026-03-25T09:30:00+08:00')
  const closing = await heardAfter(bot, () => bot.admin.post(`/sweeps/reminders?at=${at}`))
  expect(closing.to('陈立')).toContain('谈心谈话（本季）：已记1次，还差2次')
  const friday = encodeURIComponent('2026-03-20T16:30:00+08:00')
  const digest = await heardAfter(bot, () => bot.admin.post(`/sweeps/digests?at=${friday}`))
  expect(digest.group).toContain('谈心谈话1次')
})

it('undone by the one it was with, it stays as quiet', async () => {
  const heard = await sayInGroup(bot, '李响', `撤销 ${number}`)
  expect(heard.group).toBe('已撤销，其余已私聊你')
  expect(heard.to('王敏')).toContain('李响撤销了')
})
