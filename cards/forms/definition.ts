import type { Option } from '../../src/core/card.js'
import { PERIODS_OF_DAY } from '../../src/core/entry.js'

/**
 * How what a person put into a field becomes a SCHEMA value. Left out: text as it is, a day that has come, one of the
 * choices, or names of the roster, whichever the field's type says.
 */
export type Reading =
  /** A whole number from 0. */
  | 'count'
  /** Points, perhaps with decimals. */
  | 'score'
  /** Yuan, at most two decimals. */
  | 'yuan'
  /** Lines of a roster name and its yuan: 陈立 125. */
  | 'dues'
  /** Lines of any name and its yuan. */
  | 'amounts'
  /** Lines of a name and a number: 提醒整改单 3. */
  | 'counts'
  /** 赞成5 反对0 弃权1. */
  | 'votes'
  /** Lines of an item of a meeting: 落实消防整改｜责任人：赵阳｜期限：3月31日. */
  | 'agenda'
  /** 14:00. */
  | 'clock'
  /** A day that may lie ahead: a deadline. */
  | 'deadline'
  /** A day that has not passed. */
  | 'coming'
  /** `2026`, `2026-Q1` and so on, in Chinese or so. */
  | 'year'
  | 'quarter'
  | 'span'
  | 'month'
  /** 陈立、外单位某某: names that need not be in the roster. */
  | 'names'
  /** 是, or nothing. */
  | 'yes'
  /** Read together with other fields, by rules of its own. */
  | 'together'

/** One field of a record's form, by its SCHEMA name. */
export interface FieldDefinition {
  readonly name: string
  readonly type: 'text' | 'date' | 'select' | 'multiselect'
  readonly label?: string
  readonly reads?: Reading
  readonly required?: boolean
  readonly placeholder?: string
  /** Fixed choices; a field without them that chooses, chooses among the roster. */
  readonly choices?: readonly (string | Option)[]
  /** Chooses from a list that the branch keeps itself. */
  readonly from?: 'occasions'
  readonly multiline?: boolean
  readonly numeric?: boolean
  /** Says who came, who was missing, or whose money: never on a card that a group sees (moments.md §1). */
  readonly privateOnly?: boolean
  /**
   * `rarely`: a form that asks back leaves it out unless it was said or is in question, for on a phone every field more
   * is a reason to give up. `if-said`: not even an empty form offers it.
   */
  readonly shown?: 'rarely' | 'if-said'
}

/** The value and the words of a choice. */
export const toOption = (choice: string | Option): Option =>
  typeof choice === 'string' ? { value: choice, text: choice } : choice

export const DATE: FieldDefinition = { name: 'date', type: 'date', required: true }
export const TOPIC: FieldDefinition = { name: 'topic', type: 'text', required: true }
export const PLACE: FieldDefinition = { name: 'place', type: 'text', shown: 'rarely' }
/** May say why somebody was missing, so a group does not see it. */
export const NOTE: FieldDefinition = { name: 'note', type: 'text', multiline: true, shown: 'rarely', privateOnly: true }
export const DURATION: FieldDefinition = {
  name: 'duration',
  type: 'text',
  reads: 'together',
  placeholder: '如 2小时、90分钟、半天',
}

/** The day, the time in it and how long. */
export const WHEN: readonly FieldDefinition[] = [
  DATE,
  { name: 'end_date', type: 'date', shown: 'if-said' },
  { name: 'period', type: 'select', choices: PERIODS_OF_DAY, shown: 'rarely' },
  { name: 'start', type: 'text', reads: 'clock', placeholder: '如 14:00', shown: 'rarely' },
  { name: 'end', type: 'text', reads: 'clock', placeholder: '如 16:00', shown: 'rarely' },
  DURATION,
]

/** Who came and who did not; the counts alone may stand in a group. */
export const PEOPLE: readonly FieldDefinition[] = [
  {
    name: 'attendees',
    type: 'multiselect',
    reads: 'together',
    label: '参加人员（全员可不选）',
    privateOnly: true,
  },
  { name: 'absent', type: 'multiselect', reads: 'together', privateOnly: true },
  {
    name: 'absent_reason',
    type: 'text',
    reads: 'together',
    // Longer would be cut on a phone of 390 pixels.
    placeholder: '如 公出；多人请分别写',
    privateOnly: true,
  },
  { name: 'expected', type: 'text', reads: 'count', numeric: true, shown: 'rarely' },
  { name: 'actual', type: 'text', reads: 'count', numeric: true, shown: 'rarely' },
]
