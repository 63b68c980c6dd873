import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * What tells a process from a later one with the same number: boot and start time on Linux, the start time `ps` knows
 * elsewhere. Undefined when no such process runs (one that only waits to be collected doesn't run).
 */
export function identityOf(pid: number): string | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined
  if (process.platform === 'linux') return linuxIdentity(pid)
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

function linuxIdentity(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // proc(5): the name stands in brackets and may hold anything; state, threads and start time are fields 3, 20 and 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // The first thread of a process may end before the others, which still hold its ports and files.
    const isOver = fields[0] === 'Z' && Number(fields[17]) <= 1
    if (isOver || fields[0] === 'X') return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot}:${fields[19]}`
  } catch {
    return undefined
  }
}
