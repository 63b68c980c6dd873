import type { ErrorMeaning, Utterance } from '../../../core/meaning.js'
import { SUM, SUM_OR_NUMBER, yuan } from '../../money.js'
import { membersIn, namesOf, type PersonRef, resolveName, SURNAMES } from '../../people/find-person.js'
import { personError } from '../../people/people-errors.js'
import { looksLikeName, readPerson } from '../../people/read-person.js'
import type { Found, Scan } from '../../scan.js'
import { takeOthers } from './others.js'

/** Payers and sums of a list of dues, in the order said. */
export interface Payer {
  kind: 'payer'
  at: number
  end: number
  name: string
}
export interface Sum {
  kind: 'sum'
  at: number
  end: number
  value: number
  each: boolean
}
export type Token = Payer | Sum

export interface DuesTokens {
  tokens: Token[]
  /** The sum said for all. */
  total?: number
  /** How many are said to have paid. */
  people?: number
  /** Named as not having paid. */
  unpaid: string[]
  everybody: boolean
  /** 依次是125、98.5: the sums are in the order of the payers. */
  inOrder: boolean
  error?: ErrorMeaning
  /** A sum that is no number of yuan with at most two decimals, or two totals. */
  doubt?: boolean
}

/** 收据李姐开了: neither is who wrote the receipt. */
const RECEIPT =
  /(?<=^|[\s,，。;；])[\u4E00-\u9FFF]{2,3}?(?:已经?|给我?)?(?:开|写|出)(?:好|具)?了?(?:收据|收条|凭证)了?|(?:收据|收条|凭证|发票)(?:[\u4E00-\u9FFF]{0,4})?(?:开|给|拿|收|写)(?:好|到)?了?/g
/** More than anybody pays in a month; what is above is no sum of dues. */
const LARGEST = 100_000
const NUMBERING =
  /(?:(?<=^|\n)|(?<=[\s,，;；:：](?=[1-9][.、)）][\u4E00-\u9FFF]{2,4}\s?\d{2})))\s*(?:\d{1,2}\s?[.、)）:：]|[(（]\d{1,2}[)）])(?!\d)\s*(?=[\u4E00-\u9FFF@])/g
/** 姓名 金额: the head of a table; 姓名：周海明 is a line of a form. */
const HEADER_LINE = /(?<=^|\n)[^\d\n:]{0,20}(?:姓名|序号)[^\d\n:]{0,20}(?=\n)/g
const BEHIND_MONTH =
  /(?<!每|每个|[一两二三四五六七八九十\d]个)月份?(?:的?党费|的(?=\d{2}))?[\s:：]?(\d{1,6}(?:\.\d{1,2})?)(?![\d.]*\s?(?:[日号元块个人年]|月|[-/]\d))/g
/** 应缴：60 beside what was paid. */
export const OWED = /应[缴交收](?:金额|党费|额)?\s?[:：]?\s?\d[\d.,]*\s?(?:元|块)?/g
const TOTAL = new RegExp(
  `(?:合计|总计|共计|累计|总共|一共|总额|总数|小计|加起来|拢共|统共|通共|(?<!每)(?:[两二三四五六七八九十2-9]|1[0-2]|十[一二])个月|共(?:收(?:到|了)?|交)?|计)(?:是|就是|共|一共|合计|总共)?(?:金额|党费)?\\s?[:：为是]?\\s?(?:人民币|¥|￥)?\\s?${SUM_OR_NUMBER}(?!\\s?(?:个|人|名|位|月))`,
  'g',
)
const PEOPLE =
  /人数\s?[:：]?\s?(?:共|为|是)?(?:\d{1,2}|[一二两三四五六七八九十]{1,2})人?|(?:共|一共|总共|合计)?\s?(\d{1,3}|[一二两三四五六七八九十]{1,3})\s?(?:个人|人|名党员|名|位同志)(?:都|全|均|已)?/g
