import { CORRECTIONS, isCorrected } from '../../corrections.js'
import type { MonthsSaid } from './months.js'
import type { Token } from './tokens.js'

/** What still stands of payers, sums and months when the speaker takes something back (SCHEMA §1: the last thing said). */

/** 98.5 不对 是89.5; 老陈，不对，老周; 王敏89.5，不对，王敏98.5. */
export function standingTokens(text: string, tokens: readonly Token[]): Token[] {
  const dropped = new Set<Token>()
  for (const [index, token] of tokens.entries()) {
    if (isNegated(text, token)) dropped.add(token)
    const next = tokens[index + 1]
    if (next === undefined || isNegated(text, next) || !isCorrected(text.slice(token.end, next.at))) continue
    dropped.add(token)
    const before = tokens[index - 1]
    if (token.kind === 'sum' && next.kind === 'payer' && before) dropped.add(before)
  }
  return tokens.filter((token) => !dropped.has(token))
}

/** 不是125了: a sum that is only denied. */
const isNegated = (text: string, { kind, at }: Token): boolean =>
  kind === 'sum' && /不是(?:原来的?|之前的?)?\s?$/.test(text.slice(0, at))

/** 8月，哦不是，7月的党费. */
export const standingMonths = (text: string, months: readonly MonthsSaid[]): MonthsSaid[] =>
  months.filter((one, index) => {
    const next = months[index + 1]
    return next === undefined || !isCorrected(text.slice(one.end, next.start))
  })

interface Place {
  start?: number
  at?: number
  end: number
}

/**
 * Whether something is taken back of which it isn't plain what stands in its place: 王敏98.5，不对，李响60 may be either's
 * sum or both's.
 */
export function takesBackElse(text: string, said: readonly (readonly Place[])[]): boolean {
  const spans = said.flatMap((places) =>
    places.flatMap((place, index) => {
      const next = places[index + 1]
      const to = next && (next.at ?? next.start)
      return to !== undefined && replaces(text, places, index) ? [{ from: place.end, to }] : []
    }),
  )
  return [...text.matchAll(CORRECTIONS)].some(({ index }) => !spans.some(({ from, to }) => index >= from && index < to))
}

function replaces(text: string, places: readonly Place[], index: number): boolean {
  const [before, place, next, after] = [index - 1, index, index + 1, index + 2].map((at) => places[at]) as (
    | (Place & Partial<Token>)
    | undefined
  )[]
  if (!place || !next) return false
  if (next.kind === 'sum' && isNegated(text, next as Token)) return true
  if (!isCorrected(text.slice(place.end, next.at ?? next.start))) return false
  if (place.kind === next.kind) return true
  if (place.kind !== 'sum' || before?.kind !== 'payer' || after?.kind !== 'sum') return false
  const same = (a: Partial<Token>, b: Partial<Token>): boolean =>
    a.kind === 'payer'
      ? a.name === (b as { name?: string }).name
      : (a as { value?: number }).value === (b as { value?: number }).value
  return same(before, next as Partial<Token>) || same(place, after)
}
