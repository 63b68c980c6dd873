import { monthOf } from '../../../core/civil-date.js'
import type { DuesMeaning, ErrorMeaning, Meaning, PartialRecord, Utterance } from '../../../core/meaning.js'
import { CORRECTIONS } from '../../corrections.js'
import { findDates } from '../../dates/find-dates.js'
import type { DateMention } from '../../dates/mention.js'
import { type SettledDate, settleDate } from '../../dates/settle-date.js'
import { vagueDates } from '../../dates/vague-dates.js'
import { isBackfill } from '../../mood.js'
import { membersIn, namesOf } from '../../people/find-person.js'
import { Scan, TAKEN, TITLE } from '../../scan.js'
import { readItems, sumOf } from './items.js'
import { monthsBetween, takeMonths } from './months.js'
import { spokenMoney } from './spoken-money.js'
import { standingMonths, standingTokens, takesBackElse } from './standing.js'
import { type DuesTokens, OWED, takeLateSum, takeTokens } from './tokens.js'

/** Dues that were paid (SCHEMA §3 `dues`). */

const PAID = /交|缴|收|付|转给|转(?:过来|来|了|账)|给了|补[齐上清]|到账|入账/
/** Somebody handed it over, which is done on a day; 收齐 tells of a list. */
const HANDED_OVER =
  /(?<![代收])(?:交|缴|付|转)(?!齐|清|款|正)|给了|给我(?!记|登|录|补|看|算|查|们)|(?:微信|支付宝)[发了转付]|扫(?:了)?我|扫码(?:给|付|过来)|发(?:给|[\u4E00-\u9FFF]{2,3}了)/
const LATE =
  /补(?=(?:上个?|去年|前年|今年)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:月?份?[到至、和~-](?:\d{1,2}|[一二三四五六七八九十]{1,3}))?)?月)|补(?:来|过来|交|缴|上|收|齐|付|转|给|清|完|足|了|的|\d|$|(?=[\s,，。;；])|[^录记登写\s]{0,3}党费)|迟交|晚交|迟缴/
const COMPLETE =
  /(?<!补)(?:收|交|缴)(?:齐|清|全)|党费[^,，。;；\n]{0,4}齐|全(?:部|都)?(?:已经?)?(?:收|交|缴|到账)(?!的|额)|都(?:已经?)?(?:交|缴|收)(?:了|齐|上|完)|全(?:员|体)(?:党员)?(?:都|已)?(?:交|缴)|一个不[少落]/
/** 收齐, 全部已交: said of what was collected. */
const OF_A_LIST = /收(?:齐|清|全)|全|都|一个不[少落]|党费[^,，。;；\n]{0,4}齐/
/** What is asked, wished for or said of rules is no payment. */
const NO_PAYMENT =
  /交没交|缴没缴|[?？吗]|退(?:回|还|给|了)|返还|垫付|减免|免交|谁|多少|几(?:[块元月]|个(?!人?都?(?:还|没|未)))|怎么|如何|什么|哪|该交|应交|应该交|需要?交|要交|得交|记得|别忘|提醒|催|尽快|抓紧|请(?:大家|各位|于|在|尽)|转我(?!了)|转给我(?!了)|大家把|有空|通知|如果|打算|准备|计划|明天|下周|下个?月(?!党费)/
const OTHER_MATTER =
  /特殊党费|党费(?:的)?(?:收缴(?!情况[:：,，\s]|情况如下|明细|登记|表|如下|[:：])|管理|使用|工作|制度|规定|标准|公示|检查|条例|知识|自查|账目|票据)|学习|培训|讲座|传达|党员大会|支委会|组织生活会|主题党日|议题|讨论/
const NOT_PAID_WORDS = /(?:还|暂|尚)?(?:没|未|欠|不)(?:有)?(?:交|缴|收|付)/g
const NOT_PAID = /(?:没|未|欠|不)(?:有)?(?:交|缴|收)/
/** 书记那125他说明天转，先别记: what is still to come is not recorded, whatever else was paid. */
const TO_COME =
  /(?:^|[,，。;；\n:：、])([^,，。;；\n:：、]{0,24}(?:明[天早晚]|后天|下周|过[两几]天|回头|晚[点些]|改天|下次|发了?工资|月底)(?!补?交了)[^,，。;；\n、]{0,8}(?:转|交|给|补|付|缴)(?!了)[^,，。;；\n、]{0,8}|(?:他|她|这个|那个|其余的?)?(?:先|暂时?)(?:别|不用?|不要)(?:记|登|算)[^,，。;；\n]{0,6})/g
/** 是腊月廿三那天给我的, 年底最后一笔: no vague days. */
const SAYS_NOTHING =
  /(?<=\uE001)(?:那天|当天|这天|当日|那日)|(?:年|月|季度?)(?:底|末|初)(?:的)?(?:最后|头|第)?(?:一笔|一波|收尾|盘点|对账|结账|清账)/g
