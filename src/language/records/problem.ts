import type { ProblemSource } from '../../core/entry.js'
import type { ProblemMeaning } from '../../core/meaning.js'
import { isCorrected } from '../corrections.js'
import { deadlineDay, takeDeadline } from '../dates/deadline-clause.js'
import { findDates } from '../dates/find-dates.js'
import { settleDate } from '../dates/settle-date.js'
import { claimCorrections, type Facts, factsOf, openScan, timeFields, zoneText } from '../facts.js'
import { membersIn, resolveName } from '../people/find-person.js'
import { personError } from '../people/people-errors.js'
import { readPerson } from '../people/read-person.js'
import { Scan, TITLE } from '../scan.js'
import { type Reader, restOf } from './reading.js'
import { daysAtEdge } from './slip-clauses.js'

/** An item of a seminar's problem list (SCHEMA §3 `problem`; domain.md P19). */

const SOURCES: readonly (readonly [ProblemSource, RegExp])[] = [
  [
    '班子指出',
    /(?:支部|领导)?班子(?:成员)?(?:在?(?:[\u4E00-\u9FFF]{0,6}会议?)?上)?(?:在?(?:点评|检查|调研|开会|研讨|谈话|督导|会商|碰头)(?:的?时候?|时|中|里)?)?(?:指出|提出|点出|反馈|点评)(?:了)?(?:的)?/,
  ],
  [
    '部门及员工提出',
    /(?:部门|员工|职工)(?:(?:及|和|、)(?:部门|员工|职工))?(?:代表|同志|们)?(?:提出|反映|反馈|提的|提)(?:出?来|上来|过来)?(?:了)?(?:的)?/,
  ],
  [
    '支部自查',
    /(?:经|通过)?支部(?:自查|自己查|自我检查)(?:自纠)?(?:中)?(?:发现|出|查出|查摆)?(?:了)?(?:的)?|(?<!巡察)自查(?:自纠)?(?:中|时|的时候)?(?:发现|查出来?|出来?|找出来?)(?:了)?(?:的)?|支部(?:自己)?(?:查摆|自查自纠|梳理|排查)(?:发现|出来?|到)(?:了|的)?|(?<![^\s,，。;；:：])自查(?=[:：,，])|(?<!巡察)自查(?=(?:[一两二三四五六七八九\d]个)?(?:的)?问题)/,
  ],
]
/** A source where a sentence begins: a problem of its own. */
const ANOTHER_SOURCE = new RegExp(
  `(?<=[。;；,，\\n])\\s*(?:\\d{1,2}[.、)）]|[(（][\\d一二三四五六]{1,2}[)）]|[一二三四五六](?:[、.]|是)|另外|还有)?\\s*(?:${SOURCES.map(([, pattern]) => pattern.source).join('|')})`,
)
const SOURCE_LABEL = /(?:问题)?(?:来源|出处)(?:[:：]|是|为|(?=支部|班子|领导|部门|员工))\s?/
const PROBLEM_LABEL =
  /^[,，\s]*(?:的?(?:主要|突出|以下|如下|一个|一条|[两二三四五六七八九\d]个)?问题(?:[一两二三\d][个条])?)?(?:(?:登|记|录|加)(?:一?下|上|一条))?(?:是|为|有|[:：,，]|-+)?\s?/
