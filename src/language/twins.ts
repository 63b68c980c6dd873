import type { Meaning } from '../core/meaning.js'
import type { RuleName } from '../core/views.js'

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
  return rule && { type: 'record_missing', rule, ...(period === undefined ? {} : { period }) }
}
