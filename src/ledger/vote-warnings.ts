import type { MemberView } from '../core/views.js'
import type { EntryRow } from '../models/ledger-entry.js'

/** What of a meeting its votes are judged by. */
type Meeting = Pick<
  EntryRow,
  'kind' | 'subkind' | 'participants' | 'absent' | 'expected' | 'actual' | 'votes' | 'resolution' | 'agenda'
>
interface Ballot {
  readonly votes?: EntryRow['votes']
  readonly decision?: string
}

/** Codes of `voteWarnings`; an edit judges them anew. */
export const VOTE_WARNINGS = ['no_quorum', 'no_majority'] as const

/**
 * What to check of the votes of a 党员大会 (domain.md R4, 《中国共产党支部工作条例（试行）》): more than half of the members with a
 * vote are there (`no_quorum`), and what passed has the votes of more than half of those due with a vote, whoever came
 * (`no_majority`). 预备党员 have none. `due` are the members due on that day. Only what is certain is warned of: where nobody
 * was named, everybody who came may have had a vote.
 */
export function voteWarnings(meeting: Meeting, due: readonly MemberView[]): string[] {
  if (meeting.kind !== 'meeting' || meeting.subkind !== '党员大会') return []
  const ballots = ballotsOf(meeting).filter(({ votes, decision }) => votes !== undefined || passed(decision))
  const voters = due.filter(({ status }) => status === 'full')
  const entitled = Math.min(voters.length, meeting.expected ?? voters.length)
  if (ballots.length === 0 || entitled === 0) return []
  const present = votersPresent(meeting, voters)
  const isPassedByTooFew = ({ votes, decision }: Ballot): boolean =>
    votes?.for !== undefined && isAdopted(decision) && votes.for * 2 <= entitled
  return [
    ...(present !== undefined && present * 2 <= entitled ? ['no_quorum'] : []),
    ...(ballots.some(isPassedByTooFew) ? ['no_majority'] : []),
  ]
}

/** The meeting's own vote, and those of its items. */
const ballotsOf = ({ votes, resolution, agenda = [] }: Meeting): Ballot[] => [
  { ...(votes && { votes }), ...(resolution !== undefined && { decision: resolution }) },
  ...agenda.map(({ votes: own, decision }) => ({ ...(own && { votes: own }), ...(decision && { decision }) })),
]

const REJECTED = /未(?:获)?(?:得)?(?:表决)?通过|没(?:有)?通过|不同意|不予|否决|暂缓|延期|不通过/
/** 决议：公开招标 was adopted as much as what is called 通过. */
const isAdopted = (decision: string | undefined): boolean => decision !== undefined && !REJECTED.test(decision)
/** There was a vote, though nobody told its numbers. */
const passed = (decision: string | undefined): boolean =>
  decision !== undefined && /表决|通过/.test(decision) && !REJECTED.test(decision)

/** How many with a vote came at the most; undefined when nothing was said of who came. */
function votersPresent({ participants, absent, actual }: Meeting, voters: readonly MemberView[]): number | undefined {
  const isIn = (people: readonly { readonly name: string; readonly memberId?: string }[]) => (voter: MemberView) =>
    people.some(({ name, memberId }) => (memberId === undefined ? name === voter.name : memberId === voter.id))
  if (participants.length > 0) return voters.filter(isIn(participants)).length
  const notAway = voters.filter((voter) => !isIn(absent)(voter)).length
  if (actual === undefined) return absent.length > 0 ? notAway : undefined
  return Math.min(actual, notAway)
}
