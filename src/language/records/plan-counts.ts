import { monthOf } from '../../core/civil-date.js'
import { TRAINING_CATEGORIES, TRAINING_FORMS } from '../../core/entry.js'
import type { Meaning, MetricMeaning, Utterance } from '../../core/meaning.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'
import { takePeriod } from '../dates/periods.js'
import { unclear } from '../requests/unclear.js'
import { Scan, TAKEN } from '../scan.js'
import { markInferred } from './record-reading.js'

/**
 * Counts of what was planned (domain.md P15, P24), each a `metric` of its span: 三月工作计划6项，完成5项 as items and open, and
 * the year's training plan (年度培训计划：集中学习12次，专题讲座4次) as `planned`, which no count of what took place takes in.
 */

/** The name under which a month's work items are counted. */
export const WORK_PLAN = '工作计划'
const N = NUMBER.replace('(?:', '(')
const LEAD = '^(?:\\/|请|帮我?|记(?:一?下)?|登记|录入|的|部门|支部|我们|度|份|\\uE001|[:：,，\\s])*'
const GAP = '[:：,，;；。\\s]*'
const WORK = new RegExp(
  `${LEAD}(?:月(?:度)?)?工作计划(?:共|一共|总共|有|是|安排了?|列了?|${GAP})*${N}\\s?[项条件个](?:工作|任务)?${GAP}(?:(?:其中|已经?|实际|目前|现在|都|共)*(?:完成|办结|做完|落实)了?\\s?${N}\\s?[项条件个]?(?:工作|任务)?${GAP}|(?:其中|还有?|尚有|剩)*(?:${N}\\s?[项条件个])?(?:没|未)(?:有)?(?:完成|办完|做完|办结)(?:的)?(?:有)?(?:${N}\\s?[项条件个])?${GAP})?$`,
)
const WORK_RATIO = new RegExp(
  `${LEAD}(?:月(?:度)?)?工作计划(?:已|实际)?完成(?:了|情况|率)?${GAP}(\\d{1,3})\\s?\\/\\s?(\\d{1,3})${GAP}$`,
)
const WORK_DONE_ALONE = new RegExp(`${LEAD}(?:月(?:度)?)?工作计划(?:已|实际)*(?:完成|办结)了?${N}\\s?[项条件个]${GAP}$`)

const NAMES = [...TRAINING_FORMS, ...TRAINING_CATEGORIES, '培训', '学习', '党课', '讲座', '考察'].join('|')
const ITEM = new RegExp(
  `^[、,，;；。:：\\s和与及]*(?:全年|一年|共)?(${NAMES})(?:类|方面)?(?:培训|学习)?(?:计划|安排|不少于|各|是|为|共|[:：])*\\s?${N}\\s?[次场堂期]`,
)
const TRAINING_HEAD = new RegExp(
  `${LEAD}(?:(?:年度?|全年)?(?:的)?(?:教育)?(?:培训|学习)(?:工作)?计划|计划(?:全年)?(?:安排|组织|开展|举办|办|搞)?(?=${NAMES}))(?:安排|如下|是|为)*`,
)
const QUESTION = /[?？]|吗|几[次项]|多少|怎么样|情况[。\s]*$|实际/

/** The counts that a text tells of a plan, or undefined. */
export function planCountsOf(text: string, utterance: Utterance): Meaning | undefined {
  if (QUESTION.test(text) || !/计划/.test(text) || text.length > 200) return undefined
  const scan = new Scan(text)
  const period = takePeriod(scan, utterance.today)
  return workOf(scan, period, utterance) ?? trainingOf(scan, period, utterance)
}

function workOf(scan: Scan, period: string | undefined, { today }: Utterance): Meaning | undefined {
  const ratio = WORK_RATIO.exec(scan.open)
  const found = ratio ? undefined : WORK.exec(scan.open)
  if (!ratio && !found) {
    return WORK_DONE_ALONE.test(scan.open) ? unclear('plan', '一共几项？请写成：3月工作计划6项，完成5项') : undefined
  }
  const [total, done] = ratio ? [ratio[2], ratio[1]] : [found?.[1], found?.[2]]
  const left = found?.[3] ?? found?.[4]
  const items = parseNumber(total ?? '')
  const doneCount = done === undefined ? undefined : parseNumber(done)
  const leftCount = left === undefined ? undefined : parseNumber(left)
  const open = leftCount ?? (items !== undefined && doneCount !== undefined ? items - doneCount : undefined)
  if (items === undefined || (done !== undefined && doneCount === undefined)) return undefined
  if (open !== undefined && (open < 0 || open > items)) {
    return unclear('plan', '完成的比计划的多，请核对后写成：3月工作计划6项，完成5项')
  }
  const record: MetricMeaning = {
    type: 'metric',
    period: period ?? monthOf(today),
    items: { [WORK_PLAN]: items },
    ...(open === undefined ? {} : { open: { [WORK_PLAN]: open } }),
  }
  if (period === undefined) markInferred(record, 'period')
  return record
}

function trainingOf(scan: Scan, period: string | undefined, { today }: Utterance): Meaning | undefined {
  const head = TRAINING_HEAD.exec(scan.open)
  if (!head) return undefined
  let rest = scan.open.slice(head[0].length)
  const planned: Record<string, number> = {}
  for (let item = ITEM.exec(rest); item; item = ITEM.exec(rest)) {
    const name = LONG_NAMES[item[1] as string] ?? (item[1] as string)
    const count = parseNumber(item[2] as string)
    if (count === undefined || planned[name] !== undefined) return unclear('plan', EXAMPLE)
    planned[name] = count
    rest = rest.slice(item[0].length)
  }
  const whole = Object.keys(planned).length === 0 ? WHOLE.exec(rest)?.[1] : undefined
  if (whole !== undefined) {
    planned.培训 = parseNumber(whole) ?? 0
    rest = ''
  }
  if (Object.keys(planned).length === 0)
    return /[:：]\s*\S/.test(rest) && /次/.test(rest) ? unclear('plan', EXAMPLE) : undefined
  if (rest.replaceAll(TAKEN, '').replace(/[、,，;；。.!！\s]/g, '') !== '')
    return unclear('plan', `「${rest.trim()}」没看明白，${EXAMPLE}`)
  const record: MetricMeaning = { type: 'metric', period: period ?? today.slice(0, 4), items: {}, planned }
  if (period === undefined) markInferred(record, 'period')
  return record
}

/** 年度培训计划12次: of trainings of every form. */
const WHOLE = new RegExp(`^[:：,，\\s]*(?:共|一共|全年|是|为|办|搞)*\\s?${N}\\s?[次场期][。\\s]*$`)
const LONG_NAMES: Readonly<Record<string, string>> = {
  学习: '培训',
  党课: '专题党课',
  讲座: '专题讲座',
  考察: '外出考察',
}
const EXAMPLE = '请写成：年度培训计划：集中学习12次，专题讲座4次'
