import type { Meaning, RecordType, Utterance } from '../core/meaning.js'
import type { Command } from './commands.js'
import { CORRECTIONS } from './corrections.js'
import { type Facts, readFacts } from './facts.js'
import { kindsIn } from './kinds.js'
import { type Mood, moodOf, withoutRemarks } from './mood.js'
import type { Normalised } from './normalise.js'
import { competingType, notYet } from './other-types.js'
import { membersIn } from './people/find-person.js'
import { headOf, readOne, type Telling } from './read-one.js'
import { EVENT_KINDS } from './records/readers.js'
import { guestRefusal } from './requests.js'
import { TITLE } from './scan.js'
import { linesAsRecords, severalRecords } from './several-records.js'
import { isSmallTalk } from './small-talk.js'
import type { Trace } from './why.js'

const IGNORE: Meaning = { type: 'ignore' }

export interface Body {
  body: string
  command: Command | undefined
  utterance: Utterance
  normal: Normalised
  /** What was cut off its end says that it took place. */
  tookPlace?: boolean
  trace?: Trace | undefined
}

/** The record or records that a message tells of, what has to be asked first, or `ignore`. */
export function recordMeaning({ body, command, utterance, normal, tookPlace = false, trace }: Body): Meaning {
  const guest = utterance.senderRoles.every((role) => role === 'guest')
  const forced = typeof command === 'object' && 'record' in command ? command.record : undefined
  const text = forced === undefined ? body : body.slice(1).trimStart()
  const facts = readFacts(text, utterance, trace)
  const probe = probeOf(facts)
  if (forced === undefined && isSmallTalk(probe, facts)) return IGNORE
  const found = kindsIn(probe, facts.names)
  const other = forced === undefined ? competingType(probe, found) : undefined
  if (other !== undefined) return guest ? guestRefusal(other) : notYet(other)
  const types = forced === undefined ? found : mergeForced(forced, found)
  trace?.push({ field: 'type', from: types.join(', '), by: forced === undefined ? 'kinds.ts kindsIn' : 'commands.ts' })
  const mood = moodFor(types, probe)
  trace?.push({ field: 'mood', from: mood, by: 'mood.ts moodOf' })
  if (types.length === 0) return mood === 'plan' && /主题|党|培训|活动|会议/.test(probe) ? notYet('plan') : IGNORE
  const isEvent = EVENT_KINDS.some(({ type }) => type === types[0])
  const early = byMood(mood, facts, forced, { isEvent, talked: types[0] === 'talk' }, probe)
  if (early) return guest && early !== IGNORE ? guestRefusal(mood === 'question' ? 'query' : 'record') : early
  if (guest) return guestRefusal('record')
  const telling: Telling = {
    text,
    probe,
    utterance,
    normal,
    tookPlace: forced !== undefined || tookPlace,
    hearsay: mood === 'hearsay',
    trace,
  }
  const lines = forced === undefined ? linesAsRecords(telling, facts) : undefined
  if (lines) return lines
  const whole = types.length === 1 ? readOne(types[0] as RecordType, facts, telling) : undefined
  if (whole && isSettled(whole)) return whole
  const several = forced === undefined ? severalRecords(telling, facts) : undefined
  if (several) return several
  if (whole) return whole
  return {
    type: 'question',
    question: '一条消息里像是有好几件事，请分开说，或先填这一件。',
    fields: ['topic'],
    partial: { type: types[0] as RecordType },
  }
}

/** The records of a message that surely tells of several things, or undefined. */
export function severalOf({ body, command, utterance, normal, trace }: Body): Meaning | undefined {
  if (command !== undefined || utterance.senderRoles.every((role) => role === 'guest')) return undefined
  const facts = readFacts(body, utterance)
  const probe = probeOf(facts)
  return severalRecords({ text: body, probe, utterance, normal, tookPlace: false, trace }, facts)
}

/** The text by which kind and mood are judged: titles and labelled subjects hidden, everything else as typed. */
export function probeOf(facts: Facts): string {
  let probe = ''
  const hidden = facts.labelled.filter(({ field }) => field === 'topic' || field === 'note' || field === 'resolution')
  for (let at = 0; at < facts.scan.text.length; at++) {
    const inZone = hidden.some((zone) => at >= zone.start && at < zone.end)
    const title = facts.scan.open[at] === TITLE
    probe += inZone || title ? TITLE : facts.scan.text[at]
  }
  return probe
}

const mergeForced = (forced: RecordType, found: readonly RecordType[]): RecordType[] => {
  if (forced === 'theme_day' || EVENT_KINDS.some(({ type }) => type === forced)) return [forced]
  const rivals = found.filter(
    (type) => type !== forced && type !== 'training' && !(forced === 'training' && type === 'talk'),
  )
  return rivals.length > 0 && forced !== 'meeting' ? [forced, ...rivals] : [forced]
}

const HE_SAID = /[,，\s](?:他|她|对方)(?:说|讲|反映|表示|提到|觉得|想|最近)[^。;；\n]*/
/** A slip that was not written, rather than something not done that it was written for. */
const NOT_DONE =
  /单[^,，。;；\n]{0,3}(?:没|未)(?:能)?(?:开|发|下|出)(?:成|出|了)?(?:$|[\s,，。;；])|(?:没有?|未|不用|不要|别|不)(?:再|给\S{1,6})?(?:开|发|下|出)[^,，。;；\n]{0,6}单|如果|要是|假如|本来|差点|建议|取消|作废|应该|别忘|记得|再犯|下次|(?:准备|打算|要|需要|计划)(?:给|对|开|发)/

/** The mood of a message about these kinds; where a kind tells in free text, that text has none. */
export function moodFor(types: readonly RecordType[], probe: string): Mood {
  const [type] = types
  const freeText = types.length === 1 && EVENT_KINDS.some((kind) => kind.type === type && kind.freeText)
  if (!freeText || type === undefined) {
    const mood = moodOf(probe.replace(CORRECTIONS, '\uE001'))
    // What he said of himself (想请长假) is neither a plan nor unreal.
    return type === 'talk' && mood !== 'question'
      ? moodOf(probe.replace(HE_SAID, '').replace(CORRECTIONS, '\uE001'))
      : mood
  }
  const head = headOf(type, probe)
  if (moodOf(probe) === 'question') return 'question'
  return NOT_DONE.test(head) ? 'unreal' : 'telling'
}

function byMood(
  mood: Mood,
  facts: Facts,
  forced: RecordType | undefined,
  { isEvent, talked }: { isEvent: boolean; talked: boolean },
  probe: string,
): Meaning | undefined {
  const future = facts.date.kind === 'error' && facts.date.error.error === 'future_date'
  if (mood === 'question') return notYet('query')
  if (mood === 'unreal') return IGNORE
  if (mood === 'plan') return forced !== undefined && future ? undefined : notYet('plan')
  const hard =
    facts.duration.minutes !== undefined ||
    facts.duration.creditHours !== undefined ||
    facts.labelCount > 0 ||
    forced !== undefined ||
    (isEvent && kindsIn(withoutRemarks(probe), facts.names).length > 0) ||
    (talked && membersIn(probe, facts.names).length > 0) ||
    /应到|实到|\d\s?人|全员|全体|请假|登记|记录|补录/.test(probe)
  if (mood === 'comment' && !hard) return IGNORE
  return undefined
}

const isSettled = (meaning: Meaning): boolean =>
  Array.isArray((meaning as { records?: unknown }).records) ||
  ('type' in meaning && meaning.type !== 'question' && !('error' in meaning))
