import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

const STARTS_WITHIN_MS = 90_000

let dataDir: string
let child: ChildProcess | undefined
let blocker: Server | undefined

/** Starts `npm run demo` as a terminal does, in a process group of its own, and waits for the address. */
async function startDemo(port: number, args: readonly string[] = []): Promise<string> {
  child = spawn('npm', ['run', 'demo', ...args], {
    detached: true,
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no address; printed:\n${printed}`)), STARTS_WITHIN_MS)
    const read = (chunk: Buffer): void => {
      printed += chunk
      const address = /^.*(http:\/\/127\.0\.0\.1:\d+\/\S*).*$/m.exec(printed)?.[1]
      if (!address) return
      clearTimeout(timer)
      resolve(address)
    }
    child?.stdout?.on('data', read)
    child?.stderr?.on('data', read)
    child?.once('exit', (code) => reject(new Error(`the demo ended with ${code}; printed:\n${printed}`)))
  })
}

const ended = (process: ChildProcess): Promise<void> =>
  new Promise((resolve) =>
    process.exitCode === null && process.signalCode === null ? process.once('exit', () => resolve()) : resolve(),
  )

/** Processes that still have our data folder on their command line: the engines. */
function enginesLeft(): string {
  try {
    return execFileSync('pgrep', ['-fa', dataDir], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

async function untilNoEngineIsLeft(): Promise<void> {
  await expect.poll(enginesLeft, { timeout: 20_000 }).toBe('')
}

afterEach(async () => {
  const isRunning = child?.exitCode === null && child.signalCode === null
  if (child?.pid && isRunning) process.kill(-child.pid, 'SIGKILL')
  blocker?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const freshFolder = (): void => {
  dataDir = mkdtempSync(join(tmpdir(), 'demo-test-'))
}

async function takenPort(): Promise<number> {
  blocker = createServer()
  await new Promise<void>((resolve) => blocker?.listen(0, '127.0.0.1', resolve))
  return (blocker.address() as AddressInfo).port
}

describe('npm run demo', () => {
  it('prints the page’s address, on another port when its own is taken, and Ctrl-C stops all of it', async () => {
    freshFolder()
    const busy = await takenPort()
    const address = await startDemo(busy)
    expect(new URL(address).port).not.toBe(String(busy))
    expect(await (await fetch(address)).text()).toContain('<title>')
    expect(enginesLeft()).toContain('mongo')
    const { pid } = child as ChildProcess
    process.kill(-(pid as number), 'SIGINT')
    await ended(child as ChildProcess)
    await untilNoEngineIsLeft()
  }, 180_000)

  it('stops as well when only npm is told to, and goes on with --keep', async () => {
    freshFolder()
    await startDemo(0)
    child?.kill('SIGTERM')
    await ended(child as ChildProcess)
    await untilNoEngineIsLeft()
    const again = await startDemo(0, ['--', '--keep'])
    expect((await fetch(again)).status).toBe(200)
    process.kill(-((child as ChildProcess).pid as number), 'SIGINT')
    await ended(child as ChildProcess)
    await untilNoEngineIsLeft()
  }, 240_000)
})
