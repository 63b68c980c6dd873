import { currentBranchId } from '../models/branch-scope.js'
import { type ReminderDocument, ReminderRow } from '../models/reminder-row.js'
import { type AbsenceWarning, absenceWarnings } from './absence-warnings.js'
import type { MonthCard } from './times/card-times.js'

/** The card of a month (`2026-07`) that tells of them. */
export interface TellingCard {
  readonly card: MonthCard
  readonly month: string
}

/** A stage of a row of missed months that was told, and by which card. */
export interface ToldWarning extends Pick<AbsenceWarning, 'memberId' | 'what' | 'from' | 'to'> {
  readonly months: number
  readonly by: string
}

/**
 * The warnings that no other card told yet: each stage of a row is told once, whichever card comes to it, and again
 * only by the same card when that one comes again. Call it in the branch's scope.
 */
export async function untoldWarnings(today: string, by?: TellingCard): Promise<AbsenceWarning[]> {
  const warnings = await absenceWarnings(today)
  if (warnings.length === 0) return []
  const rows = await ReminderRow.find({ branchId: currentBranchId(), card: 'absence' }).lean<ReminderDocument[]>()
  const told = rows.map(toTold)
  return warnings.filter((warning) => !isTold(warning, told, by && textOf(by)))
}

/** Notes that the card told of these. In the transaction that puts it into the outbox. */
export async function noteWarnings(
  warnings: readonly AbsenceWarning[],
  by: TellingCard,
  at: number,
  outboxIds: readonly string[],
): Promise<void> {
  const branchId = currentBranchId()
  for (const { memberId, what, months, from, to } of warnings) {
    const _id = [branchId, 'absence', memberId, what, months, from].join('|')
    const row = { branchId, card: 'absence', period: textOf(by), from, to, at, outboxIds, schemaVersion: 1 }
    await ReminderRow.updateOne({ _id }, { $setOnInsert: row }, { upsert: true })
  }
}

/**
 * Pure: a row of months that has a month in common with one that was told is the same row, though a month written down
 * late may have made it longer or shorter.
 */
export const isTold = (
  { memberId, what, months, from, to }: AbsenceWarning,
  told: readonly ToldWarning[],
  by?: string,
): boolean =>
  told.some(
    (one) =>
      one.memberId === memberId &&
      one.what === what &&
      one.months >= months &&
      one.from <= to &&
      from <= one.to &&
      one.by !== by,
  )

const textOf = ({ card, month }: TellingCard): string => `${month} ${card}`

function toTold({ _id, period, from = '', to = '' }: ReminderDocument): ToldWarning {
  const [, , memberId = '', what, months] = _id.split('|')
  return { memberId, what: what === 'dues' ? 'dues' : 'absence', months: Number(months), from, to, by: period }
}
