import type { RecordType } from '../core/meaning.js'
import { OWN_DAY } from './cuts/pieces.js'
import { intentOf } from './intent.js'
import { withoutObjects } from './objects.js'
import { membersIn, type Names } from './people/find-person.js'
import { EVENT_KINDS, type KindOfEvent } from './records/readers.js'

/**
 * Which kinds of record a text speaks of (SCHEMA §3), titles and labelled subjects taken out. One: that kind. Several:
 * it must be cut, or asked about. A word inside what was studied, discussed or talked about is no kind of its own.
 */
export function kindsIn(probe: string, names: Names): RecordType[] {
  const open = withoutObjects(probe)
  const { types: base } = intentOf(open, names)
  const events = mainEvents(
    EVENT_KINDS.filter((kind) => kind.names(open)),
    open,
  )
  const [event] = events
  if (!event) return base
  const eventTypes = events.map(({ type }) => type)
  const [first] = base
  if (first === undefined) return eventTypes
  if (event.freeText && opensWith(event, open)) return eventTypes
  if (first === 'theme_day' || first === 'meeting') return besideGathering(base, events, open)
  if (first === 'talk') {
    // 陪老人聊天: only 聊, beside what was done.
    if (!isTalk(open, names) || !/谈|交心|沟通/.test(open)) return eventTypes
    return SEQUENCE.test(open) || events.some((kind) => standsApart(kind, open)) ? [...base, ...eventTypes] : base
  }
  return besideTraining(base, events, open)
}

/** 班子指出的问题：谈心谈话走过场: the kind is named first, and what follows is its text. */
function opensWith(event: KindOfEvent, open: string): boolean {
  const others = open.search(OTHER_WORDS)
  return others < 0 || event.names(open.slice(0, others)) || event.names(open.slice(0, open.search(/[:：]/) + 1))
}
const OTHER_WORDS =
  /谈(?:完|过)?了?心|谈话|谈了|聊(?:了|完)|党日|党员大会|支部大会|支委会|党小组会|组织生活会|民主评议|培训|学习|党课|讲座|自学|观看|参观/

const SEQUENCE =
  /先[^。;；\n]{1,24}再|然后|之后|会后|课后|学后|随后|接着|另外|结束后|完后|后又|同时还|[,，](?:又|还|再|顺便|顺带|并且?|同时)(?:去|给|向|为|到|开|搞|组织|参加|进行|看望|慰问|捐|走访)/
const NAMED_MEETING = /党员大会|支部大会|支委会|支部委员会|党小组会|组织生活会|民主评议/
const MONEY = /\d(?:\.\d+)?\s?(?:元|块)|[百千万]元/
const ISSUED = /(?:开|发|下)(?:了|具|出|达)[^。;；\n]{0,10}单|单\s?[\d一二两三四五六七八九十]+\s?张/

const CONTEST = /竞赛|比赛|大赛|评选|评比|表彰|评为/
/** 捐款1050元，6人，慰问患病职工: the visit is what it was for. */
const DONATION_FIRST = /^[^,，。;；]{0,16}(?:捐款|捐了|募捐|捐赠|一日捐)/

const SLIP_FIRST =
  /^(?:请|帮我?|登记|记一?[下条张]?|补录|录入|新增|\s)*质量单(?:[^:：\n,，。;；]{0,6}[:：]|\s?(?=[\d昨今前上本]))/

const PRIZE = /奖|第[一二三四五六]名|冠军|亚军|季军|赛|评[为选比]|荣获|获得|称号|表彰/

