import { spawn } from 'node:child_process'
import { closeSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import type { Logger } from '../core/logger.js'
import { findOnPath } from './find-on-path.js'
import { identityOf } from './process-identity.js'
import { runCommand } from './run-command.js'
import { reasonOf, ServiceError } from './service-error.js'
import { readSmallFile, writeSmallFile } from './small-file.js'
import { waitUntil } from './wait-until.js'

/** A clean stop of mongod takes a second (facts/engines.md); a slow disk with much to write gets the benefit. */
const STOP_GRACE_MS = 20_000
const LOG_LIMIT_BYTES = 8 * 1024 * 1024

export interface ChildSpec {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** Remembers the child, so that the next start can stop one that a killed parent left behind. */
  readonly pidFile: string
  readonly logFile: string
  readonly logger: Logger
}

export interface Child {
  readonly pid: number
  /** Resolves with `exit code 14` or `signal SIGKILL` once the process is gone. Never rejects. */
  readonly gone: Promise<string>
  isRunning(): boolean
  /** SIGTERM, then SIGKILL after a grace. Resolves when the process is gone. */
  stop(): Promise<void>
}

/**
 * Starts an engine as a child that doesn't outlive us: the kernel sends it SIGTERM when we are killed (`setpriv
 * --pdeathsig`, Linux), we do when we exit, and what is left elsewhere is stopped at the next start by its pid file.
 * Its output goes to a file, because a pipe would break with the parent. To be called on the main thread: the kernel
 * takes the end of the calling thread for the parent's. Throws `ServiceError` if it can't be started.
 */
export async function superviseChild(spec: ChildSpec): Promise<Child> {
  const [command, args] = await withDeathSignal(spec.command, spec.args)
  keepLogBounded(spec.logFile)
  const log = openSync(spec.logFile, 'a', 0o600)
  const child = spawn(command, args, {
    stdio: ['ignore', log, log],
    // A session of its own: Ctrl-C in the terminal reaches us only, and we stop it after our own work is put away.
    detached: true,
  })
  closeSync(log)
  const gone = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`))
    child.once('error', (error) => resolve(reasonOf(error)))
  })
  const pid = child.pid
  if (pid === undefined) throw new ServiceError(`${spec.name} could not be started: ${await gone}`)
  writeSmallFile(spec.pidFile, { pid, identity: identityOf(pid) })

  const lastChance = (): void => {
    child.kill('SIGTERM')
  }
  process.once('exit', lastChance)
  let running = true
  void gone.then(() => {
    running = false
    process.removeListener('exit', lastChance)
    rmSync(spec.pidFile, { force: true })
  })
  return {
    pid,
    gone,
    isRunning: () => running,
    stop: async () => {
      if (!running) return
      child.kill('SIGTERM')
      child.kill('SIGCONT') // one that is suspended would never see the first
      if (await waitUntil(() => !running, STOP_GRACE_MS)) return
      spec.logger.warn({ engine: spec.name, pid }, 'engine did not stop in time and is killed')
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Stops the child that `pidFile` names when it is still the same process. Throws `ServiceError` when it can't be. */
export async function stopLeftover(pidFile: string, name: string, logger: Logger): Promise<void> {
  const left = readSmallFile(pidFile)
  const pid = typeof left?.pid === 'number' ? left.pid : 0
  const isSame = (): boolean => left?.identity !== undefined && identityOf(pid) === left.identity
  if (isSame()) {
    logger.info({ engine: name, pid }, 'stopping an engine that an earlier process left behind')
    signal(pid, 'SIGTERM')
    signal(pid, 'SIGCONT')
    if (!(await waitUntil(() => !isSame(), STOP_GRACE_MS))) {
      signal(pid, 'SIGKILL')
      if (!(await waitUntil(() => !isSame(), STOP_GRACE_MS))) {
        throw new ServiceError(`${name} of an earlier run (process ${pid}) can't be stopped: end it and start again`)
      }
    }
  }
  rmSync(pidFile, { force: true })
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone in between, or somebody else's: the caller looks again.
  }
}

async function withDeathSignal(command: string, args: readonly string[]): Promise<[string, string[]]> {
  const setpriv = process.platform === 'linux' ? await findOnPath('setpriv') : undefined
  // Busybox has a setpriv without this option.
  const usable = setpriv && (await runCommand(setpriv, ['--pdeathsig', 'TERM', 'true'])).ok
  return usable ? [setpriv, ['--pdeathsig', 'TERM', '--', command, ...args]] : [command, [...args]]
}

/** Engines append without end; at a start the full file becomes `.1` and the one before is dropped. */
function keepLogBounded(file: string): void {
  try {
    if (statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`)
  } catch {
    // No log yet.
  }
}
