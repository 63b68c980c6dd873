import { monthOf } from '../../../core/civil-date.js'
import { PLAN_KINDS } from '../../../core/entry.js'
import type { EntryQuery } from '../../../core/meaning.js'
import { findDates } from '../../dates/find-dates.js'
import { Scan } from '../../scan.js'
import { kindsIn } from '../kind-words.js'
import { categoriesIn } from './categories.js'
import { countedIn } from './counted.js'
import { fewer } from './fewer.js'
import { planProgress } from './progress-rules.js'
import { type QueryRule, query } from './rule.js'
import { usualSpan } from './span.js'
import { sums } from './sum-rules.js'
import { personAsked } from './who.js'
import { asksWhoHasNot } from './words.js'

/** Questions about the books: how often, what is open, what has no record yet. */

const OPEN_ITEMS: readonly (readonly [string, RegExp])[] = [
  ['qualitySlip', /整改单|处罚单|反馈单|[质五]量?单|单子/],
  ['problem', /问题(?:清单)?/],
  ['followup', /跟进|后续/],
  ['agenda', /议题|议定(?:的)?事项?|决议|会(?:议)?上?(?:定|决定|商定|议定|布置|交办)(?:下来)?的/],
  ['plan', /计划|安排|日程/],
]
const STILL_OPEN =
  /(?:什么|哪些|啥|哪几件)(?:事|事情|事项)?(?:还)?(?:没|未)办(?![过理])|(?:没|未)办(?:完|好|结)?的(?:事|事情|事项|有)|还有(?:什么|哪些|啥|几件)(?:事|事情|事项)?(?:要|该|得|没|未)办|(?:没|未)(?:有)?(?:销号|闭环|整改|办结|完成|关闭|解决|落实)|待办|待整改|待销号|未办|开着|(?:还有|有)(?:什么|哪些|啥|几个?)(?:计划|安排|日程|待办)|(?:计划|安排|日程)(?:有|是)?(?:什么|哪些|啥)|(?:下周|下个?月|接下来|最近|近期|本周|这周|明天|后天)[^。;；\n]{0,8}(?:什么|哪些|啥)(?:安排|计划|日程|活动)?/

/** 还有几张整改单没销号; 下周有什么安排. */
const openItems: QueryRule = ({ open, span }) => {
  if (!STILL_OPEN.test(open)) return undefined
  if (/没完成|未完成/.test(open) && asksWhoHasNot(open)) return undefined
  const items = OPEN_ITEMS.flatMap(([item, pattern]) => (pattern.test(open) ? [item] : []))
  if (items.length === 0 && !/待办|未办|没办|销号|闭环/.test(open)) return undefined
  // 会议议题, of the items and not of a meeting that is planned.
  const kinds = items.includes('agenda')
    ? []
    : [...new Set(kindsIn(open).flatMap(({ query: one, said }) => openKindOf(one, said)))]
  const { department } = fewer(open, open, kinds)
  return query('open_items', span, {
    ...(items.length > 0 ? { items } : {}),
    ...(kinds.length > 0 ? { kinds } : {}),
    ...(department === undefined ? {} : { department }),
  })
}

/** 整改单, of all slips; 培训, of all plans. A bare 活动 may be anything. */
function openKindOf({ type, kind }: EntryQuery, said: string): string[] {
  if (type === 'qualitySlip') return kind === undefined ? [] : [kind]
  const planned = PLAN_KINDS.find((one) => one === type)
  return planned === undefined || said === '活动' || planned === 'talk' ? [] : [planned]
}

const FOLLOWUP = /(?:谈心|谈话|谈)(?:的|后|完)*(?:后续|跟进)|(?:后续|跟进)(?:的)?(?:事项?|事情|任务)?/

/** 谈话后续还有哪些没办: asked before 谁还没谈, as it names talks too. */
const followups: QueryRule = ({ open, span }) => {
  if (!FOLLOWUP.test(open)) return undefined
  const asks =
    STILL_OPEN.test(open) || /(?:没|未)(?:有)?(?:办|跟进|落实|完成)|哪些|什么|(?:几|多少)[个件条项]/.test(open)
  const kinds = [
    ...new Set(kindsIn(open).flatMap(({ query: { type, kind } }) => (type === 'talk' && kind ? [kind] : []))),
  ]
  return asks ? query('open_items', span, { items: ['followup'], ...(kinds.length > 0 ? { kinds } : {}) }) : undefined
}

const HOW_MANY =
  /[一二两三四五六七八九十\d]{1,2}[次回场]还是[一二两三四五六七八九十\d]{1,2}[次回场]|(?:(?<![多好])几|多少|好多|几多)(?:次|场|拨|波|档|桩|单|班|家|户|部|讲|轮|批|笔|个(?!人|学时|小时|钟头)|张|份|回|期|堂|节|条|项|件|遍|趟|人次)|次数|(?:够|满|到|有)\s?[\d一二两三四五六七八九十]{1,3}[次场堂回期张](?:了)?[没吗不]|(?:场次|[场期堂张回节部件条份]数)(?=[?？。\s]*$|报|给我|是?(?:多少|有?几))|(?:的)?数量|总数|多少(?:次|场)?$|(?:开|搞|办|做|学|谈|组织)(?:了|过)?(?:没有|没|吗)|各(?:多少|几)/
