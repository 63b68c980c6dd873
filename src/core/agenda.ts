import type { AgendaItem } from './views.js'

/** An item of the agenda with its number, as people say it: 第2项. */
export interface NumberedItem<T> {
  readonly at: number
  readonly item: T
}

type Task = Pick<AgendaItem, 'dueTo' | 'closedOn'> & { readonly owner?: unknown }

/** Items that were given to somebody or have a day, and are not done; what was only decided is over with the meeting. */
export const openAgenda = <T extends Task>(agenda: readonly T[] | undefined): NumberedItem<T>[] =>
  (agenda ?? [])
    .map((item, index) => ({ at: index + 1, item }))
    .filter(({ item }) => (item.owner ?? item.dueTo) !== undefined && item.closedOn === undefined)
