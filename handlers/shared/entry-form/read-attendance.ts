import type { Absence } from '../../../src/core/meaning.js'
import { readAbsences } from '../read-absences.js'
import type { OpenForm } from '../read-entry-form.js'

/** Who came and who did not. Nobody chosen leaves 全员 as it was said. */
export function readAttendance(open: OpenForm): void {
  const { reading, record } = open
  const attendees = chosen(open, 'attendees')
  const absentNames = chosen(open, 'absent')
  const absent = readAbsences(absentNames, open.text('absent_reason'), reading.people)
  if (absent === undefined) open.fail('absent_reason', '请写明是谁，如“张三公出，李四病假”')
  if (absentNames.some((name) => attendees.includes(name))) open.fail('absent', '同一个人既参加又缺席，请核对')
  record.absent = absent && absent.length > 0 ? absent : undefined
  if (attendees.length > 0) record.attendees = attendees
  else record.attendees = reading.partial.attendees === 'all' && absentNames.length === 0 ? 'all' : undefined
  if (record.type === 'volunteer' && record.attendees === undefined) open.fail('attendees', '请选参加人员')
}

function chosen(open: OpenForm, name: string): string[] {
  const raw = open.raw(name)
  const values = raw === undefined || raw === '' ? [] : typeof raw === 'string' ? [raw] : [...raw]
  if (values.some((value) => !open.reading.people.includes(value))) open.fail(name, '请从名单里选')
  return [...new Set(values)]
}

/** 应到 and 实到 against each other and against who was missing (SCHEMA §5 `count_mismatch`). */
export function checkCounts(open: OpenForm): void {
  const { record } = open
  const { expected, actual } = record as { expected?: number; actual?: number }
  if (!open.has('expected') && !open.has('actual')) return
  if (expected === undefined || actual === undefined) return
  if (actual > expected) open.fail('actual', `实到${actual}多于应到${expected}，请核对`)
  const absent = (record.absent as Absence[] | undefined)?.length ?? 0
  // In the group the form has no absentees to correct, so the sum is left to the numbers.
  if (open.has('absent') && absent > 0 && expected - actual !== absent)
    open.fail('actual', `应到${expected}、实到${actual}，与缺席${absent}人对不上`)
}
