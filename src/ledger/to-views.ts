import { endedTerm } from '../core/deputies.js'
import type { Role } from '../core/entry.js'
import type { BranchView, ChangeView, DeputyTerm, EntryView, MemberView } from '../core/views.js'
import type { AmountRow, EntryRow } from '../models/ledger-entry.js'
import type { MemberRow, StandingRow } from '../models/member.js'
import type { DeputyRow, PartyBranchRow } from '../models/party-branch.js'
import { calendarFor } from './branch-calendar.js'
import { DEFAULT_SETTINGS } from './branch-settings.js'
import { secretaryTermsOf } from './secretary-terms.js'
import { partnersOf } from './talk-partners.js'

/** An entry with the ids that permissions are judged by: names may come twice over the years, ids don't. */
export interface LedgerEntryView extends EntryView {
  readonly talkerId?: string
  /** Where it was typed. */
  readonly chatId?: string
  /** Everybody the talker talked with; of a planned talk its one partner. */
  readonly partnerIds?: readonly string[]
  readonly ownerId?: string
  readonly hostId?: string
  readonly recorderId?: string
  /** Who was given an item of a meeting's agenda. */
  readonly agendaOwnerIds?: readonly string[]
  readonly whoId?: string
  /** The entry that carried a plan out, or the plan it was moved to. */
  readonly doneById?: string
}

export function toBranchView(row: PartyBranchRow): BranchView {
  const {
    _id,
    name,
    timezone,
    platform,
    chatId,
    chatClosed,
    settings,
    holidayLists,
    silentPeriods = [],
    deputies = [],
    handovers = [],
    digestTo,
    createdAt,
  } = row
  return {
    id: _id,
    name,
    timezone,
    platform,
    chatId,
    chatClosed,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    calendar: calendarFor(holidayLists),
    silentPeriods,
    deputies: deputies.map(toDeputyTerm),
    handovers: handovers.map(({ at: _at, endedAt: _endedAt, ...handover }) => handover),
    digestTo,
    createdAt,
  }
}

/** The days that hold: of a term that was ended before its time those before. */
function toDeputyTerm({ memberId, secretaryId, from, to, endedOn }: DeputyRow): DeputyTerm {
  const term = { memberId, secretaryId, from, to }
  return endedOn === undefined ? term : endedTerm(term, endedOn)
}

/** How a member stood on a date, or undefined when he was not yet there. */
export function standingOn(history: readonly StandingRow[], date: string): StandingRow | undefined {
  return history.findLast((row) => row.on <= date)
}

/** Of a day before anything was noted: the first roles known. */
function rolesOn({ roleHistory, roles }: MemberRow, date: string): readonly Role[] {
  return (roleHistory.findLast((row) => row.on <= date) ?? roleHistory[0])?.roles ?? roles
}

/** A member as of a date (without one: as of now), with the roles he had then. */
export function toMemberView(row: MemberRow, onDate?: string): MemberView {
  const standing = onDate === undefined ? row.history.at(-1) : standingOn(row.history, onDate)
  const leftOn = onDate === undefined || standing?.standing === 'left' ? row.leftOn : undefined
  return dropAbsent({
    id: row._id,
    name: row.name,
    aliases: [...row.aliases],
    roles: [...(onDate === undefined ? row.roles : rolesOn(row, onDate))],
    status: standing?.status ?? 'full',
    state: standing === undefined || standing.standing === 'left' ? ('active' as const) : standing.standing,
    platformUserId: row.platformUserId,
    post: row.post,
    birthDate: row.birthDate,
    education: row.education,
    since: row.since,
    remindersOff: row.remindersOff === true ? true : undefined,
    secretaryTerms: secretaryTermsOf(row.roleHistory),
    leftOn,
  })
}

