import type { Meaning, Utterance } from '../core/meaning.js'
import { notYet } from './other-types.js'
import { membersIn, namesOf } from './people/find-person.js'

/** Taking an entry back (SCHEMA §4 `undo`): the author's last one, or one named by its number. */

const ENTRY_NUMBER = /(\d{4}-[\u4E00-\u9FFF]-\d{1,5})/
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
  `^${POLITE}${WHY_FIRST}${POLITE}(?:把|将)?(?:我)?${WHICH}${AS_WRITTEN}${ENTRY}(?:给)?(?:我)?(?:全)?${VERB}(?:一下|掉|吧|了|下|掉吧|了吧|它)*${WHICH}${AS_WRITTEN}${ENTRY}${WHY_LAST}$`,
)
/** A command to undo is short; the bound also keeps the pattern's cost flat. */
const LONGEST_COMMAND = 60
const NEGATED =
  /(?:不要|别|不用|先别|不|勿|无需|怎么|如何|能否|能不能|可以|咋)(?:再)?(?:撤|删|作废|取消)|(?:撤销|删除|撤回|取消)(?:吗|的是|不了|不掉|失败|没|与否)|[?？]/

/** Undo as far as it is certain; anything about others' or several entries is refused or left for later. */
export function undoOf(body: string, utterance: Utterance): Meaning | undefined {
  if (!UNDO.test(body)) return undefined
  const order = new RegExp(`(?:^|把|将|帮|请|[\\s,，。给我])[^。;；\\n]{0,24}${VERB}`).test(body)
  if (!order) return undefined
  const aboutEntry = isLast(body) || ENTRY_NUMBER.test(body) || /[条笔]|记录|登记|记的|录的|台账|那次|重复/.test(body)
  if (!aboutEntry) return undefined
  if (NEGATED.test(body)) return /怎么|如何|咋|能|可以/.test(body) ? { type: 'help' } : { type: 'ignore' }
  const owners = membersIn(body, namesOf(utterance.roster)).filter((ref) =>
    /^(?:刚才|刚刚|昨天|今天|之前|上次|前天)?(?:\S{0,6})?(?:记|录|写|登记|填|发|提交)(?:的|了)|^的(?:那|这)?[条笔]/.test(
      body.slice(ref.end, ref.end + 12),
    ),
  )
  const othersEntry =
    owners.some((ref) => ref.name !== utterance.sender) ||
    /(?:别人|他人|其他人|他|她|人家)(?:们)?(?:记|录|写|登记)?的/.test(body)
  const officer = utterance.senderRoles.some((role) => role === 'secretary' || role === 'ledger')
  if (othersEntry && !officer) return { error: 'not_permitted', action: 'delete_others' }
  const number = ENTRY_NUMBER.exec(body)
  if (number && body.replace(number[0], '').length <= 16 && !ENTRY_NUMBER.test(body.replace(number[0], ''))) {
    return { type: 'undo', target: { number: number[1] as string } }
  }
  // 删除 or 取消 alone may mean anything; 撤销 alone is the command.
  if (/^(?:删除?掉?|取消|去掉|作废|收回)[。!！]?$/.test(body)) return notYet('undo')
  if (isLast(body) && !/两|几|[2-9二三四五六七八九十]\s?[条笔]|都|全/.test(body))
    return { type: 'undo', target: 'last' }
  return notYet('undo')
}

const isLast = (body: string): boolean => body.length <= LONGEST_COMMAND && LAST.test(body)
