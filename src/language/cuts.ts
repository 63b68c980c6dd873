/** Cuts a message that seems to tell of several things into pieces that might each be one (SCHEMA, table at the top). */

/** A pasted list has a line for each. */
const MOST_PIECES = 20
const HARD = /[\n;；。]+/
const SOFT =
  /[,，]\s?(?=(?:上午|下午|晚上|中午|今天|昨天|前天|明天|下周|\d{1,2}月|\d{1,2}\.\d|\d{1,2}[号日]|周[一-日]|上周|另外|还有?|又|然后|接着|再|会后|课后))|\s(?=(?:上午|下午|晚上|中午)(?:又|再|还)?(?:和|跟|与|同|找))/

/** The ways to cut a text, coarsest first; none when there is nothing to cut. */
export function waysToCut(whole: string, isName: (text: string) => boolean = () => false): string[][] {
  const shared = SHARED_END.exec(whole)
  const text = shared ? whole.slice(0, shared.index) : whole
  const ways = [...underNumbers(text), ...cuts(text), ...underOneHeading(text), ...underKind(text, isName)]
  return shared ? ways.map((pieces) => pieces.map((piece) => `${piece}，${shared[1]}参加`)) : ways
}

/** …，都是全员: said of every one of the records before it. */
const SHARED_END =
  /[,，;；。\s]+(?:两次|两场|几次|以上)?(?:都是|均是|均为|都|均)(全员|全体)(?:参加|到齐|到会|出席)?[。.!！\s]*$/
const HEADING = /^([^:：\n]{2,30})[:：]\s?(.+)$/s
const LECTURE_ITEM = /《[^《》]{1,60}》/

/** 11月5日微党课：陈立讲《…》20分钟，王敏讲《…》15分钟: every item a lecture under the same heading. */
function underOneHeading(text: string): string[][] {
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
const DAY = /^(?:\d{1,2}月\d{1,2}[日号]?|\d{1,2}[./]\d{1,2}|\d{1,2}[日号]|上?周[一二三四五六日]|昨天|今天|前天)/

/**
 * 党员风采：赵阳练好主持，孙小雨学手语; 标准化：6月3日启动会，6月8日推进会: every item begins with its member or its day;
 * what begins with neither goes on with the item before it.
 */
function underKind(text: string, isName: (text: string) => boolean): string[][] {
  const parts = HEADING.exec(text)
  if (!parts || ONE_FOR_ALL.test(parts[1] as string)) return []
  const said = (parts[2] as string)
    .split(/[,，;；。\n]+/)
    .map(tidy)
    .filter(Boolean)
  for (const opens of [isName, (item: string) => DAY.test(item)]) {
    if (said.length < 2 || said.length > MOST_PIECES || !opens(said[0] as string)) continue
    const items: string[] = []
    for (const item of said) {
      if (opens(item)) items.push(item)
      else items.push(`${items.pop()}，${item}`)
    }
    if (items.length >= 2 && !OF_EVERY_ITEM.test(said.at(-1) as string))
      return [items.map((item) => `${parts[1]}，${item}`)]
  }
  return []
}

const NUMBERED =
  /(?:^|[\s,，;；。:：])(?:\d{1,2}[.、)）](?!\d)|(?<=\n)\d{1,2}、(?=\d)|[(（]\d{1,2}[)）]|[一二三四五六七八九十]{1,2}、|[一二三四五六七八九十]是)\s?/
/** 本周台账： says nothing that belongs to every item. */
const EMPTY_HEADING =
  /^(?:请|帮我|补录|登记|记录|记一下|支部|本|上|这|周|月|季度|的|台账|汇总|工作|活动|情况|内容|清单|如下|[几两二三四五六七八九十\d]{1,2}[条件项笔]|以下)*[:：]?$/

/** 支部自查问题：1.…措施… 2.…措施…: the heading holds for every item. */
function underNumbers(text: string): string[][] {
  const [head = '', ...items] = text.split(NUMBERED).map((piece) => piece.replace(/[\s,，;；。]+$/, '').trim())
  const said = items.filter(Boolean)
  if (said.length < 2 || said.length > MOST_PIECES || [...head].length > 30) return []
  return EMPTY_HEADING.test(head)
    ? [/补[录记登写]/.test(head) ? said.map((item) => `补录 ${item}`) : said]
    : [said.map((item) => `${head.replace(/[:：]$/, '')}：${item}`), [head, ...said]]
}

function cuts(text: string): string[][] {
  const lines = text.split(HARD).map(tidy).filter(Boolean)
  const hard = lines.length > 2 && EMPTY_HEADING.test(lines[0] as string) ? lines.slice(1) : lines
  const soft = text.split(SOFT).map(tidy).filter(Boolean)
  const both = hard
    .flatMap((piece) => piece.split(SOFT))
    .map(tidy)
    .filter(Boolean)
  return [hard, soft, both].filter((pieces) => pieces.length >= 2 && pieces.length <= MOST_PIECES)
}

/**
 * At every comma: only for things of one kind in a row (宴会部处罚单1张，客房部处罚单2张), as most commas part the facts of one
 * event.
 */
export function cutAtCommas(text: string): string[] {
  const pieces = text
    .split(HARD)
    .flatMap((piece) => piece.split(/[,，]/))
    .map(tidy)
    .filter(Boolean)
  return pieces.length >= 2 && pieces.length <= MOST_PIECES ? pieces : []
}

const tidy = (piece: string): string =>
  piece
    .replace(/^\s*(?:\d{1,2}[.、)）:：](?!\d)|\d{1,2}、(?=\d{1,2}[月.])|[(（]\d{1,2}[)）]|[-*•·])\s*/, '')
    .replace(/^(?:另外|还有|然后|接着|再|又)[,，:]?/, '')
    .trim()
