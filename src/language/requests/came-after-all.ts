import type { ErrorMeaning, Utterance } from '../../core/meaning.js'
import { namesOf } from '../people/find-person.js'
import { personError } from '../people/people-errors.js'
import { readPeople } from '../people/read-person.js'
import type { Values } from './edit-values.js'

/** Who was there after all: 李响没有请假, 李响其实来了, 全员都到了. A word that goes beyond it is for somebody else to read. */
export interface Presence {
  changes: { set: Values } | { add: Values } | { error: ErrorMeaning }
  /** 没请假, 其实: an entry that says otherwise is corrected; 都来了 alone may be said of anything. */
  corrects: boolean
}

const LINK =
  '(?:后来|那天|当天|当时|昨天|今天|其实|实际上?|原来|事实上|也|都|全|全部|均|均已|已|已经|是|一直|根本|从来|并)*'
const AWAY = '(?:请[过了]?(?:[病事年公]|什么)?假|缺席|缺勤|没有?来|没有?到|没有?参加|未到|缺)'
const DENIAL = `${LINK}(?:没有?|未|并未|不是|并非|不算)${AWAY}(?:过|的|了|会)*`
const ARRIVED = '(?:参加|出席|参会|赶到|赶来|赶回来|到[齐场会]|到|来齐|来|在场|在|去)(?:了|的|过|场|会)*'
const PRESENT = `(?:他们?|她们?|人|本人|两人)?${LINK}${ARRIVED}`
const GAP = '[\\s,，;；。]*'
const BEHIND_PERSON = new RegExp(
  `^(?:同志|他们?|她们?)?(?:${DENIAL}(?:${GAP}${PRESENT})?|${PRESENT}${GAP}${DENIAL}|${PRESENT})[啊呀啦哦哈\\s。.!！~]*$`,
)
const BEHIND_LINK = new RegExp(`^(?:同志)?${LINK}${ARRIVED}`)
const EVERYBODY = new RegExp(
  `^(?:${LINK}(?:全员|全体(?:党员|同志|人员)?|所有(?:的)?(?:人|党员|同志)|大家|大家伙儿?|大伙儿?|人)${LINK}|${LINK}(?:都|全|全部|均)${LINK})${ARRIVED}[啊呀啦哦哈\\s。.!！~]*$`,
)
const CORRECTS = /其实|实际|原来|事实上/
/** Being away, denied: never a cause of it. */
export const DENIES_ABSENCE = new RegExp(`(?:没有?|未|不是|并非|不算)${AWAY}`)

/** What a text says of who was there, when it says nothing else. */
export function presenceOf(text: string, utterance: Utterance): Presence | undefined {
  const said = text.replace(/^[\s,，:：]+/, '')
  if (EVERYBODY.test(said)) return { changes: { set: { attendees: 'all' } }, corrects: CORRECTS.test(said) }
  const people = readPeople(said, 0, namesOf(utterance.roster))
  const last = people.at(-1)
  if (!last || people.some(({ unknown, candidates }) => unknown && !candidates)) return undefined
  const behind = said.slice(last.end)
  if (!BEHIND_PERSON.test(behind)) return undefined
  const corrects = DENIES_ABSENCE.test(behind) || (CORRECTS.test(behind) && BEHIND_LINK.test(behind))
  const error = people.map(personError).find((one) => one !== undefined)
  return { changes: error ? { error } : { add: { attendees: people.map(({ name }) => name as string) } }, corrects }
}

/** Where such words begin behind the name of an entry (3月12日的主题党日 李响没请假), or -1. */
export function presenceAt(text: string, utterance: Utterance): number {
  if (!DENIES_ABSENCE.test(text) && !/[都全均来到在加席去](?:了|的|齐|场|会)*[\s。.!！~]*$/.test(text)) return -1
  for (let at = 0; at < Math.min(text.length, 60); at++) {
    if (at > 0 && !/[\s,，:：的条次日会课话习训座动]/.test(text[at - 1] as string)) continue
    if (presenceOf(text.slice(at), utterance)) return at
  }
  return -1
}
