import { join } from 'node:path'
import { createLogger } from '../log.js'
import { startServices } from '../services/services.js'
import { startDemoWorld } from './demo-world.js'

/** The page's address is what a person types: the usual port when it is free. */
const USUAL_PORT = 3000
const PARENT_CHECK_MS = 500

/**
 * `npm run demo`: engines, bot, both simulated platforms with a sample branch each in one process, and the address of a
 * chat page that shows them side by side.
 * Every run starts fresh in `DATA_DIR/demo`; `--keep` goes on with the last one's ledger. Ctrl-C stops all of it.
 */
async function demo(): Promise<void> {
  const keep = process.argv.includes('--keep')
  const dataDir = join(process.env.DATA_DIR || './data', 'demo')

  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  say('Starting the demo: the first run fetches MongoDB and Redis, which takes a minute or two …')
  const logger = createLogger(process.env.LOG_LEVEL || 'warn')
  const services = await startServices({ dataDir, fresh: !keep, allowEmbedded: true, logger, onProgress: say })
  const closers: (() => Promise<unknown>)[] = [() => services.stop()]
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  stopOnSignals(stop, say)

  try {
    const pagePort = Number(process.env.PORT) || USUAL_PORT
    const { page } = await startDemoWorld({ ...services, dataDir, logger, keep, pagePort }, closers)
    say('')
    say(`The chat page is at ${page.url}`)
    say('Type there: @台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加')
    say('Ctrl-C stops everything.')
  } catch (error) {
    await stop()
    throw error
  }
}

/** Ctrl-C reaches npm, its shell and us; a signal to npm alone may not, so under npm the end of our parent counts as well. */
function stopOnSignals(stop: () => Promise<void>, say: (line: string) => void): void {
  let stopping = false
  const end = (): void => {
    if (stopping) return
    stopping = true
    say('Stopping …')
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  if (process.env.npm_lifecycle_event !== 'demo') return
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && end(), PARENT_CHECK_MS).unref()
}

demo().catch((error: unknown) => {
  process.stderr.write(`The demo could not start: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
