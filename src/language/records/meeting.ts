import type { MeetingKind } from '../../core/entry.js'
import type { MeetingMeaning } from '../../core/meaning.js'
import { checkLeftovers } from '../checks.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'
import { type Facts, zoneOf, zoneText } from '../facts.js'
import { membersIn } from '../people/find-person.js'
import { readPeople } from '../people/read-person.js'
import type { Scan } from '../scan.js'
import { cleanTopic, leftovers, trimFrame } from '../topic.js'
import { readGathering } from './gathering.js'

const KINDS: readonly (readonly [MeetingKind, RegExp])[] = [
  ['民主评议党员', /民主评议(?:党员)?(?:工作)?(?:大会|会议?|活动|测评(?:大会|会议?)?)?/g],
  ['组织生活会', /(?:(?:20\d\d)?年度|20\d\d年?|专题)*组织生活会/g],
  ['支委会', /(?:支委会(?:会议)?|支部委员会(?:会议)?)(?:\s?[(（]扩大[)）]|扩大会议?)?/g],
  ['党小组会', /(?:第?[一二三四五六1-6]|各|本|我们?)?(?:个)?党小组会(?:议)?/g],
  ['党员大会', /(?:支部)?(?:全体)?党员大会(?:会议)?|支部大会/g],
]
const MEETING_WORDS =
  /\/会议|(?:讲|说|聊|开|谈)了(?=\s?\uE001)|(?:(?:又|加|临时加?|紧急)?(?:召开|加开|开|举行|组织召开|组织|召集|碰)(?:大家|我们)?(?:开)?[完过]?了?(?:一次|一场|一个|个)?)(?:\uE001+)|[(（]?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?的?)?补开的?[)）]?(?=$|[\s,，。;；:：\uE001])|会议(?:类型|类别|名称|种类|形式)[:：]?(?=\s?\uE001|$)|会议(?:(?:登记|记录|纪要|台账|情况|补录|补登|补记){0,2})(?=[:：,，\s\uE001]|$)|(?<=\uE001)\s?(?:给|都|也|提前|按时|顺利|临时|正式|如期)*(?:召开|举行|组织|开)(?:完|过|好|成)?(?:了|的)?(?=$|[\s,，。;；])/g
const N = NUMBER.replace('(?:', '(')
/** 赞成6票，反对0票: the word before its number. */
const WORD_FIRST = {
  for: new RegExp(`(?<!不)(?:赞成|同意)(?:票)?[:：]?\\s?${N}\\s?(?:票|人|名)?`, 'g'),
  against: new RegExp(`(?:反对|不同意)(?:票)?[:：]?\\s?${N}\\s?(?:票|人|名)?`, 'g'),
  abstain: new RegExp(`弃权(?:票)?[:：]?\\s?${N}\\s?(?:票|人|名)?`, 'g'),
} as const
/** 6票同意 0反对: the number before its word. */
const NUMBER_FIRST = {
  for: new RegExp(
    `${N}\\s?(?:票|个人|人|名|位)?(?:正式)?(?:党员|同志)?(?:全都?|都|一致)?(?:举手|投票|表示|投了?)?(?:赞成|同意)票?`,
    'g',
  ),
  against: new RegExp(`${N}\\s?(?:票|个人|人|名)?(?:举手|投票|表示|投了?)?(?:反对|不同意)票?`, 'g'),
  abstain: new RegExp(`${N}\\s?(?:票|个人|人|名)?(?:投了?)?弃权票?`, 'g'),
} as const
const FIRST_SIDE = /赞成|同意|反对|弃权/
const NO_VOTES = {
  against:
    /(?:无|没有?人?)(?:反对|不同意)(?:的|票)?|(?:反对|不同意)(?:的|票)?\s?[:：]?(?:没有?|无|为零|零)(?:人|票)?(?=$|[\s,，。;；、\uE001])/g,
  abstain:
    /(?:无|没有?人?)弃权(?:的|票)?|弃权(?:的|票)?\s?[:：]?(?:没有?|无|为零|零)(?:人|票)?(?=$|[\s,，。;；、\uE001])/g,
} as const
const FULL_VOTES = new RegExp(
  `(?<!未|没|不)(?:全票\\s?${N}\\s?票|${N}\\s?票(?:全票|(?:一致|全部|都)?通过)(?=$|[\\s,，。;；]))`,
)
const ALL_FOR = /(?:全票|一致)(?:表决)?(?:通过|同意|赞成)了?/g
const BALLOTS =
  /(?:有)?表决权(?:的)?(?:党员|正式党员|人员)?(?:共|有)?\s?\d{1,3}\s?(?:人|名)|(?:共|发出|收回|有效)?(?:有效|发出|收回)?(?:表决|测评|选)?票\s?\d+\s?张|票决(?=[:：,，\s\uE001]|$)|(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:个人|人|名党员|名)(?:参加|参与)?(?:无记名|记名)?投票(?=$|[\s,，。;；])|(?:无记名|记名)投票|投票(?=\uE001|$)|表决(?:结果|情况)(?:为|是)?[:：]?|表决(?=[:：,，\s\uE001])|举手(?:表决)?/g
