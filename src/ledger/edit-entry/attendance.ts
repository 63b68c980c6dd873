import { UserError } from '../../core/errors.js'
import type { PersonRow } from '../../models/fields.js'
import type { AbsenceRow, EntryRow } from '../../models/ledger-entry.js'
import { distinct, everybodyBut } from '../new-entry/attendance.js'
import { dropAbsent } from '../to-views.js'
import { type EditDraft, type EntryChanges, put } from './draft.js'
import { badValue, type EditContext, isRecord, readCount, readList, readMember } from './values.js'

/**
 * Who came and how many. Names and counts keep agreeing: a named absence leaves the list of those present, a name too
 * many comes off the absent, counts that follow the list go with it. UserError `unknown_person`, `count_mismatch`,
 * `bad_value`, `nobody_then`.
 */
export function editAttendance({ row }: EditDraft, { set = {}, add = {} }: EntryChanges, ctx: EditContext): void {
  const fields = ['attendees', 'absent', 'expected', 'actual']
  if (!fields.some((field) => field in set || field in add)) return
  const before = { participants: row.participants, absent: row.absent, expected: row.expected, actual: row.actual }
  editNames(row, { set, add }, ctx)
  const namesChanged = 'attendees' in set || 'absent' in set || 'attendees' in add || 'absent' in add
  if (namesChanged) followNames(row, before)
  for (const field of ['expected', 'actual'] as const) {
    if (!(field in set)) continue
    const name = field === 'expected' ? '应到' : '实到'
    put(row, field, set[field] === null ? undefined : readCount(set[field], name))
  }
  assertAgree(row)
}

function editNames(row: EntryRow, { set = {}, add = {} }: EntryChanges, ctx: EditContext): void {
  const present = (value: unknown) =>
    distinct(readList(value, '参加人员').map((name) => readMember(name, '参加人员', ctx)))
  const absentSaid = 'absent' in set ? (set.absent === null ? [] : readAbsences(set.absent, ctx)) : undefined
  if (set.attendees === 'all') {
    const absent = absentSaid ?? []
    row.participants = everybodyBut(absent, ctx.expected)
    row.absent = absent
    row.expected = ctx.expected.length
    row.actual = row.participants.length
  } else if ('attendees' in set) {
    row.participants = set.attendees === null ? [] : present(set.attendees)
    row.absent = without(absentSaid ?? row.absent, row.participants)
  } else if (absentSaid) setAbsent(row, absentSaid, ctx)
  if ('absent' in add) {
    const more = readAbsences(add.absent, ctx)
    setAbsent(row, [...without(row.absent, more), ...more], ctx)
  }
  if ('attendees' in add) {
    const more = add.attendees === 'all' ? everybodyBut([], ctx.expected) : present(add.attendees)
    row.participants = distinct([...row.participants, ...more])
    row.absent = without(row.absent, more)
  }
}

/** Absences replaced: of an entry that names everybody, who is no longer absent was there. */
function setAbsent(row: EntryRow, absent: AbsenceRow[], { expected }: EditContext): void {
  const { participants } = row
  if (participants.length > 0) {
    const back = isWhole(row)
      ? without(row.absent, absent).map(({ name, memberId }) => dropAbsent({ name, memberId }))
      : []
    row.participants = without(distinct([...participants, ...back]), absent)
  } else if (absent.length > 0 && (row.expected === undefined || row.expected === expected.length)) {
    row.participants = everybodyBut(absent, expected)
    row.expected = expected.length
    row.actual = row.participants.length
  }
  row.absent = absent
}

type Attendance = Pick<EntryRow, 'participants' | 'absent' | 'expected' | 'actual'>

/** Present and absent together are everybody who was due. */
const isWhole = ({ participants, absent, expected }: Attendance): boolean =>
  participants.length > 0 && expected === participants.length + absent.length

/** Counts that followed the names before follow them now. */
function followNames(row: EntryRow, before: Attendance): void {
  if (isWhole(before)) row.expected = Math.max(before.expected ?? 0, row.participants.length + row.absent.length)
  if (before.actual === undefined) return
  const present = row.participants.length
  if (present > 0) {
    if (before.actual === before.participants.length || present > before.actual) row.actual = present
  } else if (row.absent.length > 0 && row.expected !== undefined) {
    row.actual = Math.max(0, row.expected - row.absent.length)
  }
}

function assertAgree({ participants, absent, expected, actual, kind }: EntryRow): void {
  if (expected !== undefined && actual !== undefined && actual > expected) {
    throw mismatch(`实到${actual}人多于应到${expected}人，请一起改，如“更正 应到${actual}人实到${actual}人”`)
  }
  // Who gave is counted, not who came: names and counts of donors are told apart.
  if (kind === 'donation') return
  if (actual !== undefined && participants.length > actual) {
    throw mismatch(`参加人员记了${participants.length}人，多于实到${actual}人；请写明谁没来，如“更正 李响没来”`)
  }
  if (absent.length > 0 && expected !== undefined && actual !== undefined && expected - actual !== absent.length) {
    throw mismatch(
      `应到${expected}人、实到${actual}人，与写明没来的${absent.length}人对不上；请一起改，如“更正 应到7人实到6人，李响请假”`,
    )
  }
}

const mismatch = (sentence: string): UserError => new UserError('count_mismatch', sentence)

function readAbsences(value: unknown, ctx: EditContext): AbsenceRow[] {
  const rows = readList(isRecord(value) ? [value] : value, '没来的人').map((one): AbsenceRow => {
    const { name, memberId } = readMember(isRecord(one) ? one.name : one, '没来的人', ctx)
    const reason = isRecord(one) ? one.reason : undefined
    if (reason !== undefined && reason !== null && typeof reason !== 'string')
      throw badValue('请写成“更正 李响没来，病假”')
    return dropAbsent({ name, memberId, reason: reason || undefined })
  })
  return distinct(rows)
}

function without<T extends PersonRow>(people: readonly T[], others: readonly PersonRow[]): T[] {
  const keys = new Set(others.map(({ name, memberId }) => memberId ?? name))
  return people.filter(({ name, memberId }) => !keys.has(memberId ?? name))
}
