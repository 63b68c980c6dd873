import type { Absence } from '../../core/meaning.js'
import type { Scan } from '../scan.js'
import { bareReason } from './causes.js'
import type { Names } from './find-person.js'
import { readPeople } from './read-person.js'

/**
 * 应到7实到6 淑贤在家带孩子看病; 响哥在外地，其他人都在: nothing says that they were away but where they were, and that
 * just so many were missing.
 */

const OPENING = /(?<=^|[\s,，。;；:：\n\uE001])(?=[@\u4E00-\u9FFF])/g
const ELSEWHERE =
  /^(?:同志)?(?:(?:都|还|正|也|今天|昨天|当时|那天)*(?:在(?!场|座|岗学)|去|到|回|赴|陪|送|接|带|替|因为?|家里|家中|身体|孩子|老人)[^,，。;；\s\n\uE000\uE001]{1,14}|(?:出差|住院|生病|发烧|感冒|值班|开会|休假|借调|外出|看病|体检|补休|轮休|年休)[^,，。;；\s\n\uE000\uE001]{0,8})(?=$|[\s,，。;；\n\uE001])/
/** What says of somebody that he was there after all, or did something. */
const THERE = /讲|学|主持|记录|参加|来|发言|汇报|领|培训了|会议室|到会|到场|到了/
const THE_REST = /(?:其余|其他|其它|剩下|别)的?(?:同志|党员|人员|人)?(?:全部|都|均|全)?(?:到|来|在|参加|出席|去)/

/** The members so away, their words claimed; none unless they are as many as are missing. */
export function awayByCount(scan: Scan, names: Names, missing: number | undefined): Absence[] {
  if (missing === undefined ? !THE_REST.test(scan.text) : missing < 1) return []
  const found: { start: number; end: number; absent: Absence[] }[] = []
  for (const opening of scan.all(OPENING)) {
    const people = readPeople(scan.open, opening.end, names)
    const last = people.at(-1)
    const away = last && ELSEWHERE.exec(scan.open.slice(last.end, last.end + 24))
    if (!last || !away || THERE.test(away[0]) || people.some(({ name }) => name === undefined)) continue
    const reason = bareReason(away[0].replace(/^同志/, ''))
    const absent = people.map(({ name }) => ({ name: name as string, ...(reason === undefined ? {} : { reason }) }))
    found.push({ start: opening.end, end: last.end + away[0].length, absent })
  }
  const absent = found.flatMap((one) => one.absent)
  if (absent.length === 0 || (missing !== undefined && absent.length !== missing)) return []
  for (const span of found) scan.claim(span)
  if (missing === undefined) scan.take(THE_REST)
  return absent
}
