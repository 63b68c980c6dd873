import type { ErrorMeaning, Meaning, PartialRecord, RecordMeaning, RecordType, Utterance } from '../core/meaning.js'
import { dayWarnings, objection } from './checks.js'
import { CORRECTIONS } from './corrections.js'
import { type Facts, factsOf, openScan } from './facts.js'
import { generalDoubt, isBackfill, saysItHappened } from './mood.js'
import type { Normalised } from './normalise.js'
import { membersIn, resolveName } from './people/find-person.js'
import { GUESTS } from './records/gathering.js'
import { readMeetingText } from './records/meeting-with-agenda.js'
import { findRaised, withoutRaised } from './records/raised.js'
import { EVENT_KINDS } from './records/readers.js'
import type { Reading } from './records/reading.js'
import { readTalks } from './records/talk.js'
import { readThemeDay } from './records/theme-day.js'
import { readTraining } from './records/training.js'
import { isBranchMatter } from './records/training-form.js'
import { FIELD_NAMES } from './requests/edit-fields.js'
import { leftovers } from './topic.js'
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
  /** Its line or number says that it is one by itself. */
  item?: boolean
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
  // 12号上午找海明谈谈: twice over, the word tells of what is meant to be.
  if (type === 'talk' && !telling.tookPlace && TO_TALK.test(telling.probe) && !saysItHappened(telling.probe))
    doubts.push({ fields: ['date'], question: '这是已经谈了的，还是打算谈的？' })
  // A prize is given by another body, a promise or a remedy is of what will always be done: none is a doubt.
  telling.trace?.push(...readAs(first, type))
  const told = type === 'talk' ? withoutRaised(telling.probe) : headOf(type, telling.probe)
  const general = GENERAL.has(type) ? undefined : generalDoubt(told.replace(GUESTS, '\uE001'))
  if (general !== undefined) doubts.push({ fields: ['topic', 'date'], question: general })
  // 自学1小时，线上学习2学时: two things of which the one record would hold a length each.
  const { duration } = reading.facts
  if (type === 'training' && duration.minutes !== undefined && duration.creditHours !== undefined) {
    if (new Set(telling.probe.match(FORMS)).size > 1)
      doubts.push({ fields: ['form'], question: '像是有两件事，请分开说。' })
  }
  if (telling.hearsay) doubts.push({ fields: ['date'], question: '这件事确定吗？请核对后提交。' })
  const refers = REFERRED_TO.has(type) && REFERS_BACK.test(telling.probe)
  if (
    refers ||
    isChange(
      (ISSUED_ELSE.test(telling.probe) ? telling.probe : headOf(type, telling.probe)).replace(CORRECTIONS, '\uE001'),
    )
  )
    doubts.push({ fields: ['topic', 'kind'], question: '是要更正原来那条，还是新记一条？' })
  const unread = BASE_TYPES.has(type) ? undefined : records.map(unreadFact).find((clause) => clause !== undefined)
  if (unread !== undefined) doubts.push({ fields: ['note'], question: `「${unread}」没看明白，请核对。` })
  if (records.some((record) => namesDoer(record, reading.facts)))
    doubts.push({ fields: ['topic', 'host', 'absent'], question: '内容里好像还说了谁做什么，请核对。' })
  if (telling.normal.cut) doubts.push({ fields: ['note'], question: '消息太长，只看了前面一部分，请核对。' })
  if (type !== 'talk') reading.facts.errors.push(...surnamesLeft(reading.facts))
  // 下午开会我可能晚到: a meeting without a name that nobody tells of.
  if (type === 'meeting' && (first as { kind?: unknown }).kind === undefined && !telling.tookPlace && !telling.item)
    if (telling.hearsay || !happened(reading.facts, telling, first)) return { type: 'ignore' }
  const against = objection(reading.facts)
  telling.trace?.push(
    ...doubts.map(({ fields, question }) => ({ field: 'question', from: question, by: fields.join(', ') })),
  )
  if (against && 'error' in against) return against.error === 'not_permitted' ? against : { ...against, partial: first }
  if (against) return { type: 'question', ...against, partial: first }
  return records.length === 1 ? (first as RecordMeaning) : { records: records as RecordMeaning[] }
}

