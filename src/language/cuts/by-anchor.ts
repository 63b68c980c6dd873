import { EMPTY_HEADING, HEADING, holdsForAll, kindOfHeading, MOST_PIECES, tidy } from './pieces.js'

/** What is cut where the next day, the next hour or the next of a spoken list begins. */

/** A day at the beginning of a piece. */
export const DAY =
  '(?:(?:大前|[昨今前])(?:天|日|儿个?|个儿?|晚|早|夜|[上中下]午)|(?:上上个?|上个?|这个?|本)?(?:周|星期|礼拜)[一二三四五六日天]|(?:20\\d\\d年|去年|今年)?(?:\\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\\d{1,2}|[一二三四五六七八九十廿]{1,4}|最后|第|头)|\\d{1,2}[./]\\d{1,2}(?![\\d.]|\\s?(?:个?小时|元|块|学时|折|万))|(?:上|本|这个?)个?月(?:\\d{1,2}|[一二三四五六七八九十廿]{1,4})[日号]|(?<![\\d第月])\\d{1,2}[日号](?!楼|会议|文|厅|线))'
/** An hour or a half of the day at the beginning of a piece. */
const HOUR =
  '(?:(?:早上|上午|中午|下午|晚上|傍晚|早|晚)?(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})(?:[:：]\\d|点)|(?:早上|上午|中午|下午|晚上|傍晚)(?!班))'
const AND = '(?:跟|和|与|及|以及|还有|另有|外加|加上|\\+|、)'
const THEN = '(?:会后|课后|学后|散会后|结束后|完了|完事后?|随后|后来|之后|然后|接着|紧接着|再一个|另外|还)'

/** 讲完又…, 会后紧接着…: words between one thing and the next. */
const NEXT =
  /[\s,，;；。]+(?:(?:[讲学看开谈聊听]|活动|会议|培训)(?:完|结束)(?:了|以?后|之后)?(?:又|再|还|接着|紧接着|马上)+|(?:会后|课后|学后|散会后|结束后|完了|完事后?|随后|后来|之后|然后|接着|紧接着)[,，]?(?:又|再|还|接着|紧接着|马上|大家|我们)*)/
const BEFORE_DAY = new RegExp(`(?:[\\s,，;；。]+${AND}?|(?<=[)）》号时钟员体名上了会训题])${AND})\\s?(?=${DAY})`)
const BEFORE_HOUR = new RegExp(`[\\s,，;；。、]+(?=(?:${THEN}[,，]?)?${HOUR}|${THEN})`)
/** 一个是…，再一个是…; 第一件…第二件…; 其一…其二…. */
const SPOKEN =
  /(?:^|[\s,，;；。:：])(?:再|还有|另外?|头)?(?:一|第[一二三四五六])(?:个|件|桩|项|样|条|场|次)(?:事儿?|是)+[,，:：]?\s?|(?:^|[\s,，;；。:：])其[一二三四][,，:：]?\s?|(?:^|[\s,，;；。:：])(?:再|还有|另外?)?(?:一|第[一二三四])(?:个|件|场|次|条)(?=[昨今前上]|\d{1,2}[月.号日]|周[一二三四五六日])/

/** 麻烦一并记上, 请分开记: what is asked of the bot at the end, and nothing of the things themselves. */
const OUTRO =
  /[,，。;；\s]+(?:(?:请|麻烦|帮忙?|帮我|劳烦|给|都|一并|一起|一块儿?|分开|分别|统一|各自?|你|您|我)*(?:记(?:上|一下|录(?:一下)?|下来|好|成[两三]条)?|登记(?:一下|上)?|录(?:入|上|一下)|入账)(?:一下|了|吧|哈|啊|哦|呗)*(?:[,，\s]*谢谢.{0,3}|[,，\s]*辛苦.{0,3})?|谢谢.{0,3}|辛苦.{0,3})[。.!！~\s]*$/
export const withoutOutro = (text: string): string => text.replace(OUTRO, '')

/** 记两条：…, 六月还有俩没记的，…: a heading that says nothing of the things; that they are put down late is kept. */
/** …，今天的: the day of all of them, said at the end. */
export function dayAtEnd(text: string): string {
  const end =
    /[,，]\s?((?:大前|[昨今前])(?:天|儿)|上?周[一二三四五六日]|\d{1,2}[月.]\d{1,2}[日号]?)(?:的|的事儿?|办的|搞的)?[。.!！\s]*$/.exec(
      text,
    )
  if (!end) return text
  const rest = text.slice(0, end.index)
  return new RegExp(DAY).test(rest) ? text : `${end[1]}${rest}`
}

export function withoutHeading(text: string): string {
  const head = /^([^,，:：;；\n]{2,16})[,，:：]\s?(?=\S)/.exec(text)
  if (!head || !EMPTY_HEADING.test(head[1] as string) || isLate(head[1] as string)) return text
  return text.slice(head[0].length)
}

/** A heading's count of what follows, and the order to put it down: 微党课两讲, 今天补三天的自学. */
const COUNT =
  /(?:今天|今儿|现在|刚刚?)?(?:补[录记登写报]?|登记?|记|报)?(?:一下|了|上)?[两俩仨三四五六七八九几\d]{1,2}(?:讲|次|场|堂|节|条|期|天|个|件|项|回)(?:的|都|分别)?|(?:今天|今儿|现在)(?=补)/g

/** 4.18《资本论》导读，4.19还是它: the title said before. */
function sameTitle(pieces: readonly string[]): string[] {
  let title = ''
  return pieces.map((piece) => {
    title = /《[^《》]{1,60}》/.exec(piece)?.[0] ?? title
    return title === ''
      ? piece
      : piece.replace(/还是(?:它|那本|这本|这个|那个)|接着(?:看|读|学)(?:它|那本)?|同上(?=\s|$)/, title)
  })
}