const PARTS = [
  { field: 'problem', pattern: /(?:存在)?问题(?:描述|内容)?(?:[:：]|是(?=\S))\s?/ },
  {
    field: 'measure',
    pattern:
      /(?:整改|改进|解决)?(?:措施|办法|方案|对策)(?:[:：]|是|为)?\s?|整改[:：]\s?|(?<=^|[\s,，。;；])(?:(?:我们|大家)?(?:想|拟|定|提|商量)(?:了|出|好)*的?)?(?:法子|点子|招儿?|思路|打算|做法|解决(?:的)?办法)(?:[:：]|就?是|为)\s?|(?<=[,，。;；\s])(?:以后|今后|往后)(?:要|得|都|一律)?(?=[\u4E00-\u9FFF]{2})|(?<=[,，。;；\s])(?:打算|计划|准备|拟|拟定|下一步)(?=[\u4E00-\u9FFF]{2})/,
  },
  {
    field: 'owner',
    pattern:
      /(?:整改)?(?:责任人|负责人|牵头人|责任同志)(?:[:：]|是|为)?\s?(?=[@\u4E00-\u9FFF])|(?<=^|[\s,，。;；])(?:责任|负责|牵头)(?:[:：]\s?|\s)(?=[@\u4E00-\u9FFF])/,
  },
] as const
/** 由周海明负责, 周海明牵头. */
const OWNER_FIRST =
  /(?:这(?:个|事儿?|件事|条|块|项)|此事|后续|整改|问题)?(?:由|让|请|归)?([@\u4E00-\u9FFF]{1,6}?)(?:同志)?(?:来|去)?(?:负责|牵头|盯着?|跟着?|跟进|主抓|主办|督办|落实|包干|认领|抓|管|办)(?:落实|整改|督办|跟进|处理|解决|完成|改|办|弄|抓|这事|这件事)?(?=$|[\s,，。;；\n])/
const SETTLED =
  /^(?:的?问题)?(?:都|均|全部)?已(?:经)?(?:全部)?(?:整改|完成|闭环|销号|解决|落实)|整改(?:完毕|完成|到位)了?$/
/** 问题清单：…，已于4月10日整改完毕: entered together with its end. */
const LISTED = /问题清单|登记|记录|记一|来源[:：]|补录/
const CLOSED =
  /[,，。;；\s](?:目前|现)?已?(?:经)?(?:全部)?(?:于|在)?((?:\d{4}年)?\d{1,2}月\d{1,2}[日号]?|\d{1,2}[./]\d{1,2}|\d{1,2}[日号]|昨天|今天|前天|上?周[一二三四五六日])(?:已经?)?(?:全部)?(?:整改|完成整改|完成|销号|办结|解决|闭环|关闭)(?:完毕|完成|到位|好|掉)*了?(?=[。.!！\s]*$)/
const UNREAD_DEADLINE =
  /(?:季度|月份?|周|[日号天]|年)(?:底|末|中旬|上旬|下旬)?(?:之?前|以?内|之内)(?:完成|解决|整改|落实|改|办|弄|到位|$|[,，])|(?<!每)(?:月|年|季度)(?:底|末)[^,，。;；]{0,8}$|下个?(?:周|月)(?!二级)[^,，。;；]{0,8}$/
const NUMBERED_ITEMS = /(?:^|\s|[,，;；])1[.、)）].*2[.、)）]|一[是、].*二[是、]/s
/** 部门反映：①空调太吵②椅子松动: each on a line of its own. */
const LISTED_LINES =
  /^\s*[^\s:：][^\n:：]*\n\s*(?!(?:整改|责任|负责|牵头|措施|完成|期限|时限|由|请|限|问题清单|问题登记|登记))[\u4E00-\u9FFF][^\n:：]*$/
const LIST_NAME =
  /(?<=^|[\s,，。;；\n])(?:已|请|帮我?|一并)*(?:列入|记入|录入|纳入|放进|加到|写进|记进|入|进|上)?了?(?:工作)?(?:研讨会?)?的?问题清单(?:里|中)?(?=$|[\s,，。;；\n])/g
const HEAD_WORDS = /问题清单|研讨会?(?:上)?|工作研讨会?|会上|登记|记一下|记录|清单/g

/** 李姐拿方案, 小赵去更新: who is to do it begins the clause. */
const DOER =
  /^(?:同志)?(?:来|去|负责|牵头|落实|跟进|督办|拿|整改|处理|解决|更新|完成|办|弄|改|盯|补|做|抓|协调|联系|组织|制定|核对|检查|安排|换|催|买|发|送|请|写|印|装|修|订|挂|贴|理|收|调|清|配|申|报|重新|更换|督促|对接)/

export const namesProblem = (open: string): boolean =>
  SOURCES.some(([, pattern]) => pattern.test(open)) || /问题清单(?:登记)?[:：,，\s]|(?:问题)?来源[:：]/.test(open)

