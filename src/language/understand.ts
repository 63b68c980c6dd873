import type { DisputeMeaning, Meaning, TalkMeaning, Utterance } from '../core/meaning.js'
import { addressedBody } from './addressing.js'
import { underCalendar } from './branch-calendar.js'
import { plainClocks } from './clock-words.js'
import { commandOf } from './commands.js'
import { wordsAsTyped } from './correction-twins.js'
import { withoutTakenBack } from './corrections-said.js'
import { monthEndDay } from './dates/month-end-day.js'
import { spreadMonth } from './dates/spread-month.js'
import { spreadWeek } from './dates/spread-week.js'
import { withoutEmoticons } from './emoticons.js'
import { commaMarks } from './marks.js'
import { withNameMeant } from './names-taken-back.js'
import { normalise } from './normalise.js'
import { type Names, namesOf } from './people/find-person.js'
import { hasOtherThanDues, isRecord, isUnsettledDues, isUnsettledPlan } from './plan-or-record.js'
import { type Body, recordMeaning, severalOf } from './record-meaning.js'
import { cutBeside, withBeside } from './records/beside.js'
import { cutFollowup, withProblem } from './records/followup.js'
import { withoutReceipt } from './requests/quoted.js'
import { commandMeaning } from './requests.js'
import { joinRollCall } from './roll-call.js'
import { partRunOn } from './run-on.js'
import { lookAgain } from './second-look.js'
import { isTable, untable } from './tables.js'
import { twinOf } from './twins.js'
import type { Trace } from './why.js'

const IGNORE: Meaning = { type: 'ignore' }

/**
 * What one message means, in the form of language/SCHEMA.md. Pure and total: never throws on any text. A record comes
 * out only when every word that could matter was understood; anything doubtful is a question, an error or `ignore`.
 * With a trace, how the meaning was come by is written there, step by step.
 */
export const understand = (utterance: Utterance, trace?: Trace): Meaning =>
  underCalendar(utterance.calendar, () => meaningOf(utterance, trace))

function meaningOf(utterance: Utterance, trace?: Trace): Meaning {
  const names = utterance.roster.flatMap((member) => [member.name, ...member.aliases])
  const normal = normalise(utterance.text, names)
  if (normal.text !== utterance.text) trace?.push({ field: 'text', from: normal.text, by: 'normalise.ts normalise' })
  const done = traced(trace)
  const addressed = addressedBody(normal.text, utterance)
  if (addressed === undefined) return done(IGNORE, normal.text, 'addressing.ts addressedBody')
  const said = withoutEmoticons(addressed)
  const roster = namesOf(utterance.roster)
  const body = REWRITINGS.reduce((text, rewrite) => rewrite(text, roster, utterance.today), said)
  if (body === '') return done(isCall(utterance) ? { type: 'help' } : IGNORE, '', 'understand.ts')
  const twin = twinOf(body)
  if (twin) return done(inOwnWords(twin, utterance.text, names), body, 'twins.ts twinOf')
  const message: Body = { body, command: commandOf(body), utterance, normal, trace }
  const meaning = meaningOfBody(message, said)
  const looked = lookAgain(meaning, { said, body }, roster)
  return looked === meaning ? meaning : done(looked, body, 'second-look.ts lookAgain')
}

/** A text told more plainly, as every reader expects it; one that has nothing of the kind comes back as it is. */
type Rewriting = (text: string, names: Names, today: string) => string

/** In the order in which they build on each other. */
const REWRITINGS: readonly Rewriting[] = [
  (text, _, today) => monthEndDay(text, today),
  untable,
  joinRollCall,
  commaMarks,
  plainClocks,
  withoutTakenBack,
  withNameMeant,
  spreadWeek,
  spreadMonth,
  partRunOn,
  withoutReceipt,
]

