import { UserError } from '../../core/errors.js'
import type { RecordMeaning } from '../../core/meaning.js'
import type { BranchView, MemberView, TalkContent } from '../../core/views.js'
import type { PersonRow } from '../../models/fields.js'
import type { EntryRow } from '../../models/ledger-entry.js'

/** The message or tap that an entry comes from. */
export interface EntrySource {
  readonly author: MemberView
  /** Civil epoch ms of the message or tap. */
  readonly sentAt: number
  /** The date of `sentAt` in the branch's zone. */
  readonly today: string
  readonly branch: BranchView
  readonly chatId: string
  readonly messageId?: string
}

/** What the ledger needs to know of people to spell an entry out. */
export interface RosterOfDay {
  /** Everybody who ever was a member. */
  readonly everybody: readonly MemberView[]
  /** 应到 on the event's date. */
  readonly expected: readonly MemberView[]
}

type AssignedLater = '_id' | 'schemaVersion' | 'number' | 'recordedAt' | 'revisions' | 'voided'

/** An entry ready to be recorded: people and counts spelled out, sealed words apart from their fact. */
export interface NewEntry extends Omit<EntryRow, AssignedLater> {
  /** Free words of a talk, planned talk or analysis; recorded sealed, never in the entry. */
  readonly content?: TalkContent
}

/** What every kind is spelled out with. */
export interface Speller {
  readonly source: EntrySource
  readonly expected: readonly MemberView[]
  /** A member by name or `$sender`, or somebody from outside as said. */
  person(name: string): PersonRow
  optionalPerson(name: string | undefined): PersonRow | undefined
  /** As `person`; UserError `unknown_person` for one who was never in the roster. */
  member(name: string): PersonRow & { memberId: string }
}

/** The fields that a kind has beyond the common ones. */
export type KindFields = Pick<NewEntry, 'kind'> & Partial<Omit<NewEntry, 'kind'>>

export type MeaningOf<T extends RecordMeaning['type']> = Extract<RecordMeaning, { type: T }>

export function createSpeller(source: EntrySource, { everybody, expected }: RosterOfDay): Speller {
  const person = (name: string): PersonRow => toPerson(name, source.author, everybody)
  return {
    source,
    expected,
    person,
    optionalPerson: (name) => (name === undefined ? undefined : person(name)),
    member: (name) => memberOf(person(name)),
  }
}

/** The member of that name, a current one before one who left; somebody from outside keeps his name alone. */
export function toPerson(
  name: string,
  author: Pick<MemberView, 'id' | 'name'>,
  everybody: readonly MemberView[],
): PersonRow {
  if (name === '$sender' || name === author.name) return { name: author.name, memberId: author.id }
  const namesakes = everybody.filter((member) => member.name === name)
  const member = namesakes.find(({ leftOn }) => leftOn === undefined) ?? namesakes[0]
  return member ? { name, memberId: member.id } : { name }
}

/** UserError `unknown_person` for somebody from outside. */
export function memberOf({ name, memberId }: PersonRow): PersonRow & { memberId: string } {
  if (memberId === undefined) throw new UserError('unknown_person', `名册里没有“${name}”，请写名册上的姓名`)
  return { name, memberId }
}