/** 小李带队: a surname that fits two, whatever he did. */
function surnamesLeft({ scan, names }: Facts): ErrorMeaning[] {
  return leftovers(scan.open).flatMap(({ text }) => {
    const said = /^[小老][\u4E00-\u9FFF]/.exec(text)?.[0]
    const { candidates } = said === undefined ? { candidates: undefined } : resolveName(said, names)
    return said !== undefined && candidates ? [{ error: 'ambiguous_person' as const, name: said, candidates }] : []
  })
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

const FORMS = /自学|线上学习|集中学习|微党课|专题党课|业务培训|专题讲座|主题影片|外出考察|研讨/g

const TO_TALK =
  /(?:[日号天午晚点半钟一二三四五六])(?:准备|打算|想|去|再)?[找跟和与约][^,，。;；\n]{1,8}(?:谈谈|聊聊|谈一谈|聊一聊)(?=$|[\s,，。;；])/

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
  `(?:${FIELD_NAMES})(?:的|给|都|要|应)*(?:改成|改为|改到|换成|更正为|调整为|变更为|修改为)|(?:写|记|填|录|打)成(?!果|功|文|绩|长|立|员|就|稿)|(?:忘了?|漏)(?:记|写|登记|填)(?![^\\n]{0,60}补[录记登写上])|(?:${FIELD_NAMES})(?:的)?(?:给)?(?:写|记|填|打|录|弄|搞|输|报|登|选)(?:错|反|漏|颠倒)|^(?:我)?(?:刚刚?才?|上一?|前一?)(?:我)?(?:记|录|写|发|登|报)?的?(?:那|这)?一?[条笔](?!件)|(?<![疏遗泄缺堵查屋])(?:漏|落)(?:了|掉)(?=[\\u4E00-\\u9FFF]{2,3}(?:$|[,，\\s]))(?![^\\n]{0,60}补[录记登写])|(?:${FIELD_NAMES}|原因)(?:也|都|给)?补上|(?:请|再)加上(?=$|[,，。\\s])|(?:${FIELD_NAMES})应(?:该)?(?:写|填|记)|改[成为][\\d一二两三四五六七八九十]|^刚(?:才|刚)?(?:录|记|登|写|发|报|填)的|补一个(?:请假|缺席|人)|(?:更名|改名|改叫)(?:为|成)?|(?:加|添|补|算)(?:进|到|入)[^,，。;；\\n]{0,4}名单|(?:那|这)一?[栏项块][^,，。;；\\n]{0,3}(?:改|填|写|换)|改(?:成|为)[:：]|(?:撤[销消掉回了]|删[除掉了]|作废)(?:一下|掉|吧|了|它)*[。.!！\\s]*$`,
)
/** Most records have none of these, and the long pattern above is not tried. */
const CHANGE_HINT =
  /改|换|更|调整|修|[写记填录打]成|错|反|漏|落|颠倒|忘|撤|删|作废|名单|补|加上|应|[那这]一?[栏项块]|刚|上一?[条笔]|前一?[条笔]/
/** Said of an entry that is there already: 那条时长…, 整改时限少写了, 小赵昨天报的自学, 整改单月底前必须销号, …，撤. */
const OF_AN_ENTRY =
  /单[^,，]{0,8}(?:必须|务必|要|得|应|需)(?:全部|都)?(?:销号|闭环|办结|销掉)|(?:其实|实际上?)(?:是)?(?:请[了过]?假|没来|没到|没参加|缺席)|(?:撤|删)(?:掉|了)?[一两二三\d]\s?[条张个笔](?=$|[,，\s])|(?:报|录|登记?|填)的(?:自学|集中学习|线上学习|培训|微党课|党课|党日|大会|谈话|谈心|慰问)|[少多](?:写|记|填|登|录|报)了(?![一两三几\d]?[份篇页次]|[^\n]{0,60}补[录记登写上])|(?:其实|应该|应当)是?给[\u4E00-\u9FFF]{2,6}(?:部|科|处|室|中心)的$|(?:那|这)一?[条笔](?:的)?(?=[,，\s]|时[间长]|地[点方]|人数|主[讲持]|应到|实到|题目|内容|日期|形式)|[,，\s](?:撤|删)[。.!！\s]*$/
/** 地点不在我们这, 时长没填: what is said of a field, not in it. */
const OF_A_FIELD = new RegExp(`(?:${FIELD_NAMES})(?:不(?:在|是|对|止)|(?:还|都)?(?:没|未)(?:有)?(?:写|记|填|登|录))`)
const FIELD_HINT = /不[在是对止]|[没未]有?[写记填登录]/
/** 给餐饮部下的处罚单，其实是给会务部的. */
const ISSUED_ELSE = /(?:其实|应该|应当)是?给[\u4E00-\u9FFF]{2,6}(?:部|科|处|室|中心)的$/
const isChange = (head: string): boolean =>
  (CHANGE_HINT.test(head) && CHANGES.test(head)) ||
  OF_AN_ENTRY.test(head) ||
  (FIELD_HINT.test(head) && OF_A_FIELD.test(head))
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
  if (type === 'talk') {
    const told = factsOfTalk(facts, text, utterance, trace)
    return { facts: told, records: readTalks(told) }
  }
  if (type === 'meeting') return readMeetingText(facts, { text, utterance, trace })
  return { facts, records: [type === 'theme_day' ? readThemeDay(facts) : readTraining(facts)] }
}

