import { personSchema } from '../fields.js'
import { kindSchema, kindWithin, namedCounts, openText } from './shared.js'

/** What stays open until it is dealt with. */
const closable = { dueTo: String, closedOn: String, closedBy: personSchema } as const

export const qualitySlipSchema = kindSchema({
  ...openText,
  ...kindWithin,
  ...closable,
  count: Number,
  department: String,
  problem: String,
})

export const problemSchema = kindSchema({
  ...openText,
  ...kindWithin,
  ...closable,
  problem: { type: String, required: true },
  measure: String,
  owner: personSchema,
})

export const spotCheckSchema = kindSchema({
  ...openText,
  ...kindWithin,
  department: String,
  result: String,
  score: Number,
})

export const metricSchema = kindSchema({
  ...openText,
  span: { type: String, required: true },
  metrics: namedCounts,
  openMetrics: namedCounts,
  plannedMetrics: namedCounts,
})
