import type { Absence } from '../../src/core/meaning.js'

/**
 * Who was missing and why: one reason for all, or 「张三公出，李四病假」. Undefined when the reasons can't be told
 * apart.
 */
export function readAbsences(
  names: readonly string[],
  reasons: string | undefined,
  people: readonly string[],
): Absence[] | undefined {
  if (reasons === undefined) return names.map((name) => ({ name }))
  if (names.length === 0) return undefined
  if (!people.some((name) => reasons.includes(name))) return names.map((name) => ({ name, reason: reasons }))
  const byName = new Map<string, string>()
  for (const part of reasons.split(/[，,；;、。\n]+/u).map((text) => text.trim())) {
    if (part === '') continue
    const name = names.find((one) => part.startsWith(one))
    if (name === undefined) return undefined
    byName.set(name, part.slice(name.length).replace(/^[\s:：因]+/u, ''))
  }
  return names.map((name) => ({ name, ...(byName.get(name) ? { reason: byName.get(name) } : {}) }))
}
