import { addDays, civilDateAt, mondayOf } from '../core/civil-date.js'
import type { BranchView, DigestData, DigestSpan, UpcomingPlan, WeekDigest } from '../core/views.js'
import { isCalendarKnown } from '../core/workdays.js'
import { ReminderRow } from '../models/reminder-row.js'
import { digestData, markTold } from './digest.js'
import { daysAhead, upcomingOf } from './digest-plans.js'
import { endedSpans, previewedSpan, spanDigest } from './digest-spans.js'
import { openPlanRows } from './plan-links.js'
import { digestStart } from './reminder-times.js'

/** A digest ready to be sent. */
export interface PendingDigest {
  readonly data: DigestData
  /** Its days hold something; otherwise it tells only of a quarter or year, and they stay for the next one. */
  readonly hasWeek: boolean
}

/** The id of the reminder row that elects who sends the digest of the week of `monday`. */
export const digestId = (branch: Pick<BranchView, 'id'>, monday: string): string => `${branch.id}|digest|${monday}`

/** Of the quarter or year that a digest told of. */
const spanId = digestId

/**
 * The digest of the week of `monday` as it would be sent on `today`; undefined when there is nothing to say. What is
 * planned is no reason for one: without a record the week is merged into the next. Call it in the branch's scope.
 */
export async function pendingDigest(
  branch: BranchView,
  monday: string,
  today: string,
): Promise<PendingDigest | undefined> {
  const week = await weekOf(branch, monday, today)
  const ended = await untoldSpans(branch, today)
  const spans: DigestSpan[] = []
  for (const span of ended) {
    const held = await spanDigest(span, today)
    if (held) spans.push(held)
  }
  if (!week && spans.length === 0) return undefined
  const data = { ...(week ?? emptyWeek(branch, monday, today)), upcoming: await upcomingAfter(branch, today), spans }
  return { data, hasWeek: week !== undefined }
}

/** Last day that this week's digest told of; undefined: it was not sent yet. */
export async function toldThisWeek(branch: BranchView, today: string): Promise<string | undefined> {
  const monday = mondayOf(today)
  const sent = await ReminderRow.findOne({ _id: digestId(branch, monday) }, { to: 1 }).lean()
  // One without days told of a quarter or year: the week itself is still to be told.
  return sent ? (sent.to ?? addDays(monday, -1)) : undefined
}

/** The digest as it would be sent on `today`; after this week's was sent (`told`), the next one as far as it has come. */
export async function previewDigest(
  branch: BranchView,
  today: string,
  told: string | undefined,
): Promise<PendingDigest | undefined> {
  const monday = mondayOf(today)
  if (told === undefined) return pendingDigest(branch, monday, today)
  return told < today ? pendingDigest(branch, addDays(monday, 7), today) : undefined
}

/** A quarter or year as a digest would tell of it: one that ended and is not told yet, else the running one so far. */
export async function previewSpan(
  branch: BranchView,
  every: 'quarter' | 'year',
  today: string,
): Promise<DigestData | undefined> {
  const span = await spanDigest(previewedSpan(every, today, await untoldSpans(branch, today)), today)
  return span && { ...emptyWeek(branch, today, today), upcoming: [], spans: [span] }
}

/** The quarter and year that the next digest tells of, as far as they hold anything. */
async function untoldSpans(branch: BranchView, today: string): Promise<string[]> {
  const ended = endedSpans(today, civilDateAt(branch.createdAt, branch.timezone))
  const told = await ReminderRow.find({ _id: { $in: ended.map((span) => spanId(branch, span)) } }, { _id: 1 }).lean()
  const ids = new Set(told.map(({ _id }) => _id))
  return ended.filter((span) => !ids.has(spanId(branch, span)))
}

const upcomingAfter = async ({ calendar }: BranchView, today: string): Promise<UpcomingPlan[]> =>
  upcomingOf(await openPlanRows(), daysAhead(today, calendar))

/** Days that hold nothing. */
const emptyWeek = ({ id, name, calendar }: BranchView, from: string, to: string): WeekDigest => ({
  branch: { id, name },
  from,
  to,
  counts: [],
  minutes: 0,
  talkCount: 0,
  lateCount: 0,
  thanks: [],
  entryIds: [],
  calendarKnown: isCalendarKnown(to, calendar),
})

/** What the days since the last digest hold. A weekend with nothing in it is not named as part of the week. */
async function weekOf(branch: BranchView, monday: string, today: string): Promise<WeekDigest | undefined> {
  const last = await lastDigest(branch, today)
  const start = digestStart(monday, last, civilDateAt(branch.createdAt, branch.timezone))
  if (start > today) return undefined
  const early = start < monday ? await digestData(start, minDate(addDays(monday, -1), today)) : undefined
  const hasEarly = early !== undefined && (early.counts.length > 0 || early.talkCount > 0)
  return digestData(hasEarly || monday > today ? start : monday, today)
}

const minDate = (a: string, b: string): string => (a < b ? a : b)

/** Last day of the newest digest that ended before `today`. */
async function lastDigest({ id }: Pick<BranchView, 'id'>, today: string): Promise<string | undefined> {
  const last = await ReminderRow.findOne({ branchId: id, card: 'digest', to: { $lt: today } })
    .sort({ to: -1 })
    .lean()
  return last?.to
}

/** Notes what a digest told of, so that no other tells it again; in the transaction that sends it. */
export async function noteDigest(
  branch: Pick<BranchView, 'id'>,
  { data }: PendingDigest,
  monday: string,
  at: number,
): Promise<void> {
  await markTold(data.entryIds, monday)
  const rows = data.spans.map(({ span }) => ({
    _id: spanId(branch, span),
    branchId: branch.id,
    card: 'digest' as const,
    period: span,
    at,
    outboxIds: [],
    schemaVersion: 1,
  }))
  if (rows.length > 0) await ReminderRow.create(rows, { ordered: true })
}
