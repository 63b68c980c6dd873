import { execFile } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { emptyFolder } from '../services/folders.js'

const SCRIPT = fileURLToPath(new URL('../../src/cli/self-install.mjs', import.meta.url))

/** Stands in for npm, which would need a network: counts its calls and writes what npm writes last. */
const NPM = `
const { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs')
appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n')
console.log('chatter of npm')
if (existsSync('no-network')) process.exit(1)
mkdirSync('node_modules/tool', { recursive: true })
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
delete lock.packages['node_modules/tool-for-another-system']
writeFileSync('node_modules/.package-lock.json', JSON.stringify(lock))`
/** Stands in for the compiler. */
const TSC = `
const { appendFileSync, mkdirSync, writeFileSync, existsSync } = require('node:fs')
appendFileSync('tsc-calls', process.argv.slice(2).join(' ') + '\\n')
mkdirSync('dist/src', { recursive: true })
writeFileSync('dist/src/main.js', '')
process.exit(existsSync('type-error') ? 2 : 0)`

function clone(): string {
  const root = emptyFolder()
  put(root, 'src/main.ts', '')
  put(root, 'npm.js', NPM)
  put(root, 'package-lock.json', lockFile('1.0.0'))
  cpSync(SCRIPT, join(root, 'src/cli/self-install.mjs'), { recursive: true })
  return root
}

function put(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

const lockFile = (version: string): string =>
  JSON.stringify({
    packages: {
      '': { name: 'clone' },
      'node_modules/tool': { version, dev: true },
      'node_modules/tool-for-another-system': { version, optional: true },
    },
  })

const callsOf = (root: string, tool: 'npm' | 'tsc'): string[] =>
  existsSync(join(root, `${tool}-calls`))
    ? readFileSync(join(root, `${tool}-calls`), 'utf8')
        .trim()
        .split('\n')
    : []

interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function install(root: string, ...flags: string[]): Promise<Outcome> {
  const env = { ...process.env, NODE_ENV: 'production', npm_execpath: join(root, 'npm.js') }
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(root, 'src/cli/self-install.mjs'), ...flags],
      { env, cwd: '/' },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}

const QUIET: Outcome = { code: 0, stdout: '', stderr: '' }

test('installs what the lock file names, development packages included, and then nothing more', async () => {
  const root = clone()
  const first = await install(root)
  expect(first).toMatchObject({ code: 0, stdout: '' })
  expect(callsOf(root, 'npm')).toEqual(['ci --include=dev --no-audit --no-fund'])

  expect(await install(root)).toEqual(QUIET)
  const later = new Date('2100-01-01')
  utimesSync(join(root, 'package-lock.json'), later, later)
  expect(await install(root)).toEqual(QUIET)
  expect(callsOf(root, 'npm')).toHaveLength(1)
})

test.each([
  ['another version in the lock file', (root: string) => put(root, 'package-lock.json', lockFile('1.0.1'))],
  [
    'an install without development packages',
    (root: string) => put(root, 'node_modules/.package-lock.json', JSON.stringify({ packages: {} })),
  ],
  ['an install that was broken off', (root: string) => put(root, 'node_modules/.package-lock.json', '{')],
])('installs again after %s', async (_, change) => {
  const root = clone()
  await install(root)
  change(root)
  expect((await install(root)).code).toBe(0)
  expect(callsOf(root, 'npm')).toHaveLength(2)
  expect(await install(root)).toEqual(QUIET)
})

test('several at once install once', async () => {
  const root = clone()
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => install(root)))
  expect(outcomes.map(({ code, stdout }) => ({ code, stdout }))).toEqual(Array(4).fill({ code: 0, stdout: '' }))
  expect(callsOf(root, 'npm')).toHaveLength(1)
})

test('without a network it says what to do, and the next run tries again', async () => {
  const root = clone()
  put(root, 'no-network', '')
  const failed = await install(root)
  expect(failed).toMatchObject({ code: 1, stdout: '' })
  expect(failed.stderr.trimEnd().split('\n').at(-1)).toMatch(/^npm ci failed, see above\. Check the network/)
  await install(root)
  expect(callsOf(root, 'npm')).toHaveLength(2)
})

test('builds when a source is newer than what was built, and not on a failed build', async () => {
  const root = clone()
  put(root, 'tsc.js', TSC)
  await install(root)
  mkdirSync(join(root, 'node_modules/typescript/bin'), { recursive: true })
  cpSync(join(root, 'tsc.js'), join(root, 'node_modules/typescript/bin/tsc'))
  const past = new Date('2020-01-01')
  for (const file of ['src', 'src/cli', 'src/main.ts', 'src/cli/self-install.mjs'])
    utimesSync(join(root, file), past, past)

  expect((await install(root, '--build')).code).toBe(0)
  expect(await install(root, '--build')).toEqual(QUIET)
  expect(callsOf(root, 'tsc')).toEqual(['-p tsconfig.build.json'])

  put(root, 'type-error', '')
  appendFileSync(join(root, 'src/main.ts'), 'broken')
  utimesSync(join(root, 'src/main.ts'), new Date('2100-01-01'), new Date('2100-01-01'))
  expect((await install(root, '--build')).code).toBe(1)
  expect(existsSync(join(root, 'dist/src/main.js'))).toBe(false)
  expect((await install(root, '--build')).code).toBe(1)
})
