import { dayAtEnd, underAnchors, withoutHeading, withoutOutro } from './cuts/by-anchor.js'
import { underContest, underDates, underDays, underEveryDay, underPeople } from './cuts/by-item.js'
import { underBrackets, underPartners, underPromisers } from './cuts/by-person.js'
import { EMPTY_HEADING, kindOfHeading, MOST_PIECES, NUMBERED, OWN_DAY, tidy } from './cuts/pieces.js'
import { sharedTail } from './cuts/shared-tail.js'
import { underDatedHeading } from './cuts/under-dated-heading.js'
import {
  bySource,
  underKind,
  underKindHeading,
  underNames,
  underNumbers,
  underOneAndOther,
  underOneHeading,
  underSlip,
  underSlips,
  underSource,
} from './cuts/under-heading.js'

/** Cuts a message that seems to tell of several things into pieces that might each be one (SCHEMA, table at the top). */

const HARD = /[\n;；。]+/
const SOFT =
  /[,，]\s?(?=(?:上午|下午|晚上|中午|今天|昨天|前天|明天|下周|\d{1,2}月|\d{1,2}\.\d|\d{1,2}[号日]|周[一-日]|上周|另外|还有?|又|我[又还再](?=[和跟与同找给])|然后|接着|再|会后|课后|完了|完事后?|结束后|散会后|随后|后来|之后|下班后|活动后))|\s(?=(?:上午|下午|晚上|中午)(?:又|再|还)?(?:和|跟|与|同|找))/

const BESIDE = /[,，;；。\s]\s?(?=(?:顺便|顺带|另外|对了)[,，]?(?:再)?(?:帮我|给我)?(?:把|将|记|安排|排|约))/

/** The ways to cut a text, coarsest first; none when there is nothing to cut. */
export function waysToCut(typed: string, isName: (text: string) => boolean = () => false): string[][] {
  const said = typed.replace(COUNTED_HEAD, (head, kind) => (kindOfHeading(kind) === undefined ? head : `${kind}：`))
  const whole = dayAtEnd(withoutHeading(withoutOutro(said)))
  if (isAgenda(whole)) return []
  // 分头找敏姐和老周谈了话，都是昨天，敏姐…: what is said of all of them stands before the items here.
  const partners = underPartners(whole, isName)
  if (partners.length > 0) return partners
  const clauses = SHARED_CLAUSES.exec(whole)
  const end = clauses ? undefined : sharedTail(whole)
  const shared = end
    ? undefined
    : (clauses ??
      SHARED_END.exec(whole) ??
      SHARED_LENGTH.exec(whole) ??
      SHARED_ROLES.exec(whole) ??
      sharedAbsence(whole))
  const text = end?.rest ?? (shared ? whole.slice(0, shared.index) : whole)
  const ways = waysWithin(text, isName)
  const tail = (end?.tail ?? shared?.[1])?.replace(/(?<=^|[,，])(?:各|每[次场人])(?=[\d一二两三半])/g, '')
  const each = tail === undefined ? ways : ways.map((pieces) => pieces.map((piece) => `${piece}，${tail}`))
  const all = (end ? [...each, ...waysWithin(whole, isName)] : each).filter((pieces) => keepsHeading(whole, pieces))
  // Two ways may cut alike; reading the pieces is what costs.
  return [...new Map(all.map((pieces) => [pieces.join('\n'), pieces])).values()]
}

const HONOURS_HEADED = /^(?:[得获]奖|荣誉|喜报|表彰)(?:名单|登记|情况|人员|台账)*[:：]/

/** 捐款两次，9.1…；9.9…: a heading for what a comma parts it from. */
const COUNTED_HEAD = /^([^,，:：;；\n。]{2,14}[两俩二三四五六七八九几2-9]\s?[次笔场个件项条堂节])[,，]\s?(?=\S)/

/** 主题党日：3月5日…，3月20日看电影《…》: without its heading the second would be a training. */
function keepsHeading(text: string, pieces: readonly string[]): boolean {
  const head = /^[^:：\n。;；]{2,20}(?=[:：])/.exec(text)?.[0]
  const kind = head === undefined ? undefined : kindOfHeading(head)
  if (kind === undefined || !/党日/.test(kind)) return true
  return pieces.every((piece) => /党日/.test(piece) || /^[^:：]{2,8}[:：]/.test(piece))
}

/** The ways to cut what is left when nothing at its end is said of all. */
function waysWithin(text: string, isName: (text: string) => boolean): string[][] {
  return [
    ...(HONOURS_HEADED.test(text) ? underContest(text, isName) : []),
    ...underDays(text),
    ...underNumbers(text),
    ...cuts(text),
    ...underKindHeading(text),
    ...underDatedHeading(text, isName),
    ...underOneHeading(text),
    ...underKind(text, isName),
    ...underContest(text, isName),
    ...underSource(text),
    ...bySource(text),
    ...underOneAndOther(text),
    ...underEveryDay(text),
    ...underSlip(text),
    ...underSlips(text),
    ...underNames(text, isName),
    ...underDates(text),
    ...underPeople(text, isName),
    ...underPromisers(text, isName),
    ...underBrackets(text, isName),
    ...underAnchors(text),
  ]
}

const GATHERING = /党员大会|支部大会|支委会|支部委员会|党小组会|组织生活会|民主评议|主题党日|党日/

/** 3月13日党员大会：1.学习文件 2.讨论转正: the items of one meeting, and no events of their own. */
function isAgenda(text: string): boolean {
  const [head = '', ...items] = text.split(NUMBERED)
  return (
    items.length >= 2 &&
    GATHERING.test(head) &&
    !/[两二三四五六七八九\d]{1,2}[条件项笔]|如下/.test(head) &&
    !items.some((item) => OWN_DAY.test(item) || GATHERING.test(item))
  )
}

