import type { QuestionMeaning } from '../src/core/meaning.js'
import type { Reply } from '../src/core/reply.js'
import type { MemberContext } from './context.js'
import { askBack } from './shared/ask-back.js'

/** Understood, but doubtful: asked back, never recorded straight. */
export function askQuestion({ partial, question, fields }: QuestionMeaning, ctx: MemberContext): Promise<Reply> {
  return askBack({ partial, question, fields }, ctx)
}
