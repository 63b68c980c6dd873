import type { Block } from '../../src/core/card.js'
import type { MonthData } from '../../src/core/month-views.js'
import { isRecordable } from './month-buttons.js'
import { missingLines } from './open-work-blocks.js'

/** What the year before lacks, on January's first card, a line a duty; empty when nothing. */
export function lastYearBlocks(lastYear: MonthData['lastYear']): Block[] {
  if (!lastYear) return []
  const { year, duties } = lastYear
  const [first] = duties
  const record = duties.find(isRecordable)
  return [
    { type: 'text', text: `去年（${year}年）待补`, style: 'strong' },
    { type: 'list', items: missingLines(duties) },
    {
      type: 'text',
      text: `办过的可以补录，编号算${year}年的${record ? `，如发「补记${record.label} ${record.period}」` : ''}；没办的写说明，如发「未开展 ${first?.period ?? year}」`,
      style: 'muted',
    },
  ]
}
