import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type FileStore, sha256Of } from '../core/files.js'

/** A key is a hash: nothing in it can lead out of the folder. */
const KEY = /^[0-9a-f]{64}$/

/**
 * Files in a folder, by the hash of what is in them. A file is written beside its place, flushed to the disk and only then
 * moved there, so that a crash leaves the old state or the new one. Several processes may share the folder.
 */
export function createDiskFileStore(folder: string): FileStore {
  const pathOf = (storageKey: string): string => join(folder, storageKey.slice(0, 2), storageKey)
  return {
    async put(bytes) {
      const sha256 = sha256Of(bytes)
      const path = pathOf(sha256)
      if (!(await isThere(path, bytes.length))) await write(path, bytes)
      return { storageKey: sha256, sha256 }
    },
    async get(storageKey) {
      if (!KEY.test(storageKey)) return undefined
      return readFile(pathOf(storageKey)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
    },
  }
}

async function isThere(path: string, size: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.size === size
}

async function write(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const part = `${path}.${randomBytes(6).toString('hex')}.part`
  const file = await open(part, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(part, path)
}
