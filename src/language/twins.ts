import type { Meaning } from '../core/meaning.js'

/** What a button does, by the exact words that are typed instead of tapping it (design.md §3). */
const TWINS: ReadonlyMap<string, Meaning> = new Map([
  ['为什么提醒', { type: 'explain_reminder' }],
  ['不记了', { type: 'drop_draft' }],
])

/** Only the bare words, so that a sentence in which they occur is still read as a sentence. */
export const twinOf = (body: string): Meaning | undefined => TWINS.get(body.replace(/^\/|[\s。.!！?？~]+$/gu, ''))
