import type { EventFields } from '../../core/meaning.js'
import { fillPeople } from '../checks.js'
import { takesBack } from '../corrections.js'
import { claimMissing } from '../counts.js'
import { claimCorrections, type Facts, readCounts, timeFields, zoneOf, zoneText } from '../facts.js'
import { findAbsences } from '../people/absences.js'
import { type Attendance, attendance, findAttendance, mentionsStaff } from '../people/attendees.js'
import { awayByCount } from '../people/away-by-count.js'
import { membersIn, type Names, type PersonRef } from '../people/find-person.js'
import { personError } from '../people/people-errors.js'
import { claimPosts } from '../people/posts.js'
import { readPeople, readPerson } from '../people/read-person.js'
import {
  correctedPerson,
  findRoles,
  lecturerFromLabel,
  type RoleName,
  type RolesSaid,
  setRole,
} from '../people/roles.js'
import { findPlace, findSpot, type Place } from '../place.js'
import type { Scan } from '../scan.js'

/** What trainings, meetings and theme days have in common: time, people, place, note (SCHEMA §2). */
export interface Gathering {
  fields: EventFields
  lecturer?: string
  audience?: string
  visit?: string
}

/** What a kind reads in its own way. */
export interface GatheringRules {
  /** Who did it, before the words of attendance are looked for (volunteers, visitors). */
  doers?: (scan: Scan, names: Names) => Attendance | undefined
  /** Nobody lectures or chairs here, so a name is no such role. */
  noRoles?: boolean
  /** A part of the branch gathered (党小组会). */
  isPart?: boolean
  /** Nothing is taught here, so a house or a town that is named is where it was. */
  spots?: boolean
}

/** Reads and claims the shared fields, in the order in which one rule's words could mislead another. */
export function readGathering(facts: Facts, rules: GatheringRules = {}): Gathering {
  const { scan, names } = facts
  const fields = timeFields(facts)
  claimPosts(facts)
  claimSides(facts)
  claimGuests(facts)
  const labelled = scan.as('lecturer, host, recorder', 'records/gathering.ts labelledRoles', () => labelledRoles(facts))
  const counts = scan.as('expected, actual', 'counts.ts findCounts', () => readCounts(facts))
  const attendees = scan.as('attendees', 'records/gathering.ts labelledAttendees', () => labelledAttendees(facts))
  const absences = scan.as('absent', 'people/absences.ts findAbsences', () => findAbsences(scan, names))
  if (absences.error) facts.errors.push(absences.error)
  if (absences.doubt) facts.doubts.push({ fields: ['absent'], question: '谁没到、什么原因没看明白，请核对。' })
  const { expected, actual } = counts
  const size = facts.utterance.roster.length
  const meant = expected ?? (actual !== undefined && actual < size ? size : undefined)
  const missing = meant === undefined || actual === undefined ? undefined : meant - actual
  // 应到7实到5 海明出差 小赵陪老婆产检: the second too, as so many were missing.
  if (!absences.error && (absences.absent.length === 0 || missing !== undefined)) {
    const left = missing === undefined ? undefined : missing - absences.absent.length
    const away = scan.as('absent', 'people/away-by-count.ts awayByCount', () => awayByCount(scan, names, left))
    absences.absent.push(...away)
  }
  claimMissing(scan)
  const done = rules.doers && scan.as('attendees', 'people/doers.ts findDoers', () => rules.doers?.(scan, names))
  if (done?.error) facts.errors.push(done.error)
  const place = scan.as('place', 'place.ts findPlace', () => readPlace(facts, fields, rules))
  const roles: RolesSaid = rules.noRoles
    ? { unresolved: [] }
    : scan.as('lecturer, host, recorder', 'people/roles.ts findRoles', () => findRoles(scan, names))
  merge(facts, roles, labelled)
  if (roles.audience === undefined && mentionsStaff(scan))
    facts.doubts.push({ fields: ['attendees'], question: '「全体员工」是指支部全体党员吗？' })
  claimDuties(facts)
  scan.takeAll(SHIFTED_WORKDAY)
  scan.takeAll(SPOKE_FREELY)
  const attended = scan.as('attendees', 'people/attendees.ts findAttendance', () => findAttendance(scan, names))
  if (attended.error) facts.errors.push(attended.error)
  if (done?.people && attended.people?.some((name) => !done.people?.includes(name)))
    facts.doubts.push({ fields: ['attendees'], question: '参加的是哪几位？' })
  fillPeople(
    facts,
    fields,
    counts,
    absences.absent,
    {
      all: attended.all || roles.everybody,
      none: absences.none,
      people: attendees ?? done?.people ?? attended.people,
    },
    rules.isPart,
  )
  const note = zoneOf(facts, 'note')
  if (note) {
    const text = zoneText(scan, note)
    if (text !== '') fields.note = text
    scan.claim(note)
  }
  // 除小孙外都参加了，小孙主持: who was away did nothing there.
  if (absences.absent.some(({ name }) => name === roles.host || name === roles.recorder))
    facts.doubts.push({ fields: ['absent', 'host', 'recorder'], question: '同一个人又缺席又主持或记录，请核对。' })
  if (roles.host !== undefined) fields.host = roles.host
  if (roles.recorder !== undefined) fields.recorder = roles.recorder
  claimCorrections(scan)
  return {
    fields,
    ...(roles.lecturer === undefined ? {} : { lecturer: roles.lecturer }),
    ...(roles.audience === undefined ? {} : { audience: roles.audience }),
    ...(place === undefined ? {} : { visit: place }),
  }
}