export const readProblem: Reader = ({ text, utterance, trace }) => {
  const scan = openScan(text, trace)
  const closed = LISTED.test(text)
    ? scan.as('closed_on', 'records/problem.ts CLOSED', () => scan.take(CLOSED))
    : undefined
  const deadline = scan.as('due_to', 'dates/deadline-clause.ts takeDeadline', () => takeDeadline(scan))
  const parts = scan.as('source, problem, measure, owner', 'records/problem.ts partsOf', () => partsOf(scan))
  // Only what stands before the source can be the day of the seminar.
  const facts = factsOf(scan, utterance, [{ start: parts.head, end: text.length }])
  const record: Partial<ProblemMeaning> & { type: 'problem' } = { type: 'problem', ...timeFields(facts) }
  if (parts.source) record.source = parts.source
  else facts.doubts.push({ fields: ['source'], question: '这个问题是班子指出、部门及员工提出，还是支部自查的？' })
  owner(facts, record, parts)
  if (record.owner === undefined) doerAsOwner(facts, record)
  if (parts.again) facts.doubts.push({ fields: ['source', 'problem'], question: '说到了不止一个问题，请一个一条。' })
  const [problem, ...others] = parts.problem ? stretchesOf(scan, parts.problem) : []
  if (problem) record.problem = problem
  else facts.doubts.push({ fields: ['problem'], question: '问题是什么？' })
  if (problem && NUMBERED_ITEMS.test(problem))
    facts.doubts.push({ fields: ['problem'], question: '说到了不止一个问题，请一个一条。' })
  if (parts.problem && LISTED_LINES.test(text.slice(parts.problem.start, parts.problem.end)))
    facts.doubts.push({ fields: ['problem'], question: '说到了不止一个问题，请一个一条。' })
  if (problem && SETTLED.test(problem))
    facts.doubts.push({ fields: ['problem', 'closed_on'], question: '是要给原来的问题销号吗？' })
  const measure = (parts.measure && clean(zoneText(scan, parts.measure))) || others.join('，')
  if (measure && record.measure === undefined) record.measure = measure
  if (closed) closing(facts, record, closed.groups[0] as string)
  if (deadline !== undefined) {
    const due = deadlineDay(deadline, record.date ?? utterance.today, utterance.today)
    if (due === undefined) facts.doubts.push({ fields: ['due_to'], question: `「${deadline}」是哪一天？` })
    else record.due_to = due
  }
  if (record.due_to === undefined && UNREAD_DEADLINE.test([problem, measure].join('，')))
    facts.doubts.push({ fields: ['due_to'], question: '期限是哪一天？' })
  const clauses = [problem, measure].join('，').split(/[\s,，。;；]+/)
  if (record.due_to === undefined && clauses.slice(1).some((clause) => daysAtEdge(clause, utterance.today)))
    facts.doubts.push({ fields: ['due_to'], question: '期限是哪一天？' })
  const texts = [problem, measure].join('，')
  const named = membersIn(texts, facts.names).filter(({ said }) => said !== '书记')
  if (
    named.length > 0 ||
    (record.owner === undefined &&
      /(?:^|[,，。;；\s])[^,，。;；\s]{0,4}(?:我|本人)(?!们|国|党|部|馆|局|单位|会堂)/.test(texts))
  )
    facts.doubts.push({ fields: ['owner', 'problem'], question: '问题或措施里提到的人是责任人吗？' })
  for (const zone of [parts.problem, parts.measure]) if (zone) scan.claim(zone)
  scan.takeAll(HEAD_WORDS)
  claimCorrections(scan)
  for (const rest of restOf(scan)) {
    if (record.due_to === undefined && UNREAD_DEADLINE.test(rest.text))
      facts.doubts.push({ fields: ['due_to'], question: '期限是哪一天？' })
    if (membersIn(rest.text, facts.names).length > 0)
      facts.doubts.push({ fields: ['owner'], question: `「${rest.text}」里提到的人是责任人吗？` })
  }
  return { facts, records: [record], evident: true }
}

