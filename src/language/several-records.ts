import type { PeriodOfDay } from '../core/entry.js'
import type { ErrorMeaning, Meaning, PartialRecord, QuestionMeaning, RecordMeaning } from '../core/meaning.js'
import { cutAtCommas, headingKind, isHeading, tidyItem, waysToCut } from './cuts.js'
import { type Facts, readFacts, zoneOf } from './facts.js'
import { kindsIn } from './kinds.js'
import { saysItHappened } from './mood.js'
import { competingType } from './other-types.js'
import { withoutMissed } from './people/away-by-count.js'
import { memberAt, namesOf } from './people/find-person.js'
import { isUnsettledPlan } from './plan-or-record.js'
import { readOne, type Telling } from './read-one.js'
import { moodFor, probeOf } from './record-meaning.js'
import { namesMetric } from './records/metric.js'
import { planOf } from './requests/plan/read-plan.js'
import { commandMeaning } from './requests.js'
import { withoutTitles } from './scan.js'
import type { Trace } from './why.js'

/** Several records in one message (SCHEMA, table at the top `records`): only when every piece is one by itself. */

/** A pasted list has a line for each; more is no sentence but a file, and is asked about. */
const MOST_RECORDS = 20

/** Several records, when every piece of the message is one by itself and none is in doubt. */
export function severalRecords(telling: Telling, whole: Facts): Meaning | undefined {
  return zoneOf(whole, 'when') || telling.normal.cut ? undefined : cutRecords(telling)
}

function cutRecords(whole: Telling): Meaning | undefined {
  // Most ways of cutting share pieces with one before.
  const telling: Pieces = { ...whole, read: new Map(), tells: new Map() }
  const names = namesOf(telling.utterance.roster)
  const isName = (text: string): boolean => memberAt(text, 0, names) !== undefined
  for (const pieces of waysToCut(telling.text, isName)) {
    const records = tryCut(pieces, telling)
    if (records) return { records }
  }
  const records = tryCut(cutAtCommas(telling.text), telling, true)
  return records && { records }
}

/** A message cut into pieces, with what was read of each so far. */
interface Pieces extends Telling {
  read: Map<string, RecordMeaning[] | undefined>
  tells: Map<string, boolean>
}

const OF_ALL = /[,，;；\s](?:[两三四几]次|[两三四几]场)?(?:都是|均是|均为|全是|都由|均由)(?![^,，;；]{0,6}问题)/

/** The records of these pieces, traced; `alike`: only when all are of one kind. */
function tryCut(pieces: readonly string[], telling: Pieces, alike = false): RecordMeaning[] | undefined {
  // 都是全员 in the last piece only: what is said of all would be lost to the others.
  if (pieces.length < 2 || pieces.some((piece) => OF_ALL.test(piece))) return undefined
  // Reading a piece is dear: first, whether each of them could tell of anything.
  if (!pieces.every((piece) => mayTell(piece, telling))) return undefined
  const steps: Trace = []
  const records = readPieces(pieces, telling.trace ? { ...telling, trace: steps } : telling)
  if (!records || (alike && new Set(records.map(({ type }) => type)).size > 1)) return undefined
  // 4月共开单23张：处罚单5张…: counts of a span are no slips of today.
  if (namesMetric(telling.probe) && records.some(isUndatedSlip)) return undefined
  telling.trace?.push({ field: 'records', from: pieces.join(' | '), by: 'cuts.ts waysToCut' }, ...steps)
  return records
}

const isUndatedSlip = (record: RecordMeaning): boolean =>
  record.type === 'qualitySlip' && record.inferred?.includes('date') === true

/** Dues and what is to come need no kind's word. */
const DUES_OR_PLAN = /费|[交缴收]|安排|计划|打算|准备|预|约|提醒|[下明]|后天|要|拟|将|[元块]/

/** Whether a piece has a word of any kind of record; titles are no words. */
function mayTell(piece: string, { tells, utterance }: Pieces): boolean {
  const known = tells.get(piece)
  if (known !== undefined) return known
  const open = withoutTitles(piece)
  const may = DUES_OR_PLAN.test(open) || kindsIn(open, namesOf(utterance.roster)).length > 0
  tells.set(piece, may)
  return may
}

/** Asked where a message tells of several things that can't be parted for certain. */
export const SEVERAL_THINGS = '一条消息里像是有好几件事，请分开说，或先填这一件。'

