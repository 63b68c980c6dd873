import { CORRECTIONS, isCorrected } from '../corrections.js'
import { type Facts, zoneOf, zoneText } from '../facts.js'
import { memberAt, membersIn, type Names, type PersonRef, resolveName } from '../people/find-person.js'
import { personError } from '../people/people-errors.js'
import { claimPosts } from '../people/posts.js'
import { readPeople, readPerson } from '../people/read-person.js'

const WITH =
  /(?:和|跟|与|同|找|对|给|[把将](?=[^,，。;；\n]{2,12}?(?:叫|喊|约|拉|请|找)(?:到|来|在|进|过来|上))|碰[上见到]了?|遇[上见到]了?|约谈了?|约了?|叫了?)(?:了)?(?:支部|部门|咱们?支部|我们支部)?(?:的)?(?:预备党员|党员|新党员|新来的|新同志|新同事|书记|组织委员)?(?=\S)/g
const ONESELF = /(?:和|跟|与|同|对)(?:我)?自己/

/** Who talked with whom (SCHEMA §3 `talk`): the talker is the one who typed unless two others are named. */
export interface Pair {
  talker?: string
  partners: string[]
  start: number
  /** Where the naming of the two ends; what comes later is what was talked about. */
  end: number
  /** 叫到一块儿: with all of them at once. */
  together?: boolean
}

/** Reads and claims the two of a talk; one who can't be told is left on the facts as an error. */
export function readPair(facts: Facts): Pair {
  const { scan } = facts
  claimPosts(facts)
  if (ONESELF.test(scan.open)) facts.errors.push({ error: 'self_talk', name: '自己' })
  const labelled = labelledPair(facts)
  const pair = labelled ?? passivePair(facts) ?? spokenPair(facts) ?? meantPair(facts) ?? loosePair(facts)
  if (!pair) {
    if (facts.errors.length === 0) facts.errors.push({ error: 'missing_field', fields: ['partner'] })
    return { partners: [], start: 0, end: 0 }
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
  const { start, end, together } = pair
  return { ...(talker === undefined ? {} : { talker }), partners, start, end, ...(together && { together }) }
}

interface PairRefs {
  talker?: PersonRef
  start: number
  partners: PersonRef[]
  end: number
  together?: boolean
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
    facts.scan.claim({ start: zone.start, end: people.at(-1)?.end ?? zone.end })
    return people
  }
  const partners = read(partner)
  const talkers = talker ? read(talker) : []
  if (talkers.length > 1) facts.doubts.push({ fields: ['talker'], question: '谈话人是哪一位？' })
  return { partners, start: 0, end: partner.end, ...(talkers[0] ? { talker: talkers[0] } : {}) }
}

/** 李响6月18日被书记廉政谈话了: who was talked to stands first. */
function passivePair(facts: Facts): PairRefs | undefined {
  const { scan, names } = facts
  const found = scan.first(/被(?=[@\u4E00-\u9FFF])/)
  const talker = found && readPerson(scan.open, found.end, names)
  const partner = found && personEndingAt(facts, found.start)
  const verb =
    talker &&
    /^(?:同志)?(?:叫去|找去|叫到\S{1,6}|单独|又|给)*(?:做了?一?[次个]?)?(?:廉政|廉洁|提醒|谈心|约|诫勉)*谈/.exec(
      scan.open.slice(talker.end),
    )
  if (!found || !talker || !partner || !verb) return undefined
  scan.claim({ start: partner.start, end: talker.end })
  return { talker, partners: [partner], start: partner.start, end: talker.end }
}

