import {
  civilDateAt,
  civilTimeAt,
  dayOf,
  formatChinese,
  monthNumberOf,
  weekdayName,
  weekdayOf,
} from '../../src/core/civil-date.js'
import { KIND_LABELS } from '../../src/core/entry.js'
import type { RecordType } from '../../src/core/meaning.js'
import type { EntryView } from '../../src/core/views.js'

/** Said beside every field that the bot filled in and nobody said (moments.md §1). */
export const DEFAULT_MARK = '「默认」'

/** Chinese names of SCHEMA fields, for labels of forms, marks and 「缺主讲人」. */
export const FIELD_LABELS: Readonly<Record<string, string>> = {
  date: '日期',
  end_date: '结束日期',
  start: '开始时间',
  end: '结束时间',
  period: '时段',
  minutes: '时长',
  credit_hours: '学时',
  duration: '时长',
  form: '形式',
  kind: '类别',
  category: '内容分类',
  campaign: '专项',
  topic: '主题',
  place: '地点',
  lecturer: '主讲人',
  audience: '听众',
  speciality: '专长',
  host: '主持人',
  recorder: '会议记录',
  attendees: '参加人员',
  absent: '缺席人员',
  absent_reason: '缺席原因',
  expected: '应到人数',
  actual: '实到人数',
  votes: '表决',
  resolution: '决议',
  agenda: '分项议题',
  note: '备注',
  talker: '谈话人',
  partner: '谈话对象',
  together: '怎么谈的',
  occasion: '谈话时机',
  followup: '后续跟进',
  followup_due: '跟进期限',
  problem: '问题',
  post: '岗位',
  prize: '奖项',
  winners: '获奖人',
  count: '数量',
  department: '部门',
  measure: '整改措施',
  owner: '责任人',
  source: '来源',
  due_to: '期限',
  closed_on: '完成日期',
  project: '项目',
  who: '承诺人',
  month: '月份',
  items: '明细',
  open: '未销号数',
  planned: '计划',
  progress: '进展',
  total: '合计',
  amount: '金额',
  paid_on: '缴纳日期',
  result: '结果',
  score: '得分',
  document: '学习文件',
  level: '文件级别',
  remind: '提醒',
  remind_all: '提醒大家',
  replaces: '原定日期',
  content: '内容',
}

/** What a record is called where its form or kind isn't known yet. */
export const RECORD_TYPE_LABELS: Readonly<Record<RecordType, string>> = {
  training: '培训',
  meeting: '会议',
  theme_day: '主题党日',
  talk: '谈话',
  activity: '活动',
  volunteer: '志愿服务',
  donation: '捐款',
  honour: '荣誉',
  qualitySlip: '质量单',
  projectEvent: '项目活动',
  problem: '问题清单',
  commitment: '承诺',
  dues: '党费',
  spot_check: '抽查测试',
  metric: '指标',
  analysis: '思想状况分析',
  plan: '计划',
}

/** Chinese name of a field; the name itself for one we have no word for. */
export const fieldLabel = (field: string): string => FIELD_LABELS[field] ?? field

/** 3月17日, without the weekday. */
export const monthDay = (date: string): string => `${monthNumberOf(date)}月${dayOf(date)}日`

/** 90 → 1.5小时, 150 → 2.5小时, 100 → 1小时40分钟, 45 → 45分钟. */
export function durationText(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${rest}分钟`
  if (rest === 0) return `${hours}小时`
  return rest === 30 ? `${hours}.5小时` : `${hours}小时${rest}分钟`
}

/** What stands before the dot in a receipt's title: the form, the kind of meeting or talk. */
export function kindText(entry: EntryView): string {
  if (entry.kind === 'training') return entry.form ?? KIND_LABELS.training
  if (entry.kind === 'themeDay') return KIND_LABELS.themeDay
  return entry.subkind ?? KIND_LABELS[entry.kind]
}

/** 3月18日 10:05. */
export function momentText(epochMs: number, timezone: string): string {
  return `${monthDay(civilDateAt(epochMs, timezone))} ${civilTimeAt(epochMs, timezone)}`
}

/** 3月8日是周日; a holiday in the middle of the week has no better name here than 休息日. */
export function restDayText(date: string): string {
  return `${monthDay(date)}是${weekdayOf(date) >= 6 ? weekdayName(date) : '休息日'}`
}

/** 3月17日（周二）, or both ends of several days. */
export function dateText(date: string, endDate?: string, today?: string): string {
  return endDate ? `${formatChinese(date, today)}—${formatChinese(endDate, today)}` : formatChinese(date, today)
}

const TITLE_LIMIT = 40 // a card's head is one or two lines on a phone

/** A topic as a card's head can hold it. */
export function headText(topic: string): string {
  const characters = [...topic.replace(/\s+/gu, ' ').trim()]
  return characters.length > TITLE_LIMIT ? `${characters.slice(0, TITLE_LIMIT - 1).join('')}…` : characters.join('')
}
