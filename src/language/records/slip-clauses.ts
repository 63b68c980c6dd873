import { findDates } from '../dates/find-dates.js'
import type { DateMention } from '../dates/mention.js'
import { Scan } from '../scan.js'

/** Which clauses of a slip tell of the slip itself, and which of what was found. */

/** 不对，是上周五; 应该是3号: words before a day. */
const LEAD =
  /^(?:[哦噢啊呃哎额]+|不对|不是|(?:说|写|记|打|看|搞|弄)错了?|口误|更正|等等|应该?|其实|实际|就|都|均|也|是|为|在|于|(?:检查|开单|开具)?(?:日期|时间)(?:就|要)?(?:写|填|算|按|记)?|[:：=])+/
const OF_A_DAY =
  /^(?:(?:20)?\d{2}年|[今去前]年|\d{1,4}[月./-]|[一二三四五六七八九十]{1,3}月|今天|昨天|前天|大前天|今|昨|[本这上]{1,2}个?(?:周|星期|礼拜)|上?个?月|上午|下午|晚上|(?:晚|早|中午|傍晚|夜里|凌晨)$|\d{1,2}[日号](?=$|那|当|上午|下午|中午|晚|早|夜|凌晨|的|[开出查发下巡检罚记]|质管))/
/** 上周五开的, 8号那天查的: behind a day that a clause only says for the slip. */
const BEHIND_DAY =
  /^(?:那天|当天|那[次回])?(?:早上|上午|中午|下午|晚上|傍晚|夜里|晚|早)?(?:[\d一二三四五六七八九十]{1,2}点(?:半|多|左右)?)?(?:我们|质管员|支部|领导|检查组)?(?:的|[开出下发查吃领挨填写记罚到收给签][的了]|发生的?|发现的?|检查的?|巡查的?|抽查的?|查[到出]来?的?|的事儿?|的单子?|那[张份次]|(?:那[场次个])?会(?:上|议)?的?)*$/

interface Span {
  start: number
  end: number
}

/**
 * The clauses behind the slip's own: what was found there at 10点 in 3号会议室 is neither day nor time of the slip. `names`
 * tells the clause with the slip's own words.
 */
export function findings(text: string, today: string, names: (clause: string) => boolean): Span[] {
  const clauses = [...text.matchAll(/[^\s,，。;；:：\n]+/g)]
  const own = clauses.findIndex(([clause]) => names(clause))
  return clauses
    .slice(own + 1)
    .filter(([clause]) => own >= 0 && !tellsDay(clause, today))
    .map((clause) => ({ start: clause.index, end: clause.index + clause[0].length }))
}

/** Whether a clause tells the day of the slip: it begins with one, or is nothing else. */
function tellsDay(clause: string, today: string): boolean {
  const said = clause.replace(LEAD, '')
  if (said === '' || OF_A_DAY.test(said)) return true
  const [mention] = daysIn(said, today)
  return mention !== undefined && mention.start === 0 && BEHIND_DAY.test(said.slice(mention.end))
}

const MAY_SAY_DAY = /[\d一二三四五六七八九十][日号月./]|[周期拜节天晚早]/

/** 8号那次门岗没人: a day at either end of a clause may be the slip's; 他们昨天帮客人找回钱包 only tells when. */
export const daysAtEdge = (clause: string, today: string): boolean =>
  daysIn(clause.replace(LEAD, ''), today).some(
    ({ start, end, raw }) =>
      end === clause.replace(LEAD, '').length || (start === 0 && !/^\d{1,2}号$/.test(raw.trim())),
  )

/** The days that the words name; a clause of a finding has none but by chance. */
const daysIn = (said: string, today: string): DateMention[] =>
  MAY_SAY_DAY.test(said) ? findDates(new Scan(said), today) : []
