import type { PersonRow } from '../models/fields.js'

/** A talk as far as it says who talked with whom. */
interface Talk {
  readonly partner?: PersonRow | undefined
  readonly partners?: readonly PersonRow[] | undefined
}

/** Everybody the talker talked with, in the order said: one, or several of a talk held together (集体谈心). */
export const partnersOf = ({ partner, partners }: Talk): readonly PersonRow[] =>
  partners ?? (partner === undefined ? [] : [partner])

/** The two fields of a row for these people: the list stands only where there are several. */
export const asPartners = (people: readonly PersonRow[]): { partner: PersonRow; partners?: PersonRow[] } => ({
  partner: people[0] as PersonRow,
  ...(people.length > 1 && { partners: [...people] }),
})
