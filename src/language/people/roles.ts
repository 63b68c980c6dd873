import { CORRECTIONS, isCorrected, takesBack } from '../corrections.js'
import { type Scan, TAKEN } from '../scan.js'
import { memberAt, membersIn, type Names, type PersonRef, resolveName } from './find-person.js'
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
  /** 给全体党员讲: the whole branch heard it. */
  everybody?: boolean
  /** Two different people in one role. */
  doubt?: boolean
  /** Where each was named. */
  at?: Partial<Record<RoleName, number>>
}

export type RoleName = 'lecturer' | 'host' | 'recorder'

const LECTURE = '(?:微党课|专题党课|党课|微课|第一课|人人都是培训师|讲座|专题讲座|辅导报告|辅导|报告|课)'
const GAVE = `(?:同志)?(?:(?:代替?|替)[\\u4E00-\\u9FFF]{2,3}(?=讲|上课|授课|主讲))?(?:在${LECTURE}(?:活动|课堂|分享会|讲台|平台)?(?:上|里|中|课上)?[\\s,，]?(?:主)?讲(?:授|解)?(?:了|的)?(?!话|究|座|台)|(?=(?:微党课|专题党课|党课|微课|人人都是培训师)\\s?\\uE000))|(?:同志)?(?:又|还|也|再)?(?:(?:给|为|向)\\uE001{0,6}(?:(?![上讲做开搞][了过一])[^\\s,，。;；\\n\\uE000\\uE001]){1,8}?)?(?:主讲的?|授课|讲授|领学|领读|带读|开讲|带教|宣讲|作?主题发言|分享(?:了|的)?(?=\\uE000|微党课|党课|微课)|带来的(?=微党课|党课|讲座)|的(?=微党课|专题党课|党课|微课|(?:业务|专题|培训|示范)?(?:课|讲座|分享)(?:\\uE000|讲))|传达(?:学习)?(?:了|的)?(?=$|[\\s,，。;；])|教(?:的|了)?(?=$|[\\s,，。;；])|教(?=大家|我们)|示范(?:讲解|操作)?(?:了|的)?(?=$|[\\s,，。;；])|解读了?(?=\\uE000)|上的?课(?:了|的)?|(?:讲|上|作|做)(?:了|过)?(?:(?:一|1)?(?:堂|次|节|场)|(?<=[了过]))(?=[\\u4E00-\\u9FFF]{2,12}(?:课|讲座|培训)(?:$|[\\s,，。;；\\d\\uE001]))|带来(?:了)?(?=$|[\\s,，。;；\\uE001])|上的(?=$|[\\s,，。;；\\uE001])|(?:讲|上|作|做|带来)(?:了|过)?(?:一|1)?(?:堂|次|节|场|个)?(?:题为)?(?:的)?(?=${LECTURE}|\\uE000)|讲课|讲党课|讲解|讲的|讲了|讲(?=[\\s,，。;；:：\\uE001]|$)|讲(?=[\\u4E00-\\u9FFFA-Za-z]{2})(?![话究座述义堂师稿要得应道明过到起]|台(?!账))|(?<=(?:给|为|向)\\S{1,8})(?:讲(?!话|究|座|台)|培训(?:了|的)?)|带学|(?:带领|带着|领着|带(?=大家|我们|支部|大伙))(?:大家伙?儿?|大伙儿?|我们|党员|支部)?(?:一起|集体)?(?:学(?:的|了)?|(?=把[^\\s,，。;；]{2,24}(?:学|过|读|看)了)))`
const AFTER: Readonly<Record<RoleName, RegExp>> = {
  lecturer: new RegExp(`^(?:${GAVE})`),
  host: /^(?:同志)?(?:来|负责|牵头|亲自|临时|代为|全程|(?:代替?|替)[\u4E00-\u9FFF]{2,3})?(?:主持|主的持)(?:会议|召开|学习|活动)?(?:了|的)?/,
  recorder:
    /^(?:同志)?(?:来|负责)?(?:(?:做|作)(?:了|的|个)?)?(?:会议)?(?:记录(?!一|下|谈|培|会|主题)的?|(?:笔录|笔记)(?:的)?(?=$|[\s,，。;；、\uE001])|记的(?:录|笔记)?(?=$|[\s,，。;；、()（）\uE001]))/,
}
/** 由陈立主讲: the word before the name says that a person follows. */
const BY = /(?:由|请|邀请|请了|请来|请到|特邀|是)(?:了)?$/
const HEARD = new RegExp(
  `(?:听了?|聆听了?|听取了?|参加了?|邀请了?|请(?!假|大家|各位|同志|全体|准时|的?是)(?:了|来了?|到了?)?|特邀了?|由)(?!的是)([^\\s,，。;；\\n\\uE000\\uE001听请]{2,16}?)(?:的|同志|来|给我们|给大家|为大家|为我们|为支部|作的?|做的?|(?<!宣)讲的?|主讲的?|上的?|授课|讲授|讲解)(?:了)?(?:一|1)?(?:堂|次|场|节)?(?=(?:\\S{0,12})?${LECTURE}|授课|讲授|讲解|主讲|讲(?!话|究)|$|[\\s,，。;；\\uE000\\uE001])`,
  'g',
)
/** What makes a word a visitor: a post, an office, a profession. */
const VISITOR =
  /教授|老师|专家|讲师|党校|处长|局长|主任|书记|科长|部长|院长|校长|博士|研究员|领导|厅长|馆长|经理|同志|师傅|医生|律师|警官|民警|院士|主席|会长|巡视员|参谋|主管|领班|班长|厨师长|总厨|教练|裁判|法官|检察官|站长|队长|宣讲团|学院|机关|教官|顾问|总监|讲解员|委员|工程师|代表|党委/

