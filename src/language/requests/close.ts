import type { EditMeaning, ErrorMeaning, Meaning, Utterance } from '../../core/meaning.js'
import { findDates } from '../dates/find-dates.js'
import { settleDate } from '../dates/settle-date.js'
import { Scan, TAKEN } from '../scan.js'
import { type QuotedEntry, quotedTarget } from './quoted.js'
import { ENTRY_NUMBER, readTarget } from './target.js'
import { unclear } from './unclear.js'

/** A slip or a problem is done with: `closed_on`, set by an edit (SCHEMA §3 `qualitySlip`), or by its number 销号 2026-问-003. */

const BY_NUMBER = /^\/?销号\s*(\d{4}-[\u4E00-\u9FFF]-\d{1,5})\s*(.{0,20})$/
/** 更正 2026-问-002 3月17日销号; 把2026-单-003关了; 2026-问-002昨天就整改到位了: a number, a day perhaps, and that it is done. */
const NUMBER_DONE =
  /^\/?(?:请|麻烦|帮我?|给我?|把|将|更正|修改|订正|[:：,，\s])*(\d{4}-[单问谈提会]-\d{1,5})(?:(?:那|这)?一?[张条个项]|单子?|问题|(?:的)?跟进)*(?:的)?[\s,，:：]*(.{1,30})$/
const DAY_WORDS =
  /^(?:于|在)?((?:20\d\d[年./-])?\d{1,2}[月./-]\d{1,2}[日号]?|\d{1,2}[日号]|今天|今儿个?|昨天|昨儿个?|前天|大前天|上?周[一二三四五六日天])?(?:上午|下午|早上|晚上|中午)?(?:的时候)?[\s,，]*/
const DONE_WORDS =
  /^(?:就|已经?|都|也|全部?|可以|给我?|帮我?|请|麻烦|把它|问题|整改|跟进|复查|验收)*(?:完成了?(?:整改|销号|闭环)|整改|跟进|处理|落实|办理|复查|验收|检查|销号|闭环|办结|办妥|办|结案|关闭|关|销|解决|谈|做|弄|改)(?:合格|通过|完成|到位|完毕|好|完|掉|过)?(?:了|啦|吧|一下|哈|的)*[,，\s]?(?:可以|能|请|麻烦|给我?|帮我?)*(?:销号?|关|闭环)?(?:了|吧|掉|一下)*[。.!！~\s]*$/
/** 整改, 谈 alone say what is to be done; 销号, 办结 are done by saying so. */
const SAYS_DONE = /已|了|完|好|到位|合格|通过|过|销号|闭环|办结|办妥|结案|关闭|关掉|销掉/
const DONE =
  /(?:(?:就|已经?|都|今天(?:上午|下午|早上|晚上)?|今儿个?|昨天(?:上午|下午|晚上)?|昨儿个?|全部|可以|给我?|帮我?|麻烦|请|把它|把)*(?:全部)?(?:(?:复查|验收|检查|整改)(?:合格|通过|完成|过关|过)了?|整改(?:完成?了?|到位了?|好了?|完毕)?|完成整改了?|落实整改(?:到位|了)*|处理(?:好|完|完毕|到位)了|销(?:个|一?下)?号了?|闭环了?|办结了?|结案了?|关闭了?|关掉了?|关了|销掉了?|销了|划掉了?|关一下|解决了)(?:吧|一下|哈|啦|掉)*[,，、\s]*)+[。.!！\s]*$/
/** 销号日期10月15号: the day behind the word. */
const DONE_ON =
  /(?:的)?(?:销号|闭环|整改完成|办结|关闭|完成整改)[,，\s]?(?:日期|时间|日子?)?\s?(?:[:：是为于在]|定在)?\s?((?:\d{4}年|今年|去年)?(?:\d{1,2}月\d{1,2}[日号]?|\d{1,2}[./]\d{1,2}|\d{1,2}[日号])|今天|昨天|前天|上?周[一二三四五六日])[。.!！\s]*$/
const WHAT = /(?:处罚单|整改单|反馈单|问题|[单]子?)(?!多少|几)/
const ONE = /(?:那|这)一?[张条个份]|\d[日号]的?(?:那)?|[开发下]的[^,，。;；\n]{0,10}单|2\d{3}-|上一?[张条]|刚才/
/** 问题清单：班子指出…，已于4月10日整改完毕: entered and closed at once, which is a record. */
const ENTERED = /^\/?(?:问题清单(?:登记)?|登记(?:问题)?|补录|来源)[:：,，\s]\S{6}/
const CLOSES = /落实整改|销号|闭环|办结|结案|关了|关掉|关闭|整改(?:完|到位)|验收/
/** A count, a heading or a slip handed out: a record of its own. */
const TOLD =
  /[开发下出记登](?:了|具|达)|新[开增]|[一二两三四五六七八九十\d]\s?[张条个项份]|[:：]|(?<!\d)月|\d月(?!\d)|季度|共|累计|全部|均|项目/
