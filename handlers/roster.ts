import { rosterCards } from '../cards/roster-card.js'
import { type RosterChangeLine, rosterChangeCard } from '../cards/roster-change-card.js'
import { rolesText, STATE_LABELS, STATUS_LABELS } from '../cards/shared/roster-text.js'
import type { Card } from '../src/core/card.js'
import { formatChinese } from '../src/core/civil-date.js'
import { type MemberState, type MemberStatus, ROLES, type Role } from '../src/core/entry.js'
import { UserError } from '../src/core/errors.js'
import type { RosterMeaning } from '../src/core/meaning.js'
import type { Content } from '../src/core/platform.js'
import { type Reply, textReply } from '../src/core/reply.js'
import type { MemberView } from '../src/core/views.js'
import { mayChangeRoster } from '../src/ledger/permissions.js'
import { listMembers } from '../src/ledger/roster.js'
import {
  addAlias,
  joinRoster,
  leaveRoster,
  type RosterChange,
  type RosterEdit,
  removeAlias,
  renameMember,
  setRole,
  setState,
  setStatus,
  takeRole,
} from '../src/ledger/roster-changes.js'
import { isGroup, type MemberContext } from './context.js'

/**
 * A roster command. Whatever is said about a person's state is said in private, also where it was typed in the group
 * (moments.md §2). UserError when it can't be: refused where it was typed, the reason in private.
 */
export async function roster(meaning: RosterMeaning, ctx: MemberContext): Promise<Reply> {
  if (!mayChangeRoster(ctx.member, meaning.change)) return textReply(refusalOf(meaning))
  const cards = meaning.change === 'show' ? await shown(ctx) : [await changed(meaning, ctx)]
  const contents = cards.map((card): Content => ({ type: 'card', card }))
  const [first, ...others] = contents
  const toHim = (content: Content) => ({ memberId: ctx.member.id, content })
  if (isGroup(ctx)) return { ...textReply('已私聊你'), direct: contents.map(toHim) }
  return { chat: first, direct: others.map(toHim) }
}

const refusalOf = ({ change }: RosterMeaning): string =>
  change === 'role' || change === 'role_off' || change === 'status'
    ? '分工和转正由书记来改。'
    : '名册由书记或组织委员来看、来改。'

/** By office, then full before probationary, then by name. */
async function shown({ branch }: MemberContext): Promise<Card[]> {
  const members = await listMembers()
  const rank = ({ roles, status }: MemberView): number => {
    const office = ROLES.findIndex((role) => role !== 'member' && roles.includes(role))
    return office >= 0 ? office : ROLES.length + (status === 'full' ? 0 : 1)
  }
  return rosterCards(
    branch.name,
    members.toSorted((a, b) => rank(a) - rank(b)),
  )
}

async function changed(meaning: RosterMeaning, ctx: MemberContext): Promise<Card> {
  const on = meaning.date ?? ctx.today
  if (on > ctx.today) throw new UserError('future_date', `${formatChinese(on)}还没到，到那天再发这一句`)
  const edit: RosterEdit = { on, by: ctx.member, now: ctx.now }
  const { title, lines, note } = await carryOut(meaning, edit, ctx)
  return rosterChangeCard({ title, lines, on, dateInferred: meaning.date === undefined, ...(note ? { note } : {}) })
}

interface Told {
  readonly title: string
  readonly lines: readonly RosterChangeLine[]
  readonly note?: string
}