/** 和赵阳谈, 王敏跟李响谈了, 赵阳和我聊了. */
function spokenPair(facts: Facts): PairRefs | undefined {
  const { scan, names } = facts
  dropTakenBack(facts)
  for (const found of scan.all(WITH)) {
    const toMe = /^(?:我|咱)(?!们)/.test(scan.open.slice(found.end))
    // 找书记谈: the post is the person, where no name follows it.
    const at = /书记$/.test(found.text) && !readPerson(scan.open, found.end, names) ? found.end - 2 : found.end
    const people = toMe ? [sender(found.end)] : readPeople(scan.open, at, names)
    const last = people.at(-1)
    if (!last) continue
    if (/^的(?!谈|聊)/.test(scan.open.slice(last.end))) {
      facts.doubts.push({ fields: ['partner'], question: `是和${last.said}本人谈的吗？` })
    }
    claimCalled(facts, found.start)
    const before = personEndingAt(facts, found.start)
    const meant = toMe ? undefined : meantInstead(facts, last.end)
    const tail = scan.open.slice(last.end, last.end + 40).split(/[。;；\n]/)[0] ?? ''
    const head = scan.open.slice(0, found.start)
    if (
      !/谈|聊|交心|沟通|交流/.test(tail) &&
      !/谈心|谈话|约谈|\/谈|[谈交]了[\uE001\s]*[心话]|[谈聊]了\uE001/.test(head) &&
      !/约谈/.test(found.text)
    )
      continue
    const start = before?.start ?? found.start
    // 把小赵、小雨叫到一块儿，聊了…: how they came together.
    const called = /^[把将]/.test(found.text) ? CALLED.exec(scan.open.slice(last.end)) : null
    const end = last.end + (called?.[0].length ?? 0)
    scan.claim({ start, end })
    if (called && people.length > 1 && /一/.test(called[0])) return { partners: people, start, end, together: true }
    if (toMe) {
      if (!before) continue
      // 书记找我谈: the secretary holds it; when another member sought the speaker, either may have.
      if (/找/.test(found.text) && /书记$/.test(before.said))
        return { talker: before, partners: people, start, end: last.end }
      // 响哥来找我谈心: he came by himself, and the speaker held it.
      const came = /(?:来|主动)\s?$/.test(head)
      if (/找|对|给|约|叫/.test(found.text) && !came) {
        facts.doubts.push({ fields: ['talker', 'partner'], question: `谈话人是${before.said}，对象是你吗？` })
      }
      return { talker: last, partners: [before], start, end: last.end }
    }
    const partners = meant ? [meant] : people
    if (before?.said === '我' || !before) return { partners, start, end: last.end }
    return { talker: before, partners, start, end: last.end }
  }
  return undefined
}

/** 和小赵谈了谈话，不对，是小雨: who it was after all, behind the verb; the words of it claimed. */
function meantInstead({ scan, names }: Facts, at: number): PersonRef | undefined {
  const said = scan.open.slice(at, at + 30)
  const back = /不|错|更正|口误|改|哦|噢/.test(said) ? VERB_THEN_BACK.exec(said) : null
  const meant = back && memberAt(scan.open, at + back[0].length, names)
  if (!back || !meant || !/^(?:同志)?(?:谈|聊)?的?(?:$|[\s,，。;；\uE001])/.test(scan.open.slice(meant.end)))
    return undefined
  scan.claim({ start: at + (back.groups?.verb?.length ?? 0), end: meant.end })
  return meant
}

const CALLED =
  /^(?:同志)?(?:[都俩仨]|两个|几个)?(?:叫|喊|约|拉|请|找)(?:到|来|在|进|过来|上)+了?(?:一块儿?|一起|一处|一堆|跟前|身边)?/

/** 敏姐我本周一跟响哥谈心: whom the speaker turns to first has no part in it. */
function claimCalled({ scan, names }: Facts, pairStart: number): void {
  const called = memberAt(scan.open, 0, names)
  if (called && called.end < pairStart && /^[,，\s]?我(?![们国党的])/.test(scan.open.slice(called.end)))
    scan.claim(called)
}

const TAKEN_BACK = new RegExp(`^[\\s,，.。…-]{0,10}(?:${CORRECTIONS.source})`)
const VERB_THEN_BACK = new RegExp(
  `^(?<verb>(?:同志)?(?:[谈聊交做][^\\s,，。;；\\n]{0,10})?)[\\s,，.。…-]{0,6}(?:${CORRECTIONS.source})(?:[和跟与找]的?是?)?`,
)
const NOT_HIM = /不是(?=[@\u4E00-\u9FFF])/g

