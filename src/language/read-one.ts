import type { Meaning, PartialRecord, RecordMeaning, RecordType, Utterance } from '../core/meaning.js'
import { dayWarnings, objection } from './checks.js'
import { CORRECTIONS } from './corrections.js'
import type { Facts } from './facts.js'
import { generalDoubt, isBackfill, saysItHappened } from './mood.js'
import type { Normalised } from './normalise.js'
import { membersIn } from './people/find-person.js'
import { readMeeting } from './records/meeting.js'
import { EVENT_KINDS } from './records/readers.js'
import type { Reading } from './records/reading.js'
import { readTalks } from './records/talk.js'
import { readThemeDay } from './records/theme-day.js'
import { isBranchMatter, readTraining } from './records/training.js'
import { FIELD_NAMES } from './requests/edit-fields.js'
import { unreadFact } from './unread.js'
import type { Trace } from './why.js'

/** One message, or one piece of it, on its way to a record. */
export interface Telling {
  /** Behind a command word. */
  text: string
  /** The text by which kind and mood are judged: titles and labelled subjects hidden. */
  probe: string
  utterance: Utterance
  normal: Normalised
  /** An order to record, or something else, says that it took place. */
  tookPlace: boolean
  /** Told as heard, or not for certain. */
  hearsay?: boolean
  /** The day that a sentence before named for this one too. */
  day?: string | undefined
  trace?: Trace | undefined
}

/** The record of one kind that a text tells of, or what has to be asked first. `facts` are those of the whole text. */
export function readOne(type: RecordType, facts: Facts, telling: Telling): Meaning {
  const reading = read(type, facts, telling)
  const { records } = reading
  for (const record of records) decorate(record, reading.facts, telling.normal)
  const [first] = records as [PartialRecord]
  const { doubts } = reading.facts
  if (!telling.tookPlace && !reading.evident && !happened(reading.facts, telling, first)) {
    doubts.push({ fields: ['date'], question: '这是已经办了的，还是打算办的？' })
  }
  // A prize is given by another body, a promise or a remedy is of what will always be done: none is a doubt.
  telling.trace?.push(...readAs(first, type))
  const general = GENERAL.has(type) ? undefined : generalDoubt(headOf(type, telling.probe))
  if (general !== undefined) doubts.push({ fields: ['topic', 'date'], question: general })
  if (telling.hearsay) doubts.push({ fields: ['date'], question: '这件事确定吗？请核对后提交。' })
  const refers = REFERRED_TO.has(type) && REFERS_BACK.test(telling.probe)
  if (refers || CHANGES.test(headOf(type, telling.probe).replace(CORRECTIONS, '\uE001')))
    doubts.push({ fields: ['topic', 'kind'], question: '是要更正原来那条，还是新记一条？' })
  const unread = BASE_TYPES.has(type) ? undefined : records.map(unreadFact).find((clause) => clause !== undefined)
  if (unread !== undefined) doubts.push({ fields: ['note'], question: `「${unread}」没看明白，请核对。` })
  if (records.some((record) => namesDoer(record, reading.facts)))
    doubts.push({ fields: ['topic', 'host', 'absent'], question: '内容里好像还说了谁做什么，请核对。' })
  if (telling.normal.cut) doubts.push({ fields: ['note'], question: '消息太长，只看了前面一部分，请核对。' })
  const against = objection(reading.facts)
  telling.trace?.push(
    ...doubts.map(({ fields, question }) => ({ field: 'question', from: question, by: fields.join(', ') })),
  )
  if (against && 'error' in against) return against.error === 'not_permitted' ? against : { ...against, partial: first }
  if (against) return { type: 'question', ...against, partial: first }
  return records.length === 1 ? (first as RecordMeaning) : { records: records as RecordMeaning[] }
}

/** Kinds whose readers ask about every number that is left (`checkLeftovers`), and promises, which may speak of many. */
const BASE_TYPES: ReadonlySet<RecordType> = new Set(['training', 'talk', 'meeting', 'commitment'])

/** …讨论转正书记主持: who chaired or was away, run on into the subject. */
function namesDoer(record: PartialRecord, { names }: Facts): boolean {
  const topic = (record as { topic?: unknown }).topic
  if (typeof topic !== 'string' || topic.includes('《')) return false
  if (TITLE_IN_ROLE.test(topic)) return true
  return membersIn(topic, names).some(({ start, end }) => start > 1 && ROLE_BEHIND.test(topic.slice(end)))
}
const TITLE_IN_ROLE = /.(?:书记|主任|我)(?:主持|主讲|记录)(?:了|的)?(?:$|[,，。;；\s])/
const ROLE_BEHIND = /^(?:同志)?(?:主持|主讲|记录|请假|没来|缺席|没参加)(?:了|的)?(?:$|[,，。;；\s])/

const GENERAL: ReadonlySet<RecordType> = new Set(['honour', 'commitment', 'problem'])

const TEXTS = ['kind', 'form', 'topic', 'problem', 'measure', 'resolution', 'prize', 'project'] as const

