import type { ErrorMeaning, Meaning, PartialRecord, PlanMeaning, Utterance } from '../../../core/meaning.js'
import { isDangerous } from '../../checks.js'
import { findDuration } from '../../durations.js'
import { zoneText } from '../../facts.js'
import { findLabels, type LabelField, valueEnd } from '../../labels.js'
import { namesOf } from '../../people/find-person.js'
import { personError } from '../../people/people-errors.js'
import { readPeople } from '../../people/read-person.js'
import { lecturerFromLabel } from '../../people/roles.js'
import { findPlace } from '../../place.js'
import { Scan, TITLE } from '../../scan.js'
import { findTime } from '../../times.js'
import { leftovers, trimFrame } from '../../topic.js'
import { takeKind } from './kind.js'
import { isMove, movedPlan } from './move-plan.js'
import { takeWhen } from './when.js'
import { FRAME, HAPPENED, NO_PLAN, ORDER, OTHER_RECORD, REMIND, TO_COME, WISH } from './words.js'

/** Something to come that is to be put down, and perhaps reminded of (SCHEMA §3 `plan`). */

type PartialPlan = Partial<PlanMeaning> & { type: 'plan' }

const TITLES = /《[^《》\n]{1,60}》|“[^“”\n]{2,40}”|「[^「」\n]{2,40}」/g
const PARTNER = /(?:和|跟|与|同|找|约|给)(?:同志)?/g
const TEXT_FIELDS: ReadonlySet<LabelField> = new Set(['topic', 'note', 'problem', 'resolution'])
/** Verbs before a subject: 学消防器材使用, 观看《…》, 讨论…. */
const VERB =
  /^(?:主要)?(?:集中|组织|开展|进行|举行|举办|召开|搞|办|做|上|讲|聊聊?|谈谈?|一?次|一场|个)*(?:学习|学(?!校|院|员|生|历|术|科)|观看|收看|看|听|讨论|研究|传达|宣讲|关于)?(?:一[次场个堂])?/
const EVERYBODY = /(?:全体|全员|所有)(?:党员|同志|人)?(?:都)?(?:要)?(?:参加|到会|出席)?|大家都?(?:要)?(?:参加|来|到)/g
const LOG = /补录|补记|登记|记录(?!人)|应到|实到|学习了|召开了|学了|记一下(?!计划)/
/** A subject that is not settled yet is none. */
const UNSETTLED = /^(?:还没|尚未|没|未|待|另行?|再|以后)?(?:想好|定(?:下来|好|了)?|确定|通知|说)$/
/** 去嘉兴南湖 as a clause of its own: where it will be. */
const GOING = /^(?:去|到|赴|前往)([\u4E00-\u9FFF]{2,14})$/
const DOING = /(?:集中|组织|开展|进行|举行|举办|召开|搞|办|开|去)(?:一[次场个堂]|个)?|一[次场个堂节]/g

/** The plan a text asks for, a question, an error, or undefined when it is none. `forced`: it began with /计划 or the like. */
export function planOf(body: string, utterance: Utterance, forced: boolean): Meaning | undefined {
  const open = body.replace(TITLES, (title) => '\uE000'.repeat(title.length))
  if (NO_PLAN.test(open)) return undefined
  if (!forced && isMove(open)) return movedPlan(body, utterance)
  if (!forced && OTHER_RECORD.test(open)) return undefined
  const ordered = forced || ORDER.test(open)
  const wished = ordered || WISH.test(open)
  if (!wished && !TO_COME.test(open)) return undefined
  const reading = read(body, utterance)
  if (!reading || !isMeant(reading, open, ordered, wished, forced, utterance.today)) return undefined
  const { plan, partners, doubts, errors, dated } = reading
  const today = utterance.today
  if (plan.date === today && plan.start === undefined && !plan.remind && !forced) {
    doubts.push({ question: '是今天要办的，还是已经办了的？', fields: ['date'] })
  }
  const partial = plan as PartialRecord
  const [error] = errors
  if (error) return { ...error, partial }
  const missing = [
    ...(plan.kind === undefined ? ['kind'] : []),
    ...(dated ? [] : ['date']),
    ...(plan.kind === 'talk' && partners.length === 0 ? ['partner'] : []),
  ]
  if (missing.length > 0) return { error: 'missing_field', fields: missing, partial }
  const [doubt] = doubts
  if (doubt)
    return {
      type: 'question',
      question: doubt.question,
      fields: [...new Set(doubts.flatMap(({ fields }) => fields))],
      partial,
    }
  const record = plan as PlanMeaning
  if (partners.length > 1) return { records: partners.map((partner) => ({ ...record, partner })) }
  return record
}

