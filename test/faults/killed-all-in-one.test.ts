import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FeishuSimulator, startFeishuSimulator } from '../../src/simulator/feishu/index.js'
import { adminOf, type SampleBranch, START, sampleBranch, TestClock } from '../helpers/bot.js'
import { expectExactlyOnce, sayMany } from '../helpers/exactly-once.js'
import { untilQuiet, waitingRows } from '../helpers/quiet.js'
import { redeliverRefused } from '../helpers/redeliver.js'
import { type SpawnedBot, spawnBot } from '../helpers/spawned-bot.js'

const EACH = 12

let simulator: FeishuSimulator
let dataDir: string
let bot: SpawnedBot | undefined
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'branch-ledger-all-'))
  const clock = new TestClock()
  clock.set(START)
  simulator = await startFeishuSimulator({
    appId: `cli_${randomBytes(8).toString('hex')}`,
    clock,
    settings: { limits: false },
  })
})
afterAll(async () => {
  await bot?.stop()
  await simulator?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(): Promise<SpawnedBot> {
  bot = await spawnBot({ role: 'all', simulator, environment: { DATA_DIR: dataDir }, untilReady: true })
  simulator.setTargets({ events: `${bot.url}/feishu/events`, cards: `${bot.url}/feishu/cards` })
  return bot
}

it('kill -9 of the one process with its own engines, then a start on the same folder: nothing lost, nothing twice', {
  timeout: 240_000,
}, async () => {
  const first = await start()
  const admin = adminOf(first.url)
  await admin.post('/clock', { now: START })
  const branches: SampleBranch[] = [
    await sampleBranch(simulator, admin, '第一党支部'),
    await sampleBranch(simulator, admin, '第二党支部'),
  ]
  const deliveries = await Promise.all(sayMany({ simulator, admin, branches }, EACH).map(({ delivered }) => delivered))
  expect(deliveries.map((delivery) => delivery?.state)).toEqual(Array(2 * EACH).fill('delivered'))
  expect((await waitingRows(first.url))['inbox stored']).toBeGreaterThan(0)
  await first.kill()

  const second = await start()
  const readyAt = Date.now()
  const place = { simulator, admin: adminOf(second.url), branches }
  await expectExactlyOnce(place, EACH, 30_000)
  // contract.md: everything acknowledged is answered within 30 s of ready.
  expect(Date.now() - readyAt).toBeLessThan(30_000)
  sayMany(place, 1, EACH + 1)
  await redeliverRefused(simulator)
  await expectExactlyOnce(place, EACH + 1)
  await untilQuiet(second.url)
  await expectExactlyOnce(place, EACH + 1)
})
