import { describe, expect, it } from 'vitest'
import { differences, linesOf, say, textsOf, understood, writes } from './helpers.js'

describe('the development lines', () => {
  for (const [index, line] of linesOf('dev-lines.jsonl').entries()) {
    it(`${index + 1}: ${line.text.slice(0, 40)}`, () => {
      expect(differences(line.expect, understood(line))).toEqual([])
    })
  }
})

describe('our own corpus', () => {
  for (const line of linesOf('corpus.jsonl')) {
    it(line.text.slice(0, 60).replaceAll('\n', ' '), () => {
      const meaning = understood(line)
      const off = differences(line.expect, meaning)
      // What is not exact may only be asked about: never another record.
      if (off.length > 0) expect(writes(meaning) && !onlyText(off)).toBe(false)
      else expect(off).toEqual([])
    })
  }

  it('is exact for nearly all of it', () => {
    const lines = linesOf('corpus.jsonl')
    const exact = lines.filter((line) => differences(line.expect, understood(line)).length === 0)
    expect(exact.length / lines.length).toBeGreaterThan(0.93)
  })
})

const onlyText = (fields: readonly string[]): boolean =>
  fields.every((field) => ['topic', 'place', 'reason', 'form'].includes(field))

describe('sentences that must not become a record', () => {
  for (const text of textsOf('never-a-record.txt')) {
    it(text, () => {
      expect(writes(say(text))).toBe(false)
      expect(writes(say(text, { sender_role: 'secretary' }))).toBe(false)
      expect(writes(say(`@台账助手 ${text}`, { chat: 'group', sender_role: 'member' }))).toBe(false)
      expect(say(text, { chat: 'group' })).toEqual({ type: 'ignore' })
    })
  }
})
