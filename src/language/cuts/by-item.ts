import { DEPARTMENT, EMPTY_HEADING, MOST_PIECES, OWN_DAY, tidy } from './pieces.js'

/** What is known by where its items begin: a person, a prize, a day. */

/**
 * 昨天省妇代会志愿服务 赵阳在引导岗4小时 小雨在测温岗 3小时: what they did first, then each with his own share. Only where
 * every one has a number of his own.
 */
export function underPeople(text: string, isName: (text: string) => boolean): string[][] {
  const said = text
    .split(/[\s,，;；。:：、]+/)
    .map(tidy)
    .filter(Boolean)
  const opens = (piece: string): boolean => isName(piece) || DEPARTMENT.test(piece)
  const first = said.findIndex(opens)
  if (first < 1 || said.length - first < 2) return []
  const items: string[] = []
  for (const piece of said.slice(first)) {
    if (opens(piece)) items.push(piece)
    else items.push(`${items.pop()} ${piece}`)
  }
  if (
    items.length < 2 ||
    items.length > MOST_PIECES ||
    !items.every((item) =>
      /\d\s?(?:小时|分钟|个小时|学时|分)|^[@\u4E00-\u9FFF]{2,4}\s?(?:负责|守|站|当|做|分在)\S{2,}|^[@\u4E00-\u9FFF]{2,4}\s?(?:在|到)\S*(?:岗|[点处台站区口厅门亭组]|引导|检票|签到|测温|讲解|接待|咨询|翻译|保洁)|^[@\u4E00-\u9FFF]{4,12}(?:岗|服务台|服务点)$/.test(
        item,
      ),
    )
  )
    return []
  const head = said.slice(0, first).join(' ')
  return [items.map((item) => `${head} ${item}`)]
}

const RANK = /[一二三四特]等奖|优[秀胜]奖|鼓励奖|[金银铜]奖|第[一二三四五六]名|冠军|亚军|季军/

const NAME_AND_PRIZE =
  /(^|[,，;；。\n:：]\s?)([\u4E00-\u9FFF]{2,3}) (?=[^\s,，;；。\n:：]{0,12}(?:等奖|优[秀胜]奖|第[一二三]名))/g
const HONOURS = /^(?:[得获]奖|荣誉|喜报|表彰)(?:名单|登记|情况|人员|台账)*$/

/** 局技能大赛，老周一等奖，小赵三等奖: the contest first, then who won what. */
export function underContest(text: string, isName: (text: string) => boolean): string[][] {
  const said = text
    // 小赵 朗诵一等奖: the blank parts a name from his own prize.
    .replace(NAME_AND_PRIZE, (whole, before, name) => (isName(name) ? `${before}${name}` : whole))
    .split(/[,，;；。\n:：]+|、(?=[^,，;；。\n:：、]{0,8}(?:等奖|优[秀胜]奖|名))|\s+(?=\S+(?:[一二三]等奖|优[秀胜]奖))/)
    .map(tidy)
    .filter(Boolean)
  // 小赵一等奖，小雨二等奖，昨天的消防技能比赛: the contest may come last.
  const last = said.at(-1) as string | undefined
  if (
    last !== undefined &&
    said.length > 2 &&
    RANK.test(said[0] as string) &&
    /[赛评比]/.test(last) &&
    !RANK.test(last)
  )
    said.unshift(said.pop() as string)
  // 得奖名单：…；…；9月12日局文化节: when and where it was, said of all at the end.
  if (said.length > 2 && HONOURS.test(said[0] as string)) {
    const end = said.at(-1) as string
    if (!RANK.test(end) && OWN_DAY.test(end)) said.splice(0, said.length, `获奖：${end}`, ...said.slice(1, -1))
  }
  const first = said.findIndex((piece) => RANK.test(piece))
  const namesIn = (piece: string): boolean => [...piece].some((_, at) => isName(piece.slice(at)))
  const items: string[] = []
  // 二等奖两名，敏姐和小孙: who won it stands behind a prize that names nobody.
  for (const piece of said.slice(Math.max(first, 0))) {
    const before = items.at(-1)
    if (!RANK.test(piece) && before !== undefined && !namesIn(before)) items.push(`${items.pop()}，${piece}`)
    else items.push(piece)
  }
  if (first < 1 || items.length < 2 || items.length > MOST_PIECES || !items.every((item) => RANK.test(item))) return []
  const contest = said.slice(0, first).join('，')
  return [items.map((item) => `${contest}，${item}`)]
}

