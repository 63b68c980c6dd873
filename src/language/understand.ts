import type { Meaning, RecordMeaning, RecordType, Utterance } from '../core/meaning.js'
import { addressedBody } from './addressing.js'
import { dayWarnings, objection } from './checks.js'
import { type Command, commandOf } from './commands.js'
import { CORRECTIONS } from './corrections.js'
import { type Facts, readFacts, zoneOf } from './facts.js'
import { intentOf, positionOf } from './intent.js'
import { generalDoubt, isBackfill, type Mood, moodOf, saysItHappened, withoutObjects } from './mood.js'
import { type Normalised, normalise } from './normalise.js'
import { notYet, otherType } from './other-types.js'
import { cutFollowup } from './records/followup.js'
import { readMeeting } from './records/meeting.js'
import { readTalks } from './records/talk.js'
import { readThemeDay } from './records/theme-day.js'
import { isBranchMatter, readTraining } from './records/training.js'
import { commandMeaning, guestRefusal } from './requests.js'
import { TITLE } from './scan.js'
import { waysToCut } from './several-records.js'
import { twinOf } from './twins.js'

type Partial_ = Partial<RecordMeaning> & { type: RecordType }

const IGNORE: Meaning = { type: 'ignore' }

/**
 * What one message means, in the form of language/SCHEMA.md. Pure and total: never throws on any text. A record comes
 * out only when every word that could matter was understood; anything doubtful is a question, an error or `ignore`.
 */
export function understand(utterance: Utterance): Meaning {
  const names = utterance.roster.flatMap((member) => [member.name, ...member.aliases])
  const normal = normalise(utterance.text, names)
  const body = addressedBody(normal.text, utterance)
  if (body === undefined) return IGNORE
  if (body === '') return utterance.chat === 'group' ? { type: 'help' } : IGNORE
  const command = commandOf(body)
  return (
    twinOf(body) ??
    commandMeaning(body, command, utterance) ??
    talkWithFollowup(body, command, utterance, normal) ??
    recordMeaning(body, command, utterance, normal)
  )
}

/** A talk in private that ends with a task, when the sentence without the task is surely one talk. */
function talkWithFollowup(
  body: string,
  command: Command | undefined,
  utterance: Utterance,
  normal: Normalised,
): Meaning | undefined {
  const cut = utterance.chat === 'p2p' ? cutFollowup(body, utterance.today) : undefined
  // What was agreed at its end says that the talk took place.
  const meaning = cut && recordMeaning(cut.rest, command, utterance, normal, true)
  if (!cut || !meaning || !('type' in meaning) || meaning.type !== 'talk') return undefined
  return { ...meaning, followup: cut.followup }
}

function recordMeaning(
  body: string,
  command: Command | undefined,
  utterance: Utterance,
  normal: Normalised,
  tookPlace = false,
): Meaning {
  const guest = utterance.senderRoles.every((role) => role === 'guest')
  const forced = typeof command === 'object' && 'record' in command ? command.record : undefined
  const text = forced === undefined ? body : body.slice(1).trimStart()
  const facts = readFacts(text, utterance)
  const probe = probeOf(facts)
  const mood = moodOf(probe.replace(CORRECTIONS, '\uE001'))
  const intent = intentOf(withoutObjects(probe), facts.names)
  const other = competingType(probe, forced, intent.types)
  if (other !== undefined) return guest ? guestRefusal(other) : notYet(other)
  const types = forced === undefined ? intent.types : mergeForced(forced, intent.types)
  if (types.length === 0) return mood === 'plan' && /主题|党|培训|活动|会议/.test(probe) ? notYet('plan') : IGNORE
  const early = byMood(mood, facts, forced, probe)
  if (early) return guest && early !== IGNORE ? guestRefusal(mood === 'question' ? 'query' : 'record') : early
  if (guest) return guestRefusal('record')
  const whole =
    types.length === 1
      ? readOne(types[0] as RecordType, facts, probe, forced !== undefined || tookPlace, normal)
      : undefined
  if (whole && isSettled(whole)) return whole
  const several = forced === undefined ? severalRecords(text, utterance, normal, facts) : undefined
  if (several) return several
  if (whole) return whole
  return {
    type: 'question',
    question: '一条消息里像是有好几件事，请分开说，或先填这一件。',
    fields: ['topic'],
    partial: { type: types[0] as RecordType },
  }
}

