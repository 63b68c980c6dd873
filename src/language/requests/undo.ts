import type { EntryTarget, Meaning, Utterance } from '../../core/meaning.js'
import { parseNumber } from '../chinese-numerals.js'
import { findDates } from '../dates/find-dates.js'
import { membersIn, namesOf } from '../people/find-person.js'
import { Scan } from '../scan.js'
import { kindsIn } from './kind-words.js'
import { type QuotedEntry, quotedTarget } from './quoted.js'
import { ENTRY_NUMBER, readTarget } from './target.js'
import { unclear } from './unclear.js'
import { undoByClause } from './undo-by-clause.js'
import { namesSeveral } from './undo-by-numbers.js'

/** Taking entries back (SCHEMA §4 `undo`): the author's last one or last few, one by its number, or one by what identifies it. */

const VERB = '(?:撤销|撤消|撤回|撤掉|撤了|撤|删除|删掉|删了|删去|删|作废|取消|去掉|收回)'
const UNDO = new RegExp(VERB)
/** The parts of 把刚才记的那条撤销掉, in the order said; every one may be missing but the verb. */
const POLITE = '(?:请|麻烦|帮我?|给我|帮忙|不好意思|抱歉|对不起|哎呀|啊|额|呃|，|,|\\s)*'
const ENTRY = '(?:记录|登记|操作|台账|内容|录入)?'
const WHICH = '(?:刚才|刚刚|刚|上|上一|前一|最后|最近|最新|末尾)?(?:的)?(?:一|那|这)?(?:条|笔|个|次)?'
const AS_WRITTEN = '(?:(?:刚|刚才|刚刚)?(?:记|录|写|登记|发|填)的)?(?:那|这)?(?:一)?(?:条|笔|个|次)?(?:的)?'
/** 刚才那条记错了，; 上一条不要了. */
const WHY_FIRST =
  '(?:(?:刚才|刚刚|刚|上一?|最后一?)?(?:那一?条|这一?条|条|的)?(?:记录)?(?:(?:记|录|写|发|登记|填|弄)(?:错|重复?|多|岔)了?|不要了?|不算数?了?)[,，。\\s]*)?'
const WHY_LAST = '(?:吧|了|谢谢|[,，]?(?:记|写|录)(?:错|重复?)了?|[,，]?重复了)?[。.!！~\\s]*'
const LAST = new RegExp(
  `^${POLITE}${WHY_FIRST}${POLITE}(?:把|将)?(?:我)?${WHICH}${AS_WRITTEN}${ENTRY}(?:给)?(?:我)?(?:先|就)?(?:全)?${VERB}(?:一下|掉|吧|了|下|掉吧|了吧|它)*${WHICH}${AS_WRITTEN}${ENTRY}${WHY_LAST}$`,
)
/** 连着撤四条. */
const IN_A_ROW = new RegExp(
  `^${POLITE}(?:连着|连续|一起|一并|接连)(?:把)?${VERB}(?:掉|了|我)?(?:最近|刚才|前面?|上面)?(?:的)?([两二三四五六七八九十]|\\d{1,2})(?:条|笔|个|次)(?:记录)?(?:吧|了)?[。.!！~\\s]*$`,
)
/** 撤销最近两条, 刚才那三条都撤了吧, 把我刚记的两条删掉. */
const SEVERAL = new RegExp(
  `^${POLITE}(?:(?:我)?(?:刚才?|刚刚)?(?:记|录|写|发|登记|弄|搞)(?:错|重复?|多|岔|串|乱)了?[,，。\\s]*)?(?:把|将)?(?:${VERB}(?:掉|一下)?)?(?:我)?(?:刚才|刚刚|刚|上面?|最后|最近|最新|前面?|倒数)(?:我)?(?:连着|连续|接连|一连|一口气)?(?:记|录|写|登记|发|填)?的?(?:那|这)?([两二三四五六七八九十]|\\d{1,2})(?:条|笔|个|次)(?:记录)?(?:全部?|都|一起|也|一[个条]都|一[个条]也)?(?:(?:不要|不算|记错|重复|记重)了?[,，\\s]*)?(?:全部?|都)?(?:给我?)?(?:${VERB}(?:一下|掉|吧|了|下)*)?(?:[,，\\s]*(?:我)?(?:都)?(?:记|录|写|发|弄|搞)(?:错|串|重|乱|岔|混)(?:行|了)*)?[。.!！~\\s]*$`,
)
/** 刚才那条不要了, 上一条不算: the last one is to go, without a verb. */
const DISCARD =
  /^(?:请|麻烦|不好意思|抱歉|哎呀|(?:我)?(?:记|写|发|录|弄|搞)(?:错|重|岔)了|[,，。!！\s])*(?:我)?(?:(?:刚才|刚刚|刚|上一?|最后一?|最近一?)(?:我)?(?:记|录|写|发|登记)?的?(?:那|这)?一?[条笔]|(?:刚才|刚刚)(?:我)?(?:记|录|写|发|登记)?的?(?:那|这)?一?[个下])(?:记录)?(?:我)?(?:不要了?|不算数?了?|别要了|不用(?:记|留)了|当没(?:记|发|说)(?:过)?|扔了|废了)(?:吧|啊|哈|谢谢|(?:我)?(?:记|写|发)(?:错|重)了|误触|误操作|手滑|点错了|[,，\s])*[。.!！~]*$/
