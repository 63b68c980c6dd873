import type { Block } from '../src/core/card.js'
import type { Content } from '../src/core/platform.js'
import { queryCommand } from '../src/core/query-command.js'
import { type AnswerPage, answerText, isOneLiner, listsOf, type QueryAnswer } from './query-answer-card.js'
import { withBranch } from './shared/entry-lines.js'

/** One of several answers to one message. */
export interface AnsweredQuestion {
  readonly answer: QueryAnswer
  readonly page: AnswerPage
}

/** So many lines of all answers together stand on a phone without scrolling past the second answer. */
const LINES_TOGETHER = 8
const FEWEST_LINES = 3

/**
 * The answers to several questions of one message, in the order asked: text where sentences say it all, one card
 * otherwise. Of a long answer the first lines, with what to type for the rest; a chart stands only under a question alone.
 */
export function answersTogether(answered: readonly AnsweredQuestion[]): Content {
  const branchName = answered.map(({ page }) => page.branchName).find((name) => name !== undefined)
  if (answered.every(({ answer }) => isOneLiner(answer) || (answer.lines ?? []).length === 0)) {
    const texts = answered.map(({ answer }) => answerText(answer))
    return { type: 'text', text: [...texts, ...(branchName === undefined ? [] : [`（${branchName}）`])].join('\n') }
  }
  const long = answered.filter(({ answer }) => (answer.lines ?? []).length > 0).length
  const room = Math.max(FEWEST_LINES, Math.floor(LINES_TOGETHER / long))
  const blocks = answered.flatMap(({ answer, page }, at): Block[] => [
    ...(at > 0 ? [{ type: 'divider' } as const] : []),
    ...answer.says.map((text): Block => ({ type: 'text', text, style: 'strong' })),
    ...listsOf((answer.lines ?? []).slice(0, room)),
    ...restOf(answer, page, room),
    ...(answer.notes ?? []).map((text): Block => ({ type: 'text', text, style: 'muted' })),
  ])
  const named: Block[] = branchName === undefined ? [] : [{ type: 'text', text: `（${branchName}）`, style: 'muted' }]
  return { type: 'card', card: { title: `${answered.length}个问题`, tone: 'info', blocks: [...blocks, ...named] } }
}

function restOf({ lines = [] }: QueryAnswer, { query, branchName }: AnswerPage, room: number): Block[] {
  if (lines.length <= room) return []
  const command = withBranch(queryCommand(query, 1), branchName)
  return [{ type: 'text', text: `还有${lines.length - room}条，发「${command}」看全部`, style: 'muted' }]
}

/** The content with one more line of the bot's own below it. */
export function withLine(content: Content, text: string): Content {
  if (content.type === 'text') return { type: 'text', text: `${content.text}\n${text}` }
  const { card } = content
  return { type: 'card', card: { ...card, blocks: [...card.blocks, { type: 'text', text, style: 'muted' }] } }
}
