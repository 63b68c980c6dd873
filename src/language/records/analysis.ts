import { quarterOf } from '../../core/civil-date.js'
import type { AnalysisMeaning } from '../../core/meaning.js'
import { takePeriod } from '../dates/periods.js'
import { factsOf, openScan } from '../facts.js'
import { type Scan, TITLE } from '../scan.js'
import { leftovers } from '../topic.js'
import { type Reader, restOf } from './reading.js'

/** 思想状况分析研判 of a quarter (SCHEMA §3 `analysis`; domain.md P18, R26): typed in private by the secretary. */

const WORDS =
  /(?:党员|支部|员工|职工)*(?:的)?思想(?:政治)?(?:状况|动态|情况|工作)?(?:的)?(?:分析研判|分析|研判)(?:报告|会|情况)?|思想[\u4E00-\u9FFF]{0,6}研判|分析研判/g
const NOISE = { start: /^(?:内容|主题|结论|登记|开展|进行|完成|做|一[份篇次]|的|了|度)+(?=.{2})/ }

/** 登记：内容：… */
const LABEL = /^(?:(?:内容|主题|结论|登记|记录|情况)[:：]\s?)+/
/** That it was written says nothing of what it found. */
const DONE = /^(?:已经?)?(?:写好|完成|做好|形成|报送|交|发|弄好|整理好)了?$/

export const namesAnalysis = (open: string): boolean => open.search(WORDS) >= 0

export const readAnalysis: Reader = ({ text, utterance, trace }) => {
  const scan = openScan(text, trace)
  const said = scan.as('period', 'dates/periods.ts takePeriod', () => periodOf(scan, utterance.today))
  scan.as('type', 'records/analysis.ts WORDS', () => scan.takeAll(WORDS))
  const facts = factsOf(scan, utterance, [{ start: 0, end: text.length }])
  const record: Partial<AnalysisMeaning> & { type: 'analysis' } = { type: 'analysis' }
  if (utterance.chat !== 'p2p' || !utterance.senderRoles.includes('secretary'))
    facts.errors.unshift({ error: 'not_permitted', action: 'analysis' })
  if (said !== undefined && /-Q/.test(said)) record.period = said
  else if (said === undefined) {
    record.period = quarterOf(utterance.today)
    facts.doubts.push({ fields: ['period'], question: '是哪个季度的分析研判？' })
  } else facts.doubts.push({ fields: ['period'], question: '分析研判按季度记，是哪个季度的？' })
  const topic = wordsOf(scan)
  if (topic !== undefined) record.topic = topic
  return { facts, records: [record], evident: true }
}

/** The quarter beside its name: 和去年比好一些 is what was found. */
function periodOf(scan: Scan, today: string): string | undefined {
  const named = scan.text.search(WORDS)
  const end = scan.text.slice(named).search(/[:：,，。;；\n]/)
  const found = { start: end < 0 ? scan.text.length : named + end, end: scan.text.length }
  const before = scan.open
  scan.claim(found, TITLE)
  const period = takePeriod(scan, today)
  scan.restore(found, before)
  return period
}

/** What was found, word for word: 总体稳定，有顾虑 is no list of subjects whose frame words could go. */
function wordsOf(scan: Scan): string | undefined {
  const rest = restOf(scan, NOISE).filter(({ text }) => !DONE.test(text))
  const [first, last] = [rest[0], rest.at(-1)]
  if (!first || !last) return undefined
  const clause = leftovers(scan.open).find(
    ({ start, text }) => start <= first.start && start + text.length >= first.end,
  )
  const from = clause ? clause.start + (NOISE.start.exec(clause.text)?.[0].length ?? 0) : first.start
  return scan.text.slice(Math.min(from, first.start), last.end).replace(LABEL, '')
}
