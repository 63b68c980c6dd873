/** What can be asked of the books: numbers with the entries behind them, and what is missing. */
export { openFollowups, openItems } from './items.js'
export { type CountQuestion, countsBy, type LabelCount } from './queries/counts.js'
export { type DuesMissing, duesCalc, duesMissing } from './queries/dues.js'
export { type Gap, gaps } from './queries/gaps.js'
export { type CreditHours, creditHoursMissing, creditHoursOf, type HoursMissing } from './queries/hours.js'
export { type LecturesMissing, lecturesMissing } from './queries/lectures.js'
export { type TalkCoverage, type TalksMissing, talksMissing } from './queries/talks.js'
