import type { Button, Card } from '../src/core/card.js'
import type { EntryView } from '../src/core/views.js'
import { withBranch } from './shared/entry-lines.js'

/**
 * The one private line by which a talk's other person learns that it was recorded; silence needs no action (moments.md
 * §4). Never content.
 */
export const talkToldCard = (line: string, entry: EntryView, branchName?: string): Card => ({
  title: line,
  tone: 'info',
  blocks: [NOTHING_TO_DO],
  buttons: [disputeButton(entry, '有出入', branchName)],
})

const NOTHING_TO_DO = { type: 'text', text: '不用操作；和实际不符再点「有出入」。', style: 'muted' } as const
/** More buttons than a platform shows in a row of its own; the rest is typed. */
const MOST_BUTTONS = 5

/** The same of several at once, for a reader who could not be told when they were recorded. */
export function talksToldCard(
  talks: readonly { readonly line: string; readonly entry: EntryView }[],
  branchName?: string,
): Card {
  const buttons = talks.map(({ entry }) => disputeButton(entry, `有出入 ${entry.number}`, branchName))
  const typed = buttons.length > MOST_BUTTONS
  return {
    title: `记了与你的${talks.length}次谈话`,
    tone: 'info',
    blocks: [
      { type: 'list', items: talks.map(({ line, entry }) => `${line}（${entry.number}）`) },
      typed
        ? { type: 'text', text: `不用操作；和实际不符请发：${withBranch('有出入 编号', branchName)}`, style: 'muted' }
        : NOTHING_TO_DO,
    ],
    buttons: typed ? [] : buttons,
  }
}

const disputeButton = ({ id: entryId, number }: EntryView, text: string, branchName?: string): Button => ({
  text,
  action: { v: 1, name: 'dispute-entry', entryId },
  twin: withBranch(`有出入 ${number}`, branchName),
})
