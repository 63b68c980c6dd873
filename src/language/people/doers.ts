import { parseNumber } from '../chinese-numerals.js'
import type { Scan } from '../scan.js'
import { type Attendance, attendance } from './attendees.js'
import type { Names, PersonRef } from './find-person.js'
import { readPeople } from './read-person.js'

/** Who went, helped or stood there, in the kinds that are done rather than attended: 陈立王敏去的, 我和李响去看望…. */

const LEAD =
  /(?<=^|[\s,，。;；:：、()（）\n\uE001])(?:(?:参加|参与|服务|保障|慰问|走访|上岗)?(?:人员|人|者|同志|党员|志愿者|队员|名单|成员)(?:有|是|为)?[:：]\s?|(?:带队|领队|成员|队员|随行|同行|参加|人员|参加人员)(?:人员|的)?(?:是|有|为|[:：])?\s?|(?:一共|总共|共)?(?:去|来|派|到|上)(?:了|的(?:是|有)?)|(?:分别|就?)是|(?:就|只有?|仅)(?:有)?(?=[@\u4E00-\u9FFF])|由|派|派出|安排|选派|抽调|(?:我|本)?支部(?:党员|同志)?|党员|志愿者)?(?=[@\u4E00-\u9FFF])/g
const ME = /^(?:(?:和|跟|与|同)?我(?![们国党省市局部支堂家])|本人)(?:自己|一个人)?/
const JOINED = /^\s?(?:和|跟|与|同|、|,|，|还有|以及|及|加上|连同|外加)\s?|^[\s\uE001]{1,8}(?:和|跟|与|同)/
const COUNT = '(?:等?(?:[一1二两三四五六七八九\\d]+(?:个|名|位)?(?:人|同志|党员)|[俩仨]人?|哥俩|姐俩|几个))?'
const DID = new RegExp(
  `^[\\s\\uE001]*(?:同志|等)?${COUNT}(?:都|均|一块儿?|一道|同(?=[去往行])|陪|跟着|结伴|搭档|上门|登门|专程|专门|特意|特地|亲自|冒雨|冒着\\S{1,3}|顶着\\S{1,3}|(?:带|提|拎|捧|抱)着?(?=[^\\s,，]{1,8}?(?:去|到|来|看望|慰问|走访|探望))[^\\s,，]{1,8}?|一起|一同|共同|分别|也|代表(?:党?支部|部门|大家|工会)?|主动|报名|继续)*(?:参加|参与|出席|到场|参训|上门|登门|来|去|往|行(?![政])|到|赴|前往|走访|慰问|看望|探望|当|做|担任|负责|服务|值|站|在|为|给|全程|讲解|介绍|陪|被派|被抽调|抽调|借[到调去]|出差|义务|协助|支援|上岗|接待|陪同|帮|维护|引导|带队|开展|完成|从事|随|跟)`,
)
/** The list is the whole clause. */
const ALONE = new RegExp(`^\\s?(?:同志)?${COUNT}(?:都|一起|一同|共同)*(?=$|[,，。;；()（）\\n\\uE001]|\\s(?!和|跟|与))`)
const FINISHED =
  /^(?:参加|参与|去|来|到场|到|服务|负责|出席)?(?:了|的)(?=$|[\s,，。;；\n\uE001])|^(?:参加|参与|到场|出席)(?=$|[\s,，。;；\n\uE001])/

/** The people who did it, their words claimed; undefined when none is named so. */
export function findDoers(scan: Scan, names: Names): Attendance | undefined {
  dropTakenBack(scan, names)
  const parts = teamOf(scan, names)
  if (parts) return parts
  for (const lead of scan.all(LEAD)) {
    const group = groupAt(scan.open, lead.end, names)
    if (!group) continue
    const labelled = /(?:[:：由派排调]|[去来到上派](?:了|的(?:是|有)?)|领?队|队?员|人员|随行|同行)\s?$/.test(lead.text)
    const rest = scan.open.slice(group.end)
    const did = DID.exec(rest)
    const many = HOW_MANY.exec(rest)?.[1]
    // 海明俩人去的: one more than those read.
    if (many !== undefined && countOf(many) !== group.people.length + (group.me ? 1 : 0)) continue
    if (!did && !labelled && !ALONE.test(rest)) continue
    if (group.people.some(({ unknown }) => unknown) && !group.people.some(({ unknown }) => !unknown)) continue
    const verbAt = did ? group.end + did[0].length - lastWord(did[0]) : group.end
    const finished = FINISHED.exec(scan.open.slice(verbAt))
    const counted = did ? 0 : (ALONE.exec(rest)?.[0].length ?? 0)
    const adverbs = ADVERBS.exec(rest)
    if (did && adverbs) scan.claim({ start: group.end, end: group.end + adverbs[0].length })
    scan.claim({ start: lead.start, end: finished ? verbAt + finished[0].length : group.end + counted })
    return attendance(group.people, group.me)
  }
  return undefined
}

