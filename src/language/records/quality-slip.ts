import type { SlipKind } from '../../core/entry.js'
import type { QualitySlipMeaning } from '../../core/meaning.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'
import { isCorrected } from '../corrections.js'
import { deadlineDay, takeDeadline } from '../dates/deadline-clause.js'
import { claimCorrections, factsOf, openScan, timeFields, zoneOf, zoneText } from '../facts.js'
import { yuan } from '../money.js'
import { membersIn, type Names } from '../people/find-person.js'
import type { Found, Scan } from '../scan.js'
import { takeDepartment } from './department.js'
import { joined, type Reader, restOf } from './reading.js'
import { daysAtEdge, findings } from './slip-clauses.js'

/** The five slips of quality (SCHEMA §3 `qualitySlip`; domain.md P16). */

const SLIPS: readonly (readonly [SlipKind, string])[] = [
  ['即日检查反馈单', '(?:即日)?(?:质量)?检查反馈单(?:[(（]即日[)）])?|即日(?:反馈|检查)?单|反馈单'],
  ['月汇总单', '月度?汇总单|汇总单'],
  ['提醒整改单', '提醒(?:整改)?(?:通知)?单|整改(?:通知)?单'],
  ['奖励单', '(?:奖励|表扬)单(?!位|独|身|纯)'],
  ['服务质量处罚单', '(?:服务)?(?:质量)?处罚(?:通知)?单|罚单'],
]
/** The pattern of each kind, for counts of them elsewhere (`metric`). */
export const SLIP_WORDS = SLIPS

const N = NUMBER.replace('(?:', '(')
const ISSUED =
  '(?:开具|开出|开|下发|下达|下(?=[了过张一])|给(?=[了过])|吃|挨|发出|发|出具|出|填写|填|签发|收到|收|接到|领)(?:了|过)?'
const COUNT_BEFORE = `(?:${N}\\s?(?:张|份|个)|个|张|([俩仨]))?`
const COUNT_AFTER = `(?:(?:共|各|来|补|加|又|再)?\\s?${N}\\s?(?:张|份)|\\s?[xX×*]\\s?(\\d{1,2})(?!\\d)|(\\d{1,2})(?=$|[,，。;；]))?`
/** Groups: count before, count after. */
const slip = (words: string): RegExp =>
  new RegExp(`(?:被|给)?(?:${ISSUED})?${COUNT_BEFORE}(?:的)?(?:质量)?(?:${words})${COUNT_AFTER}(?:一下)?`, 'g')
/** 布草折叠不规范 一张: the count as a clause of its own. */
const COUNT_ALONE =
  /(?<=^|[\s,，。;；:：\uE001]|[部科组班队]|中心|[开发下出收领罚写](?:了|出|出了)?)(?:一?共|共计|合计|总共|数量[:：]?)?\s?(\d{1,3}|[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3})\s?[张份](?:单子?)?(?=$|[\s,，。;；!！()（）\uE001])/g
const PATTERNS = SLIPS.map(([kind, words]) => ({ kind, pattern: slip(words) }))
/** 开了张单子: which of the five is not said. */
const UNNAMED = new RegExp(
  `(?:${ISSUED}|(?:登记|补|记)(?:一下|上)?)(?:${N}\\s?(?:张|份|个)|个|张)(?:质量)?(?:单子|单)(?![据位独元价词人身纯调程号车杠品])|(?:给|对)[\\u4E00-\\u9FFF]{1,8}(?:部|科|组|班|队|中心|厅|食堂)(?:又|再)?(?:开|下|发)了?(?:单子?了?|了单子?)(?=$|[\\s,，。;；])`,
)
/** 张数：1, 数量：2张. */
const COUNT_LABEL =
  /(?<=^|[\s,，。;；:：|\uE001])(?:张数|份数|数量|单数|单子数?)\s?[:：为是]?\s?(\d{1,3}|[一二两三四五六七八九十]{1,3})\s?[张份]?(?=$|[\s,，。;；|\n])/g
/** 质量单一张, 开单2张: as little. */
const UNKIND = new RegExp(
  `(?:(?:服务)?质量单${COUNT_AFTER}|(?<![订下买清])开(?:了|出)?单子?(?:了|共)?\\s?${N}\\s?[张份])(?![据位价])`,
)
const ANY = new RegExp(SLIPS.map(([, words]) => words).join('|'))
const EVENT = new RegExp(`${ISSUED}|登记|记录|记一|补录|补记`)
const CLAUSE = (words: string): RegExp =>
  new RegExp(`(?<=^|[\\s,，。;；:：()（）\\uE001])(?:${words})(?=$|[\\s,，。;；:：()（）\\uE001])`)
