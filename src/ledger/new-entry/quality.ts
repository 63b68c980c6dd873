import { UserError } from '../../core/errors.js'
import type { NamedCount } from '../../core/views.js'
import { nobody } from './attendance.js'
import type { KindFields, MeaningOf, Speller } from './source.js'
import { spanFrom } from './span.js'

export const qualitySlipOf = (meaning: MeaningOf<'qualitySlip'>, { member }: Speller): KindFields => ({
  kind: 'qualitySlip',
  ...nobody,
  subkind: meaning.kind,
  count: meaning.count,
  department: meaning.department,
  problem: meaning.problem,
  dueTo: meaning.due_to,
  closedOn: meaning.closed_on,
  closedBy: meaning.closed_on === undefined ? undefined : member('$sender'),
})

export const problemOf = (meaning: MeaningOf<'problem'>, { member, optionalPerson }: Speller): KindFields => ({
  kind: 'problem',
  ...nobody,
  subkind: meaning.source,
  problem: meaning.problem,
  measure: meaning.measure,
  owner: optionalPerson(meaning.owner),
  dueTo: meaning.due_to,
  closedOn: meaning.closed_on,
  closedBy: meaning.closed_on === undefined ? undefined : member('$sender'),
})

export const spotCheckOf = (meaning: MeaningOf<'spot_check'>): KindFields => ({
  kind: 'spotCheck',
  ...nobody,
  subkind: meaning.kind,
  department: meaning.department,
  result: meaning.result,
  score: meaning.score,
})

/** UserError `missing_field` without a count, `bad_period`. */
export function metricOf(meaning: MeaningOf<'metric'>): KindFields {
  const metrics = namedCounts(meaning.items ?? {})
  const openMetrics = namedCounts(meaning.open ?? {})
  const planned = namedCounts(meaning.planned ?? {})
  if (metrics.length + openMetrics.length + planned.length === 0)
    throw new UserError('missing_field', '请写明名称和数量，如“处罚单12张”')
  return {
    kind: 'metric',
    ...nobody,
    span: spanFrom(meaning.period),
    metrics,
    openMetrics: openMetrics.length > 0 ? openMetrics : undefined,
    plannedMetrics: planned.length > 0 ? planned : undefined,
  }
}

export const namedCounts = (items: Readonly<Record<string, number>>): NamedCount[] =>
  Object.entries(items).map(([name, count]) => ({ name, count }))
