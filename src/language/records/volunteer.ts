import type { Utterance, VolunteerMeaning } from '../../core/meaning.js'
import { checkLeftovers } from '../checks.js'
import { factsOf, openScan, zoneOf, zoneText } from '../facts.js'
import { type Attendance, attendance } from '../people/attendees.js'
import { findDoers } from '../people/doers.js'
import { memberAt, membersIn, type Names } from '../people/find-person.js'
import { looksLikeName } from '../people/read-person.js'
import type { Scan } from '../scan.js'
import { cleanTopic } from '../topic.js'
import { readGathering } from './gathering.js'
import { joined, type Reader, restOf } from './reading.js'

/** Volunteer service (SCHEMA §3 `volunteer`; domain.md P22: 会场服务、茶水服务台、测温岗、党员志愿岗). */

const CHAR = '[\\u4E00-\\u9FFFA-Za-z0-9]'
/** 岗位：引导岗. */
const POST_LABEL = /(?:志愿)?(?:服务)?(?:岗位?|点位)(?:是|为|[:：])\s?([^\s,，。;；\n\uE001]{2,12})/
/** 在测温岗, 负责会场引导, 茶水服务台. */
const POST_AT = new RegExp(
  `(?:在|到|去|于|负责|担任|值|站|当|做)了?(${CHAR}{0,8}?(?:岗位?|服务台|服务点|服务站|[台亭点站处](?=$|[\\s,，。;；做值站为]))|(?<=负责了?)${CHAR}{2,6}(?=$|[\\s,，。;；\\uE001]|工作)|${CHAR}{0,6}?(?:引导|秩序维护|测温|会场服务|茶水服务|检票|签到|接待|咨询|礼仪|讲解|翻译)(?:员|工作|服务)?)(?:上)?(?:做|值班|值守|站岗|服务)?`,
)
const POST_ALONE = new RegExp(
  `(?<=^|[\\s,，。;；:：()（）\\uE001])((?!我)${CHAR}{1,8}?岗|(?!我)(?:[^\\s,，。;；我和跟与去到在\\uE001]{0,6}(?:期间|[会赛节展]))?${CHAR}{0,6}?(?:服务台|服务点|服务站|咨询台|引导台|茶水台)|(?:会场|现场|茶水|引导|秩序|礼仪|接待|后勤|交通)(?:服务|引导|维护|保障|疏导)(?:志愿)?(?:岗|员)?|(?:终点|起点|沿途|赛道|途中)(?:补给|拉伸|指引|医疗|计时|服务|引导)|(?:补给|物资|饮水|医疗|急救|存包|行李|检票|取票|问询|咨询|引导|签到|接待|引领|发放)(?:站|点|处|亭|区|台)|测温|引导员|检票员|秩序维护)(?=$|[\\s,，。;；:：()（）\\uE001]|志愿(?:者|服务)|是(?=[\\u4E00-\\u9FFF]{1,3}(?:顶|去|站|值|上|当|做|守)的))`,
)
const WORDS =
  /(?:参加|参与|开展|组织|进行|从事|去|做|当|担任|完成|提供|了)*(?:党员|社区|支部|青年)?志愿(?:者|服务者?)?(?:服务)?(?:活动|工作)?(?:了|队)?|做?义工|义务(?=劳动|植树|服务|清扫)/g
/** 去省两会当志愿者, 为马拉松做志愿服务, 参加社区志愿服务. */
const EVENT_BEFORE =
  /(?:在|去|到|赴|为|给|参加了?|参与了?|报名)([^\s,，。;；\n\uE001]{2,16}?)(?=(?:里|上|中|期间)?(?:做|当|担任|开展|参加|参与|进行|提供|志愿|义工|的志愿|服务))/
const EVENT_LABEL = /(?<=^|[\s,，。;；|])(?:活动|项目)(?:名称)?[:：]\s?([^\s,，;；。|\uE001]{2,24})/
/** 赴西湖边参加文明交通志愿服务: where first, then what. */
const PLACE_THEN_EVENT =
  /(?:去|到|赴|在|前往)([\u4E00-\u9FFF]{1,10}?(?:边|旁|口|广场|公园|社区|街道|景区|车站|地铁站|机场|医院|学校|会场|会堂|场馆|码头|村|路))(?:上)?(?=(?:参加|参与|开展|进行|做)了?[\u4E00-\u9FFF]{2,12}?志愿)/
