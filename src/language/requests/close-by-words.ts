import type { EditMeaning, Utterance } from '../../core/meaning.js'
import { findDates } from '../dates/find-dates.js'
import { settleDate } from '../dates/settle-date.js'
import { kindsIn as eventKindsIn } from '../kinds.js'
import { membersIn, namesOf } from '../people/find-person.js'
import { Scan } from '../scan.js'
import { withoutManners } from './edit-asides.js'

/**
 * 消防整改办完了, 会议签到的事落实到位了: something that was to be done is done, told by its words alone. Which open slip,
 * problem or item of a meeting is meant is for the books to find (SCHEMA §4 `edit` with `find`).
 */

const DONE =
  /(?:就|已经?|都|也|全部?|总算|终于|今天(?:上午|下午|早上)?|今儿个?|昨天(?:上午|下午|晚上)?|昨儿个?)*(?:办完|办好|办结|办妥|落实(?:完|到位|好|下去)?|整改(?:完|完成|完毕|到位|好)?|销号|闭环|结案|解决|处理(?:完|好|完毕|到位)|完成整改|搞定|弄好|弄完|做完|完成|换好|修好|更换完|更换好)(?:了|啦|掉了)(?:可以|能|请|麻烦|给我?|帮我?|把它)*(?:销号?|关|闭环|销一下)?(?:了|吧|一下|哈)*[\s。.!！~]*$/
const DAY_BEFORE =
  /(?:已经?)?(?:于|在)?((?:20\d\d[年./-])?\d{1,2}月\d{1,2}[日号]|今天|今儿个?|昨天|昨儿个?|前天|上?周[一二三四五六日])(?:上午|下午)?(?:就|已经?|都|全部)?$/
const NOT_DONE =
  /没|未|还(?!有)|吗|[?？]|哪|什么|几|谁|争取|尽快|准备|打算|计划|要|请|必须|如果|等|之前|以前|期限|时限|应该|可能|好像/
/** What the books keep open, and no errand of one's own. */
const OF_THE_BOOKS = /整改|销号|闭环|办结|落实|问题|隐患|议题|事项|决议|议定|反馈单|处罚单|结案/
/** Things of one's own that are done as well. */
const PRIVATE = /^(?:我|咱|家|孩子|老婆|老公|作业|报销|快递|饭|装修|房|车|证|手续|工资|假)/
/** A length, a count or a role is told of an event; 活动 alone names none of the things kept open. */
const TELLS = /^(?:活动|会议?|课|材料|表格?|笔记)$|小时|分钟|学时|应到|实到|全员|全体|参加|主讲|主持|《|\d\s?人|元/

/** The closing that a text tells of; undefined when it tells of none or may be of something else. */
export function closedByWords(said: string, utterance: Utterance): EditMeaning | undefined {
  if (said.length > 40) return undefined
  const text = withoutManners(said).replace(/^[,，\s]+/, '')
  const done = DONE.exec(text)
  if (!done || NOT_DONE.test(text)) return undefined
  const group = utterance.chat === 'group'
  if (!group && !OF_THE_BOOKS.test(text)) return undefined
  const head = text.slice(0, done.index)
  const before = DAY_BEFORE.exec(head)
  const day = before?.[1] ?? /今天|今儿|昨天|昨儿/.exec(done[0])?.[0]
  const words = head
    .slice(0, before?.index ?? head.length)
    .replace(/^(?:在)?(?:党员|支部)?(?:大|支委)?会上(?:布置|安排|交代|定|议定|说)(?:给[\u4E00-\u9FFF]{2,3})?的/, '')
    .replace(
      /^(?:把|将|上次|上回|之前|会上)?(?:说的|定的|议定的|提的|交代的|安排的|布置的)?(?:那|这)?[个件项条张]?(?:的)?/,
      '',
    )
    .replace(/(?:的)?(?:那|这)?[个件项条张]?(?:的)?(?:事儿?|事情|工作|任务|问题|事项|项)?(?:的)?$/, '')
    .trim()
  if (words.length < 2 || words.length > 20 || PRIVATE.test(words) || TELLS.test(words)) return undefined
  const names = namesOf(utterance.roster)
  if (membersIn(words, names).length > 0 || eventKindsIn(words, names).length > 0) return undefined
  const on = dayOf(day?.replace('儿', '天'), utterance.today)
  return on === undefined ? undefined : { type: 'edit', target: { find: { topic: words } }, set: { closed_on: on } }
}

/** Today when no day was said; undefined: it can't be told which. */
function dayOf(said: string | undefined, today: string): string | undefined {
  if (said === undefined) return today
  const date = settleDate(said, findDates(new Scan(said), today), today)
  return date.kind === 'said' ? date.date : undefined
}
