import {
  entryFieldNames,
  type FormAudience,
  type FormErrors,
  type FormValues,
  toFieldName,
  toFormValues,
} from '../../cards/entry-form.js'
import { compare, isCivilDate } from '../../src/core/civil-date.js'
import { MEETING_KINDS, PERIODS_OF_DAY, TALK_KINDS, TRAINING_FORMS } from '../../src/core/entry.js'
import type { Absence, PartialRecord, RecordMeaning } from '../../src/core/meaning.js'
import { isWorkday } from '../../src/core/workdays.js'
import { normalise } from '../../src/language/normalise.js'
import { readAbsences } from './read-absences.js'
import { readDuration } from './read-duration.js'

/** What a submitted form is judged by. */
export interface FormReading {
  readonly partial: PartialRecord
  readonly audience: FormAudience
  readonly author: string
  /** Names that may be chosen. */
  readonly people: readonly string[]
  readonly today: string
}

export type ReadForm =
  | { readonly ok: true; readonly meaning: RecordMeaning }
  | { readonly ok: false; readonly errors: FormErrors; readonly values: FormValues }

const LONGEST_TEXT = 500
const LARGEST_COUNT = 9999

/**
 * The record a form means: its fields over what was understood before; what the form has no field for stays as it
 * was. Values come from the client, so each is checked as if nothing had offered choices.
 */
export function readEntryForm(form: FormValues, reading: FormReading): ReadForm {
  const reader = new FormReader(form, reading)
  const meaning = reader.read()
  return Object.keys(reader.errors).length === 0
    ? { ok: true, meaning }
    : { ok: false, errors: reader.errors, values: reader.shown() }
}

class FormReader {
  readonly errors: Record<string, string> = {}
  private readonly names: ReadonlySet<string>
  constructor(
    private readonly form: FormValues,
    private readonly reading: FormReading,
  ) {
    this.names = new Set(entryFieldNames(reading.partial.type, reading.audience))
  }

  /** What the same card shows again: the values as they were sent, nothing else. */
  shown(): FormValues {
    return Object.fromEntries([...this.names].map((name) => [name, this.form[name] ?? '']))
  }

  read(): RecordMeaning {
    const { partial } = this.reading
    const record: Record<string, unknown> = { ...partial }
    this.readWhen(record)
    this.readTexts(record)
    this.readChoices(record)
    this.readPeople(record)
    this.readCounts(record)
    if (partial.type === 'talk') this.readTalk(record)
    record.inferred = this.stillInferred()
    record.warn = warnings(record, partial)
    for (const [name, value] of Object.entries(record)) if (value === undefined) delete record[name]
    return record as unknown as RecordMeaning
  }

  private has = (name: string): boolean => this.names.has(name)

  private fail(name: string, text: string): void {
    this.errors[name] ??= text
  }

  private text(name: string): string | undefined {
    const raw = this.form[name]
    if (typeof raw !== 'string') return undefined
    const { text, cut } = normalise(raw, this.reading.people)
    if (cut || text.length > LONGEST_TEXT) this.fail(name, `太长了，请写在${LONGEST_TEXT}字以内`)
    return text === '' ? undefined : text
  }

  private list(name: string): string[] {
    const raw = this.form[name]
    const values = raw === undefined || raw === '' ? [] : typeof raw === 'string' ? [raw] : [...raw]
    if (values.some((value) => !this.reading.people.includes(value))) this.fail(name, '请从名单里选')
    return [...new Set(values)]
  }

  private readWhen(record: Record<string, unknown>): void {
    record.date = this.date('date')
    if (record.date === undefined) this.fail('date', '请选日期')
    else if (compare(record.date as string, this.reading.today) > 0) this.fail('date', '这一天还没到，等办完再记')
    if (typeof record.end_date === 'string' && typeof record.date === 'string' && record.end_date <= record.date)
      delete record.end_date
    const start = this.clock('start')
    const end = this.clock('end')
    if (end !== undefined && start === undefined) this.fail('start', '请补上开始时间')
    if (start !== undefined && end !== undefined && end <= start) this.fail('end', '结束要晚于开始')
    record.start = start
    record.end = end
    const period = this.text('period')
    if (period !== undefined && !(PERIODS_OF_DAY as readonly string[]).includes(period)) this.fail('period', '请重新选')
    record.period = start === undefined ? period : undefined
    this.readDuration(record, start !== undefined && end !== undefined ? minutesBetween(start, end) : undefined)
  }

  /** The day itself: a date picker may send its zone behind it. */
  private date(name: string): string | undefined {
    const day = this.text(name)?.slice(0, 10)
    if (day !== undefined && !isCivilDate(day)) {
      this.fail(name, '没有这一天，请重新选')
      return undefined
    }
    return day
  }

