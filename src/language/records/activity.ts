import type { ActivityKind } from '../../core/entry.js'
import type { ActivityMeaning } from '../../core/meaning.js'
import { checkLeftovers } from '../checks.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'
import { factsOf, openScan, zoneOf, zoneText } from '../facts.js'
import { findDoers } from '../people/doers.js'
import { membersIn, type Names } from '../people/find-person.js'
import { readPeople } from '../people/read-person.js'
import { type Scan, TITLE } from '../scan.js'
import { cleanTopic } from '../topic.js'
import { readGathering } from './gathering.js'
import { joined, type Reader, type Rest, restOf } from './reading.js'

/** Words of each kind, surest first; all of them are claimed (SCHEMA §3 `activity`; domain.md P12, P20). */
const KINDS: readonly (readonly [ActivityKind, RegExp])[] = [
  [
    '工会小家活动',
    /(?:开展|组织|举行|举办|搞|参加)?了?(?:一次)?(?:工会|职工|支部|部门)*(?:的)?小家(?:的)?(?:活动)?|工会(?!活动室|活动中心|之家|[\u4E00-\u9FFF]{0,4}室|俱乐部)(?:小组)?(?:组织|开展|举行|举办|搞|办|弄)?了?(?:的)?(?:活动(?!室|中心|场|区))?/g,
  ],
  [
    '外出保障',
    /(?:外出)?(?:提供|开展|参加|参与|进行|完成|执行|做|做好|支援)?了?(?:外出)?(?:会议|活动|会务|会议会务)?(?:服务)?保障(?:服务|工作|任务|支援)*|外出(?=服务)|支援/g,
  ],
  [
    '走访慰问',
    /走访慰问|送(?:去|上|了)+[^\s,，。;；\uE001]{0,6}慰问[金品](?:\d[\d,.]{0,6}(?:元|块)|[一二两三四五六七八九][千百][零一二三四五六七八九百]{0,4}(?:元|块)?)?|慰问(?![金品信])|走访(?:看望)?|看望(?:慰问)?|探望|(?:去|上门)?看了看|(?:去|上门)?看(?:了|过)(?=[^\s,，。;；\uE000]{0,4}(?:老党员|老同志|困难|退休|生病|住院|病))|拜访了?/g,
  ],
  [
    '交流互访',
    /交流互访|互访(?:交流)?|取经(?:交流|学习)?|(?:进行|开展|座谈)?交流(?:互动|学习|座谈|活动|经验)*|(?:来访|来[\u4E00-\u9FFF]{0,6}?(?:考察|参观))(?:交流|学习|调研|座谈)*|接待了?(?!员|处|服务|室)/g,
  ],
]
/** 慰问困难党员3名, 一行20人: how many others there were is no headcount of ours. */
const THOSE_VISITED =
  /(?<=\uE001)了?(?!(?:一共|总共|共|实际)?(?:来|去|到|参加|出动|派|参与)了?(?:\d|[一二两三四五六七八九十])|我们|咱|支部|部门|全)[^\s,，。;；\d\uE001]{0,10}?(?:\d{1,3}|[一二两三四五六七八九十]{1,2})(?:余|多)?(?:名|户|位|家|人)[\u4E00-\u9FFF]{0,8}?(?=[\s,，。;；\uE001]|$)|一行(?:共)?\s?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:余|多)?人/g
const WHERE_TO =
  /(?<![送带出回过上走应实签报收未全])(?:借调?|抽调|派)?(?:赴|去|到|前往)[了的]?([\u4E00-\u9FFFA-Za-z0-9]{2,12}?)(?=外出|提供|开展|进行|保障|支援|服务|参加|参与|为|做|慰问|走访|看望|探望|交流|互访|参观|考察|学习|座谈|对标|\uE001|[\s,，。;；]|$)/
