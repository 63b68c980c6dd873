import { bindGroupCard } from '../cards/bind-group-card.js'
import { confirmSecretaryCard } from '../cards/confirm-secretary-card.js'
import { greetingCard } from '../cards/greeting-card.js'
import { secondedCard, secondedText, secondingCard, whoIs } from '../cards/secretary-card.js'
import { setupRosterCard } from '../cards/setup-roster-card.js'
import type { ActionOf } from '../src/core/action.js'
import type { Content } from '../src/core/platform.js'
import { cardReply, noticeReply, type OutsideMessage, type Reply, textReply } from '../src/core/reply.js'
import type { SetupText } from '../src/language/setup.js'
import {
  findSetup,
  isEstablished,
  noteGreeting,
  openSetup,
  type SetupView,
  secondSetup,
  setupsOfGroup,
} from '../src/ledger/branch-setup.js'
import { findBranchesLedBy } from '../src/ledger/branches.js'
import type { Account, SetupContext } from './shared/setup-context.js'

/** Something said to the bot in a group that is no branch: who its secretary is, or anything else (moments.md §2). */
export async function setupInGroup(said: SetupText | undefined, ctx: SetupContext): Promise<Reply> {
  switch (said?.step) {
    case 'claim':
      return nameSecretary(ctx.person, ctx)
    case 'name':
      return ctx.meant ? nameSecretary(ctx.meant, ctx) : textReply(`请${said.name}本人在群里@我说一句「我是书记」。`)
    case 'second':
      return second(said.name, ctx)
    case 'bind':
      return askToBind(ctx)
    case 'roster':
      return textReply('名单请由书记私聊我来报，不用发在群里。')
    default:
      return greet(ctx)
  }
}

/** The bot came into a group, or was spoken to there: once a day it says what it is, and then only what is missing. */
export async function greet(
  ctx: Pick<SetupContext, 'platform' | 'chat' | 'now' | 'timezone'>,
  { added = false }: { readonly added?: boolean } = {},
): Promise<Reply> {
  const isFirst = await noteGreeting({ platform: ctx.platform, chatId: ctx.chat.id }, ctx.now, ctx.timezone, { added })
  return isFirst
    ? cardReply(greetingCard({ registered: false }))
    : textReply('本群还没有登记支部，先不能记。书记请@我说「我是书记」，也可由管理员登记。')
}

/** 我是书记 on the greeting. */
export async function actionClaimSecretary(ctx: SetupContext): Promise<Reply> {
  const notice = { tone: 'info', text: '请在私聊里确认，再请群里另一位同志点「同意」' } as const
  return { ...(await nameSecretary(ctx.person, ctx)), notice }
}

/** Somebody was chosen in the greeting's picker. */
export async function actionPickSecretary(ctx: SetupContext): Promise<Reply> {
  if (!ctx.meant) return noticeReply('warning', '没看到选的是谁，请直接@我说「书记是 @某某」')
  return { ...(await nameSecretary(ctx.meant, ctx)), notice: { tone: 'info', text: '已请他私聊确认' } }
}

/** 同意 on the card that says who was named. */
export async function actionSecondSecretary(
  { setupId }: ActionOf<'second-secretary'>,
  ctx: SetupContext,
): Promise<Reply> {
  const setup = await findSetup(setupId, ctx.now)
  // Only those of the very group may agree: the card may have been forwarded to any other.
  if (!setup || setup.chatId !== ctx.chat.id || setup.platform !== ctx.platform)
    return noticeReply('warning', '这张卡片已过期，请在群里@我说「我是书记」重新开始')
  const seconded = await agree(setup, ctx)
  if (typeof seconded === 'string') return noticeReply('info', seconded)
  const { name } = seconded.candidate
  const established = isEstablished(seconded)
  return {
    notice: { tone: 'success', text: '已同意' },
    updates: [{ messageId: ctx.messageId, card: secondedCard(name, established) }],
    outside: established ? [rosterRequest(seconded, ctx)] : [],
  }
}

async function second(name: string | undefined, ctx: SetupContext): Promise<Reply> {
  const all = await setupsOfGroup({ platform: ctx.platform, chatId: ctx.chat.id }, ctx.now)
  const open = all.filter(({ secondedBy }) => secondedBy === undefined)
  const meant = name === undefined ? open : open.filter(({ candidate }) => candidate.name === name)
  const [only, ...others] = meant
  if (!only)
    return textReply(all.length > 0 && open.length === 0 ? '已有同志同意，不用再说了。' : '现在没有等人同意的书记。')
  if (others.length > 0) {
    const names = [...new Set(meant.map(({ candidate }) => candidate.name))]
    return textReply(
      names.length === meant.length
        ? `同意哪一位？请说：${names.map((one) => `同意 ${whoIs(one)}`).join('，或 ')}`
        : '有几位同名，请由管理员登记支部。',
    )
  }
  const seconded = await agree(only, ctx)
  if (typeof seconded === 'string') return textReply(seconded)
  const established = isEstablished(seconded)
  return {
    ...textReply(secondedText(seconded.candidate.name, established)),
    outside: established ? [rosterRequest(seconded, ctx)] : [],
  }
}

/** The set-up with this person's consent, or why it does not count. */
async function agree(setup: SetupView, { person }: SetupContext): Promise<SetupView | string> {
  if (setup.candidate.userId === person.userId) return '要由群里另一位同志来同意'
  if (setup.secondedBy !== undefined) return '已有同志同意，不用再点了'
  return secondSetup(setup.id, person.userId)
}

async function nameSecretary(candidate: Account, ctx: SetupContext): Promise<Reply> {
  const setup = await openSetup('secretary', { platform: ctx.platform, chatId: ctx.chat.id }, candidate, ctx.now)
  const { name } = candidate
  if (isEstablished(setup)) return { ...textReply(secondedText(name, true)), outside: [rosterRequest(setup, ctx)] }
  const chat: Content = setup.secondedBy
    ? { type: 'text', text: secondedText(name, false) }
    : { type: 'card', card: secondingCard({ setupId: setup.id, name }) }
  return { chat, outside: setup.confirmedBySelf ? [] : [toCandidate(setup, confirmSecretaryCard(setup.id))] }
}

/** What the secretary gets once both have confirmed. */
export const rosterRequest = (setup: SetupView, { inGroup }: Pick<SetupContext, 'inGroup'>): OutsideMessage =>
  toCandidate(setup, setupRosterCard({ setupId: setup.id, revision: setup.revision, inGroup }))

const toCandidate = ({ candidate }: SetupView, card: ReturnType<typeof setupRosterCard>): OutsideMessage => ({
  target: { userId: candidate.userId },
  content: { type: 'card', card },
})

/** 绑定本群, said in the new group: its secretary is asked in private, so that nobody else answers for him. */
async function askToBind(ctx: SetupContext): Promise<Reply> {
  const branches = await findBranchesLedBy(ctx.platform, ctx.person.userId)
  if (branches.length === 0) return textReply('只有支部书记能把支部绑定到本群。')
  const setup = await openSetup('group', { platform: ctx.platform, chatId: ctx.chat.id }, ctx.person, ctx.now)
  return {
    ...textReply('请书记在私聊里确认。'),
    outside: [toCandidate(setup, bindGroupCard(setup.id, branches))],
  }
}