/** Of kinds that share words, the one whose words hold the other's. */
function mainEvents(events: readonly KindOfEvent[], open: string): readonly KindOfEvent[] {
  const has = (type: RecordType): boolean => events.some((kind) => kind.type === type)
  const first = events[0]
  if (!first || events.length === 1) return events
  // 质量单：3月9日抽查发现…: the slip is named first, and the check is how it came about.
  if (has('qualitySlip') && SLIP_FIRST.test(open)) return events.filter(({ type }) => type === 'qualitySlip')
  if (first.type === 'analysis' || first.type === 'problem' || first.type === 'commitment') return [first]
  if (first.type === 'metric' && events.every(({ type }) => type === 'metric' || type === 'qualitySlip')) return [first]
  // 抽查，得分92分，结果优秀: how it went is no prize.
  if (has('spot_check') && has('honour') && !PRIZE.test(open)) return events.filter(({ type }) => type === 'spot_check')
  // 小家活动打乒乓球，赵阳得了第一名: two things, or one told of the other.
  if (has('honour') && has('activity') && !CONTEST.test(open)) return events
  if (has('donation') && has('activity') && DONATION_FIRST.test(open))
    return events.filter(({ type }) => type === 'donation')
  if (has('honour') && !has('donation') && !has('qualitySlip')) return events.filter(({ type }) => type === 'honour')
  if (first.type === 'projectEvent' && events.every(({ type }) => type === 'projectEvent' || type === 'spot_check'))
    return [first]
  return events
}

/** What a meeting or a theme day was about is its subject; money that changed hands or a slip is a record of its own. */
function besideGathering(base: readonly RecordType[], events: readonly KindOfEvent[], open: string): RecordType[] {
  const types = events.map(({ type }) => type)
  if (base[0] === 'meeting' && !NAMED_MEETING.test(open)) return types
  const ownRecord =
    SEQUENCE.test(open) ||
    /暨/.test(open) ||
    (types.includes('donation') && MONEY.test(open)) ||
    (types.includes('qualitySlip') && ISSUED.test(open)) ||
    types.includes('honour')
  return ownRecord ? [...base, ...types] : [...base]
}

/** 刚跟小雨谈完心；昨天给车队开提醒整改单1张: a sentence of its own with a day, or with what only such a record has. */
const standsApart = (kind: KindOfEvent, open: string): boolean =>
  open
    .split(/[。;；\n]+/)
    .some(
      (part) =>
        kind.names(part) &&
        !/谈|聊|交心/.test(part) &&
        (OWN_DAY.test(part) || MONEY.test(part) || ISSUED.test(part) || /另外|还有|同时/.test(part)),
    )

/** A talk with a member; 和老人聊了 on a visit is the visit. */
const isTalk = (open: string, names: Names): boolean =>
  /谈心|廉政谈话|提醒谈话|谈话/.test(open) || membersIn(open, names).length > 0

const STUDY =
  /学习(?!强国|交流)|学了|学的|传达|集中学|自学|观看|看了|收看|听了?(?!课)|讲座|宣讲|党课|主题影片|纪录片|专题片|(?<!实务)培训(?=[:：了])|业务培训|集中培训|研讨(?!会上)/
const CLAUSES = /[\s,，。;；\n]+/
/** Kinds whose words leave no doubt beside a word of study (小家活动观影, 抽查培训). */
const SURE: ReadonlySet<RecordType> = new Set([
  'analysis',
  'problem',
  'commitment',
  'metric',
  'honour',
  'donation',
  'qualitySlip',
  'projectEvent',
])
const SURE_WORDS =
  /小家|走访慰问|慰问|看望|看了看[^,，。;；]{0,4}(?:老|困难|退休|住院)|(?:去|上门)[^\s,，]{0,5}看(?:了|过)?[^,，。;；]{0,4}(?:老党员|老同志|困难|退休|生病|住院|病)|外出[^,，。;；\n]{0,8}保障|抽查|抽测|互访|来访/

