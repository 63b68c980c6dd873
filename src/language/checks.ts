import { addDays, compare } from '../core/civil-date.js'
import type { Absence, ErrorMeaning, EventFields, RecordMeaning } from '../core/meaning.js'
import { branchCalendar } from './branch-calendar.js'
import type { Counts } from './counts.js'
import type { Facts } from './facts.js'
import { membersIn } from './people/find-person.js'
import { leftovers } from './topic.js'

/** What must hold together before a record may be written (SCHEMA §2 `warn`, §5 `count_mismatch`). */

/**
 * Puts headcounts and absences on the fields; contradictions become errors or doubts. `isPart`: of a part of the branch
 * (党小组会), so that the roster says nothing of how many were to come.
 */
export function fillPeople(
  facts: Facts,
  fields: EventFields,
  counts: Counts,
  absent: readonly Absence[],
  attendance: { all?: boolean | undefined; none?: boolean | undefined; people?: string[] | undefined },
  isPart = false,
): void {
  const size = facts.utterance.roster.length
  if (counts.expected !== undefined) fields.expected = counts.expected
  if (counts.actual !== undefined) fields.actual = counts.actual
  if (counts.complete && counts.actual !== undefined) {
    if (counts.actual === size || counts.expected === counts.actual) fields.expected = counts.actual
    else if (counts.actual < size && !isPart && counts.actual + absent.length !== size)
      facts.doubts.push({
        fields: ['actual', 'absent'],
        question: `支部有${size}人，「${counts.actual}人都到」还有谁没到？`,
      })
  }
  if (absent.length > 0) fields.absent = [...absent]
  // Both lists said: 参加：王敏、赵阳；请假：孙小雨.
  if (attendance.people) fields.attendees = attendance.people
  else if (absent.length === 0 && (attendance.all || attendance.none)) {
    if (counts.actual === undefined || counts.actual === size) fields.attendees = 'all'
    else if (counts.expected !== undefined && counts.actual < counts.expected) {
      facts.doubts.push({ fields: ['actual', 'attendees'], question: '说了全体参加，人数却不齐，实际几人？' })
    }
  }
  if (attendance.people && absent.some(({ name }) => attendance.people?.includes(name))) {
    facts.doubts.push({ fields: ['attendees', 'absent'], question: '同一个人又在参加又在缺席里，请核对。' })
  }
  if (attendance.people && counts.actual !== undefined && counts.actual !== attendance.people.length) {
    facts.doubts.push({ fields: ['actual', 'attendees'], question: '参加的人数和名单对不上，请核对。' })
  }
  countErrors(facts, counts, absent, isPart ? undefined : size)
}

function countErrors(facts: Facts, counts: Counts, absent: readonly Absence[], size: number | undefined): void {
  const { expected, actual, missing } = counts
  if (expected !== undefined && actual !== undefined) {
    const mismatch = actual > expected || (absent.length > 0 && expected - actual !== absent.length)
    if (mismatch) facts.errors.push({ error: 'count_mismatch', expected, actual })
    if (missing !== undefined && expected - actual !== missing)
      facts.errors.push({ error: 'count_mismatch', expected, actual })
    return
  }
  if (missing !== undefined && absent.length > 0 && missing !== absent.length) {
    facts.doubts.push({ fields: ['absent'], question: `说缺席${missing}人，写到的是${absent.length}人，还有谁？` })
  }
  if (missing !== undefined && missing > 0 && absent.length === 0) {
    facts.doubts.push({ fields: ['absent'], question: '请假、缺席的是谁？' })
  }
  if (actual !== undefined && absent.length > 0 && counts.complete && actual + absent.length !== size) {
    facts.doubts.push({ fields: ['actual', 'absent'], question: '说了都到，又有人缺席，请核对。' })
  } else if (
    size !== undefined &&
    actual !== undefined &&
    absent.length > 0 &&
    actual + absent.length !== size &&
    actual <= size
  ) {
    facts.doubts.push({ fields: ['actual', 'absent'], question: '到会人数和缺席的人对不上，请核对。' })
  }
}

/** Kinds that bring the branch together (SCHEMA §2 `non_workday`). */
const GATHERINGS: ReadonlySet<string> = new Set(['training', 'meeting', 'theme_day', 'activity'])
const NO_GATHERING = new Set(['自学', '线上学习'])

/** The warnings a record carries by its day (SCHEMA §2 `warn`). */
export function dayWarnings(record: RecordMeaning): string[] {
  if (!GATHERINGS.has(record.type) || record.date === undefined) return []
  if ('form' in record && record.form !== undefined && NO_GATHERING.has(record.form)) return []
  for (
    let day = record.date, left = 60;
    left > 0 && compare(day, record.end_date ?? record.date) <= 0;
    day = addDays(day, 1), left--
  ) {
    if (!branchCalendar().isWorkday(day)) return ['non_workday']
  }
  return []
}

