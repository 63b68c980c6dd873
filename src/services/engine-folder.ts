import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineVersion } from './engine-version.js'
import { readSmallFile, writeSmallFile } from './small-file.js'

/** Files of one engine under DATA_DIR: its data, and beside it what we must remember of it. */
export interface EngineFolder {
  readonly data: string
  readonly pidFile: string
  readonly logFile: string
  /** Series that wrote the data, `6.0`; undefined while there is none. */
  readonly series: string | undefined
  /** Port of the last run: kept, because a replica set's configuration names it (facts/engines.md). */
  readonly port: number | undefined
  remember(version: EngineVersion, port: number): void
}

/**
 * Opens (and makes) the folder of engine `name`. `writtenWhen` is a file or folder inside the data that the engine
 * itself makes: as long as none is there nothing was written, and any series may start.
 */
export function openEngineFolder(dataDir: string, name: string, writtenWhen: readonly string[]): EngineFolder {
  const data = join(dataDir, name)
  mkdirSync(data, { recursive: true, mode: 0o700 })
  mkdirSync(join(dataDir, 'logs'), { recursive: true, mode: 0o700 })
  const noteFile = join(dataDir, `${name}.json`)
  const note = readSmallFile(noteFile)
  const written = writtenWhen.some((file) => existsSync(join(data, file)))
  return {
    data,
    pidFile: join(dataDir, `${name}.pid.json`),
    logFile: join(dataDir, 'logs', `${name}.log`),
    series: written && typeof note?.series === 'string' ? note.series : undefined,
    port: typeof note?.port === 'number' ? note.port : undefined,
    remember: (version, port) => writeSmallFile(noteFile, { series: version.series, version: version.full, port }),
  }
}
