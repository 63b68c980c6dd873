import type { NamedAmount } from '../../../core/meaning.js'
import type { MonthsSaid } from './months.js'
import type { DuesTokens, Token } from './tokens.js'

/** Who paid how much for which month; `undefined` when the sums can't be told apart. */
export interface ItemsRead {
  items: NamedAmount[]
  /** Said but without a sum. */
  unpriced: string[]
  doubt?: string
}

const UNCLEAR = '谁交了多少没看明白，请一人一行写，如：陈立 125'

/**
 * Sums put to payers by their order: a sum belongs to the payer before it, 各50 to all before it; with several months
 * each of them is paid by itself (SCHEMA §3 `dues`). `roster` are all members, for 每人50.
 */
export function readItems(
  { tokens, everybody }: DuesTokens,
  months: MonthsSaid[],
  roster: readonly string[],
): ItemsRead {
  const all = [...new Set(months.flatMap((said) => said.months))]
  const payers = tokens.filter((token) => token.kind === 'payer')
  const sums = tokens.filter((token) => token.kind === 'sum')
  if (all.length > 1) return severalMonths(tokens, months, all)
  if (payers.length === 0) {
    const [sum] = sums
    if (sum && everybody && sums.length === 1 && sum.each) {
      return { items: roster.map((name) => ({ name, amount: sum.value })), unpriced: [] }
    }
    return sums.length === 0 ? { items: [], unpriced: [] } : { items: [], unpriced: [], doubt: UNCLEAR }
  }
  // 76元我已交: one payer, one sum, in whatever order.
  const [payer] = payers
  const [sum] = sums
  if (payers.length === 1 && sums.length === 1 && payer && sum && payer.kind === 'payer' && sum.kind === 'sum')
    return { items: [{ name: payer.name, amount: sum.value }], unpriced: [] }
  return oneMonth(tokens)
}

function oneMonth(tokens: readonly Token[]): ItemsRead {
  const items: NamedAmount[] = []
  let waiting: string[] = []
  for (const token of tokens) {
    if (token.kind === 'payer') {
      waiting.push(token.name)
      continue
    }
    if (waiting.length === 0) return { items, unpriced: [], doubt: UNCLEAR }
    if (waiting.length > 1 && !token.each) return { items, unpriced: [], doubt: UNCLEAR }
    items.push(...waiting.map((name) => ({ name, amount: token.value })))
    waiting = []
  }
  const unpriced = waiting.filter((name) => !items.some((item) => item.name === name))
  const twice = items.some((item, index) => items.findIndex(({ name }) => name === item.name) !== index)
  return twice ? { items, unpriced, doubt: '同一个人写了两笔，请核对。' } : { items, unpriced }
}

function severalMonths(tokens: readonly Token[], said: readonly MonthsSaid[], all: readonly string[]): ItemsRead {
  const payers = tokens.flatMap((token) => (token.kind === 'payer' ? [token] : []))
  const sums = tokens.flatMap((token) => (token.kind === 'sum' ? [token] : []))
  const doubt = { items: [], unpriced: [], doubt: '几个月的党费请写清每月多少，如：6月78，7月78' }
  const [payer] = payers
  const [sum] = sums
  if (payer === undefined) return doubt
  if (sum === undefined) return { items: [], unpriced: payers.map(({ name }) => name) }
  if (sums.length === 1) {
    if (!sum.each) return doubt
    return {
      items: payers.flatMap(({ name }) => all.map((month) => ({ name, amount: sum.value, month }))),
      unpriced: [],
    }
  }
  // Every sum with one month of its own before it: 6月78、7月80; 赵阳2月52.4，李响1月60.
  const items: NamedAmount[] = []
  const single = said.every(({ months }) => months.length === 1)
  if (!single || said.length !== sums.length || (payers.length !== 1 && payers.length !== sums.length)) return doubt
  for (const [index, one] of sums.entries()) {
    const who = payers.length === 1 ? payer : (payers[index] as typeof payer)
    const month = said[index] as MonthsSaid
    const previous = sums[index - 1]?.end ?? 0
    if (month.start < previous || month.start > one.at || who.at > one.at) return doubt
    items.push({ name: who.name, amount: one.value, month: month.months[0] as string })
  }
  return { items, unpriced: [] }
}