const EACH =
  '(?:每人每月|每个?人|每个?月|一个月|每位|人均|各自?|都是?|均为?|(?:统一|一律|清一色|通通|统统|全)(?:都?是|按|为|都?交)?|分别都?是?)(?:交|缴|收)?(?:了)?\\s?[:：是为]?\\s?'
const EACH_SUM = new RegExp(`${EACH}(?:¥|￥)?${SUM_OR_NUMBER}(?![\\d.]|\\s?(?:月|[日号]|[个人名位年]))`, 'g')
/** 少交了10块，只交了50. */
const SHORT_OF = /(?:少|多|还差|还欠|差|欠)(?:交|缴|给|收|转)?(?:了|着)?\s?\d{1,4}(?:\.\d{1,2})?\s?(?:元|块)/g
/** 从125调到150: the sum that no longer holds. */
const RAISED =
  /(?:从|由|原来?(?:是)?)\s?\d[\d.]{0,6}\s?(?:元|块)?\s?(?:涨|调|升|降|提|变|改|增|减)(?:整|高|低|加|少)?(?:到|成|为|至)(?=\s?\d)/g
/** 给了一百我找她一块五: what was kept of it. */
const CHANGE = new RegExp(
  `(?<=[给拿付递][了我]{0,2})${SUM_OR_NUMBER}[,，]?(?:我|再|又)*找(?:了|给|回)*(?:[他她]|零钱?)?${SUM_OR_NUMBER}`,
  'g',
)
const PER_MONTH_AFTER = /^\s?(?:\/|每|一个)(?:月|人)/
const SUM_WITH_UNIT = new RegExp(`(?:¥|￥|人民币)?\\s?${SUM}`, 'g')
/** 剩下的7.6是2月的: no day. */
const PART =
  /(?<=(?:剩下?|余下?|多出?|其中|差额|[补差]了?)(?:的|有)?\s?)(\d{1,4}\.\d{1,2})(?![\d.日号]|交|缴)|(?<![\d.第])(\d{1,4}\.\d{1,2})(?=\s?是?(?:差额|补\d{1,2}月|\d{1,2}月份?的))/g
const CURRENCY = new RegExp(`(?:¥|￥|人民币)\\s?${SUM_OR_NUMBER}`, 'g')
/** A bare number is a sum directly behind a payer or behind 党费; not 8 of 8号, 3 of 3月. */
const BARE =
  /^[\s:：,，、|\t(（=-]{0,3}(?:同志)?(?:交了?|缴了?|已交|实交|缴纳|交纳|补交了?|补缴了?|党费|金额|收到?|给了?|转了?|付了?|微信|支付宝|扫码|现金|照旧|照常|还是|仍是|依旧|也是|按新基数|按老标准|已)*[\s:：|]{0,2}(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,6}(?:\.\d+)?|[一二两三四五六七八九]?[十百千][零一二两三四五六七八九十百千]{0,6})(?![零一二两三四五六七八九十百千点])(?![\d.]*\s?(?:月|号|日|年|人|个|名|位|季|次|点|:|[-~至到和、/]\s?\d|%))/
/** 老李 of 收到老李10月党费. */
const FAMILIAR = new RegExp(
  `(?<![大从最中不太多少]|(?:^|[\\s,，、。;；:：])[${SURNAMES}])([小老阿][${SURNAMES}])(?:同志)?(?=同志|的|今|昨|前|上|把|在|也|都|补|交|缴|给|转|付|微|扫|现|本|这|党|全|\\d|[一二三四五六七八九十]{1,3}月|[\\s,，:：、]|\uE001|$)`,
  'g',
)
const UNPAID =
  /^(?:同志)?(?:还|暂|尚|的|也|都)*(?:没有?|未|欠)(?:交|缴|收到|付|给|转)?|^(?:同志)?[^,，。;；\d\n\uE001]{0,10}(?:先欠|欠着|欠交|缓交|暂缓|还没(?:交|给|转|到|收)|没(?:交|给|转来|到账|动静)|未(?:交|缴|到账))(?:着|上)?/