const SHORT_KINDS: readonly (readonly [SlipKind, RegExp])[] = [
  ['提醒整改单', CLAUSE('提醒整改|整改')],
  ['服务质量处罚单', CLAUSE('处罚|服务质量处罚')],
  ['奖励单', CLAUSE('奖励|表扬')],
]
/** What stands before the problem, and what was done at once. */
const NOISE = {
  start:
    /^(?:因为?|由于|(?:[\u4E00-\u9FFF]{0,2}(?:检)?查的|开的|下的)|发现了?|(?:巡|检|抽)?查[到出](?:来)?了?|看[到见]了?|存在|问题|原因|情况|内容|事由|是|为|有|给|对|向|被|质量|检查|抽查|日常|今天|开|登记(?![本表簿册])|质管员|主要|整改)+(?=.{2})/,
  end: /(?:的?问题|被|开|给|并|要求|情况|出来|那[张份]|的事[儿情]?|了)+$/,
  keepEnd: true,
}
const COUNT_LEFT = /(?:\d{1,2}|[一二两三四五六七八九十])\s?[张份](?!桌|床|椅|纸|嘴|脸|照片|凳|票|报|文件|表)/
const LENGTH = /(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})(?:多|来)?(?:个半?|刻)?(?:小时|分钟|钟头|钟)/g
const OF_SPAN = /全年|全月|整年|[本上这]个?季|[一二三四]季|累计|总计/
const SETTLED =
  /^(?:已|当场|立即|马上|立刻|当天|现场|均已|已经)+(?:整改|改|处理|闭环|完成)(?:完毕|完成|到位|好|了|闭环)*$/

/** Whether the words tell of a slip, or only name one (处罚单放哪). */
export const namesSlip = (open: string): boolean => ANY.test(open) || UNNAMED.test(open) || UNKIND.test(open)

