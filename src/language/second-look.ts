import type { Meaning, PartialRecord, RecordType } from '../core/meaning.js'
import { kindsIn } from './kinds.js'
import { memberAt, type Names } from './people/find-person.js'
import { isRecord } from './plan-or-record.js'
import { TITLE, TITLES } from './scan.js'
import { lookAgainAtEdit } from './second-look-edits.js'

/**
 * The last look before anything is written, at the message as a whole and at the record that came of it: what no reader
 * may have passed over, whatever the kind. What is found makes a question of the record; nothing is changed in silence.
 *
 * `said` is the message as typed, `body` what is left of it when the speaker's corrections are carried out.
 */
export function lookAgain(
  meaning: Meaning,
  { said, body }: { readonly said: string; readonly body: string },
  names: Names,
): Meaning {
  if ('type' in meaning && !('error' in meaning) && (meaning.type === 'edit' || meaning.type === 'undo'))
    return lookAgainAtEdit(meaning, withoutTitles(body), names)
  if (!(isRecord(meaning) || isOwed(meaning)) || 'question' in meaning) return meaning
  const records = ('records' in meaning ? meaning.records : [meaning]) as readonly PartialRecord[]
  const [first] = records
  if (first === undefined) return meaning
  const open = withoutTitles(body)
  const doubt =
    takenBack(open) ??
    asked(open) ??
    records
      .map(
        (record) =>
          passedOver(record, names) ?? notLast(record, said) ?? astray(record, said) ?? withoutMe(record, open),
      )
      .find((one) => one !== undefined) ??
    correctedApart(records, said) ??
    (saysNoDay(open) ? { question: '是哪一天？', fields: ['date'] } : undefined) ??
    (records.length === 1 ? anotherThing(first.type, open, names) : undefined)
  return doubt ? { type: 'question', ...doubt, partial: first } : meaning
}

const withoutTitles = (text: string): string => text.replace(TITLES, (title) => TITLE.repeat(title.length))

/** Dues and plans are written as well. */
const isOwed = (meaning: Meaning): boolean => 'type' in meaning && (meaning.type === 'dues' || meaning.type === 'plan')

interface Doubt {
  readonly question: string
  readonly fields: string[]
}

/** A clause that is nothing but this takes back what the others tell: …，最后没搞成; …，先别记. */
const TAKEN_BACK =
  /(?<=^|[,，。;；!！~\s\n])(?:最后|后来|结果|不过|但是?|可是|可惜|临时|其实|又|还是|都|全|这个|这事|刚才)*(?:(?:没|未)(?:能|有)?(?:开|办|搞|弄|做|谈|学|聊|去|交|看|来|讲|记|发)?(?:成|起来|得了)(?:功)?|(?:被)?取消|作废|推迟|延期|延后|改期|顺延|改天(?:再说|再弄|再办|再开)?|改到(?:下|明|后)[\u4E00-\u9FFF]{1,3}|(?:还|都)?没(?:最后|完全)?定(?:下来|好)?|还没确定|待定|(?:先|暂时|暂|就|你)*(?:别|不用|不要|不)(?:记|登|录|写|算)(?:了|上|下来|先)?|(?:我)?(?:瞎|乱|胡)?编的|我(?:瞎|乱|胡)(?:写|说|打|填)的|随便(?:写|打|说|填)的|开玩笑(?:的)?|逗你(?:玩|的)*|骗你的|假的)(?:了|的|啦|吧|呢)*(?=$|[,，。;；!！~\s\n])/

function takenBack(open: string): Doubt | undefined {
  const said = TAKEN_BACK.exec(open)?.[0]
  return said === undefined ? undefined : { question: `「${said}」：这件事办成了吗？`, fields: ['date'] }
}

/** A message that ends as a question asks; what was studied may be one, and stands in its 《》 or before other words. */
const ASKED =
  /(?:[?？]|吗|是不是|对吧|对不对|是吧|(?:有没有|有无)记(?:过|上|录)?|记(?:过|上)?了?没有?|(?<=了)没)[\s。!！~]*$/

const asked = (open: string): Doubt | undefined =>
  ASKED.test(open) ? { question: '这是要记下来，还是在问？', fields: ['topic'] } : undefined

