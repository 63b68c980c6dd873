import { execFile } from 'node:child_process'
import { reasonOf } from './service-error.js'

export interface CommandResult {
  readonly ok: boolean
  readonly output: string
  /** Last line the command wrote, or why it could not be run: enough for an operator's line. */
  readonly reason: string
}

/** Runs a program without a shell and never throws: a program that is missing is a result like any other. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { timeoutMs?: number; env?: Readonly<Record<string, string>> } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    execFile(
      command,
      [...args],
      {
        timeout: options.timeoutMs ?? 20_000,
        killSignal: 'SIGKILL',
        maxBuffer: 16 * 1024 * 1024,
        env: { ...process.env, ...options.env },
      },
      (error, stdout, stderr) => {
        const lastLine = `${stdout}\n${stderr}`.trim().split('\n').at(-1)?.trim() ?? ''
        const late = error?.killed ? `gave up after ${(options.timeoutMs ?? 20_000) / 1000} s` : ''
        resolve({
          ok: error === null,
          output: stdout,
          reason: error === null ? '' : (late || lastLine || reasonOf(error)).slice(0, 300),
        })
      },
    )
  })
}
