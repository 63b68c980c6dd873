import type { EntryQuery, EntryTarget, ErrorMeaning, Utterance } from '../../core/meaning.js'
import { findDates } from '../dates/find-dates.js'
import { settleDate } from '../dates/settle-date.js'
import { membersIn, type Names, namesOf, type PersonRef } from '../people/find-person.js'
import { personError } from '../people/people-errors.js'
import { readPerson } from '../people/read-person.js'
import { Scan, TAKEN, TITLE } from '../scan.js'
import { findTime } from '../times.js'
import { kindsIn } from './kind-words.js'

/** Which entry a text names: by number, as the last one, or by what identifies it (SCHEMA §4 `target`). */
export interface TargetSaid {
  target?: EntryTarget
  /** Whose entry it is, when said (李响记的那条, 赵阳的自学). */
  owner?: string
  error?: ErrorMeaning
  /** Words were left that name nothing, or what they name may be several things. */
  unclear?: boolean
}

export const ENTRY_NUMBER = /(?<!\d)(\d{4}-[\u4E00-\u9FFF]-\d{1,5})(?!\d)/

const UNIT = '(?:条|笔|张|份|场|次|个)'
const LAST = new RegExp(
  `(?:刚才|刚刚|刚)(?:我)?(?:记|录入?|写|登记?|发|填|提交|说|报)?的?(?:那|这)?一?${UNIT}?|我?(?:上|前)一?(?:条|笔|张(?=\\S{0,6}单))|(?:最后|最近|最新)(?:我)?(?:记|录入?|写|登记|发)?的?(?:那|这)?一?(?:条|笔|次)`,
)
const WROTE = '(?:刚才|刚刚|昨天|今天|前天|之前|上次)?(?:\\S{0,8}?)(?:记|录入?|写|登记?|填|发|提交)(?:的|了)'
const WRITTEN_ON = /(?:昨天|今天|前天|上周\S?|\d{1,2}[日号])[^,，。;；\n]{0,4}(?:记|录入?|写|登记|填|发|提交)的/
/** 我今天记的自学那条: one's own of this kind, whichever day it is of. */
const WROTE_TODAY = /我(?:今天|刚才|刚刚|刚)(?:记|录入?|写|登记|填|发|提交)的/
const TITLES = /《[^《》\n]{1,60}》|“[^“”\n]{2,40}”|「[^「」\n]{2,40}」/g
const DEPARTMENT = /[\u4E00-\u9FFF]{1,6}?(?:部|科|处|室|中心|班组)(?=的|那|这|被|收|\d|[\s,，]|\uE001|$)/
/** 工程部走廊灯的那张: the department first, then what it was for. */
const DEPARTMENT_FIRST =
  /^[\u4E00-\u9FFF]{2,4}?(?:部|科|处|室|中心|班组)(?=[\u4E00-\u9FFF]{2,10}的?(?:那|这)一?[张条个])/
const WITH = /(?:和|跟|与|同|找)/g
const BY = /^(?:同志)?(?:主讲|讲|授课|上)的/
const RELATIVE_DAY = /^(?:昨|今|前|大前|上周|本周|这周|周|星期|礼拜)/
const FRAME =
  /^(?:\/|把|将|请|麻烦|帮我?|帮忙|给我?|我们?|的|那|这|其中|一|条|笔|个|次|张|份|场|里面?|中|上面?|支部|台账|记录|登记|录入|记|录|在|是|对|关于|原来|之前|(?:主讲|讲|授)的|(?:吃|挨|收到?|领到?|接到?|被开|开|发|下|办|搞)的|,|，|:|：|、|。|\s|\uE001)+/

/** 给餐饮部开的处罚单: the department is what tells which. */
const ISSUED_TO =
  /(?:给|对|向)([^\s,，。;；]{2,8}?)(?:开|发|下|出)(?:具|达|出)?的(?=[^\s,，。;；]{0,10}单)|开给(?=[^\s,，。;；]{2,8}的)|(?:给|对)([\u4E00-\u9FFF]{2,6}?(?:部|科|处|室|中心|班组))的(?=[^\s,，。;；]{0,6}单)/

/**
 * The entry named by `text`, all of whose words must help to name one. With `subject`, words beside its kind may be what it is about. Nothing named at all leaves `target` out: then
 * the caller's own default holds.
 */
