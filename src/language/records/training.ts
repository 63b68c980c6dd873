import type { TrainingForm } from '../../core/entry.js'
import type { TrainingMeaning } from '../../core/meaning.js'
import { checkLeftovers } from '../checks.js'
import { type Facts, zoneOf } from '../facts.js'
import { membersIn } from '../people/find-person.js'
import { nookAlone, placeAlone, wentToTowns } from '../place.js'
import { TITLE } from '../scan.js'
import { cleanTopic } from '../topic.js'
import { readGathering } from './gathering.js'
import { takeNewStaff } from './new-staff.js'
import { markInferred } from './record-reading.js'
import { addExtras, labelledAudience, takeAudience, takeSpeciality } from './training-extras.js'
import { formOf } from './training-form.js'
import { filmOf, topicOf } from './training-topic.js'

/** Understands a training (SCHEMA §3). Doubts and errors are left on the facts. */
export function readTraining(facts: Facts): Partial<TrainingMeaning> & { type: 'training' } {
  const wording = wordsOf(facts)
  const record: Partial<TrainingMeaning> & { type: 'training' } = { type: 'training' }
  const selfSaid = /我(?!们|国|党|省|市|局|部|支)|自己|自个儿?|本人|[在宅]家(?=里|中|没|[自学看读听,，\s])/.test(
    wording.replace(/我(?=主持|记录|召集|组织|领学|主讲|带)/g, ''),
  )
  hideExamples(facts)
  const speciality = facts.scan.as('speciality', 'records/training-extras.ts takeSpeciality', () =>
    takeSpeciality(facts.scan),
  )
  if (speciality !== undefined) record.speciality = speciality
  const staff = facts.scan.as('audience', 'records/new-staff.ts takeNewStaff', () => takeNewStaff(facts))
  const heard = facts.scan.as('audience, actual', 'records/training-extras.ts takeAudience', () =>
    takeAudience(facts.scan, facts.utterance.roster.length),
  )
  const { fields, lecturer, audience, visit } = readGathering(facts)
  if (heard?.count !== undefined) {
    if (fields.actual !== undefined && fields.actual !== heard.count)
      facts.doubts.push({ fields: ['actual', 'audience'], question: '听课的是几人？' })
    fields.actual = heard.count
  }
  Object.assign(record, fields)
  facts.scan.takeAll(BESIDE)
  // 讲了足足俩钟头: how long it was told.
  facts.scan.takeAll(
    /(?<=^|[\s,，。;；\uE001])(?:总共|一共|前后|足足)?(?:讲|学|听|看|开|上)了(?:足足|整整|差不多|大概|将近|有)?(?=\uE001)/g,
  )
  const place = fields.place ?? wentTo(facts, wording) ?? nookAlone(facts.scan, facts.names)
  if (place !== undefined) record.place = place
  const labelled = labelledAudience(facts)
  const topicZone = zoneOf(facts, 'topic')
  const found = topicOf(facts, topicZone, visit, place)
  const form = formOf(facts, wording, found, { selfSaid, lectured: lecturer !== undefined })
  const headed = FORM_HEADED.exec(found ?? '')
  if (headed && form.inferred) Object.assign(form, { form: headed[1] as TrainingForm, inferred: false })
  const topic = form.form === '主题影片' ? filmOf(found) : (headed?.[1] === form.form && headed?.[2]) || found
  record.form = form.form
  if (form.inferred) markInferred(record, 'form')
  if (topic === undefined) facts.errors.push({ error: 'missing_field', fields: ['topic'] })
  else record.topic = topic
  if (lecturer !== undefined) record.lecturer = lecturer
  const alone =
    lecturer === undefined && record.lecturer === undefined ? nameAlone(facts, record, form.form) : undefined
  // /培训 自学 李响 《…》: whose own study it was.
  if (alone !== undefined && ALONE_STUDY.has(form.form)) record.attendees = [alone]
  else if (alone !== undefined) record.lecturer = alone
  // 自学 赵阳《共产党宣言》: the name before the title is no part of the subject.
  const opening =
    alone === undefined || record.topic === undefined ? undefined : membersIn(record.topic, facts.names)[0]
  if (opening?.start === 0 && opening.name === alone)
    record.topic = cleanTopic(record.topic?.slice(opening.end) ?? '') ?? (record.topic as string)
  if (labelled?.count !== undefined) record.actual = labelled.count
  if (staff?.count !== undefined) record.actual ??= staff.count
  const who = staff?.audience ?? heard?.audience ?? audience ?? labelled?.audience
  if (who !== undefined) record.audience = who === '新人' ? '新员工' : who
  addExtras(record, facts.scan.text)
  self(facts, record, selfSaid, wording)
  checkLeftovers(facts, topicZone ? [topicZone] : [], record.lecturer !== undefined)
  return record
}

