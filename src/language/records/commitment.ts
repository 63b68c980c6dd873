import type { CommitmentKind } from '../../core/entry.js'
import type { CommitmentMeaning } from '../../core/meaning.js'
import { takePeriod } from '../dates/periods.js'
import { factsOf, openScan } from '../facts.js'
import { memberAt, membersIn, type Names, namesOf } from '../people/find-person.js'
import type { Scan } from '../scan.js'
import { joined, type Reader, restOf } from './reading.js'
import { markInferred } from './record-reading.js'

/** A promise for the year (SCHEMA §3 `commitment`; domain.md P25). */

const KINDS: readonly (readonly [CommitmentKind, RegExp])[] = [
  ['支部特色', /[“"「]?一支部一特色[”"」]?|(?:我们?)?支部(?:的)?特色/],
  ['书记项目', /[“"「]?一书记一项目[”"」]?|(?:支部)?书记(?:的)?(?:领办)?项目/],
  ['党员风采', /[“"「]?一党员一风采[”"」]?|党员(?:的)?风采|(?:今年|年度|\d{4}年|我|的)风采(?=[:：是为承])/],
]
const WORDS =
  /(?:公开|年度)?承诺(?:书|事项|内容|如下)?(?:的(?=\uE001))?(?=[:：,，\s(（)）\uE001]|$|是|为)|申报|登记|认领|确定|填报|报送|亮出|定为/g
/** 承诺人：陈立 and the like: the names of a form's parts say nothing themselves. */
const LABELS = /[【[]?(?:年度|公开)?承诺[】\]]|(?:承诺)?(?:类别|类型|年度|年份|内容|主题|事项)[:：]\s?/g
const ME = /(?<=^|[\s,，。;；:：\uE001])(?:我|本人)(?![们国党省市局部支堂])的?/
/** What is said to the bot beside the promise. */
const ASIDE = /回头|再给|稍后|之后补|谢谢|麻烦|改主意|不算|^年?就一个$/
/** 书记项目还没定, 党员风采照片贴好了: how the promise is getting on is not the promise. */
const ABOUT_IT =
  /^(?:还没|没|未|待|已|完成|一半|进展|推进|进度|写好|报了|交了|照片|材料|表格?|申报表|公示|公开|展板|评选|栏目|墙|什么|怎么)/
const NOISE = {
  start:
    /^(?:(?:共|一共|补|报)?[两二三四五六\d][个条项](?=[\s,，:：]|$)|内容|主题|题目|为|是|的|定为|叫|名称|承诺|度)+(?=.{2})/,
  end: /的+$/,
}

export const namesCommitment = (open: string): boolean =>
  KINDS.some(([, pattern]) => pattern.test(open)) ||
  /(?:公开|年度)承诺(?!书(?:交|模板|发))|承诺(?:书|事项|如下)?[:：]/.test(open)

export const readCommitment: Reader = ({ text, utterance, trace }) => {
  const scan = openScan(text, trace)
  const names = namesOf(utterance.roster)
  const kinds = KINDS.filter(([, pattern]) => scan.as('kind', 'records/commitment.ts KINDS', () => scan.take(pattern)))
  const head = headOf(scan)
  const period = scan.as('period', 'dates/periods.ts takePeriod', () => yearIn(scan, utterance.today))
  scan.takeAll(WORDS)
  const who = scan.as('who', 'records/commitment.ts whoOf', () => whoOf(scan, names, head))
  // The promise itself may speak of days, counts and hours: none of them is the record's.
  const facts = factsOf(scan, utterance, [{ start: 0, end: text.length }])
  const record: Partial<CommitmentMeaning> & { type: 'commitment' } = { type: 'commitment' }
  const kind = kinds[0]?.[0]
  if (kind) record.kind = kind
  else facts.errors.push({ error: 'missing_field', fields: ['kind'] })
  if (kinds.length > 1) facts.doubts.push({ fields: ['kind'], question: '说到了不止一种承诺，请一种一条。' })
  record.who =
    who ?? (kind === '书记项目' && !utterance.senderRoles.includes('secretary') ? secretary(names) : '$sender')
  record.period = period ?? utterance.today.slice(0, 4)
  if (period === undefined) markInferred(record, 'period')
  scan.takeAll(LABELS)
  const topic = joined(restOf(scan, NOISE).filter(({ text }) => !ASIDE.test(text)))
  if (topic === undefined) facts.errors.push({ error: 'missing_field', fields: ['topic'] })
  else record.topic = topic
  // Somebody named where a clause of the promise begins promises something of his own.
  if (topic?.split(/[,，;；。\s]+/).some((clause) => memberAt(clause, 0, names)))
    facts.doubts.push({ fields: ['who', 'topic'], question: '说到了不止一个人的承诺，请一人一条。' })
  if (topic !== undefined && ABOUT_IT.test(topic))
    facts.doubts.push({ fields: ['topic'], question: '承诺的内容是什么？' })
  return { facts, records: [record], evident: true }
}