const TEXTS = ['topic', 'problem', 'measure', 'resolution', 'post', 'project', 'department', 'result', 'note'] as const
const DAY =
  '(?:(?:20\\d\\d年?[-./]?)?\\d{1,2}(?:月|[./-])\\d{1,2}[日号]?|(?:本|这个?|上个?|下个?)?月?\\d{1,2}[日号]|大?前天|昨[天晚日]|今[天早晚日]|明天|后天|(?:上上?|这|本|下)个?(?:周|星期|礼拜)[一二三四五六日天]|周[一二三四五六日天])'
/** A day by itself in what was taken for a subject, mostly the end of a correction: 主题：年终考核，不对，是11月11号. */
const BARE_DAY = new RegExp(
  `^(?:应该|应当|应|就|都)?是?(?:在|于)?${DAY}(?:上午|下午|晚上|中午)?(?:的(?:事|活动|会|那天)?|那天|才对)?$`,
)
const BARE_LENGTH =
  /^(?:应该|应|就)?是?(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半]{1,3})个?(?:半)?(?:分钟|小时|钟头|学时|课时|刻钟)(?:才对)?$/
/** A span without a day, said as the time: 前阵子，拾金不昧; 上半年廉政谈话. */
const VAGUE_DAY =
  /^(?:大概|好像|约)?(?:上个?月|上季度|上半年|下半年|前阵子|前一阵子?|前几天|前两天|前些天|前些日子|前段时间|年初|年前|月初|上旬|中旬|下旬|最近|近期|去年)(?:的?时候|里|那会儿?)?(?:$|(?=廉[政正]|谈[心话]|提醒谈))/

/** A fact of the record that went into its text instead. */
function passedOver(record: PartialRecord, names: Names): Doubt | undefined {
  const said = record as { readonly [field: string]: unknown }
  for (const field of TEXTS) {
    const value = said[field]
    if (typeof value !== 'string' || value.includes('《')) continue
    // 备注：下次3月20日: a remark may name a day, but takes none back.
    if (field === 'note' && !/不对|错了|不是/.test(value)) continue
    if (field === 'note' && /(?:不对|说错了?|记错了?|哦不)[,，]/.test(value))
      return { question: `「${value}」里要改的是哪一项？`, fields: ['note'] }
    for (const clause of value.split(/[\s,，。;；、]+/)) {
      if (BARE_DAY.test(clause)) return { question: `「${clause}」是哪件事的日期？`, fields: ['date', field] }
      if (BARE_LENGTH.test(clause)) return { question: `「${clause}」是时长吗？`, fields: ['minutes', field] }
      if (/^(?:顺便|另外|对了|还有)?(?:再)?(?:请问|问一?下|想问|问问)/.test(clause))
        return { question: `「${clause}」请另外问。`, fields: [field] }
      if (VAGUE_DAY.test(clause)) return { question: '是哪一天？', fields: ['date'] }
      const person = field === 'topic' ? memberAt(clause, 0, names) : undefined
      if (person && person.end === clause.length)
        return { question: `「${clause}」是什么角色？`, fields: ['attendees', 'partner', field] }
    }
  }
  return undefined
}

/** 1小时20分，哦不，是95分钟; 2024年2月29日…，不对，是2月28号: the last thing said of a length, and the year of a day, must hold. */
function notLast(record: PartialRecord, typed: string): Doubt | undefined {
  const open = withoutTitles(typed)
  const said = record as { readonly [field: string]: unknown }
  const corrected = CORRECTED_LENGTH.exec(open)?.[1]
  if (corrected !== undefined && said.minutes !== Number(corrected))
    return { question: '时长没看明白，一共多久？', fields: ['minutes'] }
  const days = DAYS.flatMap((field) => (typeof said[field] === 'string' ? [said[field]] : []))
  const years = [...open.matchAll(YEAR_OF_DAY)].map((found) => found[1] as string)
  if (days.length > 0 && years.length > 0 && !years.some((year) => days.some((day) => day.startsWith(year))))
    return { question: '是哪一年的事？', fields: ['date'] }
  return undefined
}
const CORRECTED_LENGTH = /(?:不对|哦不|啊不|说错了?|错了)[,，\s]?(?:应该)?是?(\d{1,3})分钟?/
const DAYS = ['date', 'end_date', 'due_to', 'paid_on', 'closed_on', 'replaces'] as const
const YEAR_OF_DAY = /(?<!\d)(20\d\d)[年./-]\d{1,2}[月./-]\d{1,2}/g

