import { describe, expect, it } from 'vitest'
import { createDecryptor } from '../../../src/platforms/feishu/decrypt.js'
import { createReceive } from '../../../src/platforms/feishu/receive.js'
import { createSecretCheck, createVerifier } from '../../../src/platforms/feishu/verify.js'
import { feishuFixture } from '../../helpers/feishu-fixture.js'

const vectors = feishuFixture('crypto_vectors')
const golden = feishuFixture('push_signed_encrypted_event')

const lowerCased = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

describe('vendor vectors', () => {
  it('decrypts the documented ciphertext', () => {
    const { encrypt_key, ciphertext_base64, plaintext } = vectors.doc_vector
    expect(createDecryptor(encrypt_key)(ciphertext_base64)).toBe(plaintext)
  })

  it.each(['empty_body', 'encrypted_challenge'])('accepts the signature vector %s', (name) => {
    const vector = vectors.derived_signature_vectors[name]
    const signedAt = Number(vector.timestamp) * 1000
    const request = {
      headers: {
        'x-lark-request-timestamp': vector.timestamp,
        'x-lark-request-nonce': vector.nonce,
        'x-lark-signature': vector.signature,
      },
      body: Buffer.from(vector.raw_body),
      receivedAt: signedAt,
    }
    expect(createVerifier(vector.encrypt_key)(request)).toBe(signedAt)
  })

  it('receives the golden push at its own time', () => {
    const receive = createReceive({
      appId: 'cli_a1b2c3d4e5f60718',
      encryptKey: golden.encrypt_key,
      verificationToken: golden.verification_token,
    })
    const request = { headers: lowerCased(golden.headers), body: Buffer.from(golden.raw_body) }
    const received = receive({ ...request, receivedAt: 1_700_000_000_000 })
    expect(received).toMatchObject({ type: 'inbound', inbound: { key: 'om_2a5780b0494f660d579cc88add22b260' } })
    expect(() => receive({ ...request, receivedAt: 1_700_000_000_000 + 9 * 3_600_000 })).toThrow('too old')
  })
})

describe('secrets', () => {
  it('refuses to work without a key or a token', () => {
    expect(() => createVerifier('')).toThrow('FEISHU_ENCRYPT_KEY')
    expect(() => createSecretCheck('')).toThrow('FEISHU_VERIFICATION_TOKEN')
  })

  it.each([undefined, null, 5, '', 'secre', 'secret2', 'sécret', ['secret']])('tells %j from the secret', (guess) => {
    expect(createSecretCheck('secret')(guess)).toBe(false)
  })

  it('knows the secret', () => {
    expect(createSecretCheck('秘密 token')('秘密 token')).toBe(true)
  })
})
