import { memberAt, membersIn, type Names } from './people/find-person.js'

/**
 * Voice input comes without punctuation: …全会精神主讲陈立时长一个半小时李响请假出差. Where a long stretch holds several
 * of the words that begin a field, they are parted by commas, so that every later rule reads them as if typed.
 */

/** Words that begin a field whatever follows. */
const FIELD =
  /(?:(?:培训|学习|会议|谈话|活动)?(?:地点|题目|议题)|主题(?!党日|影片|教育|活动|党课|班|团日|词|展)|(?<!主要|学习|培训|会议|有关|相关|具体|谈话)内容(?!丰富|详实)|(?:(?:培训|学习|会议|谈话|活动)内容)|主讲人(?=[\u4E00-\u9FFF]{2})|(?:总)?时长|参加人员?|参会人员|出席人员|参训人员|应到|应该(?:参加|到)|备注|一致(?:同意|通过)|全票(?:通过|同意)|(?:其他|其余)(?:人|同志|党员)|大家都|全[体员](?:都|均)?(?:参加|到齐|到会|出席))/
/** Words that begin a field when a member stands behind them, or before them. */
const ROLE = /(?:主讲人?|主持人?|记录人|记录|领学人?|授课人?|讲师|请假的?|缺席的?)(?:是|为|的是|有)?/
const AWAY = /^(?:同志)?(?:请假|没来|没到|缺席|未到|没参加|[病事年产婚丧公]假|年休|出差|公出|值班|住院|生病|因)/
/** Behind a member or the speaker: what he did there. */
const DID = /^(?:同志)?(?:主持|主讲|授课|领学|记录)(?!人|的(?!$)|会议?室)/
const MARK = new RegExp(`${FIELD.source}|${ROLE.source}`, 'g')
/** Shorter stretches are phrases, which are read as they are. */
const SHORTEST = 16
const STRETCH = /[^\s,，。;；:：、()（）!！?？|]+/g
const FEWEST = 2

/** The text with run-on stretches parted. */
export function partRunOn(text: string, names: Names): string {
  if (text.length < SHORTEST || text.startsWith('/')) return text
  return text.replace(STRETCH, (stretch) => (stretch.length < SHORTEST ? stretch : parted(stretch, names)))
}

/** 我记录: the speaker in a role. */
const speakerAt = (text: string, at: number): { end: number } | undefined =>
  text[at] === '我' && DID.test(text.slice(at + 1)) ? { end: at + 1 } : undefined

const endsWithMember = (text: string, names: Names): boolean =>
  membersIn(text.slice(-4), names).some((person) => person.end === Math.min(text.length, 4))

function parted(stretch: string, names: Names): string {
  const cuts = new Set<number>()
  let marks = 0
  let taken = -1
  for (const match of stretch.matchAll(MARK)) {
    const end = match.index + match[0].length
    const person = memberAt(stretch, end, names)
    const role = new RegExp(`^(?:${ROLE.source})$`).test(match[0])
    // 由陈立主讲: the one before it has the role, not the one behind; in 主持书记记录小雨 he has another already.
    // 主讲人 may be a visitor as well.
    const visitor = match[0] === '主讲人' && !person
    if (
      role &&
      !visitor &&
      (!person || (match.index !== taken && endsWithMember(stretch.slice(0, match.index), names)))
    )
      continue
    taken = role && person ? person.end : taken
    if (match.index > 0) {
      marks++
      cuts.add(match.index)
    }
    // 主讲陈立时长…: the name is all there is to the field.
    if (
      role &&
      person &&
      person.end < stretch.length &&
      !/^(?:同志|老师|书记|[和与及的])/.test(stretch.slice(person.end))
    )
      cuts.add(person.end)
    // 地点…, 主题… say nothing of how many came.
    if (/应到$/.test(match[0])) {
      const came = stretch.indexOf('实到', end)
      if (came > 0) cuts.add(came)
    }
  }
  for (let at = 1; at < stretch.length; at++) {
    const person = memberAt(stretch, at, names) ?? speakerAt(stretch, at)
    if (!person) continue
    const did = DID.exec(stretch.slice(person.end))
    // …讨论转正书记主持我记录: who did what, one behind the other.
    if (did && !/(?:[由请是和跟与、委部了]|主讲人?|主持人?|记录人?|领学人?|授课人?)$/.test(stretch.slice(0, at))) {
      marks++
      cuts.add(at)
      const end = person.end + did[0].length
      if (end < stretch.length && !/^[了的]/.test(stretch.slice(end))) cuts.add(end)
    }
    if (AWAY.test(stretch.slice(person.end)) && !/[和跟与同除了及假席]$/.test(stretch.slice(0, at))) {
      marks++
      cuts.add(at)
    }
    at = person.end - 1
  }
  if (marks < FEWEST) return stretch
  let out = ''
  let from = 0
  for (const at of [...cuts].sort((a, b) => a - b)) {
    out += `${stretch.slice(from, at)}，`
    from = at
  }
  return out + stretch.slice(from)
}
