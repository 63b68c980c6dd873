import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { emptyFolder } from '../services/folders.js'

const SCRIPT = fileURLToPath(new URL('../../src/cli/run-tests.mjs', import.meta.url))
const PASSES = "test('passes', () => expect(1).toBe(1))"
const FAILS = "test('fails', () => expect(1).toBe(2))"

function run(files: Record<string, string>): { code: number | null; last: string | undefined } {
  const root = emptyFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text)
  const env = { ...process.env, MONGODB_URI: 'mongodb://office/ledger', NODE_ENV: 'production' }
  const ran = spawnSync(process.execPath, [SCRIPT, '--root', root, '--globals'], { env, encoding: 'utf8' })
  return { code: ran.status, last: ran.stdout.trimEnd().split('\n').at(-1) }
}

test('the last line counts what passed and what failed', () => {
  expect(run({ 'a.test.mjs': `${PASSES}\n${PASSES}` })).toEqual({ code: 0, last: '2 passed, 0 failed' })
  expect(run({ 'a.test.mjs': PASSES, 'b.test.mjs': FAILS })).toEqual({ code: 1, last: '1 passed, 1 failed' })
})

test('a file that cannot be loaded, an error nobody caught and a run without tests are failures', () => {
  const unloadable = { 'a.test.mjs': PASSES, 'b.test.mjs': "import './missing.mjs'" }
  expect(run(unloadable)).toEqual({ code: 1, last: '1 passed, 1 failed' })
  const uncaught = { 'a.test.mjs': `${PASSES}\nvoid Promise.reject(new Error('nobody'))` }
  expect(run(uncaught)).toEqual({ code: 1, last: '1 passed, 1 failed' })
  expect(run({})).toEqual({ code: 1, last: '0 passed, 1 failed' })
})

test('the addresses of a real office never reach a test', () => {
  const text = "test('env', () => expect([process.env.MONGODB_URI, process.env.NODE_ENV]).toEqual([undefined, 'test']))"
  expect(run({ 'a.test.mjs': text })).toEqual({ code: 0, last: '1 passed, 0 failed' })
})
