import type { MeetingKind, PeriodOfDay, TalkKind, TrainingForm } from './entry.js'
import type { RuleName } from './views.js'

/**
 * What the bot understood from one message, in the `expect` form of language/SCHEMA.md: field names and closed values
 * are that file's, so `npm run understand` prints it as it is. People are full roster names or `$sender`.
 */
export interface Absence {
  name: string
  reason?: string
}

/** Fields that any event record may have (SCHEMA §2). */
export interface EventFields {
  date?: string
  end_date?: string
  start?: string
  end?: string
  period?: PeriodOfDay
  minutes?: number
  approx?: boolean
  credit_hours?: number
  duration_text?: string
  place?: string
  topic?: string
  note?: string
  expected?: number
  actual?: number
  attendees?: 'all' | string[]
  absent?: Absence[]
  host?: string
  recorder?: string
  backfill?: boolean
  sanitize?: boolean
  privacy?: 'content_in_group' | 'amount_in_group'
  warn?: string[]
  /** Fields the bot filled in and the person did not say: marked 「默认」 on the receipt (moments.md §1). */
  inferred?: string[]
}

export interface TrainingMeaning extends EventFields {
  type: 'training'
  form?: TrainingForm
  lecturer?: string
  audience?: string
  category?: string
  campaign?: string
  document?: string
  level?: string
}
export interface TalkMeaning extends EventFields {
  type: 'talk'
  kind: TalkKind
  talker: string
  partner: string
  problem?: string
  followup?: { what: string; due_from?: string; due_to?: string }
}
export interface MeetingMeaning extends EventFields {
  type: 'meeting'
  kind: MeetingKind
  votes?: { for?: number; against?: number; abstain?: number }
  resolution?: string
}
export interface ThemeDayMeaning extends EventFields {
  type: 'theme_day'
  form?: TrainingForm
}

/** A record of a kind that the bot keeps. */
export type RecordMeaning = TrainingMeaning | TalkMeaning | MeetingMeaning | ThemeDayMeaning
export type RecordType = RecordMeaning['type']

/** Everything understood of a record that isn't complete or certain yet. */
export type PartialRecord = Partial<RecordMeaning> & { type: RecordType }

/** Not recorded: the bot asks back or refuses. `partial` is everything understood, to prefill the form. */
export interface ErrorMeaning {
  error: string
  partial?: PartialRecord
  [field: string]: unknown
}

/** Understood, but doubtful: asked back with a form prefilled with `partial`, never recorded straight. */
export interface QuestionMeaning {
  type: 'question'
  /** What is asked, in Chinese, one short sentence. */
  question: string
  /** The doubtful fields, by SCHEMA name. */
  fields: string[]
  partial: PartialRecord
}

export interface UndoMeaning {
  type: 'undo'
  target: 'last' | { number: string }
}
export interface HelpMeaning {
  type: 'help'
}
/** 查看谈话内容 by its number: only for the talk's named people, in private. */
export interface ReadTalkMeaning {
  type: 'read_talk'
  number: string
}
/** 为什么提醒: the duties of a month and where each is written. */
export interface ExplainReminderMeaning {
  type: 'explain_reminder'
  /** `YYYY-MM`; left out: the month it is typed in. */
  month?: string
}
/** 补记党员大会 2026-Q1: a form for what a duty still misses. */
export interface RecordMissingMeaning {
  type: 'record_missing'
  rule: RuleName
  /** `YYYY-MM` or `YYYY-Qn`; left out: the one it is typed in. */
  period?: string
}
/** 不记了: gives up the newest form that is still open. */
export interface DropDraftMeaning {
  type: 'drop_draft'
}
export interface IgnoreMeaning {
  type: 'ignore'
}

export type Meaning =
  | RecordMeaning
  | { records: RecordMeaning[] }
  | ErrorMeaning
  | QuestionMeaning
  | UndoMeaning
  | HelpMeaning
  | ReadTalkMeaning
  | ExplainReminderMeaning
  | RecordMissingMeaning
  | DropDraftMeaning
  | IgnoreMeaning

/** A member as the language needs him. */
export interface Person {
  name: string
  aliases: readonly string[]
  status: 'full' | 'probationary'
}

/** One message to understand. */
export interface Utterance {
  text: string
  chat: 'group' | 'p2p'
  /** The message @s the bot. Left out: judged by `@botName` in the text. A leading / or ／ always addresses it. */
  addressed?: boolean
  /** Roles of the sender in roster terms; `['guest']` for one who is no member. */
  senderRoles: readonly string[]
  /** The sender's full name in the roster, when known: a talk with oneself and one's own entries are told by it. */
  sender?: string
  /** The day the message was typed, in the branch's time zone (`YYYY-MM-DD`). */
  today: string
  roster: readonly Person[]
  botName: string
}
