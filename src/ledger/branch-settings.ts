import type { BranchSettings } from '../core/views.js'

/** The branch's own promises where nobody set anything; settable in the POST body as `settings`. */
export const DEFAULT_SETTINGS: BranchSettings = {
  // "每季度结合廉政教育开展*次谈心谈话" (domain.md P17): the number is the branch's own promise, so it is a setting.
  talksPerQuarter: 3,
  // Local filing rules name three workdays (domain.md §2.1).
  lateAfterWorkdays: 3,
  // Half a day is 4 学时 and a day 8 (SCHEMA §1), which is the clock hour; a shorter one would claim more (domain.md R12).
  minutesPerCreditHour: 60,
  // A branch with seven full members has a committee (domain.md R3).
  talkPairsUpTo: 7,
}
