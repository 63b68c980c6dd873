/** Monthly base up to which a rate holds, in fen, and the rate in thousandths (domain.md R17). */
const RATES: readonly (readonly [number, number])[] = [
  [3000_00, 5],
  [5000_00, 10],
  [10_000_00, 15],
  [Number.POSITIVE_INFINITY, 20],
]
const RETIRED_RATES: readonly (readonly [number, number])[] = [
  [5000_00, 5],
  [Number.POSITIVE_INFINITY, 10],
]

/**
 * A month's dues of a base after tax, both in yuan, rounded to the fen, with the rate. The rate applies to the whole
 * base, not by slices (SCHEMA §4, domain.md R17).
 */
export function duesOfBase(base: number, retired = false): { readonly rate: number; readonly amount: number } {
  const fen = Math.round(base * 100)
  const [, thousandths] = (retired ? RETIRED_RATES : RATES).find(([upTo]) => fen <= upTo) as readonly [number, number]
  return { rate: thousandths / 1000, amount: Math.round((fen * thousandths) / 1000) / 100 }
}
