import type { PartialRecord, Utterance } from '../../core/meaning.js'
import type { Facts } from '../facts.js'
import type { Scan } from '../scan.js'
import { leftovers, trimFrame } from '../topic.js'
import type { Trace } from '../why.js'

/** What a reader is given: the text behind any command word, and where to write how it was read. */
export interface Source {
  text: string
  utterance: Utterance
  trace?: Trace | undefined
}

/** What a reader made of it. Doubts and errors stay on the facts. */
export interface Reading {
  facts: Facts
  records: PartialRecord[]
  /** The words leave no doubt that it took place, so no day or count is needed to show it. */
  evident?: boolean
}

export type Reader = (source: Source) => Reading

/** Whether one person speaks in private of what may be his own (SCHEMA §1: everything a member says of himself). */
export const speaksOfHimself = ({ chat, senderRoles }: Utterance): boolean =>
  chat === 'p2p' && senderRoles.every((role) => role === 'member')

/** A clause that no rule has read, without frame words, titles put back. */
export interface Rest {
  text: string
  /** As the scan shows it, with marks for titles. */
  open: string
  start: number
  end: number
}

/** 搞好了, 快记上, 大家辛苦, 四季度的: how it went, a word to the bot, or when it fell: no clause of the subject. */
const IDLE =
  /^(?:[(（]?(?:含|带|包括|连|加上)(?:上)?(?:的|了)?(?:家属|孩子|小孩|家人|娃)[们都]?[)）]?|(?:[搞办弄做忙整干收弄]|完)(?:好|完|掉|定|成|妥|毕|工|结|事)了?|(?:快|赶紧|赶快|麻烦|请|帮忙?|帮我|给我|给|先|一并|统一)*(?:记|补|登记|录|写|加|存)(?:一?下|上|进去|进|个|一笔|一条|入)*|(?:第?[一二三四1-4]|本|上|这个?)季度?(?:的|份)?|[上下]半年的?|(?:本|上个?|这个?)月(?:份)?的?|(?:元旦|春节|元宵|清明|五一|五四|端午|六一|七一|八一|中秋|国庆|重阳|教师节|年|节)节?(?:前后?|后|期间|前夕|当天|假期?)(?:的)?|顺利|圆满|很?(?:成功|热闹)|(?:效果|气氛|反响|现场)\S{0,6}|(?:大家|各位|同志们)?(?:都)?(?:很|真|挺)?(?:辛苦|开心|高兴|积极|热情)|(?:报个?喜|报喜|喜报|好消息|特大喜讯|喜讯|注意|特此|通知|各位|同志们|领导|老师们?|书记好|你好|您好|收到|好的|对|嗯|是这样|跟你说|说一?下|汇报|报告|情况如下|具体|如下|另外|还有|对了|补充|(?:跟|向|给)?(?:大家|各位|你们?|您)?(?:通报|汇报|报告|说|讲)(?:个|一?下|一个|一声)?(?:事儿?|情况|好消息)?|忘[记了]说|顺便|其中|截至|目前|情况|明细|名单|清单|登记表|备案|存档|留档|台账|这是|以下|以上|就这些|就这样|没别的|完毕|收工|打卡)[了吧啊哈呀]?)$/

/** What is left of the text; `noise` are words of the kind at either end of a clause that say nothing themselves. */
export function restOf(scan: Scan, noise?: { start?: RegExp; end?: RegExp; keepEnd?: boolean }): Rest[] {
  return leftovers(scan.open).flatMap((part) => {
    const trimmed = trimFrame(part.text)
    // 因迟到: in free text the last word is no frame.
    let { offset } = trimmed
    let text = noise?.keepEnd ? part.text.slice(offset) : trimmed.text
    for (let more = true; more && text !== ''; ) {
      const head = noise?.start?.exec(text)?.[0].length ?? 0
      const tail = noise?.end?.exec(text.slice(head))?.[0].length ?? 0
      const inner = trimFrame(text.slice(head, text.length - tail))
      const kept = noise?.keepEnd ? text.slice(head + inner.offset, text.length - tail) : inner.text
      offset += head + inner.offset
      more = kept !== text
      text = kept
    }
    if ([...text].length < 2 || IDLE.test(text)) return []
    const start = part.start + offset
    return [{ text: scan.text.slice(start, start + text.length), open: text, start, end: start + text.length }]
  })
}

export const joined = (rest: readonly Rest[]): string | undefined =>
  rest.length === 0 ? undefined : rest.map(({ text }) => text).join('，')