/** Looks like a date, a number, an absence or an order that no rule has read. */
const DANGER =
  /\d|[二三四五六七八九十两几]+(?:次|场|堂)(?!全会|代表|会议)|[一二三四五六七八九十两几]+(?:个?(?:人|名|位|点|号|日|天|小时|分钟|周|月份?)(?![民次大生才物口心间员为工文士称单]))|昨|前天|明天|后天|周[一二三四五六日天末]|星期|礼拜|上午|下午|晚上|点半|请假|缺席|没来|没到|未到|没参加|迟到|早退|(?<![扣排删清解消免拆根铲驱剔去])除了?(?![尘夕湿虫草冰雪甲法四])|主讲|讲师|授课|领学|主持|记录人|应到|实到|出席|人数|元(?!宵|旦|素|首|老|帅)|(?:小时|钟头|分钟|[一二两三1-3]刻|刻钟|学时|课时)|[俩仨]|去年|前年|明年|下(?:周|个?月|次|回|一步)|假(?!期|日|肢|设)|[没未](?!来|成年|雨绸缪|尝|必)|取消|不对|错|不是|(?<![整修教])改(?!革|进|善|造|变|选|版|编|在)|到底|不确定|都(?!市|江)|齐(?!抓|心|鲁)|全部|所有人|大家(?=都|全|基本|差不多)|稍后|另外|补学|各|(?<![宣演对])讲(?!的是|述|[\u4E00-\u9FFF]{0,4}故事|解[员词技服稿岗大比]|话|座|政治|究|习所|求|堂|台)/
