import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CAN_PIN, SERVER_CORE } from './machine.js'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const STOP_GRACE_MS = 10_000
const running = new Set<ChildProcess>()

export interface ChildOptions {
  /** On the core that is kept for what is measured. */
  readonly onServerCore?: boolean
  readonly env?: Readonly<Record<string, string>>
  readonly nodeArgs?: readonly string[]
}

export interface BenchChild {
  readonly pid: number
  readonly process: ChildProcess
  /** SIGTERM, then SIGKILL after a grace. Resolves when it is gone. */
  stop(): Promise<void>
}

/** Starts a Node process with a message channel; `script` is absolute or a path in this folder. */
export function startChild(script: string, args: readonly string[], options: ChildOptions = {}): BenchChild {
  const command = [
    process.execPath,
    ...(options.nodeArgs ?? []),
    join(script.startsWith('/') ? '' : HERE, script),
    ...args,
  ]
  // taskset replaces itself by the command: the pid is the server's own.
  if (options.onServerCore && CAN_PIN) command.unshift('taskset', '-c', String(SERVER_CORE))
  const [file = '', ...rest] = command
  const child = spawn(file, rest, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...baseEnvironment(), ...options.env },
  })
  running.add(child)
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      running.delete(child)
      resolve()
    })
  })
  return {
    pid: child.pid ?? 0,
    process: child,
    async stop() {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS)
      await gone
      clearTimeout(timer)
    },
  }
}

/** The bot's variables are the benchmark's to set: never somebody's ledger, never his proxy. */
function baseEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env
  return { PATH, HOME, TMPDIR, NO_PROXY: '127.0.0.1', NODE_ENV: 'production' }
}

/** The next message of a child; rejects when it ends before. */
export function nextMessage<T>({ process: child }: BenchChild): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void =>
      reject(new Error(`a process of the benchmark ended with ${code} before it answered`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message as T)
    })
  })
}

/** The port in the line with which the bot says that it listens. */
export function listeningPort({ process: child }: BenchChild): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text = (text + part).slice(-10_000)
      const port = /"port":(\d+)[^\n]*"listening"/.exec(text)?.[1]
      if (port) resolve(Number(port))
    })
    child.once('exit', (code) => reject(new Error(`the bot ended with ${code} before it listened: ${text}`)))
  })
}

/** Last resort when the benchmark itself ends early. */
export function killChildren(): void {
  for (const child of running) child.kill('SIGKILL')
}
