import { isCorrected } from '../corrections.js'
import type { Scan } from '../scan.js'
import { memberAt, type Names, type PersonRef, resolveName } from './find-person.js'
import { looksLikeName, readPerson } from './read-person.js'

/** Who spoke, chaired and took the minutes. */
export interface RolesSaid {
  lecturer?: string
  host?: string
  recorder?: string
  /** A person stands there who could not be told (SCHEMA §5), or two did. */
  unresolved: PersonRef[]
  /** To whom the lecture was given, when it was not the branch (SCHEMA §3 `audience`). */
  audience?: string
  /** Two different people in one role. */
  doubt?: boolean
}

type RoleName = 'lecturer' | 'host' | 'recorder'

const LECTURE = '(?:微党课|专题党课|党课|微课|第一课|人人都是培训师|讲座|专题讲座|辅导报告|辅导|报告|课)'
const GAVE = `(?:同志)?(?:在${LECTURE}(?:上|里|中|课上)?[\\s,，]?(?:主)?讲(?:授|解)?(?:了|的)?(?!话|究|座|台)|(?=(?:微党课|专题党课|党课|微课|人人都是培训师)\\s?\\uE000))|(?:同志)?(?:(?:给|为|向)\\uE001{0,6}[^\\s,，。;；\\n\\uE000\\uE001]{1,8}?)?(?:主讲的?|授课|讲授|领学|宣讲|作?主题发言|(?:讲|上|作|做|带来)(?:了|过)?(?:一|1)?(?:堂|次|节|场|个)?(?:题为)?(?:的)?(?=${LECTURE}|\\uE000)|讲课|讲党课|讲解|讲的|讲了|讲(?=[\\s,，:：]|$)|讲(?=[\\u4E00-\\u9FFFA-Za-z]{2})(?![话究座台述义堂师稿要得应道明过到起])|(?<=(?:给|为|向)\\S{1,8})讲(?!话|究|座|台)|带学|(?:带领|带着|领着)(?:大家|我们|党员|支部)?(?:一起|集体)?学(?:的|了)?)`
const AFTER: Readonly<Record<RoleName, RegExp>> = {
  lecturer: new RegExp(`^${GAVE}`),
  host: /^(?:同志)?主持(?:会议|召开|学习|活动)?(?:了|的)?/,
  recorder: /^(?:同志)?(?:负责|做|作)?(?:会议)?记录(?!一|下|谈|培|会|主题)/,
}
/** 由陈立主讲: the word before the name says that a person follows. */
const BY = /(?:由|请|邀请|请了|请来|请到|特邀|是)(?:了)?$/
const HEARD = new RegExp(
  `(?:听了?|聆听了?|听取了?|参加了?|邀请了?|请(?!假|大家|各位|同志|全体|准时)(?:了|来了?|到了?)?|特邀了?|由)([^\\s,，。;；\\n\\uE000\\uE001听请]{2,16}?)(?:的|同志|来|给我们|给大家|为大家|为我们|为支部|作的?|做的?|(?<!宣)讲的?|主讲的?|上的?|授课|讲授|讲解)(?:了)?(?:一|1)?(?:堂|次|场|节)?(?=(?:\\S{0,12})?${LECTURE}|授课|讲授|讲解|主讲|讲(?!话|究)|$|[\\s,，。;；\\uE000\\uE001])`,
  'g',
)
/** What makes a word a visitor: a post, an office, a profession. */
const VISITOR =
  /教授|老师|专家|讲师|党校|处长|局长|主任|书记|科长|部长|院长|校长|博士|研究员|领导|厅长|馆长|经理|同志|师傅|医生|律师|警官|民警|院士|主席|会长|巡视员|参谋|宣讲团|学院|机关|教官|顾问|总监|讲解员|委员|工程师|代表|党委/

