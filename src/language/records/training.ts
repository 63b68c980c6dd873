import type { TrainingForm } from '../../core/entry.js'
import type { TrainingMeaning } from '../../core/meaning.js'
import { checkLeftovers } from '../checks.js'
import { type Facts, zoneOf, zoneText } from '../facts.js'
import { membersIn } from '../people/find-person.js'
import { TITLE } from '../scan.js'
import { leftovers, trimFrame } from '../topic.js'
import { readGathering } from './gathering.js'
import { markInferred } from './record-reading.js'
import { addExtras, takeAudience } from './training-extras.js'

/** Words of a form, surest first (SCHEMA §3 `training`). */
const FORMS: readonly (readonly [TrainingForm, RegExp])[] = [
  ['人人都是培训师', /人人都是培训师/],
  ['第一课', /开门第一课|(?:新员工|新入职|入职|新人|开工|开班)[^,，。;；\n]{0,4}第一课|(?<!思政|开学|党课)第一课/],
  ['微党课', /微党课/],
  ['专题党课', /党课/],
  ['主题影片', /主题影片|影片|电影|观影|纪录片|专题片|警示片|教育片|(?:观看|看|收看)了?(?:一[部场])?(?=\uE000)/],
  ['自学', /自学|个人自学|自己(?:学|看|读)/],
  ['线上学习', /线上|网上|在线|网络学习|学习强国|云课堂|网课|直播|慕课|浙江红色根脉/],
  ['外出考察', /外出(?:考察|学习|参观)|考察|参观|瞻仰|研学|实地(?:学习|走访)|红色之旅/],
  ['专题讲座', /讲座|辅导报告|报告会|专题报告|宣讲[会团]|听[^,，。;；\n]{0,10}宣讲/],
  ['研讨', /研讨|交流讨论/],
  ['业务培训', /业务培训|业务学习|岗位培训|技能培训|实务培训|岗前培训|实操培训/],
  ['集中学习', /集中学习?|集学|集体学习|组织学习/],
]
const SKILL =
  /业务|实务|技能|操作|实操|服务标准|服务规范|礼仪|会务|会议服务|质管|质量管理|消防|安全生产|急救|设备|设施|软件|系统|公文|茶水|摆台|客房|餐饮|接待|档案|财务|报销|办公|写作|摄影|标准化|流程|应急|保洁|前厅|讲解|采购|预算|绩效/
const POLITICAL =
  /党|习近平|总书记|中央|全会|主义|思想|精神|纪律|廉|政治|宪法|民法|强国|条例|准则|党章|重要讲话|革命|初心|二十大/
const MATTER = /准则|文件|报告|讲话|规定|法|公报|规划|会议|知识|制度/

/** Whether a subject is one that a branch studies: politics, skills of the work, or a book. */
export const isBranchMatter = (topic: string): boolean =>
  topic.includes('《') || POLITICAL.test(topic) || SKILL.test(topic) || MATTER.test(topic)

/** Words of the trade around a subject; a clause of nothing else is no subject. */
const VERB_START =
  /^(?:\/(?:培训|学习)|培训登记|培训台账|培训记录|学习登记|学习记录|业务培训|集中学习?|集体学习?|组织学习|线上学习?|网上学习?|在线学习?|自学|学习强国(?=学)|专题学习|传达学习|认真学习|深入学习|再次学习|学习了|学习(?!强国|贯彻)|学完了?|学的|学了|学(?=\uE000)|学(?!习|员|校|生|术|历|科|党史|雷锋)|听取了?|听了|听|观看了?|收看了?|看了|观影|看书|自己(?=看|学|读)|看(?=\uE000|主题影片|电影|影片|专题|警示|教育|纪录)|(?:专题|警示|教育|纪录|宣传){1,2}片(?=\uE000)|人人都是培训师|收心会(?=.)|研读了?|读了|精读了?|通读了?|传达了?|培训(?=[:：了])|培训了|开展|举行|举办|召开|进行了?|专题讲座|讲座|专题党课|微党课|党课|讲党课|主题影片|影片|电影|(?:了|的)?题为|内容|主题是?|题目|围绕|关于|研讨了?|讨论了?|参观考察|外出考察(?!了?\uE001)|考察|外出(?=参观|学习)|讲的是|讲了(?!话|座)|讲(?!话|座|解|究|义|堂|台|政治|学)|人人都是培训师|开门第一课|第一课)/
const VERB_END =
  /(?:的?(?:集中学习|专题学习|专题讲座|讲座|微党课|专题党课|党课|研讨|学习|自学|集体学习|影片|电影|主题影片|第一课|(?<![科数化文大哲开同])学))$/