/** 工作服太薄，（李姐牵头，年底前）换装: behind what was read apart, it is what will be done about it. */
function stretchesOf(scan: Scan, zone: Zone): string[] {
  let said = ''
  for (let at = zone.start; at < zone.end; at++) said += scan.open[at] === TITLE ? scan.text[at] : scan.open[at]
  return said
    .split(/[\s,，。;；、]*\uE001+[\s,，。;；、]*/)
    .map(clean)
    .filter((stretch) => [...stretch].length > 1 && !IDLE_STRETCH.test(stretch))
}
const IDLE_STRETCH = /^(?:都|均|全部?|已|要|需|请|的|了|是|并|由|让|和|在|于|前|内|完成|整改)+$/

interface Zone {
  start: number
  end: number
}
interface Parts {
  source?: ProblemSource
  /** Another source behind it: a problem of its own. */
  again: boolean
  /** Where the source begins. */
  head: number
  problem?: Zone
  measure?: Zone
  owner?: Zone
}

const SAID_BEFORE = /[\u4E00-\u9FFF]{4}[(（]$/

/** The stretches behind the source and the labels; each ends where the next begins. */
function partsOf(scan: Scan): Parts {
  scan.take(SOURCE_LABEL)
  // The list's name may stand between two fields, and belongs to neither.
  scan.takeAll(LIST_NAME)
  const marks: { field: 'problem' | 'measure' | 'owner'; start: number; at: number }[] = []
  let source: ProblemSource | undefined
  const said = SOURCES.flatMap(([kind, pattern]) => {
    const found = scan.first(pattern)
    return found ? [{ kind, found }] : []
  }).sort((a, b) => a.found.start - b.found.start)
  for (const { kind, found } of said.slice(0, 1)) {
    scan.claim(found)
    source = kind
    const label = PROBLEM_LABEL.exec(scan.text.slice(found.end))?.[0].length ?? 0
    // 台账字迹潦草（班子指出）: the source may stand behind it.
    const behind = SAID_BEFORE.test(scan.text.slice(0, found.start)) && /^(?:的)?[)）]/.test(scan.text.slice(found.end))
    marks.push(
      behind ? { field: 'problem', start: 0, at: 0 } : { field: 'problem', start: found.start, at: found.end + label },
    )
    scan.claim({ start: found.end, end: found.end + label })
  }
  const again = ANOTHER_SOURCE.test(scan.open)
  for (const { field, pattern } of PARTS) {
    const found = scan.take(pattern)
    if (found) marks.push({ field, start: found.start, at: found.end })
  }
  const first = ownerSaid(scan)
  marks.sort((a, b) => a.start - b.start)
  const parts: Parts = { head: marks[0]?.start ?? scan.text.length, again, ...(source ? { source } : {}) }
  for (const [index, mark] of marks.entries()) {
    const zone = { start: mark.at, end: marks[index + 1]?.start ?? scan.text.length }
    // 支部自查问题：… has two marks for one thing; the one that holds words counts.
    const old = parts[mark.field]
    if (!old || clean(zoneText(scan, old)) === '') parts[mark.field] = zone
  }
  if (!parts.owner && first?.[1] !== undefined) {
    const start = first.index + first[0].indexOf(first[1])
    parts.owner = { start, end: start + first[1].length }
  }
  return parts
}

/** 淑贤负责，不不，海明负责: the last one named, what takes the first one back claimed. */
function ownerSaid(scan: Scan): RegExpExecArray | null {
  const first = OWNER_FIRST.exec(scan.open)
  if (!first) return null
  const end = first.index + first[0].length
  const next = OWNER_FIRST.exec(scan.open.slice(end))
  if (!next || !isCorrected(scan.text.slice(end, end + next.index))) return first
  next.index += end
  scan.claim({ start: first.index, end: next.index })
  return next
}

function closing({ doubts, errors, utterance }: Facts, record: Partial<ProblemMeaning>, words: string): void {
  const date = settleDate(words, findDates(new Scan(words), utterance.today), utterance.today)
  if (date.kind === 'said') record.closed_on = date.date
  else if (date.kind === 'error') errors.push(date.error)
  else doubts.push({ fields: ['closed_on'], question: '哪一天整改完的？' })
}