/** 主题：人人都是培训师-插花: the form, then the subject. */
const FORM_HEADED = /^(人人都是培训师|微党课|第一课|专题讲座|业务培训|专题党课|集中学习)\s?[-:：·—]\s?(.{2,})$/

/** 第4次, 每人发言: of no field, and of no subject. */
const BESIDE =
  /(?<=^|[\s,，。;；\uE001])(?:我|正好|刚好|反正|难得)*(?:没[啥什]?么?事(?:干|做)?|闲着(?:没事)?|有空|没安排|不忙|得空|轮休)(?=$|[\s,，。;；])|(?<=^|[\s,，。;；\uE001])(?:各|每人|人均|每个人)(?:学|看|听)?了?(?=\uE001)|(?<=^|[\s,，。;；\uE001])(?:一个人|自己)?(?:待|宅|闲)?(?:在|搁)家(?:里|中)?(?:没[啥什]?么?事|闲着|无事|休息|待着|宅着)*(?:的时候)?(?=$|[\s,，]|自学|学习|学了|看了|读了|听了|看书|上网课)|(?<=^|[\s,，。;；\uE001])(?:准时|正式)?(?:开讲|开课|开班)(?:了|啦)?(?=$|[\s,，。;；])|(?<!\uE000|杂志|刊)第[\d一二三四五六七八九十]{1,3}[次期场轮](?![全代大会党中])|(?:真|很|挺|特别|太|还|都|真是)(?:不错|好听|好看|精彩|感人|受教|受益|生动|到位)|(?:本|这个?|上个?|\d{1,2})?月?(?:份)?的?(?:学习|培训)?任务(?:也|就|已经?|算)*完成了?|在?(?:各自|自己)的?(?:工位|岗位|座位|办公室|家|宿舍)[上里]?|大家(?:伙儿?)?(?:都|还)?(?:练|试|操作|动手|体验|感触|收获|表示|觉得|谈了?)[^,，。;；\n]{0,8}|(?:\d{1,2}|[二两三四五六七八九十])?个?人?(?:人人|每人|每个人|每位\S{0,2}|轮流|逐[个一]|依次|大家)(?:都|均)?(?:作|做|进行)?了?(?:交流|表态|讨论|研讨)?发(?:了)?言|(?<=[\u4E00-\u9FFF\uE000])(?:讲|学|看|听|培训|搞|上|放)了(?=\uE001)/g

/** 外出考察 绍兴 周恩来纪念馆: where they went is a clause of its own. */
function wentTo({ scan, names }: Facts, wording: string): string | undefined {
  if (!OUTING.test(wording)) return undefined
  return wentToTowns(scan, names) ?? placeAlone(scan)
}
const OUTING = /外出(?:考察|学习|参观)|考察|参观|研学|瞻仰/

/** Forms at which a member stands in front. */
const LECTURED: ReadonlySet<TrainingForm> = new Set(['微党课', '专题党课', '人人都是培训师', '第一课'])
const ALONE_STUDY: ReadonlySet<TrainingForm> = new Set(['自学', '线上学习'])

/** 微党课 陈立 《初心如磐》: the one name as a clause of its own is whose lecture it was. */
function nameAlone({ scan, names }: Facts, record: Partial<TrainingMeaning>, form: TrainingForm): string | undefined {
  if (!LECTURED.has(form) && !ALONE_STUDY.has(form)) return undefined
  const members = membersIn(scan.open, names)
  const [only] = members
  if (
    !only ||
    members.length > 1 ||
    only.name === undefined ||
    (record.attendees !== undefined && record.attendees !== 'all')
  )
    return undefined
  const alone =
    /(?:^|[\s,，。;；:：\uE000\uE001])$/.test(scan.open.slice(0, only.start)) &&
    (/^(?:同志)?(?:$|[\s,，。;；\uE000\uE001])/.test(scan.open.slice(only.end)) ||
      (ALONE_STUDY.has(form) && STUDIES.test(scan.open.slice(only.end))))
  if (!alone) return undefined
  scan.claim(only)
  return only.name
}

/** 自学 赵阳看《…》. */
const STUDIES = /^(?:同志)?(?:也|在家|自己|一个人)?(?:看|读|学|啃|重温|通读|研读|学习)(?:了|完|完了|的)?\s?(?=\uE000)/

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

/** 我昨天参加了局里组织的培训: one person's own, whoever organised it. */
const I_WENT = /(?:^|[\s,，。)）\uE001])我(?![们局支单部院市省国])[^,，。;；\n]{0,14}(?:参加|去听|去上|听了|去参加)/

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
