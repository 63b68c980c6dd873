import type { Meaning } from '../core/meaning.js'
import { readQueryCommand } from '../core/query-command.js'
import { committeeTwin } from './committee.js'
import { correctionTwin } from './correction-twins.js'
import { confirmHolidaysOf } from './requests/calendar.js'
import { creditHourOf } from './requests/credit-hour.js'
import { digestRequestOf } from './requests/digest.js'
import { handOverTwin } from './requests/hand-over.js'
import { rulesRequestOf } from './requests/rules.js'
import { monthCardTwin } from './twins/month-cards.js'
import { ownReminderTwin } from './twins/own-reminders.js'
import { turnPageOf } from './twins/turn-page.js'

/** 查看内容 on the receipt of a reminder talk, whose numbers are a series of their own. */
const READ_REMINDER_TALK = /^查看谈话内容\s*(\d{4}-提-\d{1,5})$/
/** Also as it is said in answer to a reminder card: 为什么, 为什么提醒我这个. */
const EXPLAIN =
  /^(?:为什么|为啥|为何)(?:(?:要|会)?提醒我?(?:这个|这些|这一?条|这件事)?(?:\s*(\d{4}-\d{2}))?)?[呢啊呀]?$/
/**
 * What a button does, by the exact words that are typed instead of tapping it (design.md §3). Only the bare words, so
 * that a sentence in which they occur is still read as a sentence.
 */
export function twinOf(body: string): Meaning | undefined {
  const words = body.replace(/^\/|[\s。.!！?？~]+$/gu, '')
  if (words === '不记了') return { type: 'drop_draft' }
  const number = READ_REMINDER_TALK.exec(words)?.[1]
  if (number !== undefined) return { type: 'read_talk', number }
  const explain = EXPLAIN.exec(words)
  if (explain) return { type: 'explain_reminder', ...(explain[1] === undefined ? {} : { month: explain[1] }) }
  return (
    handOverTwin(words) ??
    committeeTwin(words) ??
    monthCardTwin(words) ??
    ownReminderTwin(words) ??
    confirmHolidaysOf(words) ??
    digestRequestOf(words) ??
    rulesRequestOf(words) ??
    ledgerTwin(words) ??
    correctionTwin(words) ??
    turnPageOf(words) ??
    readQueryCommand(words) ??
    creditHourOf(body)
  )
}

const CLOSE = /^(?:销号|已整改|已跟进)\s*(\d{4}-(?:单|问|谈|提|会)-\d{1,5})$/
const ATTACH = /^附到\s*(\d{4}-\p{Script=Han}-\d{1,5})$/u
const CONFIRM_DUES = /^确认党费\s*(\d{4}-费-\d{1,5})$/
/** The kinds and doings that the help has a page of its own for. */
const HELP_ON = /^帮助\s*(\p{Script=Han}{1,6})$/u

/** Buttons of receipts and of the help. */
function ledgerTwin(words: string): Meaning | undefined {
  const item = CLOSE.exec(words)?.[1]
  if (item !== undefined) return { type: 'close_item', number: item }
  const attached = ATTACH.exec(words)?.[1]
  if (attached !== undefined) return { type: 'attach_file', number: attached }
  const dues = CONFIRM_DUES.exec(words)?.[1]
  if (dues !== undefined) return { type: 'confirm_dues', number: dues }
  const topic = HELP_ON.exec(words)?.[1]
  return topic === undefined ? undefined : { type: 'help', topic }
}