const RESOLUTION =
  /(?<=^|[\s,，。;；\uE001])(?:会议|会上)?(?:形成|作出|做出)?(?:了)?(?:决议|决定(?!于|在))[:：]?(?:是|为)?(?![\s,，。;；:：]|$)[^\s,，。;；\uE001]{2,30}|(?:决议|会议)?(?:全票|一致|表决)*(?:同意|通过|未通过|没通过|暂缓|延期讨论)[^\s,，。;；\uE001]{0,30}/
/** 形成决议同意转正: what leads in to it. */
const RESOLVED = /^(?:会议|会上)?(?:形成|作出|做出)?了?(?:决议|决定)[:：]?(?:是|为)?(?=[^\s]{3})/
/** 讨论通过支部预算: the verb before the resolution, which then names the subject. */
const BARE_VERB = /^(?:讨论|审议|研究|表决|审查|酝酿|学习讨论|集体讨论)$/
const GRADES =
  /(?:评[出选定议]+)?(?:为)?(?:优秀|合格|基本合格|不合格)(?:等次|党员)?\s?(?:\d{1,2}|[一二两三四五六七八九十]{1,2})(?:名|人|个)(?:\s?[:：(（]\s?[\u4E00-\u9FFF、，和]{2,20}[)）]?)?|(?<=^|[\s,，。;；\uE001]|\d)(?:优秀|合格|基本合格|不合格)\s?\d{1,2}(?:名|人|个|票)?(?=$|[\s,，。;；、]|优秀|合格|基本|不合格)|(?:测评|评议|评定)结果(?:是|为)?[:：]?\s?[^,，。;；\n\uE001]{2,24}(?:优秀|合格)(?:等次)?/g
const TOPIC_VERB =
  /^(?:讨论|研究|审议|学习|选举|选了?|选出了?|议了?|传达|通报|部署|听取|听了?(?=书记|[\u4E00-\u9FFF]{0,8}(?:述职|汇报|报告|说明))|接收|表决|推选|推荐|推举|定下来?了?|定了|敲定|确定|商量|商议|议定|布置|合计|总结|酝酿|评议|开展|民主|审查|汇报|布置|安排|关于|补选|改选|换届)/

/** A branch with fewer full members has no committee (roster's note; SCHEMA §2 `no_committee`). */
const COMMITTEE_FROM = 7

