import { monthOf } from '../../../core/civil-date.js'
import type { DuesMeaning, ErrorMeaning, Meaning, PartialRecord, Utterance } from '../../../core/meaning.js'
import { CORRECTIONS, isCorrected } from '../../corrections.js'
import { findDates } from '../../dates/find-dates.js'
import { settleDate } from '../../dates/settle-date.js'
import { vagueDates } from '../../dates/vague-dates.js'
import { isBackfill } from '../../mood.js'
import { membersIn, namesOf } from '../../people/find-person.js'
import { Scan, TAKEN, TITLE } from '../../scan.js'
import { readItems } from './items.js'
import { monthsBetween, takeMonths } from './months.js'
import { spokenMoney } from './spoken-money.js'
import { type DuesTokens, takeLateSum, takeTokens } from './tokens.js'

/** Dues that were paid (SCHEMA §3 `dues`). */

const PAID = /交|缴|收|付|转给/
/** Somebody handed it over, which is done on a day; 收齐 tells of a list. */
const HANDED_OVER = /(?<!代)(?:交|缴|付|转)(?!齐|清|款)/
const LATE = /补(?:交|缴|上|收|齐|了|\d|[^录记登写\s]{0,3}党费)/
const COMPLETE =
  /(?:收|交|缴)(?:齐|清|全)|党费[^,，。;；\n]{0,4}齐|全部(?:收|交|缴|到账)|都(?:已经?)?(?:交|缴|收)(?:了|齐|上|完)|全(?:员|体)(?:党员)?(?:都|已)?(?:交|缴)|一个不[少落]/
/** What is asked, wished for or said of rules is no payment. */
const NO_PAYMENT =
  /交没交|缴没缴|[?？吗]|退(?:回|还|给|了)|返还|垫付|减免|免交|谁|多少|几[块元个月]|怎么|如何|什么|哪|该交|应交|应该交|需要?交|要交|得交|记得|别忘|提醒|催|尽快|抓紧|请(?:大家|各位|于|在|尽)|转我(?!了)|转给我(?!了)|大家把|有空|通知|如果|打算|准备|计划|明天|下周|下个?月(?!党费)/
const OTHER_MATTER =
  /特殊党费|党费(?:的)?(?:收缴|管理|使用|工作|制度|规定|标准|公示|检查|条例|知识|自查|账目|票据)|学习|培训|讲座|传达|党员大会|支委会|组织生活会|主题党日|议题|讨论/
const NOT_PAID_WORDS = /(?:还|暂|尚)?(?:没|未|欠|不)(?:有)?(?:交|缴|收|付)/g
const NOT_PAID = /(?:没|未|欠|不)(?:有)?(?:交|缴|收)/
const FRAME =
  /党费|党员|月份?|同志|今天|已经?|刚才?|就|过|啦|记一?下|记录|登记|录入|补录|补记|补登|收到|收了|收齐|收|交纳|缴纳|补交|补缴|交齐|交清|交上|交来|交|缴|补|付|转账?|微信|现金|支付宝|银行卡|全部|全体|全员|大家|所有人|都|了|的|是|为|把|给|和|与|及|到|齐|清|共|计|合计|人民币|元|块|整|另外|还有|其中|名单|明细|如下|情况|一下|请|麻烦|帮我|支部|我们|本|分别|各|每人|每月|每|人|一个不[少落]|无误|姓名|金额|序号|备注|应|实|\/|\.|。|;|；|:|：|,|，|、|\(|\)|（|）|\||!|！|~|-|=|¥|￥|\s/g

