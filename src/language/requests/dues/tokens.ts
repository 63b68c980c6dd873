import type { ErrorMeaning, Utterance } from '../../../core/meaning.js'
import { SUM, SUM_OR_NUMBER, yuan } from '../../money.js'
import { membersIn, namesOf, resolveName } from '../../people/find-person.js'
import { personError } from '../../people/people-errors.js'
import { looksLikeName, readPerson } from '../../people/read-person.js'
import type { Scan } from '../../scan.js'

/** Payers and sums of a list of dues, in the order said. */
export type Token =
  | { kind: 'payer'; at: number; end: number; name: string }
  | { kind: 'sum'; at: number; end: number; value: number; each: boolean }

export interface DuesTokens {
  tokens: Token[]
  /** The sum said for all. */
  total?: number
  /** How many are said to have paid. */
  people?: number
  /** Named as not having paid. */
  unpaid: string[]
  everybody: boolean
  error?: ErrorMeaning
  /** A sum that is no number of yuan with at most two decimals, or two totals. */
  doubt?: boolean
}

/** 转给李姐61块, 交到淑贤手里: who took it is no payer. */
const HANDED_TO = /(?:转账|转|交|付|打|送|发)(?:给|到|去)了?|转(?=[\u4E00-\u9FFF]{2,3}了)/g
/** 收据李姐开了: neither is who wrote the receipt. */
const RECEIPT =
  /(?<=^|[\s,，。;；])[\u4E00-\u9FFF]{2,3}?(?:已经?|给我?)?(?:开|写|出)(?:好|具)?了?(?:收据|收条|凭证)了?|(?:收据|收条|凭证|发票)(?:[\u4E00-\u9FFF]{0,4})?(?:开|给|拿|收|写)(?:好|到)?了?/g
/** More than anybody pays in a month; what is above is no sum of dues. */
const LARGEST = 100_000
const NUMBERING = /(?<=^|\n)\s*(?:\d{1,2}\s?[.、)）:：]|[(（]\d{1,2}[)）])(?!\d)\s*(?=[\u4E00-\u9FFF@])/g
/** 姓名 金额: the head of a table. */
const HEADER_LINE = /(?<=^|\n)[^\d\n]{0,20}(?:姓名|序号)[^\d\n]{0,20}(?=\n)/g
const BEHIND_MONTH = /(?<!每|每个|一个)月份?(?:党费)?[\s:：]?(\d{1,6}(?:\.\d{1,2})?)(?![\d.]*\s?(?:[日号元块个人]|月))/g
const TOTAL = new RegExp(
  `(?:合计|总计|共计|累计|总共|一共|总额|小计|共(?:收(?:到|了)?|交)?|计)(?:金额|党费)?\\s?[:：为是]?\\s?(?:人民币|¥|￥)?\\s?${SUM_OR_NUMBER}(?!\\s?(?:个|人|名|位|月))`,
  'g',
)
const PEOPLE =
  /(?:共|一共|总共|合计)?\s?(\d{1,3}|[一二两三四五六七八九十]{1,3})\s?(?:个人|人|名党员|名|位同志)(?:都|全|均|已)?/g
const EACH =
  '(?:每人每月|每个?人|每个?月|一个月|每位|人均|各自?|都是?|均为?|分别都?是?)(?:交|缴|收)?(?:了)?\\s?[:：是为]?\\s?'
const EACH_SUM = new RegExp(`${EACH}(?:¥|￥)?${SUM_OR_NUMBER}`, 'g')
const PER_MONTH_AFTER = /^\s?(?:\/|每|一个)(?:月|人)/
const SUM_WITH_UNIT = new RegExp(`(?:¥|￥|人民币)?\\s?${SUM}`, 'g')
const CURRENCY = new RegExp(`(?:¥|￥|人民币)\\s?${SUM_OR_NUMBER}`, 'g')
/** A bare number is a sum directly behind a payer or behind 党费; not 8 of 8号, 3 of 3月. */
const BARE =
  /^[\s:：,，、|\t(（=-]{0,3}(?:同志)?(?:交了?|缴了?|已交|实交|缴纳|交纳|补交了?|补缴了?|党费|金额|收到?)*[\s:：|]{0,2}(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,6}(?:\.\d+)?|[一二两三四五六七八九]?[十百千][零一二两三四五六七八九十百千]{0,6})(?![\d.]*\s?(?:月|号|日|年|人|个|名|位|季|次|点|:|[-~至到和、]\s?\d|%))/
const UNPAID = /^(?:同志)?(?:还|暂|的)?(?:没有?|未|欠)(?:交|缴|收到|付)?/
const EVERYBODY = /全体党员|全体|全员|所有(?:人|党员)|大家|每个?人|人均|都(?:已经?)?(?:交|缴)(?:齐|清|完)?了?/

