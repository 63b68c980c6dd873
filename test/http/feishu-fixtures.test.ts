import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Bot, startBot } from '../helpers/bot.js'
import { feishuFixture } from '../helpers/feishu-fixture.js'
import { rawRequest } from '../helpers/raw-request.js'
import { type AnyEvent, inboxOf, ROUTES, type Wire, wireOf } from '../helpers/webhook.js'

const EVENTS = readdirSync(new URL('../fixtures/feishu', import.meta.url))
  .map((name) => name.replace(/\.json$/, ''))
  .filter((name) => /^(event_|card_callback_)/.test(name) && name !== 'event_encrypted_body_example')

/** Nothing for us: another kind of event, or an envelope of the old version (which carries no id of its own). */
const IGNORED = /^event_(application_bot_menu|contact_user_deleted|envelope_v1|envelope_v2)/

let bot: Bot
let wire: Wire
let inbox: Awaited<ReturnType<typeof inboxOf>>
beforeAll(async () => {
  bot = await startBot()
  wire = wireOf(bot)
  inbox = await inboxOf(bot)
})
afterAll(async () => {
  await inbox.close()
  await bot.stop()
})

/** The vendor's sample as if it had been pushed to us: our app, our token, ids of its own, as the samples mask theirs. */
function asOurs(name: string): AnyEvent {
  const { appId, verificationToken } = bot.simulator.options
  const event = feishuFixture(name)
  if (!event.header) return { ...event, token: verificationToken }
  const header = { ...event.header, app_id: appId, token: verificationToken, event_id: `sample-${name}` }
  const message = event.event?.message
  if (message) message.message_id = `om_sample_${name.replaceAll('_', '')}`
  // A form submit counts once per card, and the samples all have the same one.
  const card = event.event?.context ?? event.context
  if (card) card.open_message_id = `om_card_${name.replaceAll('_', '')}`
  return { ...event, header }
}

it('there are samples', () => {
  expect(EVENTS.length).toBeGreaterThan(15)
})

it.each(EVENTS)('%s: 200 once it is ours, 401 as it was pushed to somebody else', async (name) => {
  for (const route of ROUTES) expect((await wire.post(route, wire.push(feishuFixture(name)))).status).toBe(401)
  const before = await inbox.count()
  const push = wire.push(asOurs(name))
  for (const route of ROUTES) expect((await wire.post(route, push)).status).toBe(200)
  expect((await inbox.count()) - before).toBe(IGNORED.test(name) ? 0 : 1)
})

it('the signed and encrypted sample of another app, byte by byte: 401', async () => {
  const { headers, raw_body } = feishuFixture('push_signed_encrypted_event')
  for (const route of ROUTES)
    expect((await rawRequest(`${bot.url}${route}`, { headers, body: raw_body })).status).toBe(401)
  const { encrypt } = feishuFixture('event_encrypted_body_example')
  for (const route of ROUTES) expect((await wire.post(route, wire.sign(JSON.stringify({ encrypt })))).status).toBe(400)
})

it('the console saves both addresses: it asks each for its challenge', async () => {
  const targets = { events: `${bot.url}/feishu/events`, cards: `${bot.url}/feishu/cards` }
  const saved = await bot.simulator.saveTargets(targets)
  expect(saved).toMatchObject({ events: { ok: true }, cards: { ok: true } })
})

it('a bot that took all of them answers a person', async () => {
  const { simulator, branch } = bot
  simulator.say(branch.person.赵阳, branch.chatId, '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加')
  await simulator.waitForMessage(branch.chatId, '已记｜', 30_000)
})