function owner(facts: Facts, record: Partial<ProblemMeaning>, { owner }: Parts): void {
  const { scan, names } = facts
  if (!owner) return
  const me = /^(?:我|本人)(?!们)/.test(scan.text.slice(owner.start))
  const said = /^[^\s,，。;；、\n]{1,8}/.exec(scan.text.slice(owner.start, owner.end))?.[0] ?? ''
  const person = me
    ? { start: owner.start, end: owner.start + 1, said: '我', name: '$sender' }
    : (readPerson(scan.text, owner.start, names) ?? {
        start: owner.start,
        end: owner.start + said.length,
        ...resolveName(said.replace(/(?:来|去)?(?:负责|牵头)$/, ''), names),
      })
  const error = personError(person)
  if (error) facts.errors.push(error)
  else if (person.name !== undefined) record.owner = person.name
  const tail =
    /^(?:同志)?(?:来|去)?(?:负责|牵头|盯着?|跟着?|主抓|主办|包干|抓|管|办)?(?:落实|整改|督办|跟进|这事|这件事)?(?=$|[\s,，。;；\n\uE001])/.exec(
      scan.text.slice(person.end),
    )?.[0].length ?? 0
  const lead = /(?:由|让|请)$/.exec(scan.text.slice(0, owner.start))?.[0].length ?? 0
  scan.claim({ start: owner.start - lead, end: person.end + tail })
}

/** …，淑贤，月底: a clause that is nothing but a member. */
const ALONE = /^(?:同志)?\s*(?=$|[,，。;；\n\uE001])/

/** A clause behind the problem that one member begins: he is the owner, what he does the measure. */
function doerAsOwner({ scan, names }: Facts, record: Partial<ProblemMeaning>): void {
  const found = membersIn(scan.open, names).filter(({ start, end }) => {
    const before = scan.open
      .slice(0, start)
      .replace(/(?:由|让|请|交给|安排)$/, '')
      .trimEnd()
      .at(-1)
    return (
      (before === undefined || /[,，。;；\n\uE001]/.test(before)) &&
      (DOER.test(scan.open.slice(end)) || ALONE.test(scan.open.slice(end)))
    )
  })
  if (found.length === 0) myselfAsOwner(scan, record)
  const [person] = found
  if (found.length !== 1 || person?.name === undefined) return
  const clause = /^[^,，。;；\n\uE001]*/.exec(scan.open.slice(person.end))?.[0] ?? ''
  record.owner = person.name
  const measure = clause.replace(/^(?:同志)?(?:来|去|负责)?/, '').trim()
  if (
    measure.length >= 2 &&
    !/^(?:来|去)?(?:牵头|落实|跟进|督办|整改|处理|解决|完成|盯着?|负责|跟着?|抓|管|办)(?:这事|这件事)?$/.test(measure)
  )
    record.measure = measure
  scan.claim({ start: person.start, end: person.end + clause.length })
}

/** 我来协调食堂: the speaker is the owner, what he does the measure. */
function myselfAsOwner(scan: Scan, record: Partial<ProblemMeaning>): void {
  const found = scan.first(
    /(?<=^|[\s,，。;；\uE001])(?:(?:这个|这事儿?|这条|这块|由|归|就|还是|让|责任人)[:：]?)*(?:我|本人)(?!们|国|党|部|馆)(?:自己|本人|今天|明天|马上|这就|就|先|已经?)*(?:来|去|负责|牵头|联系|催|协调|安排|盯|跟|管|弄|办|抓|包|改|落实|整改|处理|解决|搞|做|认领|领|(?=$|[\s,，。;；\uE001]))([^,，。;；\n\uE001]{0,24})/,
  )
  if (!found) return
  record.owner = '$sender'
  const measure = (found.groups[0] ?? '').replace(/^(?:来|去|负责|牵头)/, '').trim()
  if (
    measure.length >= 2 &&
    !/^(?:落实|跟进|督办|整改|处理|解决|完成|盯着?|抓|管|办|弄|改|做|搞|跟|包)(?:这事|这件事|进|一?下|吧|了|好|完)*$/.test(
      measure,
    )
  )
    record.measure = measure
  scan.claim(found)
}

const clean = (text: string): string =>
  text
    .replace(/^[\s:：,，、.。;；-]+|[\s,，。;；、]+$/g, '')
    .replace(/(?<=.{2})的?问题$/, '')
    .replace(/\s+/g, ' ')
