import type { EventFields } from '../../core/meaning.js'
import { fillPeople } from '../checks.js'
import { claimMissing } from '../counts.js'
import { claimCorrections, type Facts, readCounts, timeFields, zoneOf, zoneText } from '../facts.js'
import { findAbsences } from '../people/absences.js'
import { type Attendance, attendance, findAttendance, mentionsStaff } from '../people/attendees.js'
import { membersIn, type Names } from '../people/find-person.js'
import { personError } from '../people/people-errors.js'
import { claimPosts } from '../people/posts.js'
import { readPeople, readPerson } from '../people/read-person.js'
import { findRoles, lecturerFromLabel, type RolesSaid, setRole } from '../people/roles.js'
import { findPlace } from '../place.js'
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
}

/** Reads and claims the shared fields, in the order in which one rule's words could mislead another. */
export function readGathering(facts: Facts, rules: GatheringRules = {}): Gathering {
  const { scan, names } = facts
  const fields = timeFields(facts)
  claimPosts(facts)
  claimSides(facts)
  const labelled = scan.as('lecturer, host, recorder', 'records/gathering.ts labelledRoles', () => labelledRoles(facts))
  const counts = scan.as('expected, actual', 'counts.ts findCounts', () => readCounts(facts))
  const attendees = scan.as('attendees', 'records/gathering.ts labelledAttendees', () => labelledAttendees(facts))
  const absences = scan.as('absent', 'people/absences.ts findAbsences', () => findAbsences(scan, names))
  if (absences.error) facts.errors.push(absences.error)
  if (absences.doubt) facts.doubts.push({ fields: ['absent'], question: '谁没到、什么原因没看明白，请核对。' })
  claimMissing(scan)
  const done = rules.doers && scan.as('attendees', 'people/doers.ts findDoers', () => rules.doers?.(scan, names))
  if (done?.error) facts.errors.push(done.error)
  const place = scan.as('place', 'place.ts findPlace', () => readPlace(facts, fields))
  const roles: RolesSaid = rules.noRoles
    ? { unresolved: [] }
    : scan.as('lecturer, host, recorder', 'people/roles.ts findRoles', () => findRoles(scan, names))
  merge(facts, roles, labelled)
  if (roles.audience === undefined && mentionsStaff(scan))
    facts.doubts.push({ fields: ['attendees'], question: '「全体员工」是指支部全体党员吗？' })
  claimDuties(facts)
  scan.takeAll(SHIFTED_WORKDAY)
  const attended = scan.as('attendees', 'people/attendees.ts findAttendance', () => findAttendance(scan, names))
  if (attended.error) facts.errors.push(attended.error)
  if (done?.people && attended.people?.some((name) => !done.people?.includes(name)))
    facts.doubts.push({ fields: ['attendees'], question: '参加的是哪几位？' })
  fillPeople(facts, fields, counts, absences.absent, {
    all: attended.all,
    none: absences.none,
    people: attendees ?? done?.people ?? attended.people,
  })
  const note = zoneOf(facts, 'note')
  if (note) {
    const text = zoneText(scan, note)
    if (text !== '') fields.note = text
    scan.claim(note)
  }
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
  /虽然?说?是?(?=\uE001|[\s,，]|但)|(?<=\uE001[,，]?)(?:但是?|却|不过)(?:要|还|还要|也)?(?:上班|补班)|(?:调休|补班)(?:上班|补班|那天|当天)*(?!的?(?:规定|办法|制度|通知|安排))|上班(?:那天|当天)/g
/** Small services beside the matter itself: no field keeps them. */
const DUTY = /^(?:同志)?(?:负责|帮忙)?(?:拍照|摄影|摄像|监票|计票|唱票|带队|带的队|签到|布置会场|开车)(?:了)?/

function claimDuties({ scan, names }: Facts): void {
  for (const person of membersIn(scan.open, names)) {
    const duty = DUTY.exec(scan.open.slice(person.end, person.end + 8))
    if (duty) scan.claim({ start: person.start, end: person.end + duty[0].length })
  }
}

function readPlace(facts: Facts, fields: EventFields): string | undefined {
  const zone = zoneOf(facts, 'place')
  if (zone) {
    const text = zoneText(facts.scan, zone)
    if (text !== '') fields.place = text.replace(/^在(?=.{2})/, '')
    // 书记办公室 is a room.
    if (membersIn(text.replace(/书记(?=办公室|室)/, ''), facts.names).length > 0)
      facts.doubts.push({ fields: ['place', 'absent'], question: `地点「${text}」里提到了人，请核对。` })
    facts.scan.claim(zone)
    return undefined
  }
  const place = findPlace(facts.scan, facts.names)
  if (place.place !== undefined) fields.place = place.place
  return place.visit
}

function labelledRoles(facts: Facts): RolesSaid {
  const said: RolesSaid = { unresolved: [] }
  for (const zone of facts.labelled) {
    if (zone.field !== 'lecturer' && zone.field !== 'host' && zone.field !== 'recorder') continue
    const text = zoneText(facts.scan, zone)
    if (text === '') continue
    const person = readPerson(text, 0, facts.names)
    if (person && (person.end === text.length || zone.field !== 'lecturer') && !person.unknown) {
      setRole(said, zone.field, person)
      const rest = text.slice(person.end)
      facts.scan.claim({ start: zone.start, end: rest.trim() === '' ? zone.end : zone.start + person.end })
    } else {
      // 省大数据局 李处长: the office and the person are one.
      const first =
        /^\S{2,16} [\u4E00-\u9FFF]{1,3}(?:教授|处长|局长|主任|老师|科长|队长|部长|院长)(?=\s|$)/.exec(text)?.[0] ??
        (text.split(' ')[0] as string)
      setRole(said, zone.field, lecturerFromLabel(first, facts.names))
      facts.scan.claim({ start: zone.start, end: first.length === text.length ? zone.end : zone.start + first.length })
    }
  }
  return said
}

function merge(facts: Facts, roles: RolesSaid, labelled: RolesSaid): void {
  for (const role of ['lecturer', 'host', 'recorder'] as const) {
    const [a, b] = [roles[role], labelled[role]]
    if (a !== undefined && b !== undefined && a !== b) roles.doubt = true
    const value = b ?? a
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

function labelledAttendees(facts: Facts): string[] | undefined {
  const zone = zoneOf(facts, 'attendees')
  if (!zone) return undefined
  const text = facts.scan.open.slice(0, zone.end)
  const people = readPeople(text, zone.start, facts.names)
  const last = people.at(-1)
  if (!last || people.every((person) => person.unknown && person.said.length > 3)) return undefined
  const listed = attendance(people)
  if (listed.error) facts.errors.push(listed.error)
  facts.scan.claim({ start: zone.start, end: last.end })
  return listed.people
}