/** …，餐具消毒不到位，说错了，是工程部: what the speaker corrects last may not end as one more clause of a text. */
function astray(record: PartialRecord, typed: string): Doubt | undefined {
  const meant = CORRECTED_LAST.exec(typed)?.[1]
  if (meant === undefined) return undefined
  const said = record as { readonly [field: string]: unknown }
  const lost = TEXTS.some((field) => {
    const value = said[field]
    if (typeof value !== 'string') return false
    const clauses = value.split(/[\s,，。;；]+/)
    return clauses.includes(meant) && (clauses.length > 1 || /奖$|部$|中心$/.test(meant)) && field !== 'department'
  })
  return lost ? { question: `「${meant}」要改的是哪一项？`, fields: ['topic', 'department', 'prize'] } : undefined
}
/** …客房部床单没换，说错了，是工程部: what is corrected is no record of its own. */
function correctedApart(records: readonly PartialRecord[], typed: string): Doubt | undefined {
  const meant = records.length > 1 ? CORRECTED_LAST.exec(typed)?.[1] : undefined
  return meant !== undefined && Object.values(records.at(-1) ?? {}).includes(meant)
    ? { question: `「${meant}」要改的是哪一项？`, fields: ['topic'] }
    : undefined
}

const CORRECTED_LAST =
  /(?:说错了?|不对|哦不|啊不|记错了?|错了)[,，\s]{0,2}(?:应该)?是([^\s,，。;；\n]{2,10})[\s。.!！~]*$/

/** 我和海明在茶水服务台当志愿者: who typed it was there too. */
function withoutMe({ type, ...record }: PartialRecord, open: string): Doubt | undefined {
  const { attendees } = record as { readonly attendees?: unknown }
  if (type === 'talk' || !Array.isArray(attendees) || attendees.includes('$sender')) return undefined
  return WITH_ME.test(open) ? { question: '你自己也参加了吗？', fields: ['attendees'] } : undefined
}
const WITH_ME = /我(?:和|跟|与|同|、)(?!们)|(?<=[\u4E00-\u9FFF])(?:和|跟|与|、|还有|加上)我(?![们国党省市局部支的])/

/** 前阵子周六: the weekday of no week. */
const saysNoDay = (open: string): boolean =>
  /(?:前阵子|前一阵子?|前段时间|前些天|前些日子|年初|上季度|上半年)(?:的|有个|某个|一个|那个)?[(（\s]*(?:周|星期|礼拜)[一二三四五六日天]/.test(
    open,
  )

/** The tellings of a message, each by itself; a labelled line is one of the whole. */
export const partsOf = (open: string): string[] => open.split(PARTS)

/** What parts two tellings for good; a labelled line or an item of an agenda is none of its own. */
const PARTS = /[;；\n]|。(?=.)|[,，]?(?:另外|此外|对了)[,，]?/
const LABELLED = /^\s*(?:[^\s:：,，]{1,8}[:：]|[\d一二三四五六七八九十]{1,2}[.、)）]|[①-⑨])/
export const DAY_OR_LENGTH = new RegExp(
  `${DAY}|(?:\\d|[一二两三四五六七八九十半])\\s?个?半?(?:小时|分钟|钟头|学时|h(?![a-z])|min)`,
)

/** A part of the message that tells of something else, on a day or with a length of its own. */
function anotherThing(type: RecordType, open: string, names: Names): Doubt | undefined {
  const [, ...others] = partsOf(open)
  const apart = others.some((part) => {
    if (LABELLED.test(part) || !DAY_OR_LENGTH.test(part)) return false
    const kinds = kindsIn(part, names)
    return kinds.length > 0 && !kinds.includes(type)
  })
  return apart ? { question: '一条消息里像是有好几件事，请分开说，或先填这一件。', fields: ['topic'] } : undefined
}
