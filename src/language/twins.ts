import type { Meaning } from '../core/meaning.js'
import { readQueryCommand } from '../core/query-command.js'
import type { RuleName } from '../core/views.js'
import { correctionTwin } from './correction-twins.js'

/** 查看内容 on the receipt of a reminder talk, whose numbers are a series of their own. */
const READ_REMINDER_TALK = /^查看谈话内容\s*(\d{4}-提-\d{1,5})$/
const EXPLAIN = /^为什么提醒(?:\s*(\d{4}-\d{2}))?$/
const RECORD_MISSING = /^补记(\p{Script=Han}{2,10})(?:\s*(\d{4}-(?:Q[1-4]|\d{2})))?$/u

/** Duties as the closing card calls them (src/ledger/rules.ts). */
const DUTIES: ReadonlyMap<string, RuleName> = new Map<string, RuleName>([
  ['培训', 'training-month'],
  ['主题党日', 'theme-day-month'],
  ['党员大会', 'general-meeting-quarter'],
  ['谈心谈话', 'talks-quarter'],
])

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
  const [, duty = '', period] = RECORD_MISSING.exec(words) ?? []
  const rule = DUTIES.get(duty)
  if (rule) return { type: 'record_missing', rule, ...(period === undefined ? {} : { period }) }
  return ledgerTwin(words) ?? correctionTwin(words) ?? readQueryCommand(words)
}

const CLOSE = /^(?:销号|已整改|已跟进)\s*(\d{4}-(?:单|问|谈|提)-\d{1,5})$/
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