/** Understands a meeting of any of the five kinds (SCHEMA §3 `meeting`). */
export function readMeeting(facts: Facts): Partial<MeetingMeaning> & { type: 'meeting' } {
  const { scan } = facts
  const record: Partial<MeetingMeaning> & { type: 'meeting' } = { type: 'meeting' }
  const zone = zoneOf(facts, 'topic')
  const kindAt = scan.open.search(/民主评议|组织生活会|支委会|支部委员会|党小组会|党员大会|支部大会/)
  const kind = takeKind(facts)
  if (kind) record.kind = kind
  else facts.errors.push({ error: 'missing_field', fields: ['kind'] })
  const votes = takeVotes(scan)
  const grades = kind === '民主评议党员' ? scan.takeAll(GRADES) : []
  if (grades.length > 0) takeGraded(facts)
  const spot = takeSpot(facts)
  const { fields } = readGathering(facts, { isPart: kind === '党小组会' })
  Object.assign(record, fields)
  if (record.place === undefined && spot !== undefined) record.place = spot
  if (votes) record.votes = votes.votes
  if (votes?.doubt) facts.doubts.push({ fields: ['votes'], question: '表决票数没看明白，请核对。' })
  const resolution = takeResolution(facts, votes?.unanimous)
  if (resolution !== undefined) record.resolution = resolution
  else if (grades.length > 0) record.resolution = grades.map(({ text }) => text).join('，')
  scan.takeAll(MEETING_WORDS)
  const topic = (zone && cleanTopic(zoneText(scan, zone))) ?? clauseTopic(facts, zone, kindAt)
  if (topic !== undefined && BARE_VERB.test(topic) && resolution !== undefined) {
    record.topic = `${topic}${resolution.replace(/^(?:全票|一致|表决|决议|会议)*(?:同意|通过)了?/, '')}`
  } else if (topic !== undefined) record.topic = topic
  checkVotes(facts, record)
  checkLeftovers(facts, [...(zone ? [zone] : []), ...topicClauses(facts)])
  if (kind === '支委会' && facts.utterance.roster.filter(({ status }) => status === 'full').length < COMMITTEE_FROM) {
    record.warn = ['no_committee']
  }
  return record
}

/** 评出优秀2名，敏姐和海明: who they were, in a clause of its own. */
function takeGraded({ scan, names }: Facts): void {
  for (const found of scan.all(/(?<=\uE001[,，:：]?)[,，:：]\s?(?:分别)?(?:是|为)?/g)) {
    const stop = /[,，。;；\n]|$/.exec(scan.open.slice(found.end))?.index ?? 0
    const clause = scan.open.slice(0, found.end + stop)
    const people = readPeople(clause, found.end, names)
    const last = people.at(-1)
    if (last && people.every(({ name }) => name !== undefined) && /^(?:同志)?$/.test(clause.slice(last.end)))
      scan.claim({ start: found.start, end: last.end })
  }
}

/** 在会堂西门岗亭开的: wherever it was, the verb says that it is a place. */
const SPOT =
  /(?:在|于|搁)(?!今年|会上|线上)([\u4E00-\u9FFFA-Za-z0-9]{2,14}?)(?:里|内)?(?:召开|举行|碰头|开)(?:的|了)(?=$|[\s,，。;；\uE001]|党|支|组)/

function takeSpot({ scan, names }: Facts): string | undefined {
  const found = scan.first(SPOT)
  const said = found?.groups[0]
  if (!found || said === undefined || membersIn(said, names).length > 0) return undefined
  scan.claim(found)
  return said
}

const GROUP =
  /(?:第?[一二三四五六1-6])?党小组(?!长|会)(?=[^。;；\n]{0,16}(?:开了?(?:个|一次)?(?:短|小|碰头)?会|碰了?个?头))/

function takeKind(facts: Facts): MeetingKind | undefined {
  const found = KINDS.flatMap(([kind, pattern]) => facts.scan.all(pattern).map((match) => ({ kind, match })))
  // Kinds inside a labelled agenda are its subject.
  const topic = zoneOf(facts, 'topic')
  const named = found.filter(({ match }) => !topic || match.start < topic.start || match.start >= topic.end)
  for (const { match } of named) facts.scan.claim(match)
  // 民主评议党员大会 holds the words of another kind.
  const apart = named.filter(
    ({ match }) =>
      !named.some((one) => one.match !== match && one.match.start <= match.start && one.match.end >= match.end),
  )
  const kinds = [...new Set(apart.map(({ kind }) => kind))]
  // 第二党小组昨天开会了: whose meeting it was.
  const group = kinds.length === 0 ? facts.scan.first(GROUP) : undefined
  if (group) {
    facts.scan.claim(group)
    facts.scan.takeAll(/(?:开了?(?:个|一次)?(?:短|小|碰头)?会|碰了?个?头)(?:了|的)?/g)
    return '党小组会'
  }
  if (kinds.length > 1) facts.doubts.push({ fields: ['kind'], question: `是${kinds.join('还是')}？` })
  return kinds[0]
}

interface VotesSaid {
  votes: NonNullable<MeetingMeaning['votes']>
  unanimous: boolean
  doubt: boolean
}

