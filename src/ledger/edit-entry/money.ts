import { UserError } from '../../core/errors.js'
import type { AmountRow, EntryRow } from '../../models/ledger-entry.js'
import { fenOf, sumOf } from '../money.js'
import { type EditDraft, type EntryChanges, put } from './draft.js'
import { badValue, type EditContext, isRecord, readFlag, readMember, readPerson } from './values.js'

/**
 * Amounts and their sum. Who holds no office changes his own lines only, and they wait for the dues officer again.
 * UserError `bad_amount`, `unknown_person`, `count_mismatch`, `not_permitted`.
 */
export function editMoney({ row }: EditDraft, { set = {}, add = {} }: EntryChanges, ctx: EditContext): void {
  if (row.kind !== 'dues' && row.kind !== 'donation') return
  if ('month' in set) setMonth(row, set.month)
  if ('late' in set) put(row, 'arrears', readFlag(set.late ?? false, '补交') ? true : undefined)
  if ('items' in set) row.amounts = readAmounts(set.items, row, ctx)
  if ('items' in add) {
    const more = readAmounts(add.items, row, ctx)
    assertWhichMonth(add.items, more, row)
    row.amounts = merge(row.amounts ?? [], more)
  }
  const linesChanged = 'items' in set || 'items' in add
  if ('total' in set) put(row, 'totalFen', set.total === null ? undefined : fenOf(set.total))
  else if (linesChanged && row.amounts) row.totalFen = sumOf(row.amounts)
  if (
    ('total' in set || linesChanged) &&
    row.amounts &&
    row.amounts.length > 0 &&
    row.totalFen !== sumOf(row.amounts)
  ) {
    // No sum in the sentence: whoever corrects a total need not know the lines.
    throw new UserError('count_mismatch', '合计与各人金额相加不一致，请把各人金额和合计一起写')
  }
  if (row.kind === 'dues') settleDues(row, linesChanged || 'total' in set || 'month' in set, ctx)
}

function settleDues(row: EntryRow, touched: boolean, { editor }: EditContext): void {
  const months = new Set(row.amounts?.map(({ month }) => month))
  put(row, 'span', months.size === 1 ? [...months][0] : undefined)
  if (!touched || editor.roles.some((role) => role === 'dues' || role === 'secretary')) return
  if (row.amounts?.some(({ memberId }) => memberId !== editor.id)) {
    throw new UserError('not_permitted', '别人的党费由管党费的同志或书记来改，你可以改自己的')
  }
  row.unconfirmed = true
}

function setMonth(row: EntryRow, value: unknown): void {
  const month = readMonth(value)
  row.span = month
  row.amounts = row.amounts?.map((line) => ({ ...line, month }))
}

function readMonth(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return value
  throw badValue('月份没看明白，请写成“更正 3月党费”')
}

function readAmounts(value: unknown, row: EntryRow, ctx: EditContext): AmountRow[] {
  const items = isRecord(value) ? [value] : value
  if (!Array.isArray(items) || items.length === 0) throw badValue('请写明谁、多少元，如“更正 赵阳52.4元”')
  return items.map((item): AmountRow => {
    if (!isRecord(item)) throw badValue('请写明谁、多少元，如“更正 赵阳52.4元”')
    const fen = fenOf(item.amount)
    if (row.kind === 'donation') return { ...readPerson(item.name, '姓名', ctx), fen }
    const person = readMember(item.name, '姓名', ctx)
    const known = row.amounts?.find(({ memberId }) => memberId === person.memberId)?.month
    const month = item.month === undefined ? (row.span ?? known ?? row.date.slice(0, 7)) : readMonth(item.month)
    return { ...person, fen, month }
  })
}

/** Of somebody who paid for several months in one entry, a sum alone doesn't say which month's it is. */
function assertWhichMonth(said: unknown, lines: readonly AmountRow[], row: EntryRow): void {
  const items: unknown[] = Array.isArray(said) ? said : [said]
  lines.forEach(({ memberId }, index) => {
    const item = items[index]
    const own = row.amounts?.filter((line) => memberId !== undefined && line.memberId === memberId) ?? []
    if (own.length > 1 && isRecord(item) && item.month === undefined)
      throw new UserError('bad_amount', '这个人在这一条里不止一个月，请点「改一下」逐笔改')
  })
}

/** A line for the same person and month replaces his former one. */
function merge(lines: readonly AmountRow[], more: readonly AmountRow[]): AmountRow[] {
  const keyOf = ({ name, memberId, month }: AmountRow): string => `${memberId ?? name}|${month ?? ''}`
  return [...new Map([...lines, ...more].map((line) => [keyOf(line), line])).values()]
}
