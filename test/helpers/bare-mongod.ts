import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { silentLogger } from '../../src/core/logger.js'
import { cacheFolder } from '../../src/services/cache-folder.js'
import { findMongod } from '../../src/services/find-mongod.js'
import { freePort } from '../../src/services/free-port.js'
import { becomePrimary, REPLICA_SET } from '../../src/services/replica-set.js'
import { superviseChild } from '../../src/services/supervise-child.js'

export interface BareMongod {
  readonly uri: string
  /** A clean stop: everything is written, with a last checkpoint. */
  stop(): Promise<void>
}

/**
 * A mongod whose files can be searched byte by byte: nothing compressed, neither data nor journal. Everything it can
 * log it logs, slow commands with all they carry included, because an operator's own server may.
 */
export async function startBareMongod(folder: string): Promise<BareMongod> {
  const data = join(folder, 'mongo')
  await mkdir(data, { recursive: true })
  const engine = await findMongod({ cacheDir: cacheFolder(), onProgress: (line) => console.error(line) })
  const port = await freePort()
  const child = await superviseChild({
    name: 'mongod',
    command: engine.path,
    args: [
      ...['--dbpath', data, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
      ...['--replSet', REPLICA_SET, '--oplogSize', '64', '--wiredTigerCacheSizeGB', '0.25'],
      ...['--wiredTigerCollectionBlockCompressor', 'none', '--wiredTigerJournalCompressor', 'none'],
      ...['--wiredTigerIndexPrefixCompression', 'false', '--slowms', '0', '--profile', '1'],
    ],
    pidFile: join(folder, 'mongod.pid.json'),
    logFile: join(folder, 'mongod.log'),
    logger: silentLogger,
  })
  if (!(await becomePrimary(port, 60_000, child.isRunning))) throw new Error('mongod did not become ready')
  return { uri: `mongodb://127.0.0.1:${port}/canary?replicaSet=${REPLICA_SET}`, stop: () => child.stop() }
}
