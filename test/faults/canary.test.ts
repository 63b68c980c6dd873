import { randomBytes, randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { silentLogger } from '../../src/core/logger.js'
import { startServices } from '../../src/services/services.js'
import { type FeishuSimulator, startFeishuSimulator } from '../../src/simulator/feishu/index.js'
import { type BareMongod, startBareMongod } from '../helpers/bare-mongod.js'
import { adminOf, type SampleBranch, START, sampleBranch, TestClock } from '../helpers/bot.js'
import { untilQuiet } from '../helpers/quiet.js'
import { type Hit, hitsIn, searchCollections, searchFiles } from '../helpers/search-bytes.js'
import { type SpawnedBot, spawnBot } from '../helpers/spawned-bot.js'
import { waitFor } from '../helpers/wait-for.js'

/** Letters that no word of ours has side by side, so that a hit is a leak and nothing else. */
const canary = (): string => Array.from({ length: 14 }, () => 'qxzkvwj'[randomInt(7)]).join('')

/** What people say that must not be found; `asks` stays an unfinished draft, `dead` can't be answered. */
const CANARIES = {
  private: canary(),
  group: canary(),
  asks: canary(),
  undone: canary(),
  dead: canary(),
  secret: canary(),
  overheard: canary(),
}
const needles = Object.values(CANARIES)
/** Said in the open and kept in clear: what finds it would find a canary too. */
const OPEN = `党史${canary()}`

let folder: string
let mongo: BareMongod
let stopRedis: () => Promise<void>
let redisUrl: string
let simulator: FeishuSimulator
let bot: SpawnedBot
let branch: SampleBranch
/** Every command Redis was given, arguments and all: job data among them, also of jobs that are long gone. */
const commands: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'branch-ledger-canary-'))
  mongo = await startBareMongod(folder)
  const services = await startServices({
    mongoUri: mongo.uri,
    dataDir: join(folder, 'services'),
    allowEmbedded: true,
    logger: silentLogger,
  })
  stopRedis = () => services.stop()
  redisUrl = services.redisUrl
  const redis = new Redis(redisUrl, { retryStrategy: () => null })
  redis.on('error', () => undefined)
  const monitor = await redis.monitor()
  monitor.on('error', () => undefined)
  monitor.on('monitor', (_time: string, args: string[]) => commands.push(args.join(' ')))
  const clock = new TestClock()
  clock.set(START)
  simulator = await startFeishuSimulator({
    appId: `cli_${randomBytes(8).toString('hex')}`,
    clock,
    // The office granted the bot to hear everything: then it must forget what was not said to it.
    settings: { limits: false, deliverAllGroupMessages: true },
  })
  bot = await spawnBot({
    role: 'all',
    simulator,
    environment: { MONGODB_URI: mongo.uri, REDIS_URL: redisUrl, DATA_DIR: join(folder, 'bot') },
    untilReady: true,
  })
  simulator.setTargets({ events: `${bot.url}/feishu/events`, cards: `${bot.url}/feishu/cards` })
  const admin = adminOf(bot.url)
  await admin.post('/clock', { now: START })
  branch = await sampleBranch(simulator, admin)
  return () => {
    monitor.disconnect()
    redis.disconnect()
  }
})
afterAll(async () => {
  if (bot?.isRunning()) await bot.kill()
  await simulator?.stop()
  await stopRedis?.()
  await mongo?.stop()
  await rm(folder, { recursive: true, force: true })
})

const repliesTo = (name: '赵阳' | '孙小雨' | '王敏') => simulator.replies(simulator.privateChatId(branch.person[name]))
const talkAbout = (words: string): string => `昨天和孙小雨谈心谈话30分钟，主要谈了${words}`

/** Waits until a person has one private answer more. */
async function answeredAfter(name: '赵阳' | '王敏', act: () => void): Promise<string> {
  const before = repliesTo(name).length
  act()
  await waitFor(() => repliesTo(name).length > before, `${name} is answered`)
  return repliesTo(name).at(-1)?.text ?? ''
}

