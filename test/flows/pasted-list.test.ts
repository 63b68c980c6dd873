import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, sayInGroup } from '../helpers/exchange.js'
import { CARDS_LIVE } from '../helpers/stage.js'

/** A list out of a notebook: Feishu refused the receipt of 14 and more, and nobody got one. */
let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const DAYS = [2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17]
const LINES = Array.from(
  { length: 17 },
  (_, index) =>
    `${index < DAYS.length ? `3月${DAYS[index]}日` : `2月${index}日`}下午集中学习2小时 条例第${index + 1}讲 全员参加`,
)

it('of 17 lines is recorded and answered by a receipt with a row for each', async () => {
  const heard = await sayInGroup(bot, '赵阳', LINES.join('\n'))
  const receipt = heard.only(bot.branch.chatId)
  expect(receipt.text).toContain('已记17条')
  const entries = await bot.admin.entries(bot.branch.id)
  expect(entries).toHaveLength(17)
  for (const { number, title } of entries) {
    expect(receipt.text).toContain(number)
    expect(receipt.text).toContain(title)
  }
  expect(receipt.text).toContain('撤销某一条：@我 撤销 编号')

  const [first, second] = entries.map(({ number }) => number)
  expect((await sayInGroup(bot, '赵阳', `撤销 ${first}`)).group).toContain(`已撤销 ${first}`)
  expect((await sayInGroup(bot, '赵阳', `更正 ${second} 3小时`)).group).toContain(`${second} 已改`)
  if (!CARDS_LIVE) return
  const face = faceOf(bot, receipt)
  expect(face).toContain('已记16条')
  const rowOf = (number = '') => face.split('\n').find((line) => line.includes(number))
  expect(rowOf(first)).toContain('（已撤销：赵阳）')
  expect(rowOf(second)).toContain('改过')
})
