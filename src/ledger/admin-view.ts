import { toDate } from '../core/clock.js'
import type { EntryKind, Role } from '../core/entry.js'
import { newStaffNames } from '../core/new-staff.js'
import type { BranchView, MemberView } from '../core/views.js'
import { inBranch } from '../models/branch-scope.js'
import type { EntryRow } from '../models/ledger-entry.js'
import { findBranch } from './branches.js'
import { listEntryRows } from './entries.js'
import { isReminderTalk } from './reminder-talk.js'
import { listEverybody } from './roster.js'
import { fieldsOf } from './schema-fields.js'
import { dropAbsent } from './to-views.js'

/** One entry as `GET /admin/branches/:id/entries` lists it (contract.md). */
export interface AdminEntry {
  readonly id: string
  readonly number: string
  readonly kind: EntryKind
  readonly date: string
  readonly title: string
  readonly minutes?: number
  readonly creditHours?: number
  readonly form?: string
  readonly category?: string
  readonly campaign?: string
  readonly participants: readonly string[]
  readonly absent: readonly { readonly name: string; readonly reason?: string }[]
  readonly inferred: readonly string[]
  readonly author: string
  readonly enteredAt: string
  readonly late: boolean
  readonly voided: boolean
  readonly fields: Readonly<Record<string, unknown>>
}

interface AdminFilter {
  readonly kind?: EntryKind
  readonly from?: string
  readonly to?: string
}

/** The ledger for an operator: voided entries too, never what was said in a talk, and no 提醒谈话 at all. */
export async function adminEntries({ kind, from, to }: AdminFilter = {}): Promise<AdminEntry[]> {
  const rows = await listEntryRows({ kind, from, to, includeVoided: true })
  return rows.filter((row) => !isReminderTalk(row)).map(toAdminEntry)
}

function toAdminEntry(row: EntryRow): AdminEntry {
  return dropAbsent({
    id: row._id,
    number: row.number,
    kind: row.kind,
    date: row.date,
    title: row.title,
    minutes: row.minutes,
    creditHours: row.creditHours,
    form: row.form,
    category: row.category,
    campaign: row.campaign,
    participants: [...row.participants.map(({ name }) => name), ...newStaffNames(row.form, row.audience)],
    absent: row.absent.map(({ name, reason }) => dropAbsent({ name, reason })),
    inferred: row.inferred,
    author: row.author.name,
    enteredAt: toDate(row.enteredAt).toISOString(),
    late: row.late,
    voided: row.voided,
    // Two have had names of ours since the first version: kept beside SCHEMA's, for who reads them.
    fields: dropAbsent({ ...fieldsOf(row), endDate: row.endDate, followupDue: row.followupDue }),
  })
}

/** A branch as `GET /admin/branches/:id` shows it: the POST body with ids. */
export interface AdminBranch extends Pick<BranchView, 'id' | 'name' | 'timezone' | 'platform' | 'chatId' | 'settings'> {
  readonly members: readonly (MemberView & { readonly role: Role })[]
  /** Those who left, with the date: kept for the entries they are in. */
  readonly formerMembers: readonly MemberView[]
}

/** Needs no scope. `members` are the current ones; `role` repeats the first of `roles`, as the POST knows both. */
export async function adminBranch(branchId: string): Promise<AdminBranch | undefined> {
  const branch = await findBranch(branchId)
  if (!branch) return undefined
  const { id, name, timezone, platform, chatId, settings } = branch
  const everybody = await inBranch(branchId, () => listEverybody())
  const isCurrent = (member: MemberView): boolean => member.leftOn === undefined
  return {
    id,
    name,
    timezone,
    platform,
    chatId,
    settings,
    members: everybody
      .filter(isCurrent)
      .map(asPosted)
      .map((member) => ({ ...member, role: member.roles[0] ?? 'member' })),
    formerMembers: everybody.filter((member) => !isCurrent(member)).map(asPosted),
  }
}

/** Without what the branch and the member himself said in the chat: the operator posts what he read. */
const asPosted = ({ secretaryTerms: _terms, remindersOff: _off, ...member }: MemberView): MemberView => member
