import type { Meaning, QueryMeaning, Utterance } from '../../../core/meaning.js'
import { membersIn, namesOf } from '../../people/find-person.js'
import { Scan } from '../../scan.js'
import { duesCalcOf } from '../dues/dues-calc.js'
import { ENTRY_NUMBER } from '../target.js'
import { unclear } from '../unclear.js'
import { absencesAsked } from './absence-rules.js'
import { BOOK_RULES, FIRST_RULES, listed } from './book-rules.js'
import { ONE_SPAN, withoutDeniedSpans } from './denied-spans.js'
import { hourSettingAsked, PEOPLE_RULES } from './people-rules.js'
import { planProgress, projectDays } from './progress-rules.js'
import type { Question } from './rule.js'
import { severalQuestions } from './several-questions.js'
import { takeSpan } from './span.js'
import { withUnusedWords } from './unused-words.js'
import { isQuestion } from './words.js'

/**
 * The question about the ledger that a text asks (SCHEMA §4 `query`), or undefined when it asks none that the ledger
 * answers. `forced`: it began with /查询 or the like.
 */
export function queryOf(body: string, utterance: Utterance, forced: boolean): Meaning | undefined {
  const { text: meant, cuts } = withoutDeniedSpans(body, utterance.today)
  const whole = oneQuestion(meant, utterance, forced)
  const meaning = severalQuestions(meant, utterance, whole, (text) => oneQuestion(text, utterance, false)) ?? whole
  return cuts && meaning && 'type' in meaning && meaning.type === 'query' ? unclear('query', ONE_SPAN) : meaning
}

function oneQuestion(body: string, utterance: Utterance, forced: boolean): Meaning | undefined {
  const open = body.replace(/《[^《》\n]{1,60}》/g, (title) => '\uE000'.repeat(title.length))
  if (!forced && TELLS_OF_PROBLEM.test(open) && !ASKED.test(open)) return undefined
  const entry = entryQuestion(open, forced)
  if (entry) return entry
  const calc = duesCalcOf(open)
  if (calc) return calc
  const scan = new Scan(open)
  const span = takeSpan(scan, utterance.today)
  const question: Question = { open, body, utterance, span, forced }
  const absences = absencesAsked(question, scan)
  if (absences) return withUnusedWords(absences, question, scan)
  const setting = hourSettingAsked(question)
  if (setting) return setting
  if (!forced && !isQuestion(open)) {
    if (!NOUN_ONLY.test(open)) return undefined
    return planProgress(question) ?? projectDays(question) ?? (HOW_IT_GOES.test(open) ? listed(question) : undefined)
  }
  const days = projectDays(question)
  if (days) return days
  for (const rule of [...FIRST_RULES, ...PEOPLE_RULES, ...BOOK_RULES]) {
    const meaning = rule(question)
    if (meaning)
      return isFiner(meaning, withoutMembers(open, utterance), scan)
        ? unclear('query', BY_MONTH)
        : withUnusedWords(meaning, question, scan)
  }
  return forced ? unclear('query', '想查什么？如：我今年多少学时；一季度谁还没谈；今年微党课几次') : undefined
}

/** 班子点出：讲党课次数少。责任人老陈: what is wrong, and nothing asked. */
const TELLS_OF_PROBLEM =
  /(?:班子|部门|员工|职工|支部|^|[\s,，。;；])[^,，。;；:：?？\n]{0,10}(?:指出|点出|提出|反映|自查|提的?)[^,，。;；?？\n]{0,6}[:：]/
const ASKED = /[?？]|吗|呢|几[个条项]|多少|哪|谁|什么|啥|查一?[查下]|看看|列出|有没有/

/** 年度培训计划完成情况: a question without a word of asking; a subject that was studied or discussed is longer. */
const NOUN_ONLY =
  /^(?!.*(?:学习|传达|讨论|听取|汇报|通报|召开|研究|审议|部署|检查|小结|总结|请大家|报一?下|上报|提交)(?!计划))[^,，。;；:：!！\n]{2,24}[。\s]*$/

/** 书记项目怎么样了, 我的党员风采进度. */
const HOW_IT_GOES = /(?:怎么样|如何|咋样|进展|进度|完成情况|落实情况)(?:了|呢|啊)?[。\s]*$/

const BY_MONTH = '只能按月、季度、半年或全年查，要查哪一段？如：本月开了几次会'
/** A span that no `period` of SCHEMA §4 holds: the answer for the whole month would be another one. */
const FINER =
  /(?<![一二三四五六七八九十两半几\d])(?:这个?|本|上上?个?|前|下个?)(?:周|星期|礼拜)(?!年|期)|(?:上|中|下)旬|月初|(?<![到快近眼]|都|马上)月底(?!了|前|之前|要|得)|(?<!截至|截止|到)(?:今天|昨天|前天)|(?<!每)(?:周|星期|礼拜)[一二三四五六日天]|[这近](?:几|两|三)天|(?:前|头|近|后)[\d两二三四五六七八九十]{1,2}个?(?:季度?|月)/
/** Of months that are no quarter or half year together, so that no span took them. */
const MONTHS_LEFT = /月份?(?:到|至|-|~)(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月/
const COUNTED: ReadonlySet<string> = new Set([
  'counts',
  'credit_hours',
  'credit_hours_missing',
  'talks_missing',
  'lectures_missing',
])

/** 查下周海明: his name is no week. */
function withoutMembers(open: string, { roster }: Utterance): string {
  return membersIn(open, namesOf(roster)).reduce(
    (text, { start, end }) => text.slice(0, start) + '\uE001'.repeat(end - start) + text.slice(end),
    open,
  )
}

const isFiner = (meaning: Meaning, open: string, scan: Scan): boolean =>
  'type' in meaning &&
  meaning.type === 'query' &&
  COUNTED.has(String(meaning.what)) &&
  (FINER.test(open) || MONTHS_LEFT.test(scan.open))

const ENTRY_ASKED =
  /^(?:\/)?(?:请|帮我?|麻烦|我想|给我)?(?:查(?:一?下|询|看|查)?|看(?:一?下|看)|打开|调出|显示|找(?:一?下)?|详情)?(?:编号)?(?:的)?(?:这|那)?(?:条|笔|张)?(?:记录|台账|内容|详情)?(?:是)?(?:什么|啥|哪条|哪一条|怎么写的|记的什么|记了什么)?(?:内容|记录|情况|来着|呀|啊|呢)?$/

/** 2026-学-014 是什么, 查 2026-学-014, or the number alone. */
function entryQuestion(open: string, forced: boolean): QueryMeaning | undefined {
  const number = ENTRY_NUMBER.exec(open)
  if (!number) return undefined
  const rest = open.replace(number[0], ' ').replace(/[\s,，。.?？:：!！]/g, '')
  return (forced && rest.length <= 4) || ENTRY_ASKED.test(rest)
    ? { type: 'query', what: 'entry', number: number[1] as string }
    : undefined
}
