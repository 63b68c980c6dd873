import type { TalkKind } from '../../core/entry.js'
import type { TalkMeaning } from '../../core/meaning.js'
import { claimCorrections, type Facts, timeFields, zoneOf, zoneText } from '../facts.js'
import { membersIn, type PersonRef, resolveName } from '../people/find-person.js'
import { personError } from '../people/people-errors.js'
import { readPeople, readPerson } from '../people/read-person.js'
import { findPlace } from '../place.js'
import type { Scan } from '../scan.js'
import { leftovers, trimFrame } from '../topic.js'
import { markInferred } from './record-reading.js'

type Talk = Partial<TalkMeaning> & { type: 'talk' }

const KINDS: readonly (readonly [TalkKind, RegExp])[] = [
  ['提醒谈话', /提醒谈话|约谈提醒|提醒约谈|批评教育谈话|诫勉/],
  ['廉政谈话', /廉政|廉洁|廉谈|党风廉政/],
]
const HEART = /谈心|交心/
const WITH =
  /(?:和|跟|与|同|找|对|给|约谈了?|约了?|叫了?)(?:了)?(?:支部|部门|咱们?支部|我们支部)?(?:的)?(?:预备党员|党员|新党员|书记|组织委员)?(?=\S)/g
const TALK_WORDS =
  /\/谈(?:心|话)(?:谈话)?|(?:进行|开展|做|作|搞)了?(?:一次|一场|个)?(?:简短|单独|深入|面对面)?的?(?:谈心谈话|廉政谈话|提醒谈话|谈心|谈话)|(?:谈心谈话|廉政谈话|提醒谈话|谈心|谈话|约谈|交心)(?:登记|记录|台账)?(?:了|过)?|(?:单独|面对面|当面|私下)?(?:地)?(?:谈|聊)(?:了|过|完|得|到|一)?(?:一?(?:次|聊|谈|会儿?|下))?(?:了|过)?|沟通了?|交流了?(?:一?下)?/g
const SEVERALLY = /分别|各自|逐[一个]|依次|挨个|一一|先后|每人|一对一/
const EACH = /(?:各|每人|每个人|分别)(?:谈|聊|用)?(?:了)?\s?\uE001/
const TOGETHER = /一起|共同|集体|三个?人|同时/
const ONESELF = /(?:和|跟|与|同|对)(?:我)?自己/

/** Words of one's own life: such content stays out of a group (moments.md §4). */
const PERSONAL =
  /他|她|对方|家|爱人|老婆|老公|妻|丈夫|离婚|结婚|恋|孩子|儿子|女儿|父|母|老人|病|住院|手术|怀孕|情绪|心情|心理|焦虑|抑郁|压力|矛盾|吵|闹|钱|债|贷款|困难|委屈|烦|哭|辞职|离职|身体|睡眠|感情|隐私|举报|违纪|处分|喝酒|赌|想不通|不满|意见/
/** Themes of the office that may be named in a group. */
const OFFICIAL =
  /转正|入党|廉政|廉洁|纪律|作风|教育|学习|工作|岗位|思想动态|思想状况|职责|业务|党建|考核|年度|季度|发展|规划|成长|青年|安全|服务|制度|精神|党性|组织生活|初心|责任|支部|近况/

/** Understands a talk, or several held one after another (SCHEMA §3 `talk`). */
export function readTalks(facts: Facts): Talk[] {
  const { scan } = facts
  const wording = scan.open
  const base: Talk = { type: 'talk', ...timeFields(facts) }
  const kind = KINDS.find(([, pattern]) => pattern.test(scan.text))
  base.kind = kind?.[0] ?? '谈心谈话'
  if (!kind && !HEART.test(scan.text)) markInferred(base, 'kind')
  const pair = readPair(facts)
  // 聊了半天 says that it was long, not how many hours count.
  if (facts.duration.creditHours !== undefined) {
    delete base.credit_hours
    delete base.duration_text
    facts.doubts.push({ fields: ['minutes'], question: '谈了多久，大约几分钟？' })
  }
  readPlaceOf(facts, base)
  claimCorrections(scan)
  base.talker = pair.talker ?? '$sender'
  readContent(facts, base, pair.end)
  checkFollowup(facts)
  const severally = SEVERALLY.test(wording)
  if (pair.partners.length > 1 && (!severally || TOGETHER.test(wording))) {
    facts.doubts.push({ fields: ['partner'], question: '是分别谈的，还是一起谈的？' })
  }
  if (pair.partners.length > 1 && base.minutes !== undefined && !EACH.test(scan.open) && base.start === undefined) {
    facts.doubts.push({ fields: ['minutes'], question: '这个时长是每人的，还是合计？' })
  }
  if (pair.partners.length > 1 && base.start !== undefined) {
    facts.doubts.push({ fields: ['start', 'end'], question: '每次谈话各是几点到几点？' })
  }
  return pair.partners.length === 0 ? [base] : pair.partners.map((partner) => ({ ...base, partner }))
}

interface Pair {
  talker?: string
  partners: string[]
  /** Where the naming of the two ends; what comes later is what was talked about. */
  end: number
}

