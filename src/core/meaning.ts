import type {
  ActivityKind,
  CommitmentKind,
  MeetingKind,
  PeriodOfDay,
  PlanKind,
  ProblemSource,
  ProjectEventKind,
  SlipKind,
  SpotCheckKind,
  TalkKind,
  TrainingForm,
} from './entry.js'
import type { PlanOutcome, ReminderAnswer } from './own-views.js'
import type { Cadence, DigestTarget, RuleName } from './views.js'
import type { Calendar } from './workdays.js'

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
  /** What the lecturer is good at (domain.md P6): 专长是茶艺. */
  speciality?: string
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
  /** Of a talk held with several together (集体谈心): all of them, `partner` is the first. */
  partners?: string[]
  /** Why it was held, by the branch's list (六必谈); sealed. */
  occasion?: string
  problem?: string
  followup?: { what: string; due_from?: string; due_to?: string }
}
export interface MeetingMeaning extends EventFields {
  type: 'meeting'
  kind: MeetingKind
  votes?: Votes
  resolution?: string
  /**
   * The items of the meeting, where there are several or one was given to somebody (domain.md P8); ours beside SCHEMA's
   * `topic`, `votes` and `resolution`, which stay as they are.
   */
  agenda?: AgendaItemMeaning[]
}
export interface Votes {
  for?: number
  against?: number
  abstain?: number
}
export interface AgendaItemMeaning {
  topic: string
  decision?: string
  votes?: Votes
  /** A member or `$sender`, or a department as said. */
  owner?: string
  due_to?: string
  closed_on?: string
}
export interface ThemeDayMeaning extends EventFields {
  type: 'theme_day'
  form?: TrainingForm
}

export interface ActivityMeaning extends EventFields {
  type: 'activity'
  kind: ActivityKind
}
export interface VolunteerMeaning extends EventFields {
  type: 'volunteer'
  /** 岗 */
  post?: string
}
/** Money is yuan here, as SCHEMA has it; the ledger keeps fen. */
export interface NamedAmount {
  name: string
  amount: number
  /** `YYYY-MM`, of dues. */
  month?: string
}
export interface DonationMeaning extends EventFields {
  type: 'donation'
  total?: number
  items?: NamedAmount[]
}
export interface HonourMeaning extends EventFields {
  type: 'honour'
  prize: string
  /** Left out: the branch itself won. */
  winners?: string[]
}
export interface QualitySlipMeaning extends EventFields {
  type: 'qualitySlip'
  kind: SlipKind
  count?: number
  department?: string
  problem?: string
  due_to?: string
  closed_on?: string
}
export interface ProjectEventMeaning extends EventFields {
  type: 'projectEvent'
  kind: ProjectEventKind
  project: string
}
export interface ProblemMeaning extends EventFields {
  type: 'problem'
  source: ProblemSource
  problem: string
  measure?: string
  owner?: string
  due_to?: string
  closed_on?: string
}
/** What is said of a span and not of a day: `2026`, `2026-H1`, `2026-Q1`, `2026-03`. */
export interface SpanFields extends Omit<EventFields, 'period'> {
  period: string
}
export interface CommitmentMeaning extends SpanFields {
  type: 'commitment'
  kind: CommitmentKind
  /** A member or `$sender`. */
  who: string
}
export interface DuesMeaning extends EventFields {
  type: 'dues'
  month?: string
  items: NamedAmount[]
  total?: number
  /** 补交 of an earlier month. */
  late?: boolean
  paid_on?: string
  needs_confirm_by?: 'dues'
}
export interface SpotCheckMeaning extends EventFields {
  type: 'spot_check'
  kind: SpotCheckKind
  department?: string
  result?: string
  score?: number
}
/** A count for a span, not one event. */
export interface MetricMeaning extends SpanFields {
  type: 'metric'
  items: Record<string, number>
  open?: Record<string, number>
  /** What is meant to be held in the span, by form or category of training: 集中学习 12. With it `items` may be empty. */
  planned?: Record<string, number>
}
/** 思想状况分析研判 of a quarter. */
export interface AnalysisMeaning extends SpanFields {
  type: 'analysis'
}
export interface PlanMeaning extends EventFields {
  type: 'plan'
  kind: PlanKind
  /** Of a planned talk. */
  partner?: string
  /** Of a talk that the secretary plans between two others; left out: its author talks. */
  talker?: string
  /** Of a planned training. */
  lecturer?: string
  /** What exactly, by a closed value of §3, when that was said: 党员大会, 专题党课, 走访慰问. */
  subkind?: string
  /** A deadline instead of a day; `due_from` when it is a span (下周). */
  due_from?: string
  due_to?: string
  remind?: boolean
  /** 提醒大家: everybody who is to come, each in private. Goes with `remind`. */
  remind_all?: boolean
  /** The date that it moves from. */
  replaces?: string
}

