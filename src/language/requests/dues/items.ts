import type { NamedAmount } from '../../../core/meaning.js'
import type { MonthsSaid } from './months.js'
import { monthsOfSums } from './sums-by-month.js'
import type { DuesTokens, Payer, Sum, Token } from './tokens.js'

/** Who paid how much for which month; `undefined` when the sums can't be told apart. */
export interface ItemsRead {
  items: NamedAmount[]
  /** Said but without a sum. */
  unpriced: string[]
  /** A sum that turned out to be that of all the others. */
  total?: number
  doubt?: string
}

const UNCLEAR = '谁交了多少没看明白，请一人一行写，如：陈立 125'
const BY_MONTH = '几个月的党费请写清每月多少，如：6月78，7月78'

/**
 * Sums put to payers by their order: a sum belongs to the payer before it, 各50 to all before it; with several months
 * each of them is paid by itself (SCHEMA §3 `dues`). `roster` are all who may have paid, for 每人50.
 */
export function readItems(said: DuesTokens, months: MonthsSaid[], roster: readonly string[]): ItemsRead {
  const read = itemsOf(said.tokens, said, months, roster)
  if (read.doubt === undefined || said.total !== undefined) return read
  // 刚转了120，两个月各60: one of the sums is that of the others.
  for (const sum of said.tokens) {
    if (sum.kind !== 'sum' || sum.each) continue
    const rest = itemsOf(
      said.tokens.filter((token) => token !== sum),
      said,
      months,
      roster,
    )
    if (rest.doubt !== undefined || rest.unpriced.length > 0 || rest.items.length < 2) continue
    if (Math.abs(sumOf(rest.items) - sum.value) < 0.005) return { ...rest, total: sum.value }
  }
  return read
}

export const sumOf = (items: readonly NamedAmount[]): number =>
  Math.round(items.reduce((all, { amount }) => all + amount * 100, 0)) / 100

function itemsOf(
  tokens: readonly Token[],
  { everybody, inOrder }: DuesTokens,
  months: readonly MonthsSaid[],
  roster: readonly string[],
): ItemsRead {
  const all = [...new Set(months.flatMap((said) => said.months))]
  const payers = tokens.filter((token): token is Payer => token.kind === 'payer')
  const sums = tokens.filter((token): token is Sum => token.kind === 'sum')
  if (all.length > 1) return severalMonths(tokens, months, all)
  const [payer] = payers
  const [sum] = sums
  if (payer === undefined) {
    if (sum && everybody && sums.length === 1 && sum.each)
      return { items: roster.map((name) => ({ name, amount: sum.value })), unpriced: [] }
    return sums.length === 0 ? { items: [], unpriced: [] } : { items: [], unpriced: [], doubt: UNCLEAR }
  }
  // 76元我已交: one payer, one sum, in whatever order.
  if (payers.length === 1 && sums.length === 1 && sum)
    return { items: [{ name: payer.name, amount: sum.value }], unpriced: [] }
  return (inOrder ? oneByOne(payers, sums) : undefined) ?? oneMonth(tokens)
}

/** 陈立、王敏、老周，依次是125、98.5、76: as many sums as payers, all behind them. */
function oneByOne(payers: readonly Payer[], sums: readonly Sum[]): ItemsRead | undefined {
  const last = payers.at(-1)
  const apart = payers.length === sums.length && sums.every(({ at }) => at > (last?.at ?? 0))
  if (!apart || new Set(payers.map(({ name }) => name)).size !== payers.length) return undefined
  return { items: payers.map(({ name }, index) => ({ name, amount: (sums[index] as Sum).value })), unpriced: [] }
}

function oneMonth(tokens: readonly Token[]): ItemsRead {
  const items: NamedAmount[] = []
  let waiting: string[] = []
  for (const token of tokens) {
    if (token.kind === 'payer') {
      if (!waiting.includes(token.name)) waiting.push(token.name)
      continue
    }
    // 从125调到150了，已交150: the same sum said again.
    if (waiting.length === 0 && items.at(-1)?.amount === token.value) continue
    if (waiting.length === 0) return { items, unpriced: [], doubt: UNCLEAR }
    if (waiting.length > 1 && !token.each) return { items, unpriced: [], doubt: UNCLEAR }
    items.push(...waiting.map((name) => ({ name, amount: token.value })))
    waiting = []
  }
  const unpriced = waiting.filter((name) => !items.some((item) => item.name === name))
  return isTwice(items) ? { items, unpriced, doubt: '同一个人写了两笔，请核对。' } : { items, unpriced }
}

function severalMonths(tokens: readonly Token[], said: readonly MonthsSaid[], all: readonly string[]): ItemsRead {
  const payers = [...new Set(tokens.flatMap((token) => (token.kind === 'payer' ? [token.name] : [])))]
  const sums = tokens.filter((token): token is Sum => token.kind === 'sum')
  const doubt = { items: [], unpriced: [], doubt: BY_MONTH }
  const [sum] = sums
  if (payers.length === 0) return doubt
  if (sum === undefined) return { items: [], unpriced: payers }
  if (sums.length === 1 && sum.each) {
    const items = payers.flatMap((name) => all.map((month) => ({ name, amount: sum.value, month })))
    return { items, unpriced: [] }
  }
  // 三季度党费，7月60、8月60、9月65: the whole named first.
  const single = new Set(said.flatMap(({ months }) => (months.length === 1 ? months : [])))
  const own = said.filter(({ months }) => months.length === 1 || months.some((month) => !single.has(month)))
  const items = monthsOfSums(tokens, own)
  if (items === undefined || isTwice(items)) return doubt
  return { items, unpriced: payers.filter((name) => !items.some((item) => item.name === name)) }
}

const isTwice = (items: readonly NamedAmount[]): boolean =>
  items.some(
    (item, index) => items.findIndex(({ name, month }) => name === item.name && month === item.month) !== index,
  )