/** Whether what was read is a plan at all, rather than a log, a remark or a date mistyped in a log. */
function isMeant(
  { plan, partners, doubts, errors, dated, evidence, other, past }: Reading,
  open: string,
  ordered: boolean,
  wished: boolean,
  forced: boolean,
  today: string,
): boolean {
  if (forced) return true
  if (plan.date === today && (HAPPENED.test(open) || (evidence && !plan.remind))) return false
  if (past || (evidence && !dated)) return false
  // A log to come (登记培训：6月3日…) is a slip of the date, not a plan.
  if (HAPPENED.test(open) && (!dated || LOG.test(open))) return false
  if (!ordered && !dated) return false
  if (plan.kind === undefined && !dated) return false
  if (plan.kind === undefined && !other && !/党|支部|学|培训/.test(open)) return false
  if (wished) return true
  const settled = errors.length === 0 && doubts.length === 0 && !evidence && !other && !HAPPENED.test(open)
  const deadline = plan.due_to !== undefined && plan.kind === 'talk'
  const appointed = plan.start !== undefined || plan.period !== undefined || deadline
  return settled && appointed && !LOG.test(open) && (plan.kind !== 'talk' || partners.length > 0)
}

interface Reading {
  plan: PartialPlan
  partners: string[]
  doubts: { question: string; fields: string[] }[]
  errors: ErrorMeaning[]
  /** A day or a deadline was said, right or wrong. */
  dated: boolean
  /** Something that only a log has: how long it took. */
  evidence: boolean
  other: boolean
  past: boolean
}

function read(body: string, utterance: Utterance): Reading | undefined {
  const scan = new Scan(body.replace(/^\/(?:计划|安排|预告)/, (word) => ' '.repeat(word.length)))
  const doubts: Reading['doubts'] = []
  const errors: ErrorMeaning[] = []
  const plan: PartialPlan = { type: 'plan' }
  for (const title of scan.all(TITLES)) scan.claim(title, TITLE)
  if (scan.takeAll(REMIND).length > 0) plan.remind = true
  const labels = findLabels(scan)
  const zones = labels.map((label, index) => ({
    field: label.field,
    start: label.valueAt,
    end: valueEnd(scan.text, labels, index),
  }))
  const hidden = zones.filter(({ field }) => TEXT_FIELDS.has(field))
  for (const zone of hidden) scan.claim(zone, TITLE)
  const when = takeWhen(scan, utterance.today)
  if (when.error) errors.push(when.error)
  if (when.question !== undefined) doubts.push({ question: when.question, fields: ['date'] })
  if (when.date !== undefined) plan.date = when.date
  if (when.end_date !== undefined) plan.end_date = when.end_date
  if (when.due_from !== undefined) plan.due_from = when.due_from
  if (when.due_to !== undefined) plan.due_to = when.due_to
  const time = findTime(scan)
  if (time.doubt) doubts.push({ question: '时间没看明白，是几点？', fields: ['start'] })
  Object.assign(
    plan,
    time.start && { start: time.start },
    time.end && { end: time.end },
    time.period && { period: time.period },
  )
  if (time.guessedHalf) plan.inferred = ['start']
  const duration = findDuration(scan)
  if (duration.minutes !== undefined) plan.minutes = duration.minutes
  const kind = takeKind(scan)
  if (kind.kind !== undefined) plan.kind = kind.kind
  if (kind.subkind !== undefined) plan.subkind = kind.subkind
  if (kind.several) doubts.push({ question: '像是有几件事，请一件一件说。', fields: ['kind'] })
  const lecturer = zones.find(({ field }) => field === 'lecturer')
  if (lecturer) {
    const person = lecturerFromLabel(zoneText(scan, lecturer), namesOf(utterance.roster))
    if (person.candidates) errors.push(personError(person) as ErrorMeaning)
    else plan.lecturer = person.name ?? person.said
    scan.claim(lecturer)
  }
  const partners = plan.kind === 'talk' ? takePartners(scan, utterance, errors) : []
  if (partners.length === 1) plan.partner = partners[0] as string
  scan.takeAll(EVERYBODY)
  scan.takeAll(FRAME)
  const place = placeOf(scan, zones, utterance)
  if (place.place !== undefined) plan.place = place.place
  for (const zone of hidden) scan.reveal(zone)
  for (const zone of hidden) retakeTitles(scan, zone)
  const topic = topicOf(scan, zones, doubts) ?? place.visit
  if (topic !== undefined) plan.topic = topic
  const dated = plan.date !== undefined || plan.due_to !== undefined || errors.length > 0 || when.question !== undefined
  return {
    plan,
    partners,
    doubts,
    errors,
    dated,
    evidence: duration.minutes !== undefined,
    other: kind.other === true,
    past: when.past === true,
  }
}

