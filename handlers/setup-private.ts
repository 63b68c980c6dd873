import {
  confirmedText,
  confirmSecretaryCard,
  DECLINED,
  secretaryAnsweredCard,
} from '../cards/confirm-secretary-card.js'
import type { FormValues } from '../cards/entry-form.js'
import { branchCreatedCard, rosterPreviewCard } from '../cards/roster-preview-card.js'
import { secondedText, whoIs } from '../cards/secretary-card.js'
import { SETUP_FIELDS, setupRosterCard } from '../cards/setup-roster-card.js'
import { trialCard } from '../cards/trial-card.js'
import type { ActionOf, SetupAction } from '../src/core/action.js'
import type { Card } from '../src/core/card.js'
import { civilDateAt } from '../src/core/civil-date.js'
import { cardReply, noticeReply, type OutsideMessage, type Reply, textReply } from '../src/core/reply.js'
import type { SetupText } from '../src/language/setup.js'
import { readFirstRoster, type SetupRoster } from '../src/language/setup-roster.js'
import { understand } from '../src/language/understand.js'
import {
  bumpSetup,
  confirmSetup,
  dropSetup,
  findSetup,
  isEstablished,
  keepRoster,
  type SetupView,
} from '../src/ledger/branch-setup.js'
import { type FoundedBranch, foundBranch, tryEntry } from '../src/ledger/found-branch.js'
import { branchNameOf, previewOf, seat } from './shared/first-roster.js'
import { withPicked } from './shared/picked-roster.js'
import type { SetupContext } from './shared/setup-context.js'

/** What is asked of a person who is to become a secretary; `setups` are his, the newest last, and at least one. */
export async function setupInPrivate(
  said: SetupText | undefined,
  setups: readonly SetupView[],
  ctx: SetupContext,
): Promise<Reply> {
  const newest = setups.at(-1)
  if (!newest) return {}
  const unconfirmed = setups.findLast(({ confirmedBySelf }) => !confirmedBySelf)
  const seated = setups.findLast(isEstablished)
  switch (said?.step) {
    case 'claim':
    case 'name':
      return unconfirmed ? confirm(unconfirmed, ctx) : stepOf(newest, ctx)
    case 'yes':
      if (unconfirmed) return confirm(unconfirmed, ctx)
      return seated && seated.members.length > 0 ? create(seated, ctx) : stepOf(newest, ctx)
    case 'deny':
      return decline(unconfirmed ?? newest)
    case 'roster': {
      if (!seated) return stepOf(newest, ctx)
      const kept = await keep(said.roster, seated, ctx)
      return typeof kept === 'string' ? textReply(kept) : cardReply(kept)
    }
    case 'confirm-roster':
      return seated && seated.members.length > 0 ? create(seated, ctx) : stepOf(newest, ctx)
    case 'redo-roster':
      return seated ? cardReply(await formOf(seated, ctx)) : stepOf(newest, ctx)
    default:
      return stepOf(newest, ctx)
  }
}

/** A tap on one of his cards: only his own, and only while it is open. */
export async function actionSetupPrivate(
  action: Exclude<SetupAction, ActionOf<'claim-secretary' | 'pick-secretary' | 'second-secretary'>>,
  form: FormValues,
  ctx: SetupContext,
): Promise<Reply> {
  const setup = await findSetup(action.setupId, ctx.now)
  if (setup?.kind !== 'secretary') return noticeReply('warning', '这张卡片已过期，或支部已经登记好了')
  if (setup.candidate.userId !== ctx.person.userId || setup.platform !== ctx.platform)
    return noticeReply('warning', '这张卡片由书记本人来点')
  switch (action.name) {
    case 'confirm-secretary': {
      const { chat, outside } = await confirm(setup, ctx)
      const established = setup.secondedBy !== undefined
      const card = secretaryAnsweredCard(true, established)
      const next = chat?.type === 'card' ? { chat } : {}
      return { ...answered('已确认', card, ctx), ...next, outside }
    }
    case 'decline-secretary':
      return { ...answered('好的', secretaryAnsweredCard(false, false), ctx), outside: (await decline(setup)).outside }
    case 'setup-roster':
      return submitRoster(action.revision, form, setup, ctx)
    case 'redo-roster':
      if (!isEstablished(setup)) return noticeReply('info', confirmedText(false))
      return { notice: { tone: 'info', text: '请重新填' }, chat: { type: 'card', card: await formOf(setup, ctx) } }
    case 'create-branch': {
      if (action.revision !== setup.revision || setup.members.length === 0 || !isEstablished(setup))
        return noticeReply('info', '名单已更新，请在最新的一张上确认')
      const preview = previewOf(setup)
      const { chat: _said, outside } = await create(setup, ctx)
      return { ...answered('支部已登记', branchCreatedCard(preview), ctx), outside }
    }
  }
}

const answered = (text: string, card: Card, { messageId }: SetupContext): Reply => ({
  notice: { tone: 'success', text },
  updates: [{ messageId, card }],
})

/** What is to be done next, said again: what was sent before may never have arrived. */
function stepOf(setup: SetupView, { inGroup }: SetupContext): Reply {
  if (!setup.confirmedBySelf) return cardReply(confirmSecretaryCard(setup.id))
  if (!isEstablished(setup)) return textReply(confirmedText(false))
  if (setup.members.length > 0) return cardReply(rosterPreviewCard(previewOf(setup)))
  return cardReply(setupRosterCard({ setupId: setup.id, revision: setup.revision, inGroup }))
}

