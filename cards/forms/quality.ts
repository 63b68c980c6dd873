import { PROBLEM_SOURCES, SLIP_KINDS, SPOT_CHECK_KINDS } from '../../src/core/entry.js'
import { DATE, type FieldDefinition, NOTE, TOPIC } from './definition.js'

/** Forms of slips, problems, checks and counts (SCHEMA §3; domain.md P14, P16, P19). */

const DEPARTMENT: FieldDefinition = { name: 'department', type: 'text' }
const DUE_TO: FieldDefinition = { name: 'due_to', type: 'date', reads: 'deadline', label: '整改期限' }
const CLOSED_ON: FieldDefinition = { name: 'closed_on', type: 'date', label: '完成日期', shown: 'rarely' }

export const QUALITY_SLIP: readonly FieldDefinition[] = [
  { name: 'kind', type: 'select', label: '单子种类', choices: SLIP_KINDS, required: true },
  DATE,
  { name: 'count', type: 'text', reads: 'count', numeric: true, label: '张数' },
  DEPARTMENT,
  { name: 'problem', type: 'text', multiline: true },
  DUE_TO,
  CLOSED_ON,
  NOTE,
]

export const PROBLEM: readonly FieldDefinition[] = [
  { name: 'source', type: 'select', label: '问题来源', choices: PROBLEM_SOURCES, required: true },
  { name: 'problem', type: 'text', multiline: true, required: true },
  { name: 'measure', type: 'text', label: '整改措施', multiline: true },
  { name: 'owner', type: 'select', label: '责任人' },
  DUE_TO,
  CLOSED_ON,
  { ...DATE, required: false, label: '提出日期', shown: 'rarely' },
  NOTE,
]

export const SPOT_CHECK: readonly FieldDefinition[] = [
  { name: 'kind', type: 'select', choices: SPOT_CHECK_KINDS, required: true },
  DATE,
  { ...DEPARTMENT, label: '受检部门' },
  { ...TOPIC, required: false, label: '内容' },
  { name: 'result', type: 'text', label: '结果' },
  { name: 'score', type: 'text', reads: 'score', label: '得分' },
  NOTE,
]

export const METRIC: readonly FieldDefinition[] = [
  { name: 'period', type: 'text', reads: 'span', label: '期间', placeholder: '如 2026-03、2026-Q1', required: true },
  {
    name: 'items',
    type: 'text',
    reads: 'counts',
    label: '数量（每行一项）',
    placeholder: '提醒整改单 3',
    multiline: true,
  },
  {
    name: 'planned',
    type: 'text',
    reads: 'counts',
    label: '计划数量（每行一项）',
    placeholder: '集中学习 12',
    multiline: true,
    shown: 'if-said',
  },
  {
    name: 'open',
    type: 'text',
    reads: 'counts',
    label: '其中未销号（每行一项）',
    placeholder: '提醒整改单 1',
    multiline: true,
    shown: 'rarely',
  },
  NOTE,
]
