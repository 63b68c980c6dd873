import type { ErrorMeaning, Utterance } from '../../core/meaning.js'
import type { Tense } from '../dates/mention.js'
import { findAbsences } from '../people/absences.js'
import { bareReason } from '../people/causes.js'
import { namesOf } from '../people/find-person.js'
import { personError } from '../people/people-errors.js'
import { readPeople } from '../people/read-person.js'
import { Scan, TAKEN } from '../scan.js'
import { DENIES_ABSENCE, presenceOf } from './came-after-all.js'
import { type EditField, fieldAt } from './edit-fields.js'
import { partnersChanged } from './edit-partners.js'
import { fieldValue, inferred, type ValueRead, type Values } from './edit-values.js'

/** What is to change in an entry: new values, and what is appended to its lists. */
export interface Changes {
  set?: Values
  add?: Values
}

const WRONG =
  /^(?:写|记|填|打|录|弄)(?:成|为)(?:了)?[^,，。;；\s]{1,12}?了(?=$|[,，\s])|^(?:写|记|填|打|录|弄|搞|说|报|输)?(?:错了?|不对|有误|不准确?|漏了|反了|(?:混|岔|串)了)(?:了|啦|的)?|^(?:要|得|需要)?(?:改|更正|修改|订正|变更|调整|换)(?:一?下|下)?(?=[,，:：\s]|$)/
/** The verb between an old value and the new one, or before the new one alone. */
const CHANGE =
  /(?:应该?|应当|要|得|给我?|帮我?|统一|全部)?(?:改成|改为|改到|改作|改至|改写成|改写为|换成|换为|换到|变成|变为|放宽到|放宽至|宽限到|宽限至|更名为|更名成|改名为|改叫|改(?:挂|放|归|记|填|选|派|用|在)(?:到|成|为|在|给)?|延长到|延长至|延期到|延到|延至|缩短到|提前到|推迟到|顺延到|更新(?:成|为)|调[到成为至]|更正为|更正成|更正到|订正为|调整为|调整到|修改为|修改成|变更为|改\s?(?=\d))/
const IS =
  /^(?:(?:人家|他们|我们|它|那|这)(?=是|应))?(?:(?:应该|应当|应)(?:写|填|记|报|登|算)?|其实|实际上?|正确的?|准确的?|完整的?|全称|真正的?|还|就|仍|得|该)?(?:(?<=得|该|应)有|叫(?=[《“])|到(?=\d|下|明|月|周)|属于|算是?(?=\p{Script=Han}|\d)|定为|(?:记|计|算|按)(?=\s?[\d半一两三四])|是|为|在|[:：])?\s*/u
const PLAINLY = /^(?:就|直接)(?:写|填|叫|用|记|改|是|算)(?:成|为|作)?\s?/
const DENIED = /[,，\s]*(?:而)?(?:并)?不是.{1,20}$/
const DENIED_FIRST = /^(?:并)?不是.{1,16}?[,，\s]*(?:而是|应该是|应是|是)/
const ADD =
  /^(?:请|再|还要?|另外|麻烦)?(?:补充|补|加|添|追加|增加|漏|少|忘)(?:记|写|登记|填|说|加|上)?(?:一?下|上|了|个|一个|一条|进去)*[:：,，\s]*/
const SOMEBODY_LEFT_OUT = /^(?:漏|少|忘)(?:了|记了?|写了?)?一?[个位]?(?:人|同志)?[,，:：\s]+/
const AWAY =
  /请[了过]?\S{0,3}假|缺席|缺勤|没(?:有|能)?(?:来|到|去|参加)|未(?:能)?(?:来|到|参加)|(?:病|事|年|产|公)假|出差|公出/
const CAME = /^(?:同志)?(?:也|都|其实)?(?:参加|来|到|去|在|出席|参会)(?:了|的|场|会)*$/

/** The changes that a text asks for; every clause of it must be understood. */
export function readChanges(
  said: string,
  utterance: Utterance,
  tense: Tense,
): Changes | { error: ErrorMeaning } | undefined {
  const text = said
    .replace(/不是([^,，。;；\s]{1,12})[,，\s]+(?:而)?(?:应该?)?是/, '应该是')
    .replace(/^[\s,，:：的里中把将]+/, '')
    .replace(SOMEBODY_LEFT_OUT, '')
    .replace(/[\s。.!！~]+$/, '')
  const added = readPeopleChange(text, utterance)
  if (added !== undefined) return added ?? undefined
  const set: Values = {}
  let carried: EditField | undefined
  for (const clause of clausesOf(text)) {
    const { field, rest } = headOf(clause)
    // 应到实到都改7: of both, and not of the first.
    if (field !== undefined && fieldAt(rest) && /都|均/.test(rest)) return undefined
    const about: EditField | undefined = field ?? carried
    carried = undefined
    const wrong = WRONG.exec(rest)
    const value = about === 'votes' ? rest.replace(CHANGE, '') : newValue(wrong ? rest.slice(wrong[0].length) : rest)
    if (value === '') {
      // 不对, as a clause by itself, says no more than that there is a correction.
      if (about === undefined && !wrong) return undefined
      carried = about
      continue
    }
    const read = about === undefined ? inferred(value, utterance, tense) : fieldValue(about, value, utterance, tense)
    if (read === undefined) return undefined
    if ('error' in read) return read
    if (Object.keys(read.values).some((key) => key in set)) return undefined
    Object.assign(set, read.values)
  }
  return carried === undefined && Object.keys(set).length > 0 ? { set } : undefined
}