/** 给新员工讲: an audience of its own; 给大家讲 is the branch. */
const AUDIENCE =
  /^(?:同志)?(?:又|还|也|再)?(?:给|为|向)\uE001{0,6}([^\s,，。;；\n\uE001]{2,8}?)(?:主讲|授课|讲|上|作|做|宣讲|带来|培训)/
const BRANCH_ITSELF = /[他她]们|大家|我们|咱|支部|全体|党员|全员|同志/
const WHOLE_BRANCH = /^(?:我们|咱们?|本)?(?:党?支部)?(?:的)?(?:全体|全员|所有)(?:的)?(?:党员|同志|党员同志|人)?$/
const SCHOLAR = '(?:教授|讲师|专家|博士|研究员|院士|老师|法官|检察官|咨询师|会计师|教练|学者|主编|作家)'
const OFFICIAL =
  '(?:教授|讲师|专家|博士|研究员|院士|老师|处长|局长|主任|科长|部长|院长|校长|书记|律师|医生|教官|警官|法官|检察官|咨询师|会计师|教练|学者|主编|作家|站长|队长|总监|顾问|调研员|巡视员|参谋)'
/** 省委党校张教授讲的; 请的是浙大王立军教授. */
const VISITOR_GAVE = new RegExp(
  `(?<=^|[\\s,，。;；:：\\uE000\\uE001])([\\u4E00-\\u9FFF]{2,14}?${OFFICIAL})(?:受邀|应邀|专程)?(?:给我们|给大家|为大家|前?来)?(?:(?:主讲|教|讲|授课|讲授|讲解|宣讲|(?:作|做)(?:的|了)?报告)(?:的|了)?(?=$|[\\s,，。;；\\uE000\\uE001])|(?<=来)讲(?:授|解)?(?!话|究|座|的$))`,
  'g',
)
/** 浙江大学李教授讲人工智能, 民警老刘讲的: with an office before the name he is the speaker, whatever follows 讲. */
const VISITOR_ON =
  /(?<=^|[\s,，。;；:：\uE001])((?![\u4E00-\u9FFF]{0,12}(?:总书记|主席|总理))[\u4E00-\u9FFF]{2,14}?(?:教授|讲师|专家|博士|研究员|院士|老师|律师|医生|教官|警官|民警|处长|主任|科长|馆长|经理|师傅|顾问|总监|工程师)([小老]?[\u4E00-\u9FFF]{1,2}?)?)(?:受邀|应邀|专程)?(?:前?来)?(?:主讲|讲|授课)(?:的|了|授|解)*(?!话|究|座|台|政治|原则|规矩|精神|法)(?=[\u4E00-\u9FFFA-Za-z《\uE000]|$|[\s,，。;；\uE001])/g