/** What was made of the words that no rule of its own claimed, for the trace. */
function readAs(record: PartialRecord, type: RecordType): Trace {
  const said = record as { [field: string]: unknown }
  return TEXTS.flatMap((field) => {
    const value = said[field]
    return typeof value === 'string' ? [{ field, from: value, by: `records: ${type}` }] : []
  })
}

/** 刚才那张处罚单是客房部的: said of an entry that is there already. */
const REFERRED_TO: ReadonlySet<RecordType> = new Set([
  'activity',
  'volunteer',
  'donation',
  'honour',
  'qualitySlip',
  'projectEvent',
  'metric',
  'spot_check',
])
/** 时长改为50分钟, 30分钟写成20了, 请假忘了记: of whatever kind, a change of an entry is no record. */
const CHANGES = new RegExp(
  `(?:${FIELD_NAMES})(?:的|给|都|要|应)*(?:改成|改为|改到|换成|更正为|调整为|变更为|修改为)|(?:写|记|填|录|打)成(?!果|功|文|绩|长|立|员|就|稿)|(?:忘了?|漏)(?:记|写|登记|填)(?![^\\n]{0,8}补[录记登写])|补一个(?:请假|缺席|人)|(?:撤[销消掉回了]|删[除掉了]|作废)(?:一下|掉|吧|了)*[。.!！\\s]*$`,
)
const REFERS_BACK = /刚才那|刚刚那|那[条张笔]|这[条张笔]|上一?[条张笔]|(?:开|写|记|填|登|弄)错/

/** Where a kind tells in free text, the words up to its name: what a slip found is neither mood nor habit. */
export function headOf(type: RecordType, probe: string): string {
  const kind = EVENT_KINDS.find((one) => one.type === type)
  if (!kind?.freeText) return probe
  for (const clause of probe.matchAll(/[^\s,，。;；:：\n]+/g)) {
    const end = clause.index + clause[0].length
    if (kind.names(clause[0])) return probe.slice(0, end)
  }
  return probe
}

function read(type: RecordType, facts: Facts, { text, utterance, trace, day }: Telling): Reading {
  const event = EVENT_KINDS.find((kind) => kind.type === type)
  if (event) {
    const reading = event.read({ text, utterance, trace })
    if (day !== undefined && reading.facts.date.kind === 'unsaid')
      for (const record of reading.records) carry(record, day)
    return reading
  }
  if (type === 'talk') return { facts, records: readTalks(facts) }
  if (type === 'meeting') return { facts, records: [readMeeting(facts)] }
  return { facts, records: [type === 'theme_day' ? readThemeDay(facts) : readTraining(facts)] }
}

/** A date said once holds for every record (SCHEMA, table at the top). */
function carry(record: PartialRecord, day: string): void {
  if (!record.inferred?.includes('date')) return
  record.date = day
  const inferred = record.inferred.filter((field) => field !== 'date')
  if (inferred.length > 0) record.inferred = inferred
  else delete record.inferred
}

function decorate(partial: PartialRecord, facts: Facts, normal: Normalised): void {
  if (isBackfill(facts.scan.text)) partial.backfill = true
  if (normal.sanitize) partial.sanitize = true
  const warn = [...(partial.warn ?? []), ...dayWarnings(partial as RecordMeaning)]
  if (warn.length > 0) partial.warn = warn
}

/**
 * Something in the message says that it took place: an order to record, a form filled in, a count, a duration, or a
 * finished verb or a past day about a matter of the branch. A passing remark (今天学了个新菜) has none.
 */
function happened(facts: Facts, { probe, day }: Telling, partial: PartialRecord): boolean {
  if (ORDER_TO_RECORD.test(probe) || facts.labelCount >= 2) return true
  const hard =
    facts.duration.minutes !== undefined ||
    [partial.credit_hours, partial.actual, partial.absent, saidAttendees(partial), partial.end].some(
      (fact) => fact !== undefined,
    ) ||
    // 今天…，主讲海明: an announcement would say the hour.
    (facts.date.kind === 'said' &&
      partial.start === undefined &&
      partial.period === undefined &&
      ROLES.some((role) => role in partial))
  if (hard) return true
  const { today } = facts.utterance
  const past = (facts.date.kind === 'said' && facts.date.date < today) || (day !== undefined && day < today)
  if (!past && !saysItHappened(probe)) return false
  if (partial.type !== 'training') return true
  const formal =
    facts.labelCount > 0 || 'lecturer' in partial || GATHERED.test(probe) || isBranchMatter(partial.topic ?? '')
  return formal || partial.topic === undefined
}

/** Who took part as said: that one's own study is one's own, the reader fills in (学习强国登不上). */
const saidAttendees = ({ type, attendees }: PartialRecord): unknown =>
  type === 'training' && Array.isArray(attendees) && attendees.length === 1 && attendees[0] === '$sender'
    ? undefined
    : attendees

const ROLES = ['lecturer', 'host', 'recorder']
const ORDER_TO_RECORD = /记(?:一下|录|上|个|一?条|一?笔)|登记|补录|补记|补登|补写|录入|打卡/
const GATHERED = /集中|集体|组织|支部|开展|专题|讲座|党课|业务培训/
