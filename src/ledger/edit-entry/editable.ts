import { type EntryKind, KIND_LABELS } from '../../core/entry.js'
import { UserError } from '../../core/errors.js'
import type { EntryChanges } from './draft.js'

const TIMES = ['date', 'end_date', 'start', 'end', 'period', 'minutes', 'approx', 'credit_hours'] as const
const TEXTS = ['topic', 'place', 'note'] as const
const PEOPLE = ['attendees', 'absent', 'expected', 'actual', 'host', 'recorder'] as const
const EVENT = [...TIMES, ...TEXTS, ...PEOPLE] as const

/** Which SCHEMA fields of which kind can be edited. */
export const EDITABLE: Readonly<Record<EntryKind, readonly string[]>> = {
  training: [...EVENT, 'form', 'lecturer', 'audience', 'speciality', 'category', 'campaign', 'document', 'level'],
  themeDay: [...EVENT, 'form'],
  meeting: [...EVENT, 'kind', 'votes', 'resolution', 'agenda', 'agenda_item'],
  talk: [...TIMES, ...TEXTS, 'kind', 'talker', 'partner', 'partners', 'occasion', 'problem', 'followup'],
  activity: [...EVENT, 'kind'],
  volunteer: [...EVENT, 'post'],
  donation: ['date', ...TEXTS, 'attendees', 'actual', 'total', 'items'],
  honour: ['date', ...TEXTS, 'prize', 'winners'],
  qualitySlip: ['date', ...TEXTS, 'kind', 'count', 'department', 'problem', 'due_to', 'closed_on'],
  projectEvent: [...EVENT, 'kind', 'project'],
  plan: [
    ...TIMES,
    ...TEXTS,
    'attendees',
    'expected',
    'host',
    'kind',
    'form',
    'lecturer',
    'talker',
    'partner',
    'due_to',
    'remind',
    'remind_all',
  ],
  problem: ['date', ...TEXTS, 'source', 'problem', 'measure', 'owner', 'due_to', 'closed_on'],
  dues: ['date', ...TEXTS, 'month', 'items', 'total', 'late', 'paid_on'],
  commitment: [...TEXTS, 'kind', 'who', 'period', 'progress'],
  metric: [...TEXTS, 'period', 'items', 'open', 'planned'],
  spotCheck: ['date', ...TEXTS, 'kind', 'department', 'result', 'score'],
  analysis: [...TEXTS, 'period'],
}

/** Lists, and texts that grow by what is added. */
const APPENDABLE: ReadonlySet<string> = new Set([
  'attendees',
  'partners',
  'agenda',
  'absent',
  'items',
  'open',
  'planned',
  'progress',
  'winners',
  'note',
  'resolution',
  'measure',
])

/** Said beside the new values; no field of the entry. */
const BESIDE: ReadonlySet<string> = new Set(['duration_text', 'inferred', 'warn', 'sanitize', 'privacy', 'type'])

/** The named fields that exist; UserError `unknown_field`, `nothing_said`. */
export function editableChanges(kind: EntryKind, changes: EntryChanges): Required<EntryChanges> {
  const known = new Set(EDITABLE[kind])
  const only = (fields: Readonly<Record<string, unknown>> = {}, appended: boolean): Record<string, unknown> => {
    const named = Object.entries(fields).filter(([field, value]) => !BESIDE.has(field) && value !== undefined)
    const unknown = named.find(([field]) => !known.has(field) || (appended && !APPENDABLE.has(field)))
    if (unknown) {
      throw new UserError('unknown_field', `${KIND_LABELS[kind]}的记录改不了这一项；记成了别的类型请先“撤销”再重新记`)
    }
    return Object.fromEntries(named)
  }
  const result = { set: only(changes.set, false), add: only(asTold(kind, changes.add), true) }
  if (Object.keys(result.set).length + Object.keys(result.add).length === 0) {
    throw new UserError('nothing_said', '没看明白要改什么，请写成“更正 3月5日”或“更正 2小时”')
  }
  return result
}

/** 漏了周海明，他也在: of a talk, who was there is somebody it was held with. */
function asTold(kind: EntryKind, add: EntryChanges['add']): EntryChanges['add'] {
  if (kind !== 'talk' || add?.attendees === undefined) return add
  const { attendees, ...others } = add
  return { ...others, partners: attendees }
}
