import type { Meaning, PartialRecord, RecordType } from '../../core/meaning.js'

/**
 * 昨天集中学习条例1小时，顺便讨论了下周五的主题党日: what another event was talked over on the way is no event of that day. The
 * clause is taken out before anything is read, and kept as a note.
 */

const LEAD_ANYWHERE = '(?:顺便|顺带|顺道|顺手|捎带|会后|课后|学后|学完|散会前|结束[后前时]|完了)'
const LEAD =
  '(?:顺便|顺带|顺道|顺手|捎带着?|会后|课后|学后|(?:学|讲|看|谈|上)完(?:课|了)?(?:以?后)?|(?:学习|培训|活动|观影|讲座|讲课)?(?:结束)?(?:之后|以后|后|前|时)|散会前|散(?:会|了|场)?(?:以?后|了)?|(?:回来|回程|返回)?的?路上|期间|中间|最后|末了|完了|另外|同时|一并|一起|大家|大伙儿?|支部|书记|还|又|再|也|并|就)'
/** Talked over, which says by itself that it was; or settled, which without 了 would be an order to the bot. */
const VERB =
  '(?:(?:跟|和|与|同|给|向|对)[^,，。;；\\n]{1,6}?)?(?:(?:讨论|商量|商议|研究|布置|部署|合计|聊|谈|筹划|筹备|策划|谋划|对接|沟通|明确|强调|交代|总结|回顾|复盘|征求意见)(?:了|好|完|到|下|妥|过|起|一下|一遍)*|(?:安排|说|提|通知|定|敲定|确定|商定|碰|议|预告|排)(?:了|好了|完|到|妥了?|过|下了|下来|一下了)+(?:一下)?)'
/** When that other event is to be, or was. */
const WHEN =
  '(?:[上下]{1,2}个?(?:周|星期|礼拜|月|半?季度|次|回|半年)[一二三四五六日天末]?|[明后]天|明年|(?:本|这个?)(?:周|星期|礼拜)[一二三四五六日天末]|周[一二三四五六日末]|(?:这个?|本)?月底|近期|最近|接下来|即将|[五七十六三八]一|五四|清明|端午|国庆|中秋|春节|元旦|重阳|植树节|劳动节|建党节|(?:\\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:\\d{1,2}[日号]?)?|\\d{1,2}[日号])(?:上午|下午|晚上|期间|前后|那天|要[开办搞]|召?开|举行|组织|准备)?(?:的|那[个次场])?'
const EVENT =
  '[^,，。;；\\n]{0,8}?(?:党日|大会|支委会|生活会|民主评议|小组会|党课|培训|学习|考察|参观|慰问|志愿服务|扫墓|祭扫|观影|讲座|活动|会(?![场议]))'
const TAIL = '[^,，。;；\\n\\d《]{0,10}'
const CLAUSE = new RegExp(
  `(?:[,，。;；\\s]+(?:${LEAD}[,，]?){1,3}|(?<=[^,，。;；\\s])${LEAD_ANYWHERE}(?:${LEAD}){0,2})(?:${VERB}(?:的是|关于)?${WHEN}${EVENT}${TAIL}|把${WHEN}${EVENT}(?:的事|方案|安排)?(?:也|都|一起|一并)?(?:给)?(?:定|敲定|排|商量|安排|布置|说|讨论|研究)(?:了|好了|完了|妥了|下来了?)+)(?=[,，。;；!！\\n]|$)`,
)
const HINT = /顺|捎带|会后|课后|学后|完|后|前|还|又|也|另外|同时|最后|末了|一起|一并|大家|期间|中间|再|并/

/** The text without such a clause, and the clause; undefined when it has none. */
export function cutBeside(text: string): { rest: string; said: string } | undefined {
  if (text.length > 200 || !HINT.test(text)) return undefined
  const found = CLAUSE.exec(text)
  if (!found || found.index < 4) return undefined
  const rest = `${text.slice(0, found.index)}${text.slice(found.index + found[0].length)}`
  return { rest, said: found[0].replace(/^[,，。;；\s]+/, '') }
}

/** Kinds of which it is no part; the agenda of a meeting is what was talked over there. */
const HOSTS: ReadonlySet<RecordType> = new Set(['training', 'theme_day', 'activity', 'volunteer'])

/** The record of the rest with the clause as its note; undefined when the rest is none of these kinds. */
export function withBeside(meaning: Meaning, said: string): Meaning | undefined {
  const record = ('partial' in meaning ? meaning.partial : meaning) as PartialRecord | undefined
  if (record === undefined || !HOSTS.has(record.type)) return undefined
  if (record.note !== undefined) return meaning
  const noted = { ...record, note: said }
  return ('partial' in meaning ? { ...meaning, partial: noted } : noted) as Meaning
}
