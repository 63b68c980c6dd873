import type { HonourMeaning } from '../../core/meaning.js'
import { checkLeftovers } from '../checks.js'
import { isCorrected } from '../corrections.js'
import { claimCorrections, factsOf, openScan, timeFields } from '../facts.js'
import { memberAt, membersIn, type Names, namesOf, type PersonRef } from '../people/find-person.js'
import { personError } from '../people/people-errors.js'
import { readPeople } from '../people/read-person.js'
import type { Found, Scan } from '../scan.js'
import { joined, type Reader, restOf, speaksOfHimself } from './reading.js'

/** Prizes and titles won (SCHEMA §3 `honour`; domain.md P21). */

const RANK =
  '(?:(?:团体|个人|集体)?(?:特等奖|[一二三四1-4]等奖)|(?:优秀|优胜|鼓励|入围|纪念|创新|创意|人气|组织|优秀组织|集体|个人|团体|贡献|突出贡献|进步|风采|精神文明|道德风尚|单项|提名|最佳[\\u4E00-\\u9FFF]{1,6})奖|[金银铜]奖|(?:团体|个人|集体|总分|小组)?第[一二三四五六七八1-8]名|(?:团体|个人|男子|女子)?(?:总)?(?:冠军|亚军|季军)|(?:个人|集体)?[一二三](?:等|级)功|嘉奖)'
const TITLE_CORE =
  '(?:优秀|先进|模范|标杆|示范|文明|最美|最佳|杰出|五一|三八|十佳|先锋|金牌|巾帼|青年|服务之星|明星|星级|标兵|能手|红旗|工人先锋号)'
const TITLE = `(?:[\\u4E00-\\u9FFF]{0,4}?${TITLE_CORE}[\\u4E00-\\u9FFF]{0,10}|[\\u4E00-\\u9FFF]{1,8}(?:能手|标兵|之星|先锋号|文明号|模范|劳模|示范岗|示范点))`
const WON =
  '(?:拿到|荣立|立了|喜提|荣获|喜获|获评|获得|获|拿下|拿到|拿|得|夺得|夺|捧回|斩获|摘得|取得|评上|评为|授予|当选|评选为|入选)'
const RANK_WON = new RegExp(
  `(?:${WON})?(?:了|的是?)?(?:都是|均为|均是|全是|分获|双双|并列)?(?:个|一个)?(${RANK})(?:(?:\\d{1,2}|[一二两三四五六七八九])\\s?(?:名|个|项|人))?`,
)
const TITLE_WON = new RegExp(
  `(?:被[\\u4E00-\\u9FFF]{0,12}?(?:评为|授予|评选为|表彰为|命名为|认定为)|${WON})(?:了|为|的是?|到)?(?:\\d{4}年度?的?|年度)?[“"「]?(${TITLE})[”"」]?(?:荣誉称号|称号|荣誉)?`,
)
const QUOTED_TITLE = new RegExp(
  `${WON}了?(?:\\d{4}年度?的?)?[\\u4E00-\\u9FFF]{0,10}?(\\uE000{3,20})(?:荣誉)?称号|(?:被[\\u4E00-\\u9FFF]{0,12}?(?:评为|授予|表彰为|命名为)|获评|荣获|评为|授予|当选)了?(?:\\d{4}年度?的?)?[\\u4E00-\\u9FFF]{0,10}?(\\uE000{3,20})(?=$|[\\s,，。;；!！()（）]|荣誉|称号)(?:荣誉)?(?:称号)?|(?:拿到|拿了|获得|得了|捧回|喜提|摘得|拿下)了?\\s?(\\uE000{4,20})(?=荣誉|称号|[,，\\s][^,，。;；\\n]{0,10}(?:评|颁|授))`,
)
/** “最美服务者”揭晓，孙小雨当选. */
const QUOTED_FIRST = /(\uE000{4,20})(?=[^。;；\n\uE000]{0,16}(?:当选|入选|评上|获评|获此|上榜))/
const BRANCH =
  /(?:我们?|本)?(?:党?支部|我们(?:支部|部门|组|队)?|部门|集体|代表队|团队|咱们)(?!书记)(?:代表队|队|集体)?/g
const CONTEST = /(?:赛|评选|评比|比武|演讲|征文|汇演|展演|运动会|竞技|表彰|评优|比拼)(?:活动|大会|会)?$/
const NOT_WON =
  /没(?:有|能)?(?:拿|获|得|评|入)|未(?:能)?(?:获|评|入)|预祝|争取|力争|冲刺|目标|希望|有望|想拿|要拿|准备拿|参评|申报|推荐|公示/