/** A pasted list or table: tried before the whole, as free text could swallow the lines that follow. */
export function linesAsRecords(telling: Telling, whole: Facts): Meaning | undefined {
  if (!/\n/.test(telling.text) || telling.normal.cut) return undefined
  const lines = telling.text.split('\n').filter((line) => line.trim() !== '')
  const dated = lines.filter((line) => /^\s*(?:日期|时间)[:：]/.test(line)).length
  if (dated < 2 && zoneOf(whole, 'when')) return undefined
  if (lines.length < 2 || lines.filter((line) => LINE_OF_LIST.test(line)).length < 2) return undefined
  return cutRecords(telling) ?? partlySure(lines, telling)
}

/** 一、 (二) 3. 第四、 before an item. */
const ITEM_NUMBER =
  /^\s*(?:第?[一二三四五六七八九十]{1,3}[、.]|[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]、?|\d{1,2}(?:[)）](?!\d{3})|[.](?!\d)|、))\s*/

/** Begins with a day of its own, perhaps behind the item's number: only such a line is surely an entry apart. */
const DATED_LINE =
  /^\s*(?:\d{1,2}(?:[.、](?!\d)|[)）])\s*|[-*•·]\s*)?(?:(?:日期|时间)[:：]\s?)?(?:(?:20\d\d[年./-])?\d{1,2}(?:月|[./-]\d)|上?(?:周|星期|礼拜)[一二三四五六日天]|[昨前]天)/

/**
 * A list of which some lines are certain and the others in doubt or wrong (3月32日, an unknown name): those are asked back
 * together (SeveralMeaning). A line of no kind leaves the whole as it was.
 */
function partlySure(lines: readonly string[], telling: Telling): Meaning | undefined {
  const [head = ''] = lines
  const items = isHeading(head) ? lines.slice(1) : lines
  const kind = items === lines ? undefined : headingKind(head)
  const numbered = items.every((line) => ITEM_NUMBER.test(line))
  const apart = (line: string): boolean => DATED_LINE.test(line.replace(ITEM_NUMBER, ''))
  if (items.length < 3 || items.length > MOST_RECORDS || !(numbered || items.every(apart))) return undefined
  const records: RecordMeaning[] = []
  const doubtful: (QuestionMeaning | ErrorMeaning)[] = []
  const apiece = { ...telling, trace: undefined }
  for (const item of items) {
    const text = tidyItem(item.replace(ITEM_NUMBER, ''))
    const meaning =
      pieceReading(text, apiece, undefined, true) ??
      (kind === undefined ? undefined : pieceReading(`${kind} ${text}`, apiece, undefined, true))
    // What is certain has a day of its own; an item in doubt may have none, where numbers part it from the others.
    if (Array.isArray(meaning) && apart(item)) records.push(...meaning)
    else if (meaning && !Array.isArray(meaning)) doubtful.push(apart(item) ? meaning : withoutDay(meaning))
    else return undefined
  }
  if (records.length === 0 || doubtful.length === 0) return undefined
  telling.trace?.push({ field: 'records', from: items.join(' | '), by: 'several-records.ts partlySure' })
  return { records, doubtful, question: `有${doubtful.length}条没看明白，请补全。` }
}

/** What is wrong in a line of a list costs that line only. */
const ASKED_ABOUT: ReadonlySet<string> = new Set([
  'missing_field',
  'bad_date',
  'date_conflict',
  'future_date',
  'count_mismatch',
  'unknown_person',
  'ambiguous_person',
])

/** 昨天集中学习…，下周二组织看《…》: beside what is over a day to come is a plan without saying so. */
function toCome(facts: Facts, probe: string, text: string, utterance: Telling['utterance']): RecordMeaning | undefined {
  const { date } = facts
  if (date.kind !== 'error' || date.error.error !== 'future_date' || saysItHappened(probe)) return undefined
  const plan = planOf(text, utterance, true)
  return plan && 'type' in plan && plan.type === 'plan' ? (plan as RecordMeaning) : undefined
}

/** An item of a list without a day of its own isn't today's. */
function withoutDay(doubt: QuestionMeaning | ErrorMeaning): QuestionMeaning | ErrorMeaning {
  const { date, inferred, ...rest } = doubt.partial as PartialRecord
  const others = inferred?.filter((field) => field !== 'date') ?? []
  const said = inferred?.includes('date') ? rest : { ...rest, ...(date === undefined ? {} : { date }) }
  const partial = (others.length > 0 ? { ...said, inferred: others } : said) as PartialRecord
  const fields = Array.isArray(doubt.fields) ? { fields: [...new Set([...doubt.fields, 'date'])] } : {}
  return { ...doubt, ...fields, partial }
}

/** Begins like an item: a number, a date, a weekday. */
const LINE_OF_LIST =
  /^\s*(?:\d{1,2}[.、)）]|[-*•·]|[(（]?\d|[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.月]|周|上周|今天|昨天|前天|(?:日期|时间|主题|形式|类型|内容)[:：])/

