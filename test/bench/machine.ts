import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem } from 'node:os'

/** The machine in one line: results of two machines are not compared. */
export function describeMachine(): string {
  const cores = cpus()
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  return `${cores.length} × ${cores[0]?.model.trim() ?? 'unknown processor'}, ${memory}, ${systemName()}, Linux ${release()}`
}

function systemName(): string {
  try {
    return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform
  } catch {
    return process.platform
  }
}

/** Whether processes can be put on a core each: Linux with `taskset` and two cores. */
export const CAN_PIN: boolean = cpus().length > 1 && spawnSync('taskset', ['--version']).status === 0

/** The server under test has core 0 for itself; load, engines and the simulated platform share core 1. */
export const SERVER_CORE = 0
const OTHERS_CORE = 1

/** Puts this process on core 1, and with it all children that are not put elsewhere. */
export function pinMyself(): void {
  if (CAN_PIN) spawnSync('taskset', ['-acp', String(OTHERS_CORE), String(process.pid)])
}

/** How busy the machine was before anything of ours ran. */
export const loadNow = (): string => `load average ${loadavg()[0]?.toFixed(1)} before the run`