const NOISE = {
  start:
    /^(?:(?:给|为)(?:女|男|全体|退休)?(?:同志|职工|员工|党员|大家)们?(?:举?办|搞|弄|做|组织|开展|安排)了?(?:一?[场次个])?(?=.{2})|第?[一二三四]季度|本季度|[上下]半年|与|和|跟|同|赴|去|到|前往|为|给|对|登记|活动|开展|内容|主题|对象|参加|提供|做好|完成|我们|支部|工会|组织|举行|[搞办弄]了|下班(?:以?后)?|午休时?|(?:一)?(?:个|场|次)(?=.{2})|的)+(?=.)/,
  end: /(?:一行|的?活动|开展|进行|提供|期间|工作|任务|的)+$/,
}
/** What was brought along, and how it went: kept as a note. */
const ASIDE =
  /^(?:并|还|同时)?(?:送(?:上|去|了|来)|带(?:上|去|了)|赠送|发放|慰问[金品]|现场|气氛|大家|交流了|(?:输|赢)(?:家|了的?|的)|请(?:喝|吃|客)|罚(?:喝|做|请))/

/** Words that name an activity by themselves; 会议服务保障 at home is the daily work. */
const NAMED =
  /小家|工会(?:小组)?[^\s,，。;；\n]{0,6}(?:活动|组织)|工会(?:开展|举行|举办|搞)|工会(?:小组)?[^\s,，。;；\n]{0,8}(?:办|弄|请|搞|组织|开展|举行|进行)了|慰问(?![信品金])|送(?:去|上|了)+[^\s,，。;；]{0,6}慰问[金品]|走访(?!学习|调研)|互访|来访|来(?:我们?|咱们?)(?:这儿|这边|这里|处|支部|单位|会堂)[^\s,，。;；]{0,4}(?:取经|交流|学习|考察|参观|对标|调研)|接待了?[^\s,，。;；\n]{2,20}(?:一行|考察|参观|交流|来访)|(?:中心|会堂|宾馆|酒店|局|馆|单位|公司|集团|机关|院)来(?:人|团)?(?:交流|考察|参观|座谈)|(?:来|到)(?:我们?|本|大?会堂|支部|部门|单位)[^\s,，。;；\n]{0,6}(?:考察|交流|参观|学习|调研)|(?:与|和|同|跟|赴|去|到)[^\s,，。;；\n]{0,14}(?:中心|会堂|宾馆|酒店|局|馆|单位|公司|集团|机关|院)[^\s,，。;；\n]{0,4}交流|外出[^\s,，。;；\n]{0,12}保障|(?:赴|去|到)[^\s,，。;；\n]{0,20}(?:服务)?保障(?!性|房|金|局|法)|支援[^\s,，。;；\n]{1,16}(?:会|活动|论坛|峰会|保障|服务)/