/** Who was there or away after all; null when it is about that and not plain, undefined when it is not. */
export function readPeopleChange(
  text: string,
  utterance: Utterance,
): Changes | { error: ErrorMeaning } | null | undefined {
  const presence = presenceOf(text, utterance)
  // 没请假 with more behind it (是迟到) is neither an absence nor plainly none.
  if (presence || DENIES_ABSENCE.test(text)) return presence?.changes ?? null
  return partnersChanged(text, utterance) ?? addedToField(text, utterance) ?? readAddition(text, utterance)
}

/** Clauses of a request; 不是5号 belongs to the one before it, and a blank ends one only where a field's name follows. */
function clausesOf(text: string): string[] {
  const clauses: string[] = []
  for (const part of text.split(/[,，;；。\n]+|\s+(?=\S)/)) {
    const clause = part.trim()
    const last = clauses.at(-1)
    if (clause === '') continue
    if (last !== undefined && /^(?:而)?(?:并)?不是/.test(clause) && !DENIED_FIRST.test(clause)) {
      if (newValue(headOf(last).rest) !== '') continue
      return [...clauses, clause]
    }
    clauses.push(clause)
  }
  return joinValues(clauses)
}

/** A value that a blank or a comma cut (下午 3点, 《…》 第三章) is one again. */
function joinValues(clauses: readonly string[]): string[] {
  const joined: string[] = []
  for (const clause of clauses) {
    const last = joined.at(-1)
    const head = fieldAt(clause.replace(/^(?:把|将|它|的)+/, ''))
    const starts =
      head !== undefined || CHANGE.test(clause) || WRONG.test(clause) || /^(?:应该?|其实|正确)/.test(clause)
    const open = last !== undefined && newValue(headOf(last).rest.replace(WRONG, '')) !== ''
    if (open && !starts) joined[joined.length - 1] = `${last} ${clause}`
    else joined.push(clause)
  }
  return joined
}

export function headOf(clause: string): { field?: EditField; rest: string } {
  const bare = clause.replace(/^(?:把|将|它|的|其中|里面|还有|以及|并且?|,|，|\s)+/, '')
  const head = fieldAt(bare)
  if (!head) return { rest: bare }
  const rest = bare.slice(head.length).replace(/^(?:给|都|也|这里|那里|的)+/, '')
  return { field: head.field, rest }
}