/** 前两个月出差没交，今天补交了: what was owed has come. */
const PAID_SINCE =
  /^[,，;；\s]*(?:但是?|今[天早晚]|昨[天晚]|现在|这次|刚刚?|刚才|一起|一并|一次性|他|她|都|已经?|也|全|来)*补(?:交|缴|上|齐|清|给|了)/
/** Whether what is told as unpaid behind a payer has been paid since. */
const hasCome = (text: string, unpaid: RegExpExecArray | null): boolean =>
  unpaid !== null && PAID_SINCE.test(text.slice(unpaid[0].length))
const IN_ORDER = /依次|分别|按顺序|顺序|对应/
const EVERYBODY = /全体党员|全体|全员|所有(?:人|党员)|大家|每个?人|人均|都(?:已经?)?(?:交|缴)(?:齐|清|完)?了?/

/** Payers and sums in what is left of the text; their words are claimed. */
export function takeTokens(scan: Scan, utterance: Utterance): DuesTokens {
  const names = namesOf(utterance.roster)
  const result: DuesTokens = {
    tokens: [],
    unpaid: [],
    everybody: EVERYBODY.test(scan.open),
    inOrder: IN_ORDER.test(scan.open),
  }
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
  if (/实[缴交收]|已[缴交]/.test(scan.open)) scan.takeAll(OWED)
  const totals = new Set(scan.takeAll(TOTAL).map(({ groups }) => yuan(groups)))
  if (totals.size > 1) result.doubt = true
  const [total] = totals
  if (total !== undefined) result.total = total
  scan.takeAll(RAISED)
  scan.takeAll(SHORT_OF)
  for (const found of scan.takeAll(CHANGE)) {
    const kept = (yuan(found.groups.slice(0, 3)) ?? 0) - (yuan(found.groups.slice(3)) ?? 0)
    addSum(result, { ...found, groups: [kept.toFixed(2)] }, false)
  }
  for (const found of scan.takeAll(EACH_SUM)) addSum(result, found, true)
  for (const pattern of [CURRENCY, SUM_WITH_UNIT]) {
    for (const found of scan.takeAll(pattern)) {
      const per = PER_MONTH_AFTER.exec(scan.open.slice(found.end))
      if (per) scan.claim({ start: found.end, end: found.end + per[0].length })
      addSum(result, found, per !== null)
    }
  }
  for (const found of scan.takeAll(PART))
    addSum(result, { ...found, groups: [found.groups[0] ?? found.groups[1]] }, false)
  scan.takeAll(RECEIPT)
  takeOthers(scan, names, result.unpaid)
  for (const person of membersIn(scan.open, names)) {
    const told = UNPAID.exec(scan.open.slice(person.end))
    const since = hasCome(scan.open.slice(person.end), told)
    // 上月没交 names the month that was paid for.
    if (told && since && !/月/.test(told[0].replace(/前[两几三]个月/, '')))
      scan.claim({ start: person.end, end: person.end + told[0].length })
    const unpaid = since ? null : told
    if (person.candidates) result.error ??= personError(person)
    else if (unpaid) result.unpaid.push(person.name as string)
    else result.tokens.push({ kind: 'payer', at: person.start, end: person.end, name: person.name as string })
    scan.claim({ start: person.start, end: person.end + (unpaid?.[0].length ?? 0) })
    const bare = BARE.exec(scan.open.slice(person.end))
    if (bare && !unpaid) addBare(result, scan, person.end, bare)
  }
  for (const found of scan.all(
    /(?<![给找跟向替帮到是])我自己(?!的意思|看|记|来)|(?<![\u4E00-\u9FFF])我(?!是)(?:自己|本人)?(?!们|支部|部门|局|找|对一?下|记|这[儿里边]|收)|(?<![给找跟向替帮到])我(?:自己|本人)?(?=(?:今天|昨天|刚才?|已经?)?(?:一块儿?|一起|一次性?|一并)?(?:交|缴|补|把|的|\d|[一二三四五六七八九]?[十百]))|本人(?!\uE001)/g,
  )) {
    result.tokens.push({ kind: 'payer', at: found.start, end: found.end, name: '$sender' })
    scan.claim(found)
    const bare = BARE.exec(scan.open.slice(found.end))
    if (bare) addBare(result, scan, found.end, bare)
  }
  strangers(scan, result, utterance)
  theRest(scan, result, utterance)
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
  // 收到老李10月党费: by the surname, wherever it stands.
  for (const found of scan.all(FAMILIAR)) {
    const said = found.groups[0] as string
    takePayer(scan, result, found, { start: found.start, end: found.end, ...resolveName(said, names) })
  }
  for (const found of scan.all(
    /(?:(?<![\u4E00-\u9FFF])|(?<=代收|收到|收了|收取|代交|代缴))([\u4E00-\u9FFF]{2,4}?)(?:同志)?(?=[\s:：,，、|]{0,2}(?:\uE001|\d)|(?:今天|昨天|刚才?|已经?)?(?:补?交|补?缴|\d{1,2}[日号]))/g,
  )) {
    const said = found.groups[0] as string
    if (!looksLikeName(said) && !/^[小老阿]/.test(said)) continue
    takePayer(
      scan,
      result,
      found,
      readPerson(said, 0, names) ?? { start: 0, end: said.length, ...resolveName(said, names) },
    )
  }
}

