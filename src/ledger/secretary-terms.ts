import type { MemberView, SecretaryTerm } from '../core/views.js'
import type { RoleRow } from '../models/member.js'
import { FROM_THE_BEGINNING } from './standing.js'

/** When a member was secretary, oldest first; undefined: never, or since before the books begin, which his roles tell apart. */
export function secretaryTermsOf(history: readonly RoleRow[]): SecretaryTerm[] | undefined {
  const terms: { from: string; until?: string }[] = []
  for (const { on, roles } of history) {
    const open = terms.at(-1)?.until === undefined ? terms.at(-1) : undefined
    if (roles.includes('secretary')) {
      if (!open) terms.push({ from: on })
    } else if (open) open.until = on
  }
  const [first, ...others] = terms
  const isAlways = first?.from === FROM_THE_BEGINNING && first.until === undefined && others.length === 0
  return first === undefined || isAlways ? undefined : terms
}

/** Whether he was secretary on that day. */
export const wasSecretaryOn = ({ roles, secretaryTerms }: MemberView, date: string): boolean =>
  secretaryTerms === undefined
    ? roles.includes('secretary')
    : secretaryTerms.some(({ from, until }) => from <= date && (until === undefined || date < until))
