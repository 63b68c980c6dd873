import type { HolidayNotice } from '../src/core/holiday-notice.js'
import type { MonthData } from '../src/core/month-views.js'
import type { DigestData, DigestSpan, EntryView, EvidenceView, ObligationView } from '../src/core/views.js'

/** Data that the sample cards are made of; the people are the fictional roster of language/roster.json. */

export const SAMPLE_ZONE = 'Asia/Shanghai'
/** 2026-03-18 10:00 in Shanghai. */
export const SAMPLE_NOW = 1_773_799_200_000
export const SAMPLE_PEOPLE = ['陈立', '王敏', '李淑贤', '周海明', '赵阳', '孙小雨', '李响'] as const

export const SAMPLE_TRAINING: EntryView = {
  id: '69ba0000000000000000000a',
  branchId: '69ba00000000000000000001',
  number: '2026-学-014',
  kind: 'training',
  date: '2026-03-17',
  period: '下午',
  minutes: 120,
  title: '二十届四中全会精神',
  form: '集中学习',
  participants: SAMPLE_PEOPLE,
  absent: [],
  expected: 7,
  actual: 7,
  inferred: ['form'],
  warn: [],
  authorId: '69ba00000000000000000105',
  author: '赵阳',
  enteredAt: SAMPLE_NOW,
  late: false,
  voided: false,
}

export const SAMPLE_PICTURE: EvidenceView = {
  id: 'evidence-1',
  name: '合影.jpg',
  mediaType: 'image/jpeg',
  bytes: 240_000,
  hash: '0'.repeat(64),
  storageKey: '0'.repeat(64),
  addedAt: SAMPLE_NOW,
  addedBy: '赵阳',
}
export const SAMPLE_FILE: EvidenceView = {
  ...SAMPLE_PICTURE,
  id: 'evidence-2',
  name: '签到表.pdf',
  mediaType: 'application/pdf',
}

export const SAMPLE_THEME_DAY: EntryView = {
  ...SAMPLE_TRAINING,
  id: '69ba0000000000000000000b',
  number: '2026-党-003',
  kind: 'themeDay',
  date: '2026-03-08',
  period: undefined,
  minutes: undefined,
  creditHours: 8,
  title: '参观南湖革命纪念馆',
  form: '外出考察',
  place: '南湖革命纪念馆',
  participants: SAMPLE_PEOPLE.slice(0, 5),
  absent: [{ name: '孙小雨', reason: '发烧' }, { name: '李响' }],
  actual: 5,
  inferred: [],
  warn: ['non_workday'],
  late: true,
}

export const SAMPLE_MEETING: EntryView = {
  ...SAMPLE_TRAINING,
  id: '69ba0000000000000000000c',
  number: '2026-会-001',
  kind: 'meeting',
  date: '2026-03-02',
  period: undefined,
  minutes: undefined,
  title: '讨论孙小雨同志转正',
  form: undefined,
  subkind: '党员大会',
  host: '陈立',
  recorder: '周海明',
  participants: SAMPLE_PEOPLE.filter((name) => name !== '王敏'),
  absent: [{ name: '王敏', reason: '公出' }],
  actual: 6,
  votes: { for: 5, against: 0, abstain: 0 },
  resolution: '通过',
  inferred: [],
}

/** Two items, one of them given to somebody, and a vote that too few came to. */
export const SAMPLE_AGENDA: EntryView = {
  ...SAMPLE_MEETING,
  title: '讨论预算；落实消防整改',
  warn: ['no_quorum', 'no_majority'],
  agenda: [
    { topic: '讨论预算', decision: '通过' },
    { topic: '落实消防整改', owner: '赵阳', dueTo: '2026-03-31' },
    { topic: '采购投影仪', decision: '公开招标', votes: { for: 6 }, owner: '李响', closedOn: '2026-03-17' },
  ],
}

export const SAMPLE_SELF_STUDY: EntryView = {
  ...SAMPLE_TRAINING,
  id: '69ba0000000000000000000d',
  number: '2026-学-015',
  date: '2026-03-18',
  period: undefined,
  minutes: 45,
  title: '《论中国共产党历史》第三章',
  form: '自学',
  participants: ['赵阳'],
  expected: undefined,
  actual: undefined,
  inferred: ['date', 'attendees'],
}

