import { createCipheriv, createHash, randomBytes } from 'node:crypto'

/**
 * The `encrypt` field of an event: base64(IV + AES-256-CBC(text)), key = SHA-256(Encrypt Key).
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export function encryptEvent(encryptKey: string, plaintext: string, iv: Buffer = randomBytes(16)): string {
  const key = createHash('sha256').update(encryptKey).digest()
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  return Buffer.concat([iv, cipher.update(plaintext, 'utf8'), cipher.final()]).toString('base64')
}

/** Signature of one push: sha256hex(timestamp + nonce + Encrypt Key + raw body), same page as `encryptEvent`. */
export function signPush(timestamp: string, nonce: string, encryptKey: string, rawBody: string): string {
  return createHash('sha256')
    .update(timestamp + nonce + encryptKey + rawBody)
    .digest('hex')
}
