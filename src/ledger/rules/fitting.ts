import { spanOf } from '../../core/civil-date.js'
import type { DoneItem } from '../../core/done-items.js'
import { MEETING_KINDS, type MeetingKind, type PlanKind } from '../../core/entry.js'
import type { RuleEntry, RulePlan } from './rule.js'

/** An entry that says which span it speaks of belongs there, whenever it was told; any other to the period of its day. */
export function isOfSpan({ span, date }: RuleEntry, period: string): boolean {
  const asked = spanOf(period)
  if (span === undefined) return date >= asked.from && date <= asked.to
  const own = spanOf(span)
  return own.from <= asked.to && asked.from <= own.to
}

export const isMeeting =
  (kind: MeetingKind) =>
  (entry: RuleEntry): boolean =>
    entry.kind === 'meeting' && entry.subkind === kind

/** A count for a span under a fixed name (`DONE_ITEMS`): that it was done. */
export const says =
  (item: DoneItem) =>
  ({ kind, metrics = [] }: RuleEntry): boolean =>
    kind === 'metric' && metrics.some(({ name, count }) => name === item && count > 0)

export const isPlanOf =
  (kind: PlanKind) =>
  ({ subkind }: RulePlan): boolean =>
    subkind === kind

/** A planned meeting says in its topic which one it is; one that names none is the general meeting. */
export const isPlannedMeeting =
  (kind: MeetingKind) =>
  ({ subkind, topic = '' }: RulePlan): boolean => {
    if (subkind !== 'meeting') return false
    const named = MEETING_KINDS.filter((one) => topic.includes(one))
    return named.length === 0 ? kind === '党员大会' : named.includes(kind)
  }
