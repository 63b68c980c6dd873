import { ENTRY_KINDS, type EntryKind, KIND_LABELS, MEETING_KINDS, TRAINING_FORMS } from '../core/entry.js'
import type { EntryView } from '../core/views.js'
import { labelOf } from './names.js'

/** One thing that an entry counts as. */
export interface Counted {
  readonly kind: EntryKind
  /** Of a training, also of one held as a theme day. */
  readonly form?: string
  /** The form, the kind within the kind, or the kind's name. */
  readonly label: string
  /** How many it counts for: 1, or the number of slips. */
  readonly count: number
  /** Minutes of study; on one of the things only, so that a sum over all of them is right. */
  readonly studyMinutes?: number
  /** 学时 that were said; they stand instead of the minutes. */
  readonly creditHours?: number
}

/** A row or a view of an entry. */
type Countable = Pick<EntryView, 'kind' | 'form' | 'subkind' | 'minutes' | 'creditHours' | 'count'>

/**
 * What an entry counts as. A 主题党日 with a form is one entry and counts as theme day, as that form and as study, its
 * hours once. A training counts by its form, everything else by its kind; time counts as study of trainings and theme
 * days only, as meetings and project events are no 集中学习培训 (domain.md R10, P11).
 */
export function countsAs(entry: Countable): Counted[] {
  const { kind, form, count } = entry
  const study = { ...(entry.minutes !== undefined && { studyMinutes: entry.minutes }), ...creditOf(entry) }
  const label = labelOf(entry)
  if (kind === 'training') return [{ kind, ...(form && { form }), label, count: 1, ...study }]
  if (kind !== 'themeDay') return [{ kind, label, count: kind === 'qualitySlip' ? (count ?? 1) : 1 }]
  if (form === undefined) return [{ kind, label, count: 1, ...study }]
  return [
    { kind, label, count: 1 },
    { kind: 'training', form, label: form, count: 1, ...study },
  ]
}

const creditOf = ({ creditHours }: Countable) => (creditHours === undefined ? {} : { creditHours })

const FIRST: readonly string[] = [...TRAINING_FORMS, KIND_LABELS.training, ...MEETING_KINDS, KIND_LABELS.themeDay]

/** Forms, then meetings, theme days and the kinds in the contract's order: the same time always reads the same. */
export function rankOf({ kind, label }: Pick<Counted, 'kind' | 'label'>): number {
  const first = FIRST.indexOf(label)
  return first === -1 ? FIRST.length + ENTRY_KINDS.indexOf(kind) : first
}

/** 自学 is shown, but is no 集中学习培训 (domain.md R10). */
export const isSelfStudy = ({ form }: Pick<Countable, 'form'>): boolean => form === '自学'

/** 学时 of a length: those said, or the minutes by the branch's setting, to two decimals. */
export function hoursOf(
  { studyMinutes, creditHours }: Pick<Counted, 'studyMinutes' | 'creditHours'>,
  minutesPerCreditHour: number,
): number {
  return creditHours ?? Math.round(((studyMinutes ?? 0) / minutesPerCreditHour) * 100) / 100
}
