import type { AgendaItemMeaning } from '../../core/meaning.js'
import type { AgendaRow } from '../../models/ledger-entry.js'
import { dropAbsent } from '../to-views.js'
import type { Speller } from './source.js'

/** The items of a meeting; an owner is somebody of the roster, or a department as said. Empty: none. */
export function agendaOf(
  items: readonly AgendaItemMeaning[] | undefined,
  { optionalPerson }: Pick<Speller, 'optionalPerson'>,
): AgendaRow[] | undefined {
  if (items === undefined || items.length === 0) return undefined
  return items.map(({ topic, decision, votes, owner, due_to, closed_on }) =>
    dropAbsent({ topic, decision, votes, owner: optionalPerson(owner), dueTo: due_to, closedOn: closed_on }),
  )
}

/** The other way round, as a form or a revision shows them. */
export const agendaSaid = (agenda: readonly AgendaRow[] | undefined): AgendaItemMeaning[] | undefined =>
  agenda?.map(({ topic, decision, votes, owner, dueTo, closedOn }) =>
    dropAbsent({
      topic,
      decision,
      votes: votes && dropAbsent({ ...votes }),
      owner: owner?.name,
      due_to: dueTo,
      closed_on: closedOn,
    }),
  )
