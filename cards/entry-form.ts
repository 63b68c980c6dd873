import type { FormField, Option } from '../src/core/card.js'
import { MEETING_KINDS, PERIODS_OF_DAY, TALK_KINDS, TRAINING_FORMS } from '../src/core/entry.js'
import type { PartialRecord, RecordType } from '../src/core/meaning.js'
import { fieldLabel } from './shared/entry-text.js'

/** What a form holds, by field name: text, a date, a chosen value, or chosen values. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>
export type FormErrors = Readonly<Record<string, string>>

interface FieldDefinition {
  readonly name: string
  readonly type: 'text' | 'date' | 'select' | 'multiselect'
  readonly label?: string
  readonly required?: boolean
  readonly placeholder?: string
  /** Fixed choices; a field without them that chooses, chooses among the roster. */
  readonly choices?: readonly string[]
  readonly multiline?: boolean
  readonly numeric?: boolean
  /** Says who came or was missing: never on a card that a group sees (moments.md §1). */
  readonly aboutPeople?: boolean
}

const WHEN: readonly FieldDefinition[] = [
  { name: 'date', type: 'date', required: true },
  { name: 'period', type: 'select', choices: PERIODS_OF_DAY },
  { name: 'start', type: 'text', placeholder: '如 14:00' },
  { name: 'end', type: 'text', placeholder: '如 16:00' },
  { name: 'duration', type: 'text', placeholder: '如 2小时、90分钟、半天' },
]
const PEOPLE: readonly FieldDefinition[] = [
  { name: 'attendees', type: 'multiselect', label: '参加人员（全员可不选）', aboutPeople: true },
  { name: 'absent', type: 'multiselect', aboutPeople: true },
  {
    name: 'absent_reason',
    type: 'text',
    placeholder: '如 公出、请假；多人不同请写“张三公出，李四病假”',
    aboutPeople: true,
  },
  { name: 'expected', type: 'text', numeric: true },
  { name: 'actual', type: 'text', numeric: true },
]
const PLACE: FieldDefinition = { name: 'place', type: 'text' }
const TOPIC: FieldDefinition = { name: 'topic', type: 'text', required: true }

/** The fields of each kind of record, in one place: a card's form and a page's form show the same. */
const DEFINITIONS: Readonly<Record<RecordType, readonly FieldDefinition[]>> = {
  training: [
    TOPIC,
    { name: 'form', type: 'select', choices: TRAINING_FORMS },
    ...WHEN,
    { name: 'lecturer', type: 'text' },
    ...PEOPLE,
    PLACE,
  ],
  theme_day: [TOPIC, { name: 'form', type: 'select', choices: TRAINING_FORMS }, ...WHEN, ...PEOPLE, PLACE],
  meeting: [
    { name: 'kind', type: 'select', choices: MEETING_KINDS, required: true },
    { ...TOPIC, label: '议题' },
    ...WHEN,
    { name: 'host', type: 'select' },
    { name: 'recorder', type: 'select' },
    ...PEOPLE,
    PLACE,
    { name: 'resolution', type: 'text', multiline: true },
  ],
  talk: [
    { name: 'kind', type: 'select', choices: TALK_KINDS, required: true },
    { name: 'talker', type: 'select', required: true },
    { name: 'partner', type: 'select', required: true },
    ...WHEN,
    { name: 'topic', type: 'text', label: '谈话内容（可不填，对方可见）', multiline: true },
    { name: 'followup', type: 'text', label: '后续跟进（可不填，对方可见）' },
    { name: 'followup_due', type: 'date' },
  ],
}

/** What the talk's content is made of: a person who is not one of the two never gets it back (moments.md §4). */
export const TALK_CONTENT_FIELDS = ['topic', 'followup'] as const

/**
 * Seldom filled in by hand. A form that asks back leaves them out unless they were said or are in question: on a phone
 * every field more is a reason to give up.
 */
const RARE_FIELDS = ['period', 'start', 'end', 'expected', 'actual', 'place']

/** What a form that asks back can do without, given what was understood and what is asked. */
export function needlessFields(partial: PartialRecord, ask: readonly string[]): string[] {
  const { type: _type, inferred: _inferred, ...understood } = partial
  // Opened from nothing, as by 补记, it is the place to fill in everything.
  if (Object.keys(understood).every((field) => field === 'kind' || field === 'date')) return []
  const values = toFormValues(partial, '')
  const needed = new Set([...Object.keys(values), ...ask.map(toFieldName)])
  return RARE_FIELDS.filter((name) => !needed.has(name))
}

