import { COMMITMENT_KINDS, PLAN_KINDS, type PlanKind, TALK_KINDS, TRAINING_FORMS } from '../../src/core/entry.js'
import { DATE, DURATION, type FieldDefinition, NOTE, PLACE, TOPIC, WHEN } from './definition.js'

/** Forms of talks, plans, money, honours and what is said of a span (SCHEMA §3). */

export const TALK: readonly FieldDefinition[] = [
  { name: 'kind', type: 'select', choices: TALK_KINDS, required: true },
  { name: 'talker', type: 'select', required: true },
  { name: 'partner', type: 'multiselect', reads: 'together', label: '谈话对象（一起谈的都选上）', required: true },
  {
    name: 'together',
    type: 'select',
    reads: 'together',
    label: '一起谈的，还是分别谈的',
    choices: [
      { value: 'jointly', text: '一起谈的，记一条' },
      { value: 'severally', text: '分别谈的，每人记一条' },
    ],
    shown: 'if-said',
  },
  ...WHEN,
  { name: 'occasion', type: 'select', from: 'occasions', label: '谈话时机（可不选，对方可见）', shown: 'rarely' },
  { name: 'topic', type: 'text', label: '谈话内容（可不填，对方可见）', multiline: true },
  { name: 'problem', type: 'text', label: '反映的问题（对方可见）', multiline: true, shown: 'if-said' },
  { name: 'place', type: 'text', label: '地点（对方可见）', shown: 'rarely' },
  { name: 'note', type: 'text', label: '备注（对方可见）', multiline: true, shown: 'if-said' },
  { name: 'followup', type: 'text', reads: 'together', label: '后续跟进（可不填，对方可见）' },
  { name: 'followup_due', type: 'date', reads: 'together' },
]

/** What the talk's content is made of: a person who is not one of the two never gets it back (moments.md §4). */
export const TALK_CONTENT_FIELDS = ['occasion', 'topic', 'problem', 'place', 'note', 'followup'] as const

/** What is planned, in the words of a card. */
export const PLAN_LABELS: Readonly<Record<PlanKind, string>> = {
  theme_day: '主题党日',
  training: '培训',
  meeting: '会议',
  talk: '谈心谈话',
  activity: '活动',
}

export const PLAN: readonly FieldDefinition[] = [
  {
    name: 'kind',
    type: 'select',
    label: '计划什么',
    choices: PLAN_KINDS.map((value) => ({ value, text: PLAN_LABELS[value] })),
    required: true,
  },
  { ...DATE, reads: 'coming', required: false, label: '哪一天' },
  { name: 'due_to', type: 'date', reads: 'deadline', label: '或最晚哪一天' },
  { name: 'period', type: 'select', choices: ['上午', '中午', '下午', '晚上'], shown: 'rarely' },
  { name: 'start', type: 'text', reads: 'clock', placeholder: '如 14:00' },
  { name: 'end', type: 'text', reads: 'clock', placeholder: '如 16:00', shown: 'if-said' },
  { ...DURATION, shown: 'if-said' },
  { ...TOPIC, required: false },
  { ...PLACE, shown: undefined },
  { name: 'talker', type: 'select', label: '谈话人（计划谈话时）', shown: 'if-said', privateOnly: true },
  { name: 'partner', type: 'select', label: '谈话对象（计划谈话时）', shown: 'rarely', privateOnly: true },
  { name: 'form', type: 'select', label: '培训形式', choices: TRAINING_FORMS, shown: 'if-said' },
  { name: 'lecturer', type: 'text', label: '主讲人（到时私聊提醒）', shown: 'if-said' },
  { name: 'remind', type: 'select', reads: 'yes', choices: ['是'], label: '到时私聊提醒我' },
  { name: 'remind_all', type: 'select', reads: 'yes', choices: ['是'], label: '到时私聊提醒大家' },
  { name: 'replaces', type: 'date', reads: 'deadline', label: '原定日期', shown: 'if-said' },
  NOTE,
]

export const HONOUR: readonly FieldDefinition[] = [
  { ...TOPIC, required: false, label: '赛事或评选（带主办单位）' },
  { name: 'prize', type: 'text', required: true, placeholder: '如 二等奖' },
  { name: 'winners', type: 'text', reads: 'names', label: '获奖人（集体获奖可不填）', placeholder: '多人用、隔开' },
  { ...DATE, required: false, label: '获奖日期' },
  NOTE,
]

export const DONATION: readonly FieldDefinition[] = [
  { ...TOPIC, required: false, label: '捐款事由' },
  DATE,
  { name: 'actual', type: 'text', reads: 'count', numeric: true, label: '捐款人数' },
  { name: 'total', type: 'text', reads: 'yuan', label: '合计（元）' },
  {
    name: 'items',
    type: 'text',
    reads: 'amounts',
    label: '各人金额（可不填，每行一人）',
    placeholder: '陈立 100',
    multiline: true,
    privateOnly: true,
  },
  NOTE,
]

export const DUES: readonly FieldDefinition[] = [
  { name: 'month', type: 'text', reads: 'month', label: '哪个月的党费', placeholder: '如 2026-03', required: true },
  {
    name: 'items',
    type: 'text',
    reads: 'dues',
    label: '各人金额（每行一人）',
    placeholder: '陈立 125',
    multiline: true,
    required: true,
    privateOnly: true,
  },
  { name: 'total', type: 'text', reads: 'yuan', label: '合计（元）', shown: 'rarely', privateOnly: true },
  { name: 'paid_on', type: 'date', label: '缴纳日期', shown: 'rarely' },
  NOTE,
]

export const COMMITMENT: readonly FieldDefinition[] = [
  { name: 'kind', type: 'select', choices: COMMITMENT_KINDS, required: true },
  { name: 'who', type: 'select', label: '承诺人', required: true },
  { name: 'period', type: 'text', reads: 'year', label: '年度', placeholder: '如 2026', required: true },
  { ...TOPIC, label: '承诺内容', multiline: true },
]

export const ANALYSIS: readonly FieldDefinition[] = [
  { name: 'period', type: 'text', reads: 'quarter', label: '季度', placeholder: '如 2026-Q1', required: true },
  { ...TOPIC, label: '分析研判', multiline: true },
]
