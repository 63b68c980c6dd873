import type { EntryKind, KeptKind, MemberState, MemberStatus, PeriodOfDay, Role } from './entry.js'
import type { Calendar } from './workdays.js'

/** Plain pictures of what the ledger holds: what `src/ledger` returns, handlers pass on and cards show. Dates are `YYYY-MM-DD`. */
export interface BranchView {
  readonly id: string
  readonly name: string
  readonly timezone: string
  readonly platform: 'feishu' | 'dingtalk'
  readonly chatId: string
  /** The bot was removed from the group: nothing is sent there until it is added again. */
  readonly chatClosed: boolean
  readonly settings: BranchSettings
  /** Its workdays: the package's years and the lists that its secretary imported. */
  readonly calendar: Calendar
  /** 保障期: days on which nothing unasked is said. Set in private, never announced, in no answer but the secretary's own. */
  readonly silentPeriods: readonly SilentPeriod[]
  /** Who stands in for a secretary on leave, and when; left out: nobody ever did. */
  readonly deputies?: readonly DeputyTerm[]
  /** Oldest first. */
  readonly handovers?: readonly HandoverView[]
  /** Where its digests go; left out: into the group. */
  readonly digestTo?: DigestTarget
  /** Civil epoch ms at which the branch was created here. */
  readonly createdAt: number
}

export type DigestTarget = 'group' | 'secretary'

/** First and last day (`YYYY-MM-DD`) of a 保障期. */
export interface SilentPeriod {
  readonly from: string
  readonly to: string
}

/** The office passes from one member to another as of a day, once both have said so. */
export interface HandoverView {
  readonly id: string
  /** Left out: the operator entered another secretary, and the former one is gone. */
  readonly fromId?: string
  readonly toId: string
  /** First day of the new secretary. */
  readonly on: string
  /** `off`: both had agreed, and on its day one of the two was no longer what he was. */
  readonly state: 'proposed' | 'done' | 'cancelled' | 'off'
  /** Of the two. */
  readonly confirmedBy: readonly string[]
  /** Civil epoch ms at which its people were told what came of it. */
  readonly toldAt?: number
}

/** Days on which somebody was secretary; without `until` (the first day after it) he is. */
export interface SecretaryTerm {
  readonly from: string
  readonly until?: string
}

/** On these days (`YYYY-MM-DD`, both included) a member gets a secretary's cards in his place (moments.md §5). */
export interface DeputyTerm extends SilentPeriod {
  readonly memberId: string
  /** Whose cards. */
  readonly secretaryId: string
}

export interface BranchSettings {
  /** Talks the branch promised per quarter (domain.md P17; the branch's own promise, not the regulation's). */
  readonly talksPerQuarter: number
  /** Workdays after the event within which an entry is not late (domain.md §2.1, local rules: three). */
  readonly lateAfterWorkdays: number
  /** How long one 学时 is: 45, 50 or 60 minutes. No regulation says (domain.md R12). */
  readonly minutesPerCreditHour: number
  /**
   * Up to so many members every pair talks once a year; above, each member with a committee member and with another one
   * (moments.md §4).
   */
  readonly talkPairsUpTo: number
  /** Occasions on which one talks with a member; left out: the usual six (src/core/talk-occasions.ts). */
  readonly talkOccasions?: readonly string[]
}

export interface MemberView {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly roles: readonly Role[]
  readonly status: MemberStatus
  readonly state: MemberState
  /** Absent: the member has no account on the platform. */
  readonly platformUserId?: string
  readonly post?: string
  readonly birthDate?: string
  readonly education?: string
  readonly since?: string
  /** He wants no reminder of his own (以后别提醒我). */
  readonly remindersOff?: boolean
  /** Left out: never, or always as far as the books go back (his `roles` say which). */
  readonly secretaryTerms?: readonly SecretaryTerm[]
  /** Set once the member left the branch; kept for the entries he is in. */
  readonly leftOn?: string
}

export interface AbsenceView {
  readonly name: string
  readonly reason?: string
}

export interface NamedCount {
  readonly name: string
  readonly count: number
}

export interface AgendaItem {
  readonly topic: string
  readonly decision?: string
  readonly votes?: { readonly for?: number; readonly against?: number; readonly abstain?: number }
  readonly owner?: string
  readonly dueTo?: string
  /** The day on which it was carried out. */
  readonly closedOn?: string
}

