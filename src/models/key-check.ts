import { readSetting, writeSetting } from './setting.js'

/**
 * Remembers a fingerprint of each field key by its id. Returns the ids that this database knows with another key: two
 * processes that seal with different keys under one id would make each other's rows unreadable for good.
 */
export async function foreignKeys(fingerprints: ReadonlyMap<string, string>): Promise<string[]> {
  const foreign: string[] = []
  for (const [id, fingerprint] of fingerprints) {
    const name = `field-key-${id}`
    const known = await readSetting(name)
    if (known === undefined) await writeSetting(name, fingerprint)
    else if (known !== fingerprint) foreign.push(id)
  }
  return foreign
}
