import { daysBetween, spanOf } from '../../core/civil-date.js'
import { type EntryKind, KIND_LABELS, kindOfType } from '../../core/entry.js'
import type { MemberView } from '../../core/views.js'
import type { EntryRow } from '../../models/ledger-entry.js'
import { countsAs, rankOf } from '../counting.js'
import { listEntryRows } from '../entries.js'
import { isReminderTalk } from '../reminder-talk.js'
import { type LedgerEntryView, toEntryView } from '../to-views.js'

export interface CountQuestion {
  /** First and last day, both included. */
  readonly from: string
  readonly to: string
  readonly forms?: readonly string[]
  /** Closed values of SCHEMA §3 (推进会), Chinese names of kinds (主题党日) or SCHEMA types (`volunteer`). */
  readonly kinds?: readonly string[]
  /** Of trainings only: of what else happened nobody says for which campaign it was. */
  readonly campaign?: string
  /** Of trainings: each category a number of its own, of the forms or of all of them. */
  readonly categories?: readonly string[]
  /** Of honours: each prize a number of its own. */
  readonly prizes?: readonly string[]
  /** Only what is about this, of this department, of this project: a part of what was written is enough. */
  readonly topic?: string
  readonly department?: string
  readonly project?: string
  /** Only what this member has a part in, whatever he was called then. */
  readonly of?: Pick<MemberView, 'id' | 'name'>
}

export interface LabelCount {
  readonly label: string
  readonly count: number
  /** What is behind the number, by date (design.md §6, rule 5). */
  readonly entries: readonly LedgerEntryView[]
}

const REMINDER = '提醒谈话'

/**
 * How often what took place, with the entries behind each number. Labels asked for come in the order asked, zeros
 * included; without any, all that occur. 提醒谈话 has no number in it, as any number would tell of it.
 */
export async function countsBy(question: CountQuestion): Promise<LabelCount[]> {
  const { from, to } = question
  const rows = (await listEntryRows({ from, to })).filter(({ kind }) => !OF_SPAN.has(kind))
  // What is said of a span may have been told long after it, or before its end.
  for (const kind of ['metric', 'commitment', 'analysis'] as const)
    rows.push(...(await listEntryRows({ kind })).filter((row) => isWithin(row.span ?? '', from, to)))
  return count(rows, question).map(({ label, count, rows }) => ({
    label,
    count,
    entries: rows.map(toEntryView),
  }))
}

const OF_SPAN: ReadonlySet<EntryKind> = new Set<EntryKind>(['metric', 'commitment', 'analysis'])

const isWithin = (span: string, from: string, to: string): boolean => spanOf(span).from >= from && spanOf(span).to <= to

interface RowCount {
  readonly label: string
  readonly count: number
  readonly rows: readonly EntryRow[]
}

/** The pure part of `countsBy`: rows of the time asked about, and metrics whose span lies in it. */
export function count(rows: readonly EntryRow[], question: CountQuestion): RowCount[] {
  const { forms, kinds, campaign, categories = [], prizes = [] } = question
  const shown = rows.filter(
    (row) => !row.voided && !isReminderTalk(row) && row.kind !== 'plan' && isOfThese(row, question),
  )
  if (categories.length > 0) return categories.map((label) => ofCategory(shown, label, question))
  const labels =
    forms === undefined && kinds === undefined
      ? occurring(shown).map((label): Wanted => ({ label }))
      : [
          ...(forms ?? []).map((label): Wanted => ({ label, isForm: true })),
          ...(kinds ?? []).filter((kind) => kind !== REMINDER).map(wantedKind),
        ]
  return [...labels.map((wanted) => countOne(shown, wanted, campaign)), ...prizes.map((prize) => ofPrize(shown, prize))]
}

/** The rows that the question counts, each once, by date. */
export function countedRows(rows: readonly EntryRow[], question: CountQuestion): EntryRow[] {
  return [...new Set(count(rows, question).flatMap(({ rows: behind }) => behind))].toSorted(byDate)
}

const isOfThese = (row: EntryRow, { topic, department, project, of }: CountQuestion): boolean =>
  (of === undefined || hasPart(row, of)) &&
  (topic === undefined || has(row.topic, topic)) &&
  (department === undefined || has(row.department, department)) &&
  (project === undefined || has(row.project, project))
/**
 * Names in an entry are those of its day, so a member is known by his id; only who had none when it was written, by name.
 */
function hasPart(row: EntryRow, { id, name }: Pick<MemberView, 'id' | 'name'>): boolean {
  const { participants, winners = [], amounts = [], partners = [], lecturer, talker, partner, who } = row
  return [...participants, ...winners, ...amounts, ...partners, lecturer, talker, partner, who].some(
    (one) =>
      one !== undefined && one !== null && (one.memberId === undefined ? one.name === name : one.memberId === id),
  )
}
const has = (written: string | undefined, said: string): boolean =>
  written !== undefined && (written.includes(said) || said.includes(written))

