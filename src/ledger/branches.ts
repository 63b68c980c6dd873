import { civilDateAt } from '../core/civil-date.js'
import type { PlatformName } from '../core/platform.js'
import type { BranchView } from '../core/views.js'
import { acrossBranches, inBranch } from '../models/branch-scope.js'
import { BranchSetup } from '../models/branch-setup.js'
import { createCounter } from '../models/counter.js'
import { Draft } from '../models/draft.js'
import { newId } from '../models/fields.js'
import { inTransaction, isDuplicateKey } from '../models/in-transaction.js'
import { LedgerEntry } from '../models/ledger-entry.js'
import { Member } from '../models/member.js'
import { PartyBranch, type PartyBranchRow } from '../models/party-branch.js'
import type { BranchInput } from './branch-input.js'
import { DEFAULT_SETTINGS } from './branch-settings.js'
import { defaultHolidayLists } from './default-holidays.js'
import { noteOtherSecretary } from './handovers.js'
import { secretaries } from './roster.js'
import { saveRoster } from './save-roster.js'
import { toBranchView } from './to-views.js'

export { type BranchInput, branchInputSchema } from './branch-input.js'

const DEFAULT_TIMEZONE = 'Asia/Shanghai'

/**
 * Creates the branch of this chat, or brings it up to date: members are matched by account, then by name, and one left
 * out has left as of today. Needs no scope and runs its own transaction, so call it outside of one.
 */
export async function saveBranch(
  body: BranchInput,
  now: number,
  defaults: { readonly timezone?: string } = {},
): Promise<{ id: string; created: boolean }> {
  const work = () => inTransaction(() => writeBranch(body, now, defaults.timezone))
  try {
    return await work()
  } catch (error) {
    // Two first saves of one chat at once: the loser's second try finds the branch and updates it.
    if (isDuplicateKey(error)) return await work()
    throw error
  }
}

/**
 * `saveBranch` inside the caller's transaction. What was pending about the group is over with it: whoever may save a
 * branch stands above everything that was said there.
 */
export async function writeBranch(
  body: BranchInput,
  now: number,
  timezone = DEFAULT_TIMEZONE,
): Promise<{ id: string; created: boolean }> {
  const known = await branchRowOfChat(body.platform, body.chatId)
  const id = known?._id ?? newId()
  const row = {
    name: body.name,
    timezone: body.timezone ?? known?.timezone ?? timezone,
    settings: { ...DEFAULT_SETTINGS, ...known?.settings, ...body.settings },
  }
  await inBranch(id, async () => {
    if (known) await PartyBranch.updateOne({ _id: id }, { $set: row })
    else {
      const { platform, chatId } = body
      const holidayLists = await defaultHolidayLists()
      await new PartyBranch({ ...row, _id: id, platform, chatId, holidayLists, createdAt: now }).save()
      await createCounter()
    }
    const today = civilDateAt(now, row.timezone)
    const before = known ? await secretaryIds() : []
    await saveRoster(body.members, today, known === undefined)
    if (known) await noteOtherSecretary(before, await secretaryIds(), { today, now })
  })
  await BranchSetup.deleteMany({ platform: body.platform, chatId: body.chatId })
  return { id, created: known === undefined }
}

const secretaryIds = async (): Promise<string[]> => (await secretaries()).map(({ id }) => id)

async function branchRowOfChat(platform: PlatformName, chatId: string): Promise<PartyBranchRow | undefined> {
  const row = await acrossBranches('a chat names its branch, not the other way round', () =>
    PartyBranch.findOne({ platform, chatId }).lean<PartyBranchRow>(),
  )
  return row ?? undefined
}

/** Needs no scope, but no other branch may be in it. */
export async function findBranch(id: string): Promise<BranchView | undefined> {
  const row = await inBranch(id, () => PartyBranch.findOne({ _id: id }).lean<PartyBranchRow>())
  return row ? toBranchView(row) : undefined
}

/** As `findBranch`; throws when there is no such branch. */
export async function getBranch(id: string): Promise<BranchView> {
  const branch = await findBranch(id)
  if (!branch) throw new Error(`no branch ${id}`)
  return branch
}

/** The branch whose group this is. Needs no scope. */
export async function findBranchByChat(platform: PlatformName, chatId: string): Promise<BranchView | undefined> {
  const row = await branchRowOfChat(platform, chatId)
  return row && toBranchView(row)
}

