import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { reasonOf, ServiceError } from './service-error.js'

/**
 * Where fetched engines are kept: not in DATA_DIR, because a fresh data folder would fetch 42 MB again
 * (facts/engines.md). XDG Base Directory: a relative XDG_CACHE_HOME is to be ignored.
 */
export function cacheFolder(): string {
  const given = process.env.XDG_CACHE_HOME
  return join(given && isAbsolute(given) ? given : join(homedir(), '.cache'), 'branch-ledger-bot')
}

/** SHA-256 of a file, in hex. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), hash)
  return hash.digest('hex')
}

/**
 * Paths of cached copies of `name`, newest version first. One whose digest differs from what was written when it came
 * is removed and not listed: half a file, or somebody else's hand.
 */
export async function listCached(cacheDir: string, name: string): Promise<string[]> {
  const prefix = `${name}-`
  const suffix = `-${process.arch}`
  const slots = (await readdir(cacheDir).catch(() => [])).filter(
    (slot) => slot.startsWith(prefix) && slot.endsWith(suffix),
  )
  slots.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
  const intact: string[] = []
  for (const slot of slots) {
    const file = join(cacheDir, slot, name)
    const [wanted, found] = await Promise.all([
      readFile(`${file}.sha256`, 'utf8').catch(() => ''),
      digestOf(file).catch(() => 'missing'),
    ])
    if (wanted.trim() === found) intact.push(file)
    else await rm(join(cacheDir, slot), { recursive: true, force: true })
  }
  return intact
}

/** Keeps `source` as the cached copy of `name` in that version and returns its path. */
export async function storeInCache(cacheDir: string, name: string, version: string, source: string): Promise<string> {
  const slot = join(cacheDir, `${name}-${version}-${process.arch}`)
  return inScratchFolder(cacheDir, async (scratch) => {
    const file = join(scratch, name)
    await copyFile(source, file)
    await chmod(file, 0o755)
    await writeFile(`${file}.sha256`, `${await digestOf(file)}\n`)
    // A rename is all or nothing: a second process that fetches at the same time either finds it or brings its own.
    await rename(scratch, slot).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
    return join(slot, name)
  })
}

/** Runs `work` with an empty folder inside the cache that is gone afterwards. Throws `ServiceError` if it can't be made. */
export async function inScratchFolder<T>(cacheDir: string, work: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = join(cacheDir, `.fetch-${process.pid}-${randomBytes(4).toString('hex')}`)
  try {
    await mkdir(scratch, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new ServiceError(
      `the cache folder ${cacheDir} can't be written (${reasonOf(error)}): set XDG_CACHE_HOME to a folder this user may write`,
    )
  }
  try {
    return await work(scratch)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