const PLACE_NAME =
  /^[\u4E00-\u9FFF]{0,8}(?:社区|街道|广场|公园|医院|车站|地铁站|学校|福利院|敬老院|献血站|[博展纪图科体]\S{0,4}馆|机场|会堂|会场|村|路口|[湖江河]边|景区)$/
/** 服务群众200人次: whom it helped is no headcount of ours. */
const SERVED =
  /(?:服务|帮助|惠及|接待|引导|发放)(?:了)?(?:群众|观众|市民|游客|旅客|居民|老人|宾客|宣传[单资]料?)?(?:约|近)?\d{1,5}(?:余|多)?(?:人次|人|名|位|份|户)/
const NOISE = {
  start: /^(?:去|到|在|为|给|参加|参与|做|当|担任|负责|活动|主题|内容|志愿|服务|登记|的|里|上)+(?=.{2})/,
  end: /(?:里|上|期间|的|做|当|活动)+$/,
}

export const readVolunteer: Reader = ({ text, utterance, trace }) => {
  const scan = openScan(text, trace)
  const facts = factsOf(scan, utterance)
  const served = scan.take(SERVED)
  // 报名5人，实际来了4人: only who came counts.
  scan.takeAll(/(?:报名|招募)(?:了|的|人数)?\s?\d{1,3}\s?(?:个人|人|名)[,，\s]?(?:实际上?|最后|最终)?/g)
  const zone = zoneOf(facts, 'topic')
  const where: { place?: string } = {}
  const said = scan.as('post', 'records/volunteer.ts takePost', () => takePost(scan, where, facts.names))
  const parts = said === undefined ? null : EVENT_AND_POST.exec(said)
  const house = said === undefined || parts ? null : HOUSE_AND_POST.exec(said)
  const post = parts ? (parts[3] ?? parts[4]) : (house?.[2] ?? said)
  if (house && where.place === undefined) where.place = house[1] as string
  if (post !== undefined && membersIn(post, facts.names).length > 0)
    facts.doubts.push({ fields: ['post', 'attendees'], question: `「${post}」里提到的人也参加了吗？` })
  // 赵阳测温岗 小雨引导岗: a post for each of them.
  const other = post === undefined ? undefined : scan.first(POST_ALONE)?.groups[0]
  if (other?.endsWith('岗') && !other.includes(post as string))
    facts.doubts.push({ fields: ['post', 'attendees'], question: '说到了不止一个岗位，请一个岗位一条。' })
  const went = scan.take(I_WENT)
  const event = scan.as('topic', 'records/volunteer.ts EVENT_BEFORE', () => eventOf(scan)) ?? parts?.[1] ?? parts?.[2]
  const named = scan.take(EVENT_LABEL)?.groups[0]
  scan.takeAll(/(?<=^|[\s,，;；])(?:姓名|人员)[:：]\s?/g)
  const me = went !== undefined || /(?:^|[\s,，。])我(?![们国党省市局部支堂家])/.test(scan.open)
  // 替小雨站了两小时: he was not there, and who stood in for him is the one who types where nobody else is named.
  const stoodIn = inPlaceOf(scan, facts.names)
  // 海明、敏姐各4小时: each as long.
  if (facts.duration.text !== undefined) scan.takeAll(/(?:各|每人|人均)(?=\uE001)/g)
  const { fields } = readGathering(facts, {
    doers: (open, names) => withOthers(findDoers(open, names), open, names) ?? everyNamed(open, names),
    noRoles: true,
  })
  scan.as('type', 'records/volunteer.ts WORDS', () => scan.takeAll(WORDS))
  const record: Partial<VolunteerMeaning> & { type: 'volunteer' } = { type: 'volunteer', ...where, ...fields }
  if (served && record.note === undefined) record.note = served.text
  if (post !== undefined) record.post = post
  const rest = restOf(scan, NOISE)
  // 去社区做志愿服务，垃圾分类宣传: where, and what else is said is what it was.
  const atPlace = event !== undefined && PLACE_NAME.test(event)
  if (atPlace && record.place === undefined) record.place = event
  const others = joined(rest)
  const topic =
    (zone && cleanTopic(zoneText(scan, zone))) ?? named ?? (atPlace && others !== undefined ? others : event) ?? others
  if (topic !== undefined) record.topic = topic
  if (record.attendees === undefined && record.absent === undefined && record.actual === undefined) {
    if (me || stoodIn || ofHimself(utterance, text)) record.attendees = ['$sender']
    else {
      const stranger = rest.find((part) => [...part.text].length <= 3 && looksLikeName(part.text))
      if (stranger) facts.errors.push({ error: 'unknown_person', name: stranger.text })
      facts.doubts.push({ fields: ['attendees'], question: '哪几位参加了志愿服务？' })
    }
  }
  checkLeftovers(facts, zone ? [zone] : [])
  return { facts, records: [record] }
}

