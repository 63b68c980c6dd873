import type { ErrorMeaning, Utterance } from '../../../core/meaning.js'
import { isCorrected } from '../../corrections.js'
import { zoneText } from '../../facts.js'
import type { LabelField } from '../../labels.js'
import { membersIn, namesOf, type PersonRef } from '../../people/find-person.js'
import { personError } from '../../people/people-errors.js'
import { readPeople } from '../../people/read-person.js'
import { lecturerFromLabel } from '../../people/roles.js'
import type { Scan } from '../../scan.js'

/** Who is in a plan: the partners of a talk, the lecturer of a course. */

/** A labelled value, as typed behind its label. */
export interface Zone {
  field: LabelField
  start: number
  end: number
}

const PARTNER =
  /(?:和|跟|与|同|找|约(?:好|定|上)?了?|给|(?:谈话|谈心)?对象(?:是|为|[:：])?\s?|把(?=[^,，。;；\n]{2,16}[谈聊\uE001]))(?:一?下(?![下周个星礼月午])|上)?(?:同志)?/g
/** 安排王敏下周三讲微党课. */
const LECTURES = /^(?:同志)?[\uE001\s]{0,20}(?:来)?(?:主讲|讲|授课|上)/

/** The partners of a planned talk, their words claimed; `bare`: a name without 和 may be one. */
export function takePartners(scan: Scan, utterance: Utterance, errors: ErrorMeaning[], bare: boolean): string[] {
  const people = standing(scan, saidWith(scan, utterance)) ?? (bare ? alone(scan, utterance) : [])
  for (const person of people) {
    const error = personError(person)
    if (error) errors.push(error)
    else if (person.name === utterance.sender) errors.push({ error: 'self_talk', name: person.said })
  }
  return [...new Set(people.flatMap(({ name }) => (name === undefined ? [] : [name])))]
}

interface Said {
  start: number
  people: PersonRef[]
}

/** Everybody who is named behind 和, 跟, 找 and the like. */
const saidWith = (scan: Scan, { roster }: Utterance): Said[] =>
  scan.all(PARTNER).flatMap(({ start, end }) => {
    const people = readPeople(scan.open, end, namesOf(roster))
    return people.length > 0 ? [{ start, people }] : []
  })

/** The first ones named, or those that take their place: 和海明谈话，哦不，是跟响哥. */
function standing(scan: Scan, said: readonly Said[]): PersonRef[] | undefined {
  let [standing] = said
  if (!standing) return undefined
  const claimed = [standing]
  for (const next of said.slice(1)) {
    const last = standing.people.at(-1) as PersonRef
    if (!isCorrected(scan.text.slice(last.end, next.start))) break
    claimed.push(next)
    standing = next
  }
  for (const { start, people } of claimed) scan.claim({ start, end: (people.at(-1) as PersonRef).end })
  return standing.people
}

/** /计划 谈心 @李响 6.27: the one member named at all. */
function alone(scan: Scan, { roster }: Utterance): PersonRef[] {
  const members = membersIn(scan.open, namesOf(roster))
  const [only] = members
  if (!only || members.length > 1 || !/(?:^|[\s,，。;；:：\uE001])$/.test(scan.open.slice(0, only.start))) return []
  if (!/^(?:同志)?(?:$|[\s,，。;；\uE001])/.test(scan.open.slice(only.end))) return []
  scan.claim(only)
  return [only]
}

/** 王敏 of 王敏和周海明谈心谈话: the secretary plans it for the two. Comes after `takePartners`, which claims 和周海明. */
export function takeTalker(scan: Scan, { roster, sender, senderRoles }: Utterance): string | undefined {
  if (!senderRoles.includes('secretary')) return undefined
  // The partner is claimed with the word before him: 王敏 of 王敏和周海明, not 小雨 of 跟小赵或小雨谈一次.
  const isBeforeClaimed = ({ end }: { end: number }): boolean =>
    /^\s?\uE001/.test(scan.open.slice(end)) && /^[^,，。;；、或]{0,8}?(?:和|跟|与|同|找|约)/.test(scan.text.slice(end))
  const talker = membersIn(scan.open, namesOf(roster)).find(isBeforeClaimed)
  if (talker?.name === undefined) return undefined
  scan.claim({ start: talker.start, end: talker.end })
  return talker.name === sender ? undefined : talker.name
}

/** Who will lecture, by a label or as the one who 讲; a visitor as said. */
export function takeLecturer(
  scan: Scan,
  zones: readonly Zone[],
  utterance: Utterance,
  errors: ErrorMeaning[],
): string | undefined {
  const names = namesOf(utterance.roster)
  const zone = zones.find(({ field }) => field === 'lecturer')
  if (zone) {
    const person = lecturerFromLabel(zoneText(scan, zone), names)
    scan.claim(zone)
    const error = person.candidates && personError(person)
    if (error) errors.push(error)
    return error ? undefined : (person.name ?? person.said)
  }
  for (const person of membersIn(scan.open, names)) {
    if (!LECTURES.test(scan.open.slice(person.end))) continue
    // 孙小雨主讲: the verb is no subject.
    const verb = /^(?:同志)?(?:来)?(?:主讲|授课)/.exec(scan.open.slice(person.end))?.[0].length ?? 0
    scan.claim({ start: person.start, end: person.end + verb })
    return person.name
  }
  return undefined
}
