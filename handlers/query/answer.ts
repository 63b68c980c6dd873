import type { QueryAnswer } from '../../cards/query-answer-card.js'
import { listHead } from '../../cards/shared/entry-lines.js'
import { monthDay } from '../../cards/shared/entry-text.js'
import type { Card } from '../../src/core/card.js'
import { yearOf } from '../../src/core/civil-date.js'
import type { Role } from '../../src/core/entry.js'
import type { QueryMeaning } from '../../src/core/meaning.js'
import type { EntryView, MemberView } from '../../src/core/views.js'
import type { MemberContext } from '../context.js'

/** What one question is answered with, and who may read it. */
export interface Answer {
  /** Only he who asked may read it: asked in the group, it is said in private. */
  readonly isPrivate: boolean
  readonly content: QueryAnswer | Card
}

/** A question whose period is settled. */
export type Asked = QueryMeaning & { readonly period: string }

export const privately = (content: QueryAnswer | Card): Answer => ({ isPrivate: true, content })
export const openly = (content: QueryAnswer): Answer => ({ isPrivate: false, content })
/** Why not, in words that name nobody: it may be read by the whole group. */
export const refused = (text: string): Answer => openly({ title: '', says: [text] })

/** Whether he has one of these roles now. */
export const holds = ({ roles, leftOn }: MemberView, ...wanted: readonly Role[]): boolean =>
  leftOn === undefined && roles.some((role) => wanted.includes(role))

/** Talks, hours and lectures of others are the business of these two alone (moments.md §1). */
export const keepsRecords = (member: MemberView): boolean => holds(member, 'secretary', 'organization')
export const keepsDues = (member: MemberView): boolean => holds(member, 'secretary', 'dues')

export const NOT_IN_ROSTER = '名册里没有这个名字，请用全名再问一次'

/** Whom the question is about: the one who asks by `$sender`; undefined when nobody in particular, or nobody known. */
export function personOf(who: string | undefined, { member, roster }: MemberContext): MemberView | undefined {
  if (who === '$sender') return member
  // Of two of one name over the years the one who is here now is meant.
  return (
    roster.find(({ name, leftOn }) => name === who && leftOn === undefined) ?? roster.find(({ name }) => name === who)
  )
}

/** 你, or the name. */
export const nameFor = (person: MemberView, { member }: MemberContext): string =>
  person.id === member.id ? '你' : person.name

/** 3月17日; the year too when it is not this one's. */
export const dayText = (date: string, today: string): string =>
  yearOf(date) === yearOf(today) ? monthDay(date) : `${yearOf(date)}年${monthDay(date)}`

/** 2026-学-014 3月17日 集中学习：党章: an entry behind a number, for those who may see it. */
export const entryLine = (entry: EntryView, today: string): string =>
  `${entry.number} ${dayText(entry.date, today)} ${listHead(entry)}`
