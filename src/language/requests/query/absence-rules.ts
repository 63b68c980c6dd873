import type { Meaning } from '../../../core/meaning.js'
import { findDates } from '../../dates/find-dates.js'
import { membersIn, namesOf } from '../../people/find-person.js'
import type { Scan } from '../../scan.js'
import { kindsIn } from '../kind-words.js'
import { unclear } from '../unclear.js'
import { countedIn } from './counted.js'
import { type Question, query } from './rule.js'
import { usualSpan } from './span.js'
import { personAsked } from './who.js'

/**
 * Who was recorded absent, and how often one was: 谁没来学习, 这个月集中学习谁缺席过, 王敏今年缺了几次. Read before it is
 * judged whether a text asks at all, as 请假 and 缺席 are words of records as well.
 */

const AWAY_WORDS =
  '缺(?:了|过)?席|缺(?:了|过)?勤|缺(?:了|过)?课|缺了?会|没(?:有)?(?:能|法)?(?:来|到|到场|出席|参加|参会|去成?|露面|赶上|到会)(?!谈)|未(?:能)?(?:来|到|到场|出席|参加|参会|到会)(?!期|来)|请(?:了|过)?(?:病|事|公)?假|旷(?:了|过)?课|旷会|不在场|(?:老|总|总是|经常|常常?)不(?:来|参加|到)|缺过(?=吗|没|几|哪)'
const AWAY = new RegExp(AWAY_WORDS)
/** 最近一次党员大会缺了谁: of an event that is named. */
const AWAY_FROM = /缺(?:了|的)?(?:谁|哪[些几]|几个人)|少了谁|谁[^,，。;；\n]{0,4}缺(?!口|项|漏|少|什么|啥)/
/** 缺了几次, 少来了几回, 落了几次课: absent by how often alone. */
const HOW_OFTEN =
  /请(?:了|过)?(?:几|多少)[次回场]?(?:天)?(?:病|事|公|年|产)?假|(?:缺|落下?|漏|少(?:来|去|参加))(?:了|过|席|勤|课)*(?:几|多少|好几?)[次回场节堂](?:课|会|学习|培训|活动)?|(?:几|多少)[次回场](?:课|会|学习|培训|活动)?(?:没(?:来|到|去|参加)|缺席|缺勤|未到|未参加)/
/** 今年集中学习的出勤情况: who was away is what it can tell. */
const STATE =
  /(?:出勤|考勤|到会|到课|缺勤|缺席|请假)(?:的)?(?:情况|人员|名单|同志|记录)|(?:没|未)(?:来|到|参加|到会|出席)的?(?:人员|名单|人|同志|党员)/

const WHO =
  /谁|哪些?(?:人|同志|党员|位)|哪几(?:个|位|名)|哪(?:个|位)|几个人|多少人|几人|有没有人|有(?<!没)人.{0,12}吗|名单|有谁|都有/
const ASKS =
  /几[次回场节堂]|多少[次回场节堂]|次数|哪几?[次回场]|哪些|有没有|过(?:吗|没)|吗(?=[\s?？。]*$)|情况|的记录|什么时候/
/** What only a record, a plan or a notice has; and those behind with hours, dues, talks or lectures are asked about otherwise. */
const OF_OTHERS =
  /学时|课时|党费|谈心|谈话|约谈|没谈|没讲|未讲|讲(?:课|过)|主讲|[应实]到[:：]?\s?\d|(?:主持|记录|时间|地点|主题)[:：]|\d\s?(?:小时|分钟|学时)|半小时|怎么办|怎么(?:记|补|处理|写|填|算)|要不要|要记|需要|可以吗|行吗|能不能|(?:能|可以|要)补|扣/
/** Of these nobody is written down as absent. */
const NOT_ATTENDED: ReadonlySet<string> = new Set([
  ...[
    'volunteer',
    'donation',
    'honour',
    'qualitySlip',
    'spot_check',
    'problem',
    'commitment',
    'dues',
    'analysis',
    'talk',
  ],
])
/** 上次学习谁没来, 刚开的会谁缺席. */
const NEWEST =
  /上一?(?:次|回|场)|(?:最近|最新|刚才|刚刚|刚)(?:的|那|开的?|办的?|搞的?|学的?)*(?:一|那|这)?(?:次|回|场)|[这那](?:次|回|场)|刚(?:才|刚)?(?:开|办|搞|学|结束)/
/** A week and the like, of which the answer for the month would be another one. */
const FINER =
  /(?:这个?|本|上上?个?)(?:周|星期|礼拜)|[上中下]旬|月[初底]|[这近前后](?:几|两|三)天|最近|近期|这段|一直|期间|以来/
const TODAY = /(?<!截至|截止|到)今[天日](?!为止)/
const BY_DAY_OR_MONTH = '谁缺席可以按某一天、月、季度、半年或全年问，如：这个月集中学习谁缺席过；上次学习谁没来'

/** What is asked about absences; undefined: something else. `scan` has its span claimed. */
export function absencesAsked(question: Question, scan: Scan): Meaning | undefined {
  const { open, body, utterance, span } = question
  const asksWho = WHO.test(open)
  const often = HOW_OFTEN.test(open)
  const kindsNamed = kindsIn(open)
  const isAway = AWAY.test(open) || (kindsNamed.length > 0 && AWAY_FROM.test(open))
  if (!isAway && !often && !STATE.test(open)) return undefined
  if (!asksWho && !often && !ASKS.test(open)) return undefined
  if (OF_OTHERS.test(open)) return undefined
  if (kindsNamed.some(({ query: { type } }) => type !== undefined && NOT_ATTENDED.has(type))) return undefined
  const named = membersIn(body, namesOf(utterance.roster))
  // 谁没来，我好补上: nobody in particular is asked about.
  const who = asksWho && named.length === 0 ? undefined : personAsked(body, utterance)
  if (who && 'error' in who) return who
  // 王敏没来吗 of one day is no count, and 老周今天没来？ speaks to somebody else.
  if (!asksWho && !often && !who && !STATE.test(open)) return undefined
  if (new Set(named.map(({ name }) => name)).size > 1) return unclear('query', '请一个人一个人问，如：王敏今年缺了几次')
  const days = findDates(scan, utterance.today).filter(({ kind }) => kind !== 'vague')
  // Claimed with the span, where 今天 ends one that is going on.
  const day = TODAY.test(open) && days.length === 0 ? { kind: 'day', date: utterance.today } : days[0]
  const rest = scan.open
  if (days.length > 1 || (day !== undefined && (day.kind === 'span' || day.date === undefined)))
    return unclear('query', BY_DAY_OR_MONTH)
  const newest = day === undefined && span === undefined && NEWEST.test(rest)
  if (day === undefined && !newest && FINER.test(rest)) return unclear('query', BY_DAY_OR_MONTH)
  // 缺席过哪些活动: of any event.
  const { forms, kinds } = countedIn(rest.replace(/(?:什么|哪些|啥|哪几[次个项])活动/g, ''))
  const period = span ?? usualSpan(who ? 'year' : 'month', utterance.today)
  return query('absences', day === undefined && !newest ? period : undefined, {
    ...(who ? { who: who.name } : {}),
    ...(day?.date === undefined ? {} : { date: day.date }),
    ...(newest ? { latest: true as const } : {}),
    ...(forms.length > 0 ? { forms } : {}),
    ...(kinds.length > 0 ? { kinds } : {}),
  })
}
