import { readFileSync } from 'node:fs'
import type { Meaning, Utterance } from '../../src/core/meaning.js'
import { roleFromSchema, rosterFromSchema } from '../../src/language/schema-names.js'
import { understand } from '../../src/language/understand.js'

const file = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

export const { roster, botName } = rosterFromSchema(JSON.parse(file('roster.json')))

export interface Line {
  text: string
  chat: 'group' | 'p2p'
  sender_role: string
  today: string
  expect: { [field: string]: unknown }
  /** Other readings that count when met exactly (SCHEMA §1). */
  also?: { [field: string]: unknown }[]
}

/** Every reading of a line that counts. */
export const readingsOf = ({ expect, also = [] }: Line): { [field: string]: unknown }[] => [expect, ...also]

export const linesOf = (name: string): Line[] =>
  file(name)
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as Line)

export const textsOf = (name: string): string[] => file(name).trim().split('\n')

/** What the bot makes of a line of a corpus, as the command line tool would. */
export function understood({ text, chat, sender_role, today }: Omit<Line, 'expect'>): Meaning {
  const role = roleFromSchema(sender_role)
  const holders = roster.filter((member) => member.role === role)
  const sender = holders.length === 1 ? holders[0]?.name : undefined
  const utterance: Utterance = { text, chat, today, senderRoles: [role], roster, botName }
  return understand(sender === undefined ? utterance : { ...utterance, sender })
}

/** An addressed sentence typed on Wednesday, 18 March 2026. */
export const say = (text: string, over: Partial<Omit<Line, 'expect' | 'text'>> = {}): Meaning =>
  understood({ text, chat: 'p2p', sender_role: 'ledger', today: '2026-03-18', ...over })

const WRITES = new Set(
  'training talk meeting theme_day activity volunteer donation honour qualitySlip projectEvent problem commitment dues metric spot_check analysis plan edit undo roster close_item confirm_dues'.split(
    ' ',
  ),
)

/** Whether a meaning of this type writes something. */
export const isWrite = (type: unknown): boolean => WRITES.has(String(type))

/** Whether a meaning would write something. */
export const writes = (meaning: Meaning): boolean =>
  'records' in meaning || ('type' in meaning && !('error' in meaning) && isWrite(meaning.type))

/** Fields compared as text, one containing the other (SCHEMA §6). */
const LOOSE = new Set([
  'topic',
  'place',
  'reason',
  'note',
  'problem',
  'resolution',
  'raw',
  'lecturer',
  'audience',
  'measure',
  'post',
  'department',
  'project',
])
const FREE = new Set(['duration_text', 'category', 'campaign', 'document', 'level'])

const bare = (value: unknown): string =>
  String(value)
    .normalize('NFKC')
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '')
    .toLowerCase()

/** The fields in which a meaning falls short of what a corpus expects; empty when it is exact. */
export function differences(expected: unknown, got: unknown, field = ''): string[] {
  if (FREE.has(field)) return []
  // null and [] mean: nothing may be invented there (SCHEMA §1).
  if (expected === null || (Array.isArray(expected) && expected.length === 0)) {
    return got === undefined || got === null || (Array.isArray(got) && got.length === 0) ? [] : [field]
  }
  if (LOOSE.has(field) && typeof expected === 'string') {
    const [a, b] = [bare(expected), bare(got ?? '')]
    return b !== '' && (a.includes(b) || b.includes(a)) ? [] : [field]
  }
  if (field === 'warn' || field === 'candidates' || (field === 'attendees' && Array.isArray(expected))) {
    const list = Array.isArray(got) ? (got as unknown[]) : []
    return (expected as unknown[]).every((item) => list.includes(item)) ? [] : [field]
  }
  if (field === 'actual' && got === undefined) return [field]
  if (expected !== null && typeof expected === 'object') {
    if (got === null || typeof got !== 'object') return [field || 'meaning']
    const target = got as { [key: string]: unknown }
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, target[key], /^\d+$/.test(key) ? field : key),
    )
  }
  return expected === got ? [] : [field]
}

/** Whether the bot's reading of a line is exactly one of those that count. */
export const isExact = (line: Line): boolean => {
  const meaning = understood(line)
  return readingsOf(line).some((reading) => differences(reading, meaning).length === 0)
}
