import type { TalkKind } from '../../core/entry.js'
import type { TalkMeaning } from '../../core/meaning.js'
import { claimCorrections, type Facts, timeFields, zoneOf, zoneText } from '../facts.js'
import { membersIn } from '../people/find-person.js'
import { findPlace, findSpot } from '../place.js'
import { type Scan, TITLE } from '../scan.js'
import { leftovers, trimFrame } from '../topic.js'
import { takeRaised } from './raised.js'
import { markInferred } from './record-reading.js'
import { takeOccasion } from './talk-occasion.js'
import { type Pair, readPair } from './talk-pair.js'
import { takeJointly } from './talk-together.js'

type Talk = Partial<TalkMeaning> & { type: 'talk' }

const KINDS: readonly (readonly [TalkKind, RegExp])[] = [
  ['提醒谈话', /提醒谈话|约谈提醒|提醒约谈|批评教育谈话|诫勉/],
  ['廉政谈话', /廉政|廉洁|廉谈|党风廉政/],
]
const HEART = /谈心|谈的心|谈了?一?[次个回]心|交心/
const NAMED_TALK = /谈|交心|沟通|交流(?:了|过)?(?:一下)?(?:思想|想法)/
const TALK_WORDS =
  /(?:谈心谈话|谈心|谈话)情况(?=[:：])|谈了谈(?:心|话)?|谈的(?:心|话)(?:谈话)?|谈了?一?[次个回]心|\/谈(?:心|话)(?:谈话)?|(?:进行|开展|做|作|搞)了?(?:一次|一场|个)?(?:简短|单独|深入|面对面)?的?(?:谈心谈话|廉政谈话|提醒谈话|谈心|谈话)|(?:谈心谈话|廉政谈话|提醒谈话|谈心|谈话|约谈|交心)(?:登记|记录|台账)?(?:了|过)?|(?:单独|面对面|当面|私下)?(?:地)?(?:谈|聊)(?:了|过|完|得|到|一)?(?:一?(?:次|聊|谈|会儿?|下))?(?:了|过)?|沟通了?|交流了?(?:一?下)?/g
const SEVERALLY = /分别|分头|各自|逐[一个]|依次|挨个|一一|先后|每人|一对一/
const EACH = /(?:各|每人|每个人|分别)(?:谈|聊|用)?(?:了)?\s?\uE001/
const TOGETHER = /一起|共同|集体|三个?人|同时/

/** Words of one's own life: such content stays out of a group (moments.md §4). */
const PERSONAL =
  /他|她|对方|家|爱人|老婆|老公|妻|丈夫|离婚|结婚|恋|孩子|儿子|女儿|父|母|老人|病|住院|手术|怀孕|情绪|心情|心理|焦虑|抑郁|压力|矛盾|吵|闹|钱|债|贷款|困难|委屈|烦|哭|辞职|离职|身体|睡眠|感情|隐私|举报|违纪|处分|喝酒|赌|想不通|不满|意见/
/** Themes of the office that may be named in a group. */
const OFFICIAL =
  /转正|入党|廉政|廉洁|纪律|作风|教育|学习|工作|岗位|思想动态|思想状况|职责|业务|党建|考核|年度|季度|发展|规划|成长|青年|安全|服务|制度|精神|党性|组织生活|初心|责任|支部|近况|汇报|预备期|培养|带新人|带教|传帮带|体会|排班|值班|轮岗|借调|挂职|晋升|职称|评优|评先|接待|会务|礼仪|技能|考试|党费|换届|分工|竞赛|比赛|讲解|练兵|目标|打算|新人|台账|报销|采购|招待|经费|合同|预算|资产|公车|车辆|收礼|红包|礼品|红线|警示|教训|述职|述廉|发言|主持|党课|宣传|材料|写作|信息|稿件|设备|保密|消防|值守|应急|新规|考勤|会议|活动|志愿|驻村|驾驶|客房|餐饮|布草|流程|标准|质量|投诉|品牌|迎检|巡察/

/** 跟响哥聊完，一刻钟，问他借调回来适不适应: what a branch talks with its members about, whatever it is called. */
const OF_WORK =
  /转正|入党|廉政|廉洁|纪律|作风|思想|职责|业务|党建|考核|规划|成长|岗|预备期|培养|借调|挂职|适应|排班|值班|晋升|职称|评优|评先|调动|带教|师傅|驻村|困难|压力|情绪|想法|心态|状态|顾虑|诉求|工作|矛盾|关系|待遇|考勤|纪检|履职|动机/

