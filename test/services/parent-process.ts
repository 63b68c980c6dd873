import { silentLogger } from '../../src/core/logger.js'
import { startServices } from '../../src/services/services.js'

// A process that runs engines on the folder of its first argument, for tests that kill it. Says its addresses, then waits.
const services = await startServices({ dataDir: process.argv[2] ?? '', allowEmbedded: true, logger: silentLogger })
process.once('SIGTERM', () => void services.stop().then(() => process.exit(0)))
process.stdout.write(`${JSON.stringify({ mongoUri: services.mongoUri, redisUrl: services.redisUrl })}\n`)
