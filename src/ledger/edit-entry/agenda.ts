import { UserError } from '../../core/errors.js'
import type { AgendaItemMeaning } from '../../core/meaning.js'
import { agendaOf, agendaSaid } from '../new-entry/agenda.js'
import { type EditDraft, type EntryChanges, put } from './draft.js'
import { badValue, type EditContext, isRecord, readDate, readPastDate, readPerson, readText } from './values.js'

const MOST_ITEMS = 20

/**
 * The items of a meeting: `agenda` puts a whole list in place or adds to it, `agenda_item` (`at` from 1) changes what it
 * names of one. UserError `bad_value`, `unknown_person`, `bad_date`, `future_date`.
 */
export function editAgenda({ row }: EditDraft, { set = {}, add = {} }: EntryChanges, ctx: EditContext): void {
  const before = agendaSaid(row.agenda) ?? []
  let items = before
  if ('agenda' in set) items = set.agenda === null ? [] : readItems(set.agenda)
  if ('agenda' in add) items = [...items, ...readItems(add.agenda)]
  if ('agenda_item' in set) items = withItem(items, set.agenda_item)
  if (items === before) return
  if (items.length > MOST_ITEMS) throw badValue(`一次会议最多记${MOST_ITEMS}项议题`)
  for (const item of items) checkItem(item, row.date, ctx)
  const optionalPerson = (name: string | undefined) =>
    name === undefined ? undefined : readPerson(name, '责任人', ctx)
  put(row, 'agenda', agendaOf(items, { optionalPerson }))
}

function readItems(value: unknown): AgendaItemMeaning[] {
  if (!Array.isArray(value) || !value.every(isRecord)) throw badValue('议题没看明白，请点「改一下」，每行写一项')
  return value as unknown as AgendaItemMeaning[]
}

function withItem(items: readonly AgendaItemMeaning[], value: unknown): AgendaItemMeaning[] {
  const { at, ...changes } = isRecord(value) ? value : {}
  if (typeof at !== 'number' || items[at - 1] === undefined)
    throw new UserError('bad_value', `这次会议记了${items.length}项议题，请写明第几项，如“更正 第1项责任人赵阳”`)
  return items.map((item, index) => (index === at - 1 ? { ...item, ...changes } : item))
}

function checkItem({ topic, decision, due_to, closed_on }: AgendaItemMeaning, date: string, ctx: EditContext): void {
  readText(topic, '议题')
  if (decision !== undefined && decision !== null) readText(decision, '决定')
  if (due_to !== undefined && due_to !== null && readDate(due_to) < date)
    throw badValue('议题的期限早于开会那天，请写成“更正 第1项期限4月10日”')
  if (closed_on !== undefined && closed_on !== null && readPastDate(closed_on, ctx.today) < date)
    throw badValue('办结的日子早于开会那天，请核对后再写')
}
