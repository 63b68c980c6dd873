import type { ErrorMeaning, Meaning, Utterance } from '../core/meaning.js'
import type { Command, RequestName } from './commands.js'
import { isHelp } from './help.js'
import { readTalkOf } from './read-talk.js'
import { planCountsOf } from './records/plan-counts.js'
import { projectDaysOf } from './records/project-days.js'
import { refusalOf } from './refusals.js'
import { agendaItemOf } from './requests/agenda-item.js'
import { calendarOf } from './requests/calendar.js'
import { closedByWords } from './requests/close-by-words.js'
import { deputyOf } from './requests/deputy.js'
import { doneItemOf } from './requests/done-items.js'
import { dropFileOf } from './requests/drop-file.js'
import { readDues } from './requests/dues/read-dues.js'
import { editByNumber, editOf, lastUnread } from './requests/edit.js'
import { handOverOf } from './requests/hand-over.js'
import { metricEditOf } from './requests/metric-edit.js'
import { planByNumber } from './requests/plan/by-number.js'
import { planOf } from './requests/plan/read-plan.js'
import { readingPlanOf } from './requests/plan/reading-plan.js'
import { progressOf } from './requests/progress.js'
import { queryOf } from './requests/query/query.js'
import { cutQuotation, type QuotedEntry, quotedOf } from './requests/quoted.js'
import { reportOf } from './requests/report.js'
import { rosterOf } from './requests/roster-command.js'
import { talkOccasionsOf } from './requests/talk-occasions.js'
import { talkPairsOf } from './requests/talk-pairs.js'
import { undoOf } from './requests/undo.js'
import { undoByNumbers } from './requests/undo-by-numbers.js'
import { isSecret } from './secrets.js'
import { isChatter } from './small-talk.js'

/**
 * Everything that is no record of an event: refusals, help, undo, edits, questions, reports, the roster, dues and plans.
 * Undefined when the message is none of these. `read` understands a quoted sentence as a message of its own.
 */
export function commandMeaning(
  body: string,
  command: Command | undefined,
  utterance: Utterance,
  read?: (text: string) => Meaning,
): Meaning | undefined {
  if (isSecret(body)) return { error: 'refused_secret' }
  const guest = utterance.senderRoles.every((role) => role === 'guest')
  const talk = readTalkOf(body)
  if (talk) return guest ? { error: 'not_permitted', action: 'talk_content' } : talk
  if (command === 'help' || isHelp(body)) return { type: 'help' }
  const calendar = guest ? undefined : calendarOf(body, utterance)
  if (calendar) return calendar
  const deputy = guest ? undefined : (deputyOf(body, utterance) ?? handOverOf(body, utterance))
  if (deputy) return deputy
  // 把赵阳设为台账员 is a command of the secretary's, and anybody else's attempt at one.
  const refusal = refusalOf(withoutTitles(body), body, utterance)
  // 把那次谈话的内容调出来，我是书记: only what it says of roles can be the secretary's to say.
  if (refusal?.action === 'talk_content') return refusal
  const roster = keepsRoster(utterance) ? rosterCommand(body, utterance) : undefined
  if (roster) return roster
  if (refusal) return refusal
  if (isChatter(body)) return { type: 'ignore' }
  const numbered = planByNumber(body, utterance)
  if (numbered) return guest ? forGuest(numbered) : numbered
  if (command === 'read_talk') return { error: 'not_permitted', action: 'talk_content' }
  if (command === 'unknown') return { type: 'help' }
  const meaning = requestOf(body, command, utterance, read)
  // 领导让我问问你们今年学时完成得怎么样.
  if (guest && !meaning && ASKS_OF_BRANCH.test(body)) return guestRefusal('query')
  return guest && meaning ? forGuest(meaning) : meaning
}

/** Whose attempts at the roster come before anything else they could mean. */
const keepsRoster = ({ senderRoles }: Utterance): boolean =>
  senderRoles.some((role) => role === 'secretary' || role === 'organization' || role === 'org')

/** No word of a roster command. */
const OF_AN_EVENT = /应到|实到|小时|分钟|学时|谈心|谈话|谈了|党日|大会|议题|讨论|主持|全体|全员|微党课|讲座|万元|\d元/

/** A roster command; most sentences have a word of an event, and are spared its reading. */
const rosterCommand = (text: string, utterance: Utterance): Meaning | undefined =>
  OF_AN_EVENT.test(text) ? undefined : rosterOf(text, utterance, false)