const DATES =
  /^((?:[\u4E00-\u9FFF]{2,8}[:：]?)?)((?:\d{1,2}[./月]\d{1,2}[日号]?(?:上午|下午|晚上)?)(?:[、,，和及]\s?\d{1,2}[./月]\d{1,2}[日号]?(?:上午|下午|晚上)?){1,9}|[本这下上]{1,2}个?(?:周|星期|礼拜)[一二三四五六日](?:[、,，和及]\s?[本这下上]{0,2}个?(?:周|星期|礼拜)[一二三四五六日]){1,4})\s?((?:上午|下午|晚上)?)(?:这)?(?:[两二三四五六七八九十\d]{1,2}次|各(?:召?开|搞|学|办|组织|来|上|讲|看|听|做|参加|进行)?了?(?:[一1][次场堂节])?|分别)(.*)$/s

const LISTED_PEOPLE =
  /^\s?(和|跟|与|同|找|由|请)((?:[@\u4E00-\u9FFF]{2,4}?[、,，和跟与及]){1,8}[@\u4E00-\u9FFF]{2,4}?)(?=谈|聊|交心|约谈|进行|开展|提醒|廉政|各|主讲|讲|上|领学|主持)/

/** 3.2、3.9、3.16三次集中学习，都是1小时: the same on each of the days. */
export function underDates(text: string): string[][] {
  const parts = DATES.exec(text)
  if (!parts) return []
  const [, kind = '', dates = '', half = '', said = ''] = parts
  const week = /^[本这下上]{1,2}(?=个?(?:周|星期|礼拜))/.exec(dates)?.[0] ?? ''
  // 下周二、周四: both of next week.
  const days = dates.split(/[、,，和及]\s?/).map((day) => (/^(?:周|星期|礼拜)/.test(day) ? `${week}${day}` : day))
  const rest = said.replace(
    /(?:都是?|均为?|每次|各)(?=\d|[一二两三半]|学|讲|看|开|讨论|研究|全[员体]|[\u4E00-\u9FFF]{2,3}(?:主持|记录|主讲))/g,
    '',
  )
  if (OWN_DAY.test(rest)) return []
  const listed = LISTED_PEOPLE.exec(rest)
  if (listed) {
    // 5/19、5/21分别和响哥、淑贤谈心: one with each, in the order said; otherwise who was met on which day is not said.
    const people = (listed[2] as string).split(/[、,，和跟与及]/)
    if (people.length !== days.length || !/分别\s?$/.test(text.slice(0, text.length - said.length))) return []
    return [days.map((day, at) => `${kind}${day}${half} ${listed[1]}${people[at]}${rest.slice(listed[0].length)}`)]
  }
  const clauses = rest.split(/[,，;；]/)
  const own = clauses.filter((clause) => NTH.test(clause))
  const shared = clauses.filter((clause) => !NTH.test(clause)).join('，')
  // 前一次研究学习计划，后一次研究清明活动: each day has a clause of its own.
  if (own.length > 0 && own.length !== days.length) return []
  return [
    days.map(
      (day, at) => `${kind}${day}${half} ${shared}${own[at] === undefined ? '' : `，${own[at].replace(NTH, '')}`}`,
    ),
  ]
}

