import type { EntryView } from '../../src/core/views.js'
import { restDayText } from './entry-text.js'

const BRANCH_RULES = '《中国共产党支部工作条例（试行）》'

/** Each warning of SCHEMA §2, and the ledger's own (src/ledger/dues-warnings.ts), as what to look at; the record stands as it was said. */
const TEXTS: Readonly<Record<string, (entry: EntryView) => string>> = {
  non_workday: ({ date }) => `${restDayText(date)}，已照记`,
  claimed_complete_but_missing: () => '说的是收齐了，但名册里还有党员没有这个月的记录，请核对',
  no_committee: () => '本支部不设支委会，已照记；如是别的会，请改类别',
  over_6_months: () => '补交的是六个月以前的党费，已照记，请告诉书记',
  paid_twice: () => '这个月的党费之前已有一条，已照记；是补差额不用管，记重了请撤销这一条',
  large_payment: () => '一次交纳超过1000元，按规定连同本人情况上缴中央，请告诉书记',
  count_mismatch: () => '人数对不上，已照说的记，请核对',
  votes_exceed_voters: () => '票数多于有表决权的人数（预备党员没有表决权），请核对',
  no_quorum: () => `到会有表决权的党员没有超过应到的半数，按${BRANCH_RULES}不能表决，已照记，请核对`,
  no_majority: () => `赞成票没有超过应到会有表决权党员的半数，按${BRANCH_RULES}不算通过，已照记，请核对`,
  duration_conflict: () => '时长与起止时间对不上，已照说的记，请核对',
  total_mismatch: () => '合计与各人之和对不上，已照说的记，请核对',
}

/** These say that somebody has not paid, or late, or how much: not for a group (moments.md §1). */
const PRIVATE: readonly string[] = ['claimed_complete_but_missing', 'over_6_months', 'paid_twice', 'large_payment']

/** What a reader of the receipt should check, one line each. */
export function warnLines(entry: EntryView, inGroup: boolean): string[] {
  return entry.warn
    .filter((code) => !(inGroup && PRIVATE.includes(code)))
    .flatMap((code) => TEXTS[code]?.(entry) ?? '有一处像是有出入，请核对')
}
