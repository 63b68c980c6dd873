import type { Meaning, Utterance } from '../../core/meaning.js'
import { parseNumber } from '../chinese-numerals.js'
import { findDates } from '../dates/find-dates.js'
import { settleDate } from '../dates/settle-date.js'
import { Scan, TAKEN } from '../scan.js'
import { headOf, newValue } from './edit-changes.js'
import { fieldValue, type Values } from './edit-values.js'
import type { QuotedEntry } from './quoted.js'
import { unclear } from './unclear.js'

/** An item of a meeting's agenda: 销号 2026-会-001 第2项; 消防整改办完了, as a reply to its receipt; 更正 第2项责任人李响. */

const NUMBER = /\d{4}-会-\d{1,5}/
const NTH =
  /(?:其中)?(?:的)?第\s?(\d{1,2}|[一二三四五六七八九十]{1,2})\s?(?:项(?:议题|事项?)?|[条个](?:议题|决议))(?:的)?/
const CLOSE = /^\/?(?:销号|已?办结|已落实)\s*(?=\d{4}-会-)/
const DONE =
  /(?:已经?|都|全部|今天|昨天|就)*(?:办完|办好|办结|办妥|落实(?:到位|完|好)?|完成|做完|弄好|搞定|整改(?:完成|完|好|到位|完毕))(?:了|啦)?[。.!！\s]*$/
const NOT_DONE = /没|未|还|吗|[?？]|哪|什么|几|争取|尽快|准备|打算|计划/
const EDIT = /^\/?(?:请|帮我?)?(?:更正|修改|订正|改)(?:一下)?[:：,，\s]*/

/** What is asked of one item, or undefined when it is of none. */
export function agendaItemOf(body: string, utterance: Utterance, quoted: QuotedEntry | undefined): Meaning | undefined {
  const number = NUMBER.exec(body)?.[0] ?? (NUMBER.test(quoted?.number ?? '') ? quoted?.number : undefined)
  const rest = body.replace(NUMBER, ' ').trim()
  const nth = NTH.exec(rest)
  if (CLOSE.test(body) && number !== undefined)
    return closing(number, rest.replace(/^\/?(?:销号|已?办结|已落实)/, ''), utterance)
  if (number !== undefined && DONE.test(rest) && !NOT_DONE.test(rest) && !EDIT.test(rest))
    return closing(
      number,
      rest.replace(DONE, (done) => /昨天/.exec(done)?.[0] ?? ''),
      utterance,
    )
  if (!nth || !(EDIT.test(body) || (quoted !== undefined && number !== undefined))) return undefined
  const said = rest
    .replace(EDIT, '')
    .replace(NTH, '')
    .replace(/^[\s,，:：的]+/, '')
  if (DONE.test(said) && number !== undefined && !NOT_DONE.test(said)) return closing(number, `${nth[0]}`, utterance)
  const set = valuesOf(said, utterance)
  if (set === undefined) return unclear('edit', `第${nth[1]}项改什么没看明白，请写成：更正 第${nth[1]}项责任人赵阳`)
  if ('error' in set) return set.error as Meaning
  const target = number === undefined ? 'last' : { number }
  return { type: 'edit', target, set: set as Values, item: { at: parseNumber(nth[1] as string) ?? 0 } }
}

/** 第2项 昨天, 消防整改: which one, and when it was done. */
function closing(number: string, words: string, { today }: Utterance): Meaning {
  const nth = NTH.exec(words)
  const scan = new Scan(words.replace(NTH, ' '))
  const date = settleDate(scan.text, findDates(scan, today), today)
  if (date.kind === 'error') return date.error
  if (date.kind === 'doubt') return unclear('edit', `哪一天办完的？请写明，如：销号 ${number} 第1项 3月20日`)
  const topic = scan.open.replaceAll(TAKEN, ' ').replace(/^[\s,，。:：于在]+|[\s,，。:：的]+$/g, '')
  const at = nth ? parseNumber(nth[1] as string) : undefined
  const item = { ...(at !== undefined && { at }), ...(topic !== '' && at === undefined && { topic }) }
  return {
    type: 'close_item',
    number,
    ...(date.kind === 'said' && { date: date.date }),
    ...(Object.keys(item).length > 0 && { item }),
  }
}

/** The fields of an item by the names that a problem's have; 第2项改成采购电脑 is what it is about. */
function valuesOf(said: string, utterance: Utterance): Values | { error: unknown } | undefined {
  const { field, rest } = headOf(said)
  const value = newValue(rest)
  if (value === '') return undefined
  if (field === 'owner' || field === 'due_to' || field === 'closed_on' || field === 'topic') {
    const read = fieldValue(field, value, utterance, 'log')
    return read === undefined ? undefined : 'error' in read ? read : read.values
  }
  if (field === 'votes') {
    const read = fieldValue('votes', said, utterance, 'log')
    return read === undefined || 'error' in read ? undefined : read.values
  }
  if (field === 'resolution') return { decision: value }
  return field === undefined && value !== rest ? { topic: value } : undefined
}
