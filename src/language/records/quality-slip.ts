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
const ISSUED = '(?:开具|开出|开|下发|下达|发出|发|出具|出|填写|填|签发|收到|收|接到|领)(?:了|过)?'
const COUNT_BEFORE = `(?:${N}\\s?(?:张|份|个)|个|张|([俩仨]))?`
const COUNT_AFTER = `(?:(?:共|各)?\\s?${N}\\s?(?:张|份)|\\s?[xX×*]\\s?(\\d{1,2})(?!\\d))?`
/** Groups: count before, count after. */
const slip = (words: string): RegExp =>
  new RegExp(`(?:被|给)?(?:${ISSUED})?${COUNT_BEFORE}(?:的)?(?:质量)?(?:${words})${COUNT_AFTER}(?:一下)?`, 'g')
/** 布草折叠不规范 一张: the count as a clause of its own. */
const COUNT_ALONE =
  /(?<=^|[\s,，。;；:：\uE001]|[部科组班队]|中心)(?:一?共|共计|合计|总共|数量[:：]?)?\s?(\d{1,3}|[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3})\s?[张份](?:单子?)?(?=$|[\s,，。;；!！()（）\uE001])/g
const PATTERNS = SLIPS.map(([kind, words]) => ({ kind, pattern: slip(words) }))
/** 开了张单子: which of the five is not said. */
const UNNAMED = new RegExp(
  `(?:${ISSUED}|(?:登记|补|记)(?:一下|上)?)(?:${N}\\s?(?:张|份|个)|个|张)(?:质量)?(?:单子|单)(?![据位独元价词人身纯调程号车杠品])`,
)
/** 张数：1, 数量：2张. */
const COUNT_LABEL =
  /(?<=^|[\s,，。;；:：|\uE001])(?:张数|份数|数量|单数|单子数)\s?[:：为是]?\s?(\d{1,3}|[一二两三四五六七八九十]{1,3})\s?[张份]?(?=$|[\s,，。;；|\n])/g
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
    /^(?:因为?|由于|(?:[\u4E00-\u9FFF]{0,2}(?:检)?查的|开的|下的)|发现了?|存在|问题|原因|情况|内容|事由|是|为|有|给|对|向|被|质量|检查|抽查|日常|今天|开|登记(?![本表簿册])|质管员|主要|整改)+(?=.{2})/,
  end: /(?:的?问题|被|开|给|并|要求|情况|了)+$/,
  keepEnd: true,
}
const SETTLED =
  /^(?:已|当场|立即|马上|立刻|当天|现场|均已|已经)+(?:整改|改|处理|闭环|完成)(?:完毕|完成|到位|好|了|闭环)*$/

/** Whether the words tell of a slip, or only name one (处罚单放哪). */
export const namesSlip = (open: string): boolean => ANY.test(open) || UNNAMED.test(open) || UNKIND.test(open)

export const readQualitySlip: Reader = ({ text, utterance, trace }) => {
  const scan = openScan(text, trace)
  const deadline = scan.as('due_to', 'dates/deadline-clause.ts takeDeadline', () => takeDeadline(scan))
  const issued = scan.open
  const said = scan.as('kind, count', 'records/quality-slip.ts SLIPS', () => takeSlips(scan))
  const slipEnd = lastSlip(issued)
  const facts = factsOf(scan, utterance, findings(scan.text))
  const base: Partial<QualitySlipMeaning> & { type: 'qualitySlip' } = { type: 'qualitySlip', ...timeFields(facts) }
  claimCorrections(scan)
  const department = scan.as('department', 'records/department.ts takeDepartment', () => takeDepartment(scan))
  if (department.name !== undefined) base.department = department.name
  if (department.several)
    facts.doubts.push({ fields: ['department'], question: '说到了不止一个部门，请一个部门一条。' })
  // A slip has no owner of its own: who is to put it right is kept beside it.
  const owner = scan.as('note', 'records/quality-slip.ts OWNER', () => takeOwner(scan, facts.names))
  if (owner !== undefined && base.note === undefined) base.note = `责任人：${owner}`
  const problem = problemOf(scan, zoneOf(facts, 'problem') ?? zoneOf(facts, 'topic'), slipEnd)
  if (problem !== undefined) base.problem = problem
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
  if (said.doubt) facts.doubts.push({ fields: ['count'], question: '一共开了几张？' })
  // 要求下周三前整改到位: to be closed by a day to come.
  const told0 = base.due_to !== undefined && base.due_to > utterance.today ? issued : text
  if (/销号|闭环/.test(told0) || (CLOSING.test(told0) && !ISSUING.test(issued)))
    facts.doubts.push({ fields: ['kind', 'problem'], question: '是要给原来那张单销号，还是新开了一张？' })
  if (!told)
    facts.doubts.push({ fields: ['department', 'problem'], question: '是今天开的单吗？开给哪个部门、什么问题？' })
  return { facts, records, evident: told }
}

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

const OF_A_DAY =
  /^(?:\d{1,4}[年月./-]|[一二三四五六七八九十]{1,3}月|今天|昨天|前天|大前天|今|昨|[本这上]?(?:周|星期)|上?个?月|上午|下午|晚上|\d{1,2}[日号])/

/** The clauses behind the slip's own: what was found there at 10点 in 3号会议室 is neither day nor time of the slip. */
function findings(text: string): { start: number; end: number }[] {
  const clauses = [...text.matchAll(/[^\s,，。;；:：\n]+/g)]
  const own = clauses.findIndex(([clause]) => namesSlip(clause))
  return clauses
    .slice(own + 1)
    .filter(([clause]) => own >= 0 && !OF_A_DAY.test(clause))
    .map((clause) => ({ start: clause.index, end: clause.index + clause[0].length }))
}

/** Where the words of the last slip end. */
const lastSlip = (open: string): number =>
  Math.max(0, ...[...open.matchAll(new RegExp(ANY.source, 'g'))].map((found) => found.index + found[0].length))

/** Who wrote it, and the order to write it, are no finding. */
const FRAME =
  /^(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?的?|质管员|质检员|检查组?|开单|今儿个?|调休|补班|原因|事由|问题|情况|内容|理由|因为)+$/

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

const countOf = ({ groups }: Found): number | undefined => {
  const text = groups.find((group) => group !== undefined)
  return text === undefined ? undefined : parseNumber(text)
}

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