it('what was said about a talk is found nowhere but with its two people', { timeout: 240_000 }, async () => {
  const { person, chatId } = branch
  simulator.say(person.李响, chatId, `@台账助手 昨天下午学了2小时 ${OPEN} 全员参加`)
  await simulator.waitForMessage(chatId, OPEN, 60_000)

  const receipt = await answeredAfter('赵阳', () => simulator.sayPrivate(person.赵阳, talkAbout(CANARIES.private)))
  expect(receipt).toContain('已记｜')
  await answeredAfter('赵阳', () => simulator.say(person.赵阳, chatId, `@台账助手 ${talkAbout(CANARIES.group)}`))
  const question = await answeredAfter('王敏', () =>
    simulator.sayPrivate(person.王敏, `昨天和小李谈心谈话30分钟，主要谈了${CANARIES.asks}`),
  )
  expect(question).toContain('小李')
  await answeredAfter('赵阳', () => simulator.sayPrivate(person.赵阳, talkAbout(CANARIES.undone)))
  await answeredAfter('赵阳', () => simulator.sayPrivate(person.赵阳, '撤销'))
  simulator.say(person.王敏, chatId, `@台账助手 绝密文件 ${CANARIES.secret} 已传达学习`)
  await simulator.waitForMessage(chatId, '涉密', 60_000)
  simulator.say(person.王敏, chatId, `今天和孙小雨谈话，${CANARIES.overheard}`)
  await simulator.settled()
  await untilQuiet(bot.url)
  simulator.fault({ api: 'message.create', code: 230013, times: 10 })
  simulator.sayPrivate(person.赵阳, talkAbout(CANARIES.dead))
  const admin = adminOf(bot.url)
  await waitFor(async () => ((await admin.get('/failed')).body.failed ?? []).length > 0, 'the answer is a dead letter')
  await untilQuiet(bot.url)
  simulator.clearFaults()

  // The talk's own people may read it back, in private.
  const shown = simulator
    .replies(simulator.privateChatId(person.赵阳))
    .find(({ text }) => text.includes(CANARIES.private))
  expect(shown).toBeDefined()
  const readBack = await answeredAfter('赵阳', () => {
    void simulator.tap(person.赵阳, shown?.messageId ?? '', '查看内容')
  })
  expect(readBack).toContain(CANARIES.private)
  await untilQuiet(bot.url)

  const hits: Hit[] = []
  // What the bot said: to the group, and to those who were not there.
  const theirs = new Set([person.赵阳, person.孙小雨].map((openId) => simulator.privateChatId(openId)))
  for (const chat of simulator.chats().filter((one) => !theirs.has(one.chatId))) {
    const own = chat.chatId === simulator.privateChatId(person.王敏) ? [CANARIES.asks] : []
    const foreign = needles.filter((words) => !own.includes(words))
    hits.push(...hitsIn(`chat ${chat.chatId}`, JSON.stringify(simulator.replies(chat.chatId)), foreign))
  }
  const pages = ['/failed', '/usage', `/branches/${branch.id}`, `/branches/${branch.id}/entries`]
  for (const page of pages) hits.push(...hitsIn(page, JSON.stringify((await admin.get(page)).body), needles))
  hits.push(...hitsIn('/metrics', await (await fetch(`${bot.url}/metrics`)).text(), needles))
  hits.push(...(await searchCollections(mongo.uri, needles)))
  expect(await searchCollections(mongo.uri, [OPEN])).toEqual(
    expect.arrayContaining([expect.objectContaining({ where: 'local.oplog.rs' })]),
  )

  // A clean stop writes the last of journal, checkpoint and append-only file.
  expect(await bot.stop()).toBe(0)
  await stopRedis()
  await mongo.stop()
  hits.push(...hitsIn('the log', bot.lines.join('\n'), needles))
  hits.push(...hitsIn('commands to Redis', commands.join('\n'), needles))
  hits.push(...(await searchFiles(folder, needles)))
  expect(hits).toEqual([])

  // And the searches do find what is there.
  const found = (await searchFiles(folder, [OPEN, chatId])).map(({ where, words }) => `${words} in ${where}`)
  expect(found.filter((one) => one.startsWith(OPEN) && /collection-.*\.wt$/.test(one))).not.toEqual([])
  expect(found.filter((one) => one.startsWith(OPEN) && /WiredTigerLog/.test(one))).not.toEqual([])
  expect(found.filter((one) => one.startsWith(chatId) && /appendonly/.test(one))).not.toEqual([])
  expect(hitsIn('commands', commands.join('\n'), [chatId])).toHaveLength(1)
  expect(bot.lines.length).toBeGreaterThan(0)
})
