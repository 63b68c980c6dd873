import { attributesByPlace } from './card-attributes.js'
import type { CardProblem } from './card-linter.js'
import { asString, isObject, type JsonObject, objectsIn } from './json.js'

/** 200914: rows that don't fit their columns; 200915: a table that is itself wrong. */
const codes = { rows: 200914, table: 200915, json: 200621 }
const limits = { columns: 50, pageSize: 10 }

const fits: Readonly<Record<string, ((cell: unknown) => boolean) | undefined>> = {
  text: (cell) => typeof cell === 'string',
  lark_md: (cell) => typeof cell === 'string',
  markdown: (cell) => typeof cell === 'string',
  number: (cell) => typeof cell === 'number',
  date: (cell) => typeof cell === 'number',
  persons: (cell) => typeof cell === 'string' || (Array.isArray(cell) && cell.every((id) => typeof id === 'string')),
  options: (cell) => typeof cell === 'string' || (Array.isArray(cell) && cell.every(isObject)),
}

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/table */
export function lintTable(table: JsonObject, path: string): CardProblem[] {
  const problems: CardProblem[] = []
  const report = (code: number, at: string, reason: string): void => {
    problems.push({ code, path: `${path}${at}`, reason })
  }
  const columns = objectsIn(table.columns)
  if (columns.length === 0) report(codes.table, '.columns', 'table without columns')
  if (columns.length > limits.columns) report(codes.table, '.columns', 'more than 50 columns')
  const size = table.page_size
  if (size !== undefined && !(Number.isInteger(size) && Number(size) >= 1 && Number(size) <= limits.pageSize)) {
    report(codes.table, '.page_size', 'page_size must be 1 to 10')
  }
  const types = new Map<string, string>()
  columns.forEach((column, index) => {
    const known: readonly string[] = attributesByPlace.tableColumn
    for (const key of Object.keys(column)) {
      if (!known.includes(key)) report(codes.json, `.columns[${index}].${key}`, `unknown property ${key}`)
    }
    const name = asString(column.name)
    const type = asString(column.data_type) ?? 'text'
    if (!name || types.has(name)) report(codes.table, `.columns[${index}].name`, 'name is missing or used twice')
    if (!fits[type]) report(codes.table, `.columns[${index}].data_type`, `unknown data_type ${type}`)
    types.set(name ?? '', type)
  })
  if (!Array.isArray(table.rows)) report(codes.rows, '.rows', 'rows is not a list')
  objectsIn(table.rows).forEach((row, index) => {
    for (const [name, type] of types) {
      const cell = row[name]
      if (cell !== undefined && fits[type]?.(cell) === false) {
        report(codes.rows, `.rows[${index}].${name}`, `value isn't of type ${type}`)
      }
    }
  })
  return problems
}
