import type { Card } from '../src/core/card.js'
import type { EntryView, TalkContent } from '../src/core/views.js'
import { dateText } from './shared/entry-text.js'
import { contentBlocks } from './shared/talk-blocks.js'

/** The words of a talk or an analysis, opened for those who may read them, in private. */
export function talkContentCard(entry: EntryView, content: TalkContent, today: string): Card {
  const blocks = contentBlocks(content)
  const analysis = entry.kind === 'analysis'
  return {
    title: entry.title,
    tone: 'info',
    blocks: [
      { type: 'text', text: `${dateText(entry.date, entry.endDate, today)} ｜ 编号 ${entry.number}` },
      ...(blocks.length === 0
        ? [{ type: 'text', text: `${analysis ? '这次分析' : '这次谈话'}只记了事实，没有填写内容。` } as const]
        : blocks),
      { type: 'text', text: `${analysis ? '仅书记可见' : '仅谈话双方可见'}，本次查看已留痕`, style: 'muted' },
    ],
  }
}
