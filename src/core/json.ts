import type { Json } from './platform.js'

/** Deeper is never sent by a chat platform; checked before anything recurses over a body. */
const MAX_DEPTH = 32
/** A message that mentions a whole group of 500 people has about 4,000 keys. */
const MAX_KEYS = 5000

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

/** Names that could reach a prototype when somebody downstream merges or assigns. */
const DANGEROUS_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * `JSON.parse` for bodies from outside: undefined when it is no JSON, too deep or has too many keys. There is no
 * reviver (it costs more than the decryption): readers take only the fields they name, and `copyJson` drops the rest.
 */
export function parseBounded(text: string): unknown {
  if (!isBounded(text)) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** One pass over the characters; V8 parses any depth without recursion, but validators and copies do recurse. */
function isBounded(text: string): boolean {
  let depth = 0
  let keys = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === QUOTE) {
      index = endOfString(text, index)
      if (index < 0) return false
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (++depth > MAX_DEPTH) return false
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--
    else if (code === COLON && ++keys > MAX_KEYS) return false
  }
  return true
}

/** Index of the closing quote, -1 without one. `indexOf` is much faster than a loop over a long `encrypt`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end
}

/** Whether an odd number of backslashes stands before the quote. */
function isEscaped(text: string, quote: number): boolean {
  let before = quote
  while (text.charCodeAt(before - 1) === BACKSLASH) before--
  return (quote - before) % 2 === 1
}

/** A fresh copy of parsed JSON without names that could reach a prototype. The input's depth is already bounded. */
export function copyJson(value: unknown): Json {
  if (Array.isArray(value)) return value.map(copyJson)
  if (isFields(value)) {
    const copy: { [key: string]: Json } = {}
    for (const [name, item] of Object.entries(value)) if (!DANGEROUS_NAMES.has(name)) copy[name] = copyJson(item)
    return copy
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

export const isDangerousName = (name: string): boolean => DANGEROUS_NAMES.has(name)