/** 给新员工讲: an audience of its own; 给大家讲 is the branch. */
const AUDIENCE = /^(?:同志)?(?:给|为|向)\uE001{0,6}([^\s,，。;；\n\uE001]{2,8}?)(?:主讲|授课|讲|上|作|做|宣讲|带来)/
const BRANCH_ITSELF = /大家|我们|咱|支部|全体|党员|全员|同志/
const SCHOLAR = '(?:教授|讲师|专家|博士|研究员|院士|老师)'
const OFFICIAL = '(?:教授|讲师|专家|博士|研究员|院士|老师|处长|局长|主任|科长|部长|院长|校长|书记|律师|医生|教官|警官)'
/** 省委党校张教授讲的; 请的是浙大王立军教授. */
const VISITOR_GAVE = new RegExp(
  `(?<=^|[\\s,，。;；\\uE000\\uE001])([\\u4E00-\\u9FFF]{2,14}?${OFFICIAL})(?:给我们|给大家|为大家|来)?(?:(?:主讲|讲|授课|讲授|讲解|宣讲|(?:作|做)(?:的|了)?报告)(?:的|了)?(?=$|[\\s,，。;；\\uE000\\uE001])|(?<=来)讲(?:授|解)?(?!话|究|座|的$))`,
  'g',
)
/** 浙江大学李教授讲人工智能, 民警老刘讲的: with an office before the name he is the speaker, whatever follows 讲. */
const VISITOR_ON =
  /(?<=^|[\s,，。;；:：\uE001])((?![\u4E00-\u9FFF]{0,12}(?:总书记|主席|总理))[\u4E00-\u9FFF]{2,14}?(?:教授|讲师|专家|博士|研究员|院士|老师|律师|医生|教官|警官|民警|处长|主任|科长|馆长|经理|师傅|顾问|总监|工程师)([小老]?[\u4E00-\u9FFF]{1,2}?)?)(?:来)?(?:主讲|讲|授课)(?:的|了|授|解)*(?!话|究|座|台|政治|原则|规矩|精神|法)(?=[\u4E00-\u9FFFA-Za-z《\uE000]|$|[\s,，。;；\uE001])/g
/** 听浙大李教授讲座, 请市消防支队张队长讲消防安全: office and name behind the verb, the lecture behind them. */
const VISITOR_HEARD = new RegExp(
  `(?:听取?了?|聆听了?|(?<![申聘])请(?:来|到)?了?|邀请了?)((?!支部|我们|咱)[\\u4E00-\\u9FFF]{2,14}?(?:${OFFICIAL}|队长|站长|政委))(?:来)?(?:给我们|给大家|为大家|为我们)?(?:的?(?=(?:专题)?讲座|(?:专题|微)?党课|报告)|讲(?:了|授|解)?(?!话|究|座|台))`,
  'g',
)
const INVITED = new RegExp(
  `(?:请|邀请|请来|讲课|主讲|授课)的?是([\\u4E00-\\u9FFF]{2,14}?${OFFICIAL})(?=$|[\\s,，。;；\\uE001])`,
  'g',
)
/** A scholar as a clause of its own beside a lecture: 《丝路精神》 省社科院赵教授. */
/** 局党委书记李国强给全体员工上专题党课: post, name, and to whom. */
const OFFICIAL_NAMED =
  /(?<=^|[\s,，。;；\uE001])([\u4E00-\u9FFF]{0,8}?(?:书记|主任|局长|处长|科长|部长|院长|校长|馆长|教授|专家|老师|博士|律师|医生|委员|会长|主席)([\u4E00-\u9FFF]{2,3}?))(?:同志)?(?:(?:给|为|向)([^\s,，。;；\uE000\uE001]{2,8}?))?(?:主讲|讲授|授课|作|上|讲|做)(?:了|的)?(?:一?[堂场次])?(?=\s?\uE000|专题|党课|讲座|报告|辅导)/g
/** 轮到我了, 该小雨讲. */
const TURN =
  /(?:这次|今天|今儿)?(?:终于)?(?:轮到|该)(?=我(?!们|国|党)|[\u4E00-\u9FFF]{2,3}(?:来)?(?:主?讲|上课|授课|了))/
/** 给新员工讲: nobody named as the speaker. */
const TO_WHOM =
  /(?<=^|[\s,，。;；\uE001])(?:给|为|向)\uE001{0,6}([^\s,，。;；\n\uE000\uE001]{2,8}?)(?:主讲|授课|讲(?!话|究|座|台)|上(?=[^\s,，]{0,4}课))(?:了|的)?/g
const SCHOLAR_ALONE = new RegExp(
  `(?<=^|[\\s,，。;；\\uE000\\uE001])((?![\\u4E00-\\u9FFF]{0,10}(?:总书记|主席))[\\u4E00-\\u9FFF]{3,14}(?:${SCHOLAR}|医生|律师|警官|教官|处长|主任|科长|参谋|工程师))(?=$|[\\s,，。;；\\uE001])`,
  'g',
)

