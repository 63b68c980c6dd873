import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf } from './process-identity.js'
import { ServiceError } from './service-error.js'
import { readSmallFile } from './small-file.js'

export const LOCK_FILE = 'lock.json'

/**
 * Makes this process the only one that runs engines on `dataDir`; returns the release. Throws `ServiceError` when
 * another living process has it. A lock whose process is gone (kill -9, power cut) is taken over.
 */
export function lockDataDir(dataDir: string): () => void {
  const path = join(dataDir, LOCK_FILE)
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`
  const mine = JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) })
  writeFileSync(draft, mine, { mode: 0o600 })
  try {
    // link(2) is atomic and refuses an existing name; the content is whole from the first moment.
    while (!tryLink(draft, path)) removeIfAbandoned(path, dataDir)
  } finally {
    rmSync(draft, { force: true })
  }
  return () => {
    if (readText(path) === mine) rmSync(path, { force: true })
  }
}

function removeIfAbandoned(path: string, dataDir: string): void {
  const content = readText(path)
  if (content === undefined) return // released in between
  const owner = readSmallFile(path)
  const pid = typeof owner?.pid === 'number' ? owner.pid : 0
  if (pid > 0 && owner?.identity !== undefined && identityOf(pid) === owner.identity) {
    throw new ServiceError(
      `the data folder ${dataDir} is in use by process ${pid}: stop that one, or set DATA_DIR to another folder`,
    )
  }
  const aside = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    renameSync(path, aside)
  } catch {
    return // somebody else was quicker
  }
  // Between reading and renaming another process may have taken the abandoned lock over: then it goes back.
  if (readText(aside) !== content) tryLink(aside, path)
  rmSync(aside, { force: true })
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
