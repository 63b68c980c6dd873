import { machineNow, toDate } from '../core/clock.js'
import { UserError } from '../core/errors.js'
import type { MemberView, TalkContent as OpenContent } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { ReadAudit, type ReadAuditRow } from '../models/read-audit.js'
import { TalkContent, type TalkContentRow } from '../models/talk-content.js'
import { findEntry } from './entries.js'
import { canSee, isOneOfTheTwo, isPlannedTalk, mayReadAnalysis } from './permissions.js'
import { openTalk } from './talk-vault.js'
import type { LedgerEntryView } from './to-views.js'

/**
 * What was said in a talk, for one of its two people and nobody else, whatever their roles (design.md §4). Every try is
 * audited, refused ones too. Empty when only the fact was recorded. UserError `no_entry`, `not_permitted`, `erased`.
 */
export async function readTalkContent(entryId: string, member: MemberView, now: number): Promise<OpenContent> {
  const entry = await findTalk(entryId)
  await assertNamed(entry, member, now)
  return await openContent(entryId, member, now)
}

/**
 * What an analysis found, for its author and the secretary of its time, nobody else (`mayReadAnalysis`). Every try is
 * audited. UserError `no_entry`, `not_permitted`, `erased`.
 */
export async function readAnalysis(entryId: string, member: MemberView, now: number): Promise<OpenContent> {
  const entry = await findEntry(entryId)
  if (entry?.kind !== 'analysis') throw new UserError('no_entry', '没有找到这条记录')
  if (!mayReadAnalysis(member, entry)) {
    await auditRefusal({ entryId, memberId: member.id, act: 'refused', at: now })
    throw new UserError('not_permitted', '思想状况分析的内容只有当时的书记能看')
  }
  return await openContent(entryId, member, now)
}

async function openContent(entryId: string, member: MemberView, now: number): Promise<OpenContent> {
  const row = await TalkContent.findOne({ _id: entryId }).lean<TalkContentRow>()
  await audit({ entryId, memberId: member.id, act: 'read', at: now })
  if (!row) return {}
  const { wrappedKey, fields, branchId } = row
  if (!wrappedKey) throw new UserError('erased', '这次谈话的内容已按本人要求删除，只保留事实')
  if (!fields) return {}
  return openTalk({ wrappedKey, fields }, { branchId, entryId })
}

/** The talk with this id, held or planned; UserError `no_entry` for anything else. */
export async function findTalk(entryId: string): Promise<LedgerEntryView> {
  const entry = await findEntry(entryId)
  if (!entry || (entry.kind !== 'talk' && !isPlannedTalk(entry))) throw new UserError('no_entry', '没有找到这条记录')
  return entry
}

/**
 * Refuses everybody but the talk's two, and audits the refusal. Who may not even know of a 提醒谈话 hears the same as
 * for a number that never was.
 */
export async function assertNamed(entry: LedgerEntryView, member: MemberView, now: number): Promise<void> {
  if (isOneOfTheTwo(member, entry)) return
  await auditRefusal({ entryId: entry.id, memberId: member.id, act: 'refused', at: now })
  if (!canSee(member, entry)) throw new UserError('no_entry', '没有找到这条记录')
  throw new UserError('not_permitted', '谈话内容仅谈话双方可见')
}

type AuditLine = Pick<ReadAuditRow, 'entryId' | 'memberId' | 'act' | 'at'>

/** Notes a look at sealed content, in the same transaction as the reply that carries it. */
export async function audit(line: AuditLine): Promise<void> {
  await new ReadAudit({ ...line, branchId: currentBranchId(), machineAt: toDate(machineNow()) }).save()
}

/** The error that follows a refusal rolls the transaction back; `session: null` keeps the note out of it. */
async function auditRefusal(line: AuditLine): Promise<void> {
  const row = new ReadAudit({ ...line, branchId: currentBranchId(), machineAt: toDate(machineNow()) })
  await row.save({ session: null })
}
