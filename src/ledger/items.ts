import { type NumberedItem, openAgenda } from '../core/agenda.js'
import { civilDateAt, isCivilDate } from '../core/civil-date.js'
import type { SlipKind } from '../core/entry.js'
import { UserError } from '../core/errors.js'
import type { MemberView } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { lockBooks } from '../models/counter.js'
import { type AgendaRow, type EntryRow, LedgerEntry } from '../models/ledger-entry.js'
import { getBranch } from './branches.js'
import { listEntryRows } from './entries.js'
import { canSee } from './permissions.js'
import { openPlanRows } from './plan-links.js'
import { isReminderTalk } from './reminder-talk.js'
import { addRevision, type ChangeBy } from './revisions.js'
import { findMember } from './roster.js'
import { peopleOf } from './talk-pairs/pairs.js'
import { type LedgerEntryView, toEntryView } from './to-views.js'

export const OPEN_ITEM_KINDS = ['qualitySlip', 'problem', 'agenda', 'plan', 'followup'] as const
export type OpenItemKind = (typeof OPEN_ITEM_KINDS)[number]

/** Something that still has to be dealt with. */
export interface OpenItem {
  readonly item: OpenItemKind
  readonly entry: LedgerEntryView
  readonly dueTo?: string
  readonly overdue: boolean
  /** Which item of a meeting's agenda, from 1, and what it is. */
  readonly at?: number
  readonly topic?: string
  readonly owner?: string
}

/** Slips that ask for nothing to be put right (domain.md P16). */
const NOTHING_TO_CLOSE: ReadonlySet<string> = new Set<SlipKind>(['奖励单', '月汇总单'])

const isOpenItem = ({ kind, subkind, closedOn, followup, followupDue }: EntryRow): boolean =>
  closedOn === undefined && isClosable({ kind, subkind, followup, followupDue })

function isClosable({ kind, subkind, followup, followupDue }: Partial<EntryRow>): boolean {
  if (kind === 'talk') return followup === true || followupDue !== undefined
  return kind === 'problem' || (kind === 'qualitySlip' && !NOTHING_TO_CLOSE.has(subkind ?? ''))
}

export interface Closed {
  readonly entry: LedgerEntryView
  readonly alreadyClosed: boolean
}

/** Which item of a meeting's agenda. */
export interface WhichItem {
  /** Its number, from 1. */
  readonly at?: number
  /** Words of its topic. */
  readonly topic?: string
  /** Only those that were given to this member: he may not close the others. */
  readonly ownerId?: string
}

/**
 * Notes the day on which a slip, a problem or an item of a meeting was dealt with, or a talk's follow-up took place. Again
 * changes nothing.
 * Authorise with `canClose` before; inside `inTransaction`. UserError `no_entry`, `voided`, `not_closable`, `which_item`, `bad_date`,
 * `future_date`.
 */
export async function closeItem(entryId: string, date: string, by: ChangeBy, which: WhichItem = {}): Promise<Closed> {
  await lockBooks()
  const row = await LedgerEntry.findOne({ _id: entryId }).lean<EntryRow>()
  if (!row) throw new UserError('no_entry', '没有找到这条记录')
  if (row.voided) throw new UserError('voided', '这条记录已撤销，不用销号')
  if (row.kind === 'meeting') return await closeAgendaItem(row, date, by, which)
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

async function closeAgendaItem(row: EntryRow, date: string, by: ChangeBy, which: WhichItem): Promise<Closed> {
  const agenda = row.agenda ?? []
  const found = itemMeant(row, which)
  const item = agenda[found - 1]
  if (item === undefined) throw new UserError('not_closable', '这条记录没有要销号的事项')
  if (item.closedOn !== undefined) return { entry: toEntryView(row), alreadyClosed: true }
  await assertClosingDay(date, row, by.now)
  const closedBy = await closerOf(by.byMemberId)
  const closed = { ...item, closedOn: date, ...(closedBy && { closedBy }) }
  const change = { $set: { agenda: agenda.map((one) => (one === item ? closed : one)) } }
  const fields = [{ field: 'agenda', after: `第${found}项已办结：${date}` }]
  return { entry: await addRevision(row, change, { ...by, fields }), alreadyClosed: false }
}

/** The number of the one that is meant: said, told by its words, or the only one that is open. */
function itemMeant({ agenda = [], number }: EntryRow, { at, topic, ownerId }: WhichItem): number {
  const isHis = (item: AgendaRow): boolean => ownerId === undefined || item.owner?.memberId === ownerId
  if (at !== undefined) {
    const item = agenda[at - 1]
    if (!item) throw new UserError('which_item', `${number} 没有第${at}项，一共${agenda.length}项`)
    if (!isHis(item)) throw new UserError('not_permitted', '这一项由它的责任人、记录人、书记或管台账的同志销号')
    return at
  }
  const bare = (text: string): string => text.replace(/[\p{P}\p{S}\s]/gu, '')
  const said = bare(topic ?? '')
  const named = said === '' ? [] : openAgenda(agenda).filter((one) => bare(one.item.topic).includes(said))
  const open = (named.length > 0 ? named : openAgenda(agenda)).filter(({ item }) => isHis(item))
  const [only, ...others] = open
  if (said !== '' && named.length === 0 && agenda.length > 1) throw whichItem(number, open)
  if (only === undefined) return agenda.findIndex((item) => item.closedOn !== undefined && isHis(item)) + 1
  if (others.length > 0) throw whichItem(number, open)
  return only.at
}

function whichItem(number: string, open: readonly NumberedItem<AgendaRow>[]): UserError {
  const items = open.map(({ at, item }) => `第${at}项${item.topic}`).join('、')
  return new UserError(
    'which_item',
    `${number} 还没落实的有：${items}。请写明是哪一项，如：销号 ${number} 第${open[0]?.at ?? 1}项`,
  )
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
  if (items.includes('agenda')) {
    const meetings = (await listEntryRows({ kind: 'meeting' })).map(toEntryView)
    found.push(...meetings.flatMap((meeting) => openAgendaItems(meeting, today)))
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

const openAgendaItems = (meeting: LedgerEntryView, today: string): OpenItem[] =>
  openAgenda(meeting.agenda).map(({ at, item: { topic, owner, dueTo } }) => ({
    ...toItem('agenda', meeting, dueTo, today),
    at,
    topic,
    ...(owner !== undefined && { owner }),
  }))

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
  const isOwn = (talk: EntryRow): boolean => peopleOf(talk).includes(member.id)
  const rows = await listEntryRows({ kind: 'talk' })
  return rows
    .filter((row) => isOwn(row) && isOpenItem(row))
    .toSorted((a, b) => ((a.followupDue ?? LAST) < (b.followupDue ?? LAST) ? -1 : 1))
    .map(toEntryView)
}
