import { type FieldDefinition, YES } from '../../../cards/entry-form.js'
import { compare, isCivilDate } from '../../../src/core/civil-date.js'
import { DEFAULT_OCCASIONS } from '../../../src/core/talk-occasions.js'
import { normalise } from '../../../src/language/normalise.js'
import { readAgenda } from './read-agenda.js'
import { readAmounts, readYuan } from './read-amounts.js'
import { readSpan } from './read-span.js'

/** What a single field is read by. */
export interface FieldReading {
  /** Names that may be chosen. */
  readonly people: readonly string[]
  readonly today: string
  /** Occasions of a talk that may be chosen. */
  readonly occasions?: readonly string[]
}

/** The SCHEMA value of a field, nothing for an empty one, or what is wrong with it. */
export type ReadField = { readonly value?: unknown } | { readonly error: string }

const LONGEST_TEXT = 500
const LARGEST_COUNT = 9999
const LARGEST_SCORE = 1000

/** Reads one field by itself. The value comes from the client: it is checked as if nothing had offered choices. */
export function readField(
  field: FieldDefinition,
  raw: string | readonly string[] | undefined,
  reading: FieldReading,
): ReadField {
  if (field.type === 'multiselect') return readPeople(raw, reading.people)
  const read = readText(raw, reading.people)
  if ('error' in read || read.value === undefined) return read
  const { value: text } = read
  if (field.type === 'date') return readDate(field, text, reading.today)
  if (field.type === 'select')
    return readChoice(
      field,
      text,
      field.from === 'occasions' ? (reading.occasions ?? DEFAULT_OCCASIONS) : reading.people,
    )
  return readTyped(field, text, reading)
}

/** The text of a field as the language would see it, half-width and simplified. */
export function readText(
  raw: string | readonly string[] | undefined,
  people: readonly string[],
): { readonly value?: string } | { readonly error: string } {
  if (typeof raw !== 'string') return {}
  const { text, cut } = normalise(raw, people)
  if (cut || text.length > LONGEST_TEXT) return { error: `太长了，请写在${LONGEST_TEXT}字以内` }
  return text === '' ? {} : { value: text }
}

function readPeople(raw: string | readonly string[] | undefined, people: readonly string[]): ReadField {
  const values = raw === undefined || raw === '' ? [] : typeof raw === 'string' ? [raw] : [...raw]
  if (values.some((value) => !people.includes(value))) return { error: '请从名单里选' }
  return { value: [...new Set(values)] }
}

/** The day itself: a date picker may send its zone behind it. */
function readDate({ reads }: FieldDefinition, text: string, today: string): ReadField {
  const day = text.slice(0, 10)
  if (!isCivilDate(day)) return { error: '没有这一天，请重新选' }
  if (reads === undefined && compare(day, today) > 0) return { error: '这一天还没到，等办完再记' }
  if (reads === 'coming' && compare(day, today) < 0) return { error: '这一天已过去，办完的请直接记' }
  return { value: day }
}

function readChoice({ choices, reads }: FieldDefinition, text: string, people: readonly string[]): ReadField {
  if (reads === 'yes') return text === YES ? { value: true } : { error: '请重新选' }
  if (choices === undefined) return people.includes(text) ? { value: text } : { error: '请从名单里选' }
  const known = choices.some((choice) => (typeof choice === 'string' ? choice : choice.value) === text)
  return known ? { value: text } : { error: '请重新选' }
}

function readTyped({ reads }: FieldDefinition, text: string, { people, today }: FieldReading): ReadField {
  switch (reads) {
    case 'count':
      return readNumber(text.replace(/[人张名]$/u, ''), LARGEST_COUNT, /^\d+$/, '请填数字')
    case 'score':
      return readNumber(text.replace(/分$/u, ''), LARGEST_SCORE, /^\d+(?:\.\d{1,2})?$/, '请填分数')
    case 'yuan':
      return readYuan(text)
    case 'amounts':
      return readAmounts(text)
    case 'dues':
      return readAmounts(text, people)
    case 'counts':
      return readCounts(text)
    case 'votes':
      return readVotes(text)
    case 'agenda':
      return readAgenda(text, { people, today })
    case 'clock':
      return readClock(text)
    case 'year':
    case 'quarter':
    case 'month':
    case 'span':
      return readSpan(text, reads, today)
    case 'names':
      return { value: [...new Set(text.split(/[、,;\s]+/u).filter((name) => name !== ''))] }
    default:
      return { value: text }
  }
}

function readNumber(text: string, largest: number, shape: RegExp, error: string): ReadField {
  const value = Number(text)
  return shape.test(text) && value <= largest ? { value } : { error }
}

function readClock(text: string): ReadField {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)(?::00)?(?: [+-]\d{4})?$/.exec(text)
  return match ? { value: `${(match[1] ?? '').padStart(2, '0')}:${match[2]}` } : { error: '请写成 14:00 这样' }
}

function readCounts(text: string): ReadField {
  const counts: Record<string, number> = {}
  for (const line of linesOf(text)) {
    const [, name = '', count = ''] = /^(\D{1,20}?)\s*[:]?\s*(\d{1,4})\s*[张个次项条份]?$/u.exec(line) ?? []
    if (name === '') return { error: '每行写一项，如“提醒整改单 3”' }
    counts[name] = Number(count)
  }
  return { value: counts }
}

const VOTES: readonly (readonly ['for' | 'against' | 'abstain', RegExp])[] = [
  ['for', /(?:赞成|同意)[票:\s]*(\d{1,4})票?/u],
  ['against', /反对[票:\s]*(\d{1,4})票?/u],
  ['abstain', /弃权[票:\s]*(\d{1,4})票?/u],
]

/** 赞成5 反对0 弃权0, those said. */
export function readVotes(text: string): ReadField {
  const votes: Record<string, number> = {}
  let rest = text
  for (const [name, pattern] of VOTES) {
    const found = pattern.exec(rest)
    if (!found) continue
    votes[name] = Number(found[1])
    rest = rest.replace(found[0], '')
  }
  const left = rest.replace(/[\s,，、;。]/gu, '')
  return left === '' && Object.keys(votes).length > 0 ? { value: votes } : { error: '请写成“赞成5 反对0 弃权0”' }
}

/** The items of a field that holds one in each line, or several behind each other. */
export const linesOf = (text: string): string[] =>
  text
    .split(/[\n,;、。]+/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
