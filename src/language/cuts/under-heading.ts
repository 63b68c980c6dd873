import {
  DEPARTMENT,
  EMPTY_HEADING,
  HEADING,
  holdsForAll,
  kindOfHeading,
  MOST_PIECES,
  NUMBERED,
  OWN_DAY,
  tidy,
} from './pieces.js'
import { bareHeading } from './shared-tail.js'

/** A heading said once, and under it the items that it holds for. */

const LECTURE_ITEM = /《[^《》]{1,60}》/

/** 11月5日微党课：陈立讲《…》20分钟，王敏讲《…》15分钟: every item a lecture under the same heading. */
export function underOneHeading(text: string): string[][] {
  const parts = HEADING.exec(text)
  const items = (parts?.[2] ?? '')
    .split(/[,，;；\n]+/)
    .map(tidy)
    .filter(Boolean)
  if (items.length < 2 || items.length > 6) return []
  if (!items.every((item) => LECTURE_ITEM.test(item) && /讲/.test(item))) return []
  return [items.map((item) => `${parts?.[1]}，${item}`)]
}

/** The branch has one of these a year, whoever does its parts. */
const ONE_FOR_ALL = /支部特色|一支部一特色|书记项目|一书记一项目/

/** What may be said of the last item or of all. */
const OF_EVERY_ITEM = /^(?:都|均|全部?|各|每|共|一共|合计|全员|全体|大家)|(?:参加|到齐|全到)$/

const DAY =
  /^(?:\d{1,2}月\d{1,2}[日号]?|\d{1,2}[./]\d{1,2}|\d{1,2}[日号]|[上这本]?(?:周|星期|礼拜)[一二三四五六日天]|昨天|今天|前天)/

/**
 * 党员风采：赵阳练好主持，孙小雨学手语; 标准化：6月3日启动会，6月8日推进会: every item begins with its member or its day;
 * what begins with neither goes on with the item before it.
 */
export function underKind(text: string, isName: (text: string) => boolean): string[][] {
  const parts = HEADING.exec(text)
  if (!parts || ONE_FOR_ALL.test(parts[1] as string)) return []
  const said = (parts[2] as string)
    // A blank parts items too where each begins with its day: 3.18李响 3.19赵阳.
    .split(/[,，;；。\n]+|\s+(?=\d{1,2}[./月]\d{1,2})/)
    .map(tidy)
    .filter(Boolean)
  for (const opens of [isName, (item: string) => DAY.test(item)]) {
    if (said.length < 2 || said.length > MOST_PIECES || !opens(said[0] as string)) continue
    const items: string[] = []
    for (const item of said) {
      if (opens(item)) items.push(item)
      else items.push(`${items.pop()}，${item}`)
    }
    // A semicolon leaves no doubt to which of them the last words belong.
    const parted =
      (parts[2] as string).split(/[;；。\n]+/).filter((piece) => piece.trim() !== '').length === items.length
    if (items.length >= 2 && (parted || !OF_EVERY_ITEM.test(said.at(-1) as string)))
      return [items.map((item) => `${bareHeading(parts[1] as string)}，${item}`)]
  }
  return []
}

/** 部门及员工提出两个问题：…；另一个是…: the source holds for every one. */
export function underSource(text: string): string[][] {
  const parts = /^([^:：\n]{2,20}?(?:问题|提出|指出|反映|自查|反馈|提)的?)[:：]\s*(.+)$/s.exec(text)
  if (!parts || !/提出?|指出|自查|反映|反馈/.test(parts[1] as string)) return []
  const items = (parts[2] as string)
    .split(/[;；\n]+/)
    .map((item) => tidy(item).replace(/^(?:另外?一个|另一?个|第?[一二三四五]个?|[一二三四五])(?:问题)?是/, ''))
    .filter(Boolean)
  return items.length < 2 || items.length > MOST_PIECES ? [] : [items.map((item) => `${parts[1]}：${item}`)]
}

const SOURCE =
  '(?:(?:支部|领导)?班子(?:成员)?(?:指出|提出|点出)|(?:部门|员工|职工)(?:代表|(?:及|和|、)员工)?(?:提出|反映|反馈|提)|(?:支部)?自查(?:发现|出)?)'
const BEFORE_SOURCE = new RegExp(`(?:[\\s,，;；。、]+|^)(?:另外|还有|同时)?(?=${SOURCE})`)

/** 研讨会上，员工提出…，班子指出…，支部自查…: whose each is begins it. */
export function bySource(text: string): string[][] {
  const [head = '', ...items] = text.split(BEFORE_SOURCE).map(tidy)
  const said = items.filter(Boolean)
  if (said.length < 2 || said.length > MOST_PIECES) return []
  const day = /(?:\d{1,2}月\d{1,2}[日号]|[今昨前]天)/.exec(head)?.[0] ?? ''
  return /^(?:\d{1,2}月\d{1,2}[日号]|[今昨前]天|的|在|开了?|研讨会?|会议?|上|问题清单|[,，:：\s])*$/.test(head)
    ? [said.map((item) => `${day}${item}`)]
    : []
}

/** 研讨会列了俩问题 一个是班子指出的… 另一个支部自查…: whose each is, it says itself. */
export function underOneAndOther(text: string): string[][] {
  const parts =
    /^([^\n。;；]{0,20}?)(?:[一1]个是?|头一个是?|第一个是?)(?=[班支部员领自])([^\n]{6,80}?)[\s,，;；。]+(?:另外?一个|另一?个|还有一个|再一个|第二个)(?:就?是)?(?=[班支部员领自])([^\n]{6,80})$/.exec(
      text,
    )
  if (!parts || !EMPTY_HEADING.test((parts[1] as string).replace(/[,，:：\s]+$/, ''))) return []
  return [[parts[2] as string, parts[3] as string].map((item) => tidy(item))]
}

