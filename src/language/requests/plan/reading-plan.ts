import type { ErrorMeaning, Meaning, PlanMeaning, Utterance } from '../../../core/meaning.js'
import { findDates } from '../../dates/find-dates.js'
import { settleDate } from '../../dates/settle-date.js'
import { membersIn, namesOf } from '../../people/find-person.js'
import { personError } from '../../people/people-errors.js'
import { Scan, TAKEN } from '../../scan.js'
import { unclear } from '../unclear.js'

/**
 * A reading plan (domain.md P5): 读书计划：《论中国共产党历史》第一章由孙小雨3月25日讲，第二章由赵阳4月8日讲. Every lecture is a
 * planned 微党课 with its speaker, day and part of the book. A clause that isn't wholly read is asked about: none is left out.
 */

const HEAD =
  /^\/?(?:请|帮我?)?(?:记(?:一?下)?|登记|安排|制定|排)?(?:一?下)?(?:今年|本年度?|[上下]半年|[一二三四]季度|支部|的)*(?:读书|微党课)(?:学习)?(?:计划|安排|日程)(?:如下|安排)?[:：,，\s]+/
const BOOK = /^《[^《》\n]{1,60}》$/
/** Words around who and when that are no part of what is read. */
const FRAME =
  /(?:分别)?由|负责|同志|(?:来|主)?(?:领读|领学|主讲|讲解|讲|读|分享|发言|作?主题发言)(?:微党课)?|在|于|我(?![们国党])|[:：(（)）\s,，、]/g
const ASKS = /[?？]|吗|多少|几[次堂讲]|完成|进度|怎么样/

export function readingPlanOf(text: string, utterance: Utterance): Meaning | undefined {
  const head = HEAD.exec(text)
  if (!head || ASKS.test(text)) return undefined
  const plans: PlanMeaning[] = []
  let book = ''
  for (const clause of clausesOf(text.slice(head[0].length))) {
    if (BOOK.test(clause)) {
      book = clause
      continue
    }
    const read = lectureOf(clause, utterance)
    if ('refused' in read) return read.refused
    book = /^《[^《》]{1,60}》/.exec(read.topic)?.[0] ?? book
    const part = read.topic.startsWith('《') ? read.topic.slice(book.length) : read.topic
    const topic = book + part
    if (topic === '') return unclear('plan', `「${clause}」讲什么没看明白，${EXAMPLE}`)
    plans.push({
      type: 'plan',
      kind: 'training',
      subkind: '微党课',
      date: read.date,
      lecturer: read.lecturer,
      topic,
    })
  }
  const [first] = plans
  if (!first) return unclear('plan', EXAMPLE)
  return plans.length === 1 ? first : { records: plans }
}

const EXAMPLE = '请写成：读书计划：《书名》第一章由孙小雨3月25日讲，第二章由赵阳4月8日讲'

/** A comma inside a clause (第一章，孙小雨，3月25日) does not end it before its day was said. */
function clausesOf(text: string): string[] {
  const clauses: string[] = []
  let open = ''
  for (const part of text.split(/[,，;；。\n]+/)) {
    const said = part.trim()
    if (said === '') continue
    if (open === '' && BOOK.test(said)) {
      clauses.push(said)
      continue
    }
    open = open === '' ? said : `${open}，${said}`
    if (/[日号]|\d[./-]\d|周[一二三四五六日天]/.test(open) && MEMBER_SAID.test(open)) {
      clauses.push(open)
      open = ''
    }
  }
  return open === '' ? clauses : [...clauses, open]
}
/** Somebody to speak stands in it, known or not. */
const MEMBER_SAID = /[\u4E00-\u9FFF]{2,}/

const refused = (text: string): Lecture => ({ refused: unclear('plan', text) })

type Lecture = { topic: string; date: string; lecturer: string } | { refused: ErrorMeaning }

function lectureOf(clause: string, utterance: Utterance): Lecture {
  const scan = new Scan(clause)
  const settled = settleDate(clause, findDates(scan, utterance.today, 'plan'), utterance.today, 'plan')
  if (settled.kind === 'error') return { refused: settled.error }
  const [person, second] = membersIn(scan.open, namesOf(utterance.roster))
  if (settled.kind !== 'said' || settled.endDate !== undefined) {
    return refused(`「${clause}」哪天讲没看明白，${EXAMPLE}`)
  }
  if (second) return refused(`「${clause}」里说到了不止一个人，${EXAMPLE}`)
  const me = person ? undefined : /(?:由|^|[,，\s\uE001])我(?![们国党])/.exec(scan.open)
  const error = person && personError(person)
  if (error) return { refused: error }
  if (!person && !me) {
    const unknown = /由([\u4E00-\u9FFF]{2,3}?)(?=\uE001|讲|领|主|来|负|同)/.exec(scan.open)?.[1]
    if (unknown !== undefined) return { refused: { error: 'unknown_person', name: unknown } }
    return refused(`「${clause}」由谁讲没看明白，${EXAMPLE}`)
  }
  if (person) scan.claim(person)
  const topic = scan.open.replaceAll(TAKEN, '').replace(FRAME, '')
  return { topic, date: settled.date, lecturer: person?.name ?? '$sender' }
}
