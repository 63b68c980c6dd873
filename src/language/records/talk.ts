import type { TalkKind } from '../../core/entry.js'
import type { TalkMeaning } from '../../core/meaning.js'
import { claimCorrections, type Facts, timeFields, zoneOf, zoneText } from '../facts.js'
import { membersIn } from '../people/find-person.js'
import { findPlace } from '../place.js'
import type { Scan } from '../scan.js'
import { leftovers, trimFrame } from '../topic.js'
import { markInferred } from './record-reading.js'
import { readPair } from './talk-pair.js'

type Talk = Partial<TalkMeaning> & { type: 'talk' }

const KINDS: readonly (readonly [TalkKind, RegExp])[] = [
  ['提醒谈话', /提醒谈话|约谈提醒|提醒约谈|批评教育谈话|诫勉/],
  ['廉政谈话', /廉政|廉洁|廉谈|党风廉政/],
]
const HEART = /谈心|谈的心|谈了?一?[次个回]心|交心/
const NAMED_TALK = /谈|交心|沟通|交流(?:了|过)?(?:一下)?(?:思想|想法)/
const TALK_WORDS =
  /谈的(?:心|话)(?:谈话)?|谈了?一?[次个回]心|\/谈(?:心|话)(?:谈话)?|(?:进行|开展|做|作|搞)了?(?:一次|一场|个)?(?:简短|单独|深入|面对面)?的?(?:谈心谈话|廉政谈话|提醒谈话|谈心|谈话)|(?:谈心谈话|廉政谈话|提醒谈话|谈心|谈话|约谈|交心)(?:登记|记录|台账)?(?:了|过)?|(?:单独|面对面|当面|私下)?(?:地)?(?:谈|聊)(?:了|过|完|得|到|一)?(?:一?(?:次|聊|谈|会儿?|下))?(?:了|过)?|沟通了?|交流了?(?:一?下)?/g
const SEVERALLY = /分别|各自|逐[一个]|依次|挨个|一一|先后|每人|一对一/
const EACH = /(?:各|每人|每个人|分别)(?:谈|聊|用)?(?:了)?\s?\uE001/
const TOGETHER = /一起|共同|集体|三个?人|同时/

/** Words of one's own life: such content stays out of a group (moments.md §4). */
const PERSONAL =
  /他|她|对方|家|爱人|老婆|老公|妻|丈夫|离婚|结婚|恋|孩子|儿子|女儿|父|母|老人|病|住院|手术|怀孕|情绪|心情|心理|焦虑|抑郁|压力|矛盾|吵|闹|钱|债|贷款|困难|委屈|烦|哭|辞职|离职|身体|睡眠|感情|隐私|举报|违纪|处分|喝酒|赌|想不通|不满|意见/
/** Themes of the office that may be named in a group. */
const OFFICIAL =
  /转正|入党|廉政|廉洁|纪律|作风|教育|学习|工作|岗位|思想动态|思想状况|职责|业务|党建|考核|年度|季度|发展|规划|成长|青年|安全|服务|制度|精神|党性|组织生活|初心|责任|支部|近况|汇报|预备期|培养/

