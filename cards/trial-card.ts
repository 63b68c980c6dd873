import type { Card } from '../src/core/card.js'
import type { EntryView } from '../src/core/views.js'
import { entryHead, entryLines } from './shared/entry-lines.js'

/** What a receipt will look like, of a sentence that nobody said: it is not kept (moments.md §2). */
export function trialCard(sentence: string, entry: EntryView, timezone: string): Card {
  return {
    title: `试记，不入账｜${entryHead(entry)}`,
    tone: 'neutral',
    blocks: [
      { type: 'text', text: `在群里@我说：${sentence}` },
      { type: 'text', text: '就会得到这样一张回执：', style: 'muted' },
      ...entryLines(entry, { inGroup: true, timezone }).map((text) => ({ type: 'text', text }) as const),
      { type: 'text', text: '这只是样子，台账里没有这一条。', style: 'strong' },
    ],
  }
}
