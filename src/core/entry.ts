/** Kinds of ledger entry (contract.md). This version records the first four; the others are named so that nothing drifts. */
export const ENTRY_KINDS = [
  'training',
  'talk',
  'meeting',
  'themeDay',
  'activity',
  'volunteer',
  'donation',
  'honour',
  'qualitySlip',
  'projectEvent',
  'plan',
  'problem',
  'dues',
  'commitment',
  'metric',
  'spotCheck',
  'analysis',
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** Kinds that the bot keeps today. */
export const KEPT_KINDS = ['training', 'talk', 'meeting', 'themeDay'] as const
export type KeptKind = (typeof KEPT_KINDS)[number]

export const isKeptKind = (kind: string): kind is KeptKind => (KEPT_KINDS as readonly string[]).includes(kind)

export const KIND_LABELS: Readonly<Record<KeptKind, string>> = {
  training: '培训',
  talk: '谈心谈话',
  meeting: '会议',
  themeDay: '主题党日',
}

/** The character that stands for the kind in an entry's number, as in 2026-学-014. */
export const KIND_MARKS: Readonly<Record<KeptKind, string>> = {
  training: '学',
  talk: '谈',
  meeting: '会',
  themeDay: '党',
}

/** Forms of training (language/SCHEMA.md §3; domain.md P4). */
export const TRAINING_FORMS = [
  '集中学习',
  '线上学习',
  '自学',
  '外出考察',
  '专题讲座',
  '主题影片',
  '微党课',
  '专题党课',
  '业务培训',
  '人人都是培训师',
  '第一课',
  '研讨',
] as const
export type TrainingForm = (typeof TRAINING_FORMS)[number]

export const TALK_KINDS = ['谈心谈话', '廉政谈话', '提醒谈话'] as const
export type TalkKind = (typeof TALK_KINDS)[number]

export const MEETING_KINDS = ['党员大会', '支委会', '党小组会', '组织生活会', '民主评议党员'] as const
export type MeetingKind = (typeof MEETING_KINDS)[number]

export const PERIODS_OF_DAY = ['上午', '中午', '下午', '晚上'] as const
export type PeriodOfDay = (typeof PERIODS_OF_DAY)[number]

export const ROLES = ['secretary', 'organization', 'dues', 'ledger', 'member'] as const
export type Role = (typeof ROLES)[number]
export type MemberStatus = 'full' | 'probationary'
export type MemberState = 'active' | 'leave' | 'seconded' | 'retired'

export const isEntryKind = (kind: string): kind is EntryKind => (ENTRY_KINDS as readonly string[]).includes(kind)
