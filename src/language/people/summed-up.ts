import type { Scan } from '../scan.js'
import { bareReason } from './causes.js'
import { memberAt, membersIn, type Names, type PersonRef } from './find-person.js'
import { readPeople } from './read-person.js'

/** 老陈去省里开会、小赵带娃看病，俩人没来: each with a cause of his own, and then how many they were. */
export function summedUp(scan: Scan, names: Names): { person: PersonRef; reason: string | undefined }[] {
  const sum = scan.first(SUMMED_UP)
  const count = sum && COUNTED[sum.groups[0] as string]
  if (!sum || count === undefined) return []
  const text = scan.open.slice(0, sum.start)
  const from =
    Math.max(text.lastIndexOf('。'), text.lastIndexOf(';'), text.lastIndexOf('；'), text.lastIndexOf('\n')) + 1
  const people = membersIn(text.slice(from), names).slice(-count)
  const causes = people.map(({ end }, index) => {
    const next = people[index + 1]?.start ?? text.length - from
    return text.slice(from + end, from + next).replace(/^同志|[,，、;；\s]+$/g, '')
  })
  const [first] = people
  if (people.length !== count || !first || new Set(people.map(({ name }) => name)).size !== count) return []
  if (causes.some((cause) => !/^[^\s,，、。;；()（）\uE000\uE001]{2,10}$/.test(cause) || NO_CAUSE_HERE.test(cause)))
    return []
  scan.claim({ start: from + first.start, end: sum.end })
  return people.map((person, index) => ({ person, reason: bareReason(causes[index] as string) }))
}
const SUMMED_UP =
  /(?<=[,，、\s])(?:这|他们)?([俩仨两三四23])(?:个人|个|人|位)?(?:人)?(?:都|均)?(?:没(?:能|有)?(?:来|到|参加)成?|未到|请假|缺席|来不了)了?(?=$|[\s,，。;；])/
const COUNTED: Readonly<Record<string, number>> = { 俩: 2, 两: 2, 2: 2, 仨: 3, 三: 3, 3: 3, 四: 4 }
const NO_CAUSE_HERE = /讲|主持|记录|参加|发言|领学|都|各/

/** 王姐和小赵请假，王姐体检小赵年休: who were away, then each of them again with his cause. */
export function namedAgain(scan: Scan, names: Names): { person: PersonRef; reason: string | undefined }[] {
  if (!LIST_OF_AWAY.test(scan.open)) return []
  for (const opening of scan.all(OPENING)) {
    const people = readPeople(scan.open, opening.end, names)
    const last = people.at(-1)
    const away = last && people.length > 1 && WERE_AWAY.exec(scan.open.slice(last.end, last.end + 16))
    if (!last || !away || people.some(({ name }) => name === undefined)) continue
    const causes: { person: PersonRef; reason: string | undefined }[] = []
    let at = last.end + away[0].length
    for (const _ of people) {
      const person = memberAt(scan.open, at, names)
      const cause = person && CAUSE.exec(scan.open.slice(person.end, person.end + 14))
      if (!person || !cause) break
      const next = membersIn(cause[0], names)[0]?.start
      const words = cause[0].slice(0, next ?? cause[0].length)
      causes.push({ person, reason: bareReason(words) })
      at = person.end + words.length
      at += /^[,，、;；\s]*/.exec(scan.open.slice(at))?.[0].length ?? 0
    }
    const again = new Set(causes.map(({ person }) => person.name))
    if (causes.length !== people.length || people.some(({ name }) => !again.has(name))) continue
    if (causes.some(({ reason }) => reason === undefined || NO_CAUSE_HERE.test(reason))) continue
    scan.claim({ start: opening.end, end: at })
    return causes
  }
  return []
}
/** Most messages tell of no two who were away, and are spared the reading of names. */
const LIST_OF_AWAY = /[、和跟与][^,，。;；\n]{2,8}(?:请了?假|没(?:能|有)?(?:来|到|参加)|缺席|未到|不在)/
const OPENING = /(?<=^|[\s,，。;；:：\n\uE001])(?=[@\u4E00-\u9FFF])/g
const WERE_AWAY =
  /^(?:同志)?(?:[俩两]个?人?|[三四]个?人|都|均)*(?:请了?假|没(?:能|有)?(?:来|到|参加)|缺席|未到|不在)了?(?:[\d两二三四]人)?[,，:：;；。\s]{1,2}/
const CAUSE = /^[^\s,，、。;；()（）\uE000\uE001]{2,12}/