/** 听浙大李教授讲座, 请市消防支队张队长讲消防安全: office and name behind the verb, the lecture behind them. */
const VISITOR_HEARD = new RegExp(
  `(?:听取?了?|聆听了?|(?<![申聘])请(?:来|到)?了?|邀请了?)((?!支部|我们|咱)[\\u4E00-\\u9FFF]{2,14}?(?:${OFFICIAL}|队长|站长|政委|师傅|工程师|经理|民警|主管|领班|大夫|总厨|厨师长|(?<=的[\\u4E00-\\u9FFF])(?:队|工|总|所|局|处|科|院|导|姐|哥|老板)))(?:来)?(?:给我们|给大家|为大家|为我们|给支部|带大家|带我们|手把手)?(?:的?(?=(?:专题)?讲座|(?:专题|微)?党课|报告)|讲(?:了|授|解)?(?!话|究|座|台)|(?:培训|授课|上课|讲课|辅导|指导|示范)(?:了|的)?)`,
  'g',
)
/** 区法院张法官主讲: a clause of its own that only says who spoke. */
const CLAUSE_GAVE =
  /(?<=^|[\s,，。;；:：\uE000\uE001])(?!由|请|我|咱|本|支部|大家)([\u4E00-\u9FFF]{4,16})(?:主讲|授课)的?(?=$|[\s,，。;；\uE000\uE001])/g
/** 局里宣讲团来宣讲四中全会精神. */
const TEAM_GAVE =
  /(?<=^|[\s,，。;；:：\uE001])([\u4E00-\u9FFF]{0,10}(?:宣讲团|讲师团|宣讲队|宣讲员))\uE001*(?:来)?(?:给我们|给大家|为大家|给支部)?(?:宣讲|讲)(?:了|的)?(?!话|团)/g
const INVITED = new RegExp(
  `(?:请|邀请|请来|讲课|主讲|授课|党课|讲座|报告)的?是([\\u4E00-\\u9FFF]{2,14}?${OFFICIAL})(?=$|[\\s,，。;；(（\\uE000\\uE001]|来|给|为|讲|主讲|作|做|上)(?:来)?(?:(?:给|为)(?:我们|大家|支部))?(?:主讲|授课|讲(?:授|解)?(?!话|究|座|台)(?:的是|了|的)?|[上作做]的)?`,
  'g',
)
/** A scholar as a clause of its own beside a lecture: 《丝路精神》 省社科院赵教授. */
/** 局党委书记李国强给全体员工上专题党课: post, name, and to whom. */
const OFFICIAL_NAMED =
  /(?<=^|[\s,，。;；:：\uE001])([\u4E00-\u9FFF]{0,8}?(?:书记|主任|局长|处长|科长|部长|院长|校长|馆长|教授|专家|老师|博士|律师|医生|委员|会长|主席)([\u4E00-\u9FFF]{2,3}?)?)(?:同志)?(?:来|亲自)?(?:(?:给|为|向)([^\s,，。;；\uE000\uE001]{2,8}?))?(?:主讲|讲授|授课|作|上|讲|做)(?:了|的)?(?:一?[堂场次节])?(?=\s?\uE000|专题|微?党课|讲座|报告|辅导|[\u4E00-\u9FFF]{2,10}课(?=$|[\s,，。;；\uE001]))/g
