import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { CommitteeQuestion, CommitteeTable, CommitteeView, SharedBranch } from '../core/committee-views.js'
import type { PlatformName } from '../core/platform.js'
import type { BranchView, MemberView } from '../core/views.js'
import { acrossBranches, currentBranchId, inBranch } from '../models/branch-scope.js'
import { Committee, type CommitteeRow } from '../models/committee.js'
import { inTransaction, isDuplicateKey } from '../models/in-transaction.js'
import { type CommitteeConsentRow, PartyBranch, type PartyBranchRow } from '../models/party-branch.js'
import { sharedFacts } from './shared-facts.js'

/** Body of the operator's POST. */
export const committeeInputSchema = z.strictObject({
  name: z.string().trim().min(2).max(40),
  platform: z.enum(['feishu', 'dingtalk']),
  members: z.array(z.string().min(1).max(128)).max(100),
})
export type CommitteeInput = z.infer<typeof committeeInputSchema>

/** Letters that nobody mistakes for another one, and no digits: a sentence with digits is read for days and hours. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const CODE_LENGTH = 8
const newCode = (): string => Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')

/** Creates the committee of this platform and name, or sets its members. Needs no scope; runs its own transaction. */
export async function saveCommittee(
  { name, platform, members }: CommitteeInput,
  now: number,
): Promise<{ id: string; code: string; created: boolean }> {
  const work = () =>
    inTransaction(async () => {
      const known = await Committee.findOne({ platform, name }).lean<CommitteeRow>()
      if (known) {
        await Committee.updateOne({ _id: known._id }, { $set: { members } })
        return { id: known._id, code: known.code, created: false }
      }
      const row = new Committee({ name, platform, members, code: newCode(), createdAt: now })
      await row.save()
      return { id: row._id, code: row.code, created: true }
    })
  try {
    return await work()
  } catch (error) {
    // Two at once, or a code that there was: the second try finds the one, and draws another code.
    if (isDuplicateKey(error)) return await work()
    throw error
  }
}

/** All of them, oldest first, with how many branches share with each: for the operator. Needs no scope. */
export async function listCommittees(): Promise<(CommitteeView & { readonly branches: number })[]> {
  const rows = await Committee.find().sort({ _id: 1 }).lean<CommitteeRow[]>()
  const listed = []
  for (const row of rows) listed.push({ ...toView(row), branches: await countBranches(row._id) })
  return listed
}

/** Those that this account is a member of, oldest first. Needs no scope. */
export async function committeesOf(platform: PlatformName, userId: string): Promise<CommitteeView[]> {
  return (await Committee.find({ platform, members: userId }).sort({ _id: 1 }).lean<CommitteeRow[]>()).map(toView)
}

/** The committee with this code on the branch's own platform. */
export async function committeeByCode(platform: PlatformName, code: string): Promise<CommitteeView | undefined> {
  const row = await Committee.findOne({ platform, code: code.toUpperCase() }).lean<CommitteeRow>()
  return row ? toView(row) : undefined
}

/**
 * Notes that the secretary was shown what the branch in scope would share (`seen`; the last one counts), or agreed to it
 * (`joined`). Inside a transaction; authorise before. False: it shares with that one already.
 */
export async function noteConsent(
  { id: committeeId, name }: Pick<CommitteeView, 'id' | 'name'>,
  state: 'seen' | 'joined',
  by: Pick<MemberView, 'id' | 'name'>,
  now: number,
): Promise<boolean> {
  const rows = await consents()
  if (rows.some((row) => row.committeeId === committeeId && row.state === 'joined')) return false
  const row = { committeeId, name, state, at: now, byMemberId: by.id, byName: by.name }
  await save([...rows.filter((one) => one.state !== 'seen'), row])
  return true
}

/** What the secretary was shown last and has not agreed to yet. */
export const seenCommittee = async (): Promise<CommitteeConsentRow | undefined> =>
  (await consents()).findLast(({ state }) => state === 'seen')

/** Shares nothing any more, at once; returns the names of those that it was shared with. */
export async function leaveCommittees(now: number): Promise<string[]> {
  const rows = await consents()
  const joined = rows.filter(({ state }) => state === 'joined')
  if (joined.length > 0)
    await save(rows.map((row) => (row.state === 'joined' ? { ...row, state: 'left', endedAt: now } : row)))
  return joined.map(({ name }) => name)
}

const consents = async (): Promise<readonly CommitteeConsentRow[]> =>
  (await PartyBranch.findOne({ _id: currentBranchId() }).lean<PartyBranchRow>())?.committees ?? []

async function save(committees: readonly CommitteeConsentRow[]): Promise<void> {
  await PartyBranch.updateOne({ _id: currentBranchId() }, { $set: { committees } })
}

const BRANCHES_A_PAGE = 10

/**
 * What the branches share that agreed to, in the order in which they were created here: by no result, ever. Needs no
 * scope; enters each branch's own. Authorise before: only for its members.
 */
export async function committeeTable(
  committee: Pick<CommitteeView, 'id' | 'name'>,
  { span, page: wanted }: Pick<CommitteeQuestion, 'span' | 'page'>,
): Promise<CommitteeTable> {
  const total = await countBranches(committee.id)
  const pages = Math.max(1, Math.ceil(total / BRANCHES_A_PAGE))
  const page = Math.min(wanted, pages)
  const rows = await branchesOf(committee.id, (page - 1) * BRANCHES_A_PAGE)
  const branches: SharedBranch[] = []
  // One after the other: a session can't run two operations at once.
  for (const { _id, name } of rows) branches.push({ name, facts: await inBranch(_id, () => sharedFacts(span)) })
  return { committee: committee.name, span, branches, page, pages, total }
}

/** The branch's own line, as the committee would read it: what its secretary agrees to. In the branch's scope. */
export const ownShare = async ({ name }: Pick<BranchView, 'name'>, span: string): Promise<SharedBranch> => ({
  name,
  facts: await sharedFacts(span),
})

const sharingWith = (committeeId: string) => ({ committees: { $elemMatch: { committeeId, state: 'joined' } } })

const countBranches = (committeeId: string): Promise<number> =>
  acrossBranches('a committee looks at the branches that chose to share with it', () =>
    PartyBranch.countDocuments(sharingWith(committeeId)),
  )

const branchesOf = (committeeId: string, from: number): Promise<Pick<PartyBranchRow, '_id' | 'name'>[]> =>
  acrossBranches('a committee looks at the branches that chose to share with it', () =>
    PartyBranch.find(sharingWith(committeeId), { name: 1 })
      .sort({ _id: 1 })
      .skip(from)
      .limit(BRANCHES_A_PAGE)
      .lean<Pick<PartyBranchRow, '_id' | 'name'>[]>(),
  )

const toView = ({ _id, name, platform, code, members }: CommitteeRow): CommitteeView => ({
  id: _id,
  name,
  platform,
  code,
  members,
})
