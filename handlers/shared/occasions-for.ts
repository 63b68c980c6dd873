import type { PartialRecord } from '../../src/core/meaning.js'
import { occasionsOf } from '../../src/core/talk-occasions.js'
import type { MemberContext } from '../context.js'

/** Occasions that a form may say: the branch's, and what the talk had before the list became another. */
export function occasionsFor(partial: PartialRecord, { branch }: MemberContext): readonly string[] {
  const before = partial.type === 'talk' ? partial.occasion : undefined
  return [...occasionsOf(branch.settings), ...(before === undefined ? [] : [before])]
}
