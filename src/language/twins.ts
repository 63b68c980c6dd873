import type { Meaning } from '../core/meaning.js'

const TWINS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['为什么提醒', { type: 'explain_reminder' }],
  ['不记了', { type: 'drop_draft' }],
])
/** 查看内容 on the receipt of a reminder talk, whose numbers are a series of their own. */
const READ_REMINDER_TALK = /^查看谈话内容\s*(\d{4}-提-\d{1,5})$/

/**
 * What a button does, by the exact words that are typed instead of tapping it (design.md §3). Only the bare words, so
 * that a sentence in which they occur is still read as a sentence.
 */
export function twinOf(body: string): Meaning | undefined {
  const words = body.replace(/^\/|[\s。.!！?？~]+$/gu, '')
  const number = READ_REMINDER_TALK.exec(words)?.[1]
  return number === undefined ? TWINS.get(words) : { type: 'read_talk', number }
}