const FRAME =
  /党费|党员|月份?|同志|今天|已经?|刚才?|就|过|啦|记一?下|记录|漏登|漏记|漏了|登记|录入|补录|补记|补登|收到|收了|收齐|收|交纳|缴纳|补交|补缴|交齐|交清|交上|交来|交|缴|补|付|转账?|微信|现金|支付宝|银行卡|全部|全体|全员|大家|所有人|都|了|的|是|为|把|给|和|与|及|到|齐|清|共|计|合计|人民币|元|块|整|【|】|所属(?:期|年)?|所属|(?:缴纳|缴费|交费|收款|收缴|缴款|付款)?(?:日期|时间|方式|渠道)|到账|入账|扫码|流水|正好|刚好|按?(?:照)?(?:新|老|旧|原)?(?:基数|标准)|起|不是|照旧|照常|提前|按时|只|才|还是|剩下|余下|多出来|差额|一起|一次性|顺便|麻烦|辛苦|谢谢|他|她|那|也|先|再|来|去|这次|这回|这笔|[\d一二两三四五六七八九十]{1,2}笔|另外|还有|其中|名单|明细|如下|情况|一下|请|麻烦|帮我|支部|我们|本|分别|各|每人|每月|每|人|一个不[少落]|无误|姓名|金额|序号|备注|应|实|\/|\.|。|;|；|:|：|,|，|、|\(|\)|（|）|\||!|！|~|-|=|¥|￥|\s/g

