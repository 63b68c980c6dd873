import type { NamedCount } from '../core/views.js'
import type { AgendaRow, EntryRow } from '../models/ledger-entry.js'
import { agendaSaid } from './new-entry/agenda.js'
import { partnersOf } from './talk-partners.js'
import { dropAbsent, isOnePersonsMoney } from './to-views.js'

/**
 * What an entry holds beyond what contract.md names at the top of an admin entry, by SCHEMA names. Sealed words and
 * what one person gave or paid are never among it: the row of a talk holds no words, and amounts are left out here.
 */
export function fieldsOf(row: EntryRow): Record<string, unknown> {
  return dropAbsent({
    end_date: row.endDate,
    start: row.start,
    end: row.end,
    period: row.kind === 'dues' ? row.period : (row.span ?? row.period),
    approx: row.approx,
    expected: row.expected,
    actual: row.actual,
    warn: row.warn.length > 0 ? row.warn : undefined,
    topic: row.topic,
    place: row.place,
    note: row.note,
    host: row.host?.name,
    recorder: row.recorder?.name,
    lecturer: row.lecturer?.name,
    audience: row.audience,
    speciality: row.speciality,
    document: row.document,
    level: row.level,
    [row.kind === 'problem' ? 'source' : 'kind']: row.subkind,
    talker: row.talker?.name,
    partner: row.partner?.name,
    partners: row.partners?.map(({ name }) => name),
    followup:
      row.followupDue === undefined ? undefined : dropAbsent({ due_from: row.followupFrom, due_to: row.followupDue }),
    votes: row.votes && dropAbsent({ ...row.votes }),
    resolution: row.resolution,
    agenda: agendaSaid(row.agenda),
    post: row.post,
    prize: row.prize,
    winners: row.winners?.map(({ name }) => name),
    count: row.count,
    department: row.department,
    problem: row.problem,
    measure: row.measure,
    owner: row.owner?.name,
    due_to: row.dueTo,
    closed_on: row.closedOn,
    project: row.project,
    who: row.who?.name,
    items: row.metrics && toRecord(row.metrics),
    open: row.openMetrics && toRecord(row.openMetrics),
    planned: row.plannedMetrics && toRecord(row.plannedMetrics),
    progress: row.progress?.map(({ on, text }) => `${on} ${text}`),
    result: row.result,
    score: row.score,
    month: row.kind === 'dues' ? row.span : undefined,
    late: row.arrears,
    paid_on: row.paidOn,
    needs_confirm_by: row.unconfirmed === true ? 'dues' : undefined,
    total: row.totalFen === undefined || isOnePersonsMoney(row) ? undefined : row.totalFen / 100,
    payers: row.amounts && [...new Set(row.amounts.map(({ name }) => name))],
    remind: row.remind,
    remind_all: row.remindAll,
    replaces: row.replaces,
    plan_state: row.planState,
    done_by: row.doneBy,
  })
}

/** 落实消防整改（赵阳负责，2026-03-31前，已办结2026-03-25）: an item as a revision tells it. */
function agendaText({ topic, decision, votes, owner, dueTo, closedOn }: AgendaRow): string {
  const parts = [
    decision,
    votes && textOf(votes),
    owner && `${owner.name}负责`,
    dueTo && `${dueTo}前`,
    closedOn && `已办结${closedOn}`,
  ].filter(Boolean)
  return parts.length === 0 ? topic : `${topic}（${parts.join('，')}）`
}

const toRecord = (counts: readonly NamedCount[]): Record<string, number> =>
  Object.fromEntries(counts.map(({ name, count }) => [name, count]))

/** Not the person's own words, or told apart because of what it is. */
const NOT_COMPARED = new Set(['warn', 'total', 'payers'])

/** Every field that a person may have said, as text by SCHEMA name: two of these tell what an edit changed. */
export function textFields(row: EntryRow): Map<string, string> {
  const { minutes, creditHours, form, category, campaign, date } = row
  const all: Record<string, unknown> = {
    date,
    minutes,
    credit_hours: creditHours,
    form,
    category,
    campaign,
    attendees: row.kind === 'talk' ? [] : row.participants.map(({ name }) => name),
    absent: row.absent.map(({ name, reason }) => (reason ? `${name}（${reason}）` : name)),
    ...fieldsOf(row),
    // One field to a reader, however many they were.
    partner: partnersOf(row).map(({ name }) => name),
    partners: undefined,
    agenda: row.agenda?.map((item, index) => `${index + 1}.${agendaText(item)}`).join('；'),
  }
  return new Map(
    Object.entries(all)
      .filter(([field, value]) => value !== undefined && !NOT_COMPARED.has(field))
      .map(([field, value]): [string, string] => [field, textOf(value)])
      .filter(([, text]) => text !== ''),
  )
}

const PART_NAMES: Readonly<Record<string, string>> = {
  for: '赞成',
  against: '反对',
  abstain: '弃权',
  due_from: '自',
  due_to: '到',
}

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.join('、')
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .map(([name, part]) => `${PART_NAMES[name] ?? name}${part}`)
    .join(' ')
}
