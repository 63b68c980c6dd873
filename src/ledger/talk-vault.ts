import { randomBytes } from 'node:crypto'
import { openWith, type Sealed, sealWith, type Vault } from '../core/seal.js'
import type { TalkContent } from '../core/views.js'
import { bytesOf, sealedOf } from '../models/fields.js'
import type { TalkField } from '../models/talk-content.js'

const DATA_KEY_BYTES = 32

let configured: Vault | undefined

/** Sets the vault that wraps talk keys: `createVault(keys, 'talk')`, once at start. */
export function configureTalkVault(vault: Vault): void {
  configured = vault
}

/** The vault of `configureTalkVault`; throws before it was called. */
export function talkVault(): Vault {
  if (!configured) throw new Error('configureTalkVault() was not called')
  return configured
}

/** What binds sealed bytes to their place: moved to another branch, talk or field they don't open. */
export interface TalkPlace {
  readonly branchId: string
  readonly entryId: string
}
const keyContext = ({ branchId, entryId }: TalkPlace): string => `talk-key|${branchId}|${entryId}`
const fieldContext = ({ branchId, entryId }: TalkPlace, field: string): string => `talk|${branchId}|${entryId}|${field}`

export interface SealedTalk {
  readonly wrappedKey: Sealed
  readonly fields: Partial<Record<TalkField, Buffer>>
}

/** Seals a talk's words with a data key of its own, wrapped by the current field key. */
export function sealTalk(content: TalkContent, place: TalkPlace): SealedTalk {
  const dataKey = randomBytes(DATA_KEY_BYTES)
  return { wrappedKey: talkVault().seal(dataKey, keyContext(place)), fields: sealFields(dataKey, content, place) }
}

/** Seals further words with the data key that a talk has already; what is sealed there is not opened. */
export function sealMore(wrappedKey: Sealed, content: TalkContent, place: TalkPlace): SealedTalk['fields'] {
  return sealFields(talkVault().open(sealedOf(wrappedKey), keyContext(place)), content, place)
}

const sealFields = (dataKey: Buffer, content: TalkContent, place: TalkPlace): SealedTalk['fields'] =>
  Object.fromEntries(
    Object.entries(content)
      .filter(([, text]) => text !== undefined)
      .map(([field, text]) => [field, sealWith(dataKey, Buffer.from(text, 'utf8'), fieldContext(place, field))]),
  )

/** Inverse of `sealTalk`. Throws when a key is missing or anything was moved or changed. */
export function openTalk(sealed: SealedTalk, place: TalkPlace): TalkContent {
  const dataKey = talkVault().open(sealedOf(sealed.wrappedKey), keyContext(place))
  return Object.fromEntries(
    Object.entries(sealed.fields).map(([field, bytes]) => [
      field,
      openWith(dataKey, bytesOf(bytes), fieldContext(place, field)).toString('utf8'),
    ]),
  )
}

/** The same data key, wrapped by the current field key. */
export function rewrapKey(wrappedKey: Sealed, place: TalkPlace): Sealed {
  return talkVault().seal(talkVault().open(sealedOf(wrappedKey), keyContext(place)), keyContext(place))
}
