import {
  entryFields,
  type FieldDefinition,
  type FormAudience,
  type FormErrors,
  type FormValues,
  toFieldName,
  toFormValues,
} from '../../cards/entry-form.js'
import { fieldLabel } from '../../cards/shared/entry-text.js'
import type { PartialRecord, RecordMeaning } from '../../src/core/meaning.js'
import type { Calendar } from '../../src/core/workdays.js'
import { checkCounts, readAttendance } from './entry-form/read-attendance.js'
import { type ReadField, readField, readText } from './entry-form/read-field.js'
import { readPartners, severalTalks } from './entry-form/read-partners.js'
import { checkCountsOfSheet, checkMoney, checkPlan, readFollowup, readLength } from './entry-form/read-together.js'

/** What a submitted form is judged by. */
export interface FormReading {
  readonly partial: PartialRecord
  readonly audience: FormAudience
  readonly author: string
  /** Names that may be chosen. */
  readonly people: readonly string[]
  readonly today: string
  /** The branch's workdays. */
  readonly calendar: Calendar
  /** Occasions of a talk that may be chosen; left out: the usual six. */
  readonly occasions?: readonly string[]
  /** It changes an entry that is there: one form is one entry. */
  readonly editing?: boolean
}

export type ReadForm =
  /** `more`: the form tells of several talks, each with one person. */
  | { readonly ok: true; readonly meaning: RecordMeaning; readonly more?: readonly RecordMeaning[] }
  | { readonly ok: false; readonly errors: FormErrors; readonly values: FormValues }

/** A form while it is read: what several fields say together is read from it. */
export interface OpenForm {
  readonly reading: FormReading
  /** What is read so far, over what was understood before. */
  readonly record: Record<string, unknown>
  has(name: string): boolean
  fail(name: string, text: string): void
  raw(name: string): string | readonly string[] | undefined
  text(name: string): string | undefined
}

/**
 * The record a form means: its fields over what was understood before; what the form has no field for stays as it
 * was. Values come from the client, so each is checked as if nothing had offered choices.
 */
export function readEntryForm(form: FormValues, reading: FormReading): ReadForm {
  const { partial, audience, people } = reading
  const fields = entryFields(partial.type, audience)
  const names = new Set(fields.map(({ name }) => name))
  const errors: Record<string, string> = {}
  const fail = (name: string, text: string): void => {
    errors[name] ??= text
  }
  const take = (name: string, read: ReadField): unknown => {
    if ('error' in read) fail(name, read.error)
    return 'error' in read ? undefined : read.value
  }
  const open: OpenForm = {
    reading,
    record: { ...partial },
    has: (name) => names.has(name),
    fail,
    raw: (name) => form[name],
    text: (name) => take(name, readText(form[name], people)) as string | undefined,
  }
  for (const field of fields) {
    if (field.reads === 'together') continue
    const value = take(field.name, readField(field, form[field.name], reading))
    open.record[field.name] = value
    if (field.required && value === undefined) fail(field.name, missingText(field))
  }
  readTogether(open)
  if (Object.keys(errors).length > 0) {
    // What the same card shows again: the values as they were sent, nothing else.
    return { ok: false, errors, values: Object.fromEntries([...names].map((name) => [name, form[name] ?? ''])) }
  }
  const meaning = finished(open, form)
  const [first, ...more] = severalTalks(meaning, open) ?? [meaning]
  return { ok: true, meaning: first ?? meaning, ...(more.length > 0 && { more }) }
}

function readTogether(open: OpenForm): void {
  const { record } = open
  if (open.has('date') && typeof record.end_date === 'string' && typeof record.date === 'string') {
    if (record.end_date <= record.date) delete record.end_date
  }
  if (open.has('duration') || open.has('start')) readLength(open)
  if (open.has('attendees')) readAttendance(open)
  checkCounts(open)
  if (open.has('partner') && record.type === 'talk') readPartners(open)
  if (record.type === 'talk') readFollowup(open)
  if (record.type === 'plan') checkPlan(open)
  if (record.type === 'metric') checkCountsOfSheet(open)
  checkMoney(open)
}

const missingText = ({ name, type, label }: FieldDefinition): string =>
  `${type === 'text' ? '请填写' : '请选'}${(label ?? fieldLabel(name)).replace(/（.*）$/u, '')}`

function finished({ record, reading, has }: OpenForm, form: FormValues): RecordMeaning {
  record.inferred = stillInferred(form, reading, has)
  record.warn = warnings(record, reading)
  for (const [name, value] of Object.entries(record)) if (value === undefined) delete record[name]
  return record as unknown as RecordMeaning
}

/** A default that the person left as it was is still a default; one he changed is his own word. */
function stillInferred(
  form: FormValues,
  { partial, author }: FormReading,
  has: (name: string) => boolean,
): string[] | undefined {
  const before = toFormValues(partial, author)
  const kept = (partial.inferred ?? []).filter((field) => {
    const name = toFieldName(field)
    return !has(name) || String(form[name] ?? '') === String(before[name] ?? '')
  })
  return kept.length > 0 ? kept : undefined
}

const GATHERINGS: readonly string[] = ['training', 'meeting', 'theme_day', 'activity']

/** Warnings of what was understood, with the rest-day one judged anew: the date may be another now (SCHEMA §2). */
function warnings(record: Record<string, unknown>, { partial, calendar }: FormReading): string[] | undefined {
  const others = (partial.warn ?? []).filter((code) => code !== 'non_workday')
  const alone = record.form === '自学' || record.form === '线上学习'
  const gathers = GATHERINGS.includes(partial.type) && !(partial.type === 'training' && alone)
  const rest = gathers && typeof record.date === 'string' && !calendar.isWorkday(record.date)
  const all = rest ? [...others, 'non_workday'] : others
  return all.length > 0 ? all : undefined
}