export function readTarget(said: string, utterance: Utterance, subject = false): TargetSaid {
  const text = withoutSuffixes(said.replace(ISSUED_TO, '$1$2'), namesOf(utterance.roster))
  const scan = new Scan(text)
  const names = namesOf(utterance.roster)
  const owner = ownerIn(text, names, utterance)
  const number = scan.take(ENTRY_NUMBER)
  if (number) {
    for (const kind of kindsIn(scan.open)) scan.claim(kind)
    return { target: { number: number.groups[0] as string }, ...owner, ...left(scan, names) }
  }
  const written = scan.take(WRITTEN_ON)
  const last = scan.take(LAST)
  if (last) {
    for (const kind of kindsIn(scan.open)) scan.claim(kind)
    return { target: 'last', ...owner, ...left(scan, names) }
  }
  const found = readQuery(scan, names, utterance)
  const about = subject && !('error' in found) ? subjectIn(scan, found.query, text) : undefined
  if (about && !('error' in found)) Object.assign(found.query, about)
  const rest = about ? {} : left(scan, names)
  // The day of writing is no day of the event: which entries were written then is asked by number.
  if (rest.unclear) return { ...owner, unclear: true }
  if (written) return writtenToday(text, found) ?? { ...owner, unclear: true }
  if ('error' in found) return { ...owner, error: found.error }
  const { query, vague } = found
  if (vague) return { ...owner, unclear: true }
  const find = owner.owner === undefined ? query : { ...query, author: owner.owner }
  return Object.keys(query).length === 0 ? { ...owner, ...rest } : { target: { find }, ...owner }
}

const ONE = /(?:那|这)一?(?:条|笔|张|份|次|个|场|回|趟|堂|节|项)/
/** 淑贤姐, 海明哥: how a member is called. */
function withoutSuffixes(text: string, names: Names): string {
  if (!/[姐哥]/.test(text)) return text
  const ends = membersIn(text, names).flatMap(({ end }) => (/[姐哥]/.test(text[end] ?? '') ? [end] : []))
  return [...text].filter((_, at) => !ends.includes(at)).join('')
}

const BEHIND_ONE = /(?:那|这)一?(?:条|笔|张|份|次|个|场|回|趟|堂|节|项)的?$/
const NO_SUBJECT = /^月[底初中末]$|^年[底初]$|^周末$|应该|可以|能|要|请|没|未|不|我|你|他|她|谁|怎么|改|错|漏|撤|删/

/** 4月9日公文格式那条培训, 班子指出的会议签到不规范那个问题: the words that are left say what it is about. */
function subjectIn(scan: Scan, query: EntryQuery, text: string): EntryQuery | undefined {
  if (query.type === undefined || query.topic !== undefined) return undefined
  // 班子指出的台账不及时问题: who raised it says that it is one.
  if (!ONE.test(text) && query.source === undefined) return undefined
  const words = scan.open
    .replaceAll(TAKEN, ' ')
    .replace(ONE, ' ')
    .split(/[\s,，。;；、:：]+/)
    .map((word) => word.replace(new RegExp(FRAME.source), '').replace(/的+$/, ''))
    .filter((word) => word !== '')
  // 会议签到不规范: a kind of gathering named within the problem.
  const [only, more] = words
  const isProblem = query.type === 'problem'
  if (only === undefined || more !== undefined || !/^[\u4E00-\u9FFFA-Za-z]{2,14}$/.test(only)) return undefined
  if (!isProblem && NO_SUBJECT.test(only)) return undefined
  return isProblem ? { problem: only } : query.type === 'projectEvent' ? { project: only } : { topic: only }
}

function writtenToday(text: string, found: { query: EntryQuery } | { error: ErrorMeaning }): TargetSaid | undefined {
  if ('error' in found) return undefined
  const { query } = found
  if (query.type === undefined || query.date !== undefined || !WROTE_TODAY.test(text)) return undefined
  return { target: { find: { ...query, author: '$sender' } } }
}

/** The member who is said to have written the entry, or whose own it is. */
function ownerIn(text: string, names: Names, utterance: Utterance): { owner?: string } {
  const owner = membersIn(text, names).find((ref) => {
    const after = text.slice(ref.end, ref.end + 14)
    const before = text[ref.start - 1] ?? ''
    if (/[和跟与同找是]/.test(before)) return false
    return (
      new RegExp(`^${WROTE}`).test(after) ||
      // 赵阳那笔: what he paid, whoever wrote it down.
      /^(?:刚才|昨天|今天|上周.)?的?(?:那|这)?条(?!.{0,6}(?:主讲|谈|党费|捐款))/.test(after) ||
      /^(?:\S{0,6})?的?(?:那|这)?(?:条|次)?(?:自学|线上学)/.test(after)
    )
  })
  if (owner?.name === undefined || owner.name === utterance.sender) return {}
  return { owner: owner.name }
}

const SOURCES =
  /班子(?:成员)?(?:指出|提出?|点)|(?:部门|职工|员工|部门及员工|部门和员工|群众)(?:提出?|反映|指出)|(?:支部)?自查(?:发现|出)?/
const sourceOf = (said: string): string =>
  said.startsWith('班子') ? '班子指出' : said.includes('自查') ? '支部自查' : '部门及员工提出'