/** 那个专题讲座请的是浙大的刘教授: what leads to a visitor. */
const BEFORE_VISITOR = /^\S{0,12}?(?:(?:请|邀请|主讲|讲课|授课)的?是|请来?了?|邀请了?|讲座是?|报告会|课是)(?=\S{3})/
const TEACHER_ALONE =
  /(?<=^|[\s,，。;；:：\uE000\uE001])[\u4E00-\u9FFF]{3,14}(?:教授|讲师|专家|老师|教练|律师|教官)(?=$|[\s,，。;；(（\uE001])/
const NO_VISITOR = /[讲学听看]|培训|内容|主题|题目|党课|研讨|知识|精神|条例|制度|[《》]/
const OWN_POST = /^(?:(?:我们|咱们?|本)?党?支部)?(?:副?书记|主任|老师|专家|教授|委员)$|^(?:听|请|由|是)/

/** 轮到我了, 该小雨讲. */
const TURN =
  /(?:这[次期回]|本期|今天|今儿)?(?:终于)?(?:是)?(?:轮到|该)了?(?=我(?!们|国|党)|[\u4E00-\u9FFF]{2,3}(?:来)?(?:主?讲|上课|授课|了|$|[\s,，。;；\uE001]))/
/** 给新员工讲: nobody named as the speaker. */
const TO_WHOM =
  /(?<=^|[\s,，。;；:：\uE001]|(?:班|岗|工|会|餐)[前后])(?:给|为|向|面向|面对|针对)\uE001{0,6}([^\s,，。;；\n\uE000\uE001]{2,14}?)(?:主讲|授课|培训(?=了|(?!的|班|会|课|中|计划|结束|工作)[\u4E00-\u9FFF]{2})|讲(?!话|究|座|台)|上(?=[^\s,，]{0,4}课)|(?:做|搞|办|上|开|组织|开展|进行)了?(?:一?[场次堂个节])?(?=[^\s,，。;；\uE001]{0,14}(?:培训|讲座|辅导|课))|(?:上|讲|开|办|做|搞|培训)(?=的课?(?:$|[\s,，。;；\uE001])))(?:了|的)?/g
/** 教客房员工做毛巾造型, 教大家叠口布花: to whom, before what was taught. */
const TAUGHT_WHOM =
  /(?<=^|[\s,，。;；:：\uE001])(?:手把手)?教(?:会)?(?:了)?([\u4E00-\u9FFF]{0,8}?(?:员工|职工|[务管洁安讲会班保训操厨理台]员|新人|同事|大家伙?儿?|大伙儿?|我们|咱们?|班组|前台|保安|保洁|后厨|领班|骨干|年轻人|新来的|[客餐前后工保车]\S{0,2}部))(?:们)?(?=[\u4E00-\u9FFFA-Za-z]{2})/g
const SCHOLAR_ALONE = new RegExp(
  `(?<=^|[\\s,，。;；:：\\uE000\\uE001])((?![\\u4E00-\\u9FFF]{0,10}(?:总书记|主席))[\\u4E00-\\u9FFF]{3,14}(?:${SCHOLAR}|医生|律师|警官|教官|处长|主任|科长|参谋|工程师|组长)|[\\u4E00-\\u9FFF]{0,6}(?:党委|党组|总支|纪委|纪检组)(?:[\\u4E00-\\u9FFF]{1,3})?(?:副?书记|组长|委员)(?:[\\u4E00-\\u9FFF]{2,3}(?<![的了说讲在上]))?)(?=$|[\\s,，。;；(（\\uE001])`,
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
  lecturer:
    /(?:主讲|授课|领学|领读|带教|带训|宣讲|分享|讲课)(?:的?人|老师|教师|同志|师傅)?(?:的?是|为|:|：|\s)?\s?(?=[@\u4E00-\u9FFF])/g,
  host: /(?:主持|召集)(?:人)?(?:的?是|的|为|:|：|\s)?\s?(?=[@\u4E00-\u9FFF])/g,
  recorder:
    /(?<=[^我下来请帮][\s,，。;；]{0,2})(?<![补我下来请帮])记录(?:人|员)?(?:的?是|的|为|:|：|\s)?\s?(?=[@\u4E00-\u9FFF])/g,
}

/** 2小时主讲老周, 记录是小赵: the role before a member, who must end the clause. */
function namedAfter(scan: Scan, names: Names, role: RoleName, result: RolesSaid): void {
  let said: number | undefined
  for (const found of scan.all(BEFORE[role])) {
    const person = personOf(role, scan.open, found.end, names)
    if (!person) continue
    // 主持老陈，哦不，主持是敏姐: the last said counts.
    if (said !== undefined && isCorrected(scan.text.slice(said, found.start))) delete result[role]
    said = person.end
    // 记录我来做的, 主持王敏负责.
    const did =
      role === 'lecturer'
        ? ''
        : (/^(?:来|去)?(?:做|作|写|弄|当|负责|担任|记|主持)?的?/.exec(scan.open.slice(person.end))?.[0] ?? '')
    const end = person.end + did.length
    if (!/^(?:$|[\s,，。;；、()（）\n\uE001])/.test(scan.open.slice(end))) continue
    const meant = correctedPerson(scan, found.end, names) ?? person
    setRole(result, role, meant)
    scan.claim({ start: found.start, end: Math.max(end, meant.end) })
  }
}

/** 记录钱小军: who chairs or takes the minutes is a member, so a name that nobody knows is asked about. */
function personOf(role: RoleName, text: string, at: number, names: Names): PersonRef | undefined {
  if (role === 'lecturer') {
    const member = memberAt(text, at, names)
    if (member) return member
    // 主讲的是小李, where there are two.
    const said = readPerson(text, at, names)
    return said?.candidates ? said : undefined
  }
  const sender = /^(?:我|本人)(?![们国党省市局部支])/.exec(text.slice(at, at + 3))
  if (sender) return { start: at, end: at + sender[0].length, said: sender[0], name: '$sender' }
  return readPerson(text, at, names)
}

/** 主讲是敏姐，说错了，是海明: the member named last, where nothing else stands between. */
export function correctedPerson(scan: Scan, at: number, names: Names): PersonRef | undefined {
  const first = readPerson(scan.text, at, names)
  if (!first || first.unknown) return undefined
  const back = TAKEN_BACK.exec(scan.text.slice(first.end, first.end + 16))
  const person = back ? memberAt(scan.text, first.end + back[0].length, names) : undefined
  const open = person && !scan.open.slice(person.start, person.end).includes(TAKEN)
  return open && /^(?:$|[\s,，。;；])/.test(scan.text.slice(person.end)) ? person : undefined
}
const TAKEN_BACK = new RegExp(`^[\\s,，.。-]{0,3}(?:${CORRECTIONS.source})`)

/** One character of every word in `AFTER`: a text without any is spared the search at each of its places. */
const HAS_VERB: Readonly<Record<RoleName, RegExp>> = {
  lecturer: /[讲课授学读带传教示训享题发领的]/,
  host: /持/,
  recorder: /[录记]/,
}

function namedBefore(scan: Scan, names: Names, role: RoleName, result: RolesSaid): void {
  if (!HAS_VERB[role].test(scan.open)) return
  const lastOf: Partial<Record<RoleName, number>> = {}
  for (let at = 0; at < scan.open.length; at++) {
    const text = scan.open
    const before = text.slice(Math.max(0, at - 3), at)
    const by = BY.exec(before)
    if (
      role !== 'recorder' &&
      !by &&
      !/^$|[\s,，。;；:：、\n\uE001()（）\d号日天午晚]$|[我咱]们?$|了$|室$|在场$|(?:微|专题)?党课$|讲座$|培训师?$|学习$|第一课$|[次回期]$|还是$|[哦噢喔啊呃]不(?:是|对)?$/.test(
        before,
      )
    )
      continue
    const person = readPerson(text, at, names) ?? firstPerson(text, at)
    if (!person) continue
    const gap = /^(?:[\uE001 ]|[于在](?=\uE001))*/.exec(text.slice(person.end))?.[0].length ?? 0
    const verb = AFTER[role].exec(text.slice(person.end + gap, person.end + gap + 24))
    if (!verb) continue
    if (person.unknown && !by && !/^$|[\s,，。;；:：\n\uE001]$/.test(before)) continue
    if (person.unknown && (person.said.length > 3 || /[地的]/.test(person.said)) && !VISITOR.test(person.said)) continue
    const said = lastOf[role]
    // 李姐主持的，不对，是敏姐主持的: the last said counts (SCHEMA §1).
    const between = said === undefined ? '' : scan.text.slice(said, at)
    // 海明主持，哦不对海明记录，书记主持: what was taken back may be put right first.
    if (said !== undefined && (isCorrected(between) || (between.length <= 16 && takesBack(between))))
      delete result[role]
    lastOf[role] = person.end
    setRole(result, role, person)
    const heardBy =
      role === 'lecturer' ? AUDIENCE.exec(text.slice(person.end + gap, person.end + gap + 24))?.[1] : undefined
    if (heardBy !== undefined && !BRANCH_ITSELF.test(heardBy)) result.audience = heardBy
    if (heardBy !== undefined && WHOLE_BRANCH.test(heardBy)) result.everybody = true
    scan.claim({ start: at - (by && by[0] !== '是' ? by[0].length : 0), end: person.end + gap + verb[0].length })
    at = person.end
  }
}

/** 我讲了微党课: the speaker of the sentence. */
function firstPerson(text: string, at: number): PersonRef | undefined {
  if (!'我咱本'.includes(text[at] ?? ' ')) return undefined
  const said = /^(?:我(?!们)|咱(?!们)|本人)/.exec(text.slice(at, at + 2))?.[0]
  return said === undefined ? undefined : { start: at, end: at + said.length, said, name: '$sender' }
}

function heard(scan: Scan, names: Names, result: RolesSaid): void {
  for (const found of scan.all(OFFICIAL_NAMED)) {
    const [said = '', name, audience] = found.groups
    // 党委书记讲党课: the post alone is how he is known; our own 书记 is a member.
    if (name === undefined && /^(?:我们|咱们?|本)?党?支部书记$/.test(said)) {
      setRole(result, 'lecturer', { start: found.start, end: found.end, ...resolveName('书记', names) })
      scan.claim(found)
      continue
    }
    if (name === undefined ? OWN_POST.test(said) : !looksLikeName(name)) continue
    const official = said.replace(/^(?:我们|咱们?|支部|部门)?(?:邀请|特邀|请)(?:来|到)?了?(?=.{2})/, '')
    setRole(result, 'lecturer', {
      start: found.start,
      end: found.end,
      said: official,
      ...lecturerNamed(official, name ?? '', names),
    })
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
  for (const found of scan.all(TAUGHT_WHOM)) {
    const audience = found.groups[0] as string
    if (!BRANCH_ITSELF.test(audience) && result.audience === undefined) result.audience = audience
    scan.claim(found)
  }
  for (const found of scan.all(TO_WHOM)) {
    const audience = found.groups[0] as string
    if (result.audience !== undefined) continue
    // 给支部上党课讲群众路线: the branch is no audience of its own.
    if (BRANCH_ITSELF.test(audience)) {
      if (WHOLE_BRANCH.test(audience)) result.everybody = true
    } else result.audience = audience
    scan.claim(found)
  }
  for (const found of scan.all(HEARD)) {
    const said = found.groups[0] as string
    const person = { start: found.start, end: found.end, ...resolveName(said, names) }
    const sender = /^(?:我|咱|本人)$/.test(said)
    // 参加了市委党校组织的讲座: who arranged it is not who spoke.
    if (/组织|举办|开展|安排/.test(said)) continue
    if (!sender && person.unknown && !VISITOR.test(said) && !(said.length <= 3 && looksLikeName(said))) continue
    setRole(result, 'lecturer', sender ? { ...person, name: '$sender' } : person)
    scan.claim(found)
  }
  for (const found of scan.all(VISITOR_ON)) {
    const [words = '', name = ''] = found.groups
    const said = words.replace(BEFORE_VISITOR, '')
    if (result.lecturer !== undefined || (name !== '' && !looksLikeName(name) && !memberAt(name, 0, names))) continue
    setRole(result, 'lecturer', { start: found.start, end: found.end, said, ...lecturerNamed(said, name, names) })
    scan.claim(found)
  }
  // At a course an office alone may as well be who came; a teacher came to teach.
  const lecture =
    /讲座|报告会|辅导|党课|授课/.test(scan.text) || (/培训/.test(scan.text) && TEACHER_ALONE.test(scan.open))
  for (const pattern of lecture
    ? [VISITOR_GAVE, VISITOR_HEARD, TEAM_GAVE, INVITED, CLAUSE_GAVE, SCHOLAR_ALONE]
    : [VISITOR_GAVE, VISITOR_HEARD, TEAM_GAVE, INVITED, CLAUSE_GAVE]) {
    for (const found of scan.all(pattern)) {
      const said = (found.groups[0] as string).replace(BEFORE_VISITOR, '')
      if (pattern === SCHOLAR_ALONE && result.lecturer !== undefined) continue
      if (pattern === CLAUSE_GAVE && (NO_VISITOR.test(said) || membersIn(said, names).length > 0)) continue
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
  result.at = { ...result.at, [role]: person.start }
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
    // 孙小雨（预备党员）.
    .replace(
      /(?<=^[\u4E00-\u9FFF]{2,4})\s?[(（](?:预备|正式|中共)?(?:党员|同志|书记|委员|支部|新)[^()（）]{0,6}[)）]$/,
      '',
    )
    // 陈立讲的, as the answer to who lectured.
    .replace(/(?:同志)?(?:来)?(?:主讲|授课|讲课|讲授|讲)?(?:的|了)?$/, '')
    .trim()
  const resolved = /^(?:我|咱|本人)$/.test(trimmed) ? { said: trimmed, name: '$sender' } : resolveName(trimmed, names)
  return { start: 0, end: trimmed.length, ...resolved }
}
