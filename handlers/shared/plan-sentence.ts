import { PLAN_KINDS } from '../../src/core/entry.js'
import type { PartialRecord, PlanMeaning } from '../../src/core/meaning.js'
import { type SentenceOptions, sentenceOf } from './sentence.js'

/**
 * What was told of a day to come, as the sentence that makes a plan of it (SCHEMA §5 `future_date`, `suggest: plan`);
 * undefined for what can't be planned.
 */
export function planSentence(
  partial: PartialRecord | undefined,
  date: string,
  options: SentenceOptions,
): string | undefined {
  const kind = PLAN_KINDS.find((one) => one === partial?.type)
  if (partial === undefined || kind === undefined) return undefined
  const { start, period, place } = partial as Partial<PlanMeaning>
  const isTalk = partial.type === 'talk'
  const plan: PartialRecord = {
    type: 'plan',
    kind,
    date,
    start,
    period,
    ...(isTalk ? { partner: partial.partner } : { place, topic: partial.topic }),
  }
  return sentenceOf(plan, options)
}
