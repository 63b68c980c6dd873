import { civilDateAt, isCivilDate } from '../core/civil-date.js'
import type { SlipKind } from '../core/entry.js'
import { UserError } from '../core/errors.js'
import type { MemberView } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { lockBooks } from '../models/counter.js'
import { type EntryRow, LedgerEntry } from '../models/ledger-entry.js'
import { getBranch } from './branches.js'
import { listEntryRows } from './entries.js'
import { canSee } from './permissions.js'
import { openPlanRows } from './plan-links.js'
import { isReminderTalk } from './reminder-talk.js'
import { addRevision, type ChangeBy } from './revisions.js'
import { findMember } from './roster.js'
import { type LedgerEntryView, toEntryView } from './to-views.js'

export const OPEN_ITEM_KINDS = ['qualitySlip', 'problem', 'plan', 'followup'] as const
export type OpenItemKind = (typeof OPEN_ITEM_KINDS)[number]

/** Something that still has to be dealt with. */
export interface OpenItem {
  readonly item: OpenItemKind
  readonly entry: LedgerEntryView
  readonly dueTo?: string
  readonly overdue: boolean
}

/** Slips that ask for nothing to be put right (domain.md P16). */
const NOTHING_TO_CLOSE: ReadonlySet<string> = new Set<SlipKind>(['奖励单', '月汇总单'])

const isOpenItem = ({ kind, subkind, closedOn, followup, followupDue }: EntryRow): boolean =>
  closedOn === undefined && isClosable({ kind, subkind, followup, followupDue })

function isClosable({ kind, subkind, followup, followupDue }: Partial<EntryRow>): boolean {
  if (kind === 'talk') return followup === true || followupDue !== undefined
  return kind === 'problem' || (kind === 'qualitySlip' && !NOTHING_TO_CLOSE.has(subkind ?? ''))
}

/**
 * Notes the day on which a slip or problem was dealt with, or a talk's follow-up took place. Again changes nothing.
 * Authorise with `canClose` before; inside `inTransaction`. UserError `no_entry`, `voided`, `not_closable`, `bad_date`,
 * `future_date`.
 */
export async function closeItem(
  entryId: string,
  date: string,
  by: ChangeBy,
): Promise<{ entry: LedgerEntryView; alreadyClosed: boolean }> {
  await lockBooks()
  const row = await LedgerEntry.findOne({ _id: entryId }).lean<EntryRow>()
  if (!row) throw new UserError('no_entry', '没有找到这条记录')
  if (row.voided) throw new UserError('voided', '这条记录已撤销，不用销号')
  if (!isClosable(row)) throw new UserError('not_closable', '这条记录没有要销号的事项')
  if (row.closedOn !== undefined) return { entry: toEntryView(row), alreadyClosed: true }
  await assertClosingDay(date, row, by.now)
  const closedBy = await closerOf(by.byMemberId)
  const change = { $set: { closedOn: date, ...(closedBy && { closedBy }) } }
  const fields = [{ field: 'closed_on', after: date }]
  return { entry: await addRevision(row, change, { ...by, fields }), alreadyClosed: false }
}

async function assertClosingDay(date: string, row: EntryRow, now: number): Promise<void> {
  if (!isCivilDate(date)) throw new UserError('bad_date', '日历上没有这一天，请写成“3月20日已整改”')
  const { timezone } = await getBranch(currentBranchId())
  if (date > civilDateAt(now, timezone)) throw new UserError('future_date', '这一天还没到，请在整改完成后再销号')
  if (date < row.date) throw new UserError('bad_date', `销号日期早于记录日期${row.date}，请核对后再写`)
}

async function closerOf(memberId: string): Promise<{ name: string; memberId: string } | undefined> {
  const member = await findMember(memberId)
  return member && { name: member.name, memberId: member.id }
}

/**
 * What is still open, soonest due first. Follow-ups are those of the reader's own talks, planned talks those he may
 * know of; without a reader neither is in it.
 */
export async function openItems(
  items: readonly OpenItemKind[],
  today: string,
  reader?: MemberView,
): Promise<OpenItem[]> {
  const found: OpenItem[] = []
  for (const kind of ['qualitySlip', 'problem'] as const) {
    if (!items.includes(kind)) continue
    const rows = await listEntryRows({ kind })
    found.push(...rows.filter(isOpenItem).map((row) => toItem(kind, toEntryView(row), row.dueTo, today)))
  }
  if (items.includes('plan')) {
    const plans = (await openPlanRows()).map(toEntryView)
    const visible = plans.filter((plan) => (reader ? canSee(reader, plan) : plan.subkind !== 'talk'))
    found.push(...visible.map((plan) => toItem('plan', plan, plan.date, today)))
  }
  if (items.includes('followup') && reader) {
    const talks = await openFollowups(reader)
    found.push(...talks.map((talk) => toItem('followup', talk, talk.followupDue, today)))
  }
  return found.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

const LAST = '9999'
const keyOf = ({ dueTo, entry }: OpenItem): string => `${dueTo ?? LAST} ${entry.date} ${entry.number}`

const toItem = (item: OpenItemKind, entry: LedgerEntryView, dueTo: string | undefined, today: string): OpenItem => ({
  item,
  entry,
  ...(dueTo !== undefined && { dueTo }),
  overdue: dueTo !== undefined && dueTo < today,
})

/** How many talks of others than the member have a follow-up to come; a 提醒谈话 is in no count. */
export async function countOthersFollowups(member: Pick<MemberView, 'id'>): Promise<number> {
  const own = new Set((await openFollowups(member)).map(({ id }) => id))
  const rows = await listEntryRows({ kind: 'talk' })
  return rows.filter((row) => isOpenItem(row) && !own.has(row._id) && !isReminderTalk(toEntryView(row))).length
}

/** The member's own talks, as one of the two, whose follow-up is still to come; soonest due first. */
export async function openFollowups(member: Pick<MemberView, 'id'>): Promise<LedgerEntryView[]> {
  const isOwn = ({ talker, partner }: EntryRow): boolean =>
    talker?.memberId === member.id || partner?.memberId === member.id
  const rows = await listEntryRows({ kind: 'talk' })
  return rows
    .filter((row) => isOwn(row) && isOpenItem(row))
    .toSorted((a, b) => ((a.followupDue ?? LAST) < (b.followupDue ?? LAST) ? -1 : 1))
    .map(toEntryView)
}
