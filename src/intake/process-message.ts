import { chooseBranchCard } from '../../cards/choose-branch-card.js'
import { greetingCard } from '../../cards/greeting-card.js'
import {
  type HandlerContext,
  handleBranchChoice,
  handleGuest,
  handleMeaning,
  handleUnreadable,
} from '../../handlers/index.js'
import { civilDateAt } from '../core/civil-date.js'
import type { InboundMessage, Platform } from '../core/platform.js'
import { cardReply, type Reply, textReply } from '../core/reply.js'
import type { BranchView } from '../core/views.js'
import { understand } from '../language/understand.js'
import { findBranchByChat, findBranchesOfUser, findChosenBranch, setChatClosed } from '../ledger/branches.js'
import { listEverybody } from '../ledger/roster.js'
import { inBranch } from '../models/branch-scope.js'
import { addressOf } from './address.js'
import { applyReply, type ReplyPlace } from './apply-reply.js'
import { identify } from './identify.js'
import type { Effect, Plan, ProcessDeps } from './plan.js'

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
  // In private a person in several says once a day which one he means, by a button or by its name.
  const named = branches.length > 1 ? branches.find(({ name }) => name === bare.text) : undefined
  // A command names its branch at its end where a receipt wrote it so: numbers are each branch's own.
  const meant = branches.length > 1 ? branches.find(({ name }) => bare.text.endsWith(` ${name}`)) : undefined
  const chosen = named ?? (await findChosenBranch(branches, message.senderId, message.sentAt))
  const branch = branches.length === 1 ? branches[0] : (meant ?? chosen)
  const { chatId, senderId, replyRoute: route } = message
  const target = inGroup ? { chatId } : { chatId, userId: senderId }
  const scarceAt = deps.budget.levelOf(platform.name) === 'scarce' ? deps.clock.now() : undefined
  const place = { platform, target, route, inGroup, personId: senderId, scarceAt, branchId: branch?.id, cause: rowId }
  const say = (reply: Reply): Promise<Effect> => speak(reply, place, deps)
  // The console does not show a group's id: this is where the operator finds it.
  if (inGroup && !branch)
    deps.logger.info({ platform: platform.name, chatId }, 'a group that is no branch yet spoke to the bot')
  if (!branch) return { carryOut: () => say(answerOutside(inGroup, branches)), refuse: (text) => say(textReply(text)) }

  const member = await identify(branch, message.senderId, platform, { mayBind: inGroup, logger: deps.logger })
  const carryOut = (): Promise<Effect> =>
    inBranch(branch.id, async () => {
      // Whoever can speak to the bot here has it in the group, whatever an event that came out of order said.
      if (inGroup && branch.chatClosed) await setChatClosed(branch.id, false, message.sentAt)
      const roster = await listEverybody()
      const ctx: HandlerContext = {
        branch,
        member,
        inSeveral: branches.length > 1,
        chat: { id: message.chatId, type: message.chatType },
        sentAt: message.sentAt,
        now: deps.clock.now(),
        today: civilDateAt(message.sentAt, branch.timezone),
        messageId: message.messageId,
        formsGoPrivate: !platform.formsInGroups,
        roster,
      }
      const said = addressOf(message, botUserId, roster).text
      const text = meant ? said.slice(0, -meant.name.length).trimEnd() : said
      const reply = named ? await handleBranchChoice(ctx) : await replyTo(message, text, ctx)
      return reply ? say(reply) : NOT_FOR_US
    })
  // What was wrong may be about a talk or name somebody who was missing: that is not for the group (moments.md §1).
  const refuse = (text: string): Promise<Effect> =>
    inBranch(branch.id, () => say(inGroup && member ? aside(text, member.id) : textReply(text)))
  return { carryOut, refuse }
}

const aside = (text: string, memberId: string): Reply => ({
  ...textReply('这条没记下，原因已私聊你'),
  direct: [{ memberId, content: { type: 'text', text } }],
})

/**
 * For a chat that belongs to no branch, a person who is in none, or one who is in several. What was said is not read,
 * so it isn't kept either: it may be what must not be in a chat.
 */
function answerOutside(inGroup: boolean, branches: readonly BranchView[]): Reply {
  if (inGroup) return cardReply(greetingCard({ registered: false }), { wipe: true })
  const answer = branches.length === 0 ? handleGuest('p2p') : cardReply(chooseBranchCard(branches))
  return { ...answer, wipe: true }
}

async function replyTo(message: InboundMessage, text: string, ctx: HandlerContext): Promise<Reply | undefined> {
  if (message.contentType !== 'text') return handleUnreadable(message.contentType)
  const { member, today, roster } = ctx
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
  return handleMeaning(meaning, ctx)
}

/** What the roster calls the bot; on the platform its app may have another name, mentions are matched by id. */
const BOT_NAME = '台账助手'

async function speak(reply: Reply, place: ReplyPlace, deps: ProcessDeps): Promise<Effect> {
  return { outboxIds: await applyReply(reply, place, deps.outboxVault), wipe: reply.wipe }
}