function takeVotes(scan: Scan): VotesSaid | undefined {
  const votes: NonNullable<MeetingMeaning['votes']> = {}
  let doubt = false
  // The first side tells the order for all: in 赞成6票反对0票 the 6 belongs to what stands before it.
  const firstSide = scan.open.search(FIRST_SIDE)
  const [head, tail] = [scan.open.slice(0, Math.max(0, firstSide)), scan.open.slice(Math.max(0, firstSide))]
  // 实到7 赞成5: the number before the blank belongs to what it stands with.
  const apart = /(?:\s|[应实]到(?:会)?\d{1,3}人?)$/.test(head) && /^(?:赞成|同意|反对|弃权)票?[:：]?\d/.test(tail)
  const numberFirst =
    !apart &&
    new RegExp(
      `${NUMBER}\\s?(?:票|个人|人|名|位)?(?:正式)?(?:党员|同志)?(?:全都?|都|一致)?(?:举手|投票|表示|投了?)?$`,
    ).test(head)
  const patterns = numberFirst ? NUMBER_FIRST : WORD_FIRST
  for (const side of ['against', 'abstain', 'for'] as const) {
    const values = scan.takeAll(patterns[side]).map((found) => parseNumber(found.groups.find((group) => group) ?? ''))
    if (side !== 'for' && scan.takeAll(NO_VOTES[side]).length > 0) values.push(0)
    if (values.length > 1 && new Set(values).size > 1) doubt = true
    if (values[0] !== undefined) votes[side] = values[0]
  }
  // 表决通过，6票全票; 六票通过.
  const full = votes.for === undefined ? scan.take(FULL_VOTES) : undefined
  const cast = parseNumber(full?.groups.find((group) => group) ?? '')
  if (cast !== undefined) votes.for = cast
  scan.takeAll(BALLOTS)
  const unanimous = scan.has(new RegExp(ALL_FOR.source))
  return Object.keys(votes).length === 0 && !unanimous ? undefined : { votes, unanimous, doubt }
}

function takeResolution(facts: Facts, unanimous: boolean | undefined): string | undefined {
  const zone = zoneOf(facts, 'resolution')
  if (zone) {
    const text = zoneText(facts.scan, zone)
    facts.scan.claim(zone)
    if (text !== '') return text
  }
  const found = facts.scan.take(RESOLUTION)
  if (found) return facts.scan.text.slice(found.start, found.end).replace(RESOLVED, '')
  return unanimous ? '通过' : undefined
}

/** 会上讨论…, 支部开会表决…: before the verb that names the subject. */
const LEAD =
  /^(?:(?:(?:上班|下班|午休|午饭|吃饭|晨会|例会)(?:之?前|之?后|时)?)?(?:支部|大家|我们)?(?:开了?一?个?(?:短|小|碰头|长)?会|碰了?个?头|聚了?一?下)(?:是|来)?|会议(?!纪律|精神|服务|制度|保障|室)|会上|本次会议|大会|专门(?=研究|讨论|部署|学)|就(?:一个事儿?|是)?(?:说了?)?|(?:主要)?(?:说|讲|聊|谈)的(?:是|就是)?|(?:主要)?议的是|(?:主要)?议了?(?:[一两三四几\d]件事|[一两三四几\d]个(?:事|议题))|主要(?:是)?|内容(?:是)?|重点(?:是)?)/
/** What may stand before the kind without changing it: 第一季度, 临时加开. */
const FRAME =
  /^(?:第?[一二三四]季度|[上下]半年|年度|年[初中底末终]|\d{4}年度?|本?[季月]度|当月|[\d一二三四五六七八九十]{1,2}月份?|支部|党支部|我部|本部|专题|首次|第[一二三四五六七八九十\d]{1,2}次|全体|加班|补班|利用|周末|午休|时间|临时|紧急|专门|特地|专程|特意|又|还|也|再|加|中间|期间|间隙|抽空|挤时间|晨会|例会|散会|完了?|接着|开(?=$)|(?:之)?后|顺便|顺带|顺道|顺手|趁着?|把|跟着|紧?接着|随后|召集|碰|碰头|开会|正式|如期|按期|按时|按计划|照例|例行|常规|换届|线上|视频|现场|再次|大家|我们?|会议|记录|纪要|报送|上报|汇报|报备|报|会后|补一?[个次场条]|补一?下|补上|那[个次场]|补录|补登|登记|漏登|漏记|漏了|忘了|(?:上班|下班|午休|午饭)(?:之?前|之?后|时)?|20\d\d)+$/

