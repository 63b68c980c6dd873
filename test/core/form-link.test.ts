import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFormLinks, type FormLink } from '../../src/core/form-link.js'

const NOW = 1_773_799_200_000
const LINK: FormLink = {
  platform: 'dingtalk',
  appId: 'dingabcdefghijklmnop',
  userId: 'manager7240',
  draftId: '69ba000000000000000000d1',
  expiresAt: NOW + 1000,
}
const links = createFormLinks('a-secret-of-the-tests', 'https://ledger.example.org/branch/')
const tokenOf = (link: FormLink): string => links.url(link).split('/f/')[1] ?? ''
const token = tokenOf(LINK)

describe('a form link', () => {
  it('stands below the public address and comes back as it was', () => {
    expect(links.url(LINK)).toBe(`https://ledger.example.org/branch/f/${token}`)
    expect(links.origin).toBe('https://ledger.example.org')
    expect(links.read(token, NOW)).toEqual(LINK)
  })

  it('needs no escaping in an address', () => {
    expect(encodeURIComponent(token)).toBe(token)
  })

  it('ends at its moment', () => {
    expect(links.read(token, LINK.expiresAt - 1)).toEqual(LINK)
    expect(links.read(token, LINK.expiresAt)).toBe('expired')
  })

  it('holds any account a platform may have', () => {
    const text = fc.string({ minLength: 1, maxLength: 64, unit: 'grapheme' }).filter((one) => one.length <= 100)
    fc.assert(
      fc.property(text, text, (appId, userId) => {
        const link = { ...LINK, appId, userId }
        const written = tokenOf(link)
        expect(links.read(written, NOW)).toEqual(written.length <= 1024 ? link : undefined)
      }),
    )
  })

  it('with any byte changed, left out or put in is refused', () => {
    const position = fc.nat(token.length - 1)
    const characters = fc.string({ maxLength: 3, unit: 'binary' })
    fc.assert(
      fc.property(position, fc.nat(2), characters, (at, removed, put) => {
        const changed = token.slice(0, at) + put + token.slice(at + removed)
        fc.pre(changed !== token)
        expect(links.read(changed, NOW)).toBeUndefined()
      }),
      { numRuns: 2000 },
    )
  })

  it('with its last character changed is refused, though base64url may mean the same bytes by it', () => {
    for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=') {
      const changed = token.slice(0, -1) + last
      if (changed !== token) expect(links.read(changed, NOW)).toBeUndefined()
    }
  })

  it('of another secret is refused, and nothing else is one', () => {
    expect(createFormLinks('another-secret-of-tests', 'https://a.example').read(token, NOW)).toBeUndefined()
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (text) => {
        expect(links.read(text, NOW)).toBeUndefined()
      }),
    )
    expect(links.read(`${token}${'A'.repeat(5000)}`, NOW)).toBeUndefined()
    expect(links.read(`${token}.`, NOW)).toBeUndefined()
  })
})
