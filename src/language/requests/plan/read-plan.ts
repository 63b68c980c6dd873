import type { ErrorMeaning, Meaning, PartialRecord, PlanMeaning, Utterance } from '../../../core/meaning.js'
import { findDuration } from '../../durations.js'
import { claimCorrections } from '../../facts.js'
import { findLabels, type LabelField, valueEnd } from '../../labels.js'
import { Scan, TITLE } from '../../scan.js'
import { findTime } from '../../times.js'
import { takeKind } from './kind.js'
import { isMove, movedPlan } from './move-plan.js'
import { takeLecturer, takePartners, takeTalker } from './people.js'
import { severalPlans } from './several-plans.js'
import { placeOf, topicOf } from './subject.js'
import { takeWhen } from './when.js'
import {
  BY_THEN,
  FRAME,
  HAPPENED,
  NO_PLAN,
  ORDER,
  OTHER_RECORD,
  REMIND,
  remindOf,
  SAID,
  TO_COME,
  TO_COMPLETE,
  WISH,
} from './words.js'

/** Something to come that is to be put down, and perhaps reminded of (SCHEMA §3 `plan`). */

type PartialPlan = Partial<PlanMeaning> & { type: 'plan' }

const TITLES = /《[^《》\n]{1,60}》|“[^“”\n]{2,40}”|「[^「」\n]{2,40}」/g
const TEXT_FIELDS: ReadonlySet<LabelField> = new Set(['topic', 'note', 'problem', 'resolution'])
const EVERYBODY = /(?:全体|全员|所有)(?:党员|同志|人)?(?:都)?(?:要)?(?:参加|到会|出席)?|大家都?(?:要)?(?:参加|来|到)/g
/** 下周三前把响哥谈了, 十天内把跟老周的谈话做了. */
const DONE_BY_THEN =
  /((?:[前内底]|下?(?:周|星期|礼拜)[一二三四五六日天])[\s,，]?(?:之前)?(?:要|得|必须|务必|争取)*[把将给][^,，。;；\n]{1,20}[谈学开办交做搞聊完成定掉])了(?=$|[\s,，。;；!！吧啊哈])/
/** 还没安排谈话的党员名单给我: asks who, and arranges nothing. */
const THOSE_NOT_YET = /(?:没|未)[^,，。;；\n]{1,10}的(?:人员?|同志|党员)?(?:名单|名字|有谁|是谁|有哪些)/
/** 具体哪天还没定: asks nothing. */
const NOT_SETTLED_YET =
  /[,，。;；\s](?:具体)?(?:是)?(?:哪[天日]|几[号点]|时间|日期|日子|地点|地方|主题)(?:还|都|暂时|暂|尚)*(?:没|未|待)(?:有)?(?:定|想好|确定|通知|商量)(?:下来|好)?(?=$|[\s,，。;；])/g
/** 下周五前后, 20号左右: no day. */
const AROUND = /(?:[日号]|周[一二三四五六日天])(?:前后|左右|上下)/
const TOLD =
  /(?<=[\u4E00-\u9FFF]\uE001|[大各]家\uE001|\uE001)((?:都|要|记得|务必|把)*(?:带|穿|自备|备好|携带|准备好?|佩戴|戴|统一着装|着装|着)[^\s,，。;；\d\uE000\uE001]{0,12})(?=$|[\s,，。;；!！])/
const LOG = /补录|补记|登记|记录(?!人)|应到|实到|学习了|召开了|学了|记一下(?!计划)/

/** The plan a text asks for, a question, an error, or undefined when it is none. `forced`: it began with /计划 or the like. */
export function planOf(said: string, utterance: Utterance, forced: boolean): Meaning | undefined {
  const several =
    said.length > SHORTEST_PAIR &&
    (forced || ANY_PLAN.test(said)) &&
    severalPlans(said, (text, ordered) => onePlan(text, utterance, ordered))
  return several || onePlan(said, utterance, forced)
}

