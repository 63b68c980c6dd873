import type { Card } from '../src/core/card.js'
import type { EntryView } from '../src/core/views.js'
import { withBranch } from './shared/entry-lines.js'

/**
 * The one private line by which a talk's other person learns that it was recorded; silence needs no action (moments.md
 * §4). Never content.
 */
export const talkToldCard = (line: string, { id: entryId, number }: EntryView, branchName?: string): Card => ({
  title: line,
  tone: 'info',
  blocks: [{ type: 'text', text: '不用操作；和实际不符再点「有出入」。', style: 'muted' }],
  buttons: [
    {
      text: '有出入',
      action: { v: 1, name: 'dispute-entry', entryId },
      twin: withBranch(`有出入 ${number}`, branchName),
    },
  ],
})