const CAMPAIGN = /([\u4E00-\u9FFF]{2,12}?(?:学习教育|主题教育|专项教育|专题教育|教育整治|专项行动))/
const BEFORE_CAMPAIGN =
  /^(?:今年|去年|前年|本月|这个月|上个?月|我们|支部|的|关于|为|在|开展了?|[上下]半年|[一二三四]季度)+/

/** 今年专题讲座和主题影片各搞了几次. */
const counts: QueryRule = ({ open, body, utterance, span, forced }) => {
  if (!HOW_MANY.test(open) && !forced) return undefined
  const campaign = CAMPAIGN.exec(open)?.[1]?.replace(BEFORE_CAMPAIGN, '')
  const { forms, kinds } = countedIn(
    open.replace(CAMPAIGN, ' ').replace(/(?<!(?:几|多少)[个项条]?)问题(?=吗|[?？]|$)/g, ''),
  )
  const categories = categoriesIn(open)
  if (forms.length === 0 && kinds.length === 0 && categories.length > 0) kinds.push('training')
  if (forms.length === 0 && kinds.length === 0 && campaign === undefined) return undefined
  const who = personAsked(body, utterance)
  if (who && 'error' in who) return who
  return query('counts', span ?? usualSpan('year', utterance.today), {
    ...(who ? { who: who.name } : {}),
    ...(forms.length > 0 ? { forms } : {}),
    ...(kinds.length > 0 ? { kinds } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(campaign === undefined ? {} : { campaign }),
    ...fewer(open, body, kinds),
  })
}

/** 今年获奖哪些, 今年的承诺有哪些: all of a kind that has few, one by one. */
export const listed: QueryRule = ({ open, body, utterance, span }) => {
  if (!/哪些|什么|哪几[项个]|有啥|列|怎么样|如何|咋样|进展|进度|完成情况|落实/.test(open)) return undefined
  const { kinds } = countedIn(open)
  const few = kinds.filter((kind) => LISTED.has(kind))
  if (few.length === 0 || few.length < kinds.length) return undefined
  const who = personAsked(body, utterance)
  if (who && 'error' in who) return who
  return query('counts', span ?? usualSpan('year', utterance.today), {
    ...(who ? { who: who.name } : {}),
    kinds: few,
  })
}
const LISTED: ReadonlySet<string> = new Set(['honour', 'commitment', '书记项目', '支部特色', '党员风采'])

const GAPS =
  /窟窿|忘(?:记|了)?[登录补](?!录)|欠账|(?:还是|都是|是|留)空的|应[记做开办补]未[记做开办补]|缺胳膊少腿|查漏(?!洞|水|电)|查缺(?!口)|断档|该(?:做|办|开|记|搞|学|补|弄)的?(?:会|事|活动|学习|培训|课)?(?:还|都|有)?(?:没|未)(?:有)?(?:做|办|开|记|搞|学|补|弄)|有没有(?:漏|缺|遗漏|落下|少)|漏项|漏记|遗漏|空白|落下|空着|缺漏|(?<!学时|课时)缺口|查漏补缺|查缺补漏|(?:还|都|都还)?(?:缺|差|少|漏|剩)(?:了|记|录|登|补|写|着)*(?:什么|哪些|啥|哪几|多少|几)|(?:哪些|什么|啥|哪几项?|哪[样项块])[^。;；\n]{0,8}(?:没|未|缺|漏|待)(?:弄|记|补|开展?|录|登记|做|搞|完成|办)?|(?:台账|材料|记录|资料)[^。;；\n]{0,4}(?:齐|全|完整|有缺|缺)(?:了|全)?(?:吗|没|不|[?？])|齐不齐|缺项|(?:没|未)(?:记|补|登记)的?(?:有|是)?(?:什么|哪些|啥)|缺不缺/

/** 支部自查，台账有漏项，责任人…: an item of the problem list. */
const TELLS_OF_PROBLEM =
  /责任人|负责人|牵头|问题[一二两三\d]?[条个项]?[:：]|[\u4E00-\u9FFF]{2,4}(?:牵头|负责|跟进|认领)|问题(?:清单)?(?:记|录|登记?|加)?(?:了|上|入)?(?:[一二两三四五\d]{0,2}[条个项])?[:：]|(?:自查|指出|提出|反映)[,，:：][^?？]*(?:整改|措施|牵头)/

/** 昨天的培训记了吗. */
const RECORDED = /(?:记|录|登记|补)(?:了|过|上)?(?:吗|没有?)(?=[\s?？。]*$)/

/** 这个月还缺哪些没记. */
const gaps: QueryRule = ({ open, utterance, span }) => {
  if (RECORDED.test(open) && kindsIn(open).length > 0) return query('gaps', span ?? monthNamed(open, utterance.today))
  if (!GAPS.test(open) || TELLS_OF_PROBLEM.test(open)) return undefined
  if (
    !/登|本子|窟窿|欠账|必做|本季|应[记做开办补]|动作|该做|记|补|查漏|缺口|台账|材料|录|齐|缺|开展|项目?|这个?月|[本上]个?月|[\d一二三四五六七八九十]月|季度|今年|登记/.test(
      open,
    )
  )
    return undefined
  return query('gaps', span ?? usualSpan('month', utterance.today))
}

/** The month of the one day that a question names. */
function monthNamed(open: string, today: string): string {
  const [mention] = findDates(new Scan(open), today)
  return monthOf(mention?.date ?? today)
}

/** Before the questions about people, whose words they share. */
export const FIRST_RULES: readonly QueryRule[] = [followups, planProgress, sums]
export const BOOK_RULES: readonly QueryRule[] = [openItems, counts, gaps, listed]