function readPair(facts: Facts): Pair {
  const { scan } = facts
  if (ONESELF.test(scan.open)) facts.errors.push({ error: 'self_talk', name: '自己' })
  const labelled = labelledPair(facts)
  const pair = labelled ?? spokenPair(facts) ?? loosePair(facts)
  if (!pair) {
    if (facts.errors.length === 0) facts.errors.push({ error: 'missing_field', fields: ['partner'] })
    return { partners: [], end: 0 }
  }
  const partners: string[] = []
  for (const person of pair.partners) {
    const error = personError(person)
    if (error) facts.errors.push(error)
    else if (person.name !== undefined && !partners.includes(person.name)) partners.push(person.name)
  }
  let talker = pair.talker?.name
  if (pair.talker) {
    const error = personError(pair.talker)
    if (error) facts.errors.push(error)
  }
  if (talker === undefined && pair.talker === undefined) talker = '$sender'
  const self = facts.utterance.sender
  const speaker = talker === '$sender' ? self : talker
  for (const partner of partners) {
    if (partner === talker || (speaker !== undefined && partner === speaker)) {
      facts.errors.push({ error: 'self_talk', name: partner === '$sender' ? '自己' : partner })
    }
  }
  return { ...(talker === undefined ? {} : { talker }), partners, end: pair.end }
}

interface PairRefs {
  talker?: PersonRef
  partners: PersonRef[]
  end: number
}

const sender = (at: number): PersonRef => ({ start: at, end: at + 1, said: '我', name: '$sender' })

function labelledPair(facts: Facts): PairRefs | undefined {
  const [partner, talker] = [zoneOf(facts, 'partner'), zoneOf(facts, 'talker')]
  if (!partner) return undefined
  const read = (zone: { start: number; end: number }): PersonRef[] => {
    const text = facts.scan.open.slice(0, zone.end)
    const people = /^我(?!们)/.test(text.slice(zone.start))
      ? [sender(zone.start)]
      : readPeople(text, zone.start, facts.names)
    const said = zoneText(facts.scan, zone)
    if (people.length === 0 && said !== '') people.push({ ...zone, ...resolveName(said, facts.names) })
    facts.scan.claim(zone)
    return people
  }
  const partners = read(partner)
  const talkers = talker ? read(talker) : []
  if (talkers.length > 1) facts.doubts.push({ fields: ['talker'], question: '谈话人是哪一位？' })
  return { partners, end: partner.end, ...(talkers[0] ? { talker: talkers[0] } : {}) }
}

/** 和赵阳谈, 王敏跟李响谈了, 赵阳和我聊了. */
function spokenPair(facts: Facts): PairRefs | undefined {
  const { scan, names } = facts
  for (const found of scan.all(WITH)) {
    const toMe = /^(?:我|咱)(?!们)/.test(scan.open.slice(found.end))
    const people = toMe ? [sender(found.end)] : readPeople(scan.open, found.end, names)
    const last = people.at(-1)
    if (!last) continue
    if (/^的(?!谈|聊)/.test(scan.open.slice(last.end))) {
      facts.doubts.push({ fields: ['partner'], question: `是和${last.said}本人谈的吗？` })
    }
    const before = personEndingAt(facts, found.start)
    const tail = scan.open.slice(last.end, last.end + 40).split(/[。;；\n]/)[0] ?? ''
    const head = scan.open.slice(0, found.start)
    if (!/谈|聊|交心|沟通|交流/.test(tail) && !/谈心|谈话|约谈|\/谈/.test(head) && !/约谈/.test(found.text)) continue
    scan.claim({ start: before?.start ?? found.start, end: last.end })
    if (toMe) {
      if (!before) continue
      if (/找|对|给|约|叫/.test(found.text)) {
        facts.doubts.push({ fields: ['talker', 'partner'], question: `谈话人是${before.said}，对象是你吗？` })
      }
      return { talker: last, partners: [before], end: last.end }
    }
    if (before?.said === '我' || !before) return { partners: people, end: last.end }
    return { talker: before, partners: people, end: last.end }
  }
  return undefined
}

function personEndingAt(facts: Facts, at: number): PersonRef | undefined {
  const text = facts.scan.open.slice(0, at).replace(/(?:昨天|今天|也|都|又|已经|刚刚?)$/, '')
  const skipped = text.replace(/[\uE001\s]+$/, '')
  if (/我$/.test(skipped)) return sender(skipped.length - 1)
  const from = Math.max(0, skipped.length - 8)
  for (let start = from; start < skipped.length; start++) {
    const opens = start === 0 || /[\s,，。;；:：\n\uE001]/.test(skipped[start - 1] as string)
    const person = opens ? readPerson(`${skipped} `, start, facts.names) : undefined
    if (person && person.end === skipped.length) return person
    const member = membersIn(skipped.slice(start), facts.names).find((ref) => ref.start === 0)
    if (member && start + member.end === skipped.length) return { ...member, start, end: start + member.end }
  }
  return undefined
}

