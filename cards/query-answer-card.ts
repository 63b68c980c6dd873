import type { Block, Button, Card } from '../src/core/card.js'
import { type PagedQuery, queryCommand } from '../src/core/query-command.js'
import type { Counted } from './shared/count-text.js'
import { withBranch } from './shared/entry-lines.js'

/** One thing behind an answer: an entry by number, date and title, or what has no entry yet. */
export interface AnswerLine {
  readonly text: string
  /** Lines of one heading follow each other. */
  readonly under?: string
}

/** What a question is answered with. Everything in it may be read where it is said. */
export interface QueryAnswer {
  readonly title: string
  /** The answer itself, one sentence each. */
  readonly says: readonly string[]
  /** Drawn beside the sentence when there are enough of them to compare. */
  readonly chart?: readonly Counted[]
  /** What stands behind it; as many as there are, shown by pages. */
  readonly lines?: readonly AnswerLine[]
  /** How it was counted, what was left out, what to type next. */
  readonly notes?: readonly string[]
  readonly buttons?: readonly Button[]
}

/** Where a page stands and how the others are asked for. */
export interface AnswerPage {
  readonly query: PagedQuery
  /** From 1; a page beyond the last is the last. */
  readonly page: number
  readonly branchId: string
  /** For a reader in several branches, in private: which one this is. */
  readonly branchName?: string
}

/** More would be scrolled past on a phone, and does not fit into a card of every platform. */
export const LINES_A_PAGE = 8
/** A chart of fewer bars says less than the sentence beside it (moments.md §6). */
const FEWEST_BARS = 4

/** Whether a sentence says it all: then no card is needed. */
export const isOneLiner = ({ lines = [], chart = [], buttons = [] }: QueryAnswer): boolean =>
  lines.length === 0 && chart.length < FEWEST_BARS && buttons.length === 0

/** The answer as text, for `isOneLiner`; to a person of several branches it says which one it is about. */
export const answerText = ({ says, notes = [] }: QueryAnswer, branchName?: string): string =>
  [...says, ...notes, ...(branchName === undefined ? [] : [`（${branchName}）`])].join('\n')

/** How many pages the lines of an answer fill. */
export const pagesOf = ({ lines = [] }: QueryAnswer): number => Math.max(1, Math.ceil(lines.length / LINES_A_PAGE))

/** An answer with what stands behind it, at most `LINES_A_PAGE` lines at a time (issue 5, asking). */
export function queryAnswerCard(answer: QueryAnswer, place: AnswerPage): Card {
  const { lines = [], chart = [], notes = [], buttons = [] } = answer
  const pages = pagesOf(answer)
  const page = Math.min(Math.max(1, place.page), pages)
  const shown = lines.slice((page - 1) * LINES_A_PAGE, page * LINES_A_PAGE)
  return {
    title: pages === 1 ? answer.title : `${answer.title}（${page}/${pages}）`,
    tone: 'info',
    blocks: [
      ...answer.says.map((text): Block => ({ type: 'text', text: withoutTitle(text, answer.title), style: 'strong' })),
      ...(page === 1 && chart.length >= FEWEST_BARS ? [chartOf(answer.title, chart)] : []),
      ...listsOf(shown),
      ...notes.map((text): Block => ({ type: 'text', text, style: 'muted' })),
    ],
    buttons: [
      ...(page === 1 ? buttons : []),
      ...(page > 1 ? [pageButton('上一页', page - 1, place)] : []),
      ...(page < pages ? [pageButton('下一页', page + 1, place)] : []),
    ],
  }
}

/** 7人中3人有记录 of 2026年3月党费：7人中3人有记录, under the title 2026年3月党费; as text the sentence stands alone, and is whole. */
function withoutTitle(text: string, title: string): string {
  const [head, ...rest] = text.split('：')
  return rest.length > 0 && (head === title || head === `${title}里`) ? rest.join('：') : text
}

const chartOf = (title: string, counts: readonly Counted[]): Block => ({
  type: 'chart',
  title,
  bars: counts.map(({ label, count }) => ({ label, value: count })),
})

/** A list for each heading; its heading is repeated where a page begins in the middle of it. */
export function listsOf(lines: readonly AnswerLine[]): Block[] {
  const groups: { under?: string; items: string[] }[] = []
  for (const { text, under } of lines) {
    const last = groups.at(-1)
    if (last && last.under === under) last.items.push(text)
    else groups.push({ under, items: [text] })
  }
  return groups.flatMap(({ under, items }): Block[] => [
    ...(under === undefined ? [] : [{ type: 'text', text: under } as const]),
    { type: 'list', items },
  ])
}

function pageButton(text: string, page: number, { query, branchId, branchName }: AnswerPage): Button {
  return {
    text,
    action: { v: 1, name: 'query-page', branchId, query, page },
    twin: withBranch(queryCommand(query, page), branchName),
  }
}
