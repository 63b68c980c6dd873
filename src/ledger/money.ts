import { UserError } from '../core/errors.js'
import type { AmountRow } from '../models/ledger-entry.js'

/** More than any payment a branch records; what is above it was mistyped. */
const LARGEST_YUAN = 10_000_000

/** Yuan as said → whole fen. UserError `bad_amount` for what is no sum of money above zero with at most two decimals. */
export function fenOf(yuan: unknown): number {
  const fen = typeof yuan === 'number' ? Math.round(yuan * 100) : Number.NaN
  const isExact = typeof yuan === 'number' && Math.abs(yuan * 100 - fen) < 1e-4
  if (!isExact || fen <= 0 || fen > LARGEST_YUAN * 100) {
    throw new UserError('bad_amount', '金额没看明白，请写成“52.4元”这样，最多两位小数')
  }
  return fen
}

/** 5240 → 52.40. */
export const yuanText = (fen: number): string =>
  `${Math.trunc(fen / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`

export const sumOf = (amounts: readonly Pick<AmountRow, 'fen'>[]): number =>
  amounts.reduce((sum, { fen }) => sum + fen, 0)