/** The branches in which this account is a member today, oldest first. Needs no scope. */
export async function findBranchesOfUser(platform: PlatformName, userId: string): Promise<BranchView[]> {
  return await acrossBranches('a person in a private chat may be in several branches', async () => {
    const members = await Member.find({ platformUserId: userId }).lean<{ branchId: string; leftOn?: string }[]>()
    const ids = members.filter(({ leftOn }) => leftOn === undefined).map(({ branchId }) => branchId)
    const rows = await PartyBranch.find({ _id: { $in: ids }, platform })
      .sort({ _id: 1 })
      .lean<PartyBranchRow[]>()
    return rows.map(toBranchView)
  })
}

/** Those of `findBranchesOfUser` whose secretary he is. Needs no scope. */
export async function findBranchesLedBy(platform: PlatformName, userId: string): Promise<BranchView[]> {
  const branches = await findBranchesOfUser(platform, userId)
  const members = await acrossBranches('a secretary in a new group may lead several branches', () =>
    Member.find({ platformUserId: userId }).lean<{ branchId: string; roles: string[] }[]>(),
  )
  const led = new Set(members.flatMap(({ branchId, roles }) => (roles.includes('secretary') ? [branchId] : [])))
  return branches.filter(({ id }) => led.has(id))
}

/**
 * The branch that a person in several chose for his private messages of the day of `at`; undefined when he is to be
 * asked. A choice made after `at` says nothing of a message that arrives late. Needs no scope.
 */
export async function findChosenBranch(
  branches: readonly BranchView[],
  userId: string,
  at: number,
): Promise<BranchView | undefined> {
  const members = await acrossBranches('a person in a private chat may be in several branches', () =>
    Member.find({ platformUserId: userId }).lean<{ branchId: string; privateChosenAt?: number }[]>(),
  )
  const chosen = members
    .filter(({ privateChosenAt = Number.POSITIVE_INFINITY }) => privateChosenAt <= at)
    .toSorted((a, b) => (a.privateChosenAt ?? 0) - (b.privateChosenAt ?? 0))
    .at(-1)
  const branch = branches.find(({ id }) => id === chosen?.branchId)
  if (!branch || chosen?.privateChosenAt === undefined) return undefined
  const isOfThatDay = civilDateAt(chosen.privateChosenAt, branch.timezone) === civilDateAt(at, branch.timezone)
  return isOfThatDay ? branch : undefined
}

/** Every branch, oldest first: for sweeps, which then enter each one's scope. Needs no scope. */
export async function listBranches(): Promise<BranchView[]> {
  const rows = await acrossBranches('sweeps go through all branches', () =>
    PartyBranch.find().sort({ _id: 1 }).lean<PartyBranchRow[]>(),
  )
  return rows.map(toBranchView)
}

/**
 * Notes that at `at` (civil epoch ms) the bot was removed from the branch's group, or was there. False: something later
 * is known already, as events may overtake each other. Needs no scope.
 */
export async function setChatClosed(branchId: string, closed: boolean, at: number): Promise<boolean> {
  const { matchedCount } = await inBranch(branchId, () =>
    PartyBranch.updateOne(
      { _id: branchId, $or: [{ chatSeenAt: { $exists: false } }, { chatSeenAt: { $lte: at } }] },
      { $set: { chatClosed: closed, chatSeenAt: at } },
    ),
  )
  return matchedCount > 0
}

/**
 * The branch that an entry named by a card belongs to: a tap in a private chat tells nothing else. The id is the
 * client's claim, so what follows must authorise the operator as that branch's member. Needs no scope.
 */
export async function findBranchIdOfEntry(entryId: string): Promise<string | undefined> {
  const row = await acrossBranches('a tap in a private chat names an entry, not a branch', () =>
    LedgerEntry.findOne({ _id: entryId }, { branchId: 1 }).lean<{ branchId: string }>(),
  )
  return row?.branchId
}

/** As `findBranchIdOfEntry`, for a draft. Needs no scope. */
export async function findBranchIdOfDraft(draftId: string): Promise<string | undefined> {
  const row = await acrossBranches('a tap in a private chat names a draft, not a branch', () =>
    Draft.findOne({ _id: draftId }, { branchId: 1 }).lean<{ branchId: string }>(),
  )
  return row?.branchId
}

/**
 * The branch in which a message became an entry, or waits to become one: that it was recalled tells nothing else. Needs
 * no scope.
 */
export async function findBranchIdOfMessage(messageId: string): Promise<string | undefined> {
  return await acrossBranches('a recalled message of a private chat names no branch', async () => {
    const entry = await LedgerEntry.findOne({ messageId }, { branchId: 1 }).lean<{ branchId: string }>()
    if (entry) return entry.branchId
    const draft = await Draft.findOne({ messageId }, { branchId: 1 }).lean<{ branchId: string }>()
    return draft?.branchId
  })
}