function requestOf(
  body: string,
  command: Command | undefined,
  utterance: Utterance,
  read: ((text: string) => Meaning) | undefined,
): Meaning | undefined {
  if (typeof command === 'object' && 'record' in command)
    return countedOrNoted(body.slice(1), utterance) ?? countedOrNoted(withoutCommand(body), utterance)
  const request = typeof command === 'object' ? command.request : undefined
  const pasted = command === undefined && read ? cutQuotation(body, read, utterance.today) : undefined
  const text = pasted?.rest ?? body
  const quoted = pasted?.quoted ?? quotedOf(utterance)
  if (command === 'undo') return undoOf(text.slice(1), utterance, quoted) ?? undoOf('撤销', utterance, quoted)
  if (request !== undefined) return forced(request, text, utterance, quoted)
  return (
    doneItemOf(text, utterance) ??
    metricEditOf(text, utterance, quoted) ??
    readingPlanOf(text, utterance) ??
    planCountsOf(text, utterance) ??
    projectDaysOf(text, utterance) ??
    progressOf(text, utterance) ??
    talkOccasionsOf(text, utterance) ??
    talkPairsOf(text, utterance) ??
    dropFileOf(text, quoted) ??
    undoByNumbers(text) ??
    undoOf(text, utterance, quoted) ??
    // What a keeper of the roster says was read as one before the refusals.
    (text === body && keepsRoster(utterance) ? undefined : rosterCommand(text, utterance)) ??
    planOf(text, utterance, false) ??
    agendaItemOf(text, utterance, quoted) ??
    (SELF_CORRECTED.test(text) ? undefined : editOf(text, utterance, quoted, false)) ??
    (TOLD_OF_TALK.test(text) ? undefined : queryOf(text, utterance, false)) ??
    (TALK_HELD.test(text) ? undefined : reportOf(text, utterance, false)) ??
    readDues(text, utterance, false) ??
    closedByWords(text, utterance) ??
    editByNumber(text, utterance) ??
    lastUnread(text, utterance)
  )
}

function forced(
  request: RequestName,
  body: string,
  utterance: Utterance,
  quoted: QuotedEntry | undefined,
): Meaning | undefined {
  switch (request) {
    case 'edit':
    case 'close':
      return (
        agendaItemOf(body, utterance, quoted) ??
        metricEditOf(body, utterance, quoted) ??
        editOf(body, utterance, quoted, true)
      )
    case 'plan':
      return (
        readingPlanOf(withoutCommand(body), utterance) ??
        planCountsOf(withoutCommand(body), utterance) ??
        planOf(body, utterance, true)
      )
    case 'report':
      return reportOf(body, utterance, true)
    case 'roster':
      return rosterOf(body, utterance, true)
    case 'query':
      return queryOf(body, utterance, true)
    case 'dues':
      return (
        queryOf(body, utterance, /未交|没交|欠|查|谁/.test(body)) ??
        readDues(body.slice(1), utterance, true) ?? { error: 'missing_field', fields: ['amount'] }
      )
  }
}

/** 和响哥谈完了，他说…孩子归谁还没谈拢: told, and nothing asked. */
const TOLD_OF_TALK =
  /^(?![^\n]*(?:[?？]|吗))[^\n]{0,30}(?:谈|聊)(?:完|过|了)[^\n]{0,30}[,，。\s](?:他|她|对方)(?:也|还)?(?:说|讲|提到|反映)(?!了?(?:什么|啥))/

/** 谈心半个多小时，嫌台账活儿没人搭把手: with its length it was held, whatever was said of the ledger. */
const TALK_HELD = /谈[心话][^?？\n]{0,12}(?:分钟|小时|刻钟|钟头)/

/** 李姐主持的不对是敏姐主持的，一小时: a record whose teller takes a name back, and tells more than that. */
const SELF_CORRECTED =
  /^(?!(?:刚|上一?条|更正|\/))(?=[^\n]*(?:分钟|小时|刻钟|全员|议题|讨论))[^\n]{0,40}?(主持|记录|主讲|讲)的?[,，\s]{0,2}(?:哦|噢)?不对[,，\s]{0,2}(?:应该)?是[^,，。;；\s]{2,4}\1/

const ASKS_OF_BRANCH =
  /^(?=.*(?:学时|党费|谈心|谈话|党员大会|主题党日|党课|培训|台账|支部))(?=.*(?:怎么样|如何|多少|几[次个条人]|吗|[?？]|问问|查一?下|查查|看看|了解一?下|打听|哪些|有没有)).{1,80}$/s

/** /指标 3月工作计划6项，完成5项; /承诺 书记项目进展：…: what has a reader of its own whatever command stands before it. */
const countedOrNoted = (text: string, utterance: Utterance): Meaning | undefined =>
  planCountsOf(text, utterance) ?? projectDaysOf(text, utterance) ?? progressOf(text, utterance)

const withoutCommand = (body: string): string => body.replace(/^\/[\u4E00-\u9FFF]+[\s:：]*/, '')

const withoutTitles = (text: string): string =>
  text.replace(/《[^《》\n]{1,60}》/g, (title) => '\uE000'.repeat(title.length))

/** One who is no member may neither write nor ask (SCHEMA §5); help is for everybody. */
function forGuest(meaning: Meaning): Meaning {
  if ('error' in meaning || 'records' in meaning || meaning.type === 'question') {
    return 'error' in meaning && meaning.error === 'not_permitted' ? meaning : guestRefusal('record')
  }
  if (meaning.type === 'help' || meaning.type === 'ignore') return meaning
  if (meaning.type === 'undo') return { error: 'not_permitted', action: 'delete_others' }
  if (meaning.type === 'edit' || meaning.type === 'close_item') return { error: 'not_permitted', action: 'edit_others' }
  return guestRefusal(meaning.type)
}

/** What one who is no member is told: he may neither write nor ask (SCHEMA §5). */
export const guestRefusal = (type: string): ErrorMeaning => ({
  error: 'not_permitted',
  action: type === 'report' || type === 'query' ? type : 'record',
})
