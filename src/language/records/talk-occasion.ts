import { DEFAULT_OCCASIONS } from '../../core/talk-occasions.js'
import type { Facts } from '../facts.js'

/**
 * Why this talk was held, by the branch's list (domain.md R19): read where the words of an occasion were said, never told
 * from what was talked about (聊了孩子住院). Sealed with the content (moments.md §4).
 */

/** Words of the usual six; what a branch added itself is known by its own name. */
const WORDS: Readonly<Record<string, RegExp>> = {
  工作变动:
    /(?:工作|岗位|职务)(?:发生)?(?:了)?(?:变动|调整|调动|变化)|(?:调|转|轮|换)岗|组织关系(?:刚|新)?转入|新转入(?:我们)?支部/,
  受表彰: /(?:受|获|得|被|荣)(?:到|得)?(?:了)?(?:\S{0,6})?(?:表彰|嘉奖)|立(?:了)?功|(?:被)?评为(?:优秀|先进)/,
  家庭变故或困难: /家(?:庭|里|中)(?:发生|出|有|遇到)?(?:了)?(?:重大|特殊)?(?:变故|困难)|遇到(?:了)?(?:困难|挫折)/,
  苗头性问题或矛盾: /苗头性?(?:问题|倾向)?|倾向性问题|(?:闹|有|产生|发生)(?:了)?矛盾/,
  受处分或转正:
    /受(?:到)?(?:了)?(?:党纪|政务|党内)?(?:\S{0,4})?(?:处分|处理|处罚)|预备期满|(?:因|由于|针对|趁|结合)\S{0,6}转正|转正(?:前|后)(?=[\s,，谈找和跟]|$)/,
  反馈民主评议: /反馈(?:了)?民主评议|民主评议(?:的)?(?:结果|意见)?(?:的)?反馈/,
}
/** A group reads nothing of these, whoever typed them there. */
const PERSONAL: ReadonlySet<string> = new Set(['家庭变故或困难', '苗头性问题或矛盾', '受处分或转正'])
const LABEL = /(?:谈话)?(?:时机|情形)(?:[:：]|是|为)\s?([^\s,，。;；\n]{2,16})/

/** The occasion that was said, and whether a group may keep it; undefined: none, or more than one. */
export function takeOccasion({ scan, utterance }: Facts): { occasion: string; isPersonal: boolean } | undefined {
  const list = utterance.occasions ?? DEFAULT_OCCASIONS
  const labelled = scan.take(LABEL)
  const said = labelled?.groups[0] ?? scan.text
  const found = list.filter((name) => said.includes(name) || (WORDS[name]?.test(said) ?? false))
  const [occasion, ...others] = found
  // Said as one, though not on the list: his own words, which no group keeps.
  if (labelled && found.length !== 1) return { occasion: said, isPersonal: true }
  if (occasion === undefined || others.length > 0) return undefined
  return { occasion, isPersonal: PERSONAL.has(occasion) || WORDS[occasion] === undefined }
}
