import { greetingCard } from '../../cards/greeting-card.js'
import { handleGuest, handleMeaning, handleUnreadable } from '../../handlers/index.js'
import { civilDateAt } from '../core/civil-date.js'
import type { InboundMessage, Platform } from '../core/platform.js'
import { cardReply, type Reply, textReply } from '../core/reply.js'
import type { BranchView, MemberView } from '../core/views.js'
import { understand } from '../language/understand.js'
import { findBranchByChat, findBranchesOfUser } from '../ledger/branches.js'
import { listEverybody } from '../ledger/roster.js'
import { inBranch } from '../models/branch-scope.js'
import { addressOf } from './address.js'
import { applyReply, placeOf, type ReplyPlace } from './apply-reply.js'
import { identify } from './identify.js'
import type { Effect, Plan, ProcessDeps } from './process-inbound.js'

/** Talk between people: nothing of it is kept. */
const NOT_FOR_US: Effect = { outboxIds: [], wipe: true }

/**
 * What a message does. In a group only what speaks to the bot is read further; everything else is wiped at once,
 * whatever the office has granted the bot to hear.
 */
export async function processMessage(
  message: InboundMessage,
  platform: Platform,
  rowId: string,
  deps: ProcessDeps,
): Promise<Plan> {
  const inGroup = message.chatType === 'group'
  // Nothing acknowledged may be judged "not for us" for want of the bot's own id: without it the row waits.
  const botUserId = platform.botUserId() ?? (await platform.refreshBotUserId())
  const bare = addressOf(message, botUserId, [])
  if (inGroup && !bare.addressed) return { carryOut: async () => NOT_FOR_US, refuse: async () => NOT_FOR_US }

  const branches = inGroup
    ? [await findBranchByChat(message.platform, message.chatId)].filter((one) => one !== undefined)
    : await findBranchesOfUser(message.platform, message.senderId)
  const branch = branches.length === 1 ? branches[0] : undefined
  const say = (reply: Reply): Promise<Effect> => speak(reply, placeOf(message, rowId, inGroup, branch?.id), deps)
  const refuse = (userMessage: string): Promise<Effect> => say(textReply(userMessage))
  if (!branch) return { carryOut: () => say(answerOutside(inGroup, branches)), refuse }

  const member = await identify(branch, message.senderId, platform, deps.logger)
  const carryOut = (): Promise<Effect> =>
    inBranch(branch.id, async () => {
      const roster = await listEverybody()
      const reply = await replyTo(message, addressOf(message, botUserId, roster).text, branch, member, roster)
      return reply ? say(reply) : NOT_FOR_US
    })
  return { carryOut, refuse }
}

/** For a chat that belongs to no branch, a person who is in none, or one who is in several. */
function answerOutside(inGroup: boolean, branches: readonly BranchView[]): Reply {
  if (inGroup) return cardReply(greetingCard({ registered: false }))
  return branches.length === 0 ? handleGuest('p2p') : textReply(whichBranch(branches))
}

async function replyTo(
  message: InboundMessage,
  text: string,
  branch: BranchView,
  member: MemberView | undefined,
  roster: readonly MemberView[],
): Promise<Reply | undefined> {
  if (message.contentType !== 'text') return handleUnreadable(message.contentType)
  const today = civilDateAt(message.sentAt, branch.timezone)
  const current = roster.filter((one) => !one.leftOn)
  const meaning = understand({
    text,
    chat: message.chatType,
    addressed: true,
    senderRoles: member ? member.roles : ['guest'],
    sender: member?.name,
    today,
    roster: current,
    botName: BOT_NAME,
  })
  // In private silence would look broken; in a group people also thank each other. Neither is kept.
  if ('type' in meaning && meaning.type === 'ignore') {
    return message.chatType === 'group' ? undefined : { ...handleUnreadable('text'), wipe: true }
  }
  return handleMeaning(meaning, {
    branch,
    member,
    chat: { id: message.chatId, type: message.chatType },
    sentAt: message.sentAt,
    today,
    messageId: message.messageId,
    roster,
  })
}

/** What the roster calls the bot; on the platform its app may have another name, mentions are matched by id. */
const BOT_NAME = '台账助手'

const whichBranch = (branches: readonly BranchView[]): string =>
  `您在几个支部里：${branches.map((branch) => branch.name).join('、')}。请到要记的那个支部的群里 @我 说，免得记错账本。`

async function speak(reply: Reply, place: ReplyPlace, deps: ProcessDeps): Promise<Effect> {
  return { outboxIds: await applyReply(reply, place, deps.outboxVault), wipe: reply.wipe }
}
