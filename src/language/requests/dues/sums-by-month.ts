import type { NamedAmount } from '../../../core/meaning.js'
import type { MonthsSaid } from './months.js'
import type { Payer, Sum, Token } from './tokens.js'

/** Dues of several months in one message: which sum is of which month, by the order in which they are said. */

type Event = Payer | Sum | { kind: 'months'; at: number; months: readonly string[] }

/** What stands between one sum and the next, with that sum. */
interface Stretch {
  payers: string[]
  months: (readonly string[])[]
  /** Whether a month was said before the first payer. */
  monthFirst: boolean
  sum: Sum
}

/** The items, or undefined when the order doesn't tell. */
export function monthsOfSums(tokens: readonly Token[], said: readonly MonthsSaid[]): NamedAmount[] | undefined {
  const events: Event[] = [
    ...tokens,
    ...said.map(({ start, months }) => ({ kind: 'months' as const, at: start, months })),
  ].sort((a, b) => a.at - b.at)
  return monthBefore(events) ?? underMonths(events) ?? monthBehind(events)
}

function stretchesOf(events: readonly Event[]): Stretch[] | undefined {
  const stretches: Stretch[] = []
  let next: Omit<Stretch, 'sum'> = { payers: [], months: [], monthFirst: false }
  for (const event of events) {
    if (event.kind === 'payer') next.payers.push(event.name)
    else if (event.kind === 'months') {
      if (next.payers.length === 0) next.monthFirst = true
      next.months.push(event.months)
    } else {
      stretches.push({ ...next, sum: event })
      next = { payers: [], months: [], monthFirst: false }
    }
  }
  // A payer or a month behind the last sum is of no sum.
  return next.payers.length > 0 || next.months.length > 0 ? undefined : stretches
}

/** 陈立3月125、4月125；王敏4月98.5: each sum has its month before it, and its payer or the one before. */
function monthBefore(events: readonly Event[]): NamedAmount[] | undefined {
  const stretches = stretchesOf(events)
  if (!stretches || stretches.some(({ months }) => months.length === 0)) return undefined
  return priced(stretches, (stretch) => [...new Set(stretch.months.flat())])
}

/** 3月：陈立125，王敏98.5；4月：李响60: a month heads the payers and sums behind it. */
function underMonths(events: readonly Event[]): NamedAmount[] | undefined {
  const stretches = stretchesOf(events)
  const own = stretches?.every(
    ({ payers, months, monthFirst }) =>
      payers.length > 0 && (months.length === 0 || (months.length === 1 && monthFirst)),
  )
  if (!stretches || !own || stretches[0]?.months.length !== 1) return undefined
  let heading: readonly string[] = []
  return priced(stretches, ({ months: [month] }) => {
    heading = month ?? heading
    return heading
  })
}

/** 赵阳给了52.4是3月的，7.6是2月的: each sum has its month behind it. */
function monthBehind(events: readonly Event[]): NamedAmount[] | undefined {
  const items: NamedAmount[] = []
  let [who, waiting]: [string | undefined, Sum | undefined] = [undefined, undefined]
  for (const event of events) {
    if (event.kind === 'payer' && waiting) return undefined
    if (event.kind === 'payer') who = event.name
    else if (event.kind === 'sum') {
      if (waiting || who === undefined) return undefined
      waiting = event
    } else {
      const [month, other] = event.months
      if (!waiting || who === undefined || month === undefined || other !== undefined) return undefined
      items.push({ name: who, amount: waiting.value, month })
      waiting = undefined
    }
  }
  return waiting ? undefined : items
}

/** Puts each sum to its payers and months; a sum of several is each one's only where that was said. */
function priced(
  stretches: readonly Stretch[],
  monthsOf: (stretch: Stretch) => readonly string[],
): NamedAmount[] | undefined {
  const items: NamedAmount[] = []
  let who: string[] = []
  for (const stretch of stretches) {
    const { payers, sum } = stretch
    if (payers.length > 0) who = [...new Set(payers)]
    const months = monthsOf(stretch)
    if (who.length === 0 || months.length === 0) return undefined
    if (who.length * months.length > 1 && !sum.each) return undefined
    items.push(...who.flatMap((name) => months.map((month) => ({ name, amount: sum.value, month }))))
  }
  return items
}