export const SAMPLE_TALK: EntryView = {
  ...SAMPLE_TRAINING,
  id: '69ba0000000000000000000e',
  number: '2026-谈-003',
  kind: 'talk',
  date: '2026-03-17',
  period: '下午',
  minutes: 30,
  title: '谈心谈话 陈立—孙小雨',
  form: undefined,
  subkind: '谈心谈话',
  participants: ['陈立', '孙小雨'],
  expected: undefined,
  actual: undefined,
  talker: '陈立',
  partner: '孙小雨',
  followupDue: '2026-03-31',
  inferred: ['kind'],
  authorId: '69ba00000000000000000101',
  author: '陈立',
}

const MARCH = {
  every: 'month',
  because: '适用于所有支部',
  window: { from: '2026-03-01', to: '2026-03-31' },
  planned: [],
} as const
const SPRING = {
  every: 'quarter',
  because: '适用于所有支部',
  window: { from: '2026-01-01', to: '2026-03-31' },
  planned: [],
} as const

export const SAMPLE_OBLIGATIONS: readonly ObligationView[] = [
  {
    rule: 'theme-day-month',
    ...MARCH,
    period: '2026-03',
    label: '主题党日',
    basis: '《中国共产党支部工作条例（试行）》',
    need: 1,
    have: 1,
    met: true,
    entries: [{ ...SAMPLE_THEME_DAY, date: '2026-03-05' }],
  },
  {
    rule: 'training-month',
    ...MARCH,
    period: '2026-03',
    label: '培训',
    basis: '支部承诺（每月一次培训）',
    need: 1,
    have: 1,
    met: true,
    entries: [{ ...SAMPLE_TRAINING, date: '2026-03-10', category: '实务操作' }],
  },
  {
    rule: 'general-meeting-quarter',
    ...SPRING,
    period: '2026-Q1',
    label: '党员大会',
    basis: '《中国共产党支部工作条例（试行）》',
    need: 1,
    have: 0,
    met: false,
    entries: [],
  },
  {
    rule: 'talks-quarter',
    ...SPRING,
    period: '2026-Q1',
    label: '谈心谈话',
    basis: '支部承诺（季度）',
    need: 3,
    have: 1,
    met: false,
    entries: [SAMPLE_TALK],
  },
]

export const SAMPLE_MONTH: MonthData = {
  branch: { id: '69ba00000000000000000001', name: '人力资源部党支部' },
  month: '2026-03',
  today: '2026-03-25',
  workdaysLeft: 5,
  duties: SAMPLE_OBLIGATIONS,
  matters: [],
  unconfirmed: 0,
  warnings: [],
  plans: { done: 5, total: 6 },
  incomplete: [{ number: '2026-学-014', missing: ['主讲人'] }],
}

export const SAMPLE_DIGEST: DigestData = {
  branch: SAMPLE_MONTH.branch,
  from: '2026-03-16',
  to: '2026-03-20',
  counts: [
    { label: '集中学习', count: 1 },
    { label: '主题影片', count: 1 },
  ],
  minutes: 270,
  talkCount: 0,
  entryIds: [],
  lateCount: 0,
  thanks: [{ name: '孙小雨', what: '微党课《青年党员的初心》' }],
  upcoming: [{ date: '2026-03-26', time: '14:00', label: '主题党日', topic: '清明祭英烈' }],
  spans: [],
  calendarKnown: true,
}

export const SAMPLE_SPAN: DigestSpan = {
  span: '2026-Q1',
  counts: [
    { label: '集中学习', count: 6 },
    { label: '主题影片', count: 2 },
    { label: '微党课', count: 3 },
    { label: '党员大会', count: 1 },
    { label: '主题党日', count: 3 },
    { label: '服务质量处罚单', count: 2, unit: '张' },
  ],
  minutes: 1890,
  talkCount: 5,
}

export const SAMPLE_NOTICE: HolidayNotice = {
  year: 2026,
  holidays: [
    { festivals: ['元旦'], rest: ['2026-01-01', '2026-01-02', '2026-01-03'], work: ['2026-01-04'] },
    { festivals: ['端午节'], rest: ['2026-06-19', '2026-06-20', '2026-06-21'], work: [] },
    { festivals: ['国庆节', '中秋节'], rest: ['2026-10-01'], work: ['2026-09-20', '2026-10-10'] },
  ],
}