export const readQualitySlip: Reader = ({ text, utterance, trace }) => {
  const scan = openScan(text, trace)
  scan.takeAll(FORM_LABEL)
  const deadline = scan.as('due_to', 'dates/deadline-clause.ts takeDeadline', () => takeDeadlineOf(scan))
  const issued = scan.open
  const said = scan.as('kind, count', 'records/quality-slip.ts SLIPS', () => takeSlips(scan))
  const slipEnd = lastSlip(issued)
  const unseen = findings(scan.text, utterance.today, namesSlip)
  const hidden = unseen.filter((clause) => daysAtEdge(issued.slice(clause.start, clause.end), utterance.today))
  // 送餐迟到半小时: a slip takes no time, so a length is part of what was found.
  const lengths = scan.all(LENGTH)
  const facts = factsOf(scan, utterance, [...unseen, ...lengths])
  // 门岗夜里没人，8号那次: a day among what was found may be the slip's own, which has none otherwise.
  if (hidden.length > 0 && facts.date.kind === 'unsaid')
    facts.doubts.push({ fields: ['date'], question: '内容里提到了日期，这张单是哪天开的？' })
  const base: Partial<QualitySlipMeaning> & { type: 'qualitySlip' } = { type: 'qualitySlip', ...timeFields(facts) }
  claimCorrections(scan)
  const department = scan.as('department', 'records/department.ts takeDepartment', () => takeDepartment(scan))
  if (department.name !== undefined) base.department = department.name
  if (department.several)
    facts.doubts.push({ fields: ['department'], question: '说到了不止一个部门，请一个部门一条。' })
  // A slip has no owner of its own: who is to put it right is kept beside it.
  const owner = scan.as('note', 'records/quality-slip.ts OWNER', () => takeOwner(scan, facts.names))
  if (owner !== undefined && base.note === undefined) base.note = `责任人：${owner}`
  // What was claimed inside of a labelled value stays claimed.
  const zone = zoneOf(facts, 'problem') ?? zoneOf(facts, 'topic')
  for (const taken of zone ? issued.slice(zone.start, zone.end).matchAll(/\uE001+/g) : [])
    scan.claim({
      start: (zone?.start ?? 0) + taken.index,
      end: (zone?.start ?? 0) + taken.index + taken[0].length,
    })
  const problem = problemOf(scan, zone, slipEnd)
  if (problem !== undefined) base.problem = problem
  const clauses = problem?.split(/[\s,，。;；]+/) ?? []
  // 整改到明天: a day that is left over may be the deadline.
  if (deadline === undefined && clauses.some((clause) => daysAtEdge(clause, utterance.today)))
    facts.doubts.push({ fields: ['due_to', 'date'], question: '内容里的日期是整改期限吗？' })
  if (problem !== undefined && (COUNT_LEFT.test(problem) || /作废|撤销/.test(problem)))
    facts.doubts.push({ fields: ['count', 'problem'], question: '一共开了几张？' })
  if (department.name !== undefined && membersIn(department.name, facts.names).length > 0)
    facts.doubts.push({ fields: ['department'], question: `「${department.name}」是哪个部门的？` })
  if (deadline !== undefined) {
    const due = deadlineDay(deadline, base.date ?? utterance.today, utterance.today)
    if (due === undefined) facts.doubts.push({ fields: ['due_to'], question: `「${deadline}」是哪一天？` })
    else base.due_to = due
  }
  if (said.length === 0) facts.errors.push({ error: 'missing_field', fields: ['kind'] })
  if (said.length > 1 && problem !== undefined)
    facts.doubts.push({ fields: ['kind', 'count'], question: '说到了不止一种单，请一种一条。' })
  if (problem !== undefined && membersIn(problem, facts.names).length > 0)
    facts.doubts.push({ fields: ['problem', 'department'], question: `「${problem}」里提到的人是什么关系？` })
  const records = said.length === 0 ? [base] : said.map(({ kind, count }) => ({ ...base, kind, ...counted(count) }))
  const told =
    EVENT.test(issued) ||
    said.some(({ count }) => count !== undefined) ||
    base.department !== undefined ||
    facts.date.kind === 'said'
  // 本季奖励单发出8张: of a span, not of a day.
  if (facts.date.kind === 'unsaid' && OF_SPAN.test(text))
    facts.doubts.push({ fields: ['date'], question: '是一张单，还是这段时间一共的数？是一张请写明哪天开的。' })
  if (said.doubt) facts.doubts.push({ fields: ['count'], question: '一共开了几张？' })
  // 要求下周三前整改到位: to be closed by a day to come.
  const told0 = base.due_to !== undefined && base.due_to > utterance.today ? issued : text
  if (/销号|闭环/.test(told0) || (CLOSING.test(told0) && !ISSUING.test(issued)))
    facts.doubts.push({ fields: ['kind', 'problem'], question: '是要给原来那张单销号，还是新开了一张？' })
  if (!told)
    facts.doubts.push({ fields: ['department', 'problem'], question: '是今天开的单吗？开给哪个部门、什么问题？' })
  return { facts, records, evident: told }
}

/** 单据类型：, 开具日期：, 责任部门：: names of a form's fields, whose values say themselves what they are. */
const FORM_LABEL =
  /(?<=^|[\s,，。;；|\uE001])(?:(?:单据|单子|质量单|单)?(?:类型|种类|类别|名称)|(?:开具|开单|下发|签发|填报|填写|查处|发现|发生|事发|出具|检查)(?:日期|时间)|(?:责任|受检|被检|受检查|被检查|整改|所属|对应|受罚|受奖)(?:部门|单位|班组|科室))[:：]\s?/g

/** 月底前重新划线: what is to be done by then is no finding. */
function takeDeadlineOf(scan: Scan): string | undefined {
  const before = scan.open
  const words = takeDeadline(scan)
  if (words === undefined) return undefined
  let end = before.length
  while (end > 0 && before[end - 1] === scan.open[end - 1]) end--
  const todo = TO_DO.exec(scan.open.slice(end))?.[0].length ?? 0
  scan.claim({ start: end, end: end + todo })
  return words
}
const TO_DO = /^(?![^,，。;；\s]{0,8}[没未不缺漏坏脏乱差少堵满断破旧错])[\u4E00-\u9FFF]{2,8}(?=$|[\s,，。;；!！])/

const OWNER =
  /(?<=^|[\s,，。;；、\uE001])(?:整改)?(?:责任人|负责人|整改人)(?:[:：]|是|为)?\s?([@\u4E00-\u9FFF]{2,6})(?=$|[\s,，。;；\n\uE001])/