/** 跟敏姐谈心 不对 跟淑贤谈的; 跟李响 不是李响 是赵阳: the last one said counts (SCHEMA §1). */
function dropTakenBack({ scan, names }: Facts): void {
  const said = scan.all(WITH).flatMap((found) => {
    const person = memberAt(scan.open, found.end, names)
    return person ? [{ start: found.start, end: person.end }] : []
  })
  for (const [index, one] of said.entries()) {
    const next = said[index + 1]
    if (next && isCorrected(scan.open.slice(one.end, next.start))) scan.claim(one)
  }
  // 跟赵阳……哦不对是李响: without the preposition said again, what is taken back is read as what is meant.
  for (const one of said) {
    const back = TAKEN_BACK.exec(scan.open.slice(one.end, one.end + 20))
    const meant = back && memberAt(scan.open, one.end + back[0].length, names)
    const first = back && membersIn(scan.open.slice(one.start, one.end), names).at(-1)
    if (!meant || !first || !/^(?:同志)?(?:$|[\s,，。;；]|谈|聊|交)/.test(scan.open.slice(meant.end))) continue
    scan.claim({ start: one.start + first.start, end: meant.start })
  }
  for (const found of scan.all(NOT_HIM)) {
    const denied = memberAt(scan.open, found.end, names)
    const is = denied && /^[\s,，]*(?:而?是)(?:和|跟|与|找)?/.exec(scan.open.slice(denied.end))
    const meant = denied && is && memberAt(scan.open, denied.end + is[0].length, names)
    const first = meant && said.find(({ end }) => end <= found.start)
    if (!denied || !is || !meant || !first || !scan.open.slice(first.start, first.end).includes(denied.said)) continue
    // What is left reads 是赵阳, with the preposition of the one taken back.
    scan.claim({ start: found.start, end: denied.end + is[0].length })
    scan.claim({ start: first.end - denied.said.length, end: first.end })
  }
}

function personEndingAt(facts: Facts, at: number): PersonRef | undefined {
  const text = facts.scan.open
    .slice(0, at)
    .replace(/(?:昨天|今天|也|都|又|已经|刚刚?|(?:分别|先后|依次|逐一|逐个|挨个|各自|单独|主动|专门|特意))+$/, '')
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

/** 在小雨家楼下跟她谈的心: the only member named, and no relative of his. */
function meantPair({ scan, names }: Facts): PairRefs | undefined {
  const found = scan.first(/(?:和|跟|与|同|找)(?:他|她)(?!们|的|家|爱人|老婆|老公|妈|爸)(?:本人)?/)
  const people = membersIn(scan.open, names)
  const [person] = people
  if (!found || !person || new Set(people.map(({ name }) => name)).size > 1) return undefined
  if (person.start > found.start || RELATIVE.test(scan.open.slice(person.end, found.start))) return undefined
  scan.claim(found)
  scan.claim(person)
  return { partners: [person], start: person.start, end: found.end }
}
const RELATIVE = /爱人|老婆|老公|媳妇|妻|丈夫|家属|[爸妈父母哥姐弟妹]|孩子|儿子|女儿|师傅|徒弟|领导|同事|对象|朋友/

/** 谈了小赵，半小时; 谈了小赵调岗的事 is of him. */
function isAlone(text: string, at: number, names: Names): boolean {
  const person = memberAt(text, at, names)
  return person !== undefined && /^(?:$|[\s,，。;；、\uE001]|和|跟)/.test(text.slice(person.end))
}

/** /谈心 @孙小雨, 谈心谈话 赵阳, 赵阳谈心谈话: a name without a preposition. */
function loosePair(facts: Facts): PairRefs | undefined {
  const { scan, names } = facts
  scan.takeAll(/(?:(?:谈话|谈心)?对象|(?<=[次的是心话])人)(?:就?是|为)?(?=[@\u4E00-\u9FFF])/g)
  const text = scan.open
  for (let at = 0; at < text.length; at++) {
    const before = text[at - 1] ?? '\n'
    const opens =
      /[\s,，。;；:：\n\uE001()（）]/.test(before) ||
      /(?:谈心|谈话|约谈了?)$/.test(text.slice(0, at)) ||
      // 昨天谈了赵阳 may be of him; with its length it was a talk.
      (facts.duration.minutes !== undefined &&
        /[谈聊](?:了|完|过|的)$/.test(text.slice(Math.max(0, at - 3), at)) &&
        isAlone(text, at, names)) ||
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
    // 陈立-李响: who talked, and with whom.
    const other = people.length === 1 && text[last.end] === '-' ? memberAt(text, last.end + 1, names) : undefined
    if (other) {
      scan.claim({ start: first.start, end: other.end })
      return { talker: first, partners: [other], start: first.start, end: other.end }
    }
    scan.claim({ start: first.start, end: last.end })
    // 谈心 敏姐 更正 是淑贤.
    const meant = meantInstead(facts, last.end)
    return { partners: meant ? [meant] : people, start: first.start, end: last.end }
  }
  return undefined
}
