import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyJson, parseBounded } from '../../src/core/json.js'

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

describe('parseBounded', () => {
  it('is JSON.parse for everything of a normal depth', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }), (text) => {
        expect(parseBounded(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  it('is not misled by brackets, quotes and backslashes inside strings', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('"', '\\', '[', '{', ':', 'a', '中') })), (strings) => {
        expect(parseBounded(JSON.stringify(strings))).toEqual(strings)
      }),
    )
  })

  it('takes 32 levels and no more', () => {
    expect(parseBounded(nested(32))).toBeDefined()
    expect(parseBounded(nested(33))).toBeUndefined()
  })

  it.each(['', '{', '"', '"\\"', '{"a":1}x', 'undefined'])('takes %j for no JSON', (text) => {
    expect(parseBounded(text)).toBeUndefined()
  })

  it('takes time in proportion to a string full of backslashes and quotes', () => {
    const start = performance.now()
    parseBounded(JSON.stringify('\\"'.repeat(250_000)))
    parseBounded(`"${'\\'.repeat(1_000_000)}`)
    expect(performance.now() - start).toBeLessThan(200)
  })
})

describe('copyJson', () => {
  it('copies what is harmless and drops the names that reach prototypes, at every level', () => {
    const text = '{"a":[{"__proto__":{"x":1},"b":1}],"constructor":2,"c":{"prototype":3,"d":null}}'
    expect(copyJson(JSON.parse(text))).toEqual({ a: [{ b: 1 }], c: { d: null } })
  })
})