/** The dues that a text reports, an error, a question, or undefined when it reports none. `forced`: it began with /党费. */
export function readDues(body: string, utterance: Utterance, forced: boolean): Meaning | undefined {
  const scan = new Scan(spokenMoney(body))
  for (const found of scan.all(/《[^《》\n]{1,60}》/g)) scan.claim(found, TITLE)
  if (!forced && !/党费/.test(scan.open)) return undefined
  if (OTHER_MATTER.test(scan.open) || NO_PAYMENT.test(scan.open)) return undefined
  const late = LATE.test(scan.open)
  const complete = COMPLETE.test(scan.open)
  const done = scan.open.replace(NOT_PAID_WORDS, ' ')
  const handedOver = HANDED_OVER.test(done) && !complete
  const paid = PAID.test(done)
  const { today } = utterance
  const tokens = takeTokens(scan, utterance)
  const dates = findDates(scan, today)
  const months = takeMonths(scan, today)
  takeLateSum(scan, tokens)
  dropCorrected(scan.text, tokens)
  const hasSum = tokens.doubt === true || tokens.tokens.some((token) => token.kind === 'sum')
  if (hasSum && handedOver && isOwn(tokens, utterance)) addSender(tokens)
  if (!hasSum && !(paid && (tokens.tokens.length > 0 || complete))) return undefined
  if (!hasSum && tokens.tokens.length === 0 && NOT_PAID.test(body)) return undefined
  const date = settleDate(scan.text, dates, today)
  const { items, unpriced, doubt } = readItems(
    tokens,
    months,
    utterance.roster.map(({ name }) => name),
  )
  const record: Partial<DuesMeaning> & { type: 'dues'; items: DuesMeaning['items'] } = { type: 'dues', items }
  const said = [...new Set(months.flatMap((one) => one.months))]
  if (said.length === 1) record.month = said[0] as string
  if (said.length === 0) {
    record.month = monthOf(date.kind === 'said' ? date.date : today)
    record.inferred = ['month']
  }
  if (tokens.total !== undefined) record.total = tokens.total
  if (date.kind === 'said') record.paid_on = date.date
  else if (handedOver || (items.length === 1 && paid && !complete)) record.paid_on = today
  const paidOn = record.paid_on ?? today
  const earliest = [...said, ...(record.month === undefined ? [] : [record.month])].sort()[0] as string
  if (late && monthsBetween(earliest, paidOn) > 0) record.late = true
  if (isBackfill(body)) record.backfill = true
  if (!utterance.senderRoles.includes('dues')) record.needs_confirm_by = 'dues'
  const warn = warnings(record, complete || tokens.people === utterance.roster.length, utterance, earliest, paidOn)
  if (warn.length > 0) record.warn = warn
  const partial = record as PartialRecord
  const error = firstError()
  if (error) return { ...error, partial }
  const question = firstQuestion()
  return question === undefined ? (record as DuesMeaning) : { type: 'question', ...question, partial }

  function firstError(): ErrorMeaning | undefined {
    if (tokens.error) return tokens.error
    if (date.kind === 'error') return date.error
    if (date.kind === 'unsaid' && vagueDates(scan).length > 0) return { error: 'missing_field', fields: ['date'] }
    if (doubt !== undefined) return undefined
    if (unpriced.length > 0 || items.length === 0) return { error: 'missing_field', fields: ['amount'] }
    const sum = Math.round(items.reduce((all, { amount }) => all + amount * 100, 0)) / 100
    if (record.total !== undefined && Math.abs(record.total - sum) >= 0.005) {
      return { error: 'count_mismatch', field: 'total', expected: record.total, actual: sum }
    }
    const payers = new Set(items.map(({ name }) => name)).size
    if (tokens.people !== undefined && tokens.people !== payers && tokens.people !== utterance.roster.length) {
      return { error: 'count_mismatch', expected: tokens.people, actual: payers }
    }
    return undefined
  }

  function firstQuestion(): { question: string; fields: string[] } | undefined {
    if (doubt !== undefined) return { question: doubt, fields: ['items'] }
    if (tokens.doubt) return { question: '金额没看明白，请核对。', fields: ['items'] }
    if (date.kind === 'doubt') return { question: date.question, fields: ['paid_on'] }
    if (months.some(({ unsure }) => unsure) && !late) return { question: '是哪一年哪一月的党费？', fields: ['month'] }
    if (said.some((month) => monthsBetween(month, today) < 0))
      return { question: '这个月还没到，是预交吗？', fields: ['month'] }
    const rest = scan.open.replace(CORRECTIONS, ' ').replaceAll(TAKEN, ' ').replaceAll(TITLE, ' ').replace(FRAME, '')
    if (
      /\d|[昨前]|周|星期|礼拜|[日号]/.test(rest) ||
      membersIn(rest, namesOf(utterance.roster)).length > 0 ||
      rest.length > 12
    ) {
      return { question: `「${rest.slice(0, 20)}」没看明白，请核对。`, fields: ['items'] }
    }
    return undefined
  }
}

/** 98.5 不对 是89.5: the last sum said. */
function dropCorrected(text: string, tokens: DuesTokens): void {
  tokens.tokens = tokens.tokens.filter((token, index) => {
    const next = tokens.tokens[index + 1]
    return token.kind !== 'sum' || next?.kind !== 'sum' || !isCorrected(text.slice(token.end, next.at))
  })
}

/** 交党费啦 98.5: what one who is no dues officer says without a name he says of himself. */
const isOwn = ({ tokens, everybody }: DuesTokens, { senderRoles }: Utterance): boolean =>
  !everybody && tokens.length === 1 && tokens[0]?.kind === 'sum' && !senderRoles.includes('dues')

function addSender(tokens: DuesTokens): void {
  tokens.tokens.unshift({ kind: 'payer', at: 0, end: 0, name: '$sender' })
}

/** Dues more than six months late (SCHEMA §2; the Party Constitution's art. 9 counts six months). */
const LATE_MONTHS = 6

function warnings(
  { items, month }: { items: DuesMeaning['items']; month?: string },
  complete: boolean,
  utterance: Utterance,
  earliest: string,
  paidOn: string,
): string[] {
  const payers = new Set(items.map(({ name }) => (name === '$sender' ? utterance.sender : name)))
  const missing = utterance.roster.some(({ name }) => !payers.has(name))
  const single = items.length <= 1
  return [
    ...(complete && missing && !single && month !== undefined ? ['claimed_complete_but_missing'] : []),
    ...(monthsBetween(earliest, paidOn) > LATE_MONTHS ? ['over_6_months'] : []),
  ]
}
