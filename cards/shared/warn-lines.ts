import type { EntryView } from '../../src/core/views.js'
import { restDayText } from './entry-text.js'

/** Each warning of SCHEMA §2, as what to look at; the record stands as it was said. */
const TEXTS: Readonly<Record<string, (entry: EntryView) => string>> = {
  non_workday: ({ date }) => `${restDayText(date)}，已照记`,
  claimed_complete_but_missing: () => '说的是收齐了，但名册里还有党员没有这个月的记录，请核对',
  no_committee: () => '本支部不设支委会，已照记；如是别的会，请改类别',
  over_6_months: () => '补交的是六个月以前的党费，已照记，请告诉书记',
  count_mismatch: () => '人数对不上，已照说的记，请核对',
  votes_exceed_voters: () => '票数多于有表决权的人数（预备党员没有表决权），请核对',
  duration_conflict: () => '时长与起止时间对不上，已照说的记，请核对',
  total_mismatch: () => '合计与各人之和对不上，已照说的记，请核对',
}

/** These say that somebody has not paid, or late: not for a group (moments.md §1). */
const PRIVATE: readonly string[] = ['claimed_complete_but_missing', 'over_6_months']

/** What a reader of the receipt should check, one line each. */
export function warnLines(entry: EntryView, inGroup: boolean): string[] {
  return entry.warn
    .filter((code) => !(inGroup && PRIVATE.includes(code)))
    .flatMap((code) => TEXTS[code]?.(entry) ?? '有一处像是有出入，请核对')
}