function retakeTitles(scan: Scan, zone: { start: number; end: number }): void {
  for (const title of new Scan(scan.text.slice(zone.start, zone.end)).all(TITLES)) {
    scan.claim({ start: zone.start + title.start, end: zone.start + title.end }, TITLE)
  }
}

function takePartners(scan: Scan, utterance: Utterance, errors: ErrorMeaning[]): string[] {
  const names = namesOf(utterance.roster)
  for (const found of scan.all(PARTNER)) {
    const people = readPeople(scan.open, found.end, names)
    const last = people.at(-1)
    if (!last) continue
    scan.claim({ start: found.start, end: last.end })
    for (const person of people) {
      const error = personError(person)
      if (error) errors.push(error)
      else if (person.name === utterance.sender) errors.push({ error: 'self_talk', name: person.said })
    }
    return [...new Set(people.flatMap(({ name }) => (name === undefined ? [] : [name])))]
  }
  return []
}

function placeOf(
  scan: Scan,
  zones: readonly { field: LabelField; start: number; end: number }[],
  utterance: Utterance,
): { place?: string; visit?: string } {
  const zone = zones.find(({ field }) => field === 'place')
  if (zone) {
    const place = zoneText(scan, zone)
    scan.claim(zone)
    return place === '' ? {} : { place }
  }
  const { place, visit } = findPlace(scan, namesOf(utterance.roster))
  const going = place === undefined ? leftovers(scan.open).find(({ text }) => GOING.test(text)) : undefined
  if (going) {
    scan.claim({ start: going.start, end: going.start + going.text.length })
    return { place: GOING.exec(going.text)?.[1] as string }
  }
  return { ...(place === undefined ? {} : { place }), ...(visit === undefined ? {} : { visit }) }
}

function topicOf(
  scan: Scan,
  zones: readonly { field: LabelField; start: number; end: number }[],
  doubts: Reading['doubts'],
): string | undefined {
  const zone = zones.find(({ field }) => field === 'topic')
  const labelled = zone && clean(zoneText(scan, zone))
  const parts: string[] = []
  for (const part of leftovers(scan.open)) {
    const inZone = zones.some(({ start, end }) => part.start >= start && part.start < end)
    if (inZone) continue
    const { text, offset } = trimFrame(part.text)
    const verb = VERB.exec(text)?.[0].length ?? 0
    const from = part.start + offset + verb
    const subject = clean(scan.text.slice(from, part.start + offset + text.length))
    if (subject === undefined) continue
    if (isDangerous(text.slice(verb).replaceAll(TITLE, ''))) {
      doubts.push({ question: `「${subject.slice(0, 20)}」没看明白，请核对。`, fields: ['topic'] })
    }
    parts.push(subject)
  }
  if (labelled !== undefined) return labelled
  return parts.length === 0 ? undefined : parts.join('，')
}

/** A subject without the verb before it; one of a single character is none. */
function clean(text: string): string | undefined {
  const subject = text
    .replace(VERB, '')
    .replace(DOING, (word) => (/^[去开办做搞]$/.test(word) ? word : ''))
    .replace(/^[的是为在：:，,\s]+|[的了吧哦啊，,\s。!！]+$/g, '')
  return subject.length < 2 || UNSETTLED.test(subject) ? undefined : subject
}