/** 撤销3条, 撤掉我的三条: so many of the last. */
const SO_MANY = new RegExp(
  `^\\/?${POLITE}(?:${VERB}(?:掉|一下)?|(?:往前|向前|倒着|往回|向后|回)${VERB})\\s?(?:我)?(?:的|记的|最后)?([两二三四五六七八九十]|\\d{1,2})(?:条|笔)(?:记录)?(?:吧|了)?[。.!！~\\s]*$`,
)
const DOUBLE =
  '(?:(?:我|又|好像)*(?:记|录|登记?|写|发|填|报|打)(?:重复?|多|了?[两二2]遍)了?|(?:是)?重复(?:登记?|记|录|写|发|的|了)*|(?:是)?(?:我)?(?:误|不小心|手滑)(?:记|录|登记?|写|发|填|点|操作)?(?:的|了)+|(?:是)?(?:我)?(?:测试|练手|试用|试着玩|多余)的|(?:跟|和)(?:前面|上面|之前|前一条)的?(?:那条)?重复?了)'
/** 刚才那条记重了, 上一条是我误记的; 记重了, 记错了不算: what was written twice or by mistake is to go. */
const MISTAKEN = new RegExp(
  `^${POLITE}(?:(?:我)?(?:刚才|刚刚|刚|上一?|前一|最后一?|最近一?)(?:我)?(?:记|录|写|发|登记|报)?的?(?:那|这)?一?(?:条|笔|个)?(?:记录)?[,，\\s]*${DOUBLE}|(?:我|刚才|刚刚|刚)*(?:(?:记|录|写|发|登记|填)(?:重复?|[两二2]遍)了|重复(?:记|登记?|录|发)?了)|(?:我|刚才|刚刚|刚)*(?:记|录|写|发|登记|填|弄|搞)错了?[,，\\s]*(?:这条|那条|刚才那?条?)?(?:不算数?|不作数|不要|当我?没(?:说|记|发)(?:过)?)(?:了|哈|啊)*)(?:[,，\\s]*(?:不算数?|不要|当没记)(?:了|哈|啊)*)?[。.!！~\\s]*$|^${POLITE}(?:我)?(?:刚才|刚刚|刚)?(?:连着?)?(?:发|记|录|写|登)了(?:两|2|二)(?:条|遍|次)(?:一样|重复|相同)?的?[,，\\s]+(?:帮我?|请|给我)?(?:撤|删|去)(?:销|除|掉|了)?(?:其中)?(?:一|后)一?条(?:吧|就行)?[。.!！\\s]*$|^${POLITE}(?:我)?(?:刚才|刚刚|刚)(?:我)?(?:说|发|记|写|录)?的(?:那[条个])?(?:都)?(?:别|不)(?:算|作数|要|记)(?:了|数|啊)*(?:[,，\\s]*(?:我)?(?:重新?|再)(?:重新?)?(?:发|记|来|说|写|录)(?:一?[条遍次])?)?[。.!！~\\s]*$`,
)
/** 撤掉3月3日和王敏的谈话; 取消 is said of what is to come. */
const LEADING = /^(?:请|麻烦|帮我?|把)?(?:撤销|撤消|撤回|撤掉|撤|删除|删掉|删去|作废)/
/** More at once is more likely a slip than a wish (and 撤销 by number stays open). */
const MOST = 10
/** 撤销3月12日的集中学习: nobody begins a record so, whatever event is named behind it. */
const BEGINS =
  /^\/?(?:请|麻烦|帮我?)?(?:撤销|撤消|删除|删掉|作废)(?!了?处分)|^(?:请|麻烦|帮我?)?(?:把|将)[^。;；\n]{1,40}(?:撤销|撤消|删除|删掉|作废)(?:掉|了|吧|一下)*[。.!！~\s]*$/