/** Where the promise itself begins: behind the colon or the kind. */
const headOf = (scan: Scan): number => {
  const colon = scan.open.search(/[:：]/)
  return colon >= 0 ? colon : scan.open.length
}

function yearIn(scan: Scan, today: string): string | undefined {
  const bare = scan.take(/^(?:\/承诺\s?)?(20\d{2})(?![\d年])/)
  const behind = bare ? undefined : scan.take(/(?<=\uE001)[\s,，]?[(（]?(20\d{2})(?:年度?)?[)）]?(?=[:：\s,，]|$)/)
  if (behind) return behind.groups[0]
  if (bare) return bare.groups[0]
  const first = /(?:\d{4}年(?:度)?|今年|本年度?|明年|去年)(?:度)?(?:的)?/.exec(scan.open)
  if (!first || (first.index > 14 && first.index + first[0].length < scan.open.trimEnd().length)) return undefined
  const period = takePeriod(scan, today)
  return period?.slice(0, 4)
}

function whoOf(scan: Scan, names: Names, head: number): string | undefined {
  const labelled = scan.take(/(?:承诺人|责任人|姓名|党员)[:：]\s?(?=[@\u4E00-\u9FFF])/)
  const promiser = labelled && memberAt(scan.open, labelled.end, names)
  if (promiser?.name !== undefined) {
    scan.claim(promiser)
    return promiser.name
  }
  const owner = ownerIn(scan, names)
  if (owner !== undefined) return owner
  const me = scan.first(ME)
  if (me && me.start <= head) {
    scan.claim(me)
    return '$sender'
  }
  const [person] = membersIn(scan.open.slice(0, head), names)
  if (!person?.name) {
    // 党员风采2026：赵阳，学会速录: a name alone behind the colon.
    const behind = /^[:：\s]+/.exec(scan.open.slice(head))
    const named = behind ? memberAt(scan.open, head + behind[0].length, names) : undefined
    if (named?.name === undefined || !/^[\s,，:：-]/.test(scan.open.slice(named.end))) return undefined
    scan.claim(named)
    return named.name
  }
  // 组织赵阳带新人 is part of the promise: its maker stands where a clause begins.
  const before = scan.open[person.start - 1]
  const framed = /(?:记(?:一?下|录|上|个|一条)?|登记|补录?|帮|给|是|——?)$/.test(scan.open.slice(0, person.start))
  if (before !== undefined && !framed && !/[\s,，。;；:：、\n\uE001年)）\]】|-]/.test(before)) return undefined
  scan.claim({ start: person.start, end: person.end + (scan.open[person.end] === '的' ? 1 : 0) })
  return person.name
}

/** …，陈立负责, as the last clause. */
const LEADS = /^(?:同志)?(?:来)?(?:负责|牵头|领办|主抓)(?:落实)?[)）]?[。.;；!！\s]*$/
/** 由王敏负责, 负责人陈立, at the end of what is promised. */
function ownerIn(scan: Scan, names: Names): string | undefined {
  const span = scan.first(/(?:由|负责人|牵头人|领办人)[:：是为]?\s?(?=[@\u4E00-\u9FFF])/)
  const person = span && memberAt(scan.open, span.end, names)
  if (!span) {
    const last = membersIn(scan.open, names).at(-1)
    const alone = last && /[\s,，。;；\uE001(（]$/.test(scan.open.slice(0, last.start))
    if (!alone || last.name === undefined || !LEADS.test(scan.open.slice(last.end))) return undefined
    scan.claim({ start: last.start, end: scan.open.length })
    return last.name
  }
  if (person?.name === undefined) return undefined
  const rest = scan.open.slice(person.end)
  // 支部特色由敏姐牵头，打造…: who leads it stands before what is promised.
  const ahead = /^(?:同志)?(?:来)?(?:负责|牵头|领办|主抓)[\s,，:：]+/.exec(rest)
  if (ahead && span.text.startsWith('由')) {
    scan.claim({ start: span.start, end: person.end + ahead[0].length })
    return person.name
  }
  const tail = /^(?:同志)?(?:负责|牵头|领办|落实)?[。.;；\s]*$/.exec(rest)
  if (!tail) return undefined
  scan.claim({ start: span.start, end: scan.open.length })
  return person.name
}

/** The secretary by his alias, where the roster has it; otherwise the one who typed. */
const secretary = (names: Names): string => memberAt('书记', 0, names)?.name ?? '$sender'
