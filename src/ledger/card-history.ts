import { civilDateAt, civilTimeAt } from '../core/civil-date.js'
import type { BranchView, MemberView } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { CardSnooze, type CardSnoozeRow } from '../models/card-snooze.js'
import { type ReminderDocument, ReminderRow } from '../models/reminder-row.js'
import type { CivilMoment } from './reminder-times.js'
import { MONTH_CARDS, type MonthCard, type SecretaryCard } from './times/card-times.js'
import type { CardHistory, SnoozedCard } from './times/judged-cards.js'
import { isReplaced, snoozeUntil } from './times/snoozed-cards.js'

const SECRETARY_CARDS: readonly SecretaryCard[] = [...MONTH_CARDS, 'quarter', 'year']

/** The moment in the branch's time zone. */
export const momentIn = (at: number, timezone: string): CivilMoment => ({
  date: civilDateAt(at, timezone),
  time: civilTimeAt(at, timezone),
})

/**
 * What was sent and put off so far: by it the due cards are judged (src/ledger/times). A row without anything in the
 * outbox says that there was nothing to say. Call it in the branch's scope.
 */
export async function cardHistory(branch: BranchView, at: number): Promise<CardHistory> {
  const moment = (epochMs: number): CivilMoment => momentIn(epochMs, branch.timezone)
  const rows = await ReminderRow.find({
    branchId: branch.id,
    card: { $in: SECRETARY_CARDS },
    // Periods sort as text; what is older than last year is over. Clocks are also set back.
    period: { $gte: String(Number(moment(at).date.slice(0, 4)) - 1) },
  }).lean<ReminderDocument[]>()
  return {
    days: branch,
    since: moment(branch.createdAt),
    judged: rows.map((row) => ({
      card: row.card as SecretaryCard,
      period: row.period,
      at: moment(row.at),
      said: row.outboxIds.length > 0,
    })),
    snoozed: await openSnoozes(),
  }
}

const openSnoozes = async (): Promise<SnoozedCard[]> =>
  (await CardSnooze.find({ open: true }).sort({ until: 1 }).lean<CardSnoozeRow[]>()).map(({ card, period, until }) => ({
    card,
    period,
    until,
  }))

/**
 * Why a card doesn't come again: it never came; a newer one has come, and none comes after that; this month has had its
 * cards, the next one of the calendar says what is open.
 */
export type NotAgain = 'never-came' | 'replaced' | 'no-more'

/** 三天后再看: the card comes again on the day `until`, which may have been noted before. Inside `inTransaction`. */
export async function snoozeCard(
  { card, period }: Pick<SnoozedCard, 'card' | 'period'>,
  branch: BranchView,
  by: Pick<MemberView, 'id'>,
  at: number,
): Promise<{ readonly until: string } | NotAgain> {
  const history = await cardHistory(branch, at)
  const moment = momentIn(at, branch.timezone)
  if (!history.judged.some((one) => one.said && one.card === card && one.period === period)) return 'never-came'
  if (isReplaced({ card, period }, moment, history)) return 'replaced'
  const known = history.snoozed.find((one) => one.card === card && one.period === period)
  if (known) return { until: known.until }
  const until = snoozeUntil(moment, history)
  if (until === undefined) return 'no-more'
  const _id = idOf({ card, period, until })
  const $setOnInsert = { schemaVersion: 1, card, period, until }
  // One of that day may be closed already, when the clock was set back.
  await CardSnooze.updateOne({ _id }, { $setOnInsert, $set: { byMemberId: by.id, at, open: true } }, { upsert: true })
  return { until }
}

/** Notes that these came again, or that another card took their place. */
export async function closeSnoozes(snoozed: readonly SnoozedCard[]): Promise<void> {
  for (const one of snoozed) await CardSnooze.updateOne({ _id: idOf(one) }, { $set: { open: false } })
}

const idOf = ({ card, period, until }: SnoozedCard): string => [currentBranchId(), card, period, until].join('|')

/** The newest of the month's cards that were sent: what 三天后再看 means when it is typed. */
export async function newestMonthCard(
  branch: BranchView,
  at: number,
): Promise<{ card: MonthCard; period: string } | undefined> {
  const sent = (await cardHistory(branch, at)).judged.filter(({ card, said }) => said && isMonthCard(card))
  const newest = sent.toSorted((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))[0]
  return newest && { card: newest.card as MonthCard, period: newest.period }
}

const isMonthCard = (card: SecretaryCard): boolean => (MONTH_CARDS as readonly string[]).includes(card)
const keyOf = ({ card, period }: { card: SecretaryCard; period: string }): string =>
  `${period} ${SECRETARY_CARDS.indexOf(card)}`