/** A command to undo is short; the bound also keeps the pattern's cost flat. */
const LONGEST_COMMAND = 60
const NEGATED =
  /(?:不要|别|不用|先别|不|勿|无需|怎么|如何|能否|能不能|可以|咋)(?:再)?(?:撤|删|作废|取消)|(?:撤销|删除|撤回|取消)(?:吗|的是|不了|不掉|失败|没|与否)|[?？]/
/** Why: 我记重了, 记错了, 没开成. */
const WHY =
  /(?:我)?(?:记|录|写|发|填|登|报)成[\u4E00-\u9FFF]{1,6}了|(?:我)?(?:记|录|写|发|登记|填|弄|搞)(?:错|重复?|多|岔|串)了?|重复了?|不要了|不算数?了?|没(?:开|学|谈|搞|办|去)(?:成)?了?|作废了?|取消了|(?:这|那)一?[条笔](?=[\s,，。]*$)/g
const VERB_AND_FRAME = new RegExp(
  `(?:给我?|帮我?|请|麻烦|都|全|全部)*${VERB}(?:一下|掉|吧|了|回?来(?=吧|了|$)|下(?=吧|$)|它|谢谢|[。.!！~\\s])*`,
)

/** Undo as far as it is certain; anything about others' entries is refused, anything doubtful asked for by number. */
export function undoOf(said: string, utterance: Utterance, quoted: QuotedEntry | undefined): Meaning | undefined {
  if (THINGS.test(said)) return undefined
  // 下周二党员大会的计划不作数了.
  const body = said.replace(/(?<=计划|预告|安排)(?:都|就|给我?|先)*(?:不作数|不算数?|不要)了?/, '作废')
  const direct = directUndo(body, utterance, quoted)
  const unsettled = direct === undefined || ('error' in direct && direct.error === 'unclear')
  if (!unsettled) return direct
  const loose = undoByClause(body, utterance, quoted && quotedTarget(quoted))
  if (quoted !== undefined && loose && quotedTarget(quoted) === undefined) return direct
  // 小雨昨天发的志愿服务不对，撤了它: an order for sure, of what is not plain.
  if (loose === undefined && direct === undefined && ORDER_ALONE.test(body) && WRITTEN.test(body))
    return isOthers(body, utterance)
      ? { error: 'not_permitted', action: 'delete_others' }
      : unclear('undo', '要撤销哪一条？请写编号：撤销 2026-学-014')
  return loose && isOthers(body, utterance) ? { error: 'not_permitted', action: 'delete_others' } : (loose ?? direct)
}

