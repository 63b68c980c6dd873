import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, ConfigError, readFieldKeys } from './config.js'
import type { FieldKey } from './core/seal.js'

export interface Secrets {
  readonly fieldKeys: readonly FieldKey[]
  readonly linkSecret: string
}

/**
 * The keys that seal, and the secret that signs links. In production they come from the environment; elsewhere they
 * are made once and kept under DATA_DIR, readable by the owner only.
 */
export function loadSecrets(config: Config): Secrets {
  const { fieldKeys, linkSecret } = config
  if (fieldKeys && linkSecret) return { fieldKeys, linkSecret }
  const file = join(config.dataDir, 'secrets.json')
  const kept = existsSync(file) ? readKept(file) : makeKept(file)
  return { fieldKeys: fieldKeys ?? kept.fieldKeys, linkSecret: linkSecret ?? kept.linkSecret }
}

function makeKept(file: string): Secrets {
  const made = {
    FIELD_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    LINK_SECRET: randomBytes(32).toString('base64'),
  }
  mkdirSync(join(file, '..'), { recursive: true })
  // wx: two processes that start at once must not make two keys.
  try {
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readKept(file)
}

function readKept(file: string): Secrets {
  chmodSync(file, 0o600)
  const { FIELD_KEYS, LINK_SECRET } = parse(readFileSync(file, 'utf8'))
  const fieldKeys = readFieldKeys(FIELD_KEYS, [])
  if (!fieldKeys || !LINK_SECRET)
    throw new ConfigError([`${file} is damaged: restore it from a copy; sealed content can't be opened without it`])
  return { fieldKeys, linkSecret: LINK_SECRET }
}

/** A parse error would quote the text it stumbled over. */
function parse(text: string): Record<string, string | undefined> {
  try {
    return JSON.parse(text) as Record<string, string | undefined>
  } catch {
    return {}
  }
}