const EMPTY =
  /^(?:第?\d{1,3}天|自己|(?:局里?|省里?|市里?|单位|上级|区里|县里|机关)?(?:组织|举办|开展)的[\u4E00-\u9FFF]{0,4}(?:培训|学习|讲座)班?|通知|情况|照片|事情?|总结|心得|心得体会|材料|资料|名单|签到表?|问题|效果|第[一二三四五六七八九十\d]+[次期场]|(?:给|为|向)[^,，]{1,8}(?:开|讲|上)了?)$|^(?:开[工门班]|业务|实务|集中|线上|集体|专题|一[次场个]|月度|例行|本月|日常|支部|部门|党员|政治|理论|政治理论|今天|的)?(?:培训|学习|培训班|培训会|学习会|登记|台账|记录|活动|会|课|专题)?(?:班|会)?$/
/** A remark beside the record, not its subject. */
const ASIDE =
  /了$|稍后|照片|再补|已经?|都|很|太|真|挺|效果|反响|气氛|圆满|顺利|吧$|请|谢|辛苦|注意|记得|签到(?!系统|制度|流程|管理|礼仪|台|规范|服务)/
const NOISE =
  /^(?:记录?一?下?|登记|台账|补录|已完成|完成|结束|打卡|签到|到此|报告|汇报|麻烦|辛苦|谢谢|收到|好|嗯|ok|OK|顺便|大家|认真|效果|反响|气氛|热烈|收获|很|圆满|地点|时间|在|共|并|[a-zA-Z]?)$/

/** Understands a training (SCHEMA §3). Doubts and errors are left on the facts. */
export function readTraining(facts: Facts): Partial<TrainingMeaning> & { type: 'training' } {
  const wording = wordsOf(facts)
  const record: Partial<TrainingMeaning> & { type: 'training' } = { type: 'training' }
  const selfSaid = /我(?!们|国|党|省|市|局|部|支)|自己|本人/.test(wording)
  hideExamples(facts)
  const heard = facts.scan.as('audience, actual', 'records/training-extras.ts takeAudience', () =>
    takeAudience(facts.scan, facts.utterance.roster.length),
  )
  const { fields, lecturer, audience, visit } = readGathering(facts)
  if (heard) {
    if (fields.actual !== undefined && fields.actual !== heard.count)
      facts.doubts.push({ fields: ['actual', 'audience'], question: '听课的是几人？' })
    fields.actual = heard.count
  }
  Object.assign(record, fields)
  const topicZone = zoneOf(facts, 'topic')
  const found = topicOf(facts, topicZone, visit, fields.place)
  const form = formOf(facts, wording, found, selfSaid)
  const topic = form.form === '主题影片' ? filmOf(found) : found
  record.form = form.form
  if (form.inferred) markInferred(record, 'form')
  // 外出考察 嘉兴会展中心: where they went, when nothing else says so.
  if (form.form === '外出考察' && record.place === undefined && topic !== undefined && PLACE_NAME.test(topic))
    record.place = topic
  if (topic === undefined) facts.errors.push({ error: 'missing_field', fields: ['topic'] })
  else record.topic = topic
  if (lecturer !== undefined) record.lecturer = lecturer
  else if (LECTURED.has(form.form)) nameAlone(facts, record)
  const who = heard?.audience ?? audience ?? labelledAudience(facts)
  if (who !== undefined) record.audience = who === '新人' ? '新员工' : who
  addExtras(record, facts.scan.text)
  self(facts, record, selfSaid, wording)
  checkLeftovers(facts, topicZone ? [topicZone] : [], lecturer !== undefined)
  return record
}

const PLACE_NAME =
  /^[\u4E00-\u9FFF]{1,14}(?:(?<=..)馆|中心|基地|(?<=..)园|村|大?会堂|旧址|故居|古镇|镇|[^江西]湖|山|岛|厂|公司|集团|广场|景区|法院|监狱|学院|党校)$/

/** Forms at which a member stands in front. */
const LECTURED: ReadonlySet<TrainingForm> = new Set(['微党课', '专题党课', '人人都是培训师', '第一课'])

/** 微党课 陈立 《初心如磐》: the one name as a clause of its own is whose lecture it was. */
function nameAlone({ scan, names }: Facts, record: Partial<TrainingMeaning>): void {
  const members = membersIn(scan.open, names)
  const [only] = members
  if (!only || members.length > 1 || only.name === undefined || record.attendees !== undefined) return
  const alone =
    /(?:^|[\s,，。;；:：\uE000\uE001])$/.test(scan.open.slice(0, only.start)) &&
    /^(?:同志)?(?:$|[\s,，。;；\uE000\uE001])/.test(scan.open.slice(only.end))
  if (!alone) return
  record.lecturer = only.name
  scan.claim(only)
}

