import type { Meaning } from '../core/meaning.js'

const NUMBER = String.raw`\d{4}-\p{Script=Han}-\d{1,5}`
const EDIT = new RegExp(`^改(?:一下)?\\s*(${NUMBER})$`, 'u')
const DISPUTE = new RegExp(`^有出入[\\s:：,，]*(${NUMBER})?[\\s:：,，]*(.*)$`, 'su')
const TYPED = new RegExp(`有出入[\\s:：,，]*(?:${NUMBER})?[\\s:：,，]*(.*)$`, 'su')
const FINE = new RegExp(`^没问题\\s*(${NUMBER})$`, 'u')
const KEEP = new RegExp(`^保留\\s*(${NUMBER})$`, 'u')

/**
 * The words of 有出入 as the member typed them, for those who judge them: with his own commas, not those that reading
 * needs. `text`: the same words as `read` has them; these stay where the two differ in more than that.
 */
export function wordsAsTyped(raw: string, text: string, read: (words: string) => string): string {
  const words = TYPED.exec(raw)?.[1]?.trim()
  return words !== undefined && read(words).trim() === text ? words : text
}

/** What the buttons for corrections do, typed (design.md §3): 改 2026-学-014, 有出入 2026-学-014 时间应该是周三, 没问题 2026-学-014. */
export function correctionTwin(words: string): Meaning | undefined {
  if (words === '不改了' || words === '不提了') return { type: 'drop_draft' }
  const edited = EDIT.exec(words)?.[1]
  if (edited !== undefined) return { type: 'edit', target: { number: edited } }
  const fine = FINE.exec(words)?.[1]
  if (fine !== undefined) return { type: 'settle_dispute', number: fine }
  const kept = KEEP.exec(words)?.[1]
  if (kept !== undefined) return { type: 'keep_entry', number: kept }
  const disputed = DISPUTE.exec(words)
  if (!disputed) return undefined
  const [, number, text = ''] = disputed
  return {
    type: 'dispute',
    ...(number === undefined ? {} : { number }),
    ...(/^[….。\s]*$/u.test(text) ? {} : { text: text.trim() }),
  }
}
