import type { Action } from '../../../src/core/action.js'
import type { PostResult } from '../../../src/simulator/http-post.js'
import type { StageBot } from '../../helpers/bot.js'

/** Something that does not come from the platform, or is none of what it sends. */
export interface Forgery {
  readonly name: string
  /** What is answered over HTTP (contract.md, "Answers to the platform"). */
  readonly status?: number
  /** Sends it; resolves with what was answered over HTTP. */
  run(bot: StageBot): Promise<PostResult | undefined>
}

/** A message and a tap as the platform would send them; each called again sends the very same bytes. */
export type Genuine = (bot: StageBot) => Promise<readonly (() => Promise<unknown>)[]>

/** What forged messages say: taken for genuine, it would be recorded. */
const FORGED_SENTENCE = '@台账助手 昨天下午集中学习2小时 廉洁准则 全员参加'

/** The id of a message that somebody says in the group and the platform never delivers. */
export function sayUndelivered(bot: StageBot): string {
  const { simulator, branch, stage } = bot
  stage.deliver(false)
  const { messageId } = simulator.say(branch.person.赵阳, branch.chatId, FORGED_SENTENCE)
  stage.deliver(true)
  return messageId
}

/** What forged taps want: taken for genuine, it would undo the first entry. */
export async function forgedAction({ admin, branch }: StageBot): Promise<Action> {
  const [entry] = await admin.entries(branch.id)
  if (!entry) throw new Error('nothing is recorded that could be undone')
  return { v: 1, name: 'undo-entry', entryId: entry.id }
}
