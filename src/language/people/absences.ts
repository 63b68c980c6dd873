import type { Absence, ErrorMeaning } from '../../core/meaning.js'
import type { Scan } from '../scan.js'
import { type AddAbsence, leading } from './absences-listed.js'
import { KEPT_AWAY } from './away-by-count.js'
import { AWAY, bareReason, CAUSE_ALONE, causeAfter, clauseEnd, NOT_ON_LEAVE } from './causes.js'
import { memberAt, membersIn, type Names, type PersonRef } from './find-person.js'
import { personError } from './people-errors.js'
import { readPeople, readPerson } from './read-person.js'
import { namedAgain, summedUp } from './summed-up.js'

/** Who was not there and why (SCHEMA §1 "People"): `absent` items with the bare cause. */
export interface Absences {
  absent: Absence[]
  /** 无人缺席. */
  none?: boolean
  error?: ErrorMeaning
  doubt?: boolean
}

const NOBODY =
  /(?:无人|没有?人|无)(?:员|任何人)?(?:缺席|请假|缺勤|迟到)(?:人员)?|(?:缺席|请假|缺勤|未到)(?:人员|情况)?\s?[:为是]?\s?(?:无|0人|没有|零)(?=$|[\s,，。;；、])|一个(?:都|也)?(?:没少|不少|不缺|没缺|不落)|无一缺席/g

const BARE_CAUSE =
  /^(?:因)?((?:公出|出差|外出|住院|生病|发烧|感冒|休假|年休|病假|事假|年假|产假|婚假|探亲|值班|看病))(?=[、,，\s])/
/** 其他人集中学习: who did it is said by who did not. */
const OTHERS_DID =
  /(?:其余|其他|其它|剩下)的?(?:同志|党员|人员|人)(?:都|均|全部)?(?=集中|集体|一起|学习|观看|参观|参加)/g
const THE_REST =
  /(?:其余|其他|其它|剩下|余下)的?(?:[一二两三四五六七八九\d]{1,2}(?:个|名|位))?(?:同志|党员|人员|人)?(?:全部|全体|全员|都|均|全)(?:已)?(?:参加|到齐|到场|到会|出席|来|到|在|去|学|听|看)(?:齐|会|场)?了?/g
/** 一个出差一个生病, 分别出差、生病: one cause each, in the order of the names. */
const ONE_EACH =
  /^\s?(?:都|均|两人|两个人)?(?:请假|没来|没到|缺席|没参加|没去成?)?了?[,，:：\s]{0,2}(?:(?:一个|一位|一人)(?:是|因)?([^,，、。;；\s]{1,8}?)[,，、\s]{0,2}(?:另?一个|另?一位|一人)|分别因?([^,，、。;；\s和]{1,8})[、,，和])(?:是|因)?([^,，。;；\s\uE001]{1,8})/
const EVERYONE_ELSE =
  '(?:以?外|之外)?[,，\\s]{0,2}(?:其余|其他|其它|剩下|别)?的?(?:同志|党员|人员|(?<![家病老客亲爱工证夫本])人|大家|全体|全员|全部|所有人|都|均|全(?=到|在|来|参加|出席|勤))'

/** 除李响外6人: how many came is read already. */
const EXCEPTION_END = new RegExp(`^([^\\n。;；\\uE001]{0,14}?)(?:${EVERYONE_ELSE}|(?:以外|之外|外)[,，]?(?=\\uE001))`)

