import { UserError } from '../../core/errors.js'
import type { EventFields } from '../../core/meaning.js'
import type { MemberView } from '../../core/views.js'
import type { PersonRow } from '../../models/fields.js'
import type { AbsenceRow } from '../../models/ledger-entry.js'
import { dropAbsent } from '../to-views.js'
import type { Speller } from './source.js'

export interface Attendance {
  participants: PersonRow[]
  absent: AbsenceRow[]
  expected?: number
  actual?: number
}

type Said = Pick<EventFields, 'attendees' | 'absent' | 'expected' | 'actual'>

/** Who came: counts said are kept; those not said follow when the roster of that day settles them. */
export function attendanceOf(said: Said, { person, expected: due }: Speller): Attendance {
  const absent: AbsenceRow[] = (said.absent ?? []).map(({ name, reason }) => dropAbsent({ ...person(name), reason }))
  const counts = { expected: said.expected, actual: said.actual }
  if (Array.isArray(said.attendees)) return { participants: distinct(said.attendees.map(person)), absent, ...counts }
  if (said.attendees !== 'all' && absent.length === 0 && !isFullHouse(counts, due.length)) {
    return { participants: [], absent, ...counts }
  }
  const participants = everybodyBut(absent, due)
  return {
    participants,
    absent,
    expected: counts.expected ?? due.length,
    actual: counts.actual ?? participants.length,
  }
}

/** Who gave, of a donation: nobody is due there, so no 应到 is made up. */
export function giversOf(said: Said, { person, expected: due }: Speller): Attendance {
  if (said.attendees !== 'all') {
    return { participants: distinct((said.attendees ?? []).map(person)), absent: [], actual: said.actual }
  }
  const participants = everybodyBut([], due)
  return { participants, absent: [], actual: said.actual ?? participants.length }
}

/** Who is asked to come to something planned: nobody came yet. */
export function invitedOf(said: Said, { person, expected: due }: Speller): Attendance {
  const participants =
    said.attendees === 'all' ? everybodyBut([], due) : distinct((said.attendees ?? []).map((name) => person(name)))
  return { participants, absent: [], expected: said.expected }
}

export const nobody: Attendance = { participants: [], absent: [] }

/** The members due on the day without those absent. UserError `nobody_then`. */
export function everybodyBut(absent: readonly PersonRow[], due: readonly MemberView[]): PersonRow[] {
  if (due.length === 0) throw new UserError('nobody_then', '那一天名册上没有应到的党员，请写明参加人员')
  const missing = new Set(absent.map(({ name }) => name))
  return due.filter(({ name }) => !missing.has(name)).map(({ name, id }) => ({ name, memberId: id }))
}

/** 应到7实到7 of a branch with seven to come names everybody as surely as 全员 does. */
function isFullHouse({ expected, actual }: { expected?: number; actual?: number }, due: number): boolean {
  return expected !== undefined && expected === actual && expected === due
}

export function distinct(people: readonly PersonRow[]): PersonRow[] {
  return [...new Map(people.map((one) => [one.memberId ?? one.name, one])).values()]
}