/** Payers and sums in what is left of the text; their words are claimed. */
export function takeTokens(scan: Scan, utterance: Utterance): DuesTokens {
  const names = namesOf(utterance.roster)
  const result: DuesTokens = { tokens: [], unpaid: [], everybody: EVERYBODY.test(scan.open) }
  scan.takeAll(NUMBERING)
  scan.takeAll(HEADER_LINE)
  for (const found of scan.all(BEHIND_MONTH)) {
    const number = found.groups[0] as string
    // 1月60 can be no day.
    if (!number.includes('.') && Number(number) <= 31) continue
    const start = found.end - number.length
    addSum(result, { start, end: found.end, groups: [number] }, false)
    scan.claim({ start, end: found.end })
  }
  scan.takeAll(/(?:缴费)?(?:基数|比例|费率|工资|收入)\s?[:：为是]?\s?\d[\d.,]*\s?(?:%|元|块)?/g)
  const totals = new Set(scan.takeAll(TOTAL).map(({ groups }) => yuan(groups)))
  if (totals.size > 1) result.doubt = true
  const [total] = totals
  if (total !== undefined) result.total = total
  for (const found of scan.takeAll(EACH_SUM)) addSum(result, found, true)
  for (const pattern of [CURRENCY, SUM_WITH_UNIT]) {
    for (const found of scan.takeAll(pattern)) {
      const per = PER_MONTH_AFTER.exec(scan.open.slice(found.end))
      if (per) scan.claim({ start: found.end, end: found.end + per[0].length })
      addSum(result, found, per !== null)
    }
  }
  scan.takeAll(RECEIPT)
  for (const lead of scan.all(HANDED_TO)) {
    const person = membersIn(scan.open.slice(lead.end, lead.end + 8), names).find(({ start }) => start === 0)
    if (person) scan.claim({ start: lead.start, end: lead.end + person.end })
  }
  for (const person of membersIn(scan.open, names)) {
    const unpaid = UNPAID.exec(scan.open.slice(person.end))
    if (person.candidates) result.error ??= personError(person)
    else if (unpaid) result.unpaid.push(person.name as string)
    else result.tokens.push({ kind: 'payer', at: person.start, end: person.end, name: person.name as string })
    scan.claim({ start: person.start, end: person.end + (unpaid?.[0].length ?? 0) })
    const bare = BARE.exec(scan.open.slice(person.end))
    if (bare && !unpaid) addBare(result, scan, person.end, bare)
  }
  for (const found of scan.all(
    /(?<![\u4E00-\u9FFF])我(?!们|支部|部门|局)|我(?=(?:今天|昨天|刚才?|已经?)?(?:交|缴|补|把|的|\d))|本人/g,
  )) {
    result.tokens.push({ kind: 'payer', at: found.start, end: found.end, name: '$sender' })
    scan.claim(found)
    const bare = BARE.exec(scan.open.slice(found.end))
    if (bare) addBare(result, scan, found.end, bare)
  }
  strangers(scan, result, utterance)
  for (const found of scan.all(/党费(?:了|共|计|合计|:|：)?/g)) {
    const bare = BARE.exec(scan.open.slice(found.end))
    if (bare) addBare(result, scan, found.end, bare)
  }
  for (const found of scan.takeAll(PEOPLE)) {
    result.people = Number(found.groups[0]) || result.people
  }
  result.tokens.sort((a, b) => a.at - b.at)
  return result
}

/** A word built like a name directly before a sum, or before 交: somebody the roster does not know, or one of two. */
function strangers(scan: Scan, result: DuesTokens, utterance: Utterance): void {
  const names = namesOf(utterance.roster)
  for (const found of scan.all(
    /(?<![\u4E00-\u9FFF])([\u4E00-\u9FFF]{2,4}?)(?:同志)?(?=[\s:：,，、|]{0,2}(?:\uE001|\d)|(?:今天|昨天|刚才?|已经?)?(?:补?交|补?缴|\d{1,2}[日号]))/g,
  )) {
    const said = found.groups[0] as string
    if (!looksLikeName(said) && !/^[小老阿]/.test(said)) continue
    const person = readPerson(said, 0, names) ?? { start: 0, end: said.length, ...resolveName(said, names) }
    const error = personError(person)
    if (error) result.error ??= error
    else result.tokens.push({ kind: 'payer', at: found.start, end: found.end, name: person.name as string })
    scan.claim(found)
    const bare = BARE.exec(scan.open.slice(found.end))
    if (bare) addBare(result, scan, found.end, bare)
  }
}

/** A bare sum anywhere, once days and months are read: 7月的党费我7月3号就交过了 125. */
export function takeLateSum(scan: Scan, result: DuesTokens): void {
  for (const found of scan.all(/(?<=[\s,，:：了过是\uE001])(\d{1,6}(?:\.\d{1,2})?)(?=[\s,，。;；!！]|$)/g)) {
    addSum(result, found, false)
    scan.claim(found)
  }
  result.tokens.sort((a, b) => a.at - b.at)
}

function addSum(
  result: DuesTokens,
  found: { start: number; end: number; groups: readonly (string | undefined)[] },
  each: boolean,
): void {
  const value = yuan(found.groups)
  if (value === undefined || value <= 0 || value > LARGEST) result.doubt = true
  else result.tokens.push({ kind: 'sum', at: found.start, end: found.end, value, each })
}

function addBare(result: DuesTokens, scan: Scan, from: number, bare: RegExpExecArray): void {
  const number = bare[1] as string
  const start = from + bare[0].length - number.length
  if (/\.\d{3,}$/.test(number)) result.doubt = true
  addSum(result, { start, end: start + number.length, groups: [number] }, false)
  scan.claim({ start: from, end: start + number.length })
}
