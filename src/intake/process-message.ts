import { chooseBranchCard } from '../../cards/choose-branch-card.js'
import {
  confirmVoice,
  type HandlerContext,
  handleBinding,
  handleBranchChoice,
  handleFile,
  handleGuest,
  handleMeaning,
  handleUnreadable,
  isMemberContext,
} from '../../handlers/index.js'
import { civilDateAt } from '../core/civil-date.js'
import type { InboundMessage, Platform } from '../core/platform.js'
import { cardReply, type DirectMessage, type Reply, textReply } from '../core/reply.js'
import { occasionsOf } from '../core/talk-occasions.js'
import type { BranchView, MemberView } from '../core/views.js'
import { understand } from '../language/understand.js'
import { findBranchByChat, findBranchesOfUser, findChosenBranch, setChatClosed } from '../ledger/branches.js'
import { entriesForPicture } from '../ledger/evidence.js'
import { listEverybody } from '../ledger/roster.js'
import { inBranch } from '../models/branch-scope.js'
import { addressOf } from './address.js'
import { applyReply, type ReplyPlace } from './apply-reply.js'
import { identify } from './identify.js'
import type { Effect, Plan, ProcessDeps } from './plan.js'
import { planCommittee } from './process-committee.js'
import { planSetup } from './process-setup.js'
import { entriesRepliedTo } from './quoted.js'
import { type TakenFile, takeFile } from './take-file.js'

/** What a platform wrote down of a voice may sound like a command that was never given. */
const typed = ({ contentType }: InboundMessage, text: string): string => (contentType === 'audio' ? '' : text)

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
  const usual = branches.length === 1 ? branches[0] : (meant ?? chosen)
  const { chatId, senderId, replyRoute: route } = message
  const target = inGroup ? { chatId } : { chatId, userId: senderId }
  const scarceAt = deps.budget.levelOf(platform.name) === 'scarce' ? deps.clock.now() : undefined
  const answer = { platform, target, route, inGroup, personId: senderId, asked: true, scarceAt, cause: rowId }
  // The console does not show a group's id: this is where the operator finds it.
  if (inGroup && !usual)
    deps.logger.info({ platform: platform.name, chatId }, 'a group that is no branch yet spoke to the bot')
  const asked = await planCommittee(message, bare.text, answer, deps)
  if (asked) return asked
  const setup =
    inGroup && usual
      ? undefined
      : await planSetup({ message, text: typed(message, bare.text), botUserId, branches }, answer, deps)
  if (setup && 'carryOut' in setup) return setup
  const branch = setup?.branch ?? usual
  const place = { ...answer, branchId: branch?.id }
  const say = (reply: Reply): Promise<Effect> => speak(reply, place, deps)
  if (!branch) return { carryOut: () => say(answerOutside(branches)), refuse: (text) => say(textReply(text)) }

  const member = await identify(branch, message.senderId, platform, inGroup, deps)
  const taken = member && message.resourceKey ? await fileOf(message, member, branch, platform, deps) : undefined
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
        knowsReplies: platform.knowsReplies,
        file: taken && 'file' in taken ? taken.file : undefined,
        fileRefusal: taken && 'refusal' in taken ? taken.refusal : undefined,
        roster,
      }
      const said = addressOf(message, botUserId, roster).text
      const text = meant ? said.slice(0, -meant.name.length).trimEnd() : said
      if (setup) return say(await handleBinding(setup.setupId, ctx))
      if (taken && 'refusal' in taken && message.contentType !== 'text') return say(textReply(taken.refusal))
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
 * For a person who is in no branch, or in several. What was said is not read, so it isn't kept either: it may be what
 * must not be in a chat.
 */
function answerOutside(branches: readonly BranchView[]): Reply {
  const answer = branches.length === 0 ? handleGuest('p2p') : cardReply(chooseBranchCard(branches))
  return { ...answer, wipe: true }
}

/**
 * The picture or file of a message, when there is something that it can prove: words beside it, what it replies to, or
 * what its author told just before. Nothing else is fetched.
 */
async function fileOf(
  message: InboundMessage,
  member: MemberView,
  branch: BranchView,
  platform: Platform,
  deps: ProcessDeps,
): Promise<TakenFile | undefined> {
  const { contentType, sentAt, repliesTo } = message
  if (contentType !== 'text' && contentType !== 'image' && contentType !== 'file') return undefined
  const fits =
    contentType === 'text' ||
    repliesTo !== undefined ||
    (await inBranch(branch.id, () => entriesForPicture(member.id, sentAt))).length > 0
  return fits ? takeFile(message, platform, deps) : undefined
}

async function replyTo(message: InboundMessage, text: string, spoken: HandlerContext): Promise<Reply | undefined> {
  const spokenAloud = message.contentType === 'audio' && text !== ''
  if (message.contentType !== 'text' && !spoken.file && !spokenAloud) return handleUnreadable(message.contentType)
  const quoted = await entriesRepliedTo(message, text)
  const ctx: HandlerContext = quoted === undefined ? spoken : { ...spoken, quotedIds: quoted.map(({ id }) => id) }
  const { member, today, roster } = ctx
  // A post in a group that holds nothing but the @ and a picture is a picture.
  if (spoken.file && isMemberContext(ctx) && text === '') return handleFile(spoken.file, ctx.quotedIds ?? [], ctx)
  const current = roster.filter((one) => !one.leftOn)
  const meaning = understand({
    text,
    chat: message.chatType,
    addressed: true,
    senderRoles: member ? member.roles : ['guest'],
    sender: member?.name,
    // Of several on one receipt the handlers ask which: the language only has to know that one is meant.
    ...(quoted?.[0] === undefined ? {} : { quoted: { number: quoted[0].number } }),
    today,
    calendar: ctx.branch.calendar,
    roster: current,
    occasions: occasionsOf(ctx.branch.settings),
    botName: BOT_NAME,
  })
  const checked = spokenAloud && isMemberContext(ctx) ? await confirmVoice(meaning, ctx) : undefined
  if (checked) return checked
  // In private silence would look broken; in a group people also thank each other. Neither is kept.
  if ('type' in meaning && meaning.type === 'ignore') {
    return message.chatType === 'group' ? undefined : { ...handleUnreadable('text'), wipe: true }
  }
  return withRefusal(await handleMeaning(meaning, ctx), ctx)
}

/** The words were understood, what came with them could not be kept: its sender is told why, and only he. */
function withRefusal(reply: Reply, { fileRefusal, member }: HandlerContext): Reply {
  const said = reply.chat?.type === 'text' && reply.chat.text === fileRefusal
  if (fileRefusal === undefined || !member || said) return reply
  const told: DirectMessage = {
    memberId: member.id,
    content: { type: 'text', text: `随这句发来的材料没有收下：${fileRefusal}` },
  }
  return { ...reply, direct: [...(reply.direct ?? []), told] }
}

/** What the roster calls the bot; on the platform its app may have another name, mentions are matched by id. */
const BOT_NAME = '台账助手'

async function speak(reply: Reply, place: ReplyPlace, deps: ProcessDeps): Promise<Effect> {
  return { outboxIds: await applyReply(reply, place, deps.outboxVault), wipe: reply.wipe }
}
