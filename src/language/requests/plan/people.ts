import type { ErrorMeaning, Utterance } from '../../../core/meaning.js'
import { zoneText } from '../../facts.js'
import type { LabelField } from '../../labels.js'
import { membersIn, namesOf } from '../../people/find-person.js'
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

const PARTNER = /(?:和|跟|与|同|找|约|给|把(?=[^,，。;；\n]{2,6}[谈\uE001]))(?:同志)?/g
/** 安排王敏下周三讲微党课. */
const LECTURES = /^(?:同志)?[\uE001\s]{0,20}(?:来)?(?:主讲|讲|授课|上)/

/** The partners of a planned talk, their words claimed. */
export function takePartners(scan: Scan, utterance: Utterance, errors: ErrorMeaning[]): string[] {
  const names = namesOf(utterance.roster)
  for (const found of scan.all(PARTNER)) {
    const people = readPeople(scan.open, found.end, names)
    const last = people.at(-1)
    if (!last) continue
    scan.claim({ start: found.start, end: last.end })
    for (const person of people) {
      const error = personError(person)
      if (error) errors.push(error)
      else if (person.name === utterance.sender) errors.push({ error: 'self_talk', name: person.said })
    }
    return [...new Set(people.flatMap(({ name }) => (name === undefined ? [] : [name])))]
  }
  return []
}

/** 王敏 of 王敏和周海明谈心谈话: the secretary plans it for the two. Comes after `takePartners`, which claims 和周海明. */
export function takeTalker(scan: Scan, { roster, sender, senderRoles }: Utterance): string | undefined {
  if (!senderRoles.includes('secretary')) return undefined
  const isBeforeClaimed = ({ end }: { end: number }): boolean => /^\s?\uE001/.test(scan.open.slice(end))
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
    scan.claim({ start: person.start, end: person.end })
    return person.name
  }
  return undefined
}