/** /谈心 @孙小雨, 谈心谈话 赵阳, 赵阳谈心谈话: a name without a preposition. */
function loosePair(facts: Facts): PairRefs | undefined {
  const { scan, names } = facts
  const text = scan.open
  for (let at = 0; at < text.length; at++) {
    const before = text[at - 1] ?? '\n'
    const opens =
      /[\s,，。;；:：\n\uE001()（）]/.test(before) ||
      /(?:谈心|谈话|了|约谈)$/.test(text.slice(0, at)) ||
      text[at] === '@'
    if (!opens) continue
    const people = readPeople(text, at, names)
    const [first] = people
    const last = people.at(-1)
    if (!first || !last) continue
    const next = text.slice(last.end, last.end + 2)
    const known = people.some((person) => !person.unknown) || text[at] === '@'
    if (!known && !/^(?:谈|聊|$|[\s,，。\uE001])/.test(next)) continue
    if (!known && !/(?:谈心|谈话|\/谈\S?)\s?$/.test(text.slice(0, at))) continue
    scan.claim({ start: first.start, end: last.end })
    return { partners: people, end: last.end }
  }
  return undefined
}

function readPlaceOf(facts: Facts, talk: Talk): void {
  const zone = zoneOf(facts, 'place')
  const place = zone ? zoneText(facts.scan, zone) : findPlace(facts.scan).place
  if (zone) facts.scan.claim(zone)
  if (place !== undefined && place !== '') talk.place = place
}

function readContent(facts: Facts, talk: Talk, pairEnd: number): void {
  const { scan, utterance } = facts
  const zone = zoneOf(facts, 'topic')
  const problem = zoneOf(facts, 'problem')
  if (problem) {
    const text = zoneText(scan, problem)
    if (text !== '') talk.problem = text
    scan.claim(problem)
  }
  const labelled = zone ? zoneText(scan, zone).replace(/^(?:聊了?|谈了?)/, '') : undefined
  if (zone) scan.claim(zone)
  checkPeople(facts, pairEnd)
  const spoken = contentClauses(scan)
  const content = labelled ?? spoken
  if (utterance.chat === 'group') {
    const personal = [labelled, spoken, talk.problem].some(
      (text) => text !== undefined && text !== '' && PERSONAL.test(text),
    )
    const themed = labelled !== undefined || (content !== undefined && OFFICIAL.test(content))
    if (personal || (content !== undefined && !themed)) {
      talk.privacy = 'content_in_group'
      delete talk.problem
      return
    }
  }
  if (content !== undefined && content !== '') talk.topic = content
}

/** What was talked about, from the clauses nobody read, without 聊了 and 的事. */
function contentClauses(scan: Scan): string | undefined {
  const parts = leftovers(scan.open).flatMap((part) => {
    const bare = trimFrame(part.text)
    const offset = bare.offset
    let text = bare.text
    text = text.replace(
      /^(?:(?:主要|重点|还)?(?:谈|聊|说|讲|交流|沟通|反映)(?:了|到|起)?(?:一下|聊|谈|一?[聊谈])?(?:关于)?)/,
      '',
    )
    const cut = bare.text.length - text.length
    const end = text.replace(/(?:的)?(?:事情|事儿|事|话题|问题|情况)?(?:谈|聊)?(?:了|过)?$/, '')
    const kept = /问题$|情况$/.test(text) ? text : end
    if (isTalkNoise(kept)) return []
    const from = part.start + offset + cut
    return [scan.text.slice(from, from + kept.length)]
  })
  const joined = parts.join('，')
  return joined === '' ? undefined : joined
}

const isTalkNoise = (text: string): boolean => {
  const rest = text
    .replace(TALK_WORDS, '')
    .replace(
      /(?:提醒|廉政|分别|各|每人|逐一|依次|一一|挨个|单独|记录?一?下?|登记|补录|补记|了|过|的|一次|一?会儿?|在|又|也|一起|就|于|因|约|话|心|台账|地点|时间|对象|同志|请|帮我?|我|简单|深入|进行)/g,
      '',
    )
  return rest.length < 2
}

/** Another member named after the pair may be a second partner. */
function checkPeople(facts: Facts, pairEnd: number): void {
  const others = membersIn(facts.scan.open, facts.names)
  if (others.length === 0) return
  const beside = others.some(
    (ref) => ref.start < pairEnd || /[和跟与同、及找]$/.test(facts.scan.open.slice(0, ref.start)),
  )
  const question = beside ? '提到了不止一位谈话对象，和谁谈的？' : '内容里还提到了别的党员，谈话对象对吗？'
  facts.doubts.push({ fields: ['partner'], question })
}

/** A task with a deadline belongs to the record; not understood yet, so it is asked about rather than dropped. */
function checkFollowup(facts: Facts): void {
  const zone = zoneOf(facts, 'followup')
  if (
    zone ||
    /(?:\d|月|周|天|日|号|年|季度)(?:底|末|内|之?前)[^,，。;；\n]{0,4}(?:交|完成|整改|改|提交|报|写|落实|谈|反馈|汇报)|(?:限期|下次|跟进|回访|约定|后续)/.test(
      facts.scan.text,
    )
  ) {
    facts.doubts.push({ fields: ['followup'], question: '后续要办的事和期限请在表里填一下。' })
  }
}
