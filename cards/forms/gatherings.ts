import {
  ACTIVITY_KINDS,
  DOCUMENT_LEVELS,
  MEETING_KINDS,
  PROJECT_EVENT_KINDS,
  TRAINING_CATEGORIES,
  TRAINING_FORMS,
} from '../../src/core/entry.js'
import { type FieldDefinition, NOTE, PEOPLE, PLACE, TOPIC, WHEN } from './definition.js'

/** Forms of what people come together for (SCHEMA §3; columns of the paper books: domain.md §2.1, §3.2). */

const HOST: FieldDefinition = { name: 'host', type: 'select' }
const RECORDER: FieldDefinition = { name: 'recorder', type: 'select' }
const RESOLUTION: FieldDefinition = { name: 'resolution', type: 'text', multiline: true }
const rarely = (field: FieldDefinition): FieldDefinition => ({ ...field, shown: 'rarely' })

export const TRAINING: readonly FieldDefinition[] = [
  TOPIC,
  { name: 'form', type: 'select', choices: TRAINING_FORMS },
  ...WHEN,
  { name: 'lecturer', type: 'text' },
  ...PEOPLE,
  PLACE,
  { name: 'category', type: 'select', choices: TRAINING_CATEGORIES, shown: 'rarely' },
  { name: 'audience', type: 'text', placeholder: '如 质管员、宾馆员工', shown: 'rarely' },
  { name: 'speciality', type: 'text', placeholder: '如 茶艺、公文写作', shown: 'rarely' },
  { name: 'campaign', type: 'text', placeholder: '如 党史学习教育', shown: 'rarely' },
  { name: 'document', type: 'text', shown: 'if-said' },
  { name: 'level', type: 'select', choices: DOCUMENT_LEVELS, shown: 'if-said' },
  NOTE,
]

export const THEME_DAY: readonly FieldDefinition[] = [
  TOPIC,
  { name: 'form', type: 'select', choices: TRAINING_FORMS },
  ...WHEN,
  ...PEOPLE,
  PLACE,
  rarely(HOST),
  rarely(RECORDER),
  NOTE,
]

export const MEETING: readonly FieldDefinition[] = [
  { name: 'kind', type: 'select', choices: MEETING_KINDS, required: true },
  { ...TOPIC, label: '议题' },
  ...WHEN,
  HOST,
  RECORDER,
  ...PEOPLE,
  PLACE,
  { name: 'votes', type: 'text', reads: 'votes', placeholder: '如 赞成5 反对0 弃权1', shown: 'rarely' },
  RESOLUTION,
  {
    name: 'agenda',
    type: 'text',
    reads: 'agenda',
    label: '分项议题（每行一项，可写责任人、期限）',
    placeholder: '消防整改｜责任人：赵阳｜期限：4月10日',
    multiline: true,
    shown: 'rarely',
  },
  NOTE,
]

export const ACTIVITY: readonly FieldDefinition[] = [
  { name: 'kind', type: 'select', choices: ACTIVITY_KINDS, required: true },
  { ...TOPIC, required: false, label: '主题或对象' },
  ...WHEN,
  ...PEOPLE,
  PLACE,
  NOTE,
]

export const VOLUNTEER: readonly FieldDefinition[] = [
  { ...TOPIC, required: false, label: '服务的活动' },
  { name: 'post', type: 'text', placeholder: '如 茶水服务台、测温岗' },
  ...WHEN,
  ...PEOPLE.map((field) =>
    field.name === 'attendees' ? { ...field, label: '参加人员' } : field.name === 'actual' ? field : rarely(field),
  ),
  PLACE,
  NOTE,
]

export const PROJECT_EVENT: readonly FieldDefinition[] = [
  { name: 'project', type: 'text', required: true, placeholder: '如 标准化' },
  { name: 'kind', type: 'select', choices: PROJECT_EVENT_KINDS, required: true },
  { ...TOPIC, required: false },
  ...WHEN,
  ...PEOPLE,
  PLACE,
  NOTE,
]
