import { isSpan } from '../../core/civil-date.js'
import {
  ACTIVITY_KINDS,
  COMMITMENT_KINDS,
  DOCUMENT_LEVELS,
  type EntryKind,
  MEETING_KINDS,
  PLAN_KINDS,
  PROBLEM_SOURCES,
  PROJECT_EVENT_KINDS,
  SLIP_KINDS,
  SPOT_CHECK_KINDS,
  TRAINING_CATEGORIES,
  TRAINING_FORMS,
} from '../../core/entry.js'
import { UserError } from '../../core/errors.js'
import type { NamedCount } from '../../core/views.js'
import type { EntryRow } from '../../models/ledger-entry.js'
import { distinct } from '../new-entry/attendance.js'
import { namedCounts } from '../new-entry/quality.js'
import { type EditDraft, type EntryChanges, put } from './draft.js'
import {
  badValue,
  type EditContext,
  isRecord,
  readChoice,
  readCount,
  readFlag,
  readList,
  readMember,
  readPerson,
  readText,
} from './values.js'

const KINDS_WITHIN: Readonly<Partial<Record<EntryKind, readonly string[]>>> = {
  meeting: MEETING_KINDS,
  activity: ACTIVITY_KINDS,
  qualitySlip: SLIP_KINDS,
  projectEvent: PROJECT_EVENT_KINDS,
  problem: PROBLEM_SOURCES,
  commitment: COMMITMENT_KINDS,
  spotCheck: SPOT_CHECK_KINDS,
  plan: PLAN_KINDS,
}

/** Free texts of the row, with what they are called to a person. */
const TEXTS = {
  topic: '主题',
  place: '地点',
  note: '备注',
  audience: '听众',
  speciality: '专长',
  campaign: '专项',
  document: '文件',
  resolution: '决议',
  post: '岗位',
  prize: '奖项',
  department: '部门',
  problem: '问题',
  measure: '措施',
  project: '项目',
  result: '结果',
} as const satisfies Partial<Record<keyof EntryRow, string>>

/** What a kind can't be without. */
const REQUIRED: ReadonlySet<string> = new Set(['honour.prize', 'projectEvent.project', 'problem.problem'])

type Set_ = Readonly<Record<string, unknown>>

/** Texts, closed values and names that nothing else depends on. UserError `bad_value`, `unknown_person`. */
export function editPlain(
  draft: EditDraft,
  { set = {}, add = {} }: EntryChanges,
  ctx: EditContext,
  sealed: boolean,
): void {
  const { row } = draft
  if (!sealed) editTexts(row, set, add)
  editChoices(row, set)
  editPeople(row, set, add, ctx)
  if ('votes' in set) put(row, 'votes', set.votes === null ? undefined : readVotes(row, set.votes, ctx))
  if ('score' in set) put(row, 'score', set.score === null ? undefined : readScore(set.score))
  if ('remind' in set) put(row, 'remind', readFlag(set.remind ?? false, '提醒') ? true : undefined)
  if ('remind_all' in set) put(row, 'remindAll', readFlag(set.remind_all ?? false, '提醒大家') ? true : undefined)
  if (row.span !== undefined && row.kind !== 'dues' && 'period' in set) row.span = readSpan(set.period, row.kind)
  if (row.kind === 'metric') editMetric(row, set, add)
  if (row.kind === 'commitment' && 'progress' in add) addProgress(row, add.progress, ctx)
}

function editTexts(row: EntryRow, set: Set_, add: Set_): void {
  for (const [key, name] of Object.entries(TEXTS) as [keyof typeof TEXTS, string][]) {
    if (key in set) {
      if (set[key] === null && REQUIRED.has(`${row.kind}.${key}`)) throw badValue(`${name}不能空着，请写明`)
      put(row, key, set[key] === null ? undefined : readText(set[key], name))
    }
    if (key in add) row[key] = [row[key], readText(add[key], name)].filter(Boolean).join('；')
  }
}

function editChoices(row: EntryRow, set: Set_): void {
  const choose = <T extends string>(field: string, choices: readonly T[], name: string): T | undefined =>
    set[field] === null ? undefined : readChoice(set[field], choices, name)
  if ('form' in set) put(row, 'form', choose('form', TRAINING_FORMS, '形式'))
  if ('category' in set) put(row, 'category', choose('category', TRAINING_CATEGORIES, '内容分类'))
  if ('level' in set) put(row, 'level', choose('level', DOCUMENT_LEVELS, '发文层级'))
  const kinds = KINDS_WITHIN[row.kind]
  const field = row.kind === 'problem' ? 'source' : 'kind'
  if (!kinds || !(field in set)) return
  const next = readChoice(set[field], kinds, row.kind === 'problem' ? '来源' : '类别')
  if (row.kind === 'plan' && (next === 'talk') !== (row.subkind === 'talk')) {
    throw new UserError('change_kind', '谈话计划和别的计划不能互改；请撤销这条，再重新说一遍')
  }
  row.subkind = next
}

