import { civilDateAt } from '../core/civil-date.js'
import { machineNow, toDate } from '../core/clock.js'
import type { PlatformName } from '../core/platform.js'
import { BranchSetup, type BranchSetupRow, type SetupMemberRow } from '../models/branch-setup.js'

/** As long as a card can be changed (facts/feishu.md §3.1). */
const LIFETIME_MS = 14 * 86_400_000

/** A group, as only its platform and its id there tell it. */
export interface GroupRef {
  readonly platform: PlatformName
  readonly chatId: string
}

export interface SetupMember extends Omit<SetupMemberRow, 'roles'> {
  readonly roles: readonly SetupMemberRow['roles'][number][]
}

/** Somebody who may become the secretary of a group that is no branch yet, or wants to bring his branch there. */
export interface SetupView extends GroupRef {
  readonly id: string
  readonly kind: 'secretary' | 'group'
  readonly candidate: { readonly userId: string; readonly name?: string }
  readonly confirmedBySelf: boolean
  readonly secondedBy?: string
  readonly branchName?: string
  readonly members: readonly SetupMember[]
  readonly revision: number
}

/** Confirmed by himself and by a second person of the group: he may bring the roster (moments.md §2). */
export const isEstablished = ({ confirmedBySelf, secondedBy }: SetupView): boolean =>
  confirmedBySelf && secondedBy !== undefined

/** Everything here needs no branch scope: there is no branch yet. `now` is civil epoch ms; call writes in a transaction. */

/**
 * Notes that somebody was named; again, it goes on with what was confirmed already. What had run out begins anew.
 */
export async function openSetup(
  kind: SetupView['kind'],
  { platform, chatId }: GroupRef,
  candidate: SetupView['candidate'],
  now: number,
): Promise<SetupView> {
  const key = { platform, chatId, kind, candidateId: candidate.userId }
  const known = await BranchSetup.findOne(key).lean<BranchSetupRow>()
  if (known && isLive(known, now)) return toView(known)
  if (known) await BranchSetup.deleteOne({ _id: known._id })
  const row = new BranchSetup({
    ...key,
    candidateName: candidate.name,
    createdAt: now,
    expireAt: toDate(machineNow() + LIFETIME_MS),
  })
  await row.save()
  return toView(row.toObject())
}

export async function findSetup(id: string, now: number): Promise<SetupView | undefined> {
  const row = await BranchSetup.findOne({ _id: id, kind: { $ne: 'greeting' } }).lean<BranchSetupRow>()
  return row && isLive(row, now) ? toView(row) : undefined
}

/** Who was named in this group, the newest last. */
export async function setupsOfGroup({ platform, chatId }: GroupRef, now: number): Promise<SetupView[]> {
  const rows = await BranchSetup.find({ platform, chatId, kind: 'secretary' }).sort({ _id: 1 }).lean<BranchSetupRow[]>()
  return rows.filter((row) => isLive(row, now)).map(toView)
}

/** What is pending about this person, the newest last. */
export async function setupsOfPerson(platform: PlatformName, userId: string, now: number): Promise<SetupView[]> {
  const rows = await BranchSetup.find({ platform, candidateId: userId }).sort({ _id: 1 }).lean<BranchSetupRow[]>()
  return rows.filter((row) => isLive(row, now)).map(toView)
}

/** The two confirmations; each counts once, in either order. */
export async function confirmSetup(id: string): Promise<SetupView> {
  return await change(id, { confirmedBySelf: true })
}
export async function secondSetup(id: string, userId: string): Promise<SetupView> {
  return await change(id, { secondedBy: userId })
}

/** Keeps the roster that he typed until he confirms it; `revision` is one higher then. */
export async function keepRoster(
  id: string,
  { branchName, members }: { readonly branchName?: string; readonly members: readonly SetupMember[] },
): Promise<SetupView> {
  return await change(id, { members: members.map((one) => ({ ...one, roles: [...one.roles] })), branchName }, 1)
}

/** A refused form comes back with a revision of its own, so that the corrected one counts as a new submit. */
export async function bumpSetup(id: string): Promise<SetupView> {
  return await change(id, {}, 1)
}

async function change(id: string, set: Partial<BranchSetupRow>, revisions = 0): Promise<SetupView> {
  const row = await BranchSetup.findOneAndUpdate(
    { _id: id },
    { $set: set, $inc: { revision: revisions } },
    { returnDocument: 'after' },
  ).lean<BranchSetupRow>()
  if (!row) throw new Error(`no set-up ${id}`)
  return toView(row)
}

/** It is over: refused, or done. */
export async function dropSetup(id: string): Promise<void> {
  await BranchSetup.deleteOne({ _id: id })
}

/**
 * True for the first message of a day (in `timezone`) in a group that is no branch, and whenever the bot was `added`:
 * only then the group is told what the bot does.
 */
export async function noteGreeting(
  { platform, chatId }: GroupRef,
  now: number,
  timezone: string,
  { added = false }: { readonly added?: boolean } = {},
): Promise<boolean> {
  const key = { platform, chatId, kind: 'greeting' as const, candidateId: '' }
  const known = await BranchSetup.findOne(key).lean<BranchSetupRow>()
  const toldToday = known && civilDateAt(known.createdAt, timezone) === civilDateAt(now, timezone)
  if (toldToday && !added) return false
  const expireAt = toDate(machineNow() + LIFETIME_MS)
  if (known) await BranchSetup.updateOne({ _id: known._id }, { $set: { createdAt: now, expireAt } })
  else await new BranchSetup({ ...key, createdAt: now, expireAt }).save()
  return true
}

const isLive = ({ createdAt }: BranchSetupRow, now: number): boolean => now - createdAt < LIFETIME_MS

function toView(row: BranchSetupRow): SetupView {
  const { _id, platform, chatId, candidateId, candidateName, confirmedBySelf, secondedBy, branchName, revision } = row
  return {
    id: _id,
    kind: row.kind === 'group' ? 'group' : 'secretary',
    platform,
    chatId,
    candidate: { userId: candidateId, ...(candidateName === undefined ? {} : { name: candidateName }) },
    confirmedBySelf,
    ...(secondedBy === undefined ? {} : { secondedBy }),
    ...(branchName === undefined ? {} : { branchName }),
    members: row.members.map(({ name, status, roles, platformUserId }) => ({
      name,
      status,
      roles: [...roles],
      ...(platformUserId ? { platformUserId } : {}),
    })),
    revision,
  }
}