/** Absences in what is left of the text; their words are claimed. `today` words inside stay for others. */
export function findAbsences(scan: Scan, names: Names): Absences {
  const none = scan.takeAll(NOBODY).length > 0
  const result: Absences = { absent: [], ...(none ? { none } : {}) }
  const add = (people: readonly PersonRef[], reason: string | undefined): void => {
    // A cause with a member in it took in somebody else's clause.
    if (reason !== undefined && membersIn(reason, names).length > 0) result.doubt = true
    for (const person of people) {
      const error = personError(person)
      if (error) result.error ??= error
      const known = result.absent.find((one) => one.name === person.name)
      // 除了王姐和小赵都参加了 王姐公出: the cause said later is his.
      if (known && known.reason === undefined && reason !== undefined) known.reason = reason
      else if (!error && person.name !== undefined && !known) {
        result.absent.push({ name: person.name, ...(reason === undefined ? {} : { reason }) })
      }
    }
  }
  exceptions(scan, names, add)
  for (const { person, reason } of summedUp(scan, names)) add([person], reason)
  for (const { person, reason } of namedAgain(scan, names)) add([person], reason)
  leading(scan, names, add)
  if (said(scan))
    trailing(scan, names, add, () => {
      result.doubt = true
    })
  if (result.absent.length > 0) {
    scan.takeAll(THE_REST)
    scan.takeAll(/(?<=^|[\s,，。;；])(?:另外|还有|不过|就是|但是?|只是)[,，]?(?=\uE001)/g)
    // 人差不多都在，就缺响哥: who was not is said by name.
    scan.takeAll(
      /(?<=^|[\s,，。;；\uE001])(?:大家|人(?:员|手)?)(?:也|都)?(?:差不多|基本上?|大致|几乎|大部分|大都)(?:都|全)?(?:在|到|齐|来)(?:齐|场)?了?(?=$|[\s,，。;；])/g,
    )
    // 除了海明家里有事，人都齐了: 人 belongs to the exception already.
    scan.takeAll(
      /(?<=\uE001)(?:全部|都|全|均)(?:已经?)?(?:(?:到|来)?齐了?|(?:到|来|在)(?:全|场)?了?)(?=$|[\s,，。;；])/g,
    )
    scan.takeAll(OTHERS_DID)
  }
  return result
}

type Add = AddAbsence

/** 除了赵阳出差，其他人都到了; 除赵阳（出差）、孙小雨（生病）外全部参加. */
function exceptions(scan: Scan, names: Names, add: Add): void {
  for (const found of scan.all(/除[了去开]?(?!此)/g)) {
    const groups = groupsWithCauses(scan.open, found.end, names)
    const last = groups.at(-1)
    if (!last) continue
    const rest = EXCEPTION_END.exec(scan.open.slice(last.end, last.end + 30))
    if (!rest) {
      // 小家活动包饺子，除了小赵值夜班: that the others were there needs no saying.
      const alone = groups.length === 1 ? ENDS_SO.exec(scan.open.slice(last.end, last.end + 20)) : null
      // 除了海明，王姐也讲了: he was there too.
      const behind = alone && /^[^。;；\n]{0,24}/.exec(scan.open.slice(last.end + alone[0].length))?.[0]
      if (!alone || /也|还|又|另|同时|以及|更/.test(behind ?? '') || last.people.some(({ unknown }) => unknown))
        continue
      add(last.people, last.reason ?? bareReason(alone[0]))
      scan.claim({ start: found.start, end: last.end + alone[0].length })
      continue
    }
    for (const group of groups.slice(0, -1)) add(group.people, group.reason)
    const said = bareReason((rest[1] ?? '').replace(/(?:以外|之外|外)$/, '').replace(/[,，\s]+$/, ''))
    const end = last.end + rest[0].length
    const came =
      /^(?:党员|同志|人员|人)?(?:全部|全体|都|均|全)?(?:已)?(?:参加|到齐|到场|到会|出席|来|到|在|去)(?:齐|会|场)?了?/.exec(
        scan.open.slice(end, end + 12),
      )
    const close = end + (came?.[0].length ?? 0)
    const later =
      last.reason === undefined && said === undefined && groups.length === 1 ? causeAfter(scan.open, close) : undefined
    const own =
      later?.reason !== undefined && membersIn(later.reason, names).length > 0
        ? causeOfSame(scan.open, close, last.people, names)
        : (later ?? causeOfSame(scan.open, close, last.people, names))
    add(last.people, last.reason ?? said ?? own?.reason)
    scan.claim({ start: found.start, end: own?.end ?? close })
  }
}

const ENDS_SO = new RegExp(`^(?=$|[\\s,，。;；])|${KEPT_AWAY.source}`)

interface WithCause {
  people: PersonRef[]
  reason?: string | undefined
  end: number
}