/** 政治理论: trainings of that category, of the forms asked for or of all. */
function ofCategory(rows: readonly EntryRow[], label: string, { forms, campaign }: CountQuestion): RowCount {
  const behind = rows.filter(
    (row) =>
      row.kind === 'training' &&
      row.category === label &&
      (forms === undefined || forms.includes(row.form ?? '')) &&
      (campaign === undefined || row.campaign === campaign),
  )
  return { label, count: behind.length, rows: behind }
}

/** 二等奖: how many won it; the branch itself is one (domain.md S15: 二等奖*名). */
function ofPrize(rows: readonly EntryRow[], label: string): RowCount {
  const behind = rows.filter(({ kind, prize }) => kind === 'honour' && prize?.includes(label))
  return { label, count: behind.reduce((sum, { winners }) => sum + Math.max(1, winners?.length ?? 0), 0), rows: behind }
}

interface Wanted {
  readonly label: string
  readonly isForm?: boolean
  /** Every entry of the kind, whatever it is within it. */
  readonly kind?: EntryKind
}

/** 谈心谈话 is both a kind and one within it: the narrower is meant, as 廉政谈话 is asked for beside it. */
function wantedKind(name: string): Wanted {
  const kind = kindOfType(name)
  if (kind !== undefined) return { label: KIND_LABELS[kind], kind }
  const labelled = (Object.keys(KIND_LABELS) as EntryKind[]).find((one) => KIND_LABELS[one] === name)
  return labelled === undefined || labelled === 'talk' ? { label: name } : { label: name, kind: labelled }
}

function countOne(rows: readonly EntryRow[], wanted: Wanted, campaign: string | undefined): RowCount {
  const events = rows.filter(
    (row) =>
      row.kind !== 'metric' &&
      (campaign === undefined || row.campaign === campaign) &&
      countsAs(row).some((counted) => isMeant(counted, wanted)),
  )
  const { label } = wanted
  const metrics =
    campaign === undefined && !wanted.isForm ? rows.filter((row) => metricCount(row, label) !== undefined) : []
  if (metrics.length === 0) return { label, count: sumOf(events, wanted), rows: events }
  return withMetrics(events, metrics, wanted)
}

const isMeant = (
  { kind, form, label }: { readonly kind: EntryKind; readonly form?: string; readonly label: string },
  wanted: Wanted,
): boolean => {
  if (wanted.kind !== undefined) return kind === wanted.kind
  return wanted.isForm ? form === wanted.label : label === wanted.label
}

const sumOf = (events: readonly EntryRow[], wanted: Wanted): number =>
  events
    .flatMap(countsAs)
    .filter((counted) => isMeant(counted, wanted))
    .reduce((sum, { count }) => sum + count, 0)

const metricCount = ({ kind, metrics }: EntryRow, label: string): number | undefined =>
  kind === 'metric' ? metrics?.find(({ name }) => name === label)?.count : undefined

/**
 * A metric says how many there were in its span; single slips of that span are among them, so the larger of the two
 * counts. Of metrics that overlap the widest stands, of the same span the last told.
 */
function withMetrics(events: readonly EntryRow[], metrics: readonly EntryRow[], wanted: Wanted): RowCount {
  const taken: EntryRow[] = []
  for (const metric of metrics.toSorted(widestThenNewest)) {
    if (!taken.some((other) => overlap(metric, other))) taken.push(metric)
  }
  let left = [...events]
  let total = 0
  const behind: EntryRow[] = []
  for (const metric of taken) {
    const { from, to } = spanOf(metric.span ?? '')
    const inside = left.filter(({ date }) => date >= from && date <= to)
    left = left.filter((event) => !inside.includes(event))
    const said = metricCount(metric, wanted.label) ?? 0
    const single = sumOf(inside, wanted)
    total += Math.max(said, single)
    behind.push(...(said >= single ? [metric] : inside))
  }
  return { label: wanted.label, count: total + sumOf(left, wanted), rows: [...behind, ...left].toSorted(byDate) }
}

const lengthOf = ({ span = '' }: EntryRow): number => daysBetween(spanOf(span).from, spanOf(span).to)
const widestThenNewest = (a: EntryRow, b: EntryRow): number =>
  lengthOf(b) - lengthOf(a) || b.enteredAt - a.enteredAt || (a._id < b._id ? 1 : -1)
const overlap = (a: EntryRow, b: EntryRow): boolean => {
  const [one, other] = [spanOf(a.span ?? ''), spanOf(b.span ?? '')]
  return one.from <= other.to && other.from <= one.to
}
const byDate = (a: EntryRow, b: EntryRow): number => (`${a.date} ${a.number}` < `${b.date} ${b.number}` ? -1 : 1)

/** Every label that occurs, in a fixed order. */
function occurring(rows: readonly EntryRow[]): string[] {
  const counted = rows.flatMap((row) =>
    row.kind === 'metric' ? (row.metrics ?? []).map(({ name }) => ({ kind: row.kind, label: name })) : countsAs(row),
  )
  return [...new Set(counted.toSorted((a, b) => rankOf(a) - rankOf(b)).map(({ label }) => label))]
}
