import { handleCommittee } from '../../handlers/index.js'
import { civilDateAt } from '../core/civil-date.js'
import type { InboundMessage } from '../core/platform.js'
import { type Reply, textReply } from '../core/reply.js'
import { readCommittee } from '../language/committee.js'
import { committeesOf } from '../ledger/committees.js'
import { applyReply, type ReplyPlace } from './apply-reply.js'
import type { Effect, Plan, ProcessDeps } from './plan.js'

/**
 * What a member of a higher committee asks in private about the branches that share with it; undefined: he is none, or
 * the message is none of a committee's. He need not be in any branch, and it is carried out in none: so it is looked at
 * before his own branch is entered.
 */
export async function planCommittee(
  message: InboundMessage,
  text: string,
  place: ReplyPlace,
  deps: ProcessDeps,
): Promise<Plan | undefined> {
  if (message.chatType === 'group' || message.contentType !== 'text') return undefined
  // Most messages are none, and nobody is looked for then.
  if (!text.includes('总支')) return undefined
  const committees = await committeesOf(message.platform, message.senderId)
  const question = readCommittee(
    text,
    civilDateAt(message.sentAt, deps.timezone),
    committees.map(({ name }) => name),
  )
  const committee = committees.find(({ name }) => name === question?.name) ?? committees[0]
  if (!question || !committee) return undefined
  const say = async (reply: Reply): Promise<Effect> => ({
    outboxIds: await applyReply(reply, place, deps.outboxVault),
    wipe: true,
  })
  return {
    carryOut: async () => say(await handleCommittee(committee, question)),
    refuse: (said) => say(textReply(said)),
  }
}