/** 撤了三条旧横幅: things that are counted by 条. */
const THINGS = /[条笔](?:旧|新|大|小)?(?:横幅|标语|短信|新闻|裙|裤|鱼|路|狗|毛巾|床单|被子|线路|街|河|烟|腿)/

const ORDER_ALONE =
  /(?:^|[,，。;；\s])(?:帮我?|给我?|麻烦|请|你|把它|把那条|都|全)*(?:撤[销回掉了]?|删[除掉了]?|作废)(?:了|掉|它|吧|一下)*(?=$|[,，。;；\s!！~])/
const WRITTEN = /(?:记|录入?|写|登记?|填|发|提交|报)的|[那这上]一?[条笔张]/

/** The usual order: what is to go and the verb, or the verb and what is to go. */
function directUndo(body: string, utterance: Utterance, quoted: QuotedEntry | undefined): Meaning | undefined {
  const goes = DISCARD.test(body) || (body.length <= 40 && MISTAKEN.test(body))
  if (goes && !isOthers(body, utterance)) return single('撤销', utterance, quoted)
  const unwanted = /不要|不算/.test(body) ? parseNumber(SEVERAL.exec(body)?.[1] ?? '') : undefined
  if (unwanted !== undefined && unwanted <= MOST && quoted === undefined && !isOthers(body, utterance))
    return { type: 'undo', target: 'last', count: unwanted }
  if (!UNDO.test(body)) return undefined
  const order = new RegExp(`(?:^|把|将|帮|请|[\\s,，。给我])[^。;；\\n]{0,24}${VERB}`).test(body)
  if (!order) return undefined
  const number = ENTRY_NUMBER.exec(body)
  const aboutEntry =
    quoted !== undefined ||
    isLast(body) ||
    number !== null ||
    BEGINS.test(body) ||
    /[条笔]|记录|登记|记的|录的|台账|那次|重复|计划|预告/.test(body) ||
    describesEntry(body, utterance) ||
    (LEADING.test(body) && kindsIn(body).length > 0 && findDates(new Scan(body), utterance.today).length > 0)
  if (!aboutEntry) return cancelled(body, utterance)
  if (NEGATED.test(body)) return /怎么|如何|咋|能|可以/.test(body) ? { type: 'help' } : { type: 'ignore' }
  if (isOthers(body, utterance)) return { error: 'not_permitted', action: 'delete_others' }
  if (number && namesSeveral(body)) return unclear('undo', '一次撤几条请把编号写全，如：撤销 2026-学-014 2026-学-015')
  if (number && body.replace(number[0], '').length <= 16 && !ENTRY_NUMBER.test(body.replace(number[0], ''))) {
    return { type: 'undo', target: { number: number[1] as string } }
  }
  const count = parseNumber((SEVERAL.exec(body) ?? IN_A_ROW.exec(body) ?? SO_MANY.exec(body))?.[1] ?? '')
  if (count !== undefined && quoted === undefined) {
    if (count <= MOST) return { type: 'undo', target: 'last', count }
    return unclear('undo', `一次最多撤销${MOST}条，其余请写编号。`)
  }
  return single(body, utterance, quoted)
}

