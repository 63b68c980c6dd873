import type { PartialRecord, Utterance } from '../../core/meaning.js'
import type { Facts } from '../facts.js'
import type { Scan } from '../scan.js'
import { leftovers, trimFrame } from '../topic.js'
import type { Trace } from '../why.js'

/** What a reader is given: the text behind any command word, and where to write how it was read. */
export interface Source {
  text: string
  utterance: Utterance
  trace?: Trace | undefined
}

/** What a reader made of it. Doubts and errors stay on the facts. */
export interface Reading {
  facts: Facts
  records: PartialRecord[]
  /** The words leave no doubt that it took place, so no day or count is needed to show it. */
  evident?: boolean
}

export type Reader = (source: Source) => Reading

/** Whether one person speaks in private of what may be his own (SCHEMA §1: everything a member says of himself). */
export const speaksOfHimself = ({ chat, senderRoles }: Utterance): boolean =>
  chat === 'p2p' && senderRoles.every((role) => role === 'member')

/** A clause that no rule has read, without frame words, titles put back. */
export interface Rest {
  text: string
  /** As the scan shows it, with marks for titles. */
  open: string
  start: number
  end: number
}

/** What is left of the text; `noise` are words of the kind at either end of a clause that say nothing themselves. */
export function restOf(scan: Scan, noise?: { start?: RegExp; end?: RegExp; keepEnd?: boolean }): Rest[] {
  return leftovers(scan.open).flatMap((part) => {
    const trimmed = trimFrame(part.text)
    // 因迟到: in free text the last word is no frame.
    let { offset } = trimmed
    let text = noise?.keepEnd ? part.text.slice(offset) : trimmed.text
    for (let more = true; more && text !== ''; ) {
      const head = noise?.start?.exec(text)?.[0].length ?? 0
      const tail = noise?.end?.exec(text.slice(head))?.[0].length ?? 0
      const inner = trimFrame(text.slice(head, text.length - tail))
      const kept = noise?.keepEnd ? text.slice(head + inner.offset, text.length - tail) : inner.text
      offset += head + inner.offset
      more = kept !== text
      text = kept
    }
    if ([...text].length < 2) return []
    const start = part.start + offset
    return [{ text: scan.text.slice(start, start + text.length), open: text, start, end: start + text.length }]
  })
}

export const joined = (rest: readonly Rest[]): string | undefined =>
  rest.length === 0 ? undefined : rest.map(({ text }) => text).join('，')