const isLate = (text: string): boolean => /补[录记登写]/.test(text)
const within = (pieces: readonly string[]): boolean => pieces.length >= 2 && pieces.length <= MOST_PIECES

/** The ways to cut where something new surely begins. */
export function underAnchors(text: string): string[][] {
  return [
    ...byDay(text),
    ...byHour(text),
    ...underDayHeading(text),
    ...underCountedKind(text),
    ...spoken(text),
    ...inSequence(text),
  ]
}

/** 上周三党员大会（…）跟上周五集中学习（…）: every piece with its own day. */
function byDay(text: string): string[][] {
  const [first = '', ...rest] = text.split(BEFORE_DAY).map(tidy).filter(Boolean)
  if (rest.length === 0) return []
  const heading = HEADING.exec(first)
  // 年底补录三样哈，12.5…; 本月两件事：3月4日…: what stands before the first day says nothing of it.
  if (EMPTY_HEADING.test(first)) return within(rest) ? [late(rest, isLate(first))] : []
  const kind = kindOfHeading(first)
  if (kind !== undefined && within(rest)) return bothWays(rest, kind, first)
  const headed = heading && kindOfHeading(heading[1] as string)
  if (heading && headed !== undefined) {
    const items = [heading[2] as string, ...rest]
    return bothWays(items, headed as string, heading[1] as string)
  }
  if (heading && EMPTY_HEADING.test(heading[1] as string)) {
    return [late([heading[2] as string, ...rest], isLate(heading[1] as string))]
  }
  return within([first, ...rest]) ? [[first, ...rest]] : []
}

/** Without the heading, and with it. */
function bothWays(pieces: readonly string[], kind: string, head: string): string[][] {
  const ways = [late(pieces, isLate(head)), ...ofKind(pieces, kind, head)]
  return holdsForAll(kind) ? ways.reverse() : ways
}

const ofKind = (pieces: readonly string[], kind: string, head: string): string[][] => [
  late(
    pieces.map((piece) => `${kind} ${piece}`),
    isLate(head),
  ),
]

const late = (pieces: readonly string[], said: boolean): string[] =>
  said ? pieces.map((piece) => `补录 ${piece}`) : [...pieces]

const DAY_HEADING = new RegExp(`^(${DAY}[日号]?[^\\s,，:：;；]{0,8}?)(?:[:：,，]\\s?)(?=(?:先)?${HOUR})`)

/** 昨天一天排满：9点到10点学《统计法》，10点半到11点半党员大会: the day, then what was done at which hour of it. */
function underDayHeading(text: string): string[][] {
  const head = DAY_HEADING.exec(text)
  if (!head) return []
  const day = new RegExp(`^${DAY}[日号]?`).exec(head[1] as string)?.[0] as string
  const pieces = text.slice(head[0].length).split(BEFORE_HOUR).map(tidy).filter(Boolean)
  return within(pieces) ? [pieces.map((piece) => `${isLate(text) ? '补录 ' : ''}${day}${piece}`)] : []
}

const SUBJECT = new RegExp(`^([\\u4E00-\\u9FFF]{2,10}?)[,，\\s]?(?=${DAY})`)

/** 昨天下午2点业务培训…，4点开党员大会…; 4月1日廉政谈话：10点找小赵…，10点半找小雨…: each with its hour. */
function byHour(text: string): string[][] {
  const heading = HEADING.exec(text)
  const rest = heading?.[2] ?? text
  const pieces = rest.split(BEFORE_HOUR).map(tidy).filter(Boolean)
  if (!within(pieces)) return []
  const first = new RegExp(`^(?:${DAY}[日号]?)?${HOUR}`)
  // 标准化今儿上午开了启动会，下午又搞了线上答题: whose they are stands before the first day.
  const subject = SUBJECT.exec(pieces[0] as string)?.[1]
  if (!heading && subject !== undefined)
    return [pieces, pieces.map((piece, at) => (at === 0 ? piece : `${subject} ${piece}`))]
  if (!heading) return [pieces]
  return first.test(pieces[0] as string) ? [pieces.map((piece) => `${heading[1]}，${piece}`)] : []
}

/** 党小组会两次补登：12月3日（…）；12月17日（…）: the kind, how many, and then each with its day or its member. */
function underCountedKind(text: string): string[][] {
  const parts = HEADING.exec(text)
  const head = parts?.[1] ?? ''
  const kind = head
    .replace(COUNT, '')
    .replace(/补[录记登写]|登记|记录|如下|分别是?|情况/g, '')
    .trim()
  if (kind === head || kind === '' || kind.length > 24) return []
  const said = late([''], isLate(head))[0] as string
  const rest = parts?.[2] as string
  const ways = [rest.split(/[;；。\n]+/), rest.split(BEFORE_DAY), rest.split(/[,，](?=[^,，]{1,4}《)/)]
  return ways
    .map((pieces) => pieces.map(tidy).filter(Boolean))
    .filter(within)
    .map((pieces) => sameTitle(pieces).map((piece) => `${said}${kind}，${piece}`))
}

/** …《接线员的一天》10分钟 讲完又和大家一起集中学了…: one thing after the other, the day being the same. */
function inSequence(text: string): string[][] {
  const pieces = text.split(NEXT).map(tidy).filter(Boolean)
  return within(pieces) ? [pieces] : []
}

function spoken(text: string): string[][] {
  const [head = '', ...items] = text.split(SPOKEN).map(tidy)
  const said = items.filter(Boolean)
  if (!within(said)) return []
  const kind = kindOfHeading(head)
  if (kind !== undefined) return ofKind(said, kind, head)
  return head === '' || EMPTY_HEADING.test(head) ? [late(said, isLate(head))] : []
}