export interface EvidenceView {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  /** SHA-256 of the file, hex. */
  readonly hash: string
  readonly addedAt: number
  readonly addedBy: string
  /** Where its bytes lie in the file store. */
  readonly storageKey: string
}

/** One change of an entry: before → after, by SCHEMA field names. */
export interface ChangeView {
  readonly at: number
  readonly by: string
  readonly fields: readonly { readonly field: string; readonly before?: string; readonly after?: string }[]
}

/** One ledger entry as everybody who may see the ledger may see it: talk content is never in it. */
export interface EntryView {
  readonly id: string
  readonly branchId: string
  readonly number: string
  readonly kind: KeptKind
  readonly date: string
  readonly endDate?: string
  readonly start?: string
  readonly end?: string
  readonly period?: PeriodOfDay
  readonly minutes?: number
  readonly creditHours?: number
  readonly approx?: boolean
  /** Topic, or kind and pair for a talk. */
  readonly title: string
  /** Training form; for a theme day the form said. */
  readonly form?: string
  /** The kind within the kind, by SCHEMA's closed values: of a talk, meeting, activity, slip, project event, problem (its source), commitment, check, plan. */
  readonly subkind?: string
  readonly category?: string
  readonly campaign?: string
  readonly place?: string
  readonly lecturer?: string
  readonly host?: string
  readonly recorder?: string
  readonly participants: readonly string[]
  readonly absent: readonly AbsenceView[]
  readonly expected?: number
  readonly actual?: number
  readonly votes?: { readonly for?: number; readonly against?: number; readonly abstain?: number }
  readonly resolution?: string
  readonly note?: string
  readonly audience?: string
  /** What the lecturer is good at, of an internal lecture (domain.md P6). */
  readonly speciality?: string
  readonly document?: string
  readonly level?: string
  /** Agenda of a meeting, with what was decided. */
  readonly agenda?: readonly AgendaItem[]
  /** 志愿服务: the 岗. */
  readonly post?: string
  readonly prize?: string
  readonly winners?: readonly string[]
  readonly count?: number
  readonly department?: string
  readonly problem?: string
  readonly measure?: string
  readonly owner?: string
  /** When it must be done, and when it was. */
  readonly dueTo?: string
  readonly closedOn?: string
  readonly project?: string
  /** A commitment's member. */
  readonly who?: string
  /** `2026`, `2026-H1`, `2026-Q1` or `2026-03`: of a commitment, metric, analysis, and of dues their month. */
  readonly span?: string
  readonly metrics?: readonly NamedCount[]
  readonly openMetrics?: readonly NamedCount[]
  /** What is meant to be held in the span, by form or category of training. */
  readonly plannedMetrics?: readonly NamedCount[]
  /** Of a commitment, oldest first: the day, what was said, and by whom. */
  readonly progress?: readonly { readonly on: string; readonly text: string; readonly by: string }[]
  readonly result?: string
  readonly score?: number
  /** Fen. The sum may be told to members; what one person gave or paid may not: it is never in a view (`amountsFor`). */
  readonly totalFen?: number
  /** Who gave or paid, without amounts. */
  readonly payers?: readonly string[]
  readonly paidOn?: string
  /** The dues officer has not confirmed it yet. */
  readonly unconfirmed?: boolean
  /** Of a plan. */
  readonly planState?: 'open' | 'done' | 'moved' | 'cancelled'
  /** Of a cancelled plan, in the words of whoever cancelled it; not for a group. */
  readonly cancelReason?: string
  /** Number of the entry that carried a plan out. */
  readonly doneBy?: string
  readonly remind?: boolean
  /** Everybody who is to come is reminded, each in private. */
  readonly remindAll?: boolean
  /** Pictures and files that prove it. */
  readonly evidence?: readonly EvidenceView[]
  /** Changes after it was recorded, oldest first. */
  readonly changes?: readonly ChangeView[]
  /** Talks only: the two. */
  readonly talker?: string
  readonly partner?: string
  /** Of a talk held with several together: all of them, `partner` is the first. */
  readonly partners?: readonly string[]
  readonly followupDue?: string
  /** SCHEMA field names that the bot filled in. */
  readonly inferred: readonly string[]
  /** Warning codes of SCHEMA §2, such as `non_workday`. */
  readonly warn: readonly string[]
  readonly authorId: string
  readonly author: string
  /** Civil epoch ms of the message or tap that recorded it. */
  readonly enteredAt: number
  readonly late: boolean
  readonly voided: boolean
  /** Name of the member who voided it. */
  readonly voidedBy?: string
  /** Civil epoch ms. */
  readonly voidedAt?: number
}

