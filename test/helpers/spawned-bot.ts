import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { FeishuSimulator } from '../../src/simulator/feishu/index.js'
import { environmentFor } from './bot.js'
import { waitFor } from './wait-for.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** Compiling on the way (tsx) on a busy machine with two cores. */
const START_WITHIN_MS = 90_000

/** A bot in a process of its own, to be killed. `pid` is the process that runs our code: no shell or npm in between. */
export interface SpawnedBot {
  readonly pid: number
  readonly url: string
  /** Everything it wrote to stdout and stderr, line by line. */
  readonly lines: readonly string[]
  isRunning(): boolean
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>
}

export interface SpawnOptions {
  readonly role: 'all' | 'web' | 'worker'
  readonly simulator: FeishuSimulator
  /** Such as MONGODB_URI, REDIS_URL, DATA_DIR. */
  readonly environment: Record<string, string>
  /** Also wait until `/readyz` is 200: a web process without a worker never is. */
  readonly untilReady?: boolean
}

const running = new Set<ChildProcess>()
// A test that fails half-way must not leave processes behind.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Starts `src/main.ts` and waits until it listens. Throws with its last lines when it does not. */
export async function spawnBot({
  role,
  simulator,
  environment,
  untilReady = false,
}: SpawnOptions): Promise<SpawnedBot> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      XDG_CACHE_HOME: process.env.XDG_CACHE_HOME,
      NO_PROXY: '127.0.0.1,localhost',
      ...environmentFor(simulator),
      LOG_LEVEL: 'debug',
      ROLE: role,
      // The platform's limits are tested elsewhere; here they would only make the tests slow.
      SEND_LIMIT_PER_MINUTE: '100000',
      SEND_LIMIT_PER_SECOND: '1000',
      SEND_LIMIT_PER_CHAT_PER_SECOND: '1000',
      ...environment,
    },
  })
  running.add(child)
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) collectLines(stream, lines)
  let exitCode: number | null | undefined
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      running.delete(child)
      exitCode = code
      resolve(code)
    })
  })
  const port = await waitFor(
    () => {
      if (exitCode !== undefined) throw new Error(`${role} ended at its start:\n${lines.slice(-20).join('\n')}`)
      return portIn(lines)
    },
    `${role} listens`,
    START_WITHIN_MS,
  )
  const url = `http://127.0.0.1:${port}`
  if (untilReady) await waitFor(async () => (await fetch(`${url}/readyz`)).ok, `${role} is ready`, START_WITHIN_MS)
  return {
    pid: child.pid as number,
    url,
    lines,
    isRunning: () => exitCode === undefined,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    stop() {
      child.kill('SIGTERM')
      return exited
    },
  }
}

function collectLines(stream: NodeJS.ReadableStream | null, lines: string[]): void {
  let rest = ''
  stream?.setEncoding('utf8')
  stream?.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
  })
}

function portIn(lines: readonly string[]): number | undefined {
  const line = lines.find((one) => one.includes('"msg":"listening"'))
  return line === undefined ? undefined : (JSON.parse(line) as { port: number }).port
}