/** 他提出：夜间测温岗人手不够: what was raised tells neither day nor hour of the talk. */
function factsOfTalk(facts: Facts, text: string, utterance: Utterance, trace: Trace | undefined): Facts {
  const raised = findRaised(text)
  if (!raised) return facts
  const told = factsOf(openScan(text, trace), utterance, [raised])
  return told.date.kind === 'unsaid' && facts.date.kind === 'said' ? { ...told, date: facts.date } : told
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
  const { date } = facts
  const longAgo = date.kind === 'said' && date.longAgo === true
  // 31号下午四点，讲师…，内容… on the 20th: an announcement has its labels too.
  if (ORDER_TO_RECORD.test(probe) || (facts.labelCount >= 2 && !longAgo)) return true
  // 3月12日组织主题党日，植树，半天，全员 in December may be last March's or the next one's: a plan has a length too.
  const planned = longAgo ? [] : [partial.credit_hours, saidAttendees(partial)]
  const hard =
    facts.duration.minutes !== undefined ||
    [...planned, partial.actual, absentOthers(partial), partial.end].some((fact) => fact !== undefined) ||
    // 今天…，主讲海明: an announcement would say the hour.
    (date.kind === 'said' &&
      partial.start === undefined &&
      partial.period === undefined &&
      ROLES.some((role) => role in partial))
  if (hard) return true
  // 上午和小雨谈心，她说…; 今天和海明谈心，聊体检的事: what was said is known only when it is over.
  if (
    partial.type === 'talk' &&
    (SAID_THEN.test(probe) ||
      OF_HIS_OWN.test(probe) ||
      partnerSaid(partial, facts, probe) ||
      (ABOUT.test(probe) && !partial.start && !partial.period))
  )
    return true
  const { today } = facts.utterance
  const past = (date.kind === 'said' && date.date < today && !longAgo) || (day !== undefined && day < today)
  if (!past && !saysItHappened(probe)) return false
  if (partial.type !== 'training') return true
  // 讲座太晚了: without a day of its own something must have been learnt or held, not just become so.
  if (!past && facts.date.kind !== 'said' && !DONE.test(probe) && !ORDER_TO_RECORD.test(probe)) return false
  const formal =
    facts.labelCount > 0 || 'lecturer' in partial || GATHERED.test(probe) || isBranchMatter(partial.topic ?? '')
  return formal || partial.topic === undefined
}

/** 晚上的党小组会我请个假: his own leave is asked for beforehand. */
const absentOthers = ({ absent }: PartialRecord): unknown => absent?.find(({ name }) => name !== '$sender')

/** Who took part as said: that one's own study is one's own, the reader fills in (学习强国登不上). */
const saidAttendees = ({ type, attendees }: PartialRecord): unknown =>
  type === 'training' && Array.isArray(attendees) && attendees.length === 1 && attendees[0] === '$sender'
    ? undefined
    : attendees

/** 今天和小赵谈心，小赵说家里…. */
const partnerSaid = ({ partner }: PartialRecord & { partner?: string }, { names }: Facts, probe: string): boolean =>
  partner !== undefined &&
  membersIn(probe, names).some(
    ({ name, end }) =>
      name === partner && /^(?:同志)?(?:说|讲|反映|提到|提出|觉得|坦言)(?!好|定)/.test(probe.slice(end)),
  )

/** 跟淑贤谈心，她跟婆婆天天吵架: what is told of her own. */
const OF_HIS_OWN =
  /谈[心话][,，。;；\s](?:他|她)(?!们|说好|有空|方便|来不|在不)(?![^\n]{0,20}(?:明[天早晚]|后天|下周|下个|有空|方便|几点|时候|再谈))[^,，。;；\n?？]{4,}/
const SAID_THEN = /[,，。;；\s](?:他|她|对方)(?:也|还|主要)?(?:说|讲|反映|表示|提到|提出|诉|坦言|承认|觉得)/
const ABOUT =
  /谈[心话][^,，。;；]{0,8}[,，\s](?:主要|重点)?(?:聊|谈|说|问|讲)(?:的是|到|起|及)?[\u4E00-\u9FFF]{2,16}(?:的事|事情|情况|问题)/
const ROLES = ['lecturer', 'host', 'recorder']
const ORDER_TO_RECORD = /记(?:一下|录|上|个|一?条|一?笔)|登记|补录|补记|补登|补写|录入|打卡/
const DONE =
  /(?:学|看|听|讲|上|办|搞|开|读|到|参加|培训|组织|开展|举办|举行|进行|召开|传达|研讨|讨论|考察|参观|瞻仰|观影|收看|完成|结束|下课|散会)[^,，。;；\n]{0,3}(?:了|过|完)|[学看听讲读]的|已|刚|结束|完成|补/
const GATHERED = /集中|集体|组织|支部|开展|专题|讲座|党课|业务培训/
