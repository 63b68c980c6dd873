import type { Meaning, QueryMeaning } from '../../../core/meaning.js'
import { findDates } from '../../dates/find-dates.js'
import { takePeriod } from '../../dates/periods.js'
import { membersIn, namesOf } from '../../people/find-person.js'
import { Scan } from '../../scan.js'
import { kindsIn } from '../kind-words.js'
import { unclear } from '../unclear.js'
import { CATEGORY_WORDS } from './categories.js'
import type { Question } from './rule.js'
import { QUESTION_WORDS } from './spoken-words.js'

/**
 * The last guard of a question (issue 5, "answers that mislead"): a word that restricts what is asked for and that no
 * rule used would make the answer another one. A known kind, person, category, amount, status, span or department is
 * asked about; any other word that is left is named beside the answer (`unread`).
 */
export function withUnusedWords(meaning: Meaning, question: Question, scan: Scan): Meaning {
  if ('error' in meaning || !('type' in meaning) || meaning.type !== 'query') return meaning
  const restricted = restrictionUnused(meaning, question, scan)
  if (restricted !== undefined) return unclear('query', restricted)
  const left = meaning.what === 'counts' ? wordsLeft(meaning, question, scan) : []
  return left.length === 0 ? meaning : { ...meaning, unread: left }
}

type Check = (meaning: QueryMeaning, question: Question, scan: Scan) => string | undefined

/** The spans that a question may have one of. */
const secondSpan: Check = ({ what }, { utterance }, scan) =>
  WITH_SPAN.has(what) && takePeriod(scan, utterance.today) !== undefined
    ? '说到了不止一个时间段，请一段一段问，如：一季度开了几次会'
    : undefined
/** 3月5日集中学习几次, 国庆期间, 3月以来: no period of SCHEMA §4 holds it, and the answer for a longer one would be another. */
const day: Check = ({ what, kinds }, { utterance }, scan) => {
  // Dues are of months; who was absent is asked of a day, too.
  if (!WITH_SPAN.has(what) || what === 'dues_missing' || what === 'absences') return undefined
  if (/每个?季度/.test(scan.text) && !kinds?.every((one) => /谈话$/.test(one))) return BY_SPAN
  const isDay = findDates(new Scan(scan.open), utterance.today).some(({ kind: one }) => one !== 'vague')
  return isDay || OTHER_SPAN.test(scan.text) ? BY_SPAN : undefined
}
const BY_SPAN = '只能按月、季度、半年或全年问，如：本月开了几次会；要看某一天的记录请带编号'
const OTHER_SPAN =
  /(?:月份?|季度|节|[去前]年)(?:以来|之后|以后|至今|起|开始)|(?:季度|半年)[初末]|最近|近期|过去|近[两二三四五几\d]+[年月天周]|每(?:个)?(?:月|周|星期|年|次)|期间|[节年]前(?!十|\d)/
const WITH_SPAN: ReadonlySet<string> = new Set([
  'counts',
  'credit_hours',
  'credit_hours_missing',
  'talks_missing',
  'lectures_missing',
  'dues_missing',
  'absences',
])

const person: Check = ({ what, who }, { body, utterance }) => {
  if (!WITH_PERSON.has(what)) return undefined
  const named = new Set(membersIn(body, namesOf(utterance.roster)).flatMap(({ name }) => (name ? [name] : [])))
  if (who !== undefined && who !== '$sender') named.delete(who)
  return named.size > 0 ? '请一个人一个人问，如：李响今年多少学时' : undefined
}
const WITH_PERSON: ReadonlySet<string> = new Set([
  'counts',
  'credit_hours',
  'credit_hours_missing',
  'dues_missing',
  'absences',
])

/** 正式党员今年多少学时: some of the members, whom no question knows. */
const group: Check = ({ what }, { open }) =>
  WITH_PERSON.has(what) && GROUP.test(open.replace(/慰问[^,，]{0,6}|给(?:退休|老|困难)?(?:党员|职工)/g, ''))
    ? '还不能只问一部分人的；可以问一个人的，或全支部的，如：李响今年多少学时'
    : undefined
const GROUP =
  /(?:正式|预备|老|青年|年轻|退休|女|男|在职|流动)党员|积极分子|(?<!给)新(?:员工|同事|人)(?!第一课)|领导干部|年轻人/

/** A kind that stands in the question and in nothing of what was understood. */
const kind: Check = (meaning, { open }) => {
  if (meaning.what === 'talks_missing' && /提醒谈话/.test(open))
    return '提醒谈话不在谈话安排里；可以问：这个季度还差谁没谈'
  if (meaning.what !== 'credit_hours' && meaning.what !== 'credit_hours_missing') return undefined
  const other = kindsIn(open.replace(/集中学习培训/g, '')).find(
    ({ query: { type, form, kind: within } }) => type !== 'training' || form !== undefined || within !== undefined,
  )
  return other && `学时只能按人和时间段问；要问「${other.said}」请这样说：今年${other.said}多少小时`
}

const category: Check = ({ what, categories }, { open }) =>
  what !== 'counts' && categories === undefined && CATEGORY_WORDS.test(open) && resetOf(CATEGORY_WORDS)
    ? '按内容分类这样问：今年政治理论培训几次；今年业务技能培训多少学时'
    : undefined
