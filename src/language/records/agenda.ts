import type { AgendaItemMeaning, MeetingMeaning } from '../../core/meaning.js'
import { deadlineDay } from '../dates/deadline-clause.js'
import type { Facts } from '../facts.js'
import type { Names } from '../people/find-person.js'
import type { Scan } from '../scan.js'
import { decisionOf, type Task, takeTask, votesOf } from './agenda-clause.js'

/**
 * The items of a meeting with what was decided, who does it and by when (domain.md P8). One item without such a task is
 * the meeting's `topic` and nothing else (SCHEMA §3).
 */

/** 1. 2. (1) 一、 一是 第二项: the head of an item. */
const NUMBERING =
  /(?<=^|[\s,，。;；:：\uE001])(?:\d{1,2}[.、)）](?!\d)|[(（](?:\d{1,2}|[一二三四五六七八九十])[)）]、?|[一二三四五六七八九十]、|[一二三四五六七八九]是|第[一二三四五六七八九]项?[、,，:：是])\s?(?=[\u4E00-\u9FFF《“\uE000])/g
const AGENDA =
  /(?:会议)?(?:议题|议程|讨论事项|议定事项|研究事项|会议内容)(?:有|如下|分别)*(?:[:：]|为|是)?\s?(?:[两二三四五六七八九十\d]个[,，:：]?\s?)?/
const KIND = /民主评议|组织生活会|支委会|支部委员会|党小组会|党员大会|支部大会|支部会|开会|会上|会议/
/** What an item opens with when it was not given a number: 讨论…, 研究…. */
const OPENS =
  /^(?:会议|会上|大家|还|再|并|又|主要|重点|集体|共同)*(?:讨论|研究|审议|听取|部署|通报|传达|表决|商议|商量|安排|布置|学习|选举|推荐|议定|决定|明确)/

export interface Agenda {
  items: AgendaItem[]
}
interface AgendaItem {
  topic: string
  decision?: string
  votes?: AgendaItemMeaning['votes']
  task?: Task
}

interface Stretch {
  start: number
  end: number
}

/**
 * Takes the items out of a fresh scan, so that their owners and deadlines are not read as people and days of the meeting.
 * Undefined, and nothing claimed: the meeting has one item, and nobody was given it.
 */
export function takeAgenda(scan: Scan, names: Names): Agenda | undefined {
  const numbered = numberedItems(scan)
  const items = numbered.length >= 2 ? numbered : labelledItems(scan)
  if (items.length < 2) return loneTask(scan, names)
  const read = items.map((item) => readItem(scan, item, names))
  const isTask = read.some(({ task }) => task !== undefined)
  const voted = read.filter(({ votes }) => votes !== undefined)
  if (numbered.length < 2 && !isTask) return undefined
  const marks = scan.all(NUMBERING).filter((mark) => items.some(({ start }) => start === mark.end))
  for (const one of read) claimItem(scan, one, voted.length > 1)
  for (const mark of marks) scan.claim(mark)
  return { items: read.map(({ claims: _claims, ballots: _ballots, ...item }) => item) }
}

/** Where each numbered item begins and ends; none unless they are counted from one, behind the meeting's name. */
function numberedItems(scan: Scan): Stretch[] {
  const kindAt = scan.text.search(KIND)
  const marks = scan.all(NUMBERING).filter(({ start }) => kindAt >= 0 && start > kindAt)
  if (marks.length < 2 || !marks.every((mark, index) => ordinalOf(mark.text) === index + 1)) return []
  const items = marks.map((mark, index) => ({
    start: mark.end,
    end: marks[index + 1]?.start ?? endOfLast(scan, mark.end),
  }))
  return items.some(({ start, end }) => OWN_ENTRY.test(scan.text.slice(start, end))) ? [] : items
}

/** 1.党员大会讨论预算 2.昨天集中学习: an item that is an entry by itself. */
const OWN_ENTRY =
  /^(?:[昨今前]天|上?个?(?:周|星期|礼拜)[一二三四五六日天]|本周|上周)|^[^,，;；]{0,8}(?:民主评议党员|组织生活会|支委会|党小组会|党员大会|支部大会|主题党日|集中学习|谈心|专题党课|微党课)/

const DIGITS = '一二三四五六七八九十'
function ordinalOf(mark: string): number {
  const digits = /\d+/.exec(mark)?.[0]
  return digits === undefined ? DIGITS.indexOf(/[一二三四五六七八九十]/.exec(mark)?.[0] ?? '') + 1 : Number(digits)
}

/** The last item ends with its sentence or line: 。主持陈立 is said of the meeting. */
function endOfLast(scan: Scan, from: number): number {
  const stop = scan.text.slice(from).search(/[。\n]/)
  return stop < 0 ? scan.text.length : from + stop
}

/** 议题：讨论转正；落实消防整改，由赵阳负责: semicolons part them. */
function labelledItems(scan: Scan): Stretch[] {
  const label = AGENDA.exec(scan.open)
  if (!label) return []
  const start = label.index + label[0].length
  const end = endOfLast(scan, start)
  const items: Stretch[] = []
  let from = start
  for (const part of scan.open.slice(start, end).split(/[;；]/)) {
    const item = { start: from, end: from + part.length }
    from = item.end + 1
    if (items.length === 0 || OPENS.test(part.trim()) || /负责|牵头|责任人/.test(part)) items.push(item)
  }
  return items
}

interface ReadItem extends AgendaItem {
  claims: Stretch[]
  ballots: Stretch[]
}