  private clock(name: string): string | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const match = /^([01]?\d|2[0-3]):([0-5]\d)(?::00)?(?: [+-]\d{4})?$/.exec(text)
    if (!match) {
      this.fail(name, '请写成 14:00 这样')
      return undefined
    }
    return `${(match[1] ?? '').padStart(2, '0')}:${match[2]}`
  }

  private readDuration(record: Record<string, unknown>, between: number | undefined): void {
    const text = this.text('duration')
    const before = toFormValues(this.reading.partial, this.reading.author).duration
    // Untouched: what was said stays, with its 「约」 and its own words.
    if (text !== undefined && text === before && (between === undefined || between === record.minutes)) return
    for (const name of ['minutes', 'credit_hours', 'approx', 'duration_text']) delete record[name]
    const read = text === undefined ? {} : readDuration(text)
    if (read === undefined) this.fail('duration', '请写成“2小时”“90分钟”或“半天”')
    else if (between !== undefined && read.minutes !== undefined && read.minutes !== between)
      this.fail('duration', `与起止时间（${between}分钟）不一致`)
    else Object.assign(record, read, between === undefined ? {} : { minutes: between })
  }

  private readTexts(record: Record<string, unknown>): void {
    for (const name of ['topic', 'place', 'lecturer', 'resolution']) {
      if (this.has(name)) record[name] = this.text(name)
    }
    if (this.has('topic') && this.reading.partial.type !== 'talk' && record.topic === undefined)
      this.fail('topic', '请填写主题')
  }

  private readChoices(record: Record<string, unknown>): void {
    const { type } = this.reading.partial
    const kinds = type === 'talk' ? TALK_KINDS : MEETING_KINDS
    this.choose(record, 'form', TRAINING_FORMS)
    this.choose(record, 'kind', kinds)
    this.choose(record, 'host', this.reading.people)
    this.choose(record, 'recorder', this.reading.people)
    if (this.has('kind') && record.kind === undefined) this.fail('kind', '请选类别')
  }

  private choose(record: Record<string, unknown>, name: string, options: readonly string[]): void {
    if (!this.has(name)) return
    const value = this.text(name)
    if (value !== undefined && !options.includes(value)) this.fail(name, '请重新选')
    record[name] = value
  }

  private readPeople(record: Record<string, unknown>): void {
    if (!this.has('attendees')) return
    const attendees = this.list('attendees')
    const absentNames = this.list('absent')
    const absent = readAbsences(absentNames, this.text('absent_reason'), this.reading.people)
    if (absent === undefined) this.fail('absent_reason', '请写明是谁，如“张三公出，李四病假”')
    if (absentNames.some((name) => attendees.includes(name))) this.fail('absent', '同一个人既参加又缺席，请核对')
    record.absent = absent && absent.length > 0 ? absent : undefined
    if (attendees.length > 0) record.attendees = attendees
    else record.attendees = this.reading.partial.attendees === 'all' && absentNames.length === 0 ? 'all' : undefined
  }

  private readCounts(record: Record<string, unknown>): void {
    for (const name of ['expected', 'actual']) {
      if (!this.has(name)) continue
      const text = this.text(name)?.replace(/人$/u, '')
      const value = text === undefined ? undefined : Number(text)
      if (value !== undefined && !(/^\d+$/.test(text ?? '') && value <= LARGEST_COUNT)) this.fail(name, '请填人数')
      record[name] = value
    }
    const { expected, actual } = record as { expected?: number; actual?: number }
    if (expected === undefined || actual === undefined) return
    if (actual > expected) this.fail('actual', `实到${actual}多于应到${expected}，请核对`)
    const absent = (record.absent as Absence[] | undefined)?.length ?? 0
    // In the group the form has no absentees to correct, so the sum is left to the numbers.
    if (this.has('absent') && absent > 0 && expected - actual !== absent)
      this.fail('actual', `应到${expected}、实到${actual}，与缺席${absent}人对不上`)
  }

  private readTalk(record: Record<string, unknown>): void {
    const { people } = this.reading
    for (const name of ['talker', 'partner']) {
      const value = this.text(name)
      if (value === undefined) this.fail(name, '请选人')
      else if (!people.includes(value)) this.fail(name, '请从名单里选')
      record[name] = value
    }
    if (record.talker !== undefined && record.talker === record.partner)
      this.fail('partner', '不能和自己谈话，请重新选')
    if (!this.has('followup')) return
    const what = this.text('followup')
    const due = this.date('followup_due')
    if (what === undefined && due !== undefined) this.fail('followup', '请写要跟进什么')
    record.followup = what === undefined ? undefined : { what, ...(due === undefined ? {} : { due_to: due }) }
  }

  /** A default that the person left as it was is still a default; one he changed is his own word. */
  private stillInferred(): string[] | undefined {
    const { partial, author } = this.reading
    const before = toFormValues(partial, author)
    const kept = (partial.inferred ?? []).filter((field) => {
      const name = toFieldName(field)
      return !this.has(name) || String(this.form[name] ?? '') === String(before[name] ?? '')
    })
    return kept.length > 0 ? kept : undefined
  }
}

const minutesBetween = (start: string, end: string): number => minutesOfDay(end) - minutesOfDay(start)
const minutesOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Warnings of what was understood, with the rest-day one judged anew: the date may be another now (SCHEMA §2). */
function warnings(record: Record<string, unknown>, partial: PartialRecord): string[] | undefined {
  const others = (partial.warn ?? []).filter((code) => code !== 'non_workday')
  const alone = record.form === '自学' || record.form === '线上学习'
  const gathers = partial.type !== 'talk' && !(partial.type === 'training' && alone)
  const rest = gathers && typeof record.date === 'string' && !isWorkday(record.date)
  const all = rest ? [...others, 'non_workday'] : others
  return all.length > 0 ? all : undefined
}