/** 责任人赵阳, when that is a member and nothing more. */
function takeOwner(scan: Scan, names: Names): string | undefined {
  const found = scan.first(OWNER)
  const said = (found?.groups[0] ?? '').replace(/^@/, '')
  const [member, second] = membersIn(said, names)
  if (!found || member?.name === undefined || second || member.end - member.start !== said.length) return undefined
  scan.claim(found)
  return member.name
}

const CLOSING =
  /已(?:经)?(?:全部)?(?:整改|闭环|销号|关闭|完成|办结|处理)|(?:整改|闭环|销号|处理)(?:完毕|完成|到位|好了|完了|了$)|销号/
const ISSUING = new RegExp(`${ISSUED}[^,，。;；\\n]{0,12}单`)

/** Where the words of the last slip end. */
const lastSlip = (open: string): number =>
  Math.max(0, ...[...open.matchAll(new RegExp(ANY.source, 'g'))].map((found) => found.index + found[0].length))

/** Who wrote it, and the order to write it, are no finding. */
const FRAME =
  /^(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?的?|质管员|质检员|检查组?|开单|今儿个?|调休|补班|就|[开出下发查]的|说是?|要求|让|那[场次回]会?(?:上|议)?|那[张份]单?子?|原因|事由|问题|情况|内容|理由|因为)+$/

const counted = (count: number | undefined): { count?: number } => (count === undefined ? {} : { count })

/** 处罚单，哦不对是提醒整改单: the one said first does not count (SCHEMA §1). */
function takenBack({ text }: Scan, { end }: Found): boolean {
  const after = text.slice(end)
  const next = new RegExp(ANY.source).exec(after)
  return (
    next !== null && !/[张份]/.test(after.slice(next.index, next.index + 1)) && isCorrected(after.slice(0, next.index))
  )
}

interface SlipSaid {
  kind?: SlipKind
  count?: number | undefined
}

function takeSlips(scan: Scan): SlipSaid[] & { doubt?: boolean } {
  const said: SlipSaid[] & { doubt?: boolean } = []
  for (const { kind, pattern } of PATTERNS) {
    const found = scan.takeAll(pattern).filter((one) => !takenBack(scan, one))
    if (found.length === 0) continue
    const counts = [...new Set(found.flatMap((one) => countOf(one) ?? []))]
    said.push({ kind, count: counts.length === 1 ? counts[0] : undefined })
  }
  if (said.length === 0) {
    const unnamed = scan.take(UNNAMED) ?? scan.take(UNKIND)
    // 质量单 提醒整改 安保部: the kind stands beside the slip.
    const beside = unnamed && SHORT_KINDS.flatMap(([kind, pattern]) => (scan.take(pattern) ? [kind] : []))
    if (unnamed && beside?.length === 1) return [{ kind: beside[0] as SlipKind, count: countOf(unnamed) }]
    // The kind is asked for; how many there were stays known.
    if (unnamed) said.push({ count: countOf(unnamed) })
    return []
  }
  countAlone(scan, said)
  return said
}

/** A count said apart from the slip is its count; beside another one it is asked about. */
function countAlone(scan: Scan, said: SlipSaid[] & { doubt?: boolean }): void {
  const counts = new Set(
    [...scan.takeAll(COUNT_LABEL), ...scan.takeAll(COUNT_ALONE)].map((found) => yuan(found.groups)),
  )
  const [count] = counts
  if (count === undefined) return
  const [only] = said
  if (counts.size > 1 || said.length > 1 || (only?.count !== undefined && only.count !== count)) said.doubt = true
  else if (only) only.count = count
}

const countOf = ({ groups, text: words }: Found): number | undefined => {
  const text = groups.find((group) => group !== undefined)
  // 开了张处罚单: one.
  if (text === undefined) return ONE_WRITTEN.test(words) ? 1 : undefined
  return parseNumber(text)
}
const ONE_WRITTEN = new RegExp(`^(?:被|给)?${ISSUED}[张份个]`)

function problemOf(scan: Scan, zone: { start: number; end: number } | undefined, slipEnd: number): string | undefined {
  if (zone) {
    const text = zoneText(scan, zone)
    if (text !== '') return text
  }
  const rest = restOf(scan, NOISE).filter(({ text }) => !SETTLED.test(text) && !FRAME.test(text))
  // What stands behind the slip's own words is what it is about; before them only when nothing follows.
  const after = rest.filter(({ start }) => start >= slipEnd)
  return joined(after.length > 0 ? after : rest)
}
