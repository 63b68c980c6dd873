import type { EntryTarget, Meaning, Utterance } from '../../core/meaning.js'

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
  /^(?:回复|引用|针对)\s?[:：]?\s?[「“"]([^「」“”"]{4,300})[」”"][\s:：,，]*([^\n]{1,80})$/,
]
const REQUEST =
  /^(?:\/|@\S+\s)?(?:请|麻烦)?(?:更正|修改|改|订正|撤|删|作废|取消|不对|错了|写错|记错|补充|日期|时间|时长|地点|主讲|人数|应到|实到)/

/** Cuts a quotation pasted in front of a request off it. `read` understands the quoted sentence as a message of its own. */
export function cutQuotation(
  body: string,
  read: (text: string) => Meaning,
): { rest: string; quoted: QuotedEntry } | undefined {
  for (const pattern of PASTED) {
    const [, said, rest] = pattern.exec(body) ?? []
    if (said === undefined || rest === undefined || !REQUEST.test(rest.trim())) continue
    const meaning = read(said.replace(/^[\u4E00-\u9FFF]{2,4}[:：]\s?/, '').trim())
    const fields = 'type' in meaning && RECORDS.has(String(meaning.type)) ? { ...(meaning as object) } : undefined
    return { rest: rest.trim(), quoted: fields === undefined ? {} : { fields } }
  }
  return undefined
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
