import { createCipheriv, createHash, randomBytes } from 'node:crypto'

export interface SignedPush {
  /** Header names are lower-case, as node:http gives them. */
  readonly headers: Record<string, string>
  readonly body: Buffer
}

/**
 * Signs a body the way Feishu does when it pushes an event; `event` is an object, or a string that is sent as it is.
 * `plain` leaves the encryption out. `at` is the signed moment in epoch ms.
 */
export function signedPush(
  event: unknown,
  options: { readonly encryptKey: string; readonly at: number; readonly plain?: boolean },
): SignedPush {
  const text = typeof event === 'string' ? event : JSON.stringify(event)
  const body = options.plain ? Buffer.from(text) : encryptedBody(text, options.encryptKey)
  return { headers: signatureHeaders(body, options), body }
}

/** The unsigned body of an address check, or of an attack. */
export function encryptedBody(text: string, encryptKey: string): Buffer {
  return Buffer.from(JSON.stringify({ encrypt: encryptText(text, encryptKey) }))
}

export function encryptText(text: string, encryptKey: string): string {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

export function signatureHeaders(
  body: Buffer,
  { encryptKey, at }: { readonly encryptKey: string; readonly at: number },
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000))
  const nonce = String(randomBytes(4).readUInt32BE())
  return {
    'content-type': 'application/json;charset=utf-8',
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': nonce,
    'x-lark-signature': createHash('sha256').update(`${timestamp}${nonce}${encryptKey}`).update(body).digest('hex'),
  }
}
