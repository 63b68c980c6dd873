import { countsAs } from '../counting.js'
import { listEntryRows } from '../entries.js'
import { LECTURED_FORMS } from '../month-cards/incomplete.js'
import { expectedOn } from '../roster.js'
import { type LedgerEntryView, toEntryView } from '../to-views.js'

export interface LecturesMissing {
  /** Names of members who have not lectured. */
  readonly missing: readonly string[]
  /** Who has, most first. */
  readonly given: readonly {
    readonly name: string
    readonly count: number
    readonly entries: readonly LedgerEntryView[]
  }[]
}

/**
 * Who has not yet lectured from a day to a day (人人都是培训师, domain.md P6), in one of the forms; without forms in any
 * at which somebody lectures. Judged by who is due at the end of the time, or today when that is earlier.
 */
export async function lecturesMissing(
  from: string,
  to: string,
  forms: readonly string[] = [...LECTURED_FORMS],
  today: string = to,
): Promise<LecturesMissing> {
  const rows = (await listEntryRows({ from, to })).filter(
    (row) => row.lecturer?.memberId !== undefined && countsAs(row).some(({ form = '' }) => forms.includes(form)),
  )
  const members = (await expectedOn(today < to ? today : to)).map(({ id, name }) => {
    const lectures = rows.filter(({ lecturer }) => lecturer?.memberId === id)
    return { name, count: lectures.length, entries: lectures.map(toEntryView) }
  })
  return {
    missing: members.filter(({ count }) => count === 0).map(({ name }) => name),
    given: members.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count),
  }
}
