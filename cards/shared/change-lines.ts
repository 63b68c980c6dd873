import { isCivilDate } from '../../src/core/civil-date.js'
import type { ChangeView, EntryView } from '../../src/core/views.js'
import { durationText, fieldLabel, momentText, monthDay } from './entry-text.js'

/** A group reads what was changed, but no more of it than the receipt itself would show there (moments.md §1). */
const OPEN_TO_GROUP: ReadonlySet<string> = new Set([
  ...['date', 'end_date', 'start', 'end', 'period', 'minutes', 'credit_hours', 'place', 'topic', 'form', 'kind'],
  ...[
    'lecturer',
    'host',
    'recorder',
    'expected',
    'actual',
    'category',
    'campaign',
    'audience',
    'speciality',
    'document',
    'level',
  ],
  ...[
    'votes',
    'resolution',
    'agenda',
    'post',
    'prize',
    'winners',
    'count',
    'department',
    'problem',
    'measure',
    'owner',
  ],
  ...['due_to', 'closed_on', 'project', 'result', 'score', 'source', 'remind', 'remind_all'],
])

/** 凭证 2份. */
export const evidenceLines = ({ evidence = [] }: EntryView): string[] =>
  evidence.length === 0 ? [] : [`凭证 ${evidence.length}份`]

/** 改过：时长 2小时→3小时（赵阳，3月18日 10:05）: the last change; those before it as a count. */
export function changeLines(
  { changes = [] }: EntryView,
  { inGroup, timezone, hidden = [] }: { inGroup: boolean; timezone: string; hidden?: readonly string[] },
): string[] {
  const last = changes.at(-1)
  if (last === undefined || last.fields.length === 0) return []
  const fields = changeTexts(last.fields, { inGroup, hidden })
  const times = changes.length > 1 ? `，共改${changes.length}次` : ''
  return [`改过：${fields.join('；')}（${last.by}，${momentText(last.at, timezone)}${times}）`]
}

/** Each changed field with before and after; in a group only the name of one that it may not read. */
export const changeTexts = (
  fields: ChangeView['fields'],
  { inGroup = false, hidden = [] }: { inGroup?: boolean; hidden?: readonly string[] } = {},
): string[] => {
  const isHidden = (field: string): boolean => inGroup && (!OPEN_TO_GROUP.has(field) || hidden.includes(field))
  // Who comes to those who were there mostly goes from those who were missing: said in one.
  const isMoved = fields.filter(({ field }) => field in NAMES_OF && isHidden(field)).length > 1
  return fields.flatMap((change) => {
    if (!isHidden(change.field)) return [changeText(change)]
    if (!isMoved || !(change.field in NAMES_OF)) return [fieldLabel(change.field)]
    return change.field === 'attendees' ? ['参加、缺席人员'] : []
  })
}

/** Fields of several names, of which only those who came to them and went from them are told. */
const NAMES_OF: Readonly<Record<string, string>> = { attendees: '参加', absent: '缺席' }

/** The ledger's word for what it doesn't repeat: what was said in a talk, and money. */
const UNTOLD = /已修改$/u

/** 时长 2小时→3小时; 参加 +李响 −王敏: a roster said twice over tells nobody what changed. */
export function changeText({ field, before, after }: ChangeView['fields'][number]): string {
  if (after !== undefined && UNTOLD.test(after)) return after
  const names = NAMES_OF[field]
  if (names !== undefined) return namesText(names, before, after)
  const [from, to] = [valueText(field, before), valueText(field, after)]
  if (from === undefined && to === undefined) return fieldLabel(field)
  return `${COUNTS[field] ?? fieldLabel(field)} ${from ?? '（无）'}→${to ?? '（无）'}`
}

/** Two numbers after it say that it is one. */
const COUNTS: Readonly<Record<string, string>> = { expected: '应到', actual: '实到' }

function namesText(label: string, before = '', after = ''): string {
  const [old, now] = [before.split('、'), after.split('、')].map((names) => names.filter((name) => name !== ''))
  const come = now?.filter((name) => !old?.includes(name)) ?? []
  const gone = old?.filter((name) => !now?.includes(name)) ?? []
  const part = (sign: string, names: readonly string[]) => (names.length === 0 ? [] : [`${sign}${names.join('、')}`])
  return [label, ...part('+', come), ...part('−', gone)].join(' ')
}

function valueText(field: string, value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined
  if (isCivilDate(value)) return monthDay(value)
  if (field === 'minutes' && /^\d+$/.test(value)) return durationText(Number(value))
  if (field === 'credit_hours') return `${value}学时`
  return value
}
