import { fenOf, sumOf } from '../money.js'
import { attendanceOf, distinct, giversOf, nobody } from './attendance.js'
import type { KindFields, MeaningOf, Speller } from './source.js'

export const activityOf = (meaning: MeaningOf<'activity'>, speller: Speller): KindFields => ({
  kind: 'activity',
  ...attendanceOf(meaning, speller),
  subkind: meaning.kind,
})

export const volunteerOf = (meaning: MeaningOf<'volunteer'>, speller: Speller): KindFields => ({
  kind: 'volunteer',
  ...attendanceOf(meaning, speller),
  post: meaning.post,
})

/** The sum said, or that of the persons' lines. UserError `bad_amount`. */
export function donationOf(meaning: MeaningOf<'donation'>, speller: Speller): KindFields {
  const amounts = meaning.items?.map(({ name, amount }) => ({ ...speller.person(name), fen: fenOf(amount) }))
  const said = meaning.total === undefined ? undefined : fenOf(meaning.total)
  return {
    kind: 'donation',
    ...giversOf(meaning, speller),
    amounts,
    totalFen: said ?? (amounts && amounts.length > 0 ? sumOf(amounts) : undefined),
  }
}

export const honourOf = (meaning: MeaningOf<'honour'>, { person }: Speller): KindFields => ({
  kind: 'honour',
  ...nobody,
  prize: meaning.prize,
  winners: meaning.winners && distinct(meaning.winners.map(person)),
})

export const projectEventOf = (meaning: MeaningOf<'projectEvent'>, speller: Speller): KindFields => ({
  kind: 'projectEvent',
  ...attendanceOf(meaning, speller),
  subkind: meaning.kind,
  project: meaning.project,
})
