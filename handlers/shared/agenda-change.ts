import { openAgenda } from '../../src/core/agenda.js'
import type { AgendaItemRef } from '../../src/core/meaning.js'
import type { EntryView } from '../../src/core/views.js'
import type { TypedChange } from './ask-which.js'

/** Fields of an item that have the same name as those of a problem or slip. */
const OF_AN_ITEM = ['owner', 'due_to', 'closed_on', 'decision']

/**
 * A change that names who does it or by when, of a meeting: it is of one item of its agenda. A text: which one has to be
 * said. A change of anything else stays as it is.
 */
export function agendaChange(
  entry: Pick<EntryView, 'kind' | 'number' | 'title' | 'agenda'>,
  change: TypedChange,
  item: AgendaItemRef | undefined,
): TypedChange | string {
  const { set = {}, ...rest } = change
  const fields = Object.keys(set)
  if (entry.kind !== 'meeting' || !(item !== undefined || fields.some((field) => OF_AN_ITEM.includes(field))))
    return change
  const { agenda = [] } = entry
  const values = Object.fromEntries(
    fields.filter((one) => item !== undefined || OF_AN_ITEM.includes(one)).map((one) => [one, set[one]]),
  )
  const others = Object.fromEntries(fields.filter((one) => !(one in values)).map((one) => [one, set[one]]))
  if (agenda.length === 0)
    return { ...rest, set: others, add: { ...rest.add, agenda: [{ topic: entry.title, ...values }] } }
  const open = openAgenda(agenda)
  const at = item?.at ?? (agenda.length === 1 ? 1 : open.length === 1 ? open[0]?.at : undefined)
  if (at === undefined)
    return `${entry.number} 有${agenda.length}项议题，请写明第几项，如：更正 ${entry.number} 第1项责任人赵阳`
  return { ...rest, set: { ...others, agenda_item: { at, ...values } } }
}
