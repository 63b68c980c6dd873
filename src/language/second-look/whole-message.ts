import type { RecordType } from '../../core/meaning.js'
import { A_LENGTH } from '../durations.js'
import { kindsIn } from '../kinds.js'
import type { Names } from '../people/find-person.js'
import { SEVERAL_THINGS } from '../several-records.js'
import { DAY, type Doubt } from './doubt.js'

/** What holds of a message as a whole, whatever record came of it. */

/** A clause that is nothing but this takes back what the others tell: …，最后没搞成; …，先别记. */
const TAKEN_BACK =
  /(?<=^|[,，。;；!！~\s\n])(?:最后|后来|结果|不过|但是?|可是|可惜|临时|其实|又|还是|都|全|这个|这事|刚才)*(?:(?:没|未)(?:能|有)?(?:开|办|搞|弄|做|谈|学|聊|去|交|看|来|讲|记|发)?(?:成|起来|得了)(?:功)?|(?:被)?取消|作废|推迟|延期|延后|改期|顺延|改天(?:再说|再弄|再办|再开)?|改到(?:下|明|后)[\u4E00-\u9FFF]{1,3}|(?:还|都)?没(?:最后|完全)?定(?:下来|好)?|还没确定|待定|(?:先|暂时|暂|就|你)*(?:别|不用|不要|不)(?:记|登|录|写|算)(?:了|上|下来|先)?|(?:我)?(?:瞎|乱|胡)?编的|我(?:瞎|乱|胡)(?:写|说|打|填)的|随便(?:写|打|说|填)的|开玩笑(?:的)?|逗你(?:玩|的)*|骗你的|假的)(?:了|的|啦|吧|呢)*(?=$|[,，。;；!！~\s\n])/

export function takenBack(open: string): Doubt | undefined {
  const said = TAKEN_BACK.exec(open)?.[0]
  return said === undefined ? undefined : { question: `「${said}」：这件事办成了吗？`, fields: ['date'] }
}

/** A message that ends as a question asks; what was studied may be one, and stands in its 《》 or before other words. */
const ASKED =
  /(?:[?？]|吗|是不是|对吧|对不对|是吧|(?:有没有|有无)记(?:过|上|录)?|记(?:过|上)?了?没有?|(?<=了)没)[\s。!！~]*$/

export const asked = (open: string): Doubt | undefined =>
  ASKED.test(open) ? { question: '这是要记下来，还是在问？', fields: ['topic'] } : undefined

/** 前阵子周六: the weekday of no week. */
const saysNoDay = (open: string): boolean =>
  /(?:前阵子|前一阵子?|前段时间|前些天|前些日子|年初|上季度|上半年)(?:的|有个|某个|一个|那个)?[(（\s]*(?:周|星期|礼拜)[一二三四五六日天]/.test(
    open,
  )

export const withoutDay = (open: string): Doubt | undefined =>
  saysNoDay(open) ? { question: '是哪一天？', fields: ['date'] } : undefined

/** The tellings of a message, each by itself; a labelled line is one of the whole. */
export const partsOf = (open: string): string[] => open.split(PARTS)

/** What parts two tellings for good; a labelled line or an item of an agenda is none of its own. */
const PARTS = /[;；\n]|。(?=.)|[,，]?(?:另外|此外|对了)[,，]?/
const LABELLED = /^\s*(?:[^\s:：,，]{1,8}[:：]|[\d一二三四五六七八九十]{1,2}[.、)）]|[①-⑨])/
export const DAY_OR_LENGTH = new RegExp(`${DAY}|${A_LENGTH.source}`)

/** A part of the message that tells of something else, on a day or with a length of its own. */
export function anotherThing(type: RecordType, open: string, names: Names): Doubt | undefined {
  const [, ...others] = partsOf(open)
  const apart = others.some((part) => {
    if (LABELLED.test(part) || !DAY_OR_LENGTH.test(part)) return false
    const kinds = kindsIn(part, names)
    return kinds.length > 0 && !kinds.includes(type)
  })
  return apart ? { question: SEVERAL_THINGS, fields: ['topic'] } : undefined
}