async function confirm(setup: SetupView, ctx: SetupContext): Promise<Reply> {
  const confirmed = await confirmSetup(setup.id)
  const established = isEstablished(confirmed)
  return {
    ...stepOf(confirmed, ctx),
    outside: established ? [toGroup(setup, secondedText(setup.candidate.name, true))] : [],
  }
}

async function decline(setup: SetupView): Promise<Reply> {
  await dropSetup(setup.id)
  const text = `${whoIs(setup.candidate.name)}说书记不是他。谁是书记？请本人@我说「我是书记」。`
  return { ...textReply(DECLINED), outside: [toGroup(setup, text)] }
}

const toGroup = ({ chatId }: SetupView, text: string): OutsideMessage => ({
  target: { chatId },
  content: { type: 'text', text },
})

/** The preview of a typed roster, or why it can't be one. */
async function keep(typed: SetupRoster, setup: SetupView, ctx: SetupContext): Promise<Card | string> {
  const seated = seat(typed, setup, ctx.accounts)
  if ('problem' in seated) return seated.problem
  return rosterPreviewCard(previewOf(await keepRoster(setup.id, seated), typed.unread))
}

async function submitRoster(revision: number, form: FormValues, setup: SetupView, ctx: SetupContext): Promise<Reply> {
  if (!isEstablished(setup)) return noticeReply('info', confirmedText(false))
  if (revision !== setup.revision) return noticeReply('info', '这张表已更新，请在最新的一张上提交')
  const branchName = textOf(form[SETUP_FIELDS.name]).trim().slice(0, 80)
  const people = textOf(form[SETUP_FIELDS.people]).slice(0, 10_000)
  const picked = [form[SETUP_FIELDS.picked] ?? []].flat()
  const typed = withPicked(readFirstRoster(people), picked, setup, ctx)
  const kept =
    typeof typed === 'string'
      ? typed
      : await keep({ ...typed.roster, ...(branchName === '' ? {} : { branchName }) }, setup, {
          ...ctx,
          accounts: typed.accounts,
        })
  if (typeof kept !== 'string')
    return { notice: { tone: 'info', text: '请核对名单' }, updates: [{ messageId: ctx.messageId, card: kept }] }
  const { id, revision: next } = await bumpSetup(setup.id)
  const { inGroup } = ctx
  const values = { branchName, picked, people }
  const card = setupRosterCard({ setupId: id, revision: next, inGroup, values, error: kept })
  return { notice: { tone: 'warning', text: kept }, updates: [{ messageId: ctx.messageId, card }] }
}

const textOf = (value: FormValues[string] | undefined): string => (typeof value === 'string' ? value : '')

/** The form with what was typed, and a revision of its own. */
async function formOf(setup: SetupView, { inGroup = [] }: SetupContext): Promise<Card> {
  const { id, revision, members, branchName } = await bumpSetup(setup.id)
  const offered = new Set(inGroup.map(({ userId }) => userId))
  const isPicked = ({ platformUserId }: SetupView['members'][number]): boolean =>
    platformUserId !== undefined && offered.has(platformUserId)
  const picked = members.filter(isPicked).flatMap(({ platformUserId }) => platformUserId ?? [])
  const people = members
    // Of whom he chose only what the choice doesn't say.
    .filter((one) => !isPicked(one) || one.status === 'probationary' || one.roles.some((role) => SAID.includes(role)))
    .map(({ name, status, roles }) =>
      [name, ...roles.flatMap((role) => FORM_WORDS[role] ?? []), ...(status === 'probationary' ? ['预备'] : [])].join(
        ' ',
      ),
    )
    .join('\n')
  return setupRosterCard({ setupId: id, revision, inGroup, values: { branchName, picked, people } })
}

/** Offices that a line of the form says; who is secretary was confirmed before. */
const SAID: readonly string[] = ['organization', 'dues', 'ledger']

const FORM_WORDS: Readonly<Record<string, string>> = {
  secretary: '书记',
  organization: '组织委员',
  dues: '管党费',
  ledger: '管台账',
}

/** A sentence such as members will type. */
const TRIAL = '昨天下午集中学习2小时 学习党章 全员参加'

/** Makes the branch, tells the group, and shows its secretary what a receipt looks like. */
async function create(setup: SetupView, ctx: SetupContext): Promise<Reply> {
  const preview = previewOf(setup)
  const roster = { branchName: branchNameOf(setup), members: setup.members }
  const founded = await foundBranch(setup, roster, ctx.now, ctx.timezone)
  const { name } = founded.branch
  const trial = await trialOf(founded, setup, ctx)
  return {
    ...cardReply(branchCreatedCard(preview)),
    outside: [
      toGroup(
        setup,
        `「${name}」已登记，书记是${founded.secretary.name}。现在@我说一句话就能记，@我说「帮助」看例句。`,
      ),
      ...(trial
        ? [{ target: { userId: setup.candidate.userId }, content: { type: 'card', card: trial } } as const]
        : []),
    ],
  }
}

async function trialOf(
  { branch, secretary, members }: FoundedBranch,
  setup: SetupView,
  { now }: SetupContext,
): Promise<Card | undefined> {
  const today = civilDateAt(now, branch.timezone)
  const meaning = understand({
    text: TRIAL,
    chat: 'group',
    addressed: true,
    senderRoles: secretary.roles,
    sender: secretary.name,
    today,
    calendar: branch.calendar,
    roster: members,
    botName: '',
  })
  if ('error' in meaning || !('type' in meaning) || meaning.type !== 'training') return undefined
  const source = { author: secretary, sentAt: now, today, branch, chatId: setup.chatId }
  return trialCard(TRIAL, await tryEntry(meaning, source), branch.timezone)
}