const EXCHANGE = /交流互访|互访(?!外出保障)/
const OF_MONTH = /(?:20\d\d年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?的?(?=活动|小家|工会|走访|慰问|例行)/g

/** 看望 is said of one's own family too. */
const VISIT =
  /看望|探望|看了看|(?:去|上门)[^\s,，。;；\uE000]{0,5}看(?:了|过)?[^\s,，。;；\uE000]{0,4}(?:老党员|老同志|困难|退休|生病|住院|病)|拜访/
/** 去看了看我住院的奶奶. */
const OF_THE_FAMILY =
  /我(?:家|的)?(?:住院|生病)?的?(?:奶奶|爷爷|姥[姥爷]|外[公婆]|[爸妈]|父|母|岳|公公|婆婆|儿子|女儿|孩子|老婆|老公|爱人|亲戚|同学|朋友|邻居|闺蜜|[舅姑姨叔伯])/
const OF_THE_BRANCH = /支部|党员|工会|职工|同事|困难|退休|书记|同志|住院/

/** Whether the words tell of an activity of the branch. */
export const namesActivity = (open: string): boolean =>
  (NAMED.test(open) && !(VISIT.test(open) && OF_THE_FAMILY.test(open))) ||
  (VISIT.test(open) && OF_THE_BRANCH.test(open) && !OF_THE_FAMILY.test(open))

/** Understands an activity of any of the four kinds. */
export const readActivity: Reader = ({ text, utterance, trace }) => {
  const scan = openScan(text, trace)
  const facts = factsOf(scan, utterance)
  const zone = zoneOf(facts, 'topic')
  // 内容：七一看望老党员: read whole before the words of the kind are taken out of it.
  const labelled = zone && cleanTopic(zoneText(scan, zone))
  // 小家8月活动：24日…: the month says the day's again.
  if (facts.date.kind === 'said') scan.takeAll(OF_MONTH)
  const kind = takeKind(scan)
  if (kind === '走访慰问') hideVisited(scan, facts.names)
  const party = kind === '交流互访' ? partySize(scan) : undefined
  // 打羽毛球17:40-19:00来了5人: at our own activity they are ours.
  if (kind !== '工会小家活动') for (const visited of scan.all(THOSE_VISITED)) scan.claim(visited, TITLE)
  const to = kind === '工会小家活动' ? undefined : whereTo(scan, facts.names)
  const came = kind === '交流互访' ? scan.take(CAME_TO)?.groups[0] : undefined
  const along = scan.as('attendees', 'records/activity.ts ME_ALONG', () => scan.take(ME_ALONG)) !== undefined
  const { fields } = readGathering(facts, { doers: findDoers, spots: true })
  const record: Partial<ActivityMeaning> & { type: 'activity' } = { type: 'activity', ...fields }
  if (along && Array.isArray(record.attendees) && !record.attendees.includes('$sender'))
    record.attendees = [...record.attendees, '$sender']
  else if (along && nobody(record)) record.attendees = ['$sender']
  // How many came is the headcount where nothing is said of our own.
  if (party !== undefined && record.actual === undefined && !record.absent) record.actual = party
  if (kind) record.kind = kind
  else facts.errors.push({ error: 'missing_field', fields: ['kind'] })
  const where = came ?? to
  if (where !== undefined && record.place === undefined) record.place = where
  const rest = restOf(scan, NOISE).filter(
    ({ text }) =>
      !/^(?:上门|登门|专程|特意|特地|亲自|学习|参观|考察|交流|座谈|接待|一块儿?|来?(?:到|访)?(?:我们?|咱们?)(?:这边|这里|这儿|处|支部|单位|会堂)?)+$/.test(
        text,
      ),
  )
  const topic =
    labelled ??
    subjectOf(
      rest.filter(({ text }) => !ASIDE.test(text)),
      kind === '交流互访',
    ) ??
    to
  if (topic !== undefined) record.topic = topic
  const aside = joined(rest.filter(({ text }) => ASIDE.test(text)))
  if (aside !== undefined && record.note === undefined) record.note = aside
  // 我代表支部看望了…: said of oneself, and nobody else named.
  if (
    kind !== '工会小家活动' &&
    nobody(record) &&
    /(?:^|[\s,，。;；\uE001])我(?![们国党省市局部支堂家方])/.test(scan.open)
  )
    record.attendees = ['$sender']
  checkLeftovers(facts, [...(zone ? [zone] : []), ...asides(rest)], false, kind === '走访慰问')
  return { facts, records: [record] }
}

/** 走访慰问李响、赵阳: whoever stands directly behind the word was visited. */
function hideVisited(scan: Scan, names: Names): void {
  for (const found of scan.all(/(?<=\uE001)(?:了|过|的)?(?=[@\u4E00-\u9FFF])/g)) {
    const verb = scan.text.slice(Math.max(0, found.start - 2), found.start)
    const people = /慰问|看望|探望|走访/.test(verb) ? readPeople(scan.open, found.end, names) : []
    const last = people.at(-1)
    if (!last || people.some(({ unknown }) => unknown)) continue
    scan.claim({ start: found.end, end: last.end }, TITLE)
    return
  }
}

/** 去了4个人 says how many went. */
const HEADS = /^(?:\d{1,3}|[一二两三四五六七八九十俩仨几]{1,3})(?:个|人|名|位|天|趟|次|回|$)/

/** 来大会堂交流: our own house, where visitors came to it. */
const CAME_TO =
  /(?<=[\u4E00-\u9FFF\uE000\uE001])来(?:到|访)?(?:我们?|咱们?)?([\u4E00-\u9FFF]{0,6}(?:会堂|宾馆|酒店|展厅|展馆|贵宾厅))(?=进行|开展|座谈|参观|考察|学习|调研|[\s,，。;；\uE000\uE001]|$)/

/** 赴湖州; 去了小赵响哥 says who went. */
function whereTo(scan: Scan, names: Names): string | undefined {
  const found = scan.first(WHERE_TO)
  const to = found?.groups[0]
  if (!found || to === undefined || HEADS.test(to) || membersIn(to, names).length > 0) return undefined
  scan.claim(found)
  return to
}

/** 我陪着去的: beside who else went. */
const ME_ALONG =
  /(?<=^|[\s,，。;；\uE001])我(?:也|就)?(?:陪|跟|随|一起|一同|一块儿?|陪同|作陪|同行)(?:着|同|他|她|书记|他们)*(?:去|来|到|前往|走访|慰问|看望)?(?:了|的)(?=$|[\s,，。;；])/

const nobody = ({ attendees, absent, actual, expected }: Partial<ActivityMeaning>): boolean =>
  [attendees, absent, actual, expected].every((said) => said === undefined)

/** 会议中心5人来访. */
const CAME = new RegExp(`(?<![\\d第])(${NUMBER})\\s?(?:个人|人|名|位)(?=来|到访|\\uE001)(?!来[自了])`)
/** 来访交流 10人 …老陈海明接待: beside who received them, those who came. */
const VISITORS = new RegExp(
  `(?<=^|[\\s,，\\uE001]|来了?)(?:对方)?(?:一?共)?(${NUMBER})\\s?(?:个人|人|名|位)(?=$|[\\s,，。;；\\uE001])`,
)
/** 一行12人. */
function partySize(scan: Scan): number | undefined {
  const received = /接待|陪同|我方|我们这边/.test(scan.text)
  const found =
    scan.first(new RegExp(`一行(?:共)?\\s?(${NUMBER})(?:人|名|位)`)) ??
    scan.take(CAME) ??
    (received ? scan.take(VISITORS) : undefined)
  return found && parseNumber(found.groups[0] as string)
}

/** 宁波会展中心来，谈会务标准化: beside who came, what it was about is the subject. */
function subjectOf(rest: readonly Rest[], exchange: boolean): string | undefined {
  const about = rest.flatMap(({ text }) => ABOUT.exec(text)?.[1] ?? [])
  // 教师节慰问了老校长: when it was is no subject beside whom one went to see.
  const said = rest.filter(({ text }) => !FESTIVAL.test(text))
  return exchange && rest.length > 1 && about.length === 1 ? about[0] : joined(said.length > 0 ? said : rest)
}
const FESTIVAL =
  /^(?:元旦|春节|元宵|三八|妇女|植树|清明|五一|劳动|五四|青年|端午|六一|儿童|七一|建党|八一|建军|教师|中秋|国庆|重阳)节?(?:之?前|后|期间|前夕|当天|到了)?$/
const ABOUT =
  /^(?:主要|重点)?(?:座谈|介绍|谈|聊|交流|围绕|就|探讨|研讨|学习|参观)了?(?:关于)?([^\s]{2,30}?)(?:进行了?)?(?:交流|座谈|探讨)?$/

const asides = (rest: readonly Rest[]): Rest[] => rest.filter(({ text }) => ASIDE.test(text))

function takeKind(scan: Scan): ActivityKind | undefined {
  // 原定7人外出保障，实际去了3人: what was meant first holds the kind.
  const found =
    // 来我们这儿交流互访，谈会务保障: what is named is the kind, the other word its subject.
    KINDS.find(([kind]) => kind === '交流互访' && EXCHANGE.test(scan.open)) ??
    KINDS.find(([, pattern]) => scan.all(pattern).length > 0) ??
    KINDS.find(([, pattern]) => new RegExp(pattern.source).test(scan.text))
  if (found) scan.as('kind', 'records/activity.ts KINDS', () => scan.takeAll(found[1]))
  return found?.[0]
}
