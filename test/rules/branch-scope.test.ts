import { describe, expect, it } from 'vitest'
import { sourceFiles } from './sources.js'

/** Every place that looks across branches, on purpose. A new one is a decision: add it here with its reason in the code. */
const MAY_LOOK_ACROSS: readonly string[] = [
  'src/ledger/branches.ts',
  'src/ledger/committees.ts',
  'src/ledger/talk-keys.ts',
]

describe('acrossBranches', () => {
  it('is called only where this list says', () => {
    const callers = sourceFiles()
      .filter((file) => /\bacrossBranches\(/.test(file.text) && file.path !== 'src/models/branch-scope.ts')
      .map((file) => file.path)
      .sort()
    expect(callers).toEqual([...MAY_LOOK_ACROSS].sort())
  })
})