/** Understands a talk, or several held one after another (SCHEMA §3 `talk`). */
export function readTalks(facts: Facts): Talk[] {
  const { scan } = facts
  const wording = scan.open
  const base: Talk = { type: 'talk', ...timeFields(facts) }
  const kind = KINDS.find(([, pattern]) => pattern.test(scan.text))
  base.kind = kind?.[0] ?? '谈心谈话'
  if (!kind && !HEART.test(scan.text)) markInferred(base, 'kind')
  // 聊了半小时足球 is no entry: only what is called a talk is recorded without asking.
  if (!NAMED_TALK.test(scan.text)) facts.doubts.push({ fields: ['kind'], question: '这算一次谈心谈话吗？' })
  const pair = readPair(facts)
  // 聊了半天 says that it was long, not how many hours count.
  if (facts.duration.creditHours !== undefined) {
    delete base.credit_hours
    delete base.duration_text
    facts.doubts.push({ fields: ['minutes'], question: '谈了多久，大约几分钟？' })
  }
  readPlaceOf(facts, base)
  claimCorrections(scan)
  base.talker = pair.talker ?? '$sender'
  checkSubject(facts, pair.start)
  readContent(facts, base, pair.end)
  checkFollowup(facts)
  if (TWICE.test(scan.open)) {
    facts.doubts.push({ fields: ['date'], question: '谈了不止一次，每次各是哪天？' })
  }
  const severally = SEVERALLY.test(wording)
  if (pair.partners.length > 1 && (!severally || TOGETHER.test(wording))) {
    facts.doubts.push({ fields: ['partner'], question: '是分别谈的，还是一起谈的？' })
  }
  if (pair.partners.length > 1 && base.minutes !== undefined && !EACH.test(scan.open) && base.start === undefined) {
    facts.doubts.push({ fields: ['minutes'], question: '这个时长是每人的，还是合计？' })
  }
  if (pair.partners.length > 1 && base.start !== undefined) {
    facts.doubts.push({ fields: ['start', 'end'], question: '每次谈话各是几点到几点？' })
  }
  return pair.partners.length === 0 ? [base] : pair.partners.map((partner) => ({ ...base, partner }))
}

/** 谈了两次; 连着两次迟到 is what was talked about. */
const TWICE =
  /(?:谈|聊|约|找|话|心)(?:了|过)?\s?(?:[二两三四五六七八九十几]|\d)+次|(?:^|[\s,，。;；\uE001])(?:共|一共|前后|先后)?(?:[二两三四五六七八九十几]|\d)+次(?:谈|$|[\s,，。;；\uE001])/

function readPlaceOf(facts: Facts, talk: Talk): void {
  const zone = zoneOf(facts, 'place')
  const place = zone ? zoneText(facts.scan, zone) : findPlace(facts.scan, facts.names).place
  if (zone) facts.scan.claim(zone)
  if (place !== undefined && place !== '') talk.place = place.replace(/^在(?=.{2})/, '')
}

/** Words before the pair that no rule has read may be another speaker (检查组和赵阳谈话). */
function checkSubject(facts: Facts, pairStart: number): void {
  for (const part of leftovers(facts.scan.open)) {
    const before = trimFrame(
      facts.scan.open.slice(part.start, Math.min(pairStart, part.start + part.text.length)).replaceAll('\uE001', ' '),
    ).text
    if (
      part.start < pairStart &&
      !isTalkNoise(before.replace(OCCASION, '')) &&
      !/^[关就围]|情况|工作|教育|结合|根据|按照|针对/.test(before)
    ) {
      facts.doubts.push({ fields: ['talker'], question: `「${before}」是谈话人吗？` })
    }
  }
}

function readContent(facts: Facts, talk: Talk, pairEnd: number): void {
  const { scan, utterance } = facts
  const zone = zoneOf(facts, 'topic')
  const problem = zoneOf(facts, 'problem')
  if (problem) {
    const text = zoneText(scan, problem)
    if (text !== '') talk.problem = text
    scan.claim(problem)
  }
  const labelled = zone ? zoneText(scan, zone).replace(/^(?:聊了?|谈了?)/, '') : undefined
  if (zone) scan.claim(zone)
  checkPeople(facts, pairEnd)
  const spoken = contentClauses(scan)
  const content = labelled ?? spoken
  if (utterance.chat === 'group') {
    const personal = [labelled, spoken, talk.problem].some(
      (text) => text !== undefined && text !== '' && PERSONAL.test(text),
    )
    const themed = labelled !== undefined || (content !== undefined && OFFICIAL.test(content))
    if (personal || (content !== undefined && !themed)) {
      talk.privacy = 'content_in_group'
      delete talk.problem
      return
    }
  }
  if (content !== undefined && content !== '') talk.topic = content
}

