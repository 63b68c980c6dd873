import type { Utterance } from '../../../core/meaning.js'
import { isDangerous } from '../../checks.js'
import { zoneText } from '../../facts.js'
import { membersIn, namesOf } from '../../people/find-person.js'
import { findPlace } from '../../place.js'
import { type Scan, TITLE } from '../../scan.js'
import { leftovers, trimFrame } from '../../topic.js'
import type { Zone } from './people.js'

/** Where a plan will be and what it is about. */

/** Verbs before a subject: 学消防器材使用, 观看《…》, 讨论…. */
const VERB =
  /^(?:主要)?(?:集中|组织|开展|进行|举行|举办|召开|搞|办|做|上|讲|聊聊?|谈谈?|一?次|一场|个)*(?:学习|学(?!校|院|员|生|历|术|科)|观看|收看|看|听|讨论|研究|传达|宣讲|关于)?(?:一[次场个堂])?/
/** A subject that is not settled yet is none. */
const UNSETTLED = /^(?:还没|尚未|没|未|待|另行?|再|以后)?(?:想好|定(?:下来|好|了)?|确定|通知|说)$/
/** 去嘉兴南湖 as a clause of its own: where it will be. */
const GOING = /^(?:去|到|赴|前往)([\u4E00-\u9FFF]{2,14})$/
/** The place, its words claimed; with `visit`, going there is the point. */
export function placeOf(scan: Scan, zones: readonly Zone[], utterance: Utterance): { place?: string; visit?: string } {
  const zone = zones.find(({ field }) => field === 'place')
  if (zone) {
    const place = zoneText(scan, zone)
    scan.claim(zone)
    return place === '' ? {} : { place }
  }
  const { place, visit } = findPlace(scan, namesOf(utterance.roster))
  const going = place === undefined ? leftovers(scan.open).find(({ text }) => GOING.test(text)) : undefined
  if (going) {
    scan.claim({ start: going.start, end: going.start + going.text.length })
    return { place: GOING.exec(going.text)?.[1] as string }
  }
  return { ...(place === undefined ? {} : { place }), ...(visit === undefined ? {} : { visit }) }
}

/** The subject: what a label says, or what nothing else has read. Words that look like more are doubts. */
export function topicOf(
  scan: Scan,
  zones: readonly Zone[],
  utterance: Utterance,
  doubts: { question: string; fields: string[] }[],
): string | undefined {
  const zone = zones.find(({ field }) => field === 'topic')
  const labelled = zone && clean(zoneText(scan, zone))
  const parts: string[] = []
  for (const part of leftovers(scan.open)) {
    const inZone = zones.some(({ start, end }) => part.start >= start && part.start < end)
    if (inZone) continue
    const { text, offset } = trimFrame(part.text)
    const verb = VERB.exec(text)?.[0].length ?? 0
    const from = part.start + offset + verb
    const subject = clean(scan.text.slice(from, part.start + offset + text.length))
    if (subject === undefined) continue
    const somebody = membersIn(subject, namesOf(utterance.roster)).length > 0
    if (somebody || isDangerous(text.slice(verb).replaceAll(TITLE, ''))) {
      doubts.push({ question: `「${subject.slice(0, 20)}」没看明白，请核对。`, fields: ['topic'] })
    }
    parts.push(subject)
  }
  if (labelled !== undefined) return labelled
  return parts.length === 0 ? undefined : parts.join('，')
}

/** A subject without the verb before it; one of a single character is none. */
function clean(text: string): string | undefined {
  const subject = text.replace(VERB, '').replace(/^[的是为在：:，,\s]+|[的了吧哦啊，,\s。!！]+$/g, '')
  return subject.length < 2 || UNSETTLED.test(subject) ? undefined : subject
}
