import { NUMBER, parseNumber } from '../chinese-numerals.js'
import { type Facts, zoneOf } from '../facts.js'
import type { Names, PersonRef } from '../people/find-person.js'
import { readPeople } from '../people/read-person.js'

/** 开学第一课 is somebody else's. */
const FIRST_LESSON = /(?<!思政|开学|党课)第一课/
/** 新入职的张萌、刘洋; 新员工有张萌: who they are is said with their names. */
const NEW_STAFF =
  /(?<=^|[\s,，。;；:：\uE001])新(?:入职|来|招|进|到|分来?)?的?(?:[一二两三四五六七八九十\d]{1,2}[个名位])?(?:员工|职工|同事|同志|大学生|毕业生|人)?(?:有|是|为)?[:：]?\s?/g
/** 参加人员：, 参加 at the beginning of a clause. */
const TOOK_PART =
  /(?<=^|[\s,，。;；:：\uE001])(?:学员|听众|参加|参训|听课|参课|到课|受训)的?(?:新员工|新职工|新同事|新人|人员|对象|同志|学员|者|有|是)?(?:有|是|为)?[:：]?\s?/g
const CLAUSE = /(?<=^|[\s,，。;；:：\uE001])(?=[\u4E00-\u9FFF])/g
/** 等5人参加. */
const BEHIND = new RegExp(
  `^(?:等)?(?:${NUMBER.replace('(?:', '(')}\\s?(?:个|名|位)?(?:人|同志|新员工|新人))?(?:都|均|一起|一同)?(参加|参训|听课?|上课?|来|到[场课]?)?(?:了|过)?`,
)

/** 马超三人参加, 刘洋听课: what ends a name nobody knows, and is no part of it. */
const NO_NAME = /(?:听|上)(?:了|过)?课|[一二两三四五六七八九十]{1,2}(?=\s?(?:个|名|位)?(?:人|同志|新员工|新人))/g
const hideNoName = (text: string): string => text.replace(NO_NAME, (found) => '\uE001'.repeat(found.length))

/** Who heard it, as they were said, and how many they were. */
export interface NewStaff {
  readonly audience: string
  readonly count?: number
}

/**
 * The names of new staff at their first lesson (domain.md P3): they are in no roster, so they are kept as they were said,
 * as those to whom it was given (SCHEMA §3 `audience`); claimed. Undefined: nobody was named, or a member among them,
 * which is for the rules of attendance.
 */
export function takeNewStaff(facts: Facts): NewStaff | undefined {
  const { scan } = facts
  if (!FIRST_LESSON.test(scan.open)) return undefined
  const open = hideNoName(scan.open)
  // 参加人员：, 听众：.
  const labelled = [zoneOf(facts, 'attendees'), zoneOf(facts, 'partner')].filter((zone) => zone !== undefined)
  const leads = [
    ...scan.all(NEW_STAFF).map((lead) => ({ ...lead, who: lead.text.replace(/(?:[有是为]|[:：\s])+$/, '') })),
    ...labelled.map(({ start }) => ({ start, end: start, who: '' })),
    ...scan.all(TOOK_PART).map((lead) => ({ ...lead, who: '' })),
    // 张萌、刘洋参加: only what stands behind the names says that they were there.
    ...scan.all(CLAUSE).map((lead) => ({ ...lead, who: undefined })),
  ]
  for (const { start, end, who } of leads) {
    const people = strangersAt(open, end, facts.names)
    const last = people.at(-1)
    if (!last) continue
    const said = people.map((person) => person.said.replace(/(?<=..)等$/, '')).join('、')
    const listEnd = last.said.length > 2 && last.said.endsWith('等') ? last.end - 1 : last.end
    const behind = BEHIND.exec(scan.open.slice(listEnd, listEnd + 24))
    if (who === undefined && !behind?.[2]) continue
    scan.claim({ start, end: listEnd + (behind?.[0].length ?? 0) })
    const count = behind?.[1] === undefined ? undefined : parseNumber(behind[1])
    return { audience: `${who ?? ''}${said}`, ...(count === undefined ? {} : { count }) }
  }
  return undefined
}

/** A list of nothing but people whom the roster doesn't know: a member behind a comma begins another clause. */
function strangersAt(open: string, at: number, names: Names): readonly PersonRef[] {
  const people = readPeople(open, at, names)
  const known = people.findIndex(({ unknown }) => !unknown)
  if (known === -1) return people
  return known > 0 && isClauseEnd(open, people[known - 1], people[known]) ? people.slice(0, known) : []
}

const isClauseEnd = (open: string, before: PersonRef | undefined, after: PersonRef | undefined): boolean =>
  before !== undefined && after !== undefined && /[,，。;；]/.test(open.slice(before.end, after.start))