function single(body: string, utterance: Utterance, quoted: QuotedEntry | undefined): Meaning {
  // 删除 or 取消 alone may mean anything; 撤销 alone is the command.
  const bareVerb = /^(?:删除?掉?|取消|去掉|作废|收回)[。!！]?$/.test(body)
  const last = isLast(body) && !/两|几|[2-9二三四五六七八九十]\s?[条笔]|都|全/.test(body)
  const nothingNamed = /^(?:\/)?(?:请|麻烦|帮我?|把|将|这|那|一|条|笔|记录|给我?)*$/.test(
    body.replace(VERB_AND_FRAME, ''),
  )
  if (quoted !== undefined && (last || nothingNamed)) {
    const target = quotedTarget(quoted)
    return target ? { type: 'undo', target } : unclear('undo', '这条消息没有对应的记录，请写编号：撤销 2026-学-014')
  }
  if (bareVerb) return unclear('undo', '要撤销哪一条？发「撤销」撤你最近记的一条，或写编号：撤销 2026-学-014')
  if (last) return { type: 'undo', target: 'last' }
  const said = readTarget(body.replace(VERB_AND_FRAME, ' ').replace(WHY, ' '), utterance, true)
  if (said.error) return said.error
  const target: EntryTarget | undefined = said.unclear ? undefined : said.target
  if (target === undefined || /两|几|都|全|所有/.test(body)) {
    return unclear('undo', '要撤销哪一条？请写编号：撤销 2026-学-014')
  }
  return { type: 'undo', target }
}

/** The verb at the end, with the reason that may follow it: …删了，记重了. */
const TRAILING = new RegExp(`${VERB}(?:一下|掉|吧|了|回?来)*(?:[\\s,，。;；]*(?:${WHY.source}))?[。.!！~\\s]*$`)

/** 昨天和李响的谈话撤掉: an entry by its kind and day or person, and nothing but the verb behind it; 取消 is said of plans. */
function describesEntry(body: string, utterance: Utterance): boolean {
  const verb = body.length > LONGEST_COMMAND ? null : TRAILING.exec(body)
  if (!verb || /^(?:取消|收回|去掉)/.test(verb[0])) return false
  const { target, unclear: vague, error } = readTarget(body.slice(0, verb.index), utterance)
  if (vague || error || typeof target !== 'object' || !('find' in target)) return false
  return target.find.type !== undefined && (target.find.date ?? target.find.partner) !== undefined
}

const isLast = (body: string): boolean => body.length <= LONGEST_COMMAND && LAST.test(body)

/** 下周四的主题党日取消: something planned is off, which voids the plan only by its number or as 计划. */
function cancelled(body: string, utterance: Utterance): Meaning | undefined {
  const target = readTarget(body.replace(VERB_AND_FRAME, ' '), utterance).target
  const planned = typeof target === 'object' && 'find' in target && target.find.type === 'plan' && target.find.kind
  return planned ? unclear('undo', '要撤销这项计划吗？请发：取消…计划，或 撤销 2026-计-003') : undefined
}

/** Whether another's entry is meant, which only the secretary and the ledger officer may take back (SCHEMA §5). */
function isOthers(body: string, utterance: Utterance): boolean {
  if (utterance.senderRoles.some((role) => role === 'secretary' || role === 'ledger')) return false
  const text = body.replace(/把|将|删除?掉?|撤销/g, '$& ')
  const owners = membersIn(text, namesOf(utterance.roster)).filter(
    (ref) =>
      !/[和跟与同找是]$/.test(text.slice(0, ref.start)) &&
      /^(?:刚才|刚刚|昨天|今天|之前|上次|前天)?(?:\S{0,6})?(?:记|录入?|写|登记?|填|发|提交|报)(?:的|了)|^(?:刚才|昨天|今天|前天|上?周\S)?的?(?:那|这)?[条笔]|^的\S{0,4}(?:自学|记录|培训)|^(?:昨天|今天|前天|大前天|上?周\S|\d{1,2}月\d{1,2}[日号]|\d{1,2}[日号])?的?\S{0,3}(?:自学|线上学|打卡)/.test(
        text.slice(ref.end, ref.end + 12),
      ),
  )
  return (
    owners.some((ref) => ref.name !== utterance.sender) ||
    /(?<!成)(?:别人|他人|其他人|他|她|人家)(?:们)?(?:刚才|刚刚|刚|昨天|今天|前天|上周\S?)?(?:记|录入?|写|登记?|发|填|报)?的/.test(
      body,
    )
  )
}