/** 社区义诊我去当的志愿者. */
const I_WENT =
  /(?<![和跟与同给找帮让叫请对向、])我(?:也|自己|个人|一个人)?(?:去|报名|上|来|过去)?(?:当|做|参加|去|帮忙|服务)(?:的|了)(?=(?:党员|社区|青年)?(?:志愿|义工)|$|[\s,，。;；])/

function inPlaceOf(scan: Scan, names: Names): boolean {
  const absent = membersIn(scan.open, names).filter(({ start }) => /[替代]$/.test(scan.open.slice(0, start)))
  for (const { start, end } of absent) scan.claim({ start: start - 1, end })
  return absent.length > 0
}

/** Everything that a mere member says of himself, in the group too (SCHEMA §1 "People"). */
const ofHimself = ({ senderRoles }: Utterance, text: string): boolean =>
  senderRoles.every((role) => role === 'member') && !/我们|咱们|大家|支部|全体|部门/.test(text)

/** 赵阳 9:00-12:00 李响 9:00-12:00: every name that is a clause of its own. */
function withOthers(found: Attendance | undefined, scan: Scan, names: Names): Attendance | undefined {
  if (!found?.people) return found
  const others = membersIn(scan.open, names).filter(
    ({ start, end, name }) =>
      name !== undefined &&
      /(?:^|[\s,，;；、\uE001])$/.test(scan.open.slice(0, start)) &&
      /^(?:$|[\s,，;；、\uE001])/.test(scan.open.slice(end)),
  )
  for (const person of others) scan.claim(person)
  return { ...found, people: [...new Set([...found.people, ...others.map(({ name }) => name as string)])] }
}

/** 我和响哥、小雨义务植树去了. */
const ME_TOO =
  /(?<=^|[\s,，。;；:：()（）\uE001])我(?:和|跟|与|同|、)(?=[@\u4E00-\u9FFF])|(?:和|跟|与|、|还有)我(?![们国党省市局部支])/
/** 测温岗小孙 会场服务老周: whoever is named beside a service did it. */
function everyNamed(scan: Scan, names: Names): Attendance | undefined {
  const people = membersIn(scan.open, names)
  if (people.length === 0) return undefined
  const me = ME_TOO.test(scan.open)
  for (const person of people) scan.claim(person)
  return attendance(people, me)
}

/** 引导岗 9.14 李响 4小时: a post that only volunteers have. */
const POSTS = /茶水台|茶水岗|引导岗|检票岗|文明岗|执勤岗|巡河(?!员)/

/** 半程马拉松测温岗, 人代会的茶水服务台: at which event, and which post there. */
const EVENT_AND_POST =
  /^(?:([\u4E00-\u9FFFA-Za-z0-9]{2,12}?(?:会|赛|节|展|考|马拉松|[杭越半全]马|论坛|峰会|活动|行动|护航|现场))(?:期间|上|中)?的?|([\u4E00-\u9FFFA-Za-z0-9]{2,12}?)的)(?:([\u4E00-\u9FFF]{1,8}(?:岗位?|台|点|站|亭|处|区))|([\u4E00-\u9FFF]{2,8}))$/

