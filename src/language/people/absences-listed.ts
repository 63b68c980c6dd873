import type { Found, Scan } from '../scan.js'
import { bareReason, causeAfter } from './causes.js'
import { membersIn, type Names, type PersonRef } from './find-person.js'
import { readPerson } from './read-person.js'

/** Takes people who were away, and why. */
export type AddAbsence = (people: readonly PersonRef[], reason: string | undefined) => void

/** 请假：赵阳（公出）、李响；缺席赵阳；没来的有小雨. */
export function leading(scan: Scan, names: Names, add: AddAbsence): void {
  const pattern =
    /(?:(?:少|缺|差|没来|没到|请假|缺席)的?(?:那|这)?[个位](?:就)?是|[病事产婚公年丧]假(?=\s?[\d一二两三]{1,2}人)|请假|缺席|缺勤|未到|没来|没到|(?:就|只|仅)?缺|(?:就|只|仅)(?:差|少)|差(?=[^\s,，。;；]{2,4}(?:同志)?[一1]个)|少(?=了?[^\s,，。;；]{2,4}(?:同志)?[,，\s]*(?:其余|其他|其它|别人|剩下|都|大家|全)))了?的?(?:人员|人|党员|同志|名单|情况)?(?:及其?(?:原因|事由|缘由))?(?:是|有|为)?\s?(?:(?:[\d一二两三四五六七八九]{1,2}(?:个人|个|人|名|位)|[俩仨]人?))?\s?[:：,，]?\s?[(（]?(?=@|[\u4E00-\u9FFF])/g
  for (const found of scan.all(pattern)) {
    // 李姐孙子满月酒没来，海明下乡: who was away is said before it.
    if (
      /^[请缺没未][^的是有为:：]{0,3}[,，]\s?[(（]?$/.test(found.text) &&
      membersIn(clauseBefore(scan.open, found.start), names).length > 0
    )
      continue
    let at = found.end
    let count = 0
    let unexplained: PersonRef | undefined
    for (;;) {
      const person = readPerson(scan.open, at, names)
      if (!person) break
      // 淑贤跑银行没来 敏姐主持: who did something begins another thing.
      if (count === 0 && !/[:：]/.test(found.text) && /[\s,，]$/.test(found.text) && isSubject(scan.open, person)) break
      if (count === 0 && person.unknown && !/[:：]/.test(found.text) && !/^[(（]/.test(scan.open.slice(person.end)))
        break
      count++
      at = person.end
      // 请假2人（李响因公赴湖州、王敏休年假）; 缺席（赵阳，出差）.
      const inside = /[(（]$/.test(found.text)
        ? (/^[,，]\s?([^()（）、,，\n]{1,16})(?=[)）])/.exec(scan.open.slice(at, at + 20)) ??
          /^((?!同志|[和及与])[^()（）、,，;；\s\n]{2,14})(?=[)）、,，;；])/.exec(scan.open.slice(at, at + 18)))
        : null
      const reason =
        inside ??
        /^\s?[(（]([^()（）\n]{1,20})[)）]/.exec(scan.open.slice(at, at + 24)) ??
        listedCause(scan.open, at, found)
      if (reason) at += reason[0].length
      const leave = /^[病事产婚公年丧]假/.exec(found.text)?.[0]
      const cause = reason ? bareReason(reason[1] as string) : leave
      unexplained = cause === undefined ? person : undefined
      if (cause !== undefined) add([person], cause)
      const separator = /^(?:、|,|，|和|及|与|\s)(?=\S)/.exec(scan.open.slice(at, at + 2))
      const next = separator ? readPerson(scan.open, at + 1, names) : undefined
      if (!next || isSubject(scan.open, next)) break
      if (unexplained) add([unexplained], undefined)
      at += 1
    }
    if (count === 0) continue
    at += /^(?:同志)?(?:[一1][个人位]|没来|没到|请假)/.exec(scan.open.slice(at, at + 6))?.[0].length ?? 0
    const later = unexplained && count === 1 ? causeAfter(scan.open, at) : undefined
    if (unexplained) add([unexplained], later?.reason)
    scan.claim({ start: found.start, end: later?.end ?? at })
  }
}

const clauseBefore = (text: string, end: number): string =>
  /[^\s,，。;；:：\n]*$/.exec(text.slice(Math.max(0, end - 30), end))?.[0] ?? ''

/** 缺两个人，响哥出差，小雨请假考驾照: a list that is announced by its count has a bare cause behind each. */
function listedCause(text: string, at: number, lead: Found): RegExpExecArray | null {
  if (!/(?:[\d一二两三四五六七八九](?:个人|个|人|名|位)|[俩仨]人?)\s?[:：,，]|[个位]就?是\s?$/.test(lead.text))
    return null
  const cause = /^(?!同志|和|跟|与|及)([^\s,，、。;；()（）\uE000\uE001]{2,12})(?=$|[,，、。;；\n])/.exec(
    text.slice(at, at + 14),
  )
  return cause && !/主持|记录|主讲|讲|参加|发言|都|^[一1][个人位]/.test(cause[1] as string) ? cause : null
}

/** Whether the person begins a clause of its own (…，王敏主讲), not the next of the list. */
const isSubject = (text: string, person: PersonRef): boolean =>
  /^(?:主|讲|记|授|同志讲|领|谈|请|没|未|缺)/.test(text.slice(person.end, person.end + 3))
