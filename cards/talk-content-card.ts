import type { Card } from '../src/core/card.js'
import type { EntryView, TalkContent } from '../src/core/views.js'
import { dateText } from './shared/entry-text.js'
import { contentBlocks } from './talk-receipt-card.js'

/** A talk's content, opened for one of its two people, in private. */
export function talkContentCard(entry: EntryView, content: TalkContent, today: string): Card {
  const blocks = contentBlocks(content)
  return {
    title: entry.title,
    tone: 'info',
    blocks: [
      { type: 'text', text: `${dateText(entry.date, entry.endDate, today)} ｜ 编号 ${entry.number}` },
      ...(blocks.length === 0 ? [{ type: 'text', text: '这次谈话只记了事实，没有填写内容。' } as const] : blocks),
      { type: 'text', text: '仅谈话双方可见，本次查看已留痕', style: 'muted' },
    ],
  }
}