/** 列席：局机关党委李处长; 李处长到会指导: guests of a meeting, who are not of the branch. */
export const GUESTS =
  /(?:列席|旁听|应邀参加|邀请列席)(?:的?(?:人员|同志|领导|有|是))?(?:[:：]|的?有|的?是|\s)\s?[^\s,，。;；\n\uE001]{2,24}|(?<=^|[\s,，。;；\uE001])[^\s,，。;；\n\uE000\uE001]{2,16}(?:到会指导|莅会指导|列席(?:指导|会议)?|到场指导|全程指导|参会指导)了?/g

function claimGuests({ scan, names }: Facts): void {
  for (const found of scan.all(GUESTS)) if (membersIn(found.text, names).length === 0) scan.claim(found)
}

/** 我们这边老陈、王姐参加: whose side they are on. */
const SIDE = /(?:我们|咱们?|我方|本支部|支部|会堂)(?:这边|方面|方|这里)?(?:是|由|有|去的?是?)?\s?$/

function claimSides({ scan, names }: Facts): void {
  for (const person of membersIn(scan.open, names)) {
    const side = SIDE.exec(scan.open.slice(Math.max(0, person.start - 10), person.start))
    if (side && /边|方|里/.test(side[0])) scan.claim({ start: person.start - side[0].length, end: person.start })
  }
}

/** 调休上班, 补班那天: why a weekend was a workday; the calendar knows it anyway. */
const SHIFTED_WORKDAY =
  /虽然?说?是?(?=\uE001|[\s,，]|但)|(?<=\uE001[,，]?)(?:但是?|却|不过)(?:要|还|还要|也|是|算|得|照常)*(?:上班|补班|调休|工作日)(?:上班|日|班)?(?!的?(?:规定|办法|制度|通知|安排))|(?<=[\uE001\s,，])(?:是个?|又是|正好是?)?(?:调休|补班)(?:的)?(?:上班日|工作日|日子)?(?=[\s,，。;；\uE001]|$)|(?<=\uE001)(?:大家)?(?:也|都)?没(?:歇|休息|闲)(?:着)?|(?:调休|补班)(?:上班|补班|那天|当天|班|日)*(?!的?(?:规定|办法|制度|通知|安排))|上班(?:那天|当天)|(?<=\uE001)(?:可|这|那)?不是(?:在)?(?:加班|值班|补班|调休|周末|放假|节假日|上班|休息)[嘛么吗吧]?(?=[,，\s])|(?<=\uE001)(?:还在|正在?|是|在)?(?:放假|休息日?|节假日|假期)(?:期间|中|里|当天)?(?=[,，\s]|支部|大家|我们|咱|全体|组织|集中|集体|一起|带)/g
/** 各抒己见: how they talked. */
const SPOKE_FREELY =
  /(?<=^|[\s,，。;；\uE001])(?:大家|同志们|党员)?(?:都|均)?(?:各抒己见|各有感触|各谈体会|各谈各的|畅所欲言|集思广益|踊跃发言|发言踊跃|你一言我一语|互相启发)(?=$|[\s,，。;；!！])/g