function clauseTopic(
  facts: Facts,
  zone: { start: number; end: number } | undefined,
  kindAt: number,
): string | undefined {
  const parts = leftovers(facts.scan.open).flatMap((part) => {
    if (zone && part.start >= zone.start && part.start < zone.end) return []
    const { text, offset } = trimFrame(part.text)
    if (
      part.start < kindAt &&
      text.length >= 2 &&
      !TOPIC_VERB.test(text.replace(LEAD, '')) &&
      !FRAME.test(text) &&
      text.replace(LEAD, '') !== ''
    ) {
      facts.doubts.push({ fields: ['kind', 'topic'], question: `「${text}」是会议的什么内容？` })
    }
    if (FRAME.test(text)) return []
    const lead = LEAD.exec(text)?.[0].length ?? 0
    const tail = /(?:来着|啥的|什么的|的事儿?|这事儿?|这个?事)$/.exec(text.slice(lead))?.[0].length ?? 0
    // 研究清明活动: in an agenda the last word is no frame.
    const activity = /^的?活动/.exec(part.text.slice(offset + text.length))?.[0].length ?? 0
    const from = part.start + offset + lead
    return text.length - lead - tail < 2
      ? []
      : [facts.scan.text.slice(from, part.start + offset + text.length - tail + activity)]
  })
  const verbs = parts.filter((part) => TOPIC_VERB.test(part))
  const joined = (verbs.length > 0 ? verbs : parts).join('，')
  return joined === '' ? undefined : joined
}

/** 小雨转正, 李响评优: what is decided of a member. */
const OF_MEMBER =
  /^[\u4E00-\u9FFF]{2,4}(?:同志)?的?(?:评优|评先|按期转正|转正|推优|入党|发展|当选|提名|候选|推荐|晋升|延期)/

const ROLE_OR_AWAY = /请假|没来|没到|缺席|主持|记录(?!仪)|没参加|出差|公出|[病事年婚产]假/

/** Clauses that begin with the verb of an agenda may name people: 讨论孙小雨同志转正. */
function topicClauses(facts: Facts): { start: number; end: number }[] {
  return leftovers(facts.scan.open)
    .filter(({ text }) => !ROLE_OR_AWAY.test(text))
    .filter(
      (part) =>
        OF_MEMBER.test(trimFrame(part.text).text) ||
        /^(?:会上|会议)?(?:投票|举手|等额|差额|无记名|现场)*(?:[\u4E00-\u9FFF]{2,3}(?:同志|书记|委员)?(?=传达了?|通报了?|汇报了?|宣读了?|介绍了?|解读了?|部署了?|布置了?))?(?:传达|通报|汇报|宣读|介绍|解读|部署|布置|学习了|总结|选了|选出|定了|定下来?了?|敲定|确定|商量|商议|议定|推举|讨论|研究|审议|选举|接收|表决|推选|推荐|评选|通过|批准|同意|评议|审查|补选|听取|听了?(?=[\u4E00-\u9FFF]{2,8}(?:述职|汇报|报告|说明)))/.test(
          trimFrame(part.text).text,
        ),
    )
    .map((part) => ({ start: part.start, end: part.start + part.text.length }))
}

/** Only full members vote; more votes than voters can't be (SCHEMA §5 `count_mismatch` with `votes`). */
function checkVotes(facts: Facts, record: Partial<MeetingMeaning>): void {
  const { votes } = record
  if (!votes || Object.keys(votes).length === 0) {
    if (votes) delete record.votes
    return
  }
  const away = new Set((record.absent ?? []).map(({ name }) => name))
  const present = facts.utterance.roster.filter(({ status, name }) => status === 'full' && !away.has(name)).length
  const voters = record.actual === undefined ? present : Math.min(present, record.actual)
  const cast = (votes.for ?? 0) + (votes.against ?? 0) + (votes.abstain ?? 0)
  if (cast > voters) facts.errors.push({ error: 'count_mismatch', field: 'votes', expected: voters, actual: cast })
}