function readPieces(pieces: readonly string[], telling: Pieces): RecordMeaning[] | undefined {
  const records: RecordMeaning[] = []
  let day: string | undefined
  const inARow = IN_A_ROW.test(telling.text)
  for (const piece of pieces) {
    const read = pieceMeaning(piece, telling, day)
    if (!read) return undefined
    const meaning = inARow ? withHalf(records[0], read) : read
    const [first, ...others] = meaning
    records.push(...(first ? [withContest(records.at(-1), first)] : []), ...others)
    const last = meaning.at(-1) as { date?: string; paid_on?: string } | undefined
    day = last?.date ?? last?.paid_on
    if (records.length > MOST_RECORDS) return undefined
  }
  return records.length >= pieces.length ? records : undefined
}

/** 昨天下午先开党员大会…，接着海明讲微党课: the half of the day said once holds for what came right after. */
const IN_A_ROW = /先[^。;；\n]{2,60}[,，\s](?:紧?接着|然后|随后|完了|再)/
function withHalf(before: RecordMeaning | undefined, records: readonly RecordMeaning[]): RecordMeaning[] {
  const { date, period, start } = (before ?? {}) as { date?: string; period?: PeriodOfDay; start?: string }
  if (period === undefined || start !== undefined) return [...records]
  return records.map((record) => {
    const timed = record as { date?: string; period?: PeriodOfDay; start?: string }
    const holds = timed.date === date && timed.start === undefined && timed.period === undefined
    return holds ? ({ ...record, period } as RecordMeaning) : record
  })
}

/** 书画比赛二等奖：赵阳，优秀奖：李响: the contest said once holds for the next prize. */
function withContest(before: RecordMeaning | undefined, record: RecordMeaning): RecordMeaning {
  if (before?.type !== 'honour' || record.type !== 'honour' || record.topic !== undefined) return record
  const { topic, date } = before
  const day = record.date ?? date
  return { ...record, ...(topic === undefined ? {} : { topic }), ...(day === undefined ? {} : { date: day }) }
}

function pieceMeaning(text: string, telling: Pieces, day: string | undefined): RecordMeaning[] | undefined {
  const key = `${day ?? ''}\n${text}`
  if (!telling.trace && telling.read.has(key)) return telling.read.get(key)
  const meaning = pieceReading(text, telling, day)
  const records = Array.isArray(meaning) ? meaning : undefined
  telling.read.set(key, records)
  return records
}

/**
 * The records of a piece, the question that it leaves, or undefined when it is neither. `item`: its line or number says
 * that it is one by itself, so that what is missing or wrong in it, or told as heard, is asked about.
 */
function pieceReading(
  text: string,
  telling: Telling,
  day: string | undefined,
  item = false,
): RecordMeaning[] | QuestionMeaning | ErrorMeaning | undefined {
  const { utterance, normal, trace } = telling
  const request = commandMeaning(text, undefined, utterance)
  // What is of today may be over: then it is read as a record, or the whole is asked about.
  const today = request && 'type' in request && request.type === 'plan' && request.date === utterance.today
  if (
    !today &&
    request &&
    'type' in request &&
    (request.type === 'plan' || request.type === 'dues') &&
    !('error' in request)
  )
    return [request as RecordMeaning]
  // A plan in doubt may be a record (讨论工作安排); anything else that was asked is none.
  if (request && !isUnsettledPlan(request) && !today) return undefined
  const facts = readFacts(text, utterance, trace)
  const probe = probeOf(facts)
  const planned = toCome(facts, probe, text, utterance)
  if (planned) return [planned]
  const types = kindsIn(probe, facts.names)
  const [type] = types
  if (type === undefined || types.length > 1) return undefined
  if (competingType(probe, types) !== undefined) return undefined
  const mood = moodFor(types, withoutMissed(probe, facts.names))
  const hearsay = item && mood === 'hearsay'
  if (mood !== 'telling' && !hearsay) return undefined
  if (facts.date.kind === 'unsaid' && day !== undefined) facts.date = { kind: 'said', date: day, at: 0 }
  const meaning = readOne(type, facts, { text, probe, utterance, normal, tookPlace: false, hearsay, item, day, trace })
  if (item && 'error' in meaning && ASKED_ABOUT.has((meaning as ErrorMeaning).error) && meaning.partial)
    return meaning as ErrorMeaning
  if ('records' in meaning) return meaning.records as RecordMeaning[]
  if (!('type' in meaning) || 'error' in meaning) return undefined
  return meaning.type === 'question' ? meaning : [meaning as RecordMeaning]
}