/** A record of a kind that the bot keeps. */
export type RecordMeaning =
  | TrainingMeaning
  | TalkMeaning
  | MeetingMeaning
  | ThemeDayMeaning
  | ActivityMeaning
  | VolunteerMeaning
  | DonationMeaning
  | HonourMeaning
  | QualitySlipMeaning
  | ProjectEventMeaning
  | ProblemMeaning
  | CommitmentMeaning
  | DuesMeaning
  | SpotCheckMeaning
  | MetricMeaning
  | AnalysisMeaning
  | PlanMeaning
export type RecordType = RecordMeaning['type']

/** Everything understood of a record that isn't complete or certain yet. */
export type PartialRecord = Partial<RecordMeaning> & { type: RecordType }

/**
 * Not recorded: the bot asks back or refuses. `partial` is everything understood, to prefill the form. Errors are those
 * of SCHEMA §5, and of ours `refused_secret` and `unclear`: a request that is plainly one (`type`: edit, undo, query …)
 * but not plainly which; `question` says in one short Chinese sentence what to type.
 */
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

/** Two or more records in one message, in the order said. */
export interface SeveralMeaning {
  records: RecordMeaning[]
  /** Those of the message that aren't certain: asked back together, while the certain ones are recorded. */
  doubtful?: (QuestionMeaning | ErrorMeaning)[]
  /** Beside `doubtful`: how many are asked about, in one short sentence. */
  question?: string
}

/** Which record an edit or undo means: the newest one of the author's, one by number, quoted, or to be looked for. */
export type EntryTarget = 'last' | { number: string } | { quoted: Record<string, unknown> } | { find: EntryQuery }
/** What identifies a record, by SCHEMA names. */
export interface EntryQuery {
  type?: RecordType
  date?: string
  kind?: string
  form?: string
  partner?: string
  department?: string
  topic?: string
  [field: string]: unknown
}
export interface UndoMeaning {
  type: 'undo'
  target: EntryTarget
  /** When several are meant. */
  count?: number
}
export interface EditMeaning {
  type: 'edit'
  target: EntryTarget
  /** New values, by SCHEMA names. Neither `set` nor `add`: the entry's form is asked for. */
  set?: Record<string, unknown>
  /** Appended to lists such as `absent` and `attendees`. */
  add?: Record<string, unknown>
  /** The item of a meeting's agenda that `set` is about. */
  item?: AgendaItemRef
}
/** Which item of a meeting's agenda, by its number from 1 or by words of its topic. */
export interface AgendaItemRef {
  at?: number
  topic?: string
}
export type QueryWhat =
  | 'credit_hours'
  | 'talks_missing'
  | 'counts'
  | 'credit_hours_missing'
  | 'lectures_missing'
  | 'dues_missing'
  | 'dues_calc'
  | 'gaps'
  /** Ours beside SCHEMA's: what is open, one entry by its number, what was planned against what was done, a project's days. */
  | 'open_items'
  | 'entry'
  | 'plan_progress'
  | 'project_dates'
  /** Who was recorded absent, and from what. */
  | 'absences'