/** What an addressed message means; every way of reading it, in order. */
function meaningOfBody(message: Body, said: string): Meaning {
  const { body, command, utterance, trace } = message
  const done = traced(trace)
  const quoted = (text: string): Meaning =>
    recordMeaning({ ...message, body: text, command: undefined, trace: undefined })
  const beside = eventWithBeside(message, quoted)
  if (beside) return done(beside, body, 'records/beside.ts cutBeside')
  const request = commandMeaning(body, command, utterance, quoted)
  const several = request && isUnsettledDues(request) ? severalOf(message) : undefined
  // Dues twice over stay dues: only another kind beside them is why they could not be read.
  if (several && hasOtherThanDues(several)) return several
  // 和老周谈心，心里委屈，两周内帮他沟通: the deadline is of the task alone, and the talk is over.
  const talked = request && isTalkByThen(request) ? talkWithFollowup(message, true) : undefined
  if (talked) return talked
  if (request && !isUnsettledPlan(request)) return done(request, body, 'requests.ts commandMeaning')
  const read = talkWithFollowup(message) ?? recordMeaning(message)
  // A table is no talk: one that could not be read, or only around its cells, is asked about.
  const unread = isTable(said) && (isIgnored(read) || (isTable(body) && isRecord(read)))
  const record: Meaning = unread ? { error: 'missing_field', fields: ['kind'] } : read
  // 下周一上午…；下周四下午…: each of them a plan of its own.
  const plans = request && !isRecord(record) ? severalOf(message) : undefined
  if (plans) return plans
  return request && !isRecord(record) ? done(request, body, 'requests.ts commandMeaning') : record
}

const traced =
  (trace: Trace | undefined) =>
  (meaning: Meaning, from: string, by: string): Meaning => {
    trace?.push({ field: 'type', from, by })
    return meaning
  }

/** What is said to be wrong goes to others as its author typed it, unless something executable stood in it. */
function inOwnWords(twin: Meaning, raw: string, names: readonly string[]): Meaning {
  if (!isDispute(twin) || twin.text === undefined) return twin
  const { text } = twin
  const read = (words: string): string => {
    const { text: normal, sanitize } = normalise(words, names)
    return sanitize ? '' : normal.replace(LAST_MARKS, '')
  }
  return { ...twin, text: wordsAsTyped(raw, text.replace(LAST_MARKS, ''), read) }
}

const isDispute = (meaning: Meaning): meaning is DisputeMeaning => 'type' in meaning && meaning.type === 'dispute'

const LAST_MARKS = /[\s。.!！?？~]+$/u

const isIgnored = (meaning: Meaning): boolean => 'type' in meaning && meaning.type === 'ignore'

/** The bot's name alone asks what it can do; a face beside it doesn't. */
const isCall = ({ chat, text, botName }: Utterance): boolean =>
  chat === 'group' && !/\p{Extended_Pictographic}|\//u.test(text.replaceAll(`@${botName}`, '').slice(0, 200))

/** An event at which another was talked over: 顺便讨论了下周五的主题党日. */
function eventWithBeside(message: Body, quoted: (text: string) => Meaning): Meaning | undefined {
  const cut = cutBeside(message.body)
  // What else it is must be no request: then the clause belongs to that.
  if (!cut || commandMeaning(cut.rest, message.command, message.utterance, quoted)) return undefined
  const steps: Trace = []
  const meaning = recordMeaning({ ...message, body: cut.rest, trace: message.trace && steps })
  const noted = withBeside(meaning, cut.said)
  if (!noted) return undefined
  message.trace?.push(...steps, { field: 'note', from: cut.said, by: 'records/beside.ts cutBeside' })
  return noted
}

/** A talk in private that ends with a task, when the sentence without the task is surely one talk. */
function talkWithFollowup(message: Body, isOnlyTask = false): Meaning | undefined {
  const { body, utterance } = message
  const cut = utterance.chat === 'p2p' && /谈|聊|交/.test(body) ? cutFollowup(body, utterance.today) : undefined
  const left = isOnlyTask && cut ? commandMeaning(cut.rest, undefined, utterance) : undefined
  if (isOnlyTask && (!cut || (left && !isUnsettledPlan(left)))) return undefined
  const steps: Trace = []
  // What was agreed at its end says that the talk took place.
  const meaning = cut && recordMeaning({ ...message, body: cut.rest, tookPlace: true, trace: message.trace && steps })
  if (!cut || !meaning || !('type' in meaning) || meaning.type !== 'talk') return undefined
  const task = { field: 'followup', from: body.slice(cut.rest.length), by: 'records/followup.ts cutFollowup' }
  message.trace?.push(...steps, task)
  return withProblem({ ...meaning, followup: cut.followup } as TalkMeaning, cut.rest)
}

const isTalkByThen = (meaning: Meaning): boolean =>
  'type' in meaning && meaning.type === 'plan' && meaning.kind === 'talk' && 'due_to' in meaning && !('date' in meaning)
