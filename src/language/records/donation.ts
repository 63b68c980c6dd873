import type { DonationMeaning, NamedAmount } from '../../core/meaning.js'
import { checkLeftovers } from '../checks.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'
import { factsOf, openScan, zoneOf, zoneText } from '../facts.js'
import { SUM, SUM_OR_NUMBER, yuan } from '../money.js'
import { memberAt, type Names, namesOf, type PersonRef } from '../people/find-person.js'
import { personError } from '../people/people-errors.js'
import { readPerson } from '../people/read-person.js'
import type { Scan } from '../scan.js'
import { cleanTopic } from '../topic.js'
import { readGathering } from './gathering.js'
import { joined, type Reader, restOf, speaksOfHimself } from './reading.js'

/** Donations (SCHEMA §3 `donation`; domain.md P23: the amount of one person is private). */

const N = NUMBER.replace('(?:', '(')
/** Behind a name: what he gave. A bare number must not go on as a count, a time or a date. */
const GAVE = new RegExp(
  `^\\s?(?:同志)?(?:本人|各自|每人|各|都|均|分别)?(?:也)?(?:带了?头|主动|自愿|率先|自己|独自|单独|一人|一个人|最大方|最多|大方|慷慨|先)*(?:捐款?|捐了|捐出|捐赠|出|掏|拿|献|交|缴|给|转|打|投|认捐)?了?\\s?[:：]?\\s?${SUM_OR_NUMBER}(?!\\s?(?:[个人位名件份次点月日号年天度]|小时|分钟|:|斤|箱|本|套))`,
)
/** 给…捐了100元 behind a name: the cause stands between. */
const GAVE_FOR = new RegExp(
  `^((?:同志)?(?:给|为|向)[^\\s,，。;；\\n\\uE001]{2,30}?)(?:捐款?|捐了|捐出|捐赠)了?\\s?${SUM}`,
)
const THE_OTHERS = new RegExp(
  `(?:其余|其他|其它|剩下|余下)(?:的)?(?:[一二两三四五六七八九\\d]{1,2}(?:个|名|位)?)?(?:人|同志|党员|人员)?(?:每人|各|都|均|各自)*(?:捐款?|捐了)?\\s?${SUM_OR_NUMBER}(?!\\s?(?:[个人位名]))`,
)
const EACH = new RegExp(
  `(?:每人|人均|每个人|一人|各)(?:捐款?|捐了|捐出)?了?\\s?${SUM}|(?:每人|每个人|人均|每位|一人)(?:捐款?|捐了|捐出)?了?\\s?(\\d{1,6}|[一二三四五六七八九两][百千][一二三四五六七八九]?)(?=$|[\\s,，。;；])`,
)
const TOTAL = new RegExp(
  `(?:共计|一共|总共|合计|总计|累计|共|善款|总金额|总额|金额|款额|募集|募得|筹集|筹得|筹款|捐款|捐了|捐出|捐赠|捐)(?:捐款|捐了|捐出|捐赠|凑了?|筹了?|募了?|收了?|善款|总额|金额|资金|爱心款|到|了|为|是)*[:：]?\\s?(?:人民币)?${SUM}`,
  'g',
)
/** ¥1050: the mark stands for the unit. */
const MARKED = /[¥￥]\s?(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,7}(?:\.\d{1,2})?)/g
/** 图书120本: what was given that is no money. */
const GOODS = /[\u4E00-\u9FFF]{0,2}\d{1,5}\s?(?:余|多)?(?:本|件|套|箱|份|公斤|斤|双|床|台|包|册)/
/** 我今天给灾区捐了三百: one's own, with the cause between. */
const OWN_FOR =
  /(?:^|[\s,，。;；])我(?![们国党省市局部支])(?:自己|个人|也|[\uE001今昨前天日上下午晚]){0,6}(?:给|为|向|在)[^\s,，。;；]{2,24}?捐/