export function toEntryView(row: EntryRow): LedgerEntryView {
  const voiding = row.voided ? row.revisions.findLast(({ change }) => change === 'voided') : undefined
  return dropAbsent({
    id: row._id,
    branchId: row.branchId,
    number: row.number,
    kind: row.kind,
    date: row.date,
    endDate: row.endDate,
    start: row.start,
    end: row.end,
    period: row.period,
    minutes: row.minutes,
    creditHours: row.creditHours,
    approx: row.approx,
    title: row.title,
    form: row.form,
    subkind: row.subkind,
    category: row.category,
    campaign: row.campaign,
    place: row.place,
    lecturer: row.lecturer?.name,
    host: row.host?.name,
    recorder: row.recorder?.name,
    participants: row.participants.map(({ name }) => name),
    absent: row.absent.map(({ name, reason }) => dropAbsent({ name, reason })),
    expected: row.expected,
    actual: row.actual,
    votes: row.votes && dropAbsent({ ...row.votes }),
    resolution: row.resolution,
    agenda: row.agenda?.map(({ topic, decision, votes, owner, dueTo, closedOn }) =>
      dropAbsent({ topic, decision, votes: votes && dropAbsent({ ...votes }), owner: owner?.name, dueTo, closedOn }),
    ),
    note: row.note,
    audience: row.audience,
    speciality: row.speciality,
    document: row.document,
    level: row.level,
    post: row.post,
    prize: row.prize,
    winners: row.winners?.map(({ name }) => name),
    count: row.count,
    department: row.department,
    problem: row.problem,
    measure: row.measure,
    owner: row.owner?.name,
    dueTo: row.dueTo,
    closedOn: row.closedOn,
    project: row.project,
    who: row.who?.name,
    span: row.span,
    metrics: row.metrics?.map(({ name, count }) => ({ name, count })),
    openMetrics: row.openMetrics?.map(({ name, count }) => ({ name, count })),
    plannedMetrics: row.plannedMetrics?.map(({ name, count }) => ({ name, count })),
    progress: row.progress?.map(({ on, text, by }) => ({ on, text, by })),
    result: row.result,
    score: row.score,
    totalFen: isOnePersonsMoney(row) ? undefined : row.totalFen,
    payers: row.amounts && payersOf(row.amounts),
    paidOn: row.paidOn,
    unconfirmed: row.unconfirmed === true ? true : undefined,
    planState: row.planState,
    doneBy: row.doneBy,
    cancelReason:
      row.planState === 'cancelled' ? row.revisions.findLast(({ reason }) => reason !== undefined)?.reason : undefined,
    remind: row.remind,
    remindAll: row.remindAll,
    changes: changesOf(row),
    talker: row.talker?.name,
    partner: row.partner?.name,
    partners: row.partners?.map(({ name }) => name),
    talkerId: row.talker?.memberId,
    chatId: row.chatId,
    partnerIds: row.partner && partnersOf(row).flatMap(({ memberId }) => memberId ?? []),
    ownerId: row.owner?.memberId,
    hostId: row.host?.memberId,
    recorderId: row.recorder?.memberId,
    agendaOwnerIds: row.agenda?.flatMap(({ owner }) => owner?.memberId ?? []),
    whoId: row.who?.memberId,
    doneById: row.doneById,
    followupDue: row.followupDue,
    inferred: [...row.inferred],
    warn: [...row.warn],
    authorId: row.author.memberId,
    author: row.author.name,
    enteredAt: row.enteredAt,
    late: row.late,
    voided: row.voided,
    voidedBy: voiding?.byName,
    voidedAt: voiding?.at,
  })
}

const payersOf = (amounts: readonly AmountRow[]): string[] => [...new Set(amounts.map(({ name }) => name))]

/** A sum is one person's own money where nobody else gave or paid; then it is in no view (moments.md §1). */
export function isOnePersonsMoney({ amounts, participants, actual }: EntryRow): boolean {
  const people = new Set([...(amounts ?? []), ...participants].map(({ name, memberId }) => memberId ?? name))
  return actual === undefined ? people.size === 1 : actual <= 1 && people.size <= 1
}

/** Changes after it was recorded, oldest first; none: no field. */
function changesOf({ revisions }: EntryRow): ChangeView[] | undefined {
  const changes = revisions.flatMap((revision): ChangeView[] => {
    const { change, at, byName = '', fields = [] } = revision
    if (change !== 'edited') return []
    return [{ at, by: byName, fields: fields.map((one) => dropAbsent({ ...one })) }]
  })
  return changes.length > 0 ? changes : undefined
}

/** A copy without the fields that hold nothing, so that a view never shows or stores an empty one. */
export function dropAbsent<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined && v !== null)) as T
}