/** The text by which kind and mood are judged: titles and labelled subjects hidden, everything else as typed. */
function probeOf(facts: Facts): string {
  let probe = ''
  const hidden = facts.labelled.filter(({ field }) => field === 'topic' || field === 'note' || field === 'resolution')
  for (let at = 0; at < facts.scan.text.length; at++) {
    const inZone = hidden.some((zone) => at >= zone.start && at < zone.end)
    const title = facts.scan.open[at] === TITLE
    probe += inZone || title ? TITLE : facts.scan.text[at]
  }
  return probe
}

const mergeForced = (forced: RecordType, found: readonly RecordType[]): RecordType[] => {
  const rivals = found.filter(
    (type) => type !== forced && type !== 'training' && !(forced === 'training' && type === 'talk'),
  )
  if (forced === 'theme_day') return ['theme_day']
  return rivals.length > 0 && forced !== 'meeting' ? [forced, ...rivals] : [forced]
}

/** Kinds whose words are also common subjects of study; an exam or a fine in the clause is the event itself. */
const SUBJECTS = new Set([
  'volunteer',
  'dues',
  'activity',
  'problem',
  'commitment',
  'projectEvent',
  'analysis',
  'query',
  'report',
])

/** A kind that isn't kept and that the message is about, rather than a word in a kept record's subject. */
function competingType(probe: string, forced: RecordType | undefined, kept: readonly RecordType[]): string | undefined {
  const other = otherType(probe)
  if (other === undefined || forced !== undefined) return undefined
  const [type] = kept
  if (type === undefined) return other
  if (/\d+(?:\.\d+)?\s?(?:元|块)/.test(probe)) return other
  if (other === 'query' || other === 'report')
    return /[?？]|谁|多少|几|查|出一|生成|导出|统计/.test(probe) ? other : undefined
  if (type === 'theme_day' || type === 'meeting' || type === 'talk') return undefined
  const at = positionOf(probe, 'training')
  const rest = probe.slice(at)
  // 学习志愿服务精神: the other kind's word is in the clause of the studying verb, so it is what was studied.
  const clause = rest.split(/[,，。;；\n]/)[0] ?? ''
  return otherType(clause) === other &&
    otherType(probe.slice(0, at)) !== other &&
    /^(?:学|听|传达|讲座|专题|集中|自学|线上)/.test(clause)
    ? SUBJECTS.has(other)
      ? undefined
      : other
    : other
}

function byMood(mood: Mood, facts: Facts, forced: RecordType | undefined, probe: string): Meaning | undefined {
  const future = facts.date.kind === 'error' && facts.date.error.error === 'future_date'
  if (mood === 'question') return notYet('query')
  if (mood === 'unreal') return IGNORE
  if (mood === 'plan') return forced !== undefined && future ? undefined : notYet('plan')
  const hard =
    facts.duration.minutes !== undefined ||
    facts.duration.creditHours !== undefined ||
    facts.labelCount > 0 ||
    forced !== undefined ||
    /应到|实到|\d\s?人|全员|全体|请假|登记|记录|补录/.test(probe)
  if (mood === 'comment' && !hard) return IGNORE
  if (mood === 'hearsay') facts.doubts.push({ fields: ['date'], question: '这件事确定吗？请核对后提交。' })
  return undefined
}

function readOne(type: RecordType, facts: Facts, probe: string, forced: boolean, normal: Normalised): Meaning {
  const partials: Partial_[] = read(type, facts)
  for (const partial of partials) decorate(partial, facts, normal)
  const [first] = partials as [Partial_]
  if (!forced && !happened(facts, probe, first)) {
    facts.doubts.push({ fields: ['date'], question: '这是已经办了的，还是打算办的？' })
  }
  const general = generalDoubt(probe)
  if (general !== undefined) facts.doubts.push({ fields: ['topic', 'date'], question: general })
  if (normal.cut) facts.doubts.push({ fields: ['note'], question: '消息太长，只看了前面一部分，请核对。' })
  const against = objection(facts)
  if (against && 'error' in against) return { ...against, partial: first }
  if (against) return { type: 'question', ...against, partial: first }
  const records = partials as RecordMeaning[]
  return records.length === 1 ? (records[0] as RecordMeaning) : { records }
}

