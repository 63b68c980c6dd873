import type { Block, Card } from '../src/core/card.js'
import type { EntryView } from '../src/core/views.js'
import { type EntryLinesOptions, entryHead, entryLines, withBranch } from './shared/entry-lines.js'

/** What a member said about an entry, for its author and the ledger officer; of a talk for its people alone. Private. */
export interface DisputeShown {
  readonly disputeId: string
  readonly entry: EntryView
  /** Who said it. */
  readonly by: string
  /** His own words. */
  readonly words: string
}

/** Nothing changes by itself: the reader changes the entry, or says that it is right as it stands. */
export function disputeCard(
  { disputeId, entry, by, words }: DisputeShown,
  options: Omit<EntryLinesOptions, 'inGroup'>,
): Card {
  const { id: entryId, number } = entry
  const twin = (command: string): string => withBranch(`${command} ${number}`, options.branchName)
  return {
    title: `有出入｜${entryHead(entry)}`,
    tone: 'warning',
    blocks: [
      { type: 'text', text: `${by}：${words}`, style: 'strong' },
      ...bodyOf(entry, options),
      { type: 'text', text: '记录还没有动。改了或没问题，都会私聊告诉提出的人。', style: 'muted' },
    ],
    buttons: [
      { text: '改一下', action: { v: 1, name: 'edit-entry', entryId }, twin: twin('改') },
      { text: '没问题', action: { v: 1, name: 'settle-dispute', disputeId, entryId }, twin: twin('没问题') },
    ],
  }
}

const OUTCOMES = { changed: '已改', voided: '已撤销', kept: '看过，没问题' } as const

/** The same card once somebody has settled it: the words are gone, the fact stays. */
export function disputeSettledCard(
  entry: EntryView,
  { by, outcome, raisedBy }: { by: string; outcome: keyof typeof OUTCOMES; raisedBy: string },
  options: Omit<EntryLinesOptions, 'inGroup'>,
): Card {
  return {
    title: `有出入·已处理｜${entryHead(entry)}`,
    tone: 'neutral',
    blocks: [
      { type: 'text', text: `${raisedBy}提出；${by}：${OUTCOMES[outcome]}`, style: 'strong' },
      ...bodyOf(entry, options),
    ],
  }
}

const bodyOf = (entry: EntryView, options: Omit<EntryLinesOptions, 'inGroup'>): Block[] =>
  entryLines(entry, { ...options, inGroup: false }).map((text) => ({ type: 'text', text }))