function editPeople(row: EntryRow, set: Set_, add: Set_, ctx: EditContext): void {
  const members = { host: '主持人', recorder: '会议记录', who: '承诺人' } as const
  for (const [key, name] of Object.entries(members) as [keyof typeof members, string][]) {
    if (!(key in set)) continue
    if (set[key] === null && key === 'who') throw badValue('承诺人不能空着，请写明是谁')
    put(row, key, set[key] === null ? undefined : readMember(set[key], name, ctx))
  }
  // A visiting lecturer, or a department that owns a problem, is as said.
  if ('lecturer' in set)
    put(row, 'lecturer', set.lecturer === null ? undefined : readPerson(set.lecturer, '主讲人', ctx))
  if ('owner' in set) put(row, 'owner', set.owner === null ? undefined : readPerson(set.owner, '负责人', ctx))
  if (row.kind === 'plan' && ('partner' in set || 'talker' in set)) {
    if ('talker' in set) put(row, 'talker', set.talker === null ? undefined : readMember(set.talker, '谈话人', ctx))
    if ('partner' in set) row.partner = readMember(set.partner, '谈话对象', ctx)
    if (row.partner?.memberId === (row.talker ?? row.author).memberId) {
      throw new UserError('self_talk', '谈话双方不能是同一个人')
    }
  }
  const winners = (value: unknown) => readList(value, '获奖人').map((one) => readPerson(one, '获奖人', ctx))
  if ('winners' in set) put(row, 'winners', set.winners === null ? undefined : distinct(winners(set.winners)))
  if ('winners' in add) row.winners = distinct([...(row.winners ?? []), ...winners(add.winners)])
}

/** Votes said replace those of before one by one. 预备党员 have no vote (domain.md R4). */
function readVotes(row: EntryRow, value: unknown, { expected }: EditContext): EntryRow['votes'] {
  if (!isRecord(value)) throw badValue('表决请写成“更正 赞成5票，反对0票，弃权1票”')
  const votes = { ...row.votes }
  for (const [key, name] of [
    ['for', '赞成'],
    ['against', '反对'],
    ['abstain', '弃权'],
  ] as const) {
    if (value[key] !== undefined) votes[key] = readCount(value[key], name)
  }
  const onProbation = new Set(expected.filter(({ status }) => status === 'probationary').map(({ id }) => id))
  const named = row.participants.filter(({ memberId }) => !onProbation.has(memberId ?? '')).length
  const voters = row.participants.length > 0 ? named : row.actual
  const cast = (votes.for ?? 0) + (votes.against ?? 0) + (votes.abstain ?? 0)
  if (voters !== undefined && cast > voters) {
    throw new UserError('count_mismatch', `一共${cast}票，多于到会有表决权的${voters}人，请把三项票数一起写`)
  }
  return votes
}

function readScore(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 1000) return value
  throw badValue('分数没看明白，请写成“更正 95分”')
}

function readSpan(value: unknown, kind: EntryKind): string {
  const isYear = kind === 'commitment'
  if (typeof value === 'string' && isSpan(value) && (!isYear || value.length === 4)) return value
  throw badValue(isYear ? '请写明是哪一年，如“更正 2026年”' : '请写明时间段，如“更正 2026年一季度”')
}

/** The counts of a sheet: `set` puts a whole list in place, `add` changes those it names and leaves the others. */
function editMetric(row: EntryRow, set: Set_, add: Set_): void {
  const read = (value: unknown) => {
    if (!isRecord(value)) throw badValue('请写明名称和数量，如“更正 处罚单12张”')
    return namedCounts(Object.fromEntries(Object.entries(value).map(([name, count]) => [name, readCount(count, name)])))
  }
  if ('items' in set) row.metrics = set.items === null ? [] : read(set.items)
  if ('open' in set) put(row, 'openMetrics', set.open === null ? undefined : read(set.open))
  if ('planned' in set) put(row, 'plannedMetrics', set.planned === null ? undefined : read(set.planned))
  if ('items' in add) {
    // 集中学习改成10次 of a training plan: what is named is planned there, and not done.
    if (row.plannedMetrics) row.plannedMetrics = named(row.plannedMetrics, read(add.items))
    else row.metrics = named(row.metrics ?? [], read(add.items))
  }
  if ('open' in add) row.openMetrics = named(row.openMetrics ?? [], read(add.open))
  if ('planned' in add) row.plannedMetrics = named(row.plannedMetrics ?? [], read(add.planned))
  for (const { name, count } of row.openMetrics ?? []) {
    const whole = row.metrics?.find((one) => one.name === name)?.count
    if (whole !== undefined && count > whole) throw badValue(`${name}一共${whole}，没办完的不能是${count}，请一起更正`)
  }
}

const named = (before: readonly NamedCount[], said: readonly NamedCount[]): NamedCount[] => [
  ...before.map((one) => said.find(({ name }) => name === one.name) ?? one),
  ...said.filter(({ name }) => !before.some((one) => one.name === name)),
]

/** A note is added and never taken out: the promise keeps how it came along. */
function addProgress(row: EntryRow, value: unknown, { today, editor }: EditContext): void {
  row.progress = [...(row.progress ?? []), { on: today, text: readText(value, '进展'), by: editor.name }]
}