/** Where a form is shown, and to whom. */
export interface FormAudience {
  /** A card in the group has no fields about who came: what was typed about it stays with the draft. */
  readonly inGroup: boolean
  /** Leaves out a talk's content. */
  readonly withoutContent?: boolean
  /** Fields left out; what was understood of them stays with the draft. */
  readonly without?: readonly string[]
}

/** Names of the fields a form of this kind shows there. */
export function entryFieldNames(type: RecordType, audience: FormAudience): string[] {
  return definitionsFor(type, audience).map(({ name }) => name)
}

/** The fields of a form with their values, the asked ones first, errors beside them. */
export function entryFormFields(
  type: RecordType,
  audience: FormAudience,
  filled: { values: FormValues; errors?: FormErrors; ask?: readonly string[]; people: readonly string[] },
): FormField[] {
  const asked = new Set([...(filled.ask ?? []).map(toFieldName), ...Object.keys(filled.errors ?? {})])
  const definitions = definitionsFor(type, audience)
  return [
    ...definitions.filter(({ name }) => asked.has(name)),
    ...definitions.filter(({ name }) => !asked.has(name)),
  ].map((definition) => toFormField(definition, filled))
}

/** The form field that holds a SCHEMA field. */
export function toFieldName(field: string): string {
  return field === 'minutes' || field === 'credit_hours' || field === 'duration_text' ? 'duration' : field
}

/** The form's values for everything understood; `$sender` becomes the author's name. */
export function toFormValues(partial: PartialRecord, author: string): FormValues {
  const name = (person: string): string => (person === '$sender' ? author : person)
  const all = partial as Partial<Record<string, unknown>>
  const values: Record<string, string | readonly string[]> = {}
  for (const { name: field } of DEFINITIONS[partial.type]) {
    const value = all[field]
    if (typeof value === 'string') values[field] = name(value)
    if (typeof value === 'number') values[field] = String(value)
  }
  const duration = durationValue(partial)
  if (duration !== undefined) values.duration = duration
  // 全员 stays empty: the roster of the event's date is what it means, not today's.
  if (Array.isArray(partial.attendees)) values.attendees = partial.attendees.map(name)
  if (partial.absent && partial.absent.length > 0) {
    values.absent = partial.absent.map((absence) => name(absence.name))
    const reasons = partial.absent.filter(({ reason }) => reason)
    const [first] = reasons
    if (first) {
      values.absent_reason =
        reasons.length === 1 && partial.absent.length === 1
          ? (first.reason ?? '')
          : reasons.map((absence) => `${name(absence.name)}${absence.reason}`).join('，')
    }
  }
  if (partial.type === 'talk' && partial.followup) {
    values.followup = partial.followup.what
    if (partial.followup.due_to) values.followup_due = partial.followup.due_to
  }
  return values
}

/** Minutes or 学时 as a person would type them. */
function durationValue({ minutes, credit_hours, duration_text }: PartialRecord): string | undefined {
  if (minutes !== undefined) return minutes % 60 === 0 ? `${minutes / 60}小时` : `${minutes}分钟`
  if (credit_hours !== undefined) return `${credit_hours}学时`
  return duration_text
}

function definitionsFor(
  type: RecordType,
  { inGroup, withoutContent, without = [] }: FormAudience,
): readonly FieldDefinition[] {
  return DEFINITIONS[type].filter(
    ({ name, aboutPeople }) =>
      !(inGroup && aboutPeople) &&
      !without.includes(name) &&
      !(type === 'talk' && withoutContent && (TALK_CONTENT_FIELDS as readonly string[]).includes(name)),
  )
}

function toFormField(
  definition: FieldDefinition,
  { values, errors, people }: { values: FormValues; errors?: FormErrors; people: readonly string[] },
): FormField {
  const { name, type, required, placeholder, multiline, numeric } = definition
  const value = values[name]
  const one = typeof value === 'string' && value !== '' ? value : undefined
  const many = typeof value === 'string' ? [value] : (value ?? [])
  const options = toOptions(definition.choices ?? people)
  const base = { name, label: definition.label ?? fieldLabel(name), required, error: errors?.[name] }
  if (type === 'text') return { ...base, type, value: one, placeholder, multiline, numeric }
  if (type === 'date') return { ...base, type, value: one }
  // A value that is no option can't be shown as chosen (a typed name outside the roster): the person chooses again.
  const known = (text: string): boolean => options.some((option) => option.value === text)
  if (type === 'select') return { ...base, type, options, value: one && known(one) ? one : undefined }
  return { ...base, type, options, values: many.filter(known) }
}

const toOptions = (texts: readonly string[]): Option[] => texts.map((text) => ({ value: text, text }))