/** Small services beside the matter itself: no field keeps them. */
const DUTY =
  /^(?:同志)?\uE001{0,8}\s?(?:负责|帮忙)?(?:[^\s,，。;；\uE001]{0,10}?(?:(?:提前|中途|早|先)(?:走|离开|退场|离场|离会|撤)|迟到|晚到|来晚|晚来)(?:的|了)?\uE001{0,8}(?=$|[\s,，。;；])|把(?=\uE001{2}|党|支|组|民)|(?:召集|组织|张罗|牵头)的?(?:会议)?(?=$|[\s,，。;；\uE001])|召集(?:了|的)?(?:(?:支部|大家|我们|全体|全部|所有|党员|同志|们){1,4})?(?=开|召开|碰|$|[\s,，\uE001])|(?:念|宣读|读)(?:了|的)?(?:支部|班子|个人)?的?(?:对照检查(?:材料)?|检查材料|会议纪律|名单|誓词)(?=$|[\s,，。;；\uE001])|(?:最后|首先)?(?:讲了话|作了?(?:讲话|小结)|提了?要求)(?=$|[\s,，。;；\uE001])|代表(?:支部|班子|党员|支委会?)(?:班子)?(?:作|做)了?(?:检视|对照检查|检查|检视剖析|发言|报告|述职|汇报|表态)(?=$|[\s,，。;；\uE001])|(?:带头|先|首先|最后|也)?(?:作|做)?了?(?:发言|点评|总结讲话|动员|表态|表态发言|交流发言)了?(?=$|[\s,，。;；\uE001])|组织(?:大家伙?儿?|大伙儿?|我们|支部|全体党员|党员|部门)?(?=学|看|集中|观|收|开|听)|(?:迟到|晚到|来晚|晚来)(?=$|[\s,，。;；了\uE001])|领誓|带领?(?:大家)?宣誓|带头宣誓|领唱|领读誓词|拍照|摄影|摄像|监票|计票|唱票|带队|带的队|签到|布置会场|开车)(?:了)?|^(?:同志)?(?:负责)?(?:组织|牵头|张罗|策划|发起|采购|筹备|操办|布置|准备)的?(?=$|[\s,，。;；])/

function claimDuties({ scan, names }: Facts): void {
  for (const person of membersIn(scan.open, names)) {
    const duty = DUTY.exec(scan.open.slice(person.end, person.end + 28))
    if (duty) scan.claim({ start: person.start, end: person.end + duty[0].length })
  }
}

function readPlace(facts: Facts, fields: EventFields, rules: GatheringRules): string | undefined {
  const zone = zoneOf(facts, 'place')
  if (zone) {
    const text = zoneText(facts.scan, zone)
    if (text !== '') fields.place = text.replace(/^在(?=.{2})/, '')
    if (/主讲|主持|授课|记录人|时长|题目|请假|参加人员/.test(text))
      facts.doubts.push({ fields: ['place', 'lecturer'], question: `地点「${text}」里好像还说了别的，请核对。` })
    // 书记办公室 is a room.
    if (membersIn(text.replace(/书记(?=办公室|室)/, ''), facts.names).length > 0)
      facts.doubts.push({ fields: ['place', 'absent'], question: `地点「${text}」里提到了人，请核对。` })
    facts.scan.claim(zone)
    return undefined
  }
  const place = beside(facts, findPlace)
  const spot = place.place ?? (rules.spots ? findSpot(facts.scan, facts.names).place : undefined)
  if (spot !== undefined) fields.place = spot
  return place.visit
}

/** 内容：走进大会堂: a place that is all of the labelled subject is no place of the event. */
function beside({ scan, names, ...facts }: Facts, find: typeof findPlace): Place {
  const topic = facts.labelled.find(({ field }) => field === 'topic')
  const before = scan.open
  const found = find(scan, names)
  if (!topic || zoneText(scan, topic) !== '' || before === scan.open) return found
  scan.restore(topic, before)
  return {}
}