/** 昨天客房部整改单已闭环: the day of the one or of the other; 上周五的整改单 is the slip's. */
const LOOSE_DAY = /(?:[今昨前]天|周[一二三四五六日天]|\d[日号])(?!的)(?=.)/
/** 销号一张：工程部走廊灯的那张整改单，昨天修好验收过了: the order first, then which one, then when. */
const ORDER_FIRST =
  /^\/?(?:请|麻烦|帮我?|给我?)*(?:销号|销一?下|销掉|办结|闭环|关掉|关一?下)(?:一?[张个条项])?[:：,，\s]*((?:把|将)?[^,，:：\n]{2,30}?(?:单子?|问题)(?:那[张个条项])?)(?:[,，\s]+([^,，\n]{1,20}))?[。.!！\s]*$/
const WELL =
  /^(?:就|都|也|已经?|全部?)*(?:(?:修|换|改|弄|做|整改|处理|装|清理?|维修|更换)(?:好|完|到位|完毕|完成)?了?|(?:验收|复查|检查|核查)(?:通过|合格|过)?了?|完成了?|好了|通了|亮了|到位了?|解决了?)+$/
/** The order at the end, as everywhere else. */
function orderLast(said: string): string {
  if (ENTRY_NUMBER.test(said) || NO.test(said)) return said
  const [, which, why = ''] = ORDER_FIRST.exec(said) ?? ORDER_BEHIND.exec(said) ?? []
  if (which === undefined) return said
  return asked(which, why, said)
}

/** 那张整改单，今天上午通了，销号; 那张单子复查过了，关掉: what was done stands between. */
const ORDER_BEHIND =
  /^((?:把|将)?[^,，:：\n]{2,30}?(?:单子?|问题)(?:那[张条个项])?)[,，\s]?([^,，\n]{1,14}?了)[,，\s]+(?:可以|能|请|麻烦|给我?|帮我?|把它)*(?:销号|销掉|销一?下|关掉|关一?下|关了|闭环|销个号|销)(?:了|吧|一下)*[。.!！\s]*$/

function asked(which: string, why: string, said: string): string {
  const day = DAY_WORDS.exec(why)
  const rest = why.slice(day?.[0].length ?? 0).trim()
  return rest === '' || WELL.test(rest) ? `${which.replace(/^(?:把|将)/, '')}${day?.[1] ?? ''}销号了` : said
}
const NO =
  /(?:(?:[\d日号底周月天末一二三四五庆节秋午旦明夕]|之|以)前|(?:[天日周月时]|星期|礼拜|之|以)内)(?:要|需|须|务必|必须|完成|全部|都)*(?:整改|办结|销号|闭环|完成|解决|关)|没|未|还|吗|[?？]|多少|几|哪|谁|争取|尽快|要求|必须|计划|限/

/** The closing that a text reports, or undefined when it reports none. */
export function readClosing(said: string, utterance: Utterance, quoted: QuotedEntry | undefined): Meaning | undefined {
  const body = orderLast(said)
  const byNumber = BY_NUMBER.exec(body)
  if (byNumber) return closeByNumber(byNumber[1] as string, byNumber[2] ?? '', utterance.today)
  const numbered = numberDone(body, utterance.today)
  if (numbered) return numbered
  const on = DONE_ON.exec(body)
  const done = on ?? DONE.exec(body)
  // 整改 alone is what is to be done; 整改了, 整改完 that it was.
  if (!done || /^(?:就|都|今天|昨天|全部)*整改[,，、\s。.!！]*$/.test(done[0]) || NO.test(body) || ENTERED.test(body))
    return undefined
  const head = body.slice(0, done.index)
  const replied = quoted !== undefined && head.length <= 10
  // 餐饮部的整改单办结了: nobody says so of one that he hands out.
  const one = ONE.test(head) || ENTRY_NUMBER.test(head)
  const loosely = !one && CLOSES.test(done[0]) && head.length <= 24 && !TOLD.test(head) && !LOOSE_DAY.test(head)
  if (!replied && !(WHAT.test(head) && (one || loosely))) return undefined
  const { date, rest } = on
    ? dayBehind(on[1] as string, head, utterance.today)
    : takeClosingDay(head, done[0], utterance.today)
  if (date === undefined) return unclear('edit', '哪一天整改完的？请写明，如：销号 2026-单-003 3月5日')
  const named = readTarget(rest, utterance, true)
  if (named.error) return named.error
  const target = named.target ?? (quoted && !named.unclear ? quotedTarget(quoted) : undefined)
  if (target === undefined && loosely) return undefined
  if (target === undefined) return unclear('edit', '哪一张？请写编号：销号 2026-单-003')
  return { type: 'edit', target, set: { closed_on: date } } satisfies EditMeaning
}

/** 2026-问-002 3月17日销号, the number first; undefined where anything else is said of it. */
function numberDone(body: string, today: string): Meaning | undefined {
  const [, number = '', rest = ''] = NUMBER_DONE.exec(body) ?? []
  if (number === '' || NO.test(rest)) return undefined
  const day = DAY_WORDS.exec(rest)
  const said = rest.slice(day?.[0].length ?? 0)
  const done = DONE_WORDS.test(said) && SAYS_DONE.test(said)
  return done ? closeByNumber(number, day?.[1] ?? '', today) : undefined
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
