import {
  type Account,
  greet,
  handleExpiredAction,
  handleSetupAction,
  type SetupContext,
  setupInGroup,
  setupInPrivate,
} from '../../handlers/index.js'
import type { SetupAction } from '../core/action.js'
import type { InboundAction, InboundMembership, InboundMessage, Mention, Platform } from '../core/platform.js'
import { noticeReply, type Reply, textReply } from '../core/reply.js'
import type { BranchView } from '../core/views.js'
import { readSetup, type SetupText } from '../language/setup.js'
import { opensRoster } from '../language/setup-roster.js'
import { findSetup, isEstablished, type SetupView, setupsOfPerson } from '../ledger/branch-setup.js'
import { findBranchByChat } from '../ledger/branches.js'
import { applyReply, type ReplyPlace } from './apply-reply.js'
import { nameOf } from './identify.js'
import { peopleInGroup } from './people-in-group.js'
import type { Effect, Plan, ProcessDeps } from './plan.js'

/** A message that may belong to a set-up: in a group that is no branch, or from a person who is to become a secretary. */
export interface SetupMessage {
  readonly message: InboundMessage
  /** Without the @ of the bot, mentions by the names that the platform tells. */
  readonly text: string
  readonly botUserId: string
  /** In private: the branches he is in. */
  readonly branches: readonly BranchView[]
}

/** 确认绑定, typed in private: which branch goes where he asked. */
export interface Binding {
  readonly setupId: string
  readonly branch: BranchView
}

/**
 * What a message does where there is no branch yet; undefined: it is none of a set-up's. What is said there is never
 * kept: it may be what must not be in a chat.
 */
export async function planSetup(
  said: SetupMessage,
  place: ReplyPlace,
  deps: ProcessDeps,
): Promise<Plan | Binding | undefined> {
  const { message, text } = said
  const step = message.contentType === 'text' ? readSetup(text) : undefined
  if (message.chatType === 'group') {
    const inGroup = mayAskForRoster(step) ? await peopleInGroup(message.chatId, place.platform, deps) : undefined
    const ctx = { ...(await contextOf(said, step, place, deps)), ...(inGroup ? { inGroup } : {}) }
    const meant = step?.step === 'roster' && !opensRoster(text) ? undefined : step
    return planOf(() => setupInGroup(meant, ctx), place, deps)
  }
  // The group is the one in which it is said.
  if (step?.step === 'bind')
    return planOf(async () => textReply('请在新群里@我说「绑定本群」，我再私聊你确认。'), place, deps)
  const setups = await setupsOfPerson(place.platform.name, message.senderId, deps.clock.now())
  if (setups.length === 0) return undefined
  if (step?.step === 'confirm-bind') return bindingOf(step.name, setups, said.branches)
  const ofSecretary = setups.filter(({ kind }) => kind === 'secretary')
  if (ofSecretary.length === 0 || (said.branches.length > 0 && !isOnlySetup(step, text))) return undefined
  const meant = ofSecretary.findLast(isEstablished) ?? ofSecretary.at(-1)
  const inGroup = await peopleInGroup(meant?.chatId, place.platform, deps)
  const ctx = { ...(await contextOf(said, undefined, place, deps)), ...(inGroup ? { inGroup } : {}) }
  return planOf(() => setupInPrivate(step, ofSecretary, ctx), place, deps)
}

/** The second of the two confirmations: its answer may be the secretary's form. */
const mayAskForRoster = (said: SetupText | undefined): boolean =>
  said?.step === 'second' || said?.step === 'claim' || said?.step === 'name'

/** Somebody who records in a branch at the same time is only taken at an unmistakable word. */
function isOnlySetup(said: SetupText | undefined, text: string): boolean {
  switch (said?.step) {
    case 'claim':
    case 'deny':
    case 'confirm-roster':
    case 'redo-roster':
      return true
    case 'roster':
      return opensRoster(text)
    default:
      return false
  }
}

function bindingOf(
  name: string | undefined,
  setups: readonly SetupView[],
  branches: readonly BranchView[],
): Binding | undefined {
  const setup = setups.findLast(({ kind }) => kind === 'group')
  const meant = name === undefined ? branches : branches.filter((branch) => branch.name.replace(/\s/g, '') === name)
  const [branch] = meant
  return setup && branch && meant.length === 1 ? { setupId: setup.id, branch } : undefined
}