/** Sealed part of a talk, opened for one of its named people. */
export interface TalkContent {
  /** Why it was held, by the branch's list. */
  readonly occasion?: string
  readonly topic?: string
  readonly problem?: string
  readonly place?: string
  readonly note?: string
  readonly followup?: string
}

/** One of `RULES` (src/ledger/rules), or `own-…` for a rule that the branch added itself. */
export type RuleName = string

export type Cadence = 'month' | 'quarter' | 'year'

/** One thing that must exist by when, for one branch and period (`2026-03`, `2026-Q1` or `2026`). */
export interface ObligationView {
  readonly rule: RuleName
  readonly every: Cadence
  readonly period: string
  readonly label: string
  /** Why: the regulation's full name, or 支部承诺. Never an article number that the operator has not confirmed. */
  readonly basis: string
  /** Why it concerns this branch, in a few words: 「正式党员满7人，设支委会」. */
  readonly because: string
  /**
   * First and last day on which it is expected: a part of the period (第四季度, 一月) or all of it. Before it nothing is
   * missing (`isMissingOn` in src/core/missing.ts); what comes later in the period meets it all the same.
   */
  readonly window: { readonly from: string; readonly to: string }
  /** What `need` and `have` count, where it isn't entries: members who did, or pairs that talked. */
  readonly unit?: '人' | '对'
  readonly need: number
  readonly have: number
  readonly met: boolean
  /** 本月未开展: the secretary's explanation. It stays missing, visibly. */
  readonly excuse?: string
  /** Days planned for it that have not come or were not carried out yet, nearest first. */
  readonly planned: readonly { readonly number: string; readonly date: string; readonly topic?: string }[]
  /** Not voided entries that meet it, oldest first. */
  readonly entries: readonly EntryView[]
  /** Its record is another's to make, by his office: its reader is offered no form for it. */
  readonly isOthers?: true
}

/** What the week's digest says. Never: who is missing, rates, one person's hours, money, a talk beyond the count. */
export interface DigestData extends WeekDigest {
  /** What the branch has planned together for the next week in which anybody works. */
  readonly upcoming: readonly UpcomingPlan[]
  /** Quarters and years that ended since, each told of once. */
  readonly spans: readonly DigestSpan[]
}

/** The digest's own days: a week, or several merged. */
export interface WeekDigest extends DigestCounts {
  readonly branch: Pick<BranchView, 'id' | 'name'>
  /** First and last day covered; more than one week when weeks were merged. */
  readonly from: string
  readonly to: string
  /** Of earlier days, and in no digest so far. */
  readonly lateCount: number
  /** Entries it tells of, so that none is told twice. */
  readonly entryIds: readonly string[]
  /** Lecturers, volunteers and prize winners, with what they did; `did` left out: 讲. */
  readonly thanks: readonly { readonly name: string; readonly did?: '参加' | '获'; readonly what: string }[]
  readonly calendarKnown: boolean
}

/** What a stretch of time holds, as counts only. */
export interface DigestCounts {
  readonly counts: readonly { readonly label: string; readonly count: number; readonly unit?: '张' | '项' }[]
  /** Minutes of all trainings and theme days together. */
  readonly minutes: number
  readonly talkCount: number
}

/** The counts of a quarter (`2026-Q1`) or year (`2026`). */
export interface DigestSpan extends DigestCounts {
  readonly span: string
  /** Last day counted, while the span is not over. */
  readonly until?: string
}

/** A group event to come: never a talk, and nothing that one person plans for himself. */
export interface UpcomingPlan {
  /** Its day, or the day before which it is to take place. */
  readonly date: string
  readonly isDeadline?: boolean
  /** `14:00`, or 下午. */
  readonly time?: string
  /** 主题党日. */
  readonly label: string
  readonly topic?: string
}

export type { EntryKind }
