import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** A key that encrypts keys or payloads: `FIELD_KEYS` is a list of these, the first one encrypts, all decrypt. */
export interface FieldKey {
  readonly id: string
  readonly bytes: Buffer
}

const IV_BYTES = 12 // NIST SP 800-38D §8.2: 96-bit IVs are what GCM is made for
const TAG_BYTES = 16

/**
 * Encrypts with AES-256-GCM. Shape: `iv | tag | ciphertext`. `context` is authenticated, not stored: moving the
 * result to another record or field makes `open` throw.
 */
export function sealWith(key: Buffer, plain: Buffer, context: string): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(Buffer.from(context, 'utf8'))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

/** Inverse of `sealWith`. Throws when the key, the context or a single bit differs. */
export function openWith(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES))
  decipher.setAAD(Buffer.from(context, 'utf8'))
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
}

/** What is kept of a sealed value: which key sealed it, and the sealed bytes. */
export interface Sealed {
  readonly keyId: string
  readonly bytes: Buffer
}

/** Seals and opens with the field keys. One purpose (`inbox`, `outbox`, `talk` …) per vault, each with its own subkey. */
export interface Vault {
  readonly currentKeyId: string
  seal(plain: string | Buffer, context: string): Sealed
  /** Throws when the key is no longer configured, or key, context or bytes don't match. */
  open(sealed: Sealed, context: string): Buffer
}

/** A vault over `keys` (first encrypts, all decrypt); `purpose` separates subkeys by HKDF-SHA256 (RFC 5869). */
export function createVault(keys: readonly FieldKey[], purpose: string): Vault {
  const subkeys = new Map(
    keys.map((key) => [key.id, Buffer.from(hkdfSync('sha256', key.bytes, Buffer.alloc(0), purpose, 32))]),
  )
  const current = keys[0]
  if (!current) throw new Error('FIELD_KEYS is empty')
  const keyOf = (id: string): Buffer => {
    const key = subkeys.get(id)
    if (!key) throw new Error(`field key ${id} is not configured: keep old keys in FIELD_KEYS until nothing uses them`)
    return key
  }
  return {
    currentKeyId: current.id,
    seal: (plain, context) => ({
      keyId: current.id,
      bytes: sealWith(keyOf(current.id), Buffer.isBuffer(plain) ? plain : Buffer.from(plain, 'utf8'), context),
    }),
    open: (sealed, context) => openWith(keyOf(sealed.keyId), sealed.bytes, context),
  }
}

/** A name for a key that tells nothing of it: to notice that two processes have different keys under one id. */
export const fingerprintOf = (key: FieldKey): string =>
  Buffer.from(hkdfSync('sha256', key.bytes, Buffer.alloc(0), 'fingerprint', 16)).toString('hex')
