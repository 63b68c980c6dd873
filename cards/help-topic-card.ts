import type { Block, Card } from '../src/core/card.js'
import type { HelpTopic } from './shared/help-topics.js'

/** 帮助 党费: the sentences of one kind, where they may be said, and what becomes of them. */
export function helpTopicCard(topic: HelpTopic, { chat }: { readonly chat: 'group' | 'p2p' }): Card {
  const { words, examples, notes = [], inPrivate = false } = topic
  const at = chat === 'group' ? '@我 ' : ''
  const blocks: Block[] =
    inPrivate && chat === 'group'
      ? [{ type: 'text', text: '这一类请私聊我说，不要发在群里。' }]
      : [{ type: 'list', items: examples.map(([label, sentence]) => `${label}：${at}${sentence}`) }]
  return {
    title: `怎么记｜${words[0]}`,
    tone: 'info',
    blocks: [...blocks, ...notes.map((text): Block => ({ type: 'text', text, style: 'muted' }))],
  }
}