function labelledRoles(facts: Facts): RolesSaid {
  const said: RolesSaid = { unresolved: [] }
  const before: Partial<Record<RoleName, number>> = {}
  for (const zone of facts.labelled) {
    if (zone.field !== 'lecturer' && zone.field !== 'host' && zone.field !== 'recorder') continue
    const text = zoneText(facts.scan, zone)
    if (text === '') continue
    // 主持老陈，哦不，主持是敏姐: the last said counts.
    const between = facts.scan.text.slice(before[zone.field] ?? zone.start, zone.start)
    if (between.length < 16 && takesBack(between)) delete said[zone.field]
    before[zone.field] = zone.end
    const corrected = correctedPerson(facts.scan, zone.start, facts.names)
    if (corrected) {
      setRole(said, zone.field, corrected)
      facts.scan.claim({ start: zone.start, end: corrected.end })
      continue
    }
    const person = readPerson(text, 0, facts.names)
    if (person && (person.end === text.length || zone.field !== 'lecturer') && !person.unknown) {
      setRole(said, zone.field, { ...person, start: zone.start })
      const rest = text.slice(person.end)
      facts.scan.claim({ start: zone.start, end: rest.trim() === '' ? zone.end : zone.start + person.end })
    } else {
      // 省大数据局 李处长: the office and the person are one.
      const first =
        /^\S{2,16} [\u4E00-\u9FFF]{1,3}(?:教授|处长|局长|主任|老师|科长|队长|部长|院长)(?=\s|$)/.exec(text)?.[0] ??
        (text.split(' ')[0] as string)
      setRole(said, zone.field, { ...lecturerFromLabel(first, facts.names), start: zone.start })
      facts.scan.claim({ start: zone.start, end: first.length === text.length ? zone.end : zone.start + first.length })
    }
  }
  return said
}

function merge(facts: Facts, roles: RolesSaid, labelled: RolesSaid): void {
  for (const role of ['lecturer', 'host', 'recorder'] as const) {
    const [a, b] = [roles[role], labelled[role]]
    const later = a !== undefined && b !== undefined && a !== b ? corrected(facts.scan, role, roles, labelled) : b
    if (a !== undefined && b !== undefined && a !== b && later === undefined) roles.doubt = true
    const value = later ?? b ?? a
    if (value !== undefined) roles[role] = value
  }
  for (const person of [...roles.unresolved, ...labelled.unresolved]) {
    const error = personError(person)
    if (error) facts.errors.push(error)
    else facts.doubts.push({ fields: ['lecturer'], question: `「${person.said}」是谁？` })
  }
  if (roles.doubt || labelled.doubt)
    facts.doubts.push({ fields: ['lecturer', 'host'], question: '说到了不止一位主讲或主持，请核对。' })
}

/** 主持人是王敏，不对，王敏请假了，主持的是陈立: of two in one role the later, where something between is taken back. */
function corrected(scan: Scan, role: RoleName, one: RolesSaid, other: RolesSaid): string | undefined {
  const [first, last] = [one, other].sort((a, b) => (a.at?.[role] ?? 0) - (b.at?.[role] ?? 0))
  const [from, to] = [first?.at?.[role], last?.at?.[role]]
  return from !== undefined && to !== undefined && takesBack(scan.text.slice(from, to)) ? last?.[role] : undefined
}

/** 书记、敏姐、我、小雨: the list goes on behind the one who types. */
function peopleListed(text: string, at: number, names: Names): PersonRef[] {
  const people: PersonRef[] = []
  for (let from = at; ; ) {
    const me = /^(?:[、,，和跟与及\s]|还有)?(?:我|本人)(?![们国党省市局部支])[、,，和跟与及\s]?/.exec(text.slice(from))
    if (me) from += me[0].length
    const more = readPeople(text, from, names)
    people.push(...more)
    const end = more.at(-1)?.end
    if (end === undefined || !/^(?:[、,，和跟与及\s]|还有)(?:我|本人)(?![们国党省市局部支])/.test(text.slice(end)))
      return people
    from = end
  }
}

const ME_LISTED = /(?:^|[、,，和跟与及\s])(?:我|本人)(?![们国党省市局部支])(?=$|[、,，;；。和跟与及\s])/

function labelledAttendees(facts: Facts): string[] | undefined {
  const zone = zoneOf(facts, 'attendees')
  if (!zone) return undefined
  const text = facts.scan.open.slice(0, zone.end)
  const people = peopleListed(text, zone.start, facts.names)
  const last = people.at(-1)
  if (!last || people.every((person) => person.unknown && person.said.length > 3)) return undefined
  // 参加：书记、淑贤、我.
  const listed = attendance(people, ME_LISTED.test(facts.scan.open.slice(zone.start, zone.end)))
  if (listed.error) facts.errors.push(listed.error)
  facts.scan.claim({ start: zone.start, end: last.end })
  return listed.people
}