/** 省图书馆导览岗: where, and which post there. */
const HOUSE_AND_POST =
  /^([\u4E00-\u9FFF]{1,8}?(?:馆|医院|火车站|汽车站|地铁站|高铁站|东站|公园|景区|广场|学校|社区|街道|机场))([\u4E00-\u9FFF]{2,6}(?:岗位?|台|点|处))$/

/** 去西湖边文明劝导志愿岗: where, and at which post. */
const PLACE_AND_POST =
  /(?:去|到|在)([\u4E00-\u9FFF]{1,8}?(?:边|旁|口|广场|公园|社区|街道|景区|车站|地铁站|机场|医院|学校|会场|会堂|场馆|码头))([\u4E00-\u9FFF]{2,8}?)(?:志愿)?岗/

/** 在武林广场地铁口值文明岗: the verb parts the place from the post. */
const PLACE_STOOD =
  /(?:在|到)([\u4E00-\u9FFFA-Za-z0-9]{2,12}?)(?:值|站|守|当)(?:了)?([\u4E00-\u9FFF]{1,6}岗)(?=$|[\s,，。;；\uE001])/

function takePost(scan: Scan, record: { place?: string }, names: Names): string | undefined {
  const stood = scan.take(PLACE_STOOD)
  if (stood) {
    record.place = stood.groups[0] as string
    return stood.groups[1]
  }
  const place = scan.take(PLACE_THEN_EVENT)?.groups[0]
  if (place !== undefined) record.place = place
  const both = scan.take(PLACE_AND_POST)
  if (both) {
    record.place = both.groups[0] as string
    return `${both.groups[1]}岗`
  }
  // 党员志愿岗：王敏 names who stood there, not which post it was.
  const labelled = scan.first(POST_LABEL)
  const isPost = labelled !== undefined && memberAt(labelled.groups[0] as string, 0, names) === undefined
  const alone = scan.first(POST_ALONE)
  const person = alone && memberAt(alone.groups[0] as string, 0, names)
  // 赵阳测温岗: who stood there, and at which post.
  const behind = alone && person ? (alone.groups[0] as string).slice(person.end) : ''
  if (alone && person && !isPost && /^(?![在到去于守站值当做和跟与同及、带])\S{2,}/.test(behind)) {
    scan.claim({ start: alone.start + person.end, end: alone.end })
    return behind
  }
  // 赵阳在引导岗: the post begins behind the preposition.
  const named = person !== undefined
  const found =
    (isPost ? scan.take(POST_LABEL) : undefined) ??
    (named ? (scan.take(POST_AT) ?? scan.take(POST_ALONE)) : (scan.take(POST_ALONE) ?? scan.take(POST_AT)))
  // 志愿服务引导岗: the kind, then the post.
  return found?.groups[0]
    ?.replace(/^(?:的|了|在|到)+(?=.{2})/, '')
    .replace(/^(?:党员|社区|青年)?志愿(?:者)?(?:服务)?(?=(?!服务|先锋|岗)[\u4E00-\u9FFF]{2,}(?:岗|台|点|站)$)/, '')
}

function eventOf(scan: Scan): string | undefined {
  const found = scan.first(EVENT_BEFORE)
  const words = found?.groups[0]
  if (!found || words === undefined || /^(?:了|我们|大家|支部|党员|志愿)+$/.test(words)) return undefined
  const at = found.start + found.text.indexOf(words)
  scan.claim({ start: found.start, end: at + words.length })
  return scan.text.slice(at, at + words.length)
}

export const namesVolunteer = (open: string): boolean =>
  (POSTS.test(open) && !/培训|学习|讲|课|谈/.test(open)) ||
  /志愿(?!书|填|报考|表|录取|军|服务(?:条例|法|精神|理念|礼仪|知识|证|证书|制度|办法|手册|队旗)|者(?:证|服(?!务)|马甲|手册|招募|报名|名单(?!\s?[:：][^\n]{0,60}\d\s?(?:个?小时|h|分钟))))|义工|测温岗|先锋岗|党员志愿岗|茶水服务台|义务(?:劳动|植树|清扫|服务)/.test(
    open,
  )
