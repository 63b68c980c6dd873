import type { ErrorMeaning } from '../../core/meaning.js'
import type { PersonRef } from './find-person.js'

/** The error that an unresolved person amounts to, if any (SCHEMA §5). */
export function personError(ref: PersonRef): ErrorMeaning | undefined {
  if (ref.candidates) return { error: 'ambiguous_person', name: ref.said, candidates: ref.candidates }
  if (ref.unknown) return { error: 'unknown_person', name: ref.said }
  return undefined
}
