import { spanOf } from '../../core/civil-date.js'
import { TRAINING_CATEGORIES, TRAINING_FORMS } from '../../core/entry.js'
import { findEntries, listEntries, listEntryRows } from '../entries.js'
import { type LedgerEntryView, toEntryView } from '../to-views.js'
import { countsBy, type LabelCount } from './counts.js'

export interface PlannedCount {
  readonly name: string
  readonly planned: number
  readonly done: LabelCount
}

export interface TrainingPlan {
  /** The span that the plan is of: the one asked about, or the year that holds it. */
  readonly span: string
  readonly items: readonly PlannedCount[]
  /** The entries that say what was planned, newest first. */
  readonly told: readonly LedgerEntryView[]
}

/**
 * What was planned of training (年度培训计划：集中学习12次), against what took place in the same span (domain.md P15). Of two plans
 * of one form the last told stands. Undefined: no plan is in the books.
 */
export async function trainingPlanOf(period: string): Promise<TrainingPlan | undefined> {
  const rows = (await listEntryRows({ kind: 'metric' }))
    .filter(({ plannedMetrics }) => plannedMetrics !== undefined && plannedMetrics.length > 0)
    .toSorted((a, b) => b.enteredAt - a.enteredAt || (a._id < b._id ? 1 : -1))
  const span = [period, period.slice(0, 4)].find((one) => rows.some((row) => row.span === one))
  if (span === undefined) return undefined
  const told = rows.filter((row) => row.span === span)
  const items: PlannedCount[] = []
  for (const { name, count: planned } of told.flatMap(({ plannedMetrics = [] }) => plannedMetrics)) {
    if (items.some((one) => one.name === name)) continue
    items.push({ name, planned, done: await doneOf(name, span) })
  }
  return { span, items, told: told.map(toEntryView) }
}

/** How often it took place: by form, by category, or all trainings. */
async function doneOf(name: string, span: string): Promise<LabelCount> {
  const { from, to } = spanOf(span)
  const [done] = await countsBy({ from, to, ...askedBy(name) })
  return done ?? { label: name, count: 0, entries: [] }
}

const askedBy = (name: string) => {
  if (isOneOf(TRAINING_FORMS, name)) return { forms: [name] }
  return isOneOf(TRAINING_CATEGORIES, name) ? { categories: [name] } : { kinds: ['training'] }
}
const isOneOf = (names: readonly string[], name: string): boolean => names.includes(name)

export interface ReadingPlan {
  readonly plan: LedgerEntryView
  /** The lecture that carried it out. */
  readonly doneBy?: LedgerEntryView
}

/** The planned micro-lectures of a span, by day, with the lecture that carried each out (domain.md P5). */
export async function readingPlansOf(period: string): Promise<ReadingPlan[]> {
  const plans = (await listEntries({ kind: 'plan', ...spanOf(period) })).filter(
    ({ form, planState }) => form === '微党课' && (planState === 'open' || planState === 'done'),
  )
  const lectures = await findEntries(plans.flatMap(({ doneById }) => doneById ?? []))
  return plans.map((plan) => {
    const doneBy = lectures.find(({ id }) => plan.planState === 'done' && id === plan.doneById)
    return { plan, ...(doneBy && { doneBy }) }
  })
}
