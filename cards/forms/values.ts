import type { Absence, NamedAmount, PartialRecord } from '../../src/core/meaning.js'
import { agendaLine } from './agenda-lines.js'
import { DEFINITIONS } from './index.js'

/** What a form holds, by field name: text, a date, a chosen value, or chosen values. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>

/** A field that is switched on. */
export const YES = '是'

/** The form field that holds a SCHEMA field. */
export function toFieldName(field: string): string {
  return field === 'minutes' || field === 'credit_hours' || field === 'duration_text' ? 'duration' : field
}

/** The form's values for everything understood; `$sender` becomes the author's name. */
export function toFormValues(partial: PartialRecord, author: string): FormValues {
  const nameOf = (person: string): string => (person === '$sender' ? author : person)
  const all = partial as Partial<Record<string, unknown>>
  const values: Record<string, string | readonly string[]> = {}
  for (const { name, reads } of DEFINITIONS[partial.type]) {
    const value = reads === 'together' || reads === 'agenda' ? undefined : valueText(all[name], nameOf)
    if (value !== undefined) values[name] = value
  }
  if (partial.type === 'meeting' && partial.agenda) {
    values.agenda = partial.agenda.map((item) => agendaLine(item, nameOf)).join('\n')
  }
  const duration = durationValue(partial)
  if (duration !== undefined) values.duration = duration
  // 全员 stays empty: the roster of the event's date is what it means, not today's.
  if (Array.isArray(partial.attendees)) values.attendees = partial.attendees.map(nameOf)
  if (partial.absent && partial.absent.length > 0) Object.assign(values, absenceValues(partial.absent, nameOf))
  if (partial.type === 'talk') {
    const partners = partial.partners ?? (partial.partner === undefined ? [] : [partial.partner])
    if (partners.length > 0) values.partner = partners.map(nameOf)
  }
  if (partial.type === 'talk' && partial.followup) {
    values.followup = partial.followup.what
    if (partial.followup.due_to) values.followup_due = partial.followup.due_to
  }
  return values
}

/** One line of a money field. */
export const amountLine = ({ name, amount, month }: NamedAmount): string =>
  [name, String(amount), ...(month === undefined ? [] : [month])].join(' ')

function valueText(value: unknown, nameOf: (person: string) => string): string | undefined {
  if (typeof value === 'string') return nameOf(value)
  if (typeof value === 'number') return String(value)
  if (value === true) return YES
  if (Array.isArray(value)) return value.length === 0 ? undefined : listText(value, nameOf)
  if (typeof value === 'object' && value !== null) return countsText(value as Record<string, unknown>)
  return undefined
}

function listText(items: readonly unknown[], nameOf: (person: string) => string): string {
  const isMoney = items.some((item) => typeof item === 'object')
  return isMoney
    ? (items as NamedAmount[]).map((item) => amountLine({ ...item, name: nameOf(item.name) })).join('\n')
    : (items as string[]).map(nameOf).join('、')
}

const VOTE_WORDS: Readonly<Record<string, string>> = { for: '赞成', against: '反对', abstain: '弃权' }

/** Votes in one line, counts of things one below the other. */
function countsText(counts: Readonly<Record<string, unknown>>): string | undefined {
  const entries = Object.entries(counts).filter(([, count]) => typeof count === 'number')
  if (entries.length === 0) return undefined
  const isVotes = entries.every(([name]) => name in VOTE_WORDS)
  return isVotes
    ? entries.map(([name, count]) => `${VOTE_WORDS[name]}${count}`).join(' ')
    : entries.map(([name, count]) => `${name} ${count}`).join('\n')
}

function absenceValues(absent: readonly Absence[], nameOf: (person: string) => string) {
  const reasons = absent.filter(({ reason }) => reason)
  const [first] = reasons
  const alone = reasons.length === 1 && absent.length === 1
  return {
    absent: absent.map(({ name }) => nameOf(name)),
    ...(first === undefined
      ? {}
      : {
          absent_reason: alone
            ? (first.reason ?? '')
            : reasons.map(({ name, reason }) => `${nameOf(name)}${reason}`).join('，'),
        }),
  }
}

/** Minutes or 学时 as a person would type them. */
function durationValue({ minutes, credit_hours, duration_text }: PartialRecord): string | undefined {
  if (minutes !== undefined) return minutes % 60 === 0 ? `${minutes / 60}小时` : `${minutes}分钟`
  if (credit_hours !== undefined) return `${credit_hours}学时`
  return duration_text
}
