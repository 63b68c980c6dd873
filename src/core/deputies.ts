import { addDays } from './civil-date.js'
import type { DeputyTerm } from './views.js'

/** A quarter: who is away for longer hands his office over. */
export const LONGEST_DEPUTY_DAYS = 92

/** The term of whoever gets that secretary's cards on the day; the newest where several were said. */
export const deputyTermOn = (terms: readonly DeputyTerm[], secretaryId: string, date: string): DeputyTerm | undefined =>
  terms.findLast((term) => term.secretaryId === secretaryId && term.from <= date && date <= term.to)

/** Those of that secretary's that stand on `today` or are to come. */
export const deputyTermsFrom = (terms: readonly DeputyTerm[], secretaryId: string, today: string): DeputyTerm[] =>
  terms.filter((term) => term.secretaryId === secretaryId && term.to >= today)

/** What holds of a term that was ended before its time: its days up to the one before. */
export const endedTerm = <T extends DeputyTerm>(term: T, endedOn: string): T =>
  endedOn > term.to ? term : { ...term, to: addDays(endedOn, -1) }
