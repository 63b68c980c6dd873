import type { AgendaItemMeaning, Votes } from '../../src/core/meaning.js'

const SIDES: readonly (readonly [keyof Votes, string])[] = [
  ['for', '赞成'],
  ['against', '反对'],
  ['abstain', '弃权'],
]

/** 赞成5 反对0. */
export const votesLine = (votes: Votes): string =>
  SIDES.flatMap(([side, word]) => (votes[side] === undefined ? [] : [`${word}${votes[side]}`])).join(' ')

/** 消防整改｜决定：先停用｜责任人：赵阳｜期限：2026-03-31: an item as a line of the form, read back by `read-agenda.ts`. */
export function agendaLine(
  { topic, decision, votes, owner, due_to, closed_on }: AgendaItemMeaning,
  nameOf: (person: string) => string,
): string {
  return [
    topic,
    decision && `决定：${decision}`,
    votes && votesLine(votes),
    owner && `责任人：${nameOf(owner)}`,
    due_to && `期限：${due_to}`,
    closed_on && `办结：${closed_on}`,
  ]
    .filter(Boolean)
    .join('｜')
}
