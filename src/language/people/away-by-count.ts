import type { Absence } from '../../core/meaning.js'
import type { Scan } from '../scan.js'
import { bareReason } from './causes.js'
import { membersIn, type Names } from './find-person.js'
import { readPeople } from './read-person.js'

/**
 * 应到7实到6 淑贤在家带孩子看病; 响哥在外地，其他人都在: nothing says that they were away but where they were, and that
 * just so many were missing.
 */

const OPENING = /(?<=^|[\s,，。;；:：\n\uE001])(?=[@\u4E00-\u9FFF])/g
const ELSEWHERE =
  /^(?:同志)?(?:(?:都|还|正|也|今天|昨天|当时|那天)*(?:在(?!场|座|岗学)|去|到|回|返|跑|忙|办|照|搬|修|处理|赶|赴|陪|送|接|带|替|因为?|家里|家中|身体|孩子|老人)[^,，。;；\s\n\uE000\uE001]{1,14}|(?:出差|住院|生病|发烧|感冒|值班|开会|休假|借调|外出|看病|体检|补休|轮休|年休|留守|守家|看家|顶班|顶岗|留岗|坐班|盯会|跟会|盯现场|留下)[^,，。;；\s\n\uE000\uE001]{0,8})(?=$|[\s,，。;；\n\uE001])/
/** 小雨脱产培训, 李姐带娃打疫苗: what keeps one away, where just so many are missing. */
export const KEPT_AWAY =
  /^(?:同志)?[^\s,，。;；\n\uE000\uE001]{0,5}(?:脱产|党校|轮训|带娃|带孩子|疫苗|驾校|考试|补考|跟班|挂职|驻村|援[藏疆派]|下乡|下基层|家[里中]|孩子|娃|老人|爸|妈|岳|爱人|老婆|老公|媳妇|手术|复查|复诊|牙|腰|腿|脚|肚|胃|感冒|住院|探亲|未归|烧|病|疼|痛|伤|崴|医|体检|陪|接站|接人|休|假|出差|公差|值|夜班|下夜|倒班|公务|外地|外省|出国|保障|执勤|加班|堵|奔丧|丧|婚|产|月子|孕|搬家|装修|路上|飞机|高铁|航班)[^\s,，。;；\n\uE000\uE001]{0,10}(?=$|[\s,，。;；\n\uE001])/
/** What says of somebody that he was there after all, or did something. */
const THERE =
  /通报|传达|宣读|介绍|解读|部署|布置|负责|牵头|表态|讲|(?<!党校|脱产|外出|外地|在外)学|主持|记录|参加|来|发言|汇报|领|培训了|会议室|到会|到场|到了/
const THE_REST = /(?:其余|其他|其它|剩下|别)的?(?:同志|党员|人员|人)?(?:全部|都|均|全)?(?:到|来|在|参加|出席|去)/

/** 人不齐，书记、响哥都在外地: that some were missing. */
const NOT_ALL = /(?<=^|[\s,，。;；])(?:人|大家)(?:没|不|未)(?:到|来)?(?:齐|全)(?=$|[\s,，。;；])/

/** 看电影《…》，海明值班没看成: one who missed it, and no event that was not held. */
export function withoutMissed(open: string, names: Names): string {
  if (!/[没未]/.test(open)) return open
  let text = open
  for (const { start, end } of membersIn(open, names)) {
    if (start > 0 && !/[\s,，。;；、\uE001]/.test(open[start - 1] as string)) continue
    const missed = MISSED.exec(open.slice(end, end + 20))
    if (missed) text = text.slice(0, end) + '\uE001'.repeat(missed[0].length) + text.slice(end + missed[0].length)
  }
  return text
}
const MISSED =
  /^[^,，。;；\n]{0,10}(?:没|未)(?:能|有)?(?:看|听|学|赶|去|参加|来|到|上)(?:上|成|到|全)?了?(?=$|[\s,，。;；])/

/** The members so away, their words claimed; none unless they are as many as are missing. */
export function awayByCount(scan: Scan, names: Names, missing: number | undefined): Absence[] {
  if (missing === undefined ? !THE_REST.test(scan.text) && !NOT_ALL.test(scan.text) : missing < 1) return []
  const found: { start: number; end: number; absent: Absence[] }[] = []
  for (const opening of scan.all(OPENING)) {
    const people = readPeople(scan.open, opening.end, names)
    const last = people.at(-1)
    const rest = last ? scan.open.slice(last.end, last.end + 24) : ''
    const away = ELSEWHERE.exec(rest) ?? (missing === undefined ? null : KEPT_AWAY.exec(rest))
    if (!last || !away || THERE.test(away[0]) || people.some(({ name }) => name === undefined)) continue
    const reason = bareReason(away[0].replace(/^同志/, ''))
    const absent = people.map(({ name }) => ({ name: name as string, ...(reason === undefined ? {} : { reason }) }))
    found.push({ start: opening.end, end: last.end + away[0].length, absent })
  }
  const absent = found.flatMap((one) => one.absent)
  if (absent.length === 0 || (missing !== undefined && absent.length !== missing)) return []
  for (const span of found) scan.claim(span)
  if (missing === undefined) scan.take(THE_REST)
  scan.take(NOT_ALL)
  return absent
}
