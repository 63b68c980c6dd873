import { quarterOf } from '../../core/civil-date.js'
import type { AnalysisMeaning } from '../../core/meaning.js'
import { takePeriod } from '../dates/periods.js'
import { factsOf, openScan } from '../facts.js'
import { joined, type Reader, restOf } from './reading.js'

/** 思想状况分析研判 of a quarter (SCHEMA §3 `analysis`; domain.md P18, R26): typed in private by the secretary. */

const WORDS =
  /(?:党员|支部|员工|职工)*(?:的)?思想(?:政治)?(?:状况|动态|情况|工作)?(?:的)?(?:分析研判|分析|研判)(?:报告|会|情况)?|思想[\u4E00-\u9FFF]{0,6}研判|分析研判/g
const NOISE = { start: /^(?:内容|主题|结论|登记|开展|进行|完成|做|一[份篇次]|的|了|度)+(?=.{2})/ }

/** That it was written says nothing of what it found. */
const DONE = /^(?:已经?)?(?:写好|完成|做好|形成|报送|交|发|弄好|整理好)了?$/

export const namesAnalysis = (open: string): boolean => open.search(WORDS) >= 0

export const readAnalysis: Reader = ({ text, utterance, trace }) => {
  const scan = openScan(text, trace)
  const said = scan.as('period', 'dates/periods.ts takePeriod', () => takePeriod(scan, utterance.today))
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
  const topic = joined(restOf(scan, NOISE).filter(({ text }) => !DONE.test(text)))
  if (topic !== undefined) record.topic = topic
  return { facts, records: [record], evident: true }
}