function besideTraining(base: readonly RecordType[], events: readonly KindOfEvent[], open: string): RecordType[] {
  // 去萧山机场考察会务保障，外出考察: what they went to see is no service of ours.
  if (
    /外出考察|学习考察/.test(open) &&
    !/互访|走访慰问|外出保障/.test(open) &&
    events.every(({ type }) => type === 'activity') &&
    !SEQUENCE.test(open)
  )
    return [...base]
  const clauses = open.split(CLAUSES).filter(Boolean)
  const standing = events.filter((kind) => !clauses.every((clause) => !kind.names(clause) || isSubject(clause, kind)))
  // Words of the kind in no single clause: judged by the whole.
  const spread = events.filter((kind) => !clauses.some((clause) => kind.names(clause)) && !isSubject(open, kind))
  const own = [...new Set([...standing, ...spread])]
  if (own.length === 0) return [...base]
  const types = own.map(({ type }) => type)
  // 安全培训考试: the training, its test, or both.
  if (TRAINED_AND_TESTED.test(open) && types.includes('spot_check')) return [...base, ...types]
  if (SEQUENCE.test(open) || studiedApart(clauses, own)) return [...base, ...types]
  // 志愿服务打卡…: what the message opens with is what it tells of.
  const opening = clauses.find((clause) => !DAY_ALONE.test(clause)) ?? ''
  const leading = own.length === 1 && own[0]?.names(opening) && !STUDY.test(opening)
  const sure = leading || own.every(({ type }) => SURE.has(type)) || (SURE_WORDS.test(open) && own.length === 1)
  return sure || !STUDY.test(open) ? types : [...base, ...types]
}

/** 集中学习党章1小时，看望了老党员李阿姨: the study has a clause of its own with its length, and so has what was done. */
const studiedApart = (clauses: readonly string[], own: readonly KindOfEvent[]): boolean =>
  clauses.some((clause) => STUDIED_LONG.test(clause) && !own.some((kind) => kind.names(clause))) &&
  clauses.some((clause) => DONE_BESIDE.test(clause) && own.some((kind) => kind.names(clause)))
const STUDIED_LONG =
  /(?:集中学习?|集体学习?|自学|线上学习|业务培训|党课|微党课)[^\n]{0,20}(?:\d|[一二两三半])\s?个?半?(?:小时|分钟|钟头|学时)/
const DONE_BESIDE =
  /^(?:上午|下午|晚上|中午)?(?:又|还|再|也)?(?:一起|集体|大家|支部|我们)*(?:去|到|给|向|为|看望|走访|慰问|捐)/

const DAY_ALONE = /^(?:\/|[今昨前]天|昨晚|今早|上?周[一二三四五六日]|[\d.月日号/-]+|上午|下午|晚上|补录|登记|记一下)+$/
const TRAINED_AND_TESTED = /培训[^,，。;；\n]{0,4}(?:考试|测试|测验)/

/** 学习志愿服务精神: the words of the kind come behind the verb of study, so they are what was studied. */
function isSubject(clause: string, kind: KindOfEvent): boolean {
  // 微党课评选，淑贤特等奖: the contest is named after what was taught.
  if (
    kind.type === 'honour' &&
    /(?:评选|大赛|比赛|竞赛|评比|展评|评优)[^。;；\n]{0,20}(?:奖|第[一二三四五六]名)/.test(clause)
  )
    return false
  // 拿了微党课大赛的三等奖: the contest is what was won, not studied.
  if (kind.type === 'honour' && /^[^,，。;；]{0,8}?(?:获得?|拿下?|得了?|夺得?|捧回|斩获|评上)/.test(clause))
    return false
  // 去看了看老党员俞师傅: whom one went to see.
  if (
    kind.type === 'activity' &&
    /看了看|(?:去|上门)[^\s,，]{0,5}看(?:了|过)?/.test(clause) &&
    !/《|\uE000|影|片|展/.test(clause)
  )
    return false
  const study = clause.search(STUDY)
  if (study >= 0 && !kind.names(clause.slice(0, study))) return true
  // 人人都是培训师…给质管员讲整改单怎么填: taught, so no slip was written.
  const taught = clause.search(TAUGHT)
  return taught >= 0 && !kind.names(clause.slice(0, taught))
}
const TAUGHT =
  /(?:给|为|向)[^,，。;；\s]{1,10}讲(?!话)|讲(?:了|的是|解了?|授了?)(?=[\u4E00-\u9FFF])|(?:题目|课题|内容|主题)(?:是|为|叫)/