/** Numbers that belong to names of congresses, campaigns, chapters and rules. */
const HARMLESS =
  /(?:高考|中考|会议|展会|开学|上班|开班|比赛)(?:的)?(?:第[一二三四]|头一|首)[天日]|[pP]\.?\s?\d{1,4}(?:\s?[-~到至]\s?[pP]?\.?\d{1,4})?|第?\d{1,4}(?:[-~到至]第?\d{1,4})?页|(?<![A-Za-z\d])[A-Z]{1,4}-?\d{1,3}(?![\d人名个小分学点:])|(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?的?(?=寿星|生日|过生日|出生)|讲(?:了|述)?(?:他们?|她们?|自己|当年|过去|那时|那会儿)(?!主讲)|\d{1,2}·\d{1,2}(?:重要)?(?:座谈会|讲话|批示|指示|事件|事故|案|通知|精神)|第\d{1,2}\.\d{1,2}[章节条]|一人一[\u4E00-\u9FFF]|(?:\d{1,4}|[一二两三四五六七八九十百]{1,3})(?:余|多)?(?:棵|株|盆|袋|公斤|斤|套|幅|首|面(?!临)|枚|只|束|桶|担|亩|平方米|公里|米|块(?=展|牌|石)|本(?=书|笔)|辆|盏|把(?=伞|椅)|箱|盒|瓶|双(?=鞋|手套))|\d{4}年\d{1,2}月(?:份)?(?!\d)|(?<=学)时政|造假|打假|虚假|假冒|第?[一二三四五六七八九十百\d]+(?:[-至到、~]第?[一二三四五六七八九十百\d]+)*(?:届|中全会|大(?!家)|次全会|次代表|个?专题|章|节|讲|课|期|条|项|款|季度|五|个?(?:确立|维护|意识|自信|务必|必由|坚持|规定|方面|问题|议题|重点|代表|全面)|周年|年|要点|规划|本书|卷|篇|部分|批|轮|届|部曲|号文|支队|党支部|个文件|封信)|(?:二十|十[一二三四五六七八九])(?:届|大)[一二三四五六七八九]?(?:中全会|次全会)?|十[一二三四五六]五(?:规划)?|[一二三四五六七八九]中全会|三会一课|两学一做|两会|八项规定|六项纪律|四风|两个确立|三严三实|四个(?:意识|自信|全面)|两个维护|党的二十大|一岗双责|\d{4}年\d{1,2}月(?:份)?(?!\d)|\d{4}年(?:度)?|第\d{1,3}[天集部季讲课单元回]|[〔（([]\d{4}[〕）)\]]|\d{1,4}号(?:文|令|文件)|[一二三四五六七八九十]学时|二十四节气|人人都是培训师|五四|七一|八一|九一八|三八|\d+G|5S|6S/g

/** A visitor nobody placed: probably the lecturer. */
const VISITOR =
  /(?:(?<!总)书记|部长|局长|院长|校长|(?<!席|平)主席|教官|医生|律师|警官|警察|民警|处长|科长|队长|站长|主任|师傅|经理|工程师|总监)(?:来|给|为|带|讲(?!话)|培训|示范|授课|作|做|上|手把手)|教授|(?<!红色|党务)讲师|专家(?!委)|主讲|院士|授课|宣讲团(?!精神)|(?<!新|为)老师(?!德)|(?:^|[\u4E00-\u9FFF])[\u4E00-\u9FFF](?:医生|律师|警官|教官|处长|科长)$/

/** Whether words that no rule has read could have changed the record. */
export function isDangerous(text: string): boolean {
  return DANGER.test(text.replace(HARMLESS, ' '))
}

/** Adds a doubt when unread words look like a fact or a person; `allowed` are zones that are subject by label. */
export function checkLeftovers(
  facts: Facts,
  allowed: readonly { start: number; end: number }[],
  lecturerKnown = false,
  visited = false,
): void {
  for (const part of leftovers(facts.scan.open)) {
    const labelled = allowed.some((zone) => part.start >= zone.start && part.start < zone.end)
    if (labelled && tellsOfPerson(part.text, facts)) {
      facts.doubts.push({
        fields: ['topic', 'host', 'absent'],
        question: `「${visible(part.text)}」里好像还说了谁做什么，请核对。`,
      })
    }
    const words = lecturerKnown ? part.text.replace(/^讲(?:了|的是)?/, '') : part.text
    // 业务培训讲了…: what it was about, not who spoke.
    if (
      !labelled &&
      isDangerous(words.replace(/(?<=培训|讲座|党课|课上|会上|学习)(?:上)?讲(?:了|的是)?(?=\S{2})/, ' '))
    ) {
      facts.doubts.push({ fields: ['note'], question: `「${visible(part.text)}」没看明白，请核对。` })
    }
    if (!labelled && !visited && VISITOR.test(part.text)) {
      facts.doubts.push({ fields: ['lecturer'], question: `「${visible(part.text)}」里的人是主讲吗？` })
    }
    const others = labelled ? [] : membersIn(part.text, facts.names).filter((person) => !isSeen(part.text, person))
    if (others.length > 0 && !BIRTHDAY.test(part.text)) {
      facts.doubts.push({
        fields: ['attendees', 'lecturer'],
        question: `「${visible(part.text)}」里提到的人是什么角色？`,
      })
    }
  }
}

/** 李响他爸, 住院的海明, 慰问困难党员李响: whom one went to see. */
const SEEN =
  /^(?:同志)?(?:他|她|的|家)?(?:的|里的?)?(?:爸|妈|父|母|爱人|老婆|老公|妻|丈夫|媳妇|孩子|儿子|女儿|家属|家人|老人|岳|公公|婆婆|爷爷|奶奶|外公|外婆|家里|家中|家(?=$|[\s,，。]))/
const OBJECT = /(?:住院|生病|患病|卧病|受伤|手术|困难|退休|产后|坐月子|康复)[中期后]?的?(?:党员|同志|职工|同事)?$/
const isSeen = (text: string, { start, end }: { start: number; end: number }): boolean =>
  SEEN.test(text.slice(end)) || OBJECT.test(text.slice(0, start))

/** 给李响过政治生日: he is the subject of the day. */
const BIRTHDAY = /(?:给|为|帮)\S{2,6}(?:过|庆祝|庆)\S{0,3}生日/
const ROLE_OR_ABSENCE = /^(?:同志)?(?:主持|主讲|授课|记录|领学|请假|没来|没到|未到|缺席|出差|公出|病假|没参加|未参加)/

/** A labelled subject that runs on into who chaired, spoke or was away. */
const tellsOfPerson = (text: string, facts: Facts): boolean =>
  /我(?:来)?(?:主持|主讲|记录)/.test(text) ||
  membersIn(text, facts.names).some((person) => ROLE_OR_ABSENCE.test(text.slice(person.end)))

const visible = (text: string): string => text.replace(/[\uE000\uE001]/g, '').slice(0, 30)

/** The first error or doubt as a meaning, or undefined when the record may be written. */
export function objection(facts: Facts): ErrorMeaning | { question: string; fields: string[] } | undefined {
  const order = [
    'bad_date',
    'date_conflict',
    'future_date',
    'self_talk',
    'unknown_person',
    'ambiguous_person',
    'count_mismatch',
    'missing_field',
  ]
  const errors = [...facts.errors].sort((a, b) => order.indexOf(a.error) - order.indexOf(b.error))
  if (errors[0]) return errors[0]
  const [first] = facts.doubts
  if (!first) return undefined
  return { question: first.question, fields: [...new Set(facts.doubts.flatMap(({ fields }) => fields))] }
}