/** 对象：新员工: to whom it was given, when it names no member. */
function labelledAudience(facts: Facts): string | undefined {
  const zone = zoneOf(facts, 'partner')
  const text = zone && zoneText(facts.scan, zone)
  if (!zone || text === undefined || text === '' || membersIn(text, facts.names).length > 0) return undefined
  if (!AUDIENCE.test(text)) return undefined
  facts.scan.claim(zone)
  return text
}
const AUDIENCE =
  /^[\u4E00-\u9FFF]{0,8}(?:员工|职工|新人|服务员|质管员|会务员|讲解员|志愿者|实习生|同事|人员|骨干|班组长?|主管)$/

/** 学习王敏同志先进事迹: the member is what was studied. */
const EXAMPLE = /^(?:同志)?(?:的)?(?:先进|典型|感人|模范)?(?:事迹|典型|精神|模范)/
function hideExamples({ scan, names }: Facts): void {
  for (const person of membersIn(scan.open, names)) {
    if (EXAMPLE.test(scan.open.slice(person.end, person.end + 10))) scan.claim(person, TITLE)
  }
}

/** The words with titles and labelled subjects hidden, for telling the form. */
function wordsOf(facts: Facts): string {
  const zone = zoneOf(facts, 'topic')
  const open = facts.scan.open
  return zone ? `${open.slice(0, zone.start)}\uE001${open.slice(zone.end)}` : open
}

/** A film's subject is its title, with what part of it was seen: 看了《零容忍》第一集. */
function filmOf(topic: string | undefined): string | undefined {
  const title = topic === undefined ? null : /《[^》]+》(?:第\S{1,3}[集部季])?/.exec(topic)
  return title?.[0] ?? topic
}

function formOf(
  facts: Facts,
  wording: string,
  topic: string | undefined,
  selfSaid: boolean,
): { form: TrainingForm; inferred: boolean } {
  const zone = zoneOf(facts, 'form')
  const said = zone ? facts.scan.text.slice(zone.start, zone.end) : wording
  const words = said.replace(JOURNEY_OF_LEADERS, '\uE001')
  const found =
    FORMS.find(([, pattern]) => pattern.test(words)) ??
    FORMS.find(([, pattern]) => pattern.test(wording.replace(JOURNEY_OF_LEADERS, '\uE001')))
  if (zone) facts.scan.claim(zone)
  const gathers = /集中|集体|组织|支部|全员|全体|大家|培训/.test(wording)
  if (found && !(found[0] === '集中学习' && SKILL.test(topic ?? '') && /培训/.test(wording))) {
    return { form: found[0], inferred: false }
  }
  if (/培训/.test(wording) && SKILL.test(topic ?? '') && !POLITICAL.test(topic ?? ''))
    return { form: '业务培训', inferred: true }
  if (selfSaid && !gathers && /我(?!们)/.test(wording)) return { form: '自学', inferred: true }
  return { form: '集中学习', inferred: true }
}

/** 总书记在福建考察重要讲话: the journey is the subject's, not an outing of ours. */
const JOURNEY_OF_LEADERS = /(?:总书记|习近平|主席|同志)[^\s,，。;；]{0,12}(?:考察|视察|调研)/g
/** 我昨天参加了局里组织的培训: one person's own, whoever organised it. */
const I_WENT = /(?:^|[\s,，。])我(?![们局支单部院市省国])[^,，。;；\n]{0,14}(?:参加|去听|去上|听了|去参加)/

/** Whose study it was when one person speaks of his own (SCHEMA §1: `["$sender"]` for self-study). */
function self(facts: Facts, record: Partial<TrainingMeaning>, selfSaid: boolean, wording: string): void {
  const peopleSaid = record.attendees !== undefined || record.absent !== undefined || record.actual !== undefined
  const alone = record.form === '自学' || record.form === '线上学习'
  if (peopleSaid) return
  if (I_WENT.test(wording) && record.lecturer !== '$sender') {
    record.attendees = ['$sender']
    return
  }
  const groupSaid = /支部|大家|我们|咱们|全员|全体|组织|集中|集体|部门/.test(wording)
  if (alone && !groupSaid) {
    if (facts.utterance.chat === 'p2p' || selfSaid || record.form === '自学') record.attendees = ['$sender']
    else facts.doubts.push({ fields: ['attendees'], question: '是你自己学的，还是大家一起？' })
    return
  }
  const onlyMember = facts.utterance.senderRoles.every((role) => role === 'member')
  const meant = facts.utterance.chat === 'p2p' && onlyMember && !groupSaid && record.lecturer === undefined
  if (meant && record.form !== '自学') {
    facts.doubts.push({ fields: ['attendees', 'form'], question: '是你自己学的，还是支部集中学的？' })
  }
}