/** One who is named in some way beside his sum, or the error that he is not known. */
function takePayer(scan: Scan, result: DuesTokens, found: Found, person: PersonRef): void {
  const error = personError(person)
  if (error) result.error ??= error
  else result.tokens.push({ kind: 'payer', at: found.start, end: found.end, name: person.name as string })
  scan.claim(found)
  const bare = BARE.exec(scan.open.slice(found.end))
  if (bare) addBare(result, scan, found.end, bare)
}

/** A bare sum anywhere, once days and months are read: 7月的党费我7月3号就交过了 125. */
export function takeLateSum(scan: Scan, result: DuesTokens): void {
  for (const found of scan.all(
    /(?<![\dA-Za-z.#第尾号码编单房])(?!20[12]\d(?!\.))(\d{1,6}(?:\.\d{1,2})?)(?![\dA-Za-z.:]|\s?(?:[%月号日年人个名位季次点笔岁期楼室份条天分周级届折倍]))/g,
  )) {
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

/** 其余每人50, 剩下的都是36: all who are not named. */
const REST =
  /(?:其余|其他|其它|剩下|余下|另外)(?:的|那)?(?:(?:[\d一二两三四五六七八九十]{1,2})?(?:个|位|名)?(?:人|同志|党员)|[\d一二两三四五六七八九十]{1,2}[个位名]|(?=[,，\s]?(?:都|每人|每个人|各|一律|统一|全)))(?=[,，\s]?(?:[^,，。;；\d\n]{0,8}[,，]?[^,，。;；\d\n]{0,4})(?:\uE001|\d))/g

function theRest(scan: Scan, result: DuesTokens, { roster, sender }: Utterance): void {
  const [rest, other] = scan.all(REST)
  if (
    !rest ||
    other ||
    /[几没未]/.test(rest.text) ||
    !result.tokens.some(({ kind, at }) => kind === 'sum' && at > rest.start)
  )
    return
  const named = new Set([
    ...result.unpaid,
    ...result.tokens.flatMap((token) =>
      token.kind === 'payer' ? [token.name === '$sender' ? (sender as string) : token.name] : [],
    ),
  ])
  if (named.size === 0) return
  for (const { name } of roster) {
    if (!named.has(name)) result.tokens.push({ kind: 'payer', at: rest.start, end: rest.end, name })
  }
  scan.claim(rest)
}
