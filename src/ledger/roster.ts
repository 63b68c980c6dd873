import { UserError } from '../core/errors.js'
import type { MemberView } from '../core/views.js'
import { Member, type MemberRow } from '../models/member.js'
import { standingOn, toMemberView } from './to-views.js'

/** Whole rows with their history: for the ledger's own use, together with `membersOn`. */
export async function rosterRows(): Promise<MemberRow[]> {
  return await Member.find().sort({ name: 1 }).lean<MemberRow[]>()
}

/**
 * The roster by name: today's, or on a date those who were members then, with the state they had then. A member is one
 * up to the day before `leftOn`.
 */
export async function listMembers(onDate?: string): Promise<MemberView[]> {
  const rows = await rosterRows()
  if (onDate === undefined) return rows.filter(({ leftOn }) => leftOn === undefined).map((row) => toMemberView(row))
  return membersOn(rows, onDate)
}

/** The pure part of `listMembers`: those who were members on a date, with the state and roles they had then. */
export const membersOn = (rows: readonly MemberRow[], date: string): MemberView[] =>
  rows
    .filter(({ history }) => (standingOn(history, date)?.standing ?? 'left') !== 'left')
    .map((row) => toMemberView(row, date))

/** Everybody who ever was in the roster, as of now: an old event may name somebody who left since. */
export async function listEverybody(): Promise<MemberView[]> {
  return (await rosterRows()).map((row) => toMemberView(row))
}

/** The current member with this account. */
export async function findMemberByUserId(userId: string): Promise<MemberView | undefined> {
  const row = await Member.findOne({ platformUserId: userId }).lean<MemberRow>()
  return row && row.leftOn === undefined ? toMemberView(row) : undefined
}

/** The member with this id, also after he left. */
export async function findMember(id: string): Promise<MemberView | undefined> {
  const row = await Member.findOne({ _id: id }).lean<MemberRow>()
  return row ? toMemberView(row) : undefined
}

/**
 * Gives an account to a member who has none; the same again is no error. UserError `no_member`, `account_bound` (he has
 * another one) or `account_taken` (another member has it).
 */
export async function bindAccount(memberId: string, userId: string): Promise<MemberView> {
  const member = await Member.findOne({ _id: memberId }).lean<MemberRow>()
  if (!member || member.leftOn !== undefined) throw new UserError('no_member', '名册里没有这位党员')
  if (member.platformUserId === userId) return toMemberView(member)
  if (member.platformUserId !== undefined) throw new UserError('account_bound', `${member.name}已绑定其他账号`)
  const holder = await Member.findOne({ platformUserId: userId }).lean<MemberRow>()
  if (holder && holder.leftOn === undefined) throw new UserError('account_taken', '这个账号已绑定其他党员')
  // Who left, or was entered wrongly and taken out, keeps his entries but not the account.
  if (holder) await Member.updateOne({ _id: holder._id }, { $unset: { platformUserId: 1 } })
  await Member.updateOne({ _id: memberId, platformUserId: { $exists: false } }, { $set: { platformUserId: userId } })
  return toMemberView({ ...member, platformUserId: userId })
}

/** Notes that the member, who is in several branches, chose this one for his private messages of the day. */
export async function choosePrivateBranch(memberId: string, at: number): Promise<void> {
  await Member.updateOne({ _id: memberId }, { $set: { privateChosenAt: at } })
}

/** 应到 on a date: those who were members then and neither on leave, nor seconded, nor retired (moments.md §2). */
export async function expectedOn(date: string): Promise<MemberView[]> {
  return (await listMembers(date)).filter(({ state }) => state === 'active')
}

/** Current members with the secretary's role, on leave or not. */
export async function secretaries(): Promise<MemberView[]> {
  return (await listMembers()).filter(({ roles }) => roles.includes('secretary'))
}
