import type { Logger } from '../core/logger.js'
import type { EngineFolder } from './engine-folder.js'
import type { FoundEngine } from './find-mongod.js'
import { freePort } from './free-port.js'
import { keepRunning } from './keep-running.js'
import { accepts } from './loopback.js'
import { ServiceError } from './service-error.js'
import { type Child, stopLeftover, superviseChild } from './supervise-child.js'
import { waitUntil } from './wait-until.js'

const PORT_TRIES = 3

export interface EngineRun {
  readonly name: string
  readonly engine: FoundEngine
  readonly folder: EngineFolder
  readonly logger: Logger
  /** How long it may take to get ready, reading its data back included. */
  readonly readyMs: number
  readonly args: (port: number) => string[]
  /** Waits until the engine that accepts connections on `port` does its work; false when it won't. */
  readonly becomeReady: (port: number, isRunning: () => boolean) => Promise<boolean>
}

export interface RunningEngine {
  readonly port: number
  stop(): Promise<void>
}

/**
 * Runs an engine on the port of its last run, or another free one, and keeps it running until `stop`. One that a killed
 * process left behind is stopped first. Throws `ServiceError` when it doesn't get ready.
 */
export async function runEngine(run: EngineRun): Promise<RunningEngine> {
  const { name, engine, folder, logger } = run
  await stopLeftover(folder.pidFile, name, logger)
  let wanted = folder.port
  for (let attempt = 1; attempt <= PORT_TRIES; attempt += 1) {
    const port = await freePort(wanted)
    wanted = port
    // Before the first byte of data: a folder whose series nobody knows could be opened by the wrong one.
    folder.remember(engine, port)
    const child = await startOnce(run, port)
    if (child) return { port, stop: keepRunning(name, child, (spawned) => startAgain(run, port, spawned), logger) }
    // Somebody may have taken the port after it was found free; nothing else gets better by trying.
    if (!(await accepts(port))) break
  }
  throw new ServiceError(
    `${name} ${engine.full} did not start on ${folder.data}: its last lines in ${folder.logFile} say why (disk full, rights, damaged files)`,
  )
}

async function startAgain(run: EngineRun, port: number, spawned: (child: Child) => void): Promise<Child> {
  const child = await startOnce(run, port, spawned)
  if (!child) throw new ServiceError(`${run.name} did not become ready, see ${run.folder.logFile}`)
  return child
}

async function startOnce(run: EngineRun, port: number, spawned?: (child: Child) => void): Promise<Child | undefined> {
  const child = await superviseChild({
    name: run.name,
    command: run.engine.path,
    args: run.args(port),
    pidFile: run.folder.pidFile,
    logFile: run.folder.logFile,
    logger: run.logger,
  })
  spawned?.(child)
  await waitUntil(async () => !child.isRunning() || (await accepts(port)), run.readyMs)
  if (child.isRunning() && (await run.becomeReady(port, child.isRunning).catch(() => false))) return child
  await child.stop()
  return undefined
}
