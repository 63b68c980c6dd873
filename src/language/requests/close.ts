import type { EditMeaning, ErrorMeaning, Meaning, Utterance } from '../../core/meaning.js'
import { findDates } from '../dates/find-dates.js'
import { settleDate } from '../dates/settle-date.js'
import { Scan, TAKEN } from '../scan.js'
import { type QuotedEntry, quotedTarget } from './quoted.js'
import { ENTRY_NUMBER, readTarget } from './target.js'
import { unclear } from './unclear.js'

/** A slip or a problem is done with: `closed_on`, set by an edit (SCHEMA §3 `qualitySlip`), or by its number 销号 2026-问-003. */

const BY_NUMBER = /^\/?销号\s*(\d{4}-[\u4E00-\u9FFF]-\d{1,5})\s*(.{0,20})$/
const DONE =
  /(?:(?:就|已经?|都|今天(?:上午|下午|早上|晚上)?|今儿个?|昨天(?:上午|下午|晚上)?|昨儿个?|全部|可以|给我?|帮我?|麻烦|请|把它|把)*(?:全部)?(?:(?:复查|验收|检查|整改)(?:合格|通过|完成)了?|整改(?:完成?了?|到位了?|好了?|完毕)?|完成整改了?|销(?:个|一?下)?号了?|闭环了?|办结了?|结案了?|关闭了?|关掉了?|关了|销掉了?|销了|划掉了?|关一下|解决了)(?:吧|一下|哈|啦|掉)*[,，、\s]*)+[。.!！\s]*$/
/** 销号日期10月15号: the day behind the word. */
const DONE_ON =
  /(?:的)?(?:销号|闭环|整改完成|办结|关闭|完成整改)(?:日期|时间|日)?\s?(?:[:：是为于在]|定在)?\s?((?:\d{4}年|今年|去年)?(?:\d{1,2}月\d{1,2}[日号]?|\d{1,2}[./]\d{1,2}|\d{1,2}[日号])|今天|昨天|前天|上?周[一二三四五六日])[。.!！\s]*$/
const WHAT = /(?:处罚单|整改单|反馈单|问题|[单]子?)(?!多少|几)/
const ONE = /(?:那|这)一?[张条个份]|\d[日号]的?(?:那)?|[开发下]的[^,，。;；\n]{0,10}单|2\d{3}-|上一?[张条]|刚才/
/** 问题清单：班子指出…，已于4月10日整改完毕: entered and closed at once, which is a record. */
const ENTERED = /^\/?(?:问题清单(?:登记)?|登记(?:问题)?|补录|来源)[:：,，\s]\S{6}/
const NO = /没|未|还|吗|[?？]|多少|几|哪|谁|争取|尽快|要求|必须|计划|限/

/** The closing that a text reports, or undefined when it reports none. */
export function readClosing(body: string, utterance: Utterance, quoted: QuotedEntry | undefined): Meaning | undefined {
  const byNumber = BY_NUMBER.exec(body)
  if (byNumber) return closeByNumber(byNumber[1] as string, byNumber[2] ?? '', utterance.today)
  const on = DONE_ON.exec(body)
  const done = on ?? DONE.exec(body)
  // 整改 alone is what is to be done; 整改了, 整改完 that it was.
  if (!done || /^(?:就|都|今天|昨天|全部)*整改[,，、\s。.!！]*$/.test(done[0]) || NO.test(body) || ENTERED.test(body))
    return undefined
  const head = body.slice(0, done.index)
  const replied = quoted !== undefined && head.length <= 10
  if (!replied && !(WHAT.test(head) && (ONE.test(head) || ENTRY_NUMBER.test(head)))) return undefined
  const { date, rest } = on
    ? dayBehind(on[1] as string, head, utterance.today)
    : takeClosingDay(head, done[0], utterance.today)
  if (date === undefined) return unclear('edit', '哪一天整改完的？请写明，如：销号 2026-单-003 3月5日')
  const said = readTarget(rest, utterance, true)
  if (said.error) return said.error
  const target = said.target ?? (quoted && !said.unclear ? quotedTarget(quoted) : undefined)
  if (target === undefined) return unclear('edit', '哪一张？请写编号：销号 2026-单-003')
  return { type: 'edit', target, set: { closed_on: date } } satisfies EditMeaning
}

function closeByNumber(number: string, rest: string, today: string): Meaning {
  if (rest.trim() === '') return { type: 'close_item', number }
  const scan = new Scan(rest)
  const date = settleDate(rest, findDates(scan, today), today)
  if (date.kind === 'error') return date.error as ErrorMeaning
  const left = scan.open.replaceAll(TAKEN, '').replace(/[\s,，。]/g, '')
  if (date.kind !== 'said' || left !== '') return unclear('edit', '哪一天整改完的？请写明，如：销号 2026-单-003 3月5日')
  return { type: 'close_item', number, date: date.date }
}

function dayBehind(words: string, rest: string, today: string): { date?: string; rest: string } {
  const date = settleDate(words, findDates(new Scan(words), today), today)
  return date.kind === 'said' ? { date: date.date, rest } : { rest }
}

/** The day directly before the words of closing is when it was done; a day before the slip's name is the slip's own. */
function takeClosingDay(head: string, done: string, today: string): { date?: string; rest: string } {
  const tail =
    /(?:已经?)?(?:于|在)?(今天|今儿个?|昨天|昨儿个?|前天|(?:\d{1,2}月)?\d{1,2}[日号]|上?周[一二三四五六日])(?:就|已经?|都|全部)?$/.exec(
      head,
    )
  const inDone = /今天|昨天|今儿|昨儿/.exec(done)?.[0]?.replace('儿', '天')
  const words = inDone ?? tail?.[1]
  const rest = inDone === undefined && tail ? head.slice(0, tail.index) : head
  if (words === undefined) return { date: today, rest }
  const date = settleDate(words, findDates(new Scan(words), today), today)
  return date.kind === 'said' ? { date: date.date, rest } : { rest }
}
