import { typeOfKind } from '../core/entry.js'
import type { PartialRecord } from '../core/meaning.js'
import type { MemberView, TalkContent } from '../core/views.js'
import { type EntryRow, LedgerEntry } from '../models/ledger-entry.js'
import { agendaSaid } from './new-entry/agenda.js'
import { canSeeAmounts, isOneOfTheTwo, mayReadAnalysis } from './permissions.js'
import { readAnalysis, readTalkContent } from './read-talk.js'
import { dropAbsent, type LedgerEntryView, toEntryView } from './to-views.js'

/**
 * An entry in SCHEMA names, as a form that changes it is filled in: everything that the reader may see, sealed words
 * only for those who may read them (audited, design.md §4), amounts only for those who may be told (moments.md §1).
 * Undefined: there is no such entry. UserError `erased` is never thrown: erased words are left out.
 */
export async function partialOfEntry(
  entryId: string,
  reader: MemberView,
  now: number,
): Promise<PartialRecord | undefined> {
  const row = await LedgerEntry.findOne({ _id: entryId }).lean<EntryRow>()
  if (!row) return undefined
  const entry = toEntryView(row)
  const fields = {
    ...commonFields(row),
    ...kindFields(row, entry, reader),
    ...(await sealedFields(row, entry, reader, now)),
  }
  return dropAbsent({ type: typeOfKind(row.kind), ...fields }) as unknown as PartialRecord
}

const namesOf = (people: readonly { readonly name: string }[] | undefined): string[] | undefined =>
  people && people.length > 0 ? people.map(({ name }) => name) : undefined

function commonFields(row: EntryRow) {
  return {
    date: row.date,
    end_date: row.endDate,
    start: row.start,
    end: row.end,
    period: row.period,
    minutes: row.minutes,
    credit_hours: row.creditHours,
    approx: row.approx,
    topic: row.topic,
    place: row.place,
    note: row.note,
    host: row.host?.name,
    recorder: row.recorder?.name,
    // A talk's two have fields of their own.
    attendees: row.kind === 'talk' ? undefined : namesOf(row.participants),
    absent: row.absent.length > 0 ? row.absent.map(({ name, reason }) => dropAbsent({ name, reason })) : undefined,
    expected: row.expected,
    actual: row.actual,
    inferred: row.inferred.length > 0 ? [...row.inferred] : undefined,
  }
}

function kindFields(row: EntryRow, entry: LedgerEntryView, reader: MemberView): Record<string, unknown> {
  switch (row.kind) {
    case 'training':
    case 'themeDay':
      return {
        form: row.form,
        lecturer: row.lecturer?.name,
        audience: row.audience,
        speciality: row.speciality,
        category: row.category,
        campaign: row.campaign,
        document: row.document,
        level: row.level,
      }
    case 'meeting':
      return {
        kind: row.subkind,
        votes: row.votes && dropAbsent({ ...row.votes }),
        resolution: row.resolution,
        agenda: agendaSaid(row.agenda),
      }
    case 'volunteer':
      return { post: row.post }
    case 'donation':
      return moneyFields(row, entry, reader)
    case 'dues':
      return {
        ...moneyFields(row, entry, reader),
        month: row.span,
        paid_on: row.paidOn,
        late: row.arrears,
      }
    case 'honour':
      return { prize: row.prize, winners: namesOf(row.winners) }
    case 'qualitySlip':
      return { kind: row.subkind, count: row.count, ...closable(row) }
    case 'problem':
      return { source: row.subkind, measure: row.measure, owner: row.owner?.name, ...closable(row) }
    case 'projectEvent':
      return { kind: row.subkind, project: row.project }
    case 'spotCheck':
      return { kind: row.subkind, department: row.department, result: row.result, score: row.score }
    case 'commitment':
      return { kind: row.subkind, who: row.who?.name, period: row.span }
    case 'metric':
      return {
        period: row.span,
        items: countsOf(row.metrics),
        open: countsOf(row.openMetrics),
        planned: countsOf(row.plannedMetrics),
      }
    case 'analysis':
      return { period: row.span }
    case 'plan':
      return {
        kind: row.subkind,
        talker: row.talker?.name,
        partner: row.partner?.name,
        // A plan with a deadline stands at its deadline.
        date: row.dueTo === undefined || row.dueTo !== row.date ? row.date : undefined,
        due_to: row.dueTo,
        lecturer: row.lecturer?.name,
        form: row.form,
        remind: row.remind,
        remind_all: row.remindAll,
      }
    case 'talk':
      return {
        kind: row.subkind,
        talker: row.talker?.name,
        partner: row.partner?.name,
        partners: namesOf(row.partners),
      }
    default:
      return { kind: row.subkind }
  }
}

const closable = ({ department, problem, dueTo, closedOn }: EntryRow) => ({
  department,
  problem,
  due_to: dueTo,
  closed_on: closedOn,
})

const countsOf = (counts: EntryRow['metrics']) =>
  counts && counts.length > 0 ? Object.fromEntries(counts.map(({ name, count }) => [name, count])) : undefined

/** Yuan, as SCHEMA has it. Who may see only his own line gets none: a form would take it for the whole list. */
function moneyFields(row: EntryRow, entry: LedgerEntryView, reader: MemberView) {
  const amounts = row.amounts ?? []
  const mayKnow = canSeeAmounts(reader, entry) || amounts.every(({ memberId }) => memberId === reader.id)
  if (!mayKnow) return {}
  const items = amounts.map(({ name, fen, month }) =>
    dropAbsent({ name, amount: fen / 100, month: ownMonth(row, month) }),
  )
  return {
    items: items.length > 0 ? items : undefined,
    total: row.totalFen === undefined ? undefined : row.totalFen / 100,
  }
}

/** A month that holds for all of them is said once. */
const ownMonth = ({ span }: EntryRow, month: string | undefined): string | undefined =>
  month === span ? undefined : month

async function sealedFields(
  row: EntryRow,
  entry: LedgerEntryView,
  reader: MemberView,
  now: number,
): Promise<Record<string, unknown>> {
  if (row.kind === 'analysis') {
    if (!mayReadAnalysis(reader, entry)) return {}
    return { ...(await readAnalysis(row._id, reader, now).catch(nothing)) }
  }
  if (!isOneOfTheTwo(reader, entry)) return {}
  const { followup, ...content } = await readTalkContent(row._id, reader, now).catch(nothing)
  const due = dropAbsent({ due_from: row.followupFrom, due_to: row.followupDue })
  return { ...content, followup: followup === undefined ? undefined : { what: followup, ...due } }
}

/** Erased at somebody's wish: there is nothing to show, and that is no reason to show no form. */
const nothing = (error: unknown): TalkContent => {
  if ((error as { code?: unknown }).code === 'erased') return {}
  throw error
}