/** 老陈海明俩, 三个人: how many they were, said directly behind their names. */
const HOW_MANY = /^\s?(?:同志)?(?:等)?([俩仨]|[二两三四五六七八九\d]{1,2}(?=个?人|名|位))/
const countOf = (said: string): number | undefined => ({ 俩: 2, 仨: 3 })[said] ?? parseNumber(said)

const ADVERBS = /^[\s\uE001]*(?:同志)?(?:都|均|全(?!程)|一起|一同|一块儿?|一道|共同)+/

/** 带队陈立，成员王敏、周海明: each part of the party by its own word. */
const PART =
  /(?<=^|[\s,，。;；:：、()（）\n\uE001])(?:带队|领队|成员|队员|随行|同行)(?:人员)?(?:是|有|为|[:：])?\s?(?=[@\u4E00-\u9FFF])/g

const CLAUSE = /(?<=^|[\s,，。;；、()（）\n\uE001])(?=[@\u4E00-\u9FFF])/g
/** 老陈带队，敏姐小雨随行. */
const PART_BEHIND = /^(?:同志)?(?:带队|领队|带的队|随行|陪同|同行|同去|同往|跟随|随同)(?=$|[\s,，。;；])/

function teamOf(scan: Scan, names: Names): Attendance | undefined {
  const behind = scan.all(CLAUSE).flatMap((clause) => {
    const people = readPeople(scan.open, clause.end, names)
    const last = people.at(-1)
    const part = last && PART_BEHIND.exec(scan.open.slice(last.end))
    if (!last || !part || people.some(({ unknown }) => unknown)) return []
    return [{ start: clause.end, end: last.end + part[0].length, people }]
  })
  const found = scan.all(PART).flatMap((part) => {
    const people = readPeople(scan.open, part.end, names)
    const last = people.at(-1)
    return last && people.every(({ unknown }) => !unknown) ? [{ start: part.start, end: last.end, people }] : []
  })
  found.push(...behind)
  if (found.length < 2) return undefined
  for (const part of found) scan.claim(part)
  return attendance(found.flatMap(({ people }) => people))
}

/** 我跟海明……不对，海明那天出差，是我跟敏姐一块去的: the first party is taken back, and so is why. */
function dropTakenBack(scan: Scan, names: Names): void {
  const again = scan.first(AGAIN)
  const after = again && groupAt(scan.open, again.end, names)
  if (
    !again ||
    !after ||
    !/^[\s\uE001]*(?:一块儿?|一起|一同|一道|俩|两个?人?|仨|三个?人?)*(?:去|来|做|干|上|参加|服务|跑|值|$|[\s,，。;；])/.test(
      scan.open.slice(after.end),
    )
  )
    return
  for (const lead of scan.all(LEAD)) {
    const first = lead.end < again.start ? groupAt(scan.open, lead.end, names) : undefined
    if (!first || first.end > again.start) continue
    const between = scan.open.slice(first.end, again.start)
    if (/[。;；\n]/.test(between.replace(/。{2,}|…/g, '')) || [...between].length > 12) continue
    scan.claim({ start: lead.start, end: again.end })
    return
  }
}
const AGAIN =
  /(?:不对|不是|错了|说错了?|记错了?|口误)(?:[,，.。\s…!！]{0,3}[^,，。;；\s]{1,4}(?:那天|当天|昨天|今天|后来)?(?:没去|没来|出差|请假|值班|有事|生病|休息|没参加)了?)?[,，.。\s…!！]{0,3}(?:应该?)?是?(?=[我@\u4E00-\u9FFF])/

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
    const joint = JOINED.exec(text.slice(from, from + 12))
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
  // 书记带着我和小赵: whoever was taken along may be the one who types.
  const followers = led ? groupAt(text, from + led[0].length, names) : undefined
  if (followers && (followers.me || followers.people.length > 0))
    return { ...followers, people: [...people, ...followers.people] }
  const joint = JOINED.exec(text.slice(from, from + 3))
  const me = joint ? ME.exec(text.slice(from + joint[0].length, from + joint[0].length + 4)) : null
  if (joint && me) {
    from += joint[0].length + me[0].length
    // 书记、我还有小雨: the list goes on behind the one who types.
    const more = JOINED.exec(text.slice(from, from + 12))
    const others = more ? readPeople(text, from + more[0].length, names) : []
    const known = others.length > 0 && others.every(({ unknown }) => !unknown)
    return known
      ? { people: [...people, ...others], me: true, end: others.at(-1)?.end ?? from }
      : { people, me: true, end: from }
  }
  return { people, me: false, end: from }
}
