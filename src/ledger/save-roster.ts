import type { Role } from '../core/entry.js'
import { Member, type MemberRow } from '../models/member.js'
import type { MemberInput } from './branch-input.js'
import { changeBeginning, changeRoles, changeStanding, FROM_THE_BEGINNING, firstStanding } from './standing.js'
import { dropAbsent } from './to-views.js'

type Roster = readonly MemberRow[]

/**
 * Brings the branch's roster up to date as of `today`; inside a transaction. In the first roster a member without
 * `since` was always there, because events before the bot's arrival are recorded too; in a later one he came today.
 */
export async function saveRoster(members: readonly MemberInput[], today: string, isFirst: boolean): Promise<void> {
  const known = await Member.find().sort({ name: 1 }).lean<MemberRow[]>()
  const matched = matchMembers(members, known)
  await releaseAccounts(members, matched)
  for (const member of members) {
    const row = matched.get(member)
    if (row) await updateMember(row, member, today)
    else await addMember(member, member.since ?? (isFirst ? FROM_THE_BEGINNING : today))
  }
  const kept = new Set([...matched.values()].map(({ _id }) => _id))
  for (const row of known) if (!kept.has(row._id) && row.leftOn === undefined) await markLeft(row, today)
}

/**
 * Who of the body is whom of the roster: by account and name together, then by the name of a current member, then by
 * account (a new name), then a namesake who left. The name before the account: when two accounts were entered the wrong
 * way round and are corrected, each one's talks stay his own.
 */
export function matchMembers(members: readonly MemberInput[], known: Roster): Map<MemberInput, MemberRow> {
  const matched = new Map<MemberInput, MemberRow>()
  const free = new Set(known)
  const take = (member: MemberInput, fits: (row: MemberRow) => boolean): void => {
    if (matched.has(member)) return
    const row = [...free].find(fits)
    if (!row) return
    free.delete(row)
    matched.set(member, row)
  }
  const sameAccount = (member: MemberInput, row: MemberRow): boolean =>
    member.platformUserId !== undefined && row.platformUserId === member.platformUserId
  for (const member of members) take(member, (row) => row.name === member.name && sameAccount(member, row))
  for (const member of members) take(member, (row) => row.name === member.name && row.leftOn === undefined)
  for (const member of members) take(member, (row) => sameAccount(member, row))
  // Somebody who left and an account that isn't his: a namesake, not a return.
  for (const member of members)
    take(
      member,
      (row) =>
        row.name === member.name &&
        (!row.platformUserId || !member.platformUserId || row.platformUserId === member.platformUserId),
    )
  return matched
}

/** Frees accounts that change hands in this save: the unique index would see both holders for a moment. */
async function releaseAccounts(
  members: readonly MemberInput[],
  matched: ReadonlyMap<MemberInput, MemberRow>,
): Promise<void> {
  for (const member of members) {
    const { platformUserId } = member
    if (!platformUserId) continue
    const holder = await Member.findOne({ platformUserId }).lean<MemberRow>()
    if (!holder || holder._id === matched.get(member)?._id) continue
    await Member.updateOne({ _id: holder._id }, { $unset: { platformUserId: 1 } })
  }
}

async function addMember(member: MemberInput, from: string): Promise<void> {
  const roleHistory = [{ on: from, roles: rolesOf(member) }]
  await new Member({
    ...fieldsOf(member),
    history: firstStanding(from, member.state, member.status),
    roleHistory,
  }).save()
}

async function updateMember(row: MemberRow, member: MemberInput, today: string): Promise<void> {
  const begun = member.since === undefined ? row.history : changeBeginning(row.history, member.since)
  const history = changeStanding(begun, { on: today, standing: member.state, status: member.status })
  const roleHistory = changeRoles(row.roleHistory, { on: today, roles: rolesOf(member) })
  await Member.updateOne(
    { _id: row._id },
    { $set: { ...fieldsOf(member), history, roleHistory }, $unset: { leftOn: 1 } },
  )
}

async function markLeft(row: MemberRow, today: string): Promise<void> {
  const status = row.history.at(-1)?.status ?? 'full'
  const history = changeStanding(row.history, { on: today, standing: 'left', status })
  await Member.updateOne({ _id: row._id }, { $set: { leftOn: today, history } })
}

/** An account is kept when the body names none: it may have been bound in the chat meanwhile. */
function fieldsOf(member: MemberInput) {
  const { name, aliases, platformUserId, post, birthDate, education, since } = member
  return dropAbsent({ name, aliases, platformUserId, roles: rolesOf(member), post, birthDate, education, since })
}

function rolesOf({ role, roles }: MemberInput): Role[] {
  const named = new Set<Role>([...(roles ?? []), ...(role ? [role] : [])])
  return named.size > 0 ? [...named] : ['member']
}
