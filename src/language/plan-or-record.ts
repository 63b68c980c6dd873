import type { Meaning } from '../core/meaning.js'

/**
 * Whether a request is a plan that would have to be asked about. Words of planning stand in many a record's subject
 * (廉洁过节提醒, 讨论工作安排), so such a plan gives way to a record that is in no doubt.
 */
export const isUnsettledPlan = (meaning: Meaning): boolean => isUnsettled(meaning, 'plan')

/** Dues that would have to be asked about: another thing said beside them may be why. */
export const isUnsettledDues = (meaning: Meaning): boolean => isUnsettled(meaning, 'dues')

function isUnsettled(meaning: Meaning, kind: string): boolean {
  const { partial, type, error } = meaning as { partial?: { type?: string }; type?: string; error?: string }
  return partial?.type === kind && (type === 'question' || error !== undefined)
}

/** Whether several records are not all of them dues. */
export const hasOtherThanDues = (meaning: Meaning): boolean =>
  'records' in meaning && (meaning.records as { type: string }[]).some(({ type }) => type !== 'dues')

/** Whether a meaning is a record, or several, of something that took place. */
export function isRecord(meaning: Meaning | undefined): boolean {
  if (!meaning || 'error' in meaning) return false
  return 'records' in meaning || EVENTS.has(meaning.type)
}

const EVENTS: ReadonlySet<string> = new Set([
  'training',
  'talk',
  'meeting',
  'theme_day',
  'activity',
  'volunteer',
  'donation',
  'honour',
  'qualitySlip',
  'projectEvent',
  'problem',
  'commitment',
  'metric',
  'spot_check',
  'analysis',
])