/** What is asked of entries beside how many there are (handlers/query/sums.ts): 人次, 时长, 钱, 已整改. */
export type Measure = 'people' | 'hours' | 'money' | 'closed'
export interface QueryMeaning {
  type: 'query'
  what: QueryWhat
  /** A member, `$sender`, or nobody in particular. */
  who?: string
  period?: string
  forms?: string[]
  kinds?: string[]
  campaign?: string
  target?: number
  /** dues_calc, in yuan. */
  base?: number
  rate?: number
  answer?: number
  /** dues_calc of somebody said to be retired. */
  retired?: boolean
  /** open_items: `followup`, `qualitySlip`, `problem`, `plan`. */
  items?: string[]
  number?: string
  /** Categories of training (政治理论 …), prizes (二等奖), a title, a department: only what is of these is counted. */
  categories?: string[]
  prizes?: string[]
  topic?: string
  department?: string
  measures?: Measure[]
  /** project_dates: 标准化. */
  project?: string
  /** Words that no rule of the question read: the answer says that it was not filtered by them. */
  unread?: string[]
  /** absences: of one day instead of a period, or of the newest event of its kinds (上次学习谁没来). */
  date?: string
  latest?: true
  /** credit_hours: what one 学时 is, is asked for (一学时是多少分钟). */
  unit?: true
  /** Of a long answer, from 1; left out: the first. */
  page?: number
  /** What else was asked in the same message, in the order said; each is complete by itself. */
  others?: QueryMeaning[]
}
/** 下一页, 第2页: of the answer that was given him last. */
export interface TurnPageMeaning {
  type: 'turn_page'
  to: 'next' | 'previous' | 'first' | 'last' | number
}
/** 一个学时按45分钟算. `confirmed`: what the card's button says (确认一个学时按45分钟算). */
export interface SetCreditHourMeaning {
  type: 'set_credit_hour'
  minutes: number
  confirmed?: true
}
export interface ReportMeaning {
  type: 'report'
  kind: 'ledger' | 'year_report' | 'self_check'
  period?: string
  format?: 'docx' | 'xlsx'
  scope?: RecordType
}
/** A roster command of the secretary's (moments.md §2): SCHEMA has no form for it, so it is ours. */
export interface RosterMeaning {
  type: 'roster'
  /** `role_off` takes the office in `value` away, and no other; `alias_off` the alias; `rename` gives the name in `value`. */
  change: 'join' | 'leave' | 'role' | 'role_off' | 'state' | 'alias' | 'alias_off' | 'rename' | 'status' | 'show'
  name?: string
  /** The role, state (`active` `leave` `seconded` `retired`), alias, name or status to set, or the office or alias to take. */
  value?: string
  /** 重新转入: he was here before, or nobody said what he is; never a new member without a question. */
  back?: true
  /** 请长假到6月30日: the last day of a state. The roster keeps no end: it is told what to say on that day. */
  until?: string
  /** Effective date; left out: today. */
  date?: string
}
/** 附到 2026-学-014: the file that waits belongs to this entry. */
export interface AttachFileMeaning {
  type: 'attach_file'
  number: string
}
/** 删掉2026-学-025的照片: a picture or file is taken off its entry, which stays. */
export interface DropFileMeaning {
  type: 'drop_file'
  target: EntryTarget
  /** The second of several, as the entry's card lists them. */
  nth?: number
  /** All of them. */
  all?: boolean
}
export interface HelpMeaning {
  type: 'help'
  /** 帮助 党费: what one kind takes. */
  topic?: string
}
/** 销号 2026-问-003: a slip, a problem or a talk's follow-up was done, today or on the day said. */
export interface CloseItemMeaning {
  type: 'close_item'
  number: string
  /** Of a meeting. */
  item?: AgendaItemRef
  /** `YYYY-MM-DD`; left out: today. */
  date?: string
}
/** 确认党费 2026-费-003: the dues officer has the money that a member reported. */
export interface ConfirmDuesMeaning {
  type: 'confirm_dues'
  number: string
}
/** 有出入 2026-学-014 时间应该是周三: another's entry seems wrong. Without a number: the one that is replied to. */
export interface DisputeMeaning {
  type: 'dispute'
  number?: string
  /** What is wrong, in the member's own words; left out: he is asked. */
  text?: string
  /** 周报有出入: something that the newest digest told of. */
  digest?: true
}
/** 周报预览, 季度周报预览; 周报只发给我, 周报发到群里. */
export type DigestMeaning =
  | { type: 'digest'; wish: 'preview'; every: 'week' | 'quarter' | 'year' }
  | { type: 'digest'; wish: 'send'; to: DigestTarget }
