import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLogger } from '../../src/core/logger.js'
import { startServices } from '../../src/services/services.js'

export type EngineName = 'mongo' | 'redis'

/** Real engines of one test file's own, to be frozen, killed and flushed without hurting any other test. */
export interface OwnEngines {
  readonly dataDir: string
  readonly mongoUri: string
  readonly redisUrl: string
  /** SIGSTOP: the engine keeps its connections and answers nothing. */
  freeze(name: EngineName): void
  thaw(name: EngineName): void
  /** SIGKILL; the supervisor starts it again at the same address. */
  kill(name: EngineName): void
  stop(): Promise<void>
}

/** Process number of an engine that runs on `dataDir`. */
export const enginePid = (dataDir: string, name: EngineName): number =>
  JSON.parse(readFileSync(join(dataDir, `${name}.pid.json`), 'utf8')).pid

/** Starts both engines on an empty folder that is gone after `stop`. */
export async function startOwnEngines(): Promise<OwnEngines> {
  const dataDir = await mkdtemp(join(tmpdir(), 'branch-ledger-faults-'))
  const services = await startServices({ dataDir, allowEmbedded: true, logger: silentLogger })
  const signal = (name: EngineName, which: NodeJS.Signals): void => {
    process.kill(enginePid(dataDir, name), which)
  }
  return {
    dataDir,
    mongoUri: services.mongoUri,
    redisUrl: services.redisUrl,
    freeze: (name) => signal(name, 'SIGSTOP'),
    thaw: (name) => signal(name, 'SIGCONT'),
    kill: (name) => signal(name, 'SIGKILL'),
    async stop() {
      await services.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