async function carryOut(meaning: RosterMeaning, edit: RosterEdit, ctx: MemberContext): Promise<Told> {
  const value = meaning.value ?? ''
  if (meaning.change === 'join') return join(meaning, edit, ctx)
  const { id, name, roles } = memberNamed(meaning.name, ctx)
  switch (meaning.change) {
    case 'leave':
      await leaveRoster(id, edit)
      return {
        title: `${name}转出`,
        lines: [{ name, what: '名册', before: '在册', after: '转出' }],
        note: '以前的记录都保留；从这天起不计应到，也不能再记。',
      }
    case 'state': {
      const state = valueIn(value, STATE_LABELS, '写明：请长假、借调、退休或回来了')
      const change = await setState(id, state, edit)
      return {
        title: `${name}${STATE_LABELS[state]}`,
        lines: [lineOf(change, '状态', stateText)],
        ...untilNote(meaning, name),
      }
    }
    case 'status': {
      const status = valueIn(value, STATUS_LABELS, '写明：转正，或预备党员')
      const change = await setStatus(id, status, edit)
      return { title: `${name}${STATUS_LABELS[status]}`, lines: [lineOf(change, '身份', statusText)] }
    }
    case 'role': {
      const changes = await setRole(id, roleIn(value), edit)
      return {
        title: `${name}分工`,
        lines: changes.map((change) => lineOf(change, '分工', (one) => rolesText(one.roles))),
      }
    }
    case 'role_off': {
      const role = roleIn(value)
      if (!roles.includes(role))
        throw new UserError('no_change', `${name}的分工里没有「${rolesText([role])}」，现在是：${rolesText(roles)}`)
      const change = await takeRole(id, role, edit)
      return { title: `${name}分工`, lines: [lineOf(change, '分工', (one) => rolesText(one.roles))] }
    }
    case 'alias_off': {
      const change = await removeAlias(id, value, edit)
      return { title: `${name}不再叫${value}`, lines: [lineOf(change, '叫法', aliasesText)] }
    }
    case 'rename': {
      const change = await renameMember(id, value, edit)
      return {
        title: `${name}改名${value}`,
        lines: [lineOf(change, '姓名', (one) => one.name)],
        note: `还是同一个人，账号、分工不变；已记的台账仍写当时的姓名，用新名、旧名都查得到。不再叫旧名请发「${value}不再叫${name}」。`,
      }
    }
    default: {
      const change = await addAlias(id, value, edit)
      return {
        title: `${name}又叫${value}`,
        lines: [lineOf(change, '叫法', aliasesText)],
      }
    }
  }
}

/** The roster keeps no end of a state, so he is told what ends it. */
const untilNote = ({ until }: RosterMeaning, name: string): Pick<Told, 'note'> =>
  until === undefined ? {} : { note: `名册不会自动改回来：${formatChinese(until)}以后发「${name}回来了」。` }

function roleIn(value: string): Role {
  const role = ROLES.find((one) => one === value)
  if (!role) throw new UserError('bad_value', '写明分工：组织委员、管党费、管台账，或普通党员')
  return role
}

async function join(meaning: RosterMeaning, edit: RosterEdit, { roster: everybody }: MemberContext): Promise<Told> {
  const { name = '', value, back } = meaning
  const former = everybody.findLast((one) => one.name === name)
  if (back && !former)
    throw new UserError(
      'no_member',
      `名册里没有过「${name}」。是新来的请发：新增党员 ${name} 正式，或 新增党员 ${name} 预备`,
    )
  const known = back ? former?.status : 'full'
  const status = value === undefined ? (known ?? 'full') : valueIn(value, STATUS_LABELS, '写明：正式党员或预备党员')
  const { before, after } = await joinRoster(name, status, edit)
  return {
    title: `${name}进名册`,
    lines: [{ name, what: '名册', before: before ? '已转出' : '不在册', after: statusText(after) }],
    note: before ? '接上他原来的记录；分工要重新定。' : '他第一次在群里@我时，按姓名认账号。',
  }
}

const aliasesText = ({ aliases }: MemberView): string => aliases.join('、') || '无'
const stateText = ({ state }: MemberView): string => STATE_LABELS[state]
const statusText = ({ status }: MemberView): string => STATUS_LABELS[status]

function lineOf(
  { before, after }: RosterChange,
  what: string,
  textOf: (member: MemberView) => string,
): RosterChangeLine {
  return { name: after.name, what, ...(before ? { before: textOf(before) } : {}), after: textOf(after) }
}

/** Who is meant, by name or by what he is called. UserError when nobody is, or several are. */
function memberNamed(name: string | undefined, { member, roster: everybody }: MemberContext): MemberView {
  if (name === undefined) throw new UserError('missing_field', '改谁的？请带上姓名，如：李响转出')
  if (name === '$sender') return member
  const current = everybody.filter(({ leftOn }) => leftOn === undefined)
  const exact = current.filter((one) => one.name === name)
  const meant = exact.length > 0 ? exact : current.filter(({ aliases }) => aliases.includes(name))
  const [only, ...others] = meant
  if (only && others.length === 0) return only
  if (only) throw new UserError('ambiguous_person', `「${name}」是哪一位：${meant.map((one) => one.name).join('、')}？`)
  const left = everybody.find((one) => one.name === name)?.leftOn
  throw new UserError('no_member', left ? `${name}已于${formatChinese(left)}转出` : `名册里没有「${name}」`)
}

/** One of a closed set of values. UserError with what to write instead. */
function valueIn<T extends MemberState | MemberStatus>(
  value: string,
  labels: Readonly<Record<T, string>>,
  instead: string,
): T {
  if (Object.hasOwn(labels, value)) return value as T
  throw new UserError('bad_value', `没看懂要改成什么，请${instead}`)
}
