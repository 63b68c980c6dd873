import { runCommand } from './run-command.js'

export interface EngineVersion {
  /** `6.0.5`. */
  readonly full: string
  /** `6.0`: what decides whether a data folder can be opened. */
  readonly series: string
}

/** Reads `6.0.5` out of `db version v6.0.5` (mongod) or `Redis server v=6.2.14 …`; undefined when there is none. */
export function parseEngineVersion(text: string): EngineVersion | undefined {
  const match = /\bv=?((\d+\.\d+)\.\d+)/.exec(text)
  return match?.[1] && match[2] ? { full: match[1], series: match[2] } : undefined
}

/** What `binary --version` says; undefined when it can't run on this machine (wrong libraries or processor). */
export async function engineVersionOf(binary: string): Promise<EngineVersion | undefined> {
  const result = await runCommand(binary, ['--version'])
  return result.ok ? parseEngineVersion(result.output) : undefined
}

/** Whether version `a` (`6.0` or `6.0.5`) is at least `b`; compares numbers, so that 10 is more than 9. */
export function isAtLeast(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number))
  for (let index = 0; index < (right?.length ?? 0); index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}
