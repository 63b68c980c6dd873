import type { EntryView } from '../src/core/views.js'
import { entryHead } from './shared/entry-lines.js'
import { monthDay } from './shared/entry-text.js'

export interface DailyLineOptions {
  /** Day of the first of them. */
  readonly from: string
  readonly today: string
  /** For a reader in several branches, in private: which one this is. */
  readonly branchName?: string
}

/** A branch records a few a day; a longer list is read by nobody, and the ledger has it all. */
const MOST_NAMED = 20

/**
 * The receipts that were not sent, in one line: number and head of each, what a group may read of any entry but a talk.
 * Talks are never in it.
 */
export function dailyLine(entries: readonly EntryView[], { from, today, branchName }: DailyLineOptions): string {
  const when = from === today ? '今天' : `${monthDay(from)}以来`
  const where = branchName === undefined ? '' : `「${branchName}」`
  const named = entries.slice(0, MOST_NAMED).map((entry) => `${entry.number} ${entryHead(entry)}`)
  const rest = entries.length > MOST_NAMED ? '等' : ''
  return `${where}${when}已记${entries.length}条：${named.join('、')}${rest}（接口额度紧张，合并告知；撤销请带编号）`
}
