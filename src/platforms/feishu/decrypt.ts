import { createDecipheriv, createHash } from 'node:crypto'

const BLOCK_BYTES = 16

/**
 * Makes the decryption of `{"encrypt": …}`: base64 of a 16-byte IV and AES-256-CBC (PKCS#7) under SHA-256 of the Encrypt
 * Key. Undefined when it does not decrypt, without saying why: CBC with a telling error is a padding oracle.
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export function createDecryptor(encryptKey: string): (ciphertext: unknown) => string | undefined {
  const key = createHash('sha256').update(encryptKey).digest()
  return (ciphertext) => {
    if (typeof ciphertext !== 'string') return undefined
    const bytes = Buffer.from(ciphertext, 'base64')
    if (bytes.length < 2 * BLOCK_BYTES || bytes.length % BLOCK_BYTES !== 0) return undefined
    try {
      const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, BLOCK_BYTES))
      const head = decipher.update(bytes.subarray(BLOCK_BYTES))
      const tail = decipher.final()
      return (tail.length === 0 ? head : Buffer.concat([head, tail])).toString('utf8')
    } catch {
      return undefined
    }
  }
}
