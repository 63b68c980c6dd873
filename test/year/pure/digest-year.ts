import { digestCard } from '../../../cards/digest-card.js'
import type { Card } from '../../../src/core/card.js'
import { civilDate } from '../../../src/core/civil-date.js'
import type { DigestData, DigestSpan } from '../../../src/core/views.js'
import { NATIONAL } from '../../../src/core/workdays.js'
import { summarise } from '../../../src/ledger/digest.js'
import { daysAhead, upcomingOf } from '../../../src/ledger/digest-plans.js'
import { endedSpans, summariseSpan } from '../../../src/ledger/digest-spans.js'
import { digestDue, digestStart } from '../../../src/ledger/reminder-times.js'
import { type BranchYear, daysOf } from './branch-year.js'

export interface PlayedDigest {
  /** The day on which it was sent. */
  readonly date: string
  readonly data: DigestData
  readonly card: Card
}

/** Every digest that the group of this branch gets, from January to the middle of the next February. */
export function playDigests({ year, rows, silentPeriods }: BranchYear): PlayedDigest[] {
  const days = { calendar: NATIONAL, silentPeriods }
  const began = civilDate(year, 1, 1)
  const told = new Set<string>()
  const toldSpans = new Set<string>()
  const sent: PlayedDigest[] = []
  let last: string | undefined
  let lastMonday: string | undefined
  for (const date of daysOf(year)) {
    const monday = digestDue({ date, time: '16:10' }, days)
    if (monday === undefined || monday === lastMonday) continue
    const known = rows.filter(({ enteredOn, voided }) => enteredOn <= date && !voided)
    const start = digestStart(monday, last, began)
    const inWeek = known.filter((row) => row.kind !== 'plan' && start <= row.date && row.date <= date)
    const earlier = known.filter((row) => row.kind !== 'plan' && row.date < start && !told.has(row._id))
    const week = summarise(inWeek, earlier)
    const spans: DigestSpan[] = endedSpans(date, began)
      .filter((span) => !toldSpans.has(span))
      .flatMap((span) => summariseSpan(span, inSpan(known, span), date) ?? [])
    if (!week && spans.length === 0) continue
    const nothing = { counts: [], minutes: 0, talkCount: 0, lateCount: 0, thanks: [] }
    const plans = known.filter(({ kind }) => kind === 'plan')
    const data: DigestData = {
      branch: { id: 'b', name: '人力资源部党支部' },
      ...(week ?? nothing),
      from: start,
      to: date,
      entryIds: [],
      upcoming: upcomingOf(plans, daysAhead(date, NATIONAL)),
      spans,
      calendarKnown: true,
    }
    sent.push({ date, data, card: digestCard(data, { inGroup: true, canReply: true, today: date }) })
    for (const { _id } of [...inWeek, ...earlier]) told.add(_id)
    for (const { span } of spans) toldSpans.add(span)
    if (week) last = date
    lastMonday = monday
  }
  return sent
}

const inSpan = (rows: BranchYear['rows'], span: string): BranchYear['rows'] => {
  const [year = '', quarter] = span.split('-Q')
  const month = ({ date }: { date: string }): number => Number(date.slice(5, 7))
  return rows.filter(
    (row) => row.date.startsWith(year) && (quarter === undefined || Math.ceil(month(row) / 3) === Number(quarter)),
  )
}
