import type { PartialRecord } from '../../core/meaning.js'
import { type Doubt, TEXTS } from './doubt.js'

/** What the speaker said last, where it corrects what he said before (SCHEMA §1 "Dates"). */

/** 1小时20分，哦不，是95分钟; 2024年2月29日…，不对，是2月28号: the last thing said of a length, and the year of a day, must hold. */
export function notLast(record: PartialRecord, open: string): Doubt | undefined {
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
export function astray(record: PartialRecord, typed: string): Doubt | undefined {
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

export function correctedApart(records: readonly PartialRecord[], typed: string): Doubt | undefined {
  const meant = records.length > 1 ? CORRECTED_LAST.exec(typed)?.[1] : undefined
  return meant !== undefined && Object.values(records.at(-1) ?? {}).includes(meant)
    ? { question: `「${meant}」要改的是哪一项？`, fields: ['topic'] }
    : undefined
}

const CORRECTED_LAST =
  /(?:说错了?|不对|哦不|啊不|记错了?|错了)[,，\s]{0,2}(?:应该)?是([^\s,，。;；\n]{2,10})[\s。.!！~]*$/

/** 下周五，哦下周五有任务，那就周四晚上7点吧: of which week the last day is, is for him to say. */
export function otherDay({ type }: PartialRecord, typed: string): Doubt | undefined {
  if (type !== 'plan') return undefined
  const after =
    /(?:^|[\s,，。])(?:哦|噢|喔|那就|要不|还是)[^。;；\n]{0,16}?(?<![上下这本])(?:周|星期|礼拜)([一二三四五六日天])/.exec(
      typed,
    )
  const before = after && /下{1,2}个?(?:周|星期|礼拜)([一二三四五六日天])/.exec(typed.slice(0, after.index + 1))
  return before && after[1] !== before[1] ? { question: '改到的是哪一天？', fields: ['date'] } : undefined
}