/** People one after another, each with his cause in brackets or directly behind: 赵阳（出差）、孙小雨病假. */
function groupsWithCauses(text: string, from: number, names: Names): WithCause[] {
  const groups: WithCause[] = []
  // 除去请病假的海明: the cause before the name.
  const before = /^(?:请了?|因为?)?([^,，。;；、\s的\uE000\uE001]{2,8})的(?=[@\u4E00-\u9FFF])/.exec(
    text.slice(from, from + 14),
  )
  const whose =
    before && membersIn(before[1] as string, names).length === 0 && memberAt(text, from + before[0].length, names)
  if (before && whose) return [{ people: [whose], reason: bareReason(before[1] as string), end: whose.end }]
  for (let at = from; ; ) {
    const me = /^我(?![们国党省市局部支])/.test(text.slice(at, at + 2))
    const people = me ? [{ start: at, end: at + 1, said: '我', name: '$sender' }] : readPeople(text, at, names)
    const last = people.at(-1)
    if (!last) return groups
    const ahead = text.slice(last.end, last.end + 24)
    const cause =
      /^\s?[(（]([^()（）\n]{1,20})[)）]/.exec(ahead) ?? BARE_CAUSE.exec(ahead) ?? causeOfNext(text, last.end, names)
    const end = last.end + (cause?.[0].length ?? 0)
    groups.push({ people, reason: cause ? bareReason(cause[1] as string) : undefined, end })
    const separator = /^\s?(?:、|,|，|和|及|与|\s)\s?/.exec(text.slice(end, end + 3))
    if (!cause || !separator) return groups
    at = end + separator[0].length
  }
}

/** 除小赵陪护家人、海明下乡外全到: any cause, where the next member follows it. */
function causeOfNext(text: string, at: number, names: Names): RegExpExecArray | null {
  const cause = /^(?!以?外|之外)(?:因为?)?([^\s,，、。;；()（）\uE000\uE001]{2,10})[、,，]/.exec(
    text.slice(at, at + 14),
  )
  if (!cause || !memberAt(text, at + cause[0].length, names) || membersIn(cause[1] as string, names).length > 0)
    return null
  // 除了响哥下乡其他人都到了，书记主持: who was there ends the exception.
  if (/其[余他它]|剩下|大家|都|均|全(?!会|省|市|国)/.test(cause[1] as string)) return null
  cause[0] = cause[0].slice(0, -1)
  return cause
}

/** 除小孙外都参加了，小孙去党校了: the one left out is named again with his cause. */
function causeOfSame(
  text: string,
  at: number,
  people: readonly PersonRef[],
  names: Names,
): { end: number; reason: string | undefined } | undefined {
  const gap = /^[,，\s]{1,2}/.exec(text.slice(at, at + 2))
  const again = gap && memberAt(text, at + gap[0].length, names)
  if (!again || people.length !== 1 || again.name === undefined || again.name !== people[0]?.name) return undefined
  const end = clauseEnd(text, again.end)
  const cause = text.slice(again.end, end)
  if (cause.length > 14 || /[\uE000\uE001]|讲|主持|记录|参加|发言|补学|领/.test(cause)) return undefined
  return { end, reason: bareReason(cause) }
}

const said = (scan: Scan): boolean =>
  AWAY.test(scan.open) ||
  /出差|公出|年休|轮休|补休|倒休|生病|住院|发烧|感冒|值班|公差|外出|病了|借调|不适|医院|看病|就医|体检|探亲|拉肚子|[疼痛]|婚假|丧假/.test(
    scan.open,
  )

