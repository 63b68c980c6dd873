import {
  ACTIVITY_KINDS,
  ENTRY_KINDS,
  KIND_LABELS,
  MEETING_KINDS,
  TRAINING_CATEGORIES,
  TRAINING_FORMS,
  typeOfKind,
} from './entry.js'
import type { PartialRecord, RecordType } from './meaning.js'

/** What a record that meets a branch's own rule begins with: the kind or form that its label names, else its topic. */
export function recordOfOwn(label: string): PartialRecord {
  const form = TRAINING_FORMS.find((one) => one === label)
  if (form) return { type: 'training', form }
  const category = TRAINING_CATEGORIES.find((one) => one === label)
  if (category) return { type: 'training', category }
  const meeting = MEETING_KINDS.find((one) => one === label)
  if (meeting) return { type: 'meeting', kind: meeting }
  const activity = ACTIVITY_KINDS.find((one) => one === label)
  if (activity) return { type: 'activity', kind: activity }
  const kind = ENTRY_KINDS.find((one) => KIND_LABELS[one] === label)
  return kind ? { type: typeOfKind(kind) as RecordType } : { type: 'training', topic: label }
}