/** The three roles in what is left of the text; the words are claimed. */
export function findRoles(scan: Scan, names: Names): RolesSaid {
  const result: RolesSaid = { unresolved: [] }
  for (const role of ['recorder', 'host', 'lecturer'] as const) namedBefore(scan, names, role, result)
  for (const role of ['recorder', 'host', 'lecturer'] as const) namedAfter(scan, names, role, result)
  heard(scan, names, result)
  return result
}

const BEFORE: Readonly<Record<RoleName, RegExp>> = {
  lecturer: /(?:主讲|授课|领学|宣讲)(?:人|老师|教师|同志)?(?:的?是|为|:|：|\s)?\s?(?=[@\u4E00-\u9FFF])/g,
  host: /主持(?:人)?(?:的?是|为|:|：|\s)?\s?(?=[@\u4E00-\u9FFF])/g,
  recorder:
    /(?<=[^我下来请帮][\s,，。;；]{0,2})(?<![补我下来请帮])记录(?:人|员)?(?:的?是|为|:|：|\s)?\s?(?=[@\u4E00-\u9FFF])/g,
}

/** 2小时主讲老周, 记录是小赵: the role before a member, who must end the clause. */
function namedAfter(scan: Scan, names: Names, role: RoleName, result: RolesSaid): void {
  for (const found of scan.all(BEFORE[role])) {
    const person = memberAt(scan.open, found.end, names)
    if (!person || !/^(?:$|[\s,，。;；、()（）\n\uE001])/.test(scan.open.slice(person.end))) continue
    setRole(result, role, person)
    scan.claim({ start: found.start, end: person.end })
  }
}

function namedBefore(scan: Scan, names: Names, role: RoleName, result: RolesSaid): void {
  const lastOf: Partial<Record<RoleName, number>> = {}
  for (let at = 0; at < scan.open.length; at++) {
    const text = scan.open
    const before = text.slice(Math.max(0, at - 3), at)
    const by = BY.exec(before)
    if (
      role !== 'recorder' &&
      !by &&
      !/^$|[\s,，。;；:：、\n\uE001()（）\d号日天午晚]$|我们?$|了$|室$|在场$|(?:微|专题)?党课$|讲座$|培训师$|第一课$|[哦噢喔啊呃]不(?:是|对)?$/.test(
        before,
      )
    )
      continue
    const person = readPerson(text, at, names) ?? firstPerson(text, at)
    if (!person) continue
    const gap = /^[\uE001 ]*/.exec(text.slice(person.end))?.[0].length ?? 0
    const verb = AFTER[role].exec(text.slice(person.end + gap, person.end + gap + 24))
    if (!verb) continue
    if (person.unknown && !by && !/^$|[\s,，。;；:：\n\uE001]$/.test(before)) continue
    if (person.unknown && (person.said.length > 3 || /[地的]/.test(person.said)) && !VISITOR.test(person.said)) continue
    const said = lastOf[role]
    // 李姐主持的，不对，是敏姐主持的: the last said counts (SCHEMA §1).
    if (said !== undefined && isCorrected(scan.text.slice(said, at))) delete result[role]
    lastOf[role] = person.end
    setRole(result, role, person)
    const heardBy =
      role === 'lecturer' ? AUDIENCE.exec(text.slice(person.end + gap, person.end + gap + 24))?.[1] : undefined
    if (heardBy !== undefined && !BRANCH_ITSELF.test(heardBy)) result.audience = heardBy
    scan.claim({ start: at - (by && by[0] !== '是' ? by[0].length : 0), end: person.end + gap + verb[0].length })
    at = person.end
  }
}

/** 我讲了微党课: the speaker of the sentence. */
function firstPerson(text: string, at: number): PersonRef | undefined {
  const said = /^(?:我(?!们)|咱(?!们)|本人)/.exec(text.slice(at, at + 2))?.[0]
  return said === undefined ? undefined : { start: at, end: at + said.length, said, name: '$sender' }
}