const NOT_OUR_BRANCH = /别的|隔壁|其[他它]|兄弟|外单位|[二三四五六七八九]支部/
const CHEERS = /(?:热烈)?(?:恭喜|祝贺)|喜报|喜讯|好消息|(?<=^|[\s,，。!！])(?:哈{2,}|嘿{2,}|嘻{2,}|哇塞?|耶)[~～]*/g
const LABEL = /(?:获奖|获奖人|获奖者|得主|获得者)(?:人员|名单|同志)?[:：是为]\s?/g
/** When it was made known, and what was handed over. */
const ASIDE =
  /^(?:代表|公布|颁奖|颁发|发布|通报|表彰|揭晓|结果|出来|出炉|发?的?(?:证书|奖状|奖杯)|[\u4E00-\u9FFF]{1,10}(?:(?:举?办|组织|承办|发起|牵头)的?|(?:颁发?|评选?)的)(?=$|[了啊呀吧])|恭喜(?:恭喜)*|祝贺|厉害|真棒|优秀|给力|为支部争光|争光了?|(?:奖|奖金|奖品|证书|奖状|奖杯)(?:已经?|都)?(?:发|领|到手|拿到)|撒花|鼓掌)+[了啊呀吧]?$/
/** 小雨拿了: the winner stands before the verb. */
const WINS = /^(?:同志)?(?:荣获|喜获|获|拿|得了|夺|被评|被授|当选|取得|斩获)/
const NOISE = {
  start:
    /^(?:[\u4E00-\u9FFF]{0,5}(?:组织|举办|主办|承办)的|得了|得到|拿了|获得|荣获|取得|获|代表|在|参加|参与|代表|于|的|被|获奖|荣誉|登记|喜报|恭喜|祝贺|题目|作品)+(?=.{2})/,
  end: /(?:里|中|上|里面|当中|活动中|的|被|获奖|荣誉|荣获|获得|获|得|拿)+$/,
}

export const readHonour: Reader = ({ text, utterance, trace }) => {
  const scan = openScan(text, trace)
  const names = namesOf(utterance.roster)
  const prize = scan.as('prize', 'records/honour.ts takePrize', () => takePrize(scan))
  const facts = factsOf(scan, utterance)
  const record: Partial<HonourMeaning> & { type: 'honour' } = { type: 'honour', ...timeFields(facts) }
  // 「date when said」: a prize is often told long after, so today is no default.
  if (facts.date.kind === 'unsaid') {
    delete record.date
    delete record.inferred
  }
  if (prize.prize !== undefined) record.prize = prize.prize
  else facts.doubts.push({ fields: ['prize'], question: '获了什么奖或称号？' })
  if (prize.several) facts.doubts.push({ fields: ['prize', 'winners'], question: '说到了不止一个奖，请一个奖一条。' })
  scan.takeAll(LABEL)
  scan.takeAll(/(?<=^|[\s,，。;；\n])(?:奖项|奖次|名次|赛事|比赛|竞赛|荣誉|称号|颁奖单位|授奖单位)(?:名称)?[:：]\s?/g)
  scan.takeAll(CHEERS)
  const people = scan.as('winners', 'records/honour.ts takeWinners', () => takeWinners(scan, names))
  const branch = scan.as('winners', 'records/honour.ts BRANCH', () => scan.takeAll(BRANCH)).length > 0
  const winners = new Set<string>()
  for (const person of people) {
    const error = personError(person)
    if (error) facts.errors.push(error)
    else if (person.name !== undefined) winners.add(person.name)
  }
  if (winners.size > 0) record.winners = [...winners]
  else if (!branch && people.length === 0 && speaksOfHimself(utterance))
    facts.doubts.push({ fields: ['winners'], question: '是你本人获奖，还是支部获奖？' })
  if (NOT_WON.test(text) || prize.listed) facts.doubts.push({ fields: ['prize'], question: '奖已经拿到了吗？' })
  if (/我(?![们国党省市局部支校堂的])/.test(scan.open) && !winners.has('$sender'))
    facts.doubts.push({ fields: ['winners'], question: '获奖的有你本人吗？' })
  // 老周带队拿了团体二等奖: his, or the team's.
  if (/带队|领队/.test(scan.open) && winners.size > 0)
    facts.doubts.push({ fields: ['winners'], question: '奖是个人的，还是支部（团队）的？' })
  if (NOT_OUR_BRANCH.test(text)) facts.doubts.push({ fields: ['winners'], question: '这是本支部的吗？' })
  claimCorrections(scan)
  const rest = restOf(scan, NOISE).filter((part) => !ASIDE.test(part.text))
  // 局技能竞赛，中式铺床项目：小赵: the contest is the subject, what else is said a note.
  const contests = rest.filter((part) => CONTEST.test(part.text))
  const contest = rest.length > 1 && contests.length === 1 ? contests[0] : undefined
  const beside = contest ? joined(rest.filter((part) => part !== contest)) : undefined
  if (beside !== undefined && record.note === undefined) record.note = beside
  // 短视频《守护》获局微视频大赛一等奖: what was won stands behind the verb.
  const told = (contest?.text ?? joined(rest))?.replace(BEFORE_CONTEST, '')
  // 获评2025年度优秀共产党员: the year that it is for belongs to what it was won in, and is no day.
  const year = FOR_YEAR.exec(text)?.[0]
  const topic = year === undefined || told?.includes(year.slice(0, 4)) ? told : `${year}${told ?? ''}`
  if (topic !== undefined) record.topic = topic
  // A contest is free text (演讲比赛, 技能竞赛); only people in it are asked about.
  checkLeftovers(facts, [{ start: 0, end: text.length }])
  if (rest.some((part) => membersIn(part.text, names).length > 0))
    facts.doubts.push({ fields: ['winners'], question: '获奖的是哪几位？' })
  return { facts, records: [record], evident: true }
}