/** Understands a talk, or several held one after another (SCHEMA §3 `talk`). */
export function readTalks(facts: Facts): Talk[] {
  const { scan } = facts
  const wording = scan.open
  const base: Talk = { type: 'talk', ...timeFields(facts) }
  const kind = KINDS.find(([, pattern]) => pattern.test(scan.text))
  base.kind = kind?.[0] ?? '谈心谈话'
  if (!kind && !HEART.test(scan.text)) markInferred(base, 'kind')
  // 聊了半小时足球 is no entry: only what is called a talk is recorded without asking.
  const timed = facts.duration.minutes !== undefined || facts.time.start !== undefined
  if (!NAMED_TALK.test(scan.text) && !(timed && OF_WORK.test(scan.text)))
    facts.doubts.push({ fields: ['kind'], question: '这算一次谈心谈话吗？' })
  const pair = readPair(facts)
  // 聊了半天 says that it was long, not how many hours count.
  if (facts.duration.creditHours !== undefined) {
    delete base.credit_hours
    delete base.duration_text
    facts.doubts.push({ fields: ['minutes'], question: '谈了多久，大约几分钟？' })
  }
  const jointly = pair.partners.length > 0 && (takeJointly(scan, pair) || pair.together === true)
  readPlaceOf(facts, base)
  claimCorrections(scan)
  base.talker = pair.talker ?? '$sender'
  const occasion = takeOccasion(facts)
  if (occasion?.isPersonal && facts.utterance.chat === 'group') base.privacy = 'content_in_group'
  else if (occasion) base.occasion = occasion.occasion
  checkSubject(facts, pair.start)
  readContent(facts, base, pair)
  if (base.privacy === 'content_in_group')
    for (const words of ['topic', 'problem', 'occasion'] as const) delete base[words]
  checkFollowup(facts)
  if (TWICE.test(scan.open)) {
    facts.doubts.push({ fields: ['date'], question: '谈了不止一次，每次各是哪天？' })
  }
  return held(facts, { base, partners: pair.partners, wording, jointly })
}

/** One talk with each of the partners, or one with all of them together; where neither was said, that is asked. */
function held(
  facts: Facts,
  { base, partners, wording, jointly }: { base: Talk; partners: string[]; wording: string; jointly: boolean },
): Talk[] {
  // 16日到17日两天分别跟响哥和海明谈心: which of the days was whose.
  if (base.end_date !== undefined)
    facts.doubts.push({ fields: ['date'], question: '说到了不止一天，每次谈话各是哪天？' })
  const [partner, ...others] = partners
  if (partner === undefined) return [base]
  if (others.length === 0) {
    if (jointly) facts.doubts.push({ fields: ['partner'], question: '集体谈心还有谁？请一起选上。' })
    return [{ ...base, partner }]
  }
  const severally = SEVERALLY.test(wording)
  if (jointly && !severally) return [{ ...base, partner, partners }]
  const unclear = !severally || jointly || TOGETHER.test(wording)
  if (unclear) facts.doubts.push({ fields: ['together', 'partner'], question: '是分别谈的，还是一起谈的？' })
  if (base.minutes !== undefined && !EACH.test(facts.scan.open) && base.start === undefined) {
    facts.doubts.push({ fields: ['minutes'], question: '这个时长是每人的，还是合计？' })
  }
  if (base.start !== undefined) {
    facts.doubts.push({ fields: ['start', 'end'], question: '每次谈话各是几点到几点？' })
  }
  // The form keeps everybody, whichever it was.
  return unclear ? [{ ...base, partner, partners }] : partners.map((one) => ({ ...base, partner: one }))
}

/** 谈了两次; 连着两次迟到 is what was talked about. */
const TWICE =
  /(?:谈|聊|约|找|话|心)(?:了|过)?\s?(?:[二两三四五六七八九十几]|\d)+次|(?:^|[\s,，。;；\uE001])(?:共|一共|前后|先后)?(?:[二两三四五六七八九十几]|\d)+次(?:谈|$|[\s,，。;；\uE001])/

/** 主要他想去驻村: where he would go is not where they talked. */
function placeApart({ scan, names }: Facts): string | undefined {
  const before = scan.open
  const clauses = scan.all(
    /(?<=[\s,，。;；\uE001])(?:主要|就是|重点)?(?:是|说)?(?:他|她|对方)(?![们家那])[^\s,，。;；\n]{2,40}/g,
  )
  for (const clause of clauses) scan.claim(clause, TITLE)
  const place = findPlace(scan, names).place ?? findSpot(scan, names).place
  for (const clause of clauses) scan.restore(clause, before)
  return place
}

function readPlaceOf(facts: Facts, talk: Talk): void {
  const zone = zoneOf(facts, 'place')
  const place = zone ? zoneText(facts.scan, zone) : placeApart(facts)
  if (zone) facts.scan.claim(zone)
  if (place !== undefined && place !== '')
    talk.place = place.replace(/^(?:(?:[上下]班|饭|会|课|散会)[之以]?[前后])?在(?=.{2})/, '')
}