function readQuery(
  scan: Scan,
  names: Names,
  utterance: Utterance,
): { query: EntryQuery; vague: boolean } | { error: ErrorMeaning } {
  const query: EntryQuery = {}
  const [title] = scan.all(TITLES)
  for (const found of scan.all(TITLES)) scan.claim(found, TITLE)
  if (title) query.topic = title.text.replace(/^[“「]|[”」]$/g, '')
  const called = scan.take(/(?:的)?(?:计划|安排|预告)(?!的是)/) !== undefined
  const { date, relative, error } = readDay(scan, utterance.today, called)
  if (error) return { error }
  if (date === 'vague') return { query, vague: true }
  findTime(scan)
  // What is to come can only be a plan.
  const plan = called || (date !== undefined && date > utterance.today)
  if (date !== undefined) query.date = date
  const source = scan.take(SOURCES)
  if (source) Object.assign(query, { type: 'problem', source: sourceOf(source.text) })
  if (source && query.topic !== undefined) {
    query.problem = query.topic
    delete query.topic
  }
  const people = readPartner(scan, names)
  if (people && 'error' in people) return people
  // 班子指出的会议签到不规范那个问题: the meeting is in the problem.
  const kinds = kindsIn(scan.open).filter(({ query: { type } }) => !source || type === 'problem')
  // 培训记录不及时那条问题: what stands before 那条 tells what it is about.
  const head = kinds.find(({ start }) => BEHIND_ONE.test(scan.open.slice(0, start)))
  const [kind, second] = head ? [head] : kinds
  if (kind) {
    Object.assign(query, plan ? { type: 'plan', kind: kind.query.type } : kind.query)
    scan.claim(kind)
    if (second && second.query.type === kind.query.type) scan.claim(second)
  } else if (plan) query.type = 'plan'
  else if (people && 'as' in people && people.as === 'partner' && scan.take(/(?:谈|聊)(?:的|过的|了的)?/))
    query.type = 'talk'
  if (people) query[people.as] = people.name
  if (query.type === 'qualitySlip' || query.type === 'spot_check') {
    const department = scan.take(DEPARTMENT) ?? scan.take(DEPARTMENT_FIRST)
    if (department) query.department = department.text
  }
  const bare = Object.keys(query).length === 1 && query.date !== undefined
  return { query, vague: bare && relative }
}

/** The day that names an entry; one to come that of a plan. */
function readDay(
  scan: Scan,
  today: string,
  planned: boolean,
): { date?: string; relative: boolean; error?: ErrorMeaning } {
  const tense = planned ? 'plan' : 'log'
  const mentions = findDates(scan, today, tense)
  const relative = mentions.some(({ raw }) => RELATIVE_DAY.test(raw))
  const date = settleDate(scan.text, mentions, today, tense)
  if (date.kind === 'said') return { date: date.date, relative }
  if (date.kind === 'unsaid') return { relative }
  if (date.kind === 'doubt') return { date: 'vague', relative }
  if (date.error.error !== 'future_date') return { error: date.error, relative }
  return { date: String(date.error.date), relative }
}

type Role = { as: 'partner' | 'lecturer'; name: string }

/** 和周海明那次谈心, 王敏讲的那次. */
function readPartner(scan: Scan, names: Names): Role | { error: ErrorMeaning } | undefined {
  for (const found of scan.all(WITH)) {
    const person = readPerson(scan.open, found.end, names)
    if (!person) continue
    scan.claim({ start: found.start, end: person.end })
    return named(person, 'partner')
  }
  for (const person of membersIn(scan.open, names)) {
    const by = BY.exec(scan.open.slice(person.end))
    const talk = /^(?:同志)?的?(?:那|这)?[次条个]?的?(?:谈心|谈话|廉政|提醒谈话)/.test(scan.open.slice(person.end))
    if (!by && !talk) continue
    scan.claim({ start: person.start, end: person.end + (by?.[0].length ?? 0) })
    return named(person, by ? 'lecturer' : 'partner')
  }
  return undefined
}

function named(person: PersonRef, as: Role['as']): Role | { error: ErrorMeaning } {
  const error = personError(person)
  return error ? { error } : { as, name: person.name as string }
}

/** Whether every word was understood; names of owners and frame words are not counted. */
function left(scan: Scan, names: Names): { unclear?: boolean } {
  let rest = scan.open.replaceAll(TAKEN, ' ').replaceAll(TITLE, ' ')
  for (const person of membersIn(rest, names).reverse()) {
    const wrote = new RegExp(`^${WROTE}`).exec(rest.slice(person.end))?.[0].length ?? 0
    rest = `${rest.slice(0, person.start)} ${rest.slice(person.end + wrote)}`
  }
  return rest.replace(new RegExp(FRAME.source.slice(1), 'g'), '') === '' ? {} : { unclear: true }
}