/** 赵阳因公出差请假；小雨没来，发烧了；王敏请假（公出）；赵阳、李响都没来. */
function trailing(scan: Scan, names: Names, add: Add, unsure: () => void): void {
  const text = scan.open
  for (let at = 0; at < text.length; ) {
    const first = personStart(text, at, names)
    if (!first) return
    const people = first.name === '$sender' ? [first] : readPeople(text, first.start, names)
    const last = people.at(-1) ?? first
    at = last.end
    const each = people.length === 2 ? ONE_EACH.exec(text.slice(last.end, last.end + 40)) : null
    if (each) {
      add([people[0] as PersonRef], bareReason(each[1] ?? each[2] ?? ''))
      add([last], bareReason(each[3] as string))
      at = last.end + each[0].length
      scan.claim({ start: first.start, end: at })
      continue
    }
    // 李响没请假: there, or away without leave.
    if (NOT_ON_LEAVE.test(text.slice(last.end, last.end + 14))) {
      unsure()
      continue
    }
    const claimed = awayAfter(text, last.end, names)
    if (!claimed) continue
    // An unknown word before 请假 is a person only when it stands where a clause begins.
    const shared = claimed.reason !== undefined && people.length > 1 && /一个|分别|各/.test(claimed.reason)
    if (shared) continue
    // 因工作原因王敏、李响未能到会: the cause may stand before them.
    const before = claimed.reason === undefined ? CAUSE_BEFORE.exec(text.slice(0, first.start)) : null
    add(people, claimed.reason ?? (before ? bareReason(before[1] as string) : undefined))
    scan.claim({ start: before ? first.start - before[0].length : first.start, end: claimed.end })
    at = claimed.end
  }
}

const CAUSE_BEFORE = /(?:因为?|由于)([^\s,，。;；\uE000\uE001]{2,10})[,，]?$/

/** The next member, or the next word where a clause begins that is built like a name and is said to be away. */
/** 就徐娜没来: the one who was away. */
const ONLY = /(?:^|[\s,，。;；\uE001])(?:就|只有?|仅|除了|唯独|唯有)$/

function personStart(text: string, from: number, names: Names): PersonRef | undefined {
  for (let at = from; at < text.length; at++) {
    const before = text[at - 1] ?? '\n'
    const open = /[\s,，。;；:：、\n\uE001()（）]/.test(before) || ONLY.test(text.slice(Math.max(0, at - 3), at))
    // 支部大会我没去成: the one who types.
    if (text[at] === '我' && /^(?:因|临时|有事)?(?:没|未|请|不在|缺席)/.test(text.slice(at + 1, at + 6)))
      return { start: at, end: at + 1, said: '我', name: '$sender' }
    const ref = open
      ? readPerson(text, at, names)
      : membersIn(text.slice(at, at + 8), names).find((member) => member.start === 0)
    if (!ref) continue
    return open ? ref : { ...ref, start: at, end: at + ref.end }
  }
  return undefined
}

const AGENDA =
  /(?<=[\u4E00-\u9FFF]{2})(?:讨论|审议|研究|通报|传达|听取|表决|部署)(?=[\u4E00-\u9FFF《\uE000]{2})(?!会|稿)/

function awayAfter(text: string, at: number, names: Names): { end: number; reason: string | undefined } | undefined {
  const tailEnd = clauseEnd(text, at, names)
  const whole = text.slice(at, tailEnd)
  // 响哥请假出差讨论中秋慰问: without a comma the agenda begins where its verb does.
  const verb = AGENDA.exec(whole)
  const tail = verb && AWAY.test(whole.slice(0, verb.index)) ? whole.slice(0, verb.index) : whole
  // Who left early or came late was there for a part: not for this rule to settle.
  if (/中途|提前|早退|迟到|晚到|先走|离开/.test(tail)) return undefined
  if (/^(?:主讲|主持|记录|讲|领学|授课|给|为|和|跟|同志讲)/.test(tail)) return undefined
  const inBrackets = /^\s?[(（]([^()（）\n]{1,20})[)）]/.exec(tail)
  const away = AWAY.exec(tail)
  const alone = CAUSE_ALONE.test(tail.trim().replace(/^(?:同志|也|都)|[)）]+$/g, ''))
  if (!away && !alone && !(inBrackets && CAUSE_ALONE.test(bareReason(inBrackets[1] as string) ?? ''))) return undefined
  if (away && away.index > 16) return undefined
  const end = at + tail.length
  const reason = bareReason(inBrackets && !away ? (inBrackets[1] as string) : tail.replace(/[()（）]/g, ''))
  if (reason !== undefined) return { end, reason }
  return causeAfter(text, end) ?? { end, reason: undefined }
}
