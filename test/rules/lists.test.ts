import { describe, expect, it } from 'vitest'
import { SWEEPS } from '../../jobs/index.js'
import { namesIn, readText } from './sources.js'

/** Files of a folder that its index does not import: a handler nobody can reach, a card nobody tests. */
function unlisted(folder: string, notItems: readonly string[]): string[] {
  const index = readText(`${folder}/index.ts`)
  return namesIn(folder).filter(
    (name) => name !== 'index' && !notItems.includes(name) && !index.includes(`'./${name}.js'`),
  )
}

describe('lists', () => {
  it('every handler is in handlers/index.ts', () => {
    expect(unlisted('handlers', ['context'])).toEqual([])
  })

  it('every card is in cards/index.ts', () => {
    expect(unlisted('cards', ['samples', 'entry-form'])).toEqual([])
  })

  it('every sweep is in jobs/index.ts', () => {
    const sweeps = namesIn('jobs').filter((name) => name.startsWith('sweep-'))
    expect(sweeps.filter((name) => !readText('jobs/index.ts').includes(`'./${name}.js'`))).toEqual([])
    expect(Object.keys(SWEEPS)).toEqual(expect.arrayContaining(['inbox', 'outbox', 'reminders', 'digests']))
  })

  it('every environment variable is in .env.example', () => {
    const named = [...readText('src/config.ts').matchAll(/'([A-Z][A-Z_]{3,})'/g)].map((match) => match[1] as string)
    const example = readText('.env.example')
    expect(named.filter((name) => !new RegExp(`^#? ?${name}=`, 'm').test(example))).toEqual([])
  })
})