const ANY_PLAN = new RegExp(`${ORDER.source}|${WISH.source}|${TO_COME.source}`)
/** 业务培训讲新话筒怎么用: what is to be taught is no question. */
const TAUGHT_HOW =
  /(?<=讲|学|教|练|演练|培训)(?!什么|啥)[\u4E00-\u9FFF]{1,10}(?:怎么|如何|怎样)[\u4E00-\u9FFF]{1,6}(?<![吗呢么办])(?=$|[,，。;；\s])/g
/** 周三谈小赵，周四谈小雨: shorter is one plan. */
const SHORTEST_PAIR = 12

function onePlan(said: string, utterance: Utterance, forced: boolean): Meaning | undefined {
  // 下周三前把响哥谈了: with a deadline, what is to be done by it.
  const body = said.replace(DONE_BY_THEN, '$1').replace(NOT_SETTLED_YET, '')
  const open = body.replace(TITLES, (title) => '\uE000'.repeat(title.length))
  if (NO_PLAN.test(open.replace(TAUGHT_HOW, '\uE001')) || (!forced && THOSE_NOT_YET.test(open))) return undefined
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
  const happened = HAPPENED.test(open.replace(TO_COMPLETE, '前').replace(REMIND, '').replace(SAID, ''))
  if (plan.date === today && (happened || (evidence && !plan.remind))) return false
  if (past || (evidence && !dated)) return false
  // A log to come (登记培训：6月3日…) is a slip of the date, not a plan.
  if (happened && (!dated || LOG.test(open))) return false
  if (!ordered && !dated) return false
  if (plan.kind === undefined && !dated) return false
  if (plan.kind === undefined && !other && !/党|支部|学|培训/.test(open)) return false
  if (wished) return true
  const settled =
    errors.every(({ error }) => OF_PERSON.has(error)) && doubts.length === 0 && !evidence && !other && !happened
  const deadline = plan.due_to !== undefined && (plan.kind === 'talk' || BY_THEN.test(open))
  const appointed = plan.start !== undefined || plan.period !== undefined || deadline
  return settled && appointed && !LOG.test(open) && (plan.kind !== 'talk' || partners.length > 0 || errors.length > 0)
}

/** 下周跟老李谈一下: which one is asked, plan or not. */
const OF_PERSON: ReadonlySet<string> = new Set(['self_talk', 'ambiguous_person'])

const SPEAKER_TALKS =
  /分别(?:谈|聊|约|找)|各(?:谈|聊)|挨个|逐个|逐一|都(?:要)?(?:谈|聊)|(?<![让请给叫])我(?:都|要|得|来|再|分别|各|也|还|想|打算|准备|个别)*(?:谈|聊|找|和|跟|约)/

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
  Object.assign(plan, remindOf(scan.takeAll(REMIND)))
  // 提醒大家带围裙: what they are to be told is no subject.
  const told = scan.take(TOLD)?.groups[0]
  if (told !== undefined) plan.note = told
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
  if (AROUND.test(body)) doubts.push({ question: '是哪一天？', fields: ['date'] })
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
  const lecturer = plan.kind === 'training' ? takeLecturer(scan, zones, utterance, errors) : undefined
  if (lecturer !== undefined) plan.lecturer = lecturer
  const partners = plan.kind === 'talk' ? takePartners(scan, utterance, errors, duration.minutes === undefined) : []
  if (partners.length === 1) plan.partner = partners[0] as string
  const talker = partners.length > 0 ? takeTalker(scan, utterance) : undefined
  // 小赵和小雨，我都要谈: both with the speaker.
  if (talker !== undefined && SPEAKER_TALKS.test(body)) {
    partners.unshift(talker)
    delete plan.partner
  } else if (talker !== undefined) plan.talker = talker
  scan.takeAll(EVERYBODY)
  scan.takeAll(SAID)
  scan.takeAll(FRAME)
  claimCorrections(scan)
  const place = placeOf(scan, zones, utterance, plan.kind === 'activity' || plan.kind === 'talk')
  if (place.place !== undefined) plan.place = place.place
  for (const zone of hidden) scan.reveal(zone)
  for (const zone of hidden) retakeTitles(scan, zone)
  const topic = topicOf(scan, zones, utterance, doubts) ?? place.visit
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
