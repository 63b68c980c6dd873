import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CARDS } from '../../cards/index.js'
import { decodeAction } from '../../src/core/action.js'

const buttonsOf = (card: (typeof CARDS)[number]['samples'][number]) => [
  ...(card.buttons ?? []),
  ...card.blocks.flatMap((block) => (block.type === 'form' ? [block.form.submit] : [])),
]

describe('every card', () => {
  it('is in the list', () => {
    const files = readdirSync(new URL('../../cards/', import.meta.url)).filter((name) => name.endsWith('-card.ts'))
    expect(CARDS.map(({ name }) => `${name}.ts`).toSorted()).toEqual(files.toSorted())
  })

  it.each(CARDS)('$name carries only actions that can be decoded, each with a typed twin', ({ samples }) => {
    expect(samples.length).toBeGreaterThan(0)
    for (const card of samples) {
      expect(card.title).not.toBe('')
      for (const button of buttonsOf(card)) {
        expect(decodeAction(button.action)).toEqual(button.action)
        expect(button.twin).not.toBe('')
      }
    }
  })
})

describe('help', () => {
  it('does not promise that a command without @ is heard here', () => {
    const help = CARDS.find(({ name }) => name === 'help-card')
    expect(JSON.stringify(help?.samples[0])).toContain('在本群要@我才收得到')
  })
})
