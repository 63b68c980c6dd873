import type { Scan } from '../scan.js'
import { type Attendance, attendance } from './attendees.js'
import type { Names, PersonRef } from './find-person.js'
import { readPeople } from './read-person.js'

/** Who went, helped or stood there, in the kinds that are done rather than attended: 陈立王敏去的, 我和李响去看望…. */

const LEAD =
  /(?<=^|[\s,，。;；:：、()（）\n\uE001])(?:(?:参加|参与|服务|保障|慰问|走访|上岗)?(?:人员|人|者|同志|党员|志愿者|队员|名单|成员)(?:有|是|为)?[:：]\s?|由|派|派出|安排|选派|抽调|(?:我|本)?支部(?:党员|同志)?|党员|志愿者)?(?=[@\u4E00-\u9FFF])/g
const ME = /^(?:(?:和|跟|与|同)?我(?![们国党省市局部支堂家])|本人)(?:自己|一个人)?/
const JOINED = /^\s?(?:和|跟|与|同|、|,|，)\s?/
const COUNT = '(?:[一1二两三四五六七八九\\d]+(?:个|名|位)?(?:人|同志|党员))?'
const DID = new RegExp(
  `^\\s?(?:同志|等)?${COUNT}(?:都|均|一起|一同|共同|分别|也|代表(?:支部|部门|大家)?|主动|报名|继续)*(?:参加|参与|出席|到场|参训|来|去|到|赴|前往|走访|慰问|看望|探望|当|做|担任|负责|服务|值|站|在|为|给|协助|支援|上岗|接待|陪同|帮|维护|引导|带队|开展|完成|从事|随|跟)`,
)
/** The list is the whole clause. */
const ALONE = new RegExp(`^\\s?(?:同志)?${COUNT}(?:都|一起|一同|共同)*(?=$|[,，。;；()（）\\n\\uE001]|\\s(?!和|跟|与))`)
const FINISHED =
  /^(?:参加|参与|去|来|到场|到|服务|负责|出席)?(?:了|的)(?=$|[\s,，。;；\n\uE001])|^(?:参加|参与|到场|出席)(?=$|[\s,，。;；\n\uE001])/

/** The people who did it, their words claimed; undefined when none is named so. */
export function findDoers(scan: Scan, names: Names): Attendance | undefined {
  for (const lead of scan.all(LEAD)) {
    const group = groupAt(scan.open, lead.end, names)
    if (!group) continue
    const labelled = /[:：由派排调]\s?$/.test(lead.text)
    const rest = scan.open.slice(group.end)
    const did = DID.exec(rest)
    if (!did && !labelled && !ALONE.test(rest)) continue
    if (group.people.some(({ unknown }) => unknown) && !group.people.some(({ unknown }) => !unknown)) continue
    const verbAt = did ? group.end + did[0].length - lastWord(did[0]) : group.end
    const finished = FINISHED.exec(scan.open.slice(verbAt))
    const counted = did ? 0 : (ALONE.exec(rest)?.[0].length ?? 0)
    scan.claim({ start: lead.start, end: finished ? verbAt + finished[0].length : group.end + counted })
    return attendance(group.people, group.me)
  }
  return undefined
}

/** How long the verb at the end of a match is; the words before it belong to the people. */
const lastWord = (text: string): number =>
  /(?:参加|参与|出席|到场|参训|前往|走访|慰问|看望|探望|担任|负责|服务|协助|支援|上岗|接待|陪同|维护|引导|带队|开展|完成|从事|\S)$/.exec(
    text,
  )?.[0].length ?? 0

interface Group {
  people: PersonRef[]
  me: boolean
  end: number
}

const LED = /^(?:同志)?(?:带着|带领|领着|带)(?=[@\u4E00-\u9FFF])/
const WITH = /^(?:和|跟|与|同)(?=[@\u4E00-\u9FFF])/

/** 我和李响; 李响和我; 王敏、赵阳; 书记带着海明; 跟响哥 (and the one who types). */
function groupAt(text: string, at: number, names: Names): Group | undefined {
  const first = ME.exec(text.slice(at, at + 8))
  let from = at + (first?.[0].length ?? 0)
  if (first) {
    const joint = JOINED.exec(text.slice(from, from + 3))
    const people = joint ? readPeople(text, from + joint[0].length, names) : []
    const last = people.at(-1)
    if (last && people.some(({ unknown }) => !unknown)) return { people, me: true, end: last.end }
    return { people: [], me: true, end: from }
  }
  const beside = WITH.exec(text.slice(at, at + 2))
  const people = readPeople(text, at + (beside?.[0].length ?? 0), names)
  const last = people.at(-1)
  if (!last) return undefined
  from = last.end
  if (beside) return people.some(({ unknown }) => unknown) ? undefined : { people, me: true, end: from }
  const led = LED.exec(text.slice(from, from + 6))
  const followers = led ? readPeople(text, from + led[0].length, names) : []
  if (followers.length > 0) return { people: [...people, ...followers], me: false, end: followers.at(-1)?.end ?? from }
  const joint = JOINED.exec(text.slice(from, from + 3))
  const me = joint ? ME.exec(text.slice(from + joint[0].length, from + joint[0].length + 4)) : null
  if (joint && me) return { people, me: true, end: from + joint[0].length + me[0].length }
  return { people, me: false, end: from }
}
