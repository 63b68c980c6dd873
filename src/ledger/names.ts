import { dayOf, monthNumberOf } from '../core/civil-date.js'
import { KIND_LABELS, kindOfType } from '../core/entry.js'
import { spanText } from '../core/span-text.js'
import type { EntryView } from '../core/views.js'
import type { EntryRow } from '../models/ledger-entry.js'
import { partnersOf } from './talk-partners.js'

/** 主题党日 of a planned `theme_day`. */
export function planLabel(planKind: string | undefined): string {
  const kind = planKind === undefined ? undefined : kindOfType(planKind)
  return KIND_LABELS[kind ?? 'plan']
}

/** What an entry is called without what it was about: its form, its kind within the kind, or its kind. */
export function labelOf(row: Pick<EntryView, 'kind' | 'form' | 'subkind'>): string {
  if (row.kind === 'themeDay') return KIND_LABELS.themeDay
  if (row.kind === 'plan') return `计划${row.form ?? planLabel(row.subkind)}`
  return row.subkind ?? row.form ?? KIND_LABELS[row.kind]
}

type Titled = Omit<
  EntryRow,
  '_id' | 'schemaVersion' | 'branchId' | 'number' | 'title' | 'recordedAt' | 'revisions' | 'voided'
>

/**
 * The title of an entry, never empty. It contains the topic, except where the topic is sealed: a talk's title is kind
 * and pair (contract.md). No amount and no name of one who was missing is ever in it.
 */
export function titleOf(row: Titled): string {
  const label = labelOf(row)
  switch (row.kind) {
    case 'talk':
      return `${label} ${row.talker?.name}—${partnersOf(row)
        .map(({ name }) => name)
        .join('、')}`
    case 'training':
    case 'meeting':
    case 'themeDay':
      return row.topic || label
    case 'volunteer':
      return join(label, row.topic && row.post ? `${row.topic}（${row.post}）` : row.topic || row.post)
    case 'honour':
      return join(row.topic, row.prize)
    case 'qualitySlip':
      return join(row.count === undefined ? label : `${label}${row.count}张`, row.department, row.topic)
    case 'projectEvent':
      return join(label, row.project, row.topic)
    case 'problem':
      return join(label, row.problem)
    case 'dues':
      return `${duesMonth(row)}党费${row.arrears ? '补交' : ''}`
    case 'commitment':
      return join(label, row.who?.name, row.topic)
    case 'metric':
      if (isWorkPlan(row)) return workPlanText(row)
      if (row.plannedMetrics?.length)
        return join(`${spanText(row.span ?? '')}培训计划`, plannedText(row.plannedMetrics))
      return join(
        `${spanText(row.span ?? '')}指标`,
        row.metrics?.map(({ name, count }) => `${name}${count}`).join('、') || row.topic,
      )
    case 'spotCheck':
      return join(label, row.department, row.topic)
    case 'analysis':
      return `${spanText(row.span ?? '')}${KIND_LABELS.analysis}`
    case 'plan':
      return join(
        label,
        row.partner && `${(row.talker ?? row.author).name}—${row.partner.name}`,
        row.topic,
        whenPlanned(row),
      )
    default:
      return join(label, row.topic)
  }
}

/** 2026年3月工作计划6项，完成5项: a sheet of nothing but work items (domain.md P24). */
const isWorkPlan = ({ metrics = [], topic }: Titled): boolean =>
  topic === undefined && metrics.length === 1 && metrics[0]?.name === '工作计划'
function workPlanText({ span = '', metrics = [], openMetrics = [] }: Titled): string {
  const total = metrics[0]?.count ?? 0
  const open = openMetrics.find(({ name }) => name === '工作计划')?.count
  return `${spanText(span)}工作计划${total}项${open === undefined ? '' : `，完成${total - open}项`}`
}

const plannedText = (planned: NonNullable<EntryRow['plannedMetrics']>): string =>
  planned.map(({ name, count }) => `${name}${count}次`).join('、')

const join = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' · ')

/** 3月; the year too when it is not that of the payment, nothing when months differ. */
function duesMonth({ span, date }: Titled): string {
  if (span === undefined) return ''
  return span.slice(0, 4) === date.slice(0, 4) ? `${Number(span.slice(5))}月` : spanText(span)
}

function whenPlanned({ date, dueTo, start, period }: Titled): string {
  const day = `${monthNumberOf(date)}月${dayOf(date)}日`
  return dueTo === undefined ? `${day}${start ?? period ?? ''}` : `${day}前`
}