const OF_SEVERAL =
  /支部|大家|我们|咱们|全体|全员|部门|共(?!同)|总|合计|[\d一二两三四五六七八九十](?:个?人|名|位)|同志|党员|收[了到齐]|募/
/** 我出…: of his own, and no sum read behind it. */
const OWN_SAID =
  /我(?:自己|个人|本人|也|今天|昨天|\uE001)*(?:捐|出了?(?=[\d一二三四五六七八九\uE001])|掏|拿出|交了?(?=[\d一二三四五六七八九\uE001]))/
/** What is left in the cause and may well be money. */
const UNREAD_SUM = /\d{2,}(?!年|公益|世界|国际|[·.]\d)|[一二两三四五六七八九][百千万]|[块元](?!旦|宵|素)|凑|各/
/** 捐了50: said by one of himself. */
const OWN = /捐(?:款|了|出)?\s?(\d{1,6}(?:\.\d{1,2})?)(?!\s?(?:[\d.个人位名件份次本套箱元块万千百]))/
/** 凑了八百五, 募了1200: only a sum stands behind these verbs. */
const SUM_GIVEN =
  /(?:凑了?|凑出|筹了|募了|捐了|捐出|捐款|一?共|总共|合计|总计|共计)(?:到|有|是)?\s?(\d{3,7}(?:\.\d{1,2})?|[一二两三四五六七八九]?[十百千][一二三四五六七八九十百千零]{0,6})(万|千|百)?(?=$|[\s,，。;；!！(（])/g
/** 7人700. */
const SUM_OF_PERSONS = /(?<=\uE001)\s?(\d{2,6}(?:\.\d{1,2})?)(?=$|[\s,，。;；])/g
const SUM_ALONE = new RegExp(`(?<![\\d.])${SUM}(?:善款|爱心款|捐款)?`, 'g')
const PERSONS = new RegExp(
  `(?:全?支部|全?部门|全体|党员|共有?|我们)*${N}\\s?(?:个人|名党员|位党员|名同志|位同志|名员工|人次|人|名|位)(?:党员|同志)?(?:都|均|全部|一共|总共|合计|共计|累计|共|参与|参加|自愿)*(?=捐|募|献|凑|筹)`,
)
/** 捐款7人共900元. */
const PERSONS_AFTER = new RegExp(
  `(?<=捐款?|捐赠|募捐|一日捐|活动)${N}\\s?(?:个人|名党员|名同志|人次|人|名|位)(?=$|[\\s,，。;；]|共|合计|总|累计|每|各|[¥￥\\d]{1,2}\\d)`,
)
/** 洪灾，6人900元. */
const PERSONS_GLUED = new RegExp(
  `(?<=^|[\\s,，。;；:：(（\\uE001]|[\\u4E00-\\u9FFF](?=\\d{1,2}\\s?人))(?:共|一共)?${N}\\s?(?:个人|名党员|人|名|位)(?=\\s?(?:[¥￥]?\\d|[一二三四五六七八九两][百千]|[一每]人|各))`,
)
const WORDS =
  /(?:参加|参与|开展|组织|进行|举行|发起|完成|响应|自愿|踊跃|积极|了)*(?:爱心)?(?:捐款捐物|捐款|爱心捐(?=$|[\s,，。;；:：])|捐资|捐助|义捐|又捐|捐赠|募捐|认捐|捐献|捐物|捐(?=书|衣|图书|物资)|捐了?|献爱心|爱心款|善款)(?:活动|仪式|倡议|款)?了?/g
const CAUSE_NAMED = /[^\s,，。;；:：\n\uE001]{0,10}一日捐/
const CAUSE =
  /(?:为|给|向|替|用于|支援|资助|帮助)([^\s,，。;；\n\uE001]{2,24}?)(?=捐|募|献爱心|筹|\uE001|[\s,，。;；]|$)/
const NOISE = {
  start: /^(?:参加|参与|为|给|向|登记|主题|内容|事由|活动|用于|捐|的)+(?=.{2})/,
  end: /(?:活动|捐|的|中|里)+$/,
}

export const readDonation: Reader = ({ text, utterance, trace }) => {
  const scan = openScan(text, trace)
  const names = namesOf(utterance.roster)
  const money = scan.as('total, items', 'records/donation.ts takeMoney', () => takeMoney(scan, names))
  const own = OWN_FOR.test(text) && money.total !== undefined && !money.persons && !money.each
  if (money.items.length === 0 && own) {
    money.items.push({ name: '$sender', amount: money.total as number })
    delete money.total
  } else if (money.items.length === 0 && speaksOfHimself(utterance)) {
    ownGift(scan, money)
    // 给福利院孩子捐了200元: what a member tells in private is his own, unless it is of several.
    if (
      money.items.length === 0 &&
      money.total !== undefined &&
      !money.persons &&
      !money.each &&
      !OF_SEVERAL.test(text)
    ) {
      money.items.push({ name: '$sender', amount: money.total })
      delete money.total
    }
  }
  // 今天交给淑贤姐了: who collects it gave nothing by that.
  scan.takeAll(
    /(?<=^|[\s,，。;；天日]|刚|\uE001)(?:已经?|都)?(?:交|转|给|汇)(?:到|给)[\u4E00-\u9FFF]{2,4}(?:那里?|这里?|那儿)?了(?=$|[\s,，。;；])/g,
  )
  scan.takeAll(
    /(?:其他|其余|其它|剩下|余下)的?(?:[一二两三四五六七八九\d]个)?(?:人|同志|党员)?(?:都|均|暂|还|暂时)*(?:没|未)(?:有)?(?:捐款?|参加)了?(?=$|[\s,，。;；])/g,
  )
  const goods = scan.take(GOODS)
  scan.takeAll(/(?:已经?|全部|都|均)*(?:收齐|收到位|到账|交齐|捐齐|收讫)了?|(?<=[:：\s])名单|名单(?=[:：])/g)
  const facts = factsOf(scan, utterance)
  const zone = zoneOf(facts, 'topic')
  const named = scan.as('topic', 'records/donation.ts CAUSE', () => causeOf(scan))
  const { fields } = readGathering(facts, { noRoles: true })
  scan.as('type', 'records/donation.ts WORDS', () => scan.takeAll(WORDS))
  const record: Partial<DonationMeaning> & { type: 'donation' } = { type: 'donation', ...fields }
  for (const person of money.unresolved) {
    const error = personError(person)
    if (error) facts.errors.push(error)
  }
  if (money.doubt) facts.doubts.push({ fields: ['total', 'items'], question: '金额没看明白，谁捐了多少、一共多少？' })
  if (money.items.length > 0) record.items = money.items
  const actual = money.persons ?? record.actual
  if (actual !== undefined) record.actual = actual
  total(record, money, utterance.roster.length)
  const sum = money.items.reduce((all, { amount }) => all + amount, 0)
  if (money.items.length > 0 && money.total !== undefined && Math.abs(sum - money.total) >= 0.005) {
    // Fewer named than gave: the rest is in the total only.
    const others = record.actual !== undefined && record.actual > money.items.length && money.total > sum
    if (!others) facts.errors.push({ error: 'count_mismatch', field: 'total', expected: money.total, actual: sum })
  }
  if (money.items.length > 0 && record.actual !== undefined && record.actual < money.items.length)
    facts.doubts.push({ fields: ['actual', 'items'], question: '捐款人数和名单对不上，请核对。' })
  if (!money.items.some(({ name }) => name === '$sender') && OWN_SAID.test(scan.open))
    facts.doubts.push({ fields: ['items', 'total'], question: '你本人捐了多少？' })
  // 还有她今天慈善一日捐捐了200: who that is stands in another sentence.
  if (record.items === undefined && /(?:^|[\s,，。;；]|还有|另外)[他她](?!们)/.test(text))
    facts.doubts.push({ fields: ['items'], question: '是谁捐的？请写姓名。' })
  if (money.items.length > 0 && utterance.chat === 'group') record.privacy = 'amount_in_group'
  const topic = (zone && cleanTopic(zoneText(scan, zone))) ?? named ?? joined(restOf(scan, NOISE))
  if (topic !== undefined) record.topic = topic
  // 山区图书馆4人320元: for which house, rather than where.
  else if (record.place !== undefined && !zoneOf(facts, 'place') && !isWhere(record.place, text)) {
    record.topic = record.place
    delete record.place
  }
  if ((topic !== undefined && UNREAD_SUM.test(topic)) || restOf(scan, NOISE).some((part) => UNREAD_SUM.test(part.text)))
    facts.doubts.push({ fields: ['total', 'items'], question: '金额没看明白，谁捐了多少、一共多少？' })
  if (goods && record.note === undefined) record.note = goods.text
  checkLeftovers(facts, zone ? [zone] : [])
  return { facts, records: [record], evident: money.items.length > 0 || money.total !== undefined }
}

const isWhere = (place: string, text: string): boolean =>
  [...'在于到去'].some((word) => text.includes(`${word}${place}`))

/** 7人每人100元: said for each, so the total is known too. */
function total(record: Partial<DonationMeaning>, money: Money, size: number): void {
  if (money.total !== undefined) record.total = money.total
  else if (money.each !== undefined && money.items.length === 0) {
    const persons = record.actual ?? (record.attendees === 'all' ? size : undefined)
    if (persons !== undefined) record.total = Math.round(money.each * persons * 100) / 100
  }
}

interface Money {
  items: NamedAmount[]
  total?: number
  each?: number
  persons?: number
  unresolved: PersonRef[]
  doubt: boolean
}

function takeMoney(scan: Scan, names: Names): Money {
  const money: Money = { items: [], unresolved: [], doubt: false }
  takeItems(scan, names, money)
  others(scan, names, money)
  const persons = scan.take(PERSONS) ?? scan.take(PERSONS_AFTER) ?? scan.take(PERSONS_GLUED)
  const count = persons && parseNumber(persons.groups[0] as string)
  if (count !== undefined) money.persons = count
  const each = scan.take(EACH)
  const share = each && yuan(each.groups[3] === undefined ? each.groups : [each.groups[3]])
  if (share !== undefined) money.each = share
  const totals = [TOTAL, MARKED, SUM_ALONE, SUM_GIVEN, ...(money.persons === undefined ? [] : [SUM_OF_PERSONS])]
    .flatMap((pattern) => scan.takeAll(pattern))
    .map(({ groups }) => yuan(groups))
  const values = new Set(totals)
  if (values.size > 1 || values.has(undefined)) money.doubt = true
  const [value] = values
  if (value !== undefined) money.total = value
  if (share !== undefined && money.items.length > 0) money.doubt = true
  return money
}

function ownGift(scan: Scan, money: Money): void {
  const found = scan.first(OWN)
  const amount = found && yuan(found.groups)
  if (!found || amount === undefined) return
  scan.claim({ start: found.start + 1, end: found.end })
  money.items.push({ name: '$sender', amount })
}

/** 其余每人100: everybody in the roster who is not named. */
function others(scan: Scan, names: Names, money: Money): void {
  const found = money.items.length > 0 ? scan.take(THE_OTHERS) : undefined
  const amount = found && yuan(found.groups)
  if (amount === undefined) return
  const named = new Set(money.items.map(({ name }) => name))
  if (named.has('$sender')) money.doubt = true
  for (const { name } of names.members) if (!named.has(name)) money.items.push({ name, amount })
}

/** 陈立200 王敏100, 陈立、王敏各100, 我捐了200. */
function takeItems(scan: Scan, names: Names, money: Money): void {
  let waiting: PersonRef[] = []
  for (let at = 0; at < scan.open.length; at++) {
    const text = scan.open
    const opens = at === 0 || /[\s,，。;；:：、()（）\n\uE001和跟与天日号午晚捐款]/.test(text[at - 1] as string)
    const person = giverAt(text, at, names, opens)
    if (!person) continue
    // 三人昨天各捐100: the day between stays for the rules of dates.
    const from = person.end + (/^(?:昨|今|前)[天日]/.exec(text.slice(person.end))?.[0].length ?? 0)
    const forCause = opens ? GAVE_FOR.exec(text.slice(from, from + 60)) : null
    if (forCause && person.name !== undefined && waiting.length === 0) {
      const amount = yuan(forCause.slice(2))
      if (amount === undefined) money.doubt = true
      else money.items.push({ name: person.name, amount })
      scan.claim({ start: person.start, end: person.end })
      // The verb stays, for the cause to be found before it.
      const sumAt = from + (forCause[1] as string).length + 1
      scan.claim({ start: sumAt, end: from + forCause[0].length })
      at = from + forCause[0].length - 1
      continue
    }
    const gave = GAVE.exec(text.slice(from, from + 24))
    const amount = gave ? yuan(gave.slice(1)) : undefined
    if (!gave || amount === undefined || amount <= 0) {
      waiting = /^\s?(?:、|和|与|,|，|\s)/.test(text.slice(person.end)) ? [...waiting, person] : []
      at = person.end - 1
      continue
    }
    const shared = /各|每人|都|均/.test(gave[0]) ? waiting : []
    const start = shared[0]?.start ?? person.start
    for (const one of [...shared, person]) {
      if (one.name === undefined) money.unresolved.push(one)
      else if (money.items.some(({ name }) => name === one.name)) money.doubt = true
      else money.items.push({ name: one.name, amount })
    }
    scan.claim({ start, end: person.end })
    scan.claim({ start: from, end: from + gave[0].length })
    waiting = []
    at = from + gave[0].length - 1
  }
}

function giverAt(text: string, at: number, names: Names, opens: boolean): PersonRef | undefined {
  const member = memberAt(text, at, names)
  if (member) return member
  if (!opens) return undefined
  if (/^(?:我(?![们国党省市局部支])|本人)/.test(text.slice(at, at + 2))) {
    const said = text.startsWith('本人', at) ? '本人' : '我'
    return { start: at, end: at + said.length, said, name: '$sender' }
  }
  const person = readPerson(text, at, names)
  if (!person || (person.unknown && !/^\s?(?:同志)?(?:捐|\d|[:：]\s?\d)/.test(text.slice(person.end)))) return undefined
  return person
}

function causeOf(scan: Scan): string | undefined {
  const named = scan.take(CAUSE_NAMED)
  if (named) return bareCause(named.text)
  const found = scan.first(CAUSE)
  const words = found?.groups[0]
  if (!found || words === undefined) return undefined
  const at = found.start + found.text.indexOf(words)
  scan.claim({ start: found.start, end: at + words.length })
  return bareCause(scan.text.slice(at, at + words.length))
}

export const namesDonation = (open: string): boolean =>
  !/(?:女儿|儿子|孩子|娃|闺女)[^,，。;；\s]{0,4}(?:学校|幼儿园|班上?)/.test(open) &&
  /捐款(?!箱|倡议书|名单|通知|方案)|捐了|捐出|募捐|捐赠(?!证|仪式方案)|一日捐|献爱心|捐物|认捐|爱心款|捐(?:书|衣|图书|衣物|物资)|捐\s?\d|善款|爱心捐|捐资|捐助(?!者|对象)|义捐|捐[:：]/.test(
    open,
  )

const bareCause = (text: string): string =>
  text.replace(/^(?:参加|参与|开展|组织|的|了)+/, '').replace(/^[“”"]+|[“”"]+$/g, '')