/** Words before the pair that no rule has read may be another speaker (检查组和赵阳谈话). */
function checkSubject(facts: Facts, pairStart: number): void {
  for (const part of leftovers(facts.scan.open)) {
    // 端午前提个醒，今天我对小孙…: a clause apart from the two is a speaker only when it could be one.
    const apart =
      part.start + part.text.length < pairStart &&
      /[,，。;；:：\s]/.test(facts.scan.open.slice(part.start + part.text.length, pairStart))
    if (apart && !SPEAKER.test(part.text)) continue
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

/** A body or an office that may have held the talk. */
const SPEAKER =
  /组|部(?!分)|局|委|处|科|办|院|厅|公司|领导|书记|主任|[局处科部院校厂队]长|上级|纪检|巡察|督导|人事|同志|老师|师傅|班子|他|她|[\u4E00-\u9FFF]总(?![结是会]|共)/

function readContent(facts: Facts, talk: Talk, pair: Pair): void {
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
  const raised = utterance.chat === 'p2p' && !problem ? takeRaised(scan) : undefined
  if (raised !== undefined) talk.problem = raised
  checkPeople(facts, pair)
  const spoken = contentClauses(scan)
  const content = labelled ?? spoken
  if (utterance.chat === 'group') {
    const personal = [labelled, spoken, talk.problem].some(
      (text) => text !== undefined && text !== '' && PERSONAL.test(text),
    )
    // What a talk of these kinds is about is the office's by nature.
    const themed =
      talk.kind === '廉政谈话' ||
      talk.kind === '提醒谈话' ||
      labelled !== undefined ||
      (content !== undefined && OFFICIAL.test(content))
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
    // 谈话情况：….
    if (isTalkNoise(bare.text.replace(/情况$/, ''))) return []
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
  /(?:提醒|廉政|老规矩|(?:在\S{1,4})?(?:走|坐|转|溜达?|散步?)了(?:一?[圈会趟]儿?|走)|等[下等]|等一下|顺带|先后|分头|依次|[两三四]位|[俩仨]|[两三四]人|分别|各|每人|逐一|依次|一一|挨个|单独|记录?一?下?|登记|补录|补记|补班|调休|上班|加班|值班|电话里?|打个?|左右|前后|主动|特意|专门|抽空|趁着?|顺道|顺便|微信|视频|线上|来着|忘了?记(?:录|了)?|补上|了|过|的|一次|一?会儿?|在|又|也|一起|就|于|因|约|话|心|台账|地点|时间|时长|对象|同志|请|帮我?|我|简单|深入|进行)/g
/** Before the two are named, these say when or of which kind, not who. */
const OCCASION =
  /(?:[上下]班|[午晚早]饭|饭|会|课|散会|活动|学习|培训)(?:之?[前后]|时|路上|途中)|午休(?:时间?)?|课间|临?下班|抽空|顺便|散步|遛弯|走路|路上|食堂|[吃用]饭|碰头|廉洁|第?[一二三四]季度|本季度|上半年|下半年|年度|季度|[节年][前后]/g

const isTalkNoise = (text: string): boolean => text.replace(TALK_WORDS, '').replace(NOISE, '').length < 2

/** 聊到李响最近请假多: a clause that says what was talked about may name others. */
const SUBJECT_CLAUSE = /^(?:主要)?(?:(?:聊|谈|说|提)到|反映)/

/** Another member named after the pair may be a second partner. */
function checkPeople(facts: Facts, { talker, partners, end: pairEnd }: Pair): void {
  const apart = leftovers(facts.scan.open).filter((part) => part.start > pairEnd && SUBJECT_CLAUSE.test(part.text))
  const others = membersIn(facts.scan.open, facts.names).filter(
    (ref) =>
      !apart.some((part) => ref.start >= part.start && ref.start < part.start + part.text.length) &&
      // 敏姐找小赵谈话，小赵讲他…: the same two again, behind the naming of them.
      !(partners.length === 1 && ref.start > pairEnd && (ref.name === partners[0] || ref.name === talker)),
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
    /(?:\d|月|周|天|日|号|年|季度)(?:底|末|内|之?前)(?![和跟与同找])[^,，。;；\n]{0,4}(?:交|完成|整改|改|提交|报|写|落实|谈|反馈|汇报)|(?:限期|下次|跟进|回访|约定|后续)|(?:答应|承诺|保证|约好|说好|表态)(?:了)?[^,，。;；\n]{0,10}(?:底|末|内|之?前)|(?:下个?(?:周|星期|礼拜|月)|明天|后天|改天|过几天|回头)[^,，。;；\n]{0,6}(?:再|继续|帮|给|让)/.test(
      facts.scan.text,
    )
  ) {
    facts.doubts.push({ fields: ['followup'], question: '后续要办的事和期限请在表里填一下。' })
  }
}