/** What was talked about, from the clauses nobody read, without 聊了 and 的事. */
function contentClauses(scan: Scan): string | undefined {
  const parts = leftovers(scan.open).flatMap((part) => {
    const bare = trimFrame(part.text)
    const offset = bare.offset
    let text = bare.text
    text = text
      .replace(/^(?:谈话)?(?:原因|事由|缘由)(?:是|为)?(?=.{2})/, '')
      .replace(
        /^(?:(?:主要|重点|还)?(?:谈|聊|说|讲|交流|沟通|反映)(?:了|到|起|完|过)?(?:一下|聊|谈|一?[聊谈])?(?:关于)?)/,
        '',
      )
    // 就支部换届交换意见: what it was about stands between.
    const about = /^就(.{2,20}?)(?:问题|事宜)?(?:交换了?意见|进行了?(?:交流|沟通)|沟通|交流)/.exec(text)?.[1]
    if (about !== undefined) {
      const at = part.start + offset + bare.text.length - text.length + 1
      return [scan.text.slice(at, at + about.length)]
    }
    const cut = bare.text.length - text.length
    const end = text.replace(/(?:的)?(?:事情|事儿|事|话题|问题|情况)?(?:谈|聊)?(?:了|过)?$/, '')
    const kept = /问题$|情况$/.test(text) ? text : end
    if (isTalkNoise(kept)) return []
    const from = part.start + offset + cut
    return [scan.text.slice(from, from + kept.length)]
  })
  const joined = parts.join('，')
  return joined === '' ? undefined : joined
}

/** Words around a talk that name neither who nor what. */
const NOISE =
  /(?:提醒|廉政|分别|各|每人|逐一|依次|一一|挨个|单独|记录?一?下?|登记|补录|补记|补班|调休|上班|加班|值班|电话里?|打个?|微信|视频|线上|了|过|的|一次|一?会儿?|在|又|也|一起|就|于|因|约|话|心|台账|地点|时间|时长|对象|同志|请|帮我?|我|简单|深入|进行)/g
/** Before the two are named, these say when or of which kind, not who. */
const OCCASION =
  /(?:[上下]班|[午晚早]饭|饭|会|课|散会|活动|学习|培训)(?:之?[前后]|时|路上|途中)|午休(?:时间?)?|课间|临?下班|抽空|顺便|廉洁|第?[一二三四]季度|本季度|上半年|下半年|年度|季度|[节年][前后]/g

const isTalkNoise = (text: string): boolean => text.replace(TALK_WORDS, '').replace(NOISE, '').length < 2

/** 聊到李响最近请假多: a clause that says what was talked about may name others. */
const SUBJECT_CLAUSE = /^(?:主要)?(?:(?:聊|谈|说|提)到|反映)/

/** Another member named after the pair may be a second partner. */
function checkPeople(facts: Facts, pairEnd: number): void {
  const apart = leftovers(facts.scan.open).filter((part) => part.start > pairEnd && SUBJECT_CLAUSE.test(part.text))
  const others = membersIn(facts.scan.open, facts.names).filter(
    (ref) => !apart.some((part) => ref.start >= part.start && ref.start < part.start + part.text.length),
  )
  if (others.length === 0) return
  const beside = others.some(
    (ref) => ref.start < pairEnd || /[和跟与同、及找]$/.test(facts.scan.open.slice(0, ref.start)),
  )
  const question = beside ? '提到了不止一位谈话对象，和谁谈的？' : '内容里还提到了别的党员，谈话对象对吗？'
  facts.doubts.push({ fields: ['partner'], question })
}

/** A task with a deadline belongs to the record; not understood yet, so it is asked about rather than dropped. */
function checkFollowup(facts: Facts): void {
  const zone = zoneOf(facts, 'followup')
  if (
    zone ||
    /(?:\d|月|周|天|日|号|年|季度)(?:底|末|内|之?前)(?![和跟与同找])[^,，。;；\n]{0,4}(?:交|完成|整改|改|提交|报|写|落实|谈|反馈|汇报)|(?:限期|下次|跟进|回访|约定|后续)|(?:下个?(?:周|星期|礼拜|月)|明天|后天|改天|过几天|回头)[^,，。;；\n]{0,6}(?:再|继续|帮|给|让)/.test(
      facts.scan.text,
    )
  ) {
    facts.doubts.push({ fields: ['followup'], question: '后续要办的事和期限请在表里填一下。' })
  }
}
