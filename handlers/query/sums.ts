import { hoursText } from '../../cards/shared/count-text.js'
import { yuanText } from '../../cards/shared/money-lines.js'
import type { Measure } from '../../src/core/meaning.js'
import type { EntryView, MemberView } from '../../src/core/views.js'
import type { LabelCount } from '../../src/ledger/queries.js'
import type { MemberContext } from '../context.js'
import { readableAmounts } from './amounts.js'

/** What was asked of the entries beside how many there are, one sentence for each measure and label. */
export async function sumsOf(
  rows: readonly LabelCount[],
  measures: readonly Measure[],
  person: MemberView | undefined,
  ctx: MemberContext,
): Promise<string[]> {
  const said: string[] = []
  for (const row of rows) {
    if (row.entries.length === 0) continue
    const parts: string[] = []
    if (measures.includes('people') && !person) parts.push(...peopleText(row.entries))
    if (measures.includes('hours')) parts.push(...hoursTexts(row.entries, person, ctx))
    if (measures.includes('money')) parts.push(...(await moneyTexts(row.entries, person, ctx)))
    if (measures.includes('closed')) parts.push(...closedTexts(row))
    if (parts.length > 0) said.push(`${row.label}：${parts.join('，')}`)
  }
  return said
}

/** One person's hours and any money are for one reader only (moments.md §1). */
export const isForOneReader = (measures: readonly Measure[] = []): boolean =>
  measures.includes('hours') || measures.includes('money')

const peopleIn = ({ actual, participants, payers = [] }: EntryView): number =>
  actual ?? (payers.length > 0 ? payers.length : participants.length)

function peopleText(entries: readonly EntryView[]): string[] {
  const without = entries.filter((entry) => peopleIn(entry) === 0).length
  const sum = entries.reduce((total, entry) => total + peopleIn(entry), 0)
  return [`共${sum}人次${without > 0 ? `（${without}条没写人数，没有算）` : ''}`]
}

/** 学时 of study, hours of anything else; what each one spent is added up beside the length of the events. */
function hoursTexts(
  entries: readonly EntryView[],
  person: MemberView | undefined,
  { branch }: MemberContext,
): string[] {
  const each = branch.settings.minutesPerCreditHour
  const isStudy = entries.every(({ kind }) => kind === 'training' || kind === 'themeDay')
  const unit = isStudy ? '学时' : '小时'
  const lengthOf = ({ minutes, creditHours }: EntryView): number | undefined => {
    if (isStudy) return creditHours ?? (minutes === undefined ? undefined : minutes / each)
    return minutes === undefined ? (creditHours === undefined ? undefined : (creditHours * each) / 60) : minutes / 60
  }
  const timed = entries.flatMap((entry) => {
    const length = lengthOf(entry)
    return length === undefined ? [] : [{ entry, length }]
  })
  const without = entries.length - timed.length
  const left = without > 0 ? `（${without}条没写时长，没有算）` : ''
  const sum = timed.reduce((total, { length }) => total + length, 0)
  const spent = timed.reduce((total, { entry, length }) => total + length * Math.max(1, peopleIn(entry)), 0)
  const apart = !person && spent !== sum ? `，按人次累计${hoursText(spent)}${unit}` : ''
  return [`共${hoursText(sum)}${unit}${apart}${left}`]
}

/** The sum that the reader may know: of one person only his own lines, of one giver alone only to who keeps the money. */
async function moneyTexts(
  entries: readonly EntryView[],
  person: MemberView | undefined,
  { member }: MemberContext,
): Promise<string[]> {
  let fen = 0
  let hidden = 0
  for (const entry of entries.filter(({ kind }) => kind === 'donation')) {
    if (!person && entry.totalFen !== undefined) fen += entry.totalFen
    else {
      const lines = await readableAmounts(entry.id, member)
      const meant = person ? lines.filter(({ memberId }) => memberId === person.id) : lines
      if (meant.length === 0) hidden += 1
      else fen += meant.reduce((total, line) => total + line.fen, 0)
    }
  }
  const left = hidden > 0 ? `（另有${hidden}条没写金额或只有一个人的，不列）` : ''
  return [`合计${yuanText(fen)}${left}`]
}

/** Of slips and problems found in the span, those that were dealt with since; of a sheet those that it does not call open. */
function closedTexts({ label, count, entries }: LabelCount): string[] {
  const closed = entries.reduce((sum, entry) => sum + closedIn(entry, label), 0)
  return [`已办结${closed}${count > closed ? `，还有${count - closed}` : ''}`]
}

function closedIn({ kind, metrics, openMetrics, closedOn, count }: EntryView, label: string): number {
  if (kind !== 'metric') return closedOn === undefined ? 0 : (count ?? 1)
  const open = openMetrics?.find(({ name }) => name === label)?.count
  return open === undefined ? 0 : (metrics?.find(({ name }) => name === label)?.count ?? 0) - open
}