/** The subject: labelled, or what is left beside the words of the trade. */
export function topicOf(
  facts: Facts,
  zone: { start: number; end: number } | undefined,
  visit: string | undefined,
  place?: string,
): string | undefined {
  const { scan } = facts
  if (zone) {
    const text = cleanTopic(zoneText(scan, zone))
    if (text !== undefined) return text
  }
  const parts = leftovers(scan.open)
  const clauses = parts.flatMap((part, index) => {
    if (zone && part.start >= zone.start && part.start < zone.end) return []
    const text = subjectOf(part.text)
    if (text !== undefined && ASIDE.test(text) && !isStudied(part.text)) return []
    return text === undefined
      ? []
      : [
          {
            text: restore(scan.text, part.start, part.text, text),
            studied: isStudied(part.text),
            about: /^关于/.test(part.text),
            leadsOn: LEADS_ON.test(part.text) && index < parts.length - 1,
          },
        ]
  })
  const studied = clauses.find((clause) => clause.studied && !(clause.leadsOn && clauses.length > 1))
  const chosen =
    studied ??
    clauses.find((clause) => clause.text.includes('《')) ??
    clauses.find((clause) => !clause.leadsOn) ??
    clauses[0]
  const index = chosen ? clauses.indexOf(chosen) : -1
  const next = clauses[index + 1]
  // A chapter said after its book belongs to it: 《论中国共产党历史》 第三章.
  if (chosen && next && /^第\S{1,6}[章节讲篇编课部]/.test(next.text)) return `${chosen.text}${next.text}`
  if (chosen && next?.about) return `${chosen.text} 关于${next.text}`
  // 学的中央文件 关于…: which document follows.
  const about = clauses.find((clause) => clause.about)
  if (about && chosen === about && clauses[0]?.leadsOn) return `关于${about.text}`
  return chosen?.text ?? visit ?? (OUTING.test(scan.text) && place !== undefined ? `考察${place}` : undefined)
}

/** 干部网络学院线上学习 数字化改革: what stands before the verb is where, what comes after is the subject. */
const LEADS_ON =
  /[^\s](?:集中学习|线上学习|网上学习|在线学习|自学)了?$|学习强国(?:上|里|平台)?学?了?$|^(?:在|上|通过|用)?(?:浙江)?(?:省|局)?(?:干部)?(?:网络学院|浙学|云课堂|钉钉|慕课|[\u4E00-\u9FFF]{2,6}平台)(?:平台|APP|app)?(?:上)?$|^学?的?(?:中央|省委|局|上级)?文件$/
const OUTING = /外出考察|考察|研学/

const isStudied = (clause: string): boolean =>
  /学|听|看|读|传达|\uE000|讲|题/.test(clause.slice(0, 12)) || /(?:学习|精神|培训|讲座)$/.test(clause)

/** A clause without frame and verbs, or undefined when nothing of a subject is left. */
function subjectOf(clause: string): string | undefined {
  let text = trimFrame(clause).text
  for (let more = true; more; ) {
    const before = text
    const start = VERB_START.exec(text)
    if (start && start[0].length > 0) text = text.slice(start[0].length)
    text = trimFrame(text).text
    if (!EMPTY.test(text)) text = text.replace(VERB_END, '')
    more = text !== before && text !== ''
  }
  return text.length < 2 || EMPTY.test(text) || NOISE.test(text) ? undefined : text
}

/** Puts the quoted titles of a trimmed clause back. */
function restore(original: string, start: number, clause: string, trimmed: string): string {
  const at = clause.indexOf(trimmed)
  const text = original.slice(start + at, start + at + trimmed.length)
  return text.includes(TITLE) ? text.replaceAll(TITLE, '') : text
}

/** A labelled subject as said, without quotation frames. */
export function cleanTopic(text: string): string | undefined {
  const trimmed = text
    .replace(/^[\s:：,，、.·-]+|[\s,，。;；、]+$/g, '')
    .replace(/^(?:叫做?|那个|这个|就是|是|为)+\s?/, '')
    .replace(/(?<=.{2})(?:然后|接着|就是|那个|嗯|呃)+$/, '')
  const bare = trimmed.replace(/^(?:集中学习了?|学习了?(?!强国|贯彻)|传达学习)(?=.{3})/, '')
  return bare === '' ? undefined : bare
}
