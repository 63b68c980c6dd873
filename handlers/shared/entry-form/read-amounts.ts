import type { NamedAmount } from '../../../src/core/meaning.js'
import type { ReadField } from './read-field.js'

/** A single payment is far smaller; more is a slip of the finger. */
const LARGEST_YUAN = 1_000_000
const MONEY = String.raw`¥?(\d{1,7}(?:\.\d{1,2})?)\s*元?`
const ONE = new RegExp(`^${MONEY}$`, 'u')
const LINE = new RegExp(String.raw`^([^\d¥:\s]{1,20})\s*:?\s*${MONEY}(?:\s+(\d{4}-(?:0[1-9]|1[0-2])))?$`, 'u')

/** A sum in yuan with at most two decimals. */
export function readYuan(text: string): ReadField {
  const value = Number(ONE.exec(text)?.[1])
  return value > 0 && value <= LARGEST_YUAN ? { value } : { error: '请填金额，如 98.5' }
}

/** A person and a sum in each line; with `people`, only these. */
export function readAmounts(text: string, people?: readonly string[]): ReadField {
  const items: NamedAmount[] = []
  for (const line of text.split(/[\n,;、。]+/u).map((one) => one.trim())) {
    if (line === '') continue
    const [, name = '', yuan = '', month] = LINE.exec(line) ?? []
    const amount = Number(yuan)
    if (name === '' || !(amount > 0 && amount <= LARGEST_YUAN)) return { error: '每行写一人，如“陈立 125”' }
    if (people && !people.includes(name)) return { error: `名册里没有“${name}”，请写全名` }
    if (items.some((item) => item.name === name && item.month === month))
      return { error: `“${name}”写了两次，请合成一行` }
    items.push({ name, amount, ...(month === undefined ? {} : { month }) })
  }
  return items.length === 0 ? {} : { value: items }
}

/** Yuan added up without the errors of binary fractions. */
export const sumOf = (items: readonly NamedAmount[]): number =>
  items.reduce((fen, { amount }) => fen + Math.round(amount * 100), 0) / 100
