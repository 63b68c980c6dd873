// Our webhook route and nothing else: the Express app of src/http, the real border, sealing and group commit, into a
// real mongod. The wake-up of a worker is left out here; the whole `ROLE=web` process is measured beside it.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const { dist, mongoUri, app } = JSON.parse(process.argv[2])
const load = (path) => import(pathToFileURL(join(dist, path)).href)
const [
  { createHttpApp, listen },
  { createWebhook },
  { createInbox },
  { createDoor },
  { createVault },
  connect,
  feishu,
  { silentLogger },
] = await Promise.all([
  load('src/http/server.js'),
  load('src/http/webhook.js'),
  load('src/intake/inbox.js'),
  load('src/intake/door.js'),
  load('src/core/seal.js'),
  load('src/models/connect.js'),
  load('src/platforms/feishu/platform.js'),
  load('src/core/logger.js'),
])

await connect.connectMongo(mongoUri)
await connect.buildIndexes()
const logger = silentLogger
const platform = feishu.createFeishuPlatform(app, { logger, onApiCall: () => {} })
const inbox = createInbox(createVault([{ id: 'k1', bytes: Buffer.alloc(32, 7) }], 'inbox'))
const door = createDoor(platform, { inbox, wakeChat() {}, count() {}, answerTap: async () => ({}) })
const webhook = createWebhook(platform.webhooks['/feishu/events'], { door, logger, count() {} })
const server = await listen(
  createHttpApp({
    logger,
    webhooks: { '/feishu/events': webhook, '/feishu/cards': webhook },
    pages: [],
    admin: {},
    health: { checks: {}, metrics: async () => ({ type: 'text/plain', text: '' }) },
  }),
  '127.0.0.1',
  0,
)
process.send({ port: server.address().port })
process.once('disconnect', () => process.exit(0))
