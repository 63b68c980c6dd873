import type { TalkPair } from '../../core/talk-views.js'
import type { MemberView } from '../../core/views.js'
import type { EntryRow } from '../../models/ledger-entry.js'
import { partnersOf } from '../talk-partners.js'

/** A member as pairs are formed of. */
export type Talker = Pick<MemberView, 'id' | 'name' | 'roles'>

/** A talk that took place; 提醒谈话 are none of these (reminder-talk.ts). */
export type Talk = Pick<EntryRow, 'date' | 'talker' | 'partner' | 'partners'>

/** Ids of all who were in a talk. */
export const peopleOf = (talk: Talk): string[] =>
  [talk.talker, ...partnersOf(talk)].flatMap((person) => person?.memberId ?? [])

/** The same for both orders of the two. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a}|${b}` : `${b}|${a}`)

export const keyOf = ({ one, other }: TalkPair): string => pairKey(one.id, other.id)

export const pairOf = (one: Talker, other: Talker): TalkPair => ({
  one: { id: one.id, name: one.name },
  other: { id: other.id, name: other.name },
})

/** Every pair of the members once, in their order. */
export const allPairs = (members: readonly Talker[]): TalkPair[] =>
  members.flatMap((one, i) => members.slice(i + 1).map((other) => pairOf(one, other)))

/** The days on which each pair talked, oldest first. Of several partners each is a talk of its own with the talker. */
export function daysByPair(talks: readonly Talk[]): ReadonlyMap<string, readonly string[]> {
  const days = new Map<string, string[]>()
  for (const talk of talks.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    for (const { memberId } of partnersOf(talk)) {
      if (talk.talker?.memberId === undefined || memberId === undefined) continue
      const key = pairKey(talk.talker.memberId, memberId)
      days.set(key, [...(days.get(key) ?? []), talk.date])
    }
  }
  return days
}
