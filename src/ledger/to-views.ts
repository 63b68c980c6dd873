import { KIND_LABELS } from '../core/entry.js'
import type { BranchView, EntryView, MemberView } from '../core/views.js'
import type { EntryRow } from '../models/ledger-entry.js'
import type { MemberRow, StandingRow } from '../models/member.js'
import type { PartyBranchRow } from '../models/party-branch.js'

/** An entry with the ids that permissions are judged by: names may come twice over the years, ids don't. */
export interface LedgerEntryView extends EntryView {
  readonly talkerId?: string
  readonly partnerId?: string
}

export function toBranchView(row: PartyBranchRow): BranchView {
  const { _id, name, timezone, platform, chatId, chatClosed, settings, createdAt } = row
  return { id: _id, name, timezone, platform, chatId, chatClosed, settings: { ...settings }, createdAt }
}

/** How a member stood on a date, or undefined when he was not yet there. */
export function standingOn(history: readonly StandingRow[], date: string): StandingRow | undefined {
  return history.findLast((row) => row.on <= date)
}

/** A member as of a date (without one: as of now). Roles are today's: the ledger keeps no history of them. */
export function toMemberView(row: MemberRow, onDate?: string): MemberView {
  const standing = onDate === undefined ? row.history.at(-1) : standingOn(row.history, onDate)
  const leftOn = onDate === undefined || standing?.standing === 'left' ? row.leftOn : undefined
  return dropAbsent({
    id: row._id,
    name: row.name,
    aliases: [...row.aliases],
    roles: [...row.roles],
    status: standing?.status ?? 'full',
    state: standing === undefined || standing.standing === 'left' ? ('active' as const) : standing.standing,
    platformUserId: row.platformUserId,
    post: row.post,
    birthDate: row.birthDate,
    education: row.education,
    since: row.since,
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
    note: row.note,
    talker: row.talker?.name,
    partner: row.partner?.name,
    talkerId: row.talker?.memberId,
    partnerId: row.partner?.memberId,
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

/** The title of an entry that was recorded without a topic. */
export const titleWithoutTopic = (row: Pick<EntryRow, 'kind' | 'form' | 'subkind'>): string =>
  row.kind === 'themeDay' ? KIND_LABELS.themeDay : (row.subkind ?? row.form ?? KIND_LABELS[row.kind])

/** A copy without the fields that hold nothing, so that a view never shows or stores an empty one. */
export function dropAbsent<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined && v !== null)) as T
}