function read(type: RecordType, facts: Facts): Partial_[] {
  if (type === 'talk') return readTalks(facts)
  if (type === 'meeting') return [readMeeting(facts)]
  return [type === 'theme_day' ? readThemeDay(facts) : readTraining(facts)]
}

function decorate(partial: Partial_, facts: Facts, normal: Normalised): void {
  if (isBackfill(facts.scan.text)) partial.backfill = true
  if (normal.sanitize) partial.sanitize = true
  const warn = [...(partial.warn ?? []), ...dayWarnings(partial as RecordMeaning)]
  if (warn.length > 0) partial.warn = warn
}

/**
 * Something in the message says that it took place: an order to record, a form filled in, a count, a duration, or a
 * finished verb or a past day about a matter of the branch. A passing remark (今天学了个新菜) has none.
 */
function happened(facts: Facts, probe: string, partial: Partial_): boolean {
  if (ORDER_TO_RECORD.test(probe) || facts.labelCount >= 2) return true
  const hard =
    facts.duration.minutes !== undefined ||
    [partial.credit_hours, partial.actual, partial.absent, partial.attendees, partial.end].some(
      (fact) => fact !== undefined,
    )
  if (hard) return true
  const past = facts.date.kind === 'said' && facts.date.date < facts.utterance.today
  if (!past && !saysItHappened(probe)) return false
  if (partial.type !== 'training') return true
  const formal =
    facts.labelCount > 0 || 'lecturer' in partial || GATHERED.test(probe) || isBranchMatter(partial.topic ?? '')
  return formal || partial.topic === undefined
}

const ORDER_TO_RECORD = /记(?:一下|录|上|个|一?条|一?笔)|登记|补录|补记|补登|补写|录入|打卡/
const GATHERED = /集中|集体|组织|支部|开展|专题|讲座|党课|业务培训/

const isSeveral = (meaning: Meaning): meaning is { records: RecordMeaning[] } =>
  Array.isArray((meaning as { records?: unknown }).records)

const isSettled = (meaning: Meaning): boolean =>
  isSeveral(meaning) || ('type' in meaning && meaning.type !== 'question' && !('error' in meaning))

/** Several records, when every piece of the message is one by itself and none is in doubt. */
function severalRecords(text: string, utterance: Utterance, normal: Normalised, whole: Facts): Meaning | undefined {
  if (zoneOf(whole, 'when') || normal.cut) return undefined
  for (const pieces of waysToCut(text)) {
    const records: RecordMeaning[] = []
    let day: string | undefined
    for (const piece of pieces) {
      const meaning = pieceMeaning(piece, utterance, normal, day)
      if (!meaning) break
      records.push(...meaning)
      day = meaning.at(-1)?.date
      if (records.length > 8) return undefined
    }
    const last = pieces.at(-1) as string
    if (records.length >= pieces.length && pieceMeaning(last, utterance, normal, day)) return { records }
  }
  return undefined
}

function pieceMeaning(
  piece: string,
  utterance: Utterance,
  normal: Normalised,
  day: string | undefined,
): RecordMeaning[] | undefined {
  const facts = readFacts(piece, utterance)
  const probe = probeOf(facts)
  const intent = intentOf(withoutObjects(probe), facts.names)
  const [type] = intent.types
  if (type === undefined || intent.types.length > 1) return undefined
  if (competingType(probe, undefined, intent.types) !== undefined) return undefined
  if (!['telling'].includes(moodOf(probe.replace(CORRECTIONS, '\uE001')))) return undefined
  if (facts.date.kind === 'unsaid' && day !== undefined) facts.date = { kind: 'said', date: day, at: 0 }
  const meaning = readOne(type, facts, probe, false, normal)
  if (isSeveral(meaning)) return meaning.records
  return isSettled(meaning) ? [meaning as RecordMeaning] : undefined
}