/** 没问题 2026-学-014: what a member said about the entry was looked at, it stays as it is. */
export interface SettleDisputeMeaning {
  type: 'settle_dispute'
  number: string
}
/** 保留 2026-学-014: the message behind it was recalled, the entry stays. */
export interface KeepEntryMeaning {
  type: 'keep_entry'
  number: string
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
/** 三天后再看 2026-03 闭环: that card of the month, or the newest, comes again. */
export interface SnoozeCardMeaning {
  type: 'snooze_card'
  card?: 'plan' | 'gap' | 'closing'
  month?: string
}
/** 未开展 2026-03: a form for what is missing. 未开展 主题党日 2026-03 因防汛推迟: explained at once. */
export interface ExcuseMissingMeaning {
  type: 'excuse_missing'
  /** `YYYY-MM`, `YYYY-Qn` or `YYYY`; left out: the month it is typed in, of a duty its own period. */
  period?: string
  rule?: RuleName
  /** The secretary's own words. */
  text?: string
}
/** 约主题党日 2026-03: a plan for that duty. */
export interface PlanDutyMeaning {
  type: 'plan_duty'
  rule: RuleName
  period: string
}
/** 规则, 关闭规则 小家活动, 谈心谈话 每季度2次, 增加规则 每月1次 政治学习: what the branch is reminded of. The secretary's. */
export type RulesMeaning =
  | { type: 'rules'; ask: 'show' }
  | { type: 'rules'; ask: 'on' | 'off' | 'remove'; label: string }
  | { type: 'rules'; ask: 'need' | 'add'; label: string; every: Cadence; need: number }
/** 不记了: gives up the newest form that is still open. */
export interface DropDraftMeaning {
  type: 'drop_draft'
}
/** Who talks with whom this year: 配对图, 换一组, 约谈 陈立 周海明, 陈立和周海明不结对. The secretary's, but for the map of one's own. */
export interface TalkPairsMeaning {
  type: 'talk_pairs'
  ask: 'map' | 'next' | 'another' | 'plan' | 'record' | 'never' | 'allow' | 'never_list'
  /** Two members; of `another` the pair that was shown. */
  pair?: [string, string]
  /** `YYYY-Qn`; left out: the quarter it is typed in. */
  period?: string
}
/** 谈话时机有哪些, 谈话时机 增加 退休返聘, 六必谈今年谈了几次. The list is the secretary's to change, a count is of one's own talks. */
export interface TalkOccasionsMeaning {
  type: 'talk_occasions'
  ask: 'show' | 'add' | 'remove' | 'replace' | 'reset' | 'count'
  names?: string[]
  /** Of `count`. */
  period?: string
}
/** The State Council's notice on a year's holidays, pasted (src/core/holiday-notice.ts). */
export interface ImportHolidaysMeaning {
  type: 'import_holidays'
  /** As it was pasted. */
  text: string
}
/** 确认节假日 2027: the list that was read from the notice is right. */
export interface ConfirmHolidaysMeaning {
  type: 'confirm_holidays'
  year: number
}
/**
 * 保障期 3月20日到3月28日, 进入保障期, 保障期结束, 取消保障期, 保障期有哪些. Without `from` from today, or what the one that
 * stands began with; without `to` until it is ended. `question`: what to type, where the days could not be read.
 */
export interface SilentPeriodMeaning {
  type: 'silent_period'
  ask: 'set' | 'end' | 'cancel' | 'show'
  from?: string
  to?: string
  /** 改为: in the place of the one it overlaps, or of the only one. */
  replaces?: true
  question?: string
}
/**
 * 3月20日到28日由赵阳代理, 取消代理, 谁在代理. `to` goes with `set`; without `from` from today, or what his term began with.
 * `question`: what to type, where who or when could not be read.
 */
export interface DeputyMeaning {
  type: 'deputy'
  ask: 'set' | 'end' | 'show'
  name?: string
  from?: string
  to?: string
  question?: string
}
/** 4月1日起书记由赵阳接任, 确认交接, 取消交接, 交接清单. `question`: what to type, where who or when could not be read. */
export interface HandOverMeaning {
  type: 'hand_over'
  ask: 'propose' | 'confirm' | 'cancel' | 'list'
  name?: string
  /** First day of the successor; left out: today. */
  date?: string
  question?: string
}
/** 加入总支 CODE, 确认加入总支, 退出总支: what the branch shares with a higher committee. The secretary's. */
export interface CommitteeMeaning {
  type: 'committee'
  ask: 'join' | 'confirm' | 'leave'
  code?: string
}
/** 知道了, 明天再说, 不用提醒: to reminders of plans; without numbers those of the newest message of reminders. */
export interface AnswerReminderMeaning {
  type: 'answer_reminder'
  answer: ReminderAnswer
  numbers?: string[]
}
/** 以后别提醒我, 开启提醒. */
export interface OwnRemindersMeaning {
  type: 'own_reminders'
  on: boolean
}
/** 已办 2026-计-003, 改期 2026-计-003 4月2日, 取消计划 2026-计-003 大家都出差. */
export interface SettlePlanMeaning {
  type: 'settle_plan'
  outcome: PlanOutcome
  number: string
  /** Of 改期: when it is to be instead; left out: a form asks. */
  date?: string
  /** Of 推迟一周: by how many days from its own day; negative for an earlier one. */
  days?: number
  start?: string
  end?: string
  period?: PeriodOfDay
  /** Of 取消. */
  reason?: string
}
export interface IgnoreMeaning {
  type: 'ignore'
}

export type Meaning =
  | RecordMeaning
  | SeveralMeaning
  | ErrorMeaning
  | QuestionMeaning
  | UndoMeaning
  | AttachFileMeaning
  | DropFileMeaning
  | EditMeaning
  | QueryMeaning
  | ReportMeaning
  | RosterMeaning
  | HelpMeaning
  | CloseItemMeaning
  | ConfirmDuesMeaning
  | DisputeMeaning
  | SettleDisputeMeaning
  | KeepEntryMeaning
  | ReadTalkMeaning
  | ExplainReminderMeaning
  | RecordMissingMeaning
  | SnoozeCardMeaning
  | ExcuseMissingMeaning
  | PlanDutyMeaning
  | DropDraftMeaning
  | RulesMeaning
  | TalkPairsMeaning
  | TalkOccasionsMeaning
  | DigestMeaning
  | ImportHolidaysMeaning
  | ConfirmHolidaysMeaning
  | SilentPeriodMeaning
  | DeputyMeaning
  | HandOverMeaning
  | CommitteeMeaning
  | AnswerReminderMeaning
  | OwnRemindersMeaning
  | SettlePlanMeaning
  | TurnPageMeaning
  | SetCreditHourMeaning
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
  /**
   * What a reply (long press) replies to: the number of the entry whose receipt or whose original sentence that is, when
   * there is one. 更正 and 撤销 then mean exactly that entry, and nothing without a number.
   */
  quoted?: { number?: string; text?: string }
  /** The day the message was typed, in the branch's time zone (`YYYY-MM-DD`). */
  today: string
  /** Workdays of the sender's branch; left out: as the package knows them. */
  calendar?: Calendar
  roster: readonly Person[]
  /** Occasions of a talk that the sender's branch keeps; left out: the usual six. */
  occasions?: readonly string[]
  botName: string
}
