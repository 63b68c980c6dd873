import type { FormField } from '../src/core/card.js'
import type { PartialRecord, RecordType } from '../src/core/meaning.js'
import { DEFAULT_OCCASIONS } from '../src/core/talk-occasions.js'
import { type FieldDefinition, toOption } from './forms/definition.js'
import { DEFINITIONS } from './forms/index.js'
import { TALK_CONTENT_FIELDS } from './forms/matters.js'
import { type FormValues, toFieldName, toFormValues } from './forms/values.js'
import { fieldLabel } from './shared/entry-text.js'

export type { FieldDefinition } from './forms/definition.js'
export { TALK_CONTENT_FIELDS } from './forms/matters.js'
export { type FormValues, toFieldName, toFormValues, YES } from './forms/values.js'

/** What is wrong, by field name. */
export type FormErrors = Readonly<Record<string, string>>

/** What a form that asks back can do without, given what was understood and what is asked. */
export function needlessFields(partial: PartialRecord, ask: readonly string[]): string[] {
  const values = toFormValues(partial, '')
  const needed = new Set([...Object.keys(values), ...ask.map(toFieldName)])
  const { type: _type, inferred: _inferred, ...understood } = partial
  // Opened from nothing, as by 补记, it is the place to fill in everything.
  const fromNothing = Object.keys(understood).every((field) => field === 'kind' || field === 'date')
  return DEFINITIONS[partial.type]
    .filter(({ shown }) => shown === 'if-said' || (shown === 'rarely' && !fromNothing))
    .map(({ name }) => name)
    .filter((name) => !needed.has(name))
}

/** Where a form is shown, and to whom. */
export interface FormAudience {
  /** A card in the group has no fields about who came or whose money: what was typed about it stays with the draft. */
  readonly inGroup: boolean
  /** Leaves out a talk's content. */
  readonly withoutContent?: boolean
  /** Fields left out; what was understood of them stays with the draft. */
  readonly without?: readonly string[]
}

/** The fields that a form of this kind has there. */
export function entryFields(
  type: RecordType,
  { inGroup, withoutContent, without = [] }: FormAudience,
): readonly FieldDefinition[] {
  return DEFINITIONS[type].filter(
    ({ name, privateOnly }) =>
      !(inGroup && privateOnly) &&
      !without.includes(name) &&
      !(type === 'talk' && withoutContent && (TALK_CONTENT_FIELDS as readonly string[]).includes(name)),
  )
}

/** The fields of a form with their values, the asked ones first, errors beside them. */
export function entryFormFields(
  type: RecordType,
  audience: FormAudience,
  filled: {
    values: FormValues
    errors?: FormErrors
    ask?: readonly string[]
    people: readonly string[]
    occasions?: readonly string[]
  },
): FormField[] {
  const asked = new Set([...(filled.ask ?? []).map(toFieldName), ...Object.keys(filled.errors ?? {})])
  const definitions = entryFields(type, audience)
  return [
    ...definitions.filter(({ name }) => asked.has(name)),
    ...definitions.filter(({ name }) => !asked.has(name)),
  ].map((definition) => toFormField(definition, filled))
}

function toFormField(
  definition: FieldDefinition,
  {
    values,
    errors,
    people,
    occasions = DEFAULT_OCCASIONS,
  }: { values: FormValues; errors?: FormErrors; people: readonly string[]; occasions?: readonly string[] },
): FormField {
  const { name, type, required, placeholder, multiline, numeric } = definition
  const value = values[name]
  const one = typeof value === 'string' && value !== '' ? value : undefined
  const many = typeof value === 'string' ? [value] : (value ?? [])
  // What the entry holds stays a choice, also when the branch's list is another by now.
  const listed = one !== undefined && !occasions.includes(one) ? [...occasions, one] : occasions
  const options = (definition.choices ?? (definition.from === 'occasions' ? listed : people)).map(toOption)
  const base = { name, label: definition.label ?? fieldLabel(name), required, error: errors?.[name] }
  if (type === 'text') return { ...base, type, value: one, placeholder, multiline, numeric }
  if (type === 'date') return { ...base, type, value: one }
  // A value that is no option can't be shown as chosen (a typed name outside the roster): the person chooses again.
  const known = (text: string): boolean => options.some((option) => option.value === text)
  if (type === 'select') return { ...base, type, options, value: one && known(one) ? one : undefined }
  return { ...base, type, options, values: many.filter(known) }
}
