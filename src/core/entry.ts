/** Kinds of ledger entry (contract.md). */
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

/** Kinds that the bot keeps: all of them. */
export const KEPT_KINDS = ENTRY_KINDS
export type KeptKind = EntryKind

export const KIND_LABELS: Readonly<Record<EntryKind, string>> = {
  training: '培训',
  talk: '谈心谈话',
  meeting: '会议',
  themeDay: '主题党日',
  activity: '活动',
  volunteer: '志愿服务',
  donation: '捐款',
  honour: '荣誉',
  qualitySlip: '质量单',
  projectEvent: '项目活动',
  plan: '计划',
  problem: '问题清单',
  dues: '党费',
  commitment: '承诺',
  metric: '指标',
  spotCheck: '抽查测试',
  analysis: '思想状况分析',
}

/** The character that stands for the kind in an entry's number, as in 2026-学-014. Each is used by one kind only. */
export const KIND_MARKS: Readonly<Record<EntryKind, string>> = {
  training: '学',
  talk: '谈',
  meeting: '会',
  themeDay: '党',
  activity: '活',
  volunteer: '志',
  donation: '捐',
  honour: '荣',
  qualitySlip: '单',
  projectEvent: '项',
  plan: '计',
  problem: '问',
  dues: '费',
  commitment: '诺',
  metric: '数',
  spotCheck: '查',
  analysis: '析',
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

/** Closed values of the other kinds, all from language/SCHEMA.md §3. */
export const ACTIVITY_KINDS = ['工会小家活动', '走访慰问', '交流互访', '外出保障'] as const
export type ActivityKind = (typeof ACTIVITY_KINDS)[number]
export const SLIP_KINDS = ['服务质量处罚单', '提醒整改单', '奖励单', '即日检查反馈单', '月汇总单'] as const
export type SlipKind = (typeof SLIP_KINDS)[number]
/** The days on which a project began and was accepted (domain.md P11): ours beside SCHEMA's. */
export const PROJECT_DAY_KINDS = ['项目启动', '项目验收'] as const
export const PROJECT_EVENT_KINDS = [
  '启动会',
  '推进会',
  '实务培训',
  '内审会议',
  '线上答题',
  ...PROJECT_DAY_KINDS,
] as const
export type ProjectEventKind = (typeof PROJECT_EVENT_KINDS)[number]
export const PROBLEM_SOURCES = ['班子指出', '部门及员工提出', '支部自查'] as const
export type ProblemSource = (typeof PROBLEM_SOURCES)[number]
export const COMMITMENT_KINDS = ['支部特色', '书记项目', '党员风采'] as const
export type CommitmentKind = (typeof COMMITMENT_KINDS)[number]
export const SPOT_CHECK_KINDS = ['抽查', '测试'] as const
export type SpotCheckKind = (typeof SPOT_CHECK_KINDS)[number]
export const PLAN_KINDS = ['theme_day', 'training', 'meeting', 'talk', 'activity'] as const
export type PlanKind = (typeof PLAN_KINDS)[number]
/** What a training was about (domain.md P15). */
export const TRAINING_CATEGORIES = ['政治理论', '业务技能', '政策解析', '实务操作'] as const
/** Who issued a document that was learnt (domain.md P2). */
export const DOCUMENT_LEVELS = ['中央', '省委', '局'] as const

export const PERIODS_OF_DAY = ['上午', '中午', '下午', '晚上'] as const
export type PeriodOfDay = (typeof PERIODS_OF_DAY)[number]

export const ROLES = ['secretary', 'organization', 'dues', 'ledger', 'member'] as const
export type Role = (typeof ROLES)[number]
export type MemberStatus = 'full' | 'probationary'
export type MemberState = 'active' | 'leave' | 'seconded' | 'retired'

export const isEntryKind = (kind: string): kind is EntryKind => (ENTRY_KINDS as readonly string[]).includes(kind)

/** An entry kind as SCHEMA names the record type; the two differ in two names (contract.md "Understanding"). */
export const typeOfKind = (kind: EntryKind): string =>
  kind === 'themeDay' ? 'theme_day' : kind === 'spotCheck' ? 'spot_check' : kind
export const kindOfType = (type: string): EntryKind | undefined => {
  const kind = type === 'theme_day' ? 'themeDay' : type === 'spot_check' ? 'spotCheck' : type
  return isEntryKind(kind) ? kind : undefined
}
