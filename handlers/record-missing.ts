import { monthOf, quarterOf, yearOf } from '../src/core/civil-date.js'
import type { RecordMissingMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import type { RuleName } from '../src/core/views.js'
import type { MemberContext } from './context.js'
import { formForDuty } from './shared/missing-duty.js'

/** 补记党员大会, typed: as the closing card's button, for the period it names or is typed in. */
export async function recordMissing({ rule, period }: RecordMissingMeaning, ctx: MemberContext): Promise<Reply> {
  const duty = await formForDuty(rule, period ?? currentPeriod(rule, ctx.today), ctx)
  return 'refusal' in duty ? textReply(duty.refusal.text) : duty.form
}

/** A rule's name ends in its cadence; one that the branch added itself is only known with its period. */
function currentPeriod(rule: RuleName, today: string): string {
  if (rule.endsWith('-quarter')) return quarterOf(today)
  return rule.endsWith('-year') ? String(yearOf(today)) : monthOf(today)
}
