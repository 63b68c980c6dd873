import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Bot, startBot } from '../helpers/bot.js'
import { expectExactlyOnce, trainingSentence } from '../helpers/exactly-once.js'
import { waitingRows } from '../helpers/quiet.js'

let bot: Bot
beforeAll(async () => {
  bot = await startBot({ simulator: { settings: { appDisabled: true } } })
})
afterAll(() => bot?.stop())

it('the bot does not know its own id yet: what is said waits, stored, and is answered once it does', {
  timeout: 120_000,
}, async () => {
  const { simulator, branch } = bot
  const said = [1, 2, 3].map((index) => simulator.say(branch.person.赵阳, branch.chatId, trainingSentence(index)))
  for (const { delivered } of said) expect((await delivered)?.attempts.map(({ status }) => status)).toEqual([200])
  const ready = await fetch(`${bot.url}/readyz`)
  expect(ready.status).toBe(503)
  expect(((await ready.json()) as { checks: Record<string, string> }).checks['feishu bot id']).not.toBe('ok')
  expect((await waitingRows(bot.url))['inbox stored']).toBe(3)
  simulator.settings.appDisabled = false
  await expectExactlyOnce({ ...bot, branches: [branch] }, 3)
  expect((await fetch(`${bot.url}/readyz`)).status).toBe(200)
})