/** What a tap does while a group becomes a branch. `late`: the platform was answered. */
export async function planSetupAction(
  action: SetupAction,
  tap: InboundAction,
  group: string | undefined,
  place: Pick<ReplyPlace, 'platform' | 'cause'>,
  deps: ProcessDeps,
  late: boolean,
): Promise<Plan> {
  const { platform } = place
  const ofGroup =
    action.name === 'claim-secretary' || action.name === 'pick-secretary' || action.name === 'second-secretary'
  if (ofGroup && group === undefined) return plainNotice(handleExpiredAction())
  const branch = ofGroup && group !== undefined ? await findBranchByChat(platform.name, group) : undefined
  if (branch) return plainNotice(noticeReply('info', `本群已登记为「${branch.name}」`))
  const inGroup = await peopleInGroup(await groupOf(action, group, deps), platform, deps)
  const ctx: SetupContext = {
    ...(inGroup ? { inGroup } : {}),
    platform: platform.name,
    chat: group === undefined ? { id: '', type: 'p2p' } : { id: group, type: 'group' },
    person: await accountOf(tap.operatorId, action.name === 'claim-secretary', platform, deps),
    ...(tap.chosen === undefined ? {} : { meant: await accountOf(tap.chosen, true, platform, deps) }),
    accounts: new Map(),
    messageId: tap.messageId,
    now: deps.clock.now(),
    timezone: deps.timezone,
  }
  const target = ofGroup && group !== undefined ? { chatId: group } : { userId: tap.operatorId }
  const answer: ReplyPlace = { ...place, target, inGroup: ofGroup, personId: tap.operatorId }
  const inTime = (reply: Reply): Reply => (late ? withoutNotice(reply, tap.operatorId) : reply)
  return {
    ...planOf(async () => inTime(await handleSetupAction(action, tap.form ?? {}, ctx)), answer, deps),
    refuse: async (userMessage) => ({ outboxIds: [], notice: { tone: 'warning', text: userMessage } }),
  }
}

/** The group whose people may be chosen after this tap; undefined: no form comes of it. */
async function groupOf(
  action: SetupAction,
  group: string | undefined,
  { clock }: ProcessDeps,
): Promise<string | undefined> {
  switch (action.name) {
    case 'claim-secretary':
    case 'pick-secretary':
    case 'second-secretary':
      return group
    case 'confirm-secretary':
    case 'redo-roster':
    case 'setup-roster':
      return (await findSetup(action.setupId, clock.now()))?.chatId
    default:
      return undefined
  }
}

/** A worker that finishes a tap has no toast left: what it had to say is said in private. */
function withoutNotice(reply: Reply, userId: string): Reply {
  if (!reply.notice || reply.chat || reply.updates?.length) return reply
  const line = { target: { userId }, content: { type: 'text', text: reply.notice.text } } as const
  return { ...reply, outside: [line, ...(reply.outside ?? [])] }
}

/** The bot came into a group that is no branch. */
export async function greetGroup(
  added: InboundMembership,
  place: ReplyPlace,
  deps: ProcessDeps,
): Promise<readonly string[]> {
  const ctx = {
    platform: place.platform.name,
    chat: { id: added.chatId, type: 'group' },
    timezone: deps.timezone,
  } as const
  return applyReply(await greet({ ...ctx, now: deps.clock.now() }, { added: true }), place, deps.outboxVault)
}

async function contextOf(
  { message, botUserId }: SetupMessage,
  step: SetupText | undefined,
  { platform }: ReplyPlace,
  deps: ProcessDeps,
): Promise<SetupContext> {
  const named = message.mentions.filter(({ userId }) => userId !== botUserId)
  const meant = step?.step === 'name' ? mentioned(step.name, named) : undefined
  return {
    platform: platform.name,
    chat: { id: message.chatId, type: message.chatType },
    person: await accountOf(message.senderId, step?.step === 'claim', platform, deps),
    ...(meant ? { meant } : {}),
    accounts: new Map(named.map(({ name, userId }) => [name, userId])),
    messageId: message.messageId,
    now: deps.clock.now(),
    timezone: deps.timezone,
  }
}

/** Blanks were taken out of what was read, not of what the platform calls him. */
function mentioned(name: string, named: readonly Mention[]): Account | undefined {
  const found = named.filter((one) => one.name.replace(/\s/g, '') === name)
  const [mention] = found
  return mention && found.length === 1 ? { userId: mention.userId, name: mention.name } : undefined
}

/** `withName`: what he is called matters, and is asked of the platform. */
async function accountOf(
  userId: string,
  withName: boolean,
  platform: Platform,
  { logger }: ProcessDeps,
): Promise<Account> {
  const name = withName ? await nameOf(userId, platform, logger) : undefined
  return { userId, ...(name === undefined ? {} : { name }) }
}

function planOf(work: () => Promise<Reply>, place: ReplyPlace, deps: ProcessDeps): Plan {
  const say = async (reply: Reply): Promise<Effect> => ({
    outboxIds: await applyReply(reply, place, deps.outboxVault),
    notice: reply.notice,
    wipe: true,
  })
  return { carryOut: async () => say(await work()), refuse: (text) => say(textReply(text)) }
}

function plainNotice({ notice }: Reply): Plan {
  const effect: Effect = { outboxIds: [], notice }
  return { carryOut: async () => effect, refuse: async () => effect }
}
