import type { Scan } from '../scan.js'
import { bareReason } from './causes.js'
import { membersIn, type Names, type PersonRef } from './find-person.js'

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