/** …，都是全员: said of every one of the records before it. */
const SHARED_END =
  /[,，;；。\s]+(?:两次|两场|两项|三项|几次|以上)?(?:都是|均是|均为|都|均)?((?<=都是|均是|均为|都|均)(?:全员|全体)(?:参加|到齐|到会|出席)?|(?<=次|场|项)(?:全员|全体)(?:都|均)?(?:参加|到齐|到会|出席)?)[。.!！\s]*$/
/** 先开党员大会…，接着…，除了小雨都在，她去体检: of what was held one after the other the same one was away. */
const SHARED_ABSENCE =
  /[,，;；。\s]+(除了?[^,，;；。\n]{1,12}?(?:以?外)?[,，]?(?:其他人|其余人|大家|其他同志)?(?:都|全|均)(?:在|到齐|到|来|参加)了?(?:[,，](?:因为)?[她他][^,，;；。\n]{1,10})?)[。.!！\s]*$/
const sharedAbsence = (text: string): RegExpExecArray | null =>
  /先[^\n。;；]{2,40}(?:接着|然后|随后|之后|会后|再|又)/.test(text) && !text.includes('\n')
    ? SHARED_ABSENCE.exec(text)
    : null

/** …，每人20分钟: as long for every one of them. */
const SHARED_LENGTH =
  /[,，;；。\s]+(?:每人|每次|每场|每个人|各|都是?|均为?|时长均为)(?:谈了?|聊了?|学了?|讲了?|用时)?\s?((?:\d{1,3}|[一二两三四五六七八九十半]{1,3})个?半?(?:分钟|小时|钟头|刻钟))[。.!！\s]*$/
/** …，都是陈立主持、李响记录. */
const SHARED_ROLES =
  /[,，;；。\s]+(?:两次|两场|两项|几次|以上)?(?:都是?|均是?|均由|都由)((?:[\u4E00-\u9FFF]{2,3}(?:主持|记录|主讲)(?:的)?[、,，和]?){1,3})[。.!！\s]*$/

/** …，都是全员，书记主持: from where something is said of all, the rest is. */
const SHARED_CLAUSES =
  /[,，;；。\s]+(?:两次|两场|两项|几次|以上)?(?:都是|均是|均为|全是|都由|均由)([^,，;；。:：\n]{1,16}[,，](?:(?![昨今前]天|\d{1,2}[月.:点号]|上午|下午|[前后头]一?[次场]|第[一二三四五][次场])[^;；。\n]){1,24})[。.!！\s]*$/

function cuts(text: string): string[][] {
  const lines = text.split(HARD).map(tidy).filter(Boolean)
  const [first = ''] = lines
  // 7月会议补登：7月2日…: an empty heading may stand before the first item in one line.
  const head = /^[^:：\n]{2,16}[:：]/.exec(first)?.[0]
  const own = head !== undefined && EMPTY_HEADING.test(head) ? tidy(first.slice(head.length)) : undefined
  const items = own === undefined ? lines : own === '' ? lines.slice(1) : [own, ...lines.slice(1)]
  const bare = own === undefined && lines.length > 2 && EMPTY_HEADING.test(first) ? lines.slice(1) : items
  const late = bare !== lines && /补[录记登写]/.test(first)
  const hard = late ? bare.map((item) => `补录 ${item}`) : bare
  const soft = text.split(SOFT).map(tidy).filter(Boolean)
  const both = hard
    .flatMap((piece) => piece.split(SOFT))
    .map(tidy)
    .filter(Boolean)
  // …敏姐讲的，顺便把下周三的培训也排上，下午2点: only there does another thing begin.
  const beside = text.split(BESIDE).map(tidy).filter(Boolean)
  const spoken = [soft, both].map(withSpeaker)
  return [hard, ...spoken, ...(beside.length > 1 ? [beside] : [])].filter(
    (pieces) => pieces.length >= 2 && pieces.length <= MOST_PIECES,
  )
}

/** 上午我走访慰问了…，下午给支部上党课…: who did the first did what follows without a subject of its own. */
function withSpeaker(pieces: string[]): string[] {
  if (!SPEAKER.test(pieces[0] ?? '')) return pieces
  return pieces.map((piece, at) => (at === 0 ? piece : piece.replace(WITHOUT_SUBJECT, '$1我$2')))
}
const SPEAKER = /^[^,，\n]{0,14}(?<![和跟与同找给])我(?![们国党省市局部支堂家])/
const WITHOUT_SUBJECT =
  /^((?:[今昨前]天|上?周[一二三四五六日]|\d{1,2}[月.]\d{1,2}[日号]?)?(?:上午|下午|晚上|中午)?(?:又|再|还|接着|然后)?)((?:给|向|为)[^\s,，。;；我]{2,8}(?:讲|上|做|作))/

/**
 * At every comma: only for things of one kind in a row (宴会部处罚单1张，客房部处罚单2张), as most commas part the facts of one
 * event.
 */
export function cutAtCommas(text: string): string[] {
  if (isAgenda(text)) return []
  const pieces = text
    .split(HARD)
    .flatMap((piece) => piece.split(/[,，]/))
    .map(tidy)
    .filter(Boolean)
  return pieces.length >= 2 && pieces.length <= MOST_PIECES ? pieces : []
}

/** Whether a line heads a list and says nothing that belongs to its items. */
export const isHeading = (line: string): boolean => EMPTY_HEADING.test(line.trim()) || headingKind(line) !== undefined

/** The kind that a list's heading names for its items: 3月培训如下. */
export const headingKind = (line: string): string | undefined => kindOfHeading(line.trim())

/** An item of a list without its number. */
export const tidyItem = (line: string): string => tidy(line)