/** The dues that a text reports, an error, a question, or undefined when it reports none. `forced`: it began with /党费. */
export function readDues(body: string, utterance: Utterance, forced: boolean): Meaning | undefined {
  const scan = new Scan(spokenMoney(body))
  for (const found of scan.all(/《[^《》\n]{1,60}》/g)) scan.claim(found, TITLE)
  if (!forced && !/党费/.test(scan.open)) return undefined
  if (OTHER_MATTER.test(scan.open)) return undefined
  // 应交60，实交65: what was to be paid is no request.
  if (/实[缴交收]/.test(scan.open)) scan.takeAll(OWED)
  const unpaid = NO_PAYMENT.test(scan.open) || SOME_DAY.test(scan.open) ? takeToCome(scan, utterance) : []
  if (NO_PAYMENT.test(scan.open)) return undefined
  const late = LATE.test(scan.open)
  const complete = COMPLETE.test(scan.open)
  const done = scan.open.replace(NOT_PAID_WORDS, ' ')
  const handedOver = HANDED_OVER.test(done) && !complete
  const paid = PAID.test(done)
  const { today } = utterance
  const tokens = takeTokens(scan, utterance)
  tokens.unpaid.push(...unpaid)
  const dates = findDates(scan, today)
  scan.takeAll(SAYS_NOTHING)
  const allMonths = takeMonths(scan, today)
  const months = standingMonths(scan.text, allMonths)
  takeLateSum(scan, tokens)
  dropUnpaid(scan.text, tokens)
  const unsettled = takesBackElse(scan.text, [tokens.tokens, allMonths, dates])
  tokens.tokens = standingTokens(scan.text, tokens.tokens)
  const hasSum = tokens.doubt === true || tokens.tokens.some((token) => token.kind === 'sum')
  if (hasSum && handedOver && isOwn(tokens, utterance)) addSender(tokens)
  if (!hasSum && !(paid && (tokens.tokens.length > 0 || complete))) return undefined
  if (!hasSum && tokens.tokens.length === 0 && NOT_PAID.test(body)) return undefined
  const date = dayOfPayment(settleDate(scan.text, dates, today), dates, tokens)
  const { items, unpriced, total, doubt } = readItems(
    tokens,
    months,
    utterance.roster.flatMap(({ name }) => (tokens.unpaid.includes(name) ? [] : [name])),
  )
  const record: Partial<DuesMeaning> & { type: 'dues'; items: DuesMeaning['items'] } = { type: 'dues', items }
  const said = [...new Set(months.flatMap((one) => one.months))]
  const payers = new Set(items.map(({ name }) => name))
  if (said.length === 1) record.month = said[0] as string
  if (said.length === 0) {
    record.month = monthOf(date.kind === 'said' ? date.date : today)
    record.inferred = ['month']
  }
  if (tokens.total !== undefined) record.total = tokens.total
  else if (total !== undefined) record.total = total
  if (date.kind === 'said') record.paid_on = date.date
  // 老周来交党费了，一把交清: of one payer that is no list that is complete.
  else if (date.kind === 'unsaid' && (handedOver || (payers.size === 1 && paid && !(complete && OF_A_LIST.test(done)))))
    record.paid_on = today
  const paidOn = record.paid_on ?? today
  const earliest = [...said, ...(record.month === undefined ? [] : [record.month])].sort()[0] as string
  if (late && monthsBetween(earliest, today) > 0) record.late = true
  if (isBackfill(body)) record.backfill = true
  if (!utterance.senderRoles.includes('dues')) record.needs_confirm_by = 'dues'
  const claimed = (complete && tokens.unpaid.length === 0) || tokens.people === utterance.roster.length
  const warn = warnings(record, claimed, utterance, earliest, paidOn)
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
    const sum = sumOf(items)
    if (record.total !== undefined && Math.abs(record.total - sum) >= 0.005) {
      return { error: 'count_mismatch', field: 'total', expected: record.total, actual: sum }
    }
    if (tokens.people !== undefined && tokens.people !== payers.size && tokens.people !== utterance.roster.length) {
      return { error: 'count_mismatch', expected: tokens.people, actual: payers.size }
    }
    return undefined
  }

  function firstQuestion(): { question: string; fields: string[] } | undefined {
    if (doubt !== undefined) return { question: doubt, fields: ['items'] }
    if (tokens.doubt || unsettled) return { question: '金额没看明白，请核对。', fields: ['items'] }
    if (UNSURE.test(scan.text)) return { question: '金额确定吗？请核对。', fields: ['items'] }
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

/** 昨天响哥60、今早小雨36: each on a day of his own, so that none is everybody's. */
function dayOfPayment(
  date: SettledDate,
  dates: readonly DateMention[],
  { tokens }: DuesTokens,
): SettledDate | { kind: 'several' } {
  if (date.kind !== 'doubt' || dates.some(({ kind }) => kind !== 'day' && kind !== 'weekday')) return date
  const own = dates.every(({ end }, index) => {
    const next = dates[index + 1]?.start ?? Number.POSITIVE_INFINITY
    const within = tokens.filter(({ at }) => at >= end && at < next)
    return within[0]?.kind === 'payer' && within.some(({ kind }) => kind === 'sum')
  })
  const payers = tokens.filter(({ kind }) => kind === 'payer')
  // 敏姐今天交的98.5，海明昨天交的76: each day behind its payer.
  const behind = payers.every(({ at }, index) => {
    const next = payers[index + 1]?.at ?? Number.POSITIVE_INFINITY
    return dates.filter(({ start }) => start > at && start < next).length === 1
  })
  if (behind && payers.length === dates.length && payers.length > 1) return { kind: 'several' }
  return own && dates.length > 1 && !tokens.some(({ at }) => at < (dates[0]?.start ?? 0)) ? { kind: 'several' } : date
}

/** 我10月的党费125还没交: neither payer nor sum of such a clause. */
function dropUnpaid(text: string, tokens: DuesTokens): void {
  for (const clause of text.matchAll(/[^,，。;；、\n]+/g)) {
    if (!STILL_UNPAID.test(clause[0]) || OTHERS_UNPAID.test(clause[0])) continue
    // 小赵上个月还没交，今天一起补上: nothing of what has come since is in it.
    if (!/\d/.test(clause[0]) && COME_SINCE.test(text.slice(clause.index + clause[0].length))) continue
    const [from, to] = [clause.index, clause.index + clause[0].length]
    for (const token of tokens.tokens)
      if (token.kind === 'payer' && token.at >= from && token.at < to) tokens.unpaid.push(token.name)
    tokens.tokens = tokens.tokens.filter(({ at }) => at < from || at >= to)
  }
}
const COME_SINCE = /^[,，;；][^,，。;；\d]{0,8}补(?:交|缴|上|齐|清|给|了)/
/** 赵阳52.4 另外几个还没给: of others than those named. */
const OTHERS_UNPAID =
  /(?:另外|其[余他它]|别的|别人|剩下|余下|几个|有人|[两三四五\d]个|仨|俩)[^,，。;；\d]{0,6}(?:没|未|欠)/
const STILL_UNPAID = /欠着|先欠|赊着|(?:还|暂|尚|都|也|仍|先)(?:没有?|未|欠)(?:来得及)?(?:交|缴|转|付|给|补|到账|收到)/

/** 海明的回头给. */
const SOME_DAY = /回头|改天|过[两几]天|下次/

/** Claims what is still to come; those it names have not paid. */
function takeToCome(scan: Scan, { roster }: Utterance): string[] {
  return scan.all(TO_COME).flatMap((found) => {
    scan.claim(found)
    return membersIn(found.text, namesOf(roster)).flatMap(({ name }) => name ?? [])
  })
}

/** 交党费啦 98.5: what one who is no dues officer says without a name he says of himself. */
const isOwn = ({ tokens, everybody }: DuesTokens, { senderRoles }: Utterance): boolean =>
  !everybody && tokens.length > 0 && tokens.every(({ kind }) => kind === 'sum') && !senderRoles.includes('dues')

function addSender(tokens: DuesTokens): void {
  tokens.tokens.unshift({ kind: 'payer', at: 0, end: 0, name: '$sender' })
}

/** 响哥60吧好像. */
const UNSURE = /好像|也许|可能|估计|大概|貌似|似乎|记不清|不确定|不太清楚|记不得/

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
