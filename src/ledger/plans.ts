import { isCivilDate } from '../core/civil-date.js'
import type { PeriodOfDay } from '../core/entry.js'
import { UserError } from '../core/errors.js'
import { lockBooks } from '../models/counter.js'
import { type EntryRow, LedgerEntry } from '../models/ledger-entry.js'
import { TalkContent, type TalkContentRow } from '../models/talk-content.js'
import { titleOf } from './names.js'
import type { EntrySource, NewEntry } from './new-entry/index.js'
import { openPlanRows, setPlanState, timesKept } from './plan-links.js'
import { recordEntry } from './record-entry.js'
import type { ChangeBy } from './revisions.js'
import { openTalk } from './talk-vault.js'
import { dropAbsent, type LedgerEntryView, toEntryView } from './to-views.js'

/**
 * Plans that nothing became of yet, by date, from `from` to `to`, both included; a plan with a deadline stands at its
 * deadline. Planned talks are among them: ask `canSee` before showing any.
 */
export async function openPlans(from?: string, to?: string): Promise<LedgerEntryView[]> {
  const rows = await openPlanRows()
  return rows.filter(({ date }) => (from ?? date) <= date && date <= (to ?? date)).map(toEntryView)
}

/** Notes that an entry carried the plan out. UserError `no_entry`, `plan_closed`. */
export async function closePlanBy(planId: string, entryId: string, by: ChangeBy): Promise<LedgerEntryView> {
  await lockBooks()
  const plan = await openPlan(planId)
  const entry = await LedgerEntry.findOne({ _id: entryId, voided: false }).lean<EntryRow>()
  if (!entry || entry.kind === 'plan') throw noEntry()
  return await setPlanState(plan, 'done', by, entry)
}

/** The plan did not take place and will not. UserError `no_entry`, `plan_closed`. */
export async function cancelPlan(planId: string, by: ChangeBy): Promise<LedgerEntryView> {
  await lockBooks()
  return await setPlanState(await openPlan(planId), 'cancelled', by)
}

/** Takes back what was noted of a plan. UserError `no_entry`. */
export async function reopenPlan(planId: string, by: ChangeBy): Promise<LedgerEntryView> {
  await lockBooks()
  const plan = await findPlan(planId)
  return plan.planState === 'open' ? toEntryView(plan) : await setPlanState(plan, 'open', by)
}

/** When the plan is to be now; what is left out stays, and the hour of another day is marked as taken over. */
export interface PlanMove {
  readonly date?: string
  readonly due_to?: string
  readonly start?: string
  readonly end?: string
  readonly period?: PeriodOfDay
  readonly place?: string
}

/**
 * Moves a plan: a new one with a number of its own takes its place, the old one says which. UserError `no_entry`,
 * `plan_closed`, `missing_field` without a day, `bad_date`.
 */
export async function movePlan(
  planId: string,
  move: PlanMove,
  source: EntrySource,
  now: number,
): Promise<{ moved: LedgerEntryView; entry: LedgerEntryView }> {
  await lockBooks()
  const plan = await openPlan(planId)
  const { movedPlan: _, ...entry } = await recordEntry(await movedCopy(plan, move, source), now)
  const moved = await setPlanState(
    plan,
    'moved',
    { byMemberId: source.author.id, now },
    { _id: entry.id, number: entry.number },
  )
  return { moved, entry }
}

async function movedCopy(plan: EntryRow, move: PlanMove, source: EntrySource): Promise<NewEntry> {
  const date = move.date ?? move.due_to
  if (date === undefined) throw new UserError('missing_field', '改到哪一天？请写明日期，如“改到3月28日”')
  if (!isCivilDate(date)) throw new UserError('bad_date', '日历上没有这一天，请写成“改到3月28日”')
  const {
    _id,
    schemaVersion: _v,
    number: _n,
    recordedAt: _r,
    revisions: _c,
    voided: _w,
    digestPeriod: _d,
    ...kept
  } = plan
  const { times, inferred } = timesFor(plan, date, move)
  const copy = {
    ...kept,
    ...times,
    date,
    dueTo: move.date === undefined ? move.due_to : undefined,
    ...(plan.subkind !== 'talk' && move.place !== undefined && { place: move.place }),
    // The plan stays that of whoever made it: of a talk it says who the two are.
    author: plan.author,
    replaces: plan.date,
    inferred: [...inferred],
    enteredAt: source.sentAt,
    chatId: source.chatId,
    messageId: source.messageId,
  }
  return dropAbsent({ ...copy, title: titleOf(copy), content: await contentOf(plan) })
}

/** The hour that is said, else the plan's own; undefined ones take the place of those that `plan` has. */
function timesFor(plan: EntryRow, date: string, { date: day, due_to, start, end, period }: PlanMove) {
  const none = { start: undefined, end: undefined, period: undefined }
  const said = { start, end, period, dueTo: day === undefined ? due_to : undefined }
  if (start !== undefined || period !== undefined) return { times: { start, end, period }, inferred: [] }
  const kept = timesKept(plan, said)
  return { times: { ...none, ...kept.times }, inferred: date === plan.date ? [] : kept.inferred }
}

/** What a planned talk is about goes with it; nobody sees it on the way. */
async function contentOf({ _id, branchId }: EntryRow): Promise<NewEntry['content']> {
  const row = await TalkContent.findOne({ _id }).lean<TalkContentRow>()
  if (!row?.wrappedKey || !row.fields) return undefined
  return openTalk({ wrappedKey: row.wrappedKey, fields: row.fields }, { branchId, entryId: _id })
}

async function findPlan(planId: string): Promise<EntryRow> {
  const plan = await LedgerEntry.findOne({ _id: planId, kind: 'plan', voided: false }).lean<EntryRow>()
  if (!plan) throw noEntry()
  return plan
}

async function openPlan(planId: string): Promise<EntryRow> {
  const plan = await findPlan(planId)
  if (plan.planState !== 'open') throw new UserError('plan_closed', '这项计划已经处理过了')
  return plan
}

const noEntry = () => new UserError('no_entry', '没有找到这条记录')
