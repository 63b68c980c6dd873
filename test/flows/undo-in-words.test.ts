import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { sayInGroup, sayInPrivate } from '../helpers/exchange.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

let topics = 0
async function study(): Promise<string> {
  topics += 1
  const { group } = await sayInGroup(bot, '赵阳', `昨天下午集中学习2小时 党章第${topics}章 全员参加`)
  return /编号 (\S+)/.exec(group)?.[1] ?? ''
}
const voided = async (...numbers: string[]) => {
  const entries = await bot.admin.entries(bot.branch.id)
  return numbers.map((number) => entries.find((entry) => entry.number === number)?.voided)
}

it('撤销3条 takes back one’s last three and names each; nobody else’s', async () => {
  const others = await sayInGroup(bot, '王敏', '昨天上午集中学习1小时 条例 全员参加')
  const kept = /编号 (\S+)/.exec(others.group)?.[1] ?? ''
  const own = [await study(), await study(), await study()]
  const { group } = await sayInGroup(bot, '赵阳', '撤销3条')
  expect(group).toContain('撤销了3条')
  for (const number of own) expect(group).toContain(`已撤销 ${number}`)
  expect(await voided(kept, ...own)).toEqual([false, true, true, true])
})

it.each(['刚才那条记重了', '上一条重复了，删掉', '记错了不算', '刚才记的那条是测试的'])(
  '%s: the last one, and which it was',
  async (words) => {
    const [first, second] = [await study(), await study()]
    expect((await sayInGroup(bot, '赵阳', words)).group).toContain(`已撤销 ${second}`)
    expect(await voided(first, second)).toEqual([false, true])
  },
)

it('with nothing recorded there says so', async () => {
  expect((await sayInPrivate(bot, '赵阳', '记重了')).to('赵阳')).toContain('没有找到你之前记的条目')
})

it('a training at which the next theme day was talked over is a training', async () => {
  const { group } = await sayInGroup(bot, '赵阳', '昨天集中学习条例1小时，全员，顺便讨论了下周五的主题党日')
  expect(group).toContain('集中学习')
  expect((await bot.admin.entries(bot.branch.id)).at(-1)).toMatchObject({
    kind: 'training',
    date: '2026-03-17',
    minutes: 60,
  })
})
