import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cacheFolder, listCached, storeInCache } from '../../src/services/cache-folder.js'
import { isAtLeast, parseEngineVersion } from '../../src/services/engine-version.js'
import { findMongod } from '../../src/services/find-mongod.js'
import { emptyFolder } from './folders.js'

test('a cached program is found newest first, and one that was changed is thrown away', async () => {
  const cacheDir = join(emptyFolder(), 'cache')
  const source = join(emptyFolder(), 'program')
  writeFileSync(source, '#!/bin/sh\n')
  const old = await storeInCache(cacheDir, 'mongod', '6.0.5', source)
  const recent = await storeInCache(cacheDir, 'mongod', '10.0.1', source)
  expect(await storeInCache(cacheDir, 'mongod', '6.0.5', source)).toBe(old)
  expect(await listCached(cacheDir, 'mongod')).toEqual([recent, old])

  appendFileSync(recent, 'x')
  expect(await listCached(cacheDir, 'mongod')).toEqual([old])
  expect(existsSync(recent)).toBe(false)
})

test('two that fetch at once both end up with a whole program', async () => {
  const cacheDir = join(emptyFolder(), 'cache')
  const source = join(emptyFolder(), 'program')
  writeFileSync(source, 'x'.repeat(5_000_000))
  const paths = await Promise.all([1, 2, 3].map(() => storeInCache(cacheDir, 'mongod', '6.0.5', source)))
  expect(new Set(paths).size).toBe(1)
  expect(await listCached(cacheDir, 'mongod')).toEqual([paths[0]])
})

test('a series that nobody offers is asked for by name, at once', async () => {
  const searched = findMongod({ cacheDir: join(emptyFolder(), 'cache'), series: '5.0', onProgress: () => undefined })
  await expect(searched).rejects.toThrow(
    /^no usable MongoDB \(.*\): set MONGODB_URI to a replica set, or put a mongod 5\.0/,
  )
})

test('a cache folder that cannot be written is said as such', async () => {
  const file = join(emptyFolder(), 'file')
  writeFileSync(file, '')
  const searched = findMongod({ cacheDir: join(file, 'cache'), onProgress: () => undefined })
  await expect(searched).rejects.toThrow(/the cache folder .* can't be written .*: set XDG_CACHE_HOME/)
})

test('the cache folder follows XDG_CACHE_HOME, unless that is relative', () => {
  const before = process.env.XDG_CACHE_HOME
  try {
    process.env.XDG_CACHE_HOME = '/var/cache/someone'
    expect(cacheFolder()).toBe('/var/cache/someone/branch-ledger-bot')
    process.env.XDG_CACHE_HOME = 'relative'
    expect(cacheFolder()).toMatch(/\/\.cache\/branch-ledger-bot$/)
  } finally {
    if (before === undefined) delete process.env.XDG_CACHE_HOME
    else process.env.XDG_CACHE_HOME = before
  }
})

test.each([
  ['db version v6.0.5\nBuild Info: {}', '6.0.5', '6.0'],
  ['Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64', '7.0.15', '7.0'],
])('reads the version out of %s', (text, full, series) => {
  expect(parseEngineVersion(text)).toEqual({ full, series })
})

test('versions are compared as numbers', () => {
  expect(isAtLeast('10.0', '9.2')).toBe(true)
  expect(isAtLeast('6.0.5', '6.0')).toBe(true)
  expect(isAtLeast('5.9', '6.0')).toBe(false)
})
