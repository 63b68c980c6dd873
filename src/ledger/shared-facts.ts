import { quarterOf, quarterSpan, spanOf } from '../core/civil-date.js'
import type { SharedFact } from '../core/committee-views.js'
import type { EntryView } from '../core/views.js'
import { listEntries } from './entries.js'
import { isReminderTalk } from './reminder-talk.js'

interface Shared {
  readonly label: string
  readonly fits: (entry: EntryView) => boolean
  /** Due once a quarter: of a month alone it would look missing twice. */
  readonly ofQuarter?: true
  /** Nothing of a talk but that it is counted (moments.md §1). */
  readonly countOnly?: true
}

/** All that is ever shared, in this order. */
const SHARED: readonly Shared[] = [
  { label: '主题党日', fits: ({ kind }) => kind === 'themeDay' },
  { label: '培训', fits: ({ kind }) => kind === 'training' },
  { label: '党员大会', fits: ({ kind, subkind }) => kind === 'meeting' && subkind === '党员大会', ofQuarter: true },
  { label: '谈心谈话', fits: (entry) => entry.kind === 'talk' && !isReminderTalk(entry), countOnly: true },
]

/**
 * What the branch in scope shares of a month or quarter: how often, and on which days. No names, no reasons, no hours, no
 * rates, nothing of a 保障期, of talks the count alone; a 提醒谈话 is in no count.
 */
export async function sharedFacts(span: string): Promise<SharedFact[]> {
  const quarter = quarterSpan(quarterOf(spanOf(span).from))
  const entries = (await listEntries(quarter)).filter(({ voided }) => !voided)
  const { from, to } = spanOf(span)
  const isMonth = !span.includes('Q')
  return SHARED.map(({ label, fits, ofQuarter, countOnly }) => {
    const wide = isMonth && ofQuarter === true
    const fitting = entries.filter((entry) => fits(entry) && (wide || (entry.date >= from && entry.date <= to)))
    const dates = [...new Set(fitting.map(({ date }) => date))].toSorted()
    return {
      label: wide ? `${label}（本季）` : label,
      count: fitting.length,
      ...(countOnly ? {} : { dates }),
    }
  })
}