/** 上周一到上周三每天晚上自学《党章》半小时，帮我分三条记: the same on every day of the span, if they are as many as asked for. */
export function underEveryDay(text: string): string[][] {
  const parts = EVERY_DAY.exec(text)
  const asked = parts && APART.exec(text)
  if (!parts || !asked) return []
  const [, week = '', from = '', again, to = '', month, first, monthTo, last] = parts
  if (again !== undefined && again !== week) return []
  if (monthTo !== undefined && monthTo !== month) return []
  const weekdays = '一二三四五六日'
  const [start, end] =
    from === '' ? [Number(first), Number(last)] : [weekdays.indexOf(from), weekdays.indexOf(to.replace('天', '日'))]
  const count = '一二三四五六七'.indexOf(asked[1] as string) + 1 || Number(asked[1])
  if (start < 0 || end - start + 1 !== count || count < 2 || count > 7) return []
  const rest = text.slice(parts[0].length).replace(asked[0], '')
  if (OWN_DAY.test(rest)) return []
  return [
    Array.from({ length: count }, (_, at) =>
      from === '' ? `${month}月${start + at}日${rest}` : `${week}周${weekdays[start + at]}${rest}`,
    ),
  ]
}
const EVERY_DAY =
  /^(?:我)?(?:(上上?|本|这)?(?:周|星期|礼拜)([一二三四五六日])(?:到|至|-|~)(上上?|本|这)?(?:周|星期|礼拜)([一二三四五六日天])|(\d{1,2})月(\d{1,2})[日号]?(?:到|至|-|~)(?:(\d{1,2})月)?(\d{1,2})[日号])[,，]?我?(?:每天|天天|每[日晚])(?:都)?/
const APART =
  /[,，。;；\s](?:麻烦|请|帮我?|给我)*(?:分成?|记成|拆成|按|算)([两二三四五六七2-7])[条笔次份](?:来)?(?:记录?|登记?|录)?(?:一?下|吧)?[。.!！\s]*$/

const NTH = /^\s?(?:[前后头]一?[次场堂节]|第[一二三四五][次场堂节]|[一二三四五][次场堂节])(?:是|的)?/

const BEGINS_WITH_DAY =
  /(?:^|[\s,，;；。\n]+)(?=(?:[上这本]?(?:周|星期|礼拜)[一二三四五六日天]|(?:20\d\d年)?\d{1,2}月\d{1,2}|\d{1,2}[./]\d{1,2}(?![\d.]|元|块|小时|学时|折)|(?:大前|[昨今前])(?:[天日晚早]|儿个?|[上中下]午)))/

const SUBJECT =
  /^([\u4E00-\u9FFF]{2,10}?)[,，\s]?(?=(?:20\d\d年)?\d{1,2}月\d{1,2}|\d{1,2}[./]\d{1,2}|[上这本]?(?:周|星期|礼拜)[一二三四五六日天])/

/** 周一抽查了工程部 不合格 周二测试保安部 78分: every piece begins with its own day. */
export function underDays(text: string): string[][] {
  const pieces = text.split(BEGINS_WITH_DAY).map(tidy).filter(Boolean)
  const [first = '', ...rest] = pieces
  if (rest.length === 0 || pieces.length > MOST_PIECES) return []
  // 台账补登两条：10.13…；10.20…: an empty heading before the first day.
  const head = /^[^:：\n]{2,16}[:：]/.exec(first)?.[0]
  if (head !== undefined && head !== first && EMPTY_HEADING.test(head)) {
    const items = [tidy(first.slice(head.length)), ...rest]
    return [/补[录记登写]/.test(head) ? items.map((piece) => `补录 ${piece}`) : items]
  }
  if (!EMPTY_HEADING.test(first)) {
    // 标准化项目3月10日开了启动会，3月17日搞了实务培训: whose they are stands before the first day.
    const subject = SUBJECT.exec(first)?.[1]
    return subject === undefined ? [pieces] : [pieces, [first, ...rest.map((piece) => `${subject} ${piece}`)]]
  }
  return rest.length > 1 ? [/补[录记登写]/.test(first) ? rest.map((piece) => `补录 ${piece}`) : rest] : []
}
