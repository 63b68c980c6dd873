import type { EntryTarget, Meaning, Utterance } from '../../core/meaning.js'
import { findDates } from '../dates/find-dates.js'
import { Scan } from '../scan.js'
import { FIELD_NAMES } from './edit-fields.js'
import { kindsIn } from './kind-words.js'

/** What a message replies to, either as the platform tells it or as text pasted in front of the answer. */
export interface QuotedEntry {
  number?: string
  /** The fields of the quoted sentence, when it reads as one record. */
  fields?: Record<string, unknown>
}

/** 「赵阳：昨天学了2小时党章」\n----\n更正 3小时; > 昨天…\n更正 3小时; 回复「…」：更正 3小时. */
const PASTED = [
  /^[「“"]([^「」“”"]{4,300})[」”"][\s\-_=*]*\n?[\s\-_=*]*([^\n]{1,80})$/,
  /^(?:>\s?)([^\n]{4,300})\n+[\s\-_=*]*([^\n>]{1,80})$/,
  // [引用 赵阳：…] 改成…; 【引用】….
  /^[[【]\s?(?:引用|回复)\s?[:：]?\s?([^[\]【】]{4,300})[\]】][\s\-_=*:：,，]*([^\n]{1,80})$/,
  // [引用 台账助手] 已记录：…, and below it what is asked.
  /^[[【]\s?(?:引用|回复)[^[\]【】\n]{0,16}[\]】]\s*([^\n]{4,300})\n+[\s\-_=*]*([^\n]{1,80})$/,
  // 引用：…, a rule, and what is asked.
  /^(?:回复|引用)\s?[:：]\s?([^\n]{4,300})\n[\s\-_=*]*([^\n]{1,80})$/,
  /^(?:回复|引用|针对)\s?[:：]?\s?[「“"]([^「」“”"]{4,300})[」”"][\s:：,，]*([^\n]{1,80})$/,
]
const REQUEST = new RegExp(
  `^(?:/|@\\S+\\s)?(?:请|麻烦|把|将)?(?:[这那上]一?[条笔](?:的)?)?(?:我)?(?:${FIELD_NAMES}|改|换|是|应|再|加|添|漏|少|补|给|多|销|闭环|整改|关闭|更正|修改|改|订正|撤|删|作废|取消|不要|不算|不作数|重复了?|重了|不对|错了|写错|记错|补充|应到|实到|不是|[^\\n]{0,12}(?:错|漏|应该?是|有误|少写|写成|其实|没有?请|没有?缺|未缺席|不是请)|(?:全员|全体|大家|所有人|人)?[都全]|全员)`,
)
/** The bot's own receipt: 已记：2025-11-18 谈心谈话 陈立→李响 30分钟. */
const RECEIPT = /^(?:已(?:记录?|登记|录入|更正|改)(?:为|好|了)?[:：]?\s?)(?=\S)/

/** Cuts a quotation pasted in front of a request off it. `read` understands the quoted sentence as a message of its own. */
export function cutQuotation(
  body: string,
  read: (text: string) => Meaning,
  today: string,
): { rest: string; quoted: QuotedEntry } | undefined {
  for (const pattern of PASTED) {
    const [, said, rest] = pattern.exec(body) ?? []
    if (said === undefined || rest === undefined || !REQUEST.test(rest.trim())) continue
    const words = spoken(said)
    const plain = words.replace(RECEIPT, '').replace(/(?<=[\u4E00-\u9FFF])\s?(?:→|->|=>)\s?(?=[\u4E00-\u9FFF])/g, '-')
    const meaning = read(plain)
    const fields =
      'type' in meaning && RECORDS.has(String(meaning.type))
        ? { ...(meaning as object) }
        : 'error' in meaning && meaning.error === 'missing_field' && String(meaning.fields) === 'topic'
          ? { ...(meaning.partial as object) }
          : RECEIPT.test(words)
            ? fromReceipt(plain, today)
            : undefined
    return { rest: rest.trim(), quoted: fields === undefined ? {} : { fields } }
  }
  return undefined
}

/** What was said, without who said it: 台账助手：已记录：…. */
const spoken = (said: string): string => said.replace(/^(?!已)@?[\u4E00-\u9FFF]{2,6}[:：]\s?/, '').trim()

/** A receipt of the bot's that is quoted beside other words is written down already: only those words count. */
export function withoutReceipt(body: string): string {
  for (const pattern of PASTED) {
    const [, said, rest = ''] = pattern.exec(body) ?? []
    if (said !== undefined && RECEIPT.test(spoken(said)) && !REQUEST.test(rest.trim())) return rest.trim()
  }
  return body
}

/** What a receipt tells at least: the day and the kind. */
function fromReceipt(text: string, today: string): Record<string, unknown> | undefined {
  const [mention] = findDates(new Scan(text), today)
  const [kind] = kindsIn(text)
  return mention?.date !== undefined && kind ? { ...kind.query, date: mention.date } : undefined
}

const RECORDS: ReadonlySet<string> = new Set([
  'training',
  'talk',
  'meeting',
  'theme_day',
  'activity',
  'volunteer',
  'donation',
  'honour',
  'qualitySlip',
  'projectEvent',
  'problem',
  'commitment',
  'dues',
  'metric',
  'spot_check',
  'analysis',
  'plan',
])

/** The entry replied to, as the platform tells it. */
export const quotedOf = ({ quoted }: Utterance): QuotedEntry | undefined =>
  quoted === undefined ? undefined : quoted.number === undefined ? {} : { number: quoted.number }

/** The target that a reply means; undefined when what it replies to is no entry. */
export function quotedTarget({ number, fields }: QuotedEntry): EntryTarget | undefined {
  if (number !== undefined) return { number }
  return fields === undefined ? undefined : { quoted: fields }
}