/** A pattern with the `g` flag remembers where it stopped. */
const resetOf = (pattern: RegExp): true => {
  pattern.lastIndex = 0
  return true
}

/** Words that pick some of the entries, with what may be asked instead. Counted questions know none of them. */
const STATUS: readonly (readonly [RegExp, string])[] = [
  [/计划(?!\s?[（(])|后续|跟进/, '要问计划或后续，请这样说：培训计划完成情况；谈话后续还有哪些没办；还有哪些计划'],
  [
    /(?:没|未|还没)(?:有)?(?:整改|闭环|销号|办结|完成|办|解决|关闭)|逾期|超期|过期/,
    '要问没办完的，请这样说：还有几张整改单没销号',
  ],
  [
    /请假|缺席|没来|未到|迟到|出勤率?|到会率|参加率|应到|实到/,
    '不算出勤率。可以问：这个月集中学习谁缺席过；我今年缺席了几次；上次学习谁没来',
  ],
  [/补录|补记|撤销|作废|改过/, '只数没有撤销的记录，不分补录；请去掉这个词再问'],
  [/主持|记录人|[\u4E00-\u9FFF]记录的/, '还不能按主持人或记录人数；可以问：今年开了几次党员大会'],
  [
    /(?:以上|以下|以内|超过|大于|小于|至少|不到|不足|满)\s?\d|\d\s?(?:个?(?:小时|学时|分钟)|人|元)(?:以上|以下|以内)|平均|人均|最[多少大长]|占比|比例|百分|同比|环比|比去年|比上/,
    '只能数次数、人次、时长和金额，不能比较或求平均；如：今年志愿服务多少人次',
  ],
  [/上午|下午|晚上|周末|休息日|工作日|节假日/, '只能按月、季度、半年或全年数，请去掉钟点或星期再问'],
]
const status: Check = (meaning, { open }) => {
  if (meaning.what !== 'counts') return undefined
  const words = open.replace(/(?:没有?|没)(?=[\s?？。!！]*$)/, '')
  const found = STATUS.find(([pattern]) => pattern.test(words))
  return found?.[1]
}

/** A measure that was asked for and that this kind does not have. */
const amount: Check = ({ what, measures = [] }, { open }) => {
  if (what !== 'counts') return undefined
  if (/人次/.test(open) && !measures.includes('people')) return AMOUNTS
  if (/多少钱|多少元|金额/.test(open) && !measures.includes('money')) return AMOUNTS
  return /(?:多少|几)个?(?:小时|钟头|分钟)/.test(open) && !measures.includes('hours') ? AMOUNTS : undefined
}
const AMOUNTS = '要数什么没看明白。可以问：今年志愿服务多少人次、多少小时；今年捐款一共多少钱；我今年多少学时'

const CHECKS: readonly Check[] = [secondSpan, day, person, group, kind, category, status, amount]

function restrictionUnused(meaning: QueryMeaning, question: Question, scan: Scan): string | undefined {
  for (const check of CHECKS) {
    const text = check(meaning, question, scan)
    if (text !== undefined) return text
  }
  return undefined
}

/** Runs of Chinese that neither name what is counted nor belong to any question. */
function wordsLeft(meaning: QueryMeaning, { body, utterance }: Question, scan: Scan): string[] {
  let text =
    meaning.campaign === undefined ? scan.open : scan.open.replace(meaning.campaign, (word) => GAP.repeat(word.length))
  const hide = ({ start, end }: { start: number; end: number }): void => {
    text = text.slice(0, start) + GAP.repeat(end - start) + text.slice(end)
  }
  for (const found of kindsIn(text)) hide(found)
  for (const found of membersIn(body, namesOf(utterance.roster))) hide(found)
  for (const words of [meaning.department, meaning.project, ...(meaning.kinds ?? [])]) {
    if (words !== undefined) text = text.replaceAll(words, GAP)
  }
  text = text.replace(CATEGORY_WORDS, GAP)
  for (const pattern of USED) text = text.replace(pattern, GAP)
  for (const pattern of QUESTION_WORDS) text = text.replace(pattern, GAP)
  const place = PLACE.exec(scan.open)?.[1]
  return [...new Set([...(place === undefined ? [] : [place]), ...(text.match(/[\u4E00-\u9FFF]{2,}/g) ?? [])])]
}

const GAP = ' '
/** 在大会堂开了几次会: where it was. */
const PLACE = /在([\u4E00-\u9FFF]{2,8}?)(?=开|办|搞|举行|召开|学|培训|参加|进行|组织)/
/** What the rules of counting read beside the kinds. */
const USED: readonly RegExp[] = [
  /[特一二三四]等奖|优秀(?:组织)?奖|优胜奖|[金银铜]奖|第[一二三四五六]名/g,
  /每个?(?=季度)/g,
  /总额|总金额|款额|钱数|总人次/g,
  /(?:整改|闭环|销号|办结|解决|发现|查找|指出|捐|出|谈|学|时长|金额|标准(?!化)|项目|书记|特色|风采|培训|活动|服务|学习|会|话|单|奖|课|问题|承诺|制[定订]|志愿者?)+/g,
]