/** Clauses end at commas, brackets and blanks; what is no word of a task, vote or decision is the meeting's to read. */
const BREAK = /(?:(?<![:：])\s|[,，;；。()（）])+/g

function readItem(scan: Scan, item: Stretch, names: Names): ReadItem {
  const [head, ...rest] = clausesOf(scan, item)
  const claims: Stretch[] = []
  const ballots: Stretch[] = []
  if (!head) return { topic: '', claims, ballots }
  const first = takeTask(scan.text.slice(head.start, head.end), names)
  let task = first?.task
  const topic = (first?.rest ?? scan.text.slice(head.start, head.end)).replace(/^[:：\s]+|[:：\s]+$/g, '')
  claims.push(head)
  const decisions: string[] = []
  let votes: AgendaItem['votes']
  for (const clause of rest) {
    const text = scan.text.slice(clause.start, clause.end)
    const own = takeTask(text, names, /[(（]$/.test(scan.text.slice(0, clause.start)))
    const counted = votesOf(text)
    if (counted) {
      votes = { ...votes, ...counted }
      ballots.push(clause)
      continue
    }
    if (own && own.rest === '') {
      task = { ...task, ...own.task }
      claims.push(clause)
      continue
    }
    const decision = decisionOf(own?.rest ?? text)
    if (decision === undefined) continue
    if (own) task = { ...task, ...own.task }
    decisions.push(decision)
    ballots.push(clause)
  }
  return {
    topic,
    claims,
    ballots,
    ...(decisions.length > 0 && { decision: decisions.join('，') }),
    ...(votes && { votes }),
    ...(task && { task }),
  }
}

/** Votes and the outcome of one item alone are the meeting's own (SCHEMA §3); of several each is its item's. */
function claimItem(scan: Scan, { claims, ballots }: ReadItem, apart: boolean): void {
  for (const span of [...claims, ...(apart ? ballots : [])]) scan.claim(span)
}

function clausesOf(scan: Scan, { start, end }: Stretch): Stretch[] {
  const clauses: Stretch[] = []
  const text = scan.open.slice(start, end)
  let from = 0
  for (const stop of [...text.matchAll(BREAK), undefined]) {
    const to = stop === undefined ? text.length : stop.index
    if (to > from) clauses.push({ start: start + from, end: start + to })
    if (stop) from = stop.index + stop[0].length
  }
  return clauses
}

/** 讨论了重点工作，由赵阳负责，3月底前完成: one item, given to somebody. What it is the meeting's reader tells. */
function loneTask(scan: Scan, names: Names): Agenda | undefined {
  const kindAt = Math.max(0, scan.text.search(KIND))
  let task: Task | undefined
  const claims: Stretch[] = []
  for (const clause of clausesOf(scan, { start: kindAt, end: scan.text.length })) {
    const own = takeTask(scan.text.slice(clause.start, clause.end), names)
    if (own?.rest !== '') continue
    if (own.task.owner !== undefined && task?.owner !== undefined) return undefined
    task = { ...task, ...own.task }
    claims.push(clause)
  }
  if (task === undefined) return undefined
  for (const span of claims) scan.claim(span)
  return { items: [{ topic: '', task }] }
}

/** A length, a count or an absence run on into an item: it may be the meeting's. */
const FACT =
  /(?:\d|[一二两三四五六七八九十半])\s?(?:个半?)?(?:分钟|刻钟|小时|学时|点)|\d\s?人|[一二两三四五六七八九十]人$|请假$|缺席|没来|未到|应到|实到|(?:主持|记录|主讲)$/
const DISCUSSED = /^(?:讨论|研究|审议|听取|部署|商议)了/

/** Puts the items on the record, their deadlines told from the meeting's day; what can't be told is asked. */
export function fillAgenda(record: Partial<MeetingMeaning>, { items }: Agenda, facts: Facts): void {
  const { today } = facts.utterance
  const several = items.length > 1
  if (several) record.topic = items.map(({ topic }) => topic).join('；')
  record.agenda = items.map(({ topic, decision, votes, task }): AgendaItemMeaning => {
    const { owner, error, due, many } = task ?? {}
    if (error) facts.errors.push(error)
    if (many) facts.doubts.push({ fields: ['agenda'], question: '责任人请写一位：由谁牵头？' })
    const dueTo = due === undefined ? undefined : deadlineDay(due, record.date ?? today, today)
    if (due !== undefined && dueTo === undefined)
      facts.doubts.push({ fields: ['agenda'], question: `「${due}」是哪一天？` })
    const outcome = several ? decision : record.resolution
    return {
      topic: several ? topic : (record.topic?.replace(DISCUSSED, '') ?? record.resolution ?? ''),
      ...(outcome !== undefined && { decision: outcome }),
      ...(several && votes && { votes }),
      ...(owner !== undefined && { owner }),
      ...(dueTo !== undefined && { due_to: dueTo }),
    }
  })
  const unread = several ? items.find(({ topic }) => FACT.test(topic)) : undefined
  if (unread) facts.doubts.push({ fields: ['agenda', 'minutes'], question: `「${unread.topic}」没看明白，请核对。` })
  if (record.agenda.some(({ topic }) => topic === ''))
    facts.doubts.push({ fields: ['topic', 'agenda'], question: '交给他办的是哪一项议题？' })
  if (!several && items.some(({ task }) => task?.owner === undefined) && record.topic === undefined)
    delete record.agenda
}
