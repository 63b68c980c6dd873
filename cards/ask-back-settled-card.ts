import type { Card } from '../src/core/card.js'
import type { RecordType } from '../src/core/meaning.js'
import { RECORD_TYPE_LABELS } from './shared/entry-text.js'

/** How an ask-back ended. */
export interface SettledAskBack {
  readonly outcome: 'recorded' | 'dropped'
  readonly type: RecordType
}

/** What a form card becomes once it can't be sent any more; a recorded one usually becomes its receipt instead. */
export function askBackSettledCard({ outcome, type }: SettledAskBack): Card {
  return outcome === 'recorded'
    ? {
        title: `已记｜${RECORD_TYPE_LABELS[type]}`,
        tone: 'success',
        blocks: [{ type: 'text', text: '这张表已提交，记录在台账里。' }],
      }
    : {
        title: `已放弃｜${RECORD_TYPE_LABELS[type]}`,
        tone: 'neutral',
        blocks: [{ type: 'text', text: '这条没有记。需要时再发一句即可。' }],
      }
}