function heard(scan: Scan, names: Names, result: RolesSaid): void {
  for (const found of scan.all(OFFICIAL_NAMED)) {
    const [said = '', name = '', audience] = found.groups
    if (!looksLikeName(name)) continue
    setRole(result, 'lecturer', { start: found.start, end: found.end, said, ...lecturerNamed(said, name, names) })
    if (audience !== undefined && !BRANCH_ITSELF.test(audience.replace(/全体员工/, ''))) result.audience = audience
    scan.claim(found)
  }
  const turn = scan.first(TURN)
  const whose =
    turn &&
    (/^我/.test(scan.open.slice(turn.end))
      ? { end: turn.end + 1, said: '我', name: '$sender' }
      : memberAt(scan.open, turn.end, names))
  if (turn && whose && result.lecturer === undefined) {
    setRole(result, 'lecturer', { ...whose, start: turn.start })
    const verb = /^(?:来)?(?:主?讲课?|上课|授课)?了?/.exec(scan.open.slice(whose.end))?.[0].length ?? 0
    scan.claim({ start: turn.start, end: whose.end + verb })
  }
  for (const found of scan.all(TO_WHOM)) {
    const audience = found.groups[0] as string
    if (BRANCH_ITSELF.test(audience) || result.audience !== undefined) continue
    result.audience = audience
    scan.claim(found)
  }
  for (const found of scan.all(HEARD)) {
    const said = found.groups[0] as string
    const person = { start: found.start, end: found.end, ...resolveName(said, names) }
    const sender = /^(?:我|咱|本人)$/.test(said)
    if (!sender && person.unknown && !VISITOR.test(said) && !(said.length <= 3 && looksLikeName(said))) continue
    setRole(result, 'lecturer', sender ? { ...person, name: '$sender' } : person)
    scan.claim(found)
  }
  for (const found of scan.all(VISITOR_ON)) {
    const [said = '', name = ''] = found.groups
    if (result.lecturer !== undefined || (name !== '' && !looksLikeName(name) && !memberAt(name, 0, names))) continue
    setRole(result, 'lecturer', { start: found.start, end: found.end, said, ...lecturerNamed(said, name, names) })
    scan.claim(found)
  }
  const lecture = /讲座|报告会|辅导|党课|授课/.test(scan.text)
  for (const pattern of lecture
    ? [VISITOR_GAVE, VISITOR_HEARD, INVITED, SCHOLAR_ALONE]
    : [VISITOR_GAVE, VISITOR_HEARD, INVITED]) {
    for (const found of scan.all(pattern)) {
      const said = found.groups[0] as string
      if (pattern === SCHOLAR_ALONE && result.lecturer !== undefined) continue
      setRole(result, 'lecturer', { start: found.start, end: found.end, ...resolveName(said, names) })
      scan.claim(found)
    }
  }
}

/** 支部书记陈立 is the member; 局党委书记李国强 is a visitor, written as said. */
function lecturerNamed(said: string, name: string, names: Names): { name?: string; unknown?: true } {
  const member = memberAt(name, 0, names)
  return member?.name !== undefined && member.end === name.length ? { name: member.name } : { name: said }
}

/** Sets a role once; a lecturer need not be in the roster and is then written as said (SCHEMA §1 "People"). */
export function setRole(result: RolesSaid, role: RoleName, person: PersonRef): void {
  const name = roleName(role, person)
  if (name === undefined) {
    result.unresolved.push(person)
    return
  }
  if (result[role] !== undefined && result[role] !== name) result.doubt = true
  result[role] = name
}

function roleName(role: RoleName, person: PersonRef): string | undefined {
  if (person.candidates) return undefined
  // A two-character name that only sounds like a member's may well be a visitor's own.
  if (person.corrected && person.said.length < 3 && role === 'lecturer') return undefined
  if (person.name !== undefined) return person.name
  if (role !== 'lecturer') return undefined
  if (/^[小老][\u4E00-\u9FFF]$/.test(person.said)) return undefined
  return person.said
}

/** A lecturer as written behind a label: 主讲：省委党校王教授. */
export function lecturerFromLabel(said: string, names: Names): PersonRef {
  const trimmed = said
    .replace(/^@/, '')
    .replace(/(?:同志)?(?:主讲|授课)?$/, '')
    .trim()
  const resolved = /^(?:我|咱|本人)$/.test(trimmed) ? { said: trimmed, name: '$sender' } : resolveName(trimmed, names)
  return { start: 0, end: trimmed.length, ...resolved }
}