const DAY_ALONE = /^(?:[今昨前]天|上?周[一二三四五六日]|\d{1,2}月\d{1,2}[日号]?|\d{1,2}[./]\d{1,2})(?:开的|下的|的)?$/

/** 两张奖励单：一张给会务部…: the count before the slip. */
const COUNT_FIRST =
  /(?<=^|[\s,，])([\d一二两三四五六七八九十]{1,2}张)((?:服务质量)?处罚单|(?:提醒)?整改单|奖励单|反馈单)(?=[:：])/
const ONE_TO = /^(?:[一1]张|另[一1]张|还有[一1]张)(?:是|开|发|下)?(?:给|对|到)?/

/** 处罚单2张：客房部1张（布草脏），餐饮部1张，昨天: one for each department, the day for all. */
export function underSlip(text: string): string[][] {
  const parts =
    /^([^:：\n]{0,12}?)((?:服务质量)?处罚单|(?:提醒)?整改单|奖励单|反馈单)(?:共|一共)?[\d一二两三四五六七八九十]{1,2}张[:：,，\s](.+)$/s.exec(
      text.replace(COUNT_FIRST, '$2$1'),
    )
  if (!parts) return []
  const said = (parts[3] as string)
    .split(/[\s,，;；。]+/)
    .map((piece) => tidy(piece))
    .filter(Boolean)
  const day = said.length > 1 && DAY_ALONE.test(said.at(-1) as string) ? (said.pop() as string) : ''
  const items: string[] = []
  for (const piece of said) {
    if (DEPARTMENT.test(piece)) items.push(piece)
    else if (ONE_TO.test(piece)) items.push(piece.replace(ONE_TO, '一张，'))
    else if (items.length === 0) return []
    else items.push(`${items.pop()}，${piece}`)
  }
  return items.length < 2 ? [] : [items.map((item) => `${parts[1]}${day}${parts[2]}，${item}`)]
}

const HEAD_OF_SLIPS =
  /^([^:：\n。;；]{0,24}?单[^:：\n。;；]{0,16}|[^:：\n。;；]{0,12}[两三四五六七八九\d]张[^:：\n。;；]{0,12})[:：](.+)$/s
const DAY_IN_HEAD = /(?:20\d\d年)?\d{1,2}月\d{1,2}[日号]?|\d{1,2}[./]\d{1,2}|[今昨前]天|上?周[一二三四五六日]/

/** 质量单三张，都是5月8日的：客房部处罚单1张，餐饮部整改单1张: the day for all, and a slip in every item. */
export function underSlips(text: string): string[][] {
  const parts = HEAD_OF_SLIPS.exec(text)
  const items = (parts?.[2] ?? '')
    .split(/[,，;；。\n、]+/)
    .map(tidy)
    .filter(Boolean)
  if (!parts || items.length < 2 || items.length > MOST_PIECES || !items.every((item) => /单/.test(item))) return []
  const day = DAY_IN_HEAD.exec(parts[1] as string)?.[0] ?? ''
  return [items.map((item) => `${day}${item}`)]
}

/** 本月谈心：赵阳3.3、李响3.5: each with his day, so that none is dated by another's. */
export function underNames(text: string, isName: (text: string) => boolean): string[][] {
  const parts = HEADING.exec(text)
  const items = (parts?.[2] ?? '')
    .split(/[,，;；、\n]+/)
    .map(tidy)
    .filter(Boolean)
  if (!parts || items.length < 2 || !items.every((item) => isName(item) && OWN_DAY.test(item))) return []
  const kind = (parts[1] as string).replace(/^(?:本|这个?|上个?)(?:月|周|季度)/, '')
  return [items.map((item) => `${kind}，${item}`)]
}

/** 3月培训如下：… on lines of their own, which may name their kinds themselves or leave it to the heading. */
export function underKindHeading(text: string): string[][] {
  const [, head = '', rest = ''] = /^([^:：\n]{2,20})(?:[:：]\s*|\n)(.+)$/s.exec(text) ?? []
  const kind = kindOfHeading(head)
  const items = rest
    .split(/[\n;；]+/)
    .map(tidy)
    .filter(Boolean)
  return kind === undefined || items.length < 2 || items.length > MOST_PIECES ? [] : ofKind(items, kind, head)
}

/** Without the heading, and with it; what was seen or heard on a 主题党日 is no training beside it. */
function ofKind(items: readonly string[], kind: string, head: string): string[][] {
  const late = /补[录记登写]/.test(head) ? '补录 ' : ''
  const ways = [items.map((item) => `${late}${item}`), items.map((item) => `${late}${kind} ${item}`)]
  return holdsForAll(kind) ? ways.reverse() : ways
}

/** 支部自查问题：1.…措施… 2.…措施…: the heading holds for every item. */
export function underNumbers(text: string): string[][] {
  const [head = '', ...items] = text.split(NUMBERED).map((piece) => piece.replace(/[\s,，;；。]+$/, '').trim())
  const said = items.filter(Boolean)
  if (said.length < 2 || said.length > MOST_PIECES || [...head].length > 30) return []
  const kind = kindOfHeading(head)
  if (kind !== undefined) return ofKind(said, kind, head)
  return EMPTY_HEADING.test(head)
    ? [/补[录记登写]/.test(head) ? said.map((item) => `补录 ${item}`) : said]
    : [said.map((item) => `${head.replace(/[:：]$/, '')}：${item}`), [head, ...said]]
}
