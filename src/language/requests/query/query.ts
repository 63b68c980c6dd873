import type { Meaning, QueryMeaning, Utterance } from '../../../core/meaning.js'
import { Scan } from '../../scan.js'
import { duesCalcOf } from '../dues/dues-calc.js'
import { ENTRY_NUMBER } from '../target.js'
import { unclear } from '../unclear.js'
import { BOOK_RULES } from './book-rules.js'
import { PEOPLE_RULES } from './people-rules.js'
import type { Question } from './rule.js'
import { takeSpan } from './span.js'
import { isQuestion } from './words.js'

/**
 * The question about the ledger that a text asks (SCHEMA §4 `query`), or undefined when it asks none that the ledger
 * answers. `forced`: it began with /查询 or the like.
 */
export function queryOf(body: string, utterance: Utterance, forced: boolean): Meaning | undefined {
  const open = body.replace(/《[^《》\n]{1,60}》/g, (title) => '\uE000'.repeat(title.length))
  const entry = entryQuestion(open, forced)
  if (entry) return entry
  const calc = duesCalcOf(open)
  if (calc) return calc
  if (!forced && !isQuestion(open)) return undefined
  const span = takeSpan(new Scan(open), utterance.today)
  const question: Question = { open, body, utterance, span, forced }
  for (const rule of [...PEOPLE_RULES, ...BOOK_RULES]) {
    const meaning = rule(question)
    if (meaning) return isFiner(meaning, open) ? unclear('query', BY_MONTH) : meaning
  }
  return forced ? unclear('query', '想查什么？如：我今年多少学时；一季度谁还没谈；今年微党课几次') : undefined
}

const BY_MONTH = '只能按月、季度、半年或全年查，要查哪一段？如：本月开了几次会'
/** A span that no `period` of SCHEMA §4 holds: the answer for the whole month would be another one. */
const FINER =
  /(?<![一二三四五六七八九十两半几\d])(?:这个?|本|上上?个?|前|下个?)(?:周|星期|礼拜)(?!年|期)|(?:上|中|下)旬|月初|月底|(?<!截至|截止|到)(?:今天|昨天|前天)|(?<!每)(?:周|星期|礼拜)[一二三四五六日天]|[这近](?:几|两|三)天/
const COUNTED: ReadonlySet<string> = new Set([
  'counts',
  'credit_hours',
  'credit_hours_missing',
  'talks_missing',
  'lectures_missing',
])

const isFiner = (meaning: Meaning, open: string): boolean =>
  'type' in meaning && meaning.type === 'query' && COUNTED.has(String(meaning.what)) && FINER.test(open)

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