const YEARLY = '(?:[局市省厅]级?)?(?:优秀|先进)(?:共产党员|党务工作者|党员|个人|工作者|员工)'
/** 2025年度优秀共产党员：李响, 优秀共产党员 李响 2025年度: won, or put forward. */
const LISTED_TITLE = new RegExp(
  `20\\d\\d年度\\s?(${YEARLY})\\s?[:：\\s]\\s?(?=[\\u4E00-\\u9FFF]{2,4}(?:$|[\\s,，、。]))|(?<=^|[\\s,，:：])(${YEARLY})[:：\\s]\\s?(?=[\\u4E00-\\u9FFF]{2,4}[\\s,，]{1,2}20\\d\\d年度)`,
)
const BEFORE_CONTEST = /^.*(?:荣获|获得|斩获|夺得|摘得|喜获|获)(?=[\u4E00-\u9FFF]{4,}$)/
const FOR_YEAR = /20\d\d年度/

/** 获奖人：李响 奖项：优秀志愿者. */
const PRIZE_LABEL =
  /(?<=^|[\s,，;；|])(?:奖项|获得奖项|荣誉称号|称号|荣誉名称)(?:名称)?[:：]\s?(?=\S)(?![^\s,，;；|]*等奖)([^\s,，。;；|\uE000\uE001]{2,16})/

interface Prize {
  prize?: string
  several: boolean
  /** Named beside a person, and nobody says that it was won. */
  listed?: boolean
}