/** The new value of 是3月6号不是5号, 从5号改成6号, 王敏改成李响. */
export function newValue(rest: string): string {
  const change = CHANGE.exec(rest)
  const after = change
    ? rest.slice(change.index + change[0].length)
    : (INSTEAD.exec(rest)?.[1] ?? rest.replace(DENIED_FIRST, ''))
  return after
    .replace(
      /^(?:更正|订正|修改|修正|改|换|加上|补上|写上|写(?![作字生实意])|填上?|补(?=[\d一二三四五六七八九十半两]))(?:一下)?(?![善进革造期天选编])[:：]?\s?/,
      '',
    )
    .replace(PLAINLY, '')
    .replace(IS, '')
    .replace(DENIED, '')
    .replace(/^[“"]([^“”"]{1,40})[”"]$/, '$1')
    .trim()
}

/** 王敏改李响, 二楼改三楼, 《密码法》改《保密法》. */
const INSTEAD =
  /^(?:[^,，。;；改《]{1,10}|《[^《》]{1,40}》[^改《》]{0,8})改(?![成为到作至善革进正动造期])([^,，。;；改《]{1,12}|《[^《》]{1,40}》.{0,8})$/

const ADDED =
  '(?:里|中|上)?(?:再|还|要|另外|得)*(?:补充|补|加|添|追加|增加|漏|少|忘|差|缺)(?:记|写|登记|填)?(?:一?下|了|上|个|一个|一位|一名|进去)*[:：,，\\s]*'
/** 参加人员再补上小孙. */
const ATTENDEES_ADDED = new RegExp(`^(?:参加|参会|出席|到会|参训)(?:的)?(?:人员|名单|人|同志)?${ADDED}`)
/** 缺席的再加一个赵阳，出差; 漏了个请假的 加上海明 去医院陪护. */
const ABSENT_ADDED = new RegExp(
  `^(?:缺席|请假|没来|未到)(?:的)?(?:人员|名单|人|同志)?${ADDED}|^(?:漏|少|忘)(?:了|记了?|写了?)?(?:一?[个位])?(?:请假|没来|缺席|未到)的?(?:人|同志)?(?:[:：,，\\s]*${ADDED})?`,
)

const PUT_THERE =
  /[,，\s]*(?:请|麻烦|帮我?|给)?(?:把(?:他|她))?(?:给|也|再)?(?:加|补|添|写|填|登)(?:上|进去|进|上去|一?下)(?:他|她|去)?(?=$|[,，。\s])(?:[,，\s]*(?:请假)?(?:原因|理由|事由)(?:[:：]|是|为))?/

/** Who is to be added to a list that is named first. */
function addedToField(text: string, utterance: Utterance): Changes | { error: ErrorMeaning } | undefined {
  const present = ATTENDEES_ADDED.exec(text)
  const lead = present ?? ABSENT_ADDED.exec(text)
  if (!lead) return undefined
  const rest = text.slice(lead[0].length)
  const people = readPeople(rest, 0, namesOf(utterance.roster))
  const last = people.at(-1)
  if (!last) return undefined
  const error = people.map(personError).find((one) => one !== undefined)
  if (error) return { error }
  const names = people.map(({ name }) => name as string)
  // 漏了小雨，加上她，原因是感冒: the order to put her there is no cause.
  const behind = rest
    .slice(last.end)
    .replace(PUT_THERE, '')
    .replace(/^[\s,，:：()（）]+|[\s。.!！()（）]+$/g, '')
  if (present) return behind === '' || CAME.test(behind) ? { add: { attendees: names } } : undefined
  const reason = bareReason(behind)
  if (reason !== undefined && (names.length > 1 || reason.length > 14 || /\d/.test(reason))) return undefined
  return { add: { absent: names.map((name) => ({ name, ...(reason === undefined ? {} : { reason }) })) } }
}

/** 补充一下 赵阳请假 出差; 漏了李响也参加了: appended to the lists. */
function readAddition(text: string, utterance: Utterance): Changes | { error: ErrorMeaning } | undefined {
  const lead = ADD.exec(text)
  const rest = text
    .slice(lead?.[0].length ?? 0)
    .replace(
      /^(?:人|同志|党员)?[,，:：\s]*(?:参加|参会|出席|来|到场|在场|去|到会)(?:的|人员)(?:还有|有|是|也有)?(?:[:：])?\s?(?=[@\u4E00-\u9FFF]{2})/,
      '',
    )
    .replace(/^(?:人|同志)[,，:：\s]+/, '')
    .replace(/[,，\s]*(?:他|她)(?=也|都|其实|参加|请假|来|没)/, '')
    .trim()
  const names = namesOf(utterance.roster)
  if (fieldAt(rest) && !AWAY.test(rest)) return lead ? undefinedToSet(rest, utterance) : undefined
  if (AWAY.test(rest)) {
    const scan = new Scan(rest)
    const { absent, error, doubt } = findAbsences(scan, names)
    if (error) return { error }
    const left = scan.open.replaceAll(TAKEN, '').replace(/[\s,，。、了的也还没写上记进去]/g, '')
    if (doubt || absent.length === 0 || left !== '' || absent.some(({ reason }) => /改[成为到]|^从/.test(reason ?? '')))
      return undefined
    return { add: { absent } }
  }
  const people = readPeople(rest, 0, names)
  const last = people.at(-1)
  const behind = last === undefined ? '' : rest.slice(last.end).replace(/[\s。!！]+$/, '')
  // 补充一个人：李响: what is added to the people is one who came.
  const asPerson =
    behind === '' &&
    (lead !== null || /还有|也有/.test(text)) &&
    /人|同志|参加|参会|出席/.test(text.slice(0, text.length - rest.length))
  if (!last || !(asPerson || CAME.test(behind))) return undefined
  const error = people.map(personError).find((one) => one !== undefined)
  return error ? { error } : { add: { attendees: people.map(({ name }) => name as string) } }
}

/** 补充一下 地点三楼会议室: a field that was not filled in yet. */
function undefinedToSet(rest: string, utterance: Utterance): Changes | { error: ErrorMeaning } | undefined {
  const { field, rest: value } = headOf(rest)
  const read: ValueRead = field && fieldValue(field, newValue(value), utterance, 'log')
  if (!read) return undefined
  if ('error' in read) return read
  // 补充参加人李响: the others stay.
  return field === 'attendees' || field === 'absent' ? { add: read.values } : { set: read.values }
}