function takePrize(scan: Scan): Prize {
  const quoted = scan.first(QUOTED_TITLE) ?? scan.first(QUOTED_FIRST)
  if (quoted) {
    const at = quoted.start + quoted.text.indexOf('\uE000')
    scan.claim(quoted)
    const title = scan.text.slice(at, at + (quoted.groups.find(Boolean) ?? '').length)
    return { prize: title.replace(/[“”「」《》"]/g, ''), several: false }
  }
  const labelled = scan.take(PRIZE_LABEL)
  if (labelled) return { prize: labelled.groups[0] as string, several: false }
  const found = standing(scan, scan.take(RANK_WON)) ?? scan.take(TITLE_WON)
  const listed = found ? undefined : scan.take(LISTED_TITLE)
  if (listed) return { prize: (listed.groups[0] ?? listed.groups[1]) as string, several: false, listed: true }
  if (!found) return { several: false }
  const another = scan.first(TITLE_WON)
  // 赵阳被评为优秀党员，支部获先进集体: a title in a clause of its own.
  const apart =
    another &&
    /[,，;；。]/.test(scan.text.slice(Math.min(found.end, another.end), Math.max(found.start, another.start)))
  const second = scan.first(RANK_WON) ?? (apart ? another : undefined)
  return {
    prize: (found.groups[0] as string).replace(/(?:荣誉)?(?:称号|荣誉)$/, ''),
    several: second !== undefined && second.groups[0] !== found.groups[0],
  }
}

/** 得了二等奖，说错了，是特等奖: of two prizes the one said last, where the first is taken back. */
function standing(scan: Scan, found: Found | undefined): Found | undefined {
  const next = found && scan.first(RANK_WON)
  if (!found || !next || next.start < found.end || !isCorrected(scan.text.slice(found.end, next.start))) return found
  scan.claim({ start: found.end, end: next.end })
  return next
}

function takeWinners(scan: Scan, names: Names): PersonRef[] {
  const winners: PersonRef[] = []
  for (let at = 0; at < scan.open.length; at++) {
    const text = scan.open
    const member = memberAt(text, at, names)
    const opens =
      at === 0 ||
      /^我(?:居然|竟然?|也|还|终于|个人|本人|有幸)?(?:拿|获|得了|夺|荣|被评|评上|捧|\uE001)/.test(text.slice(at)) ||
      (member !== undefined && /[是归由给]/.test(text[at - 1] as string) && text[at - 2] !== '不') ||
      /[\s,，。;；:：、()（）\n\uE001和]/.test(text[at - 1] as string) ||
      (member !== undefined &&
        (WINS.test(text.slice(member.end)) ||
          text[member.end] === '\uE001' ||
          /[赛选评比演会动]/.test(text[at - 1] as string)))
    if (!opens) continue
    if (/^我(?![们国党省市局部支校堂])/.test(text.slice(at))) {
      scan.claim({ start: at, end: at + 1 })
      winners.push({ start: at, end: at + 1, said: '我', name: '$sender' })
      const lead = /^(?:居然|竟然?|也|还|终于|个人|有幸)/.exec(text.slice(at + 1))
      if (lead) scan.claim({ start: at + 1, end: at + 1 + lead[0].length })
      continue
    }
    const people = readPeople(text, at, names)
    const last = people.at(-1)
    if (!last || people.every(({ unknown }) => unknown)) continue
    scan.claim({ start: at, end: last.end })
    winners.push(...people)
  }
  return winners
}

const NOT_OURS = /奖(?:状|杯|牌|品|金|惩|励)|获奖(?:名单|证书|感言|作品)/g
const WON_SOMETHING = new RegExp(
  `\\uE000{4,20}[^。;；\\n\\uE000]{0,16}(?:当选|入选|评上|获评|获此|上榜)|${WON}了?[^。;；\\n]{0,20}?(?:${RANK}|${TITLE}|称号|荣誉)|被[^。;；\\n]{0,14}?(?:评为|授予|评选为|表彰为|命名为)|(?:竞赛|比赛|大赛|评比|征文|演讲|评选|展演|运动会|比武|竞技|擂台|练兵|杯|赛)[^。;；\\n]{0,16}?${RANK}|(?:获评|荣获|喜获|评为|授予|当选|评上)[^。;；\\n]{0,14}?\\uE000{3,20}(?=$|[\\s,，。;；!！()（）]|荣誉|称号)|(?:拿到|拿了|获得|得了|捧回|喜提|摘得|拿下)了?\\s?\\uE000{4,20}(?:荣誉|称号|[,，\\s][^,，。;；\\n]{0,10}(?:评|颁|授))|${RANK}[:：\\s]|${RANK}[^。;；\\n]{0,24}?(?:竞赛|比赛|大赛|评选|评比|展评|运动会|演讲|征文)[\\s!！。.~]*$|^[\\s\\uE000]*${RANK}[\\s!！,，]|(?:名次|奖项|奖次|等次|等级|荣誉|奖励)[:：]\\s?${RANK}|(?:荣誉|获奖|喜报|得奖|喜讯|捷报)(?:登记|情况|信息|台账)?[:：,，\\s][^\\n。;；]{0,60}?${RANK}`,
)

const OF_THE_FAMILY = /(?:孩子|儿子|女儿|闺女|侄子|侄女|外甥|孙子|老公|老婆|爱人)[^,，。;；\n]{0,12}(?:[获得拿]|奖|评)/

/** Whether a prize was won, rather than prizes spoken of. */
export const namesHonour = (open: string): boolean =>
  ((/(?:获奖|得奖|受奖|受表彰)(?:人|者|同志|单位)[:：]/.test(open) && PRIZE_LABEL.test(open)) ||
    WON_SOMETHING.test(open.replace(NOT_OURS, '\uE001')) ||
    LISTED_TITLE.test(open)) &&
  !OF_THE_FAMILY.test(open)
