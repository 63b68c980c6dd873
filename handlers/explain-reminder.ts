import { explainCard } from '../cards/explain-card.js'
import { monthOf } from '../src/core/civil-date.js'
import type { ExplainReminderMeaning } from '../src/core/meaning.js'
import type { Content } from '../src/core/platform.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { obligationsOf } from '../src/ledger/obligations.js'
import type { MemberContext } from './context.js'
import { holdsCards, ONLY_SECRETARY_REMINDED } from './shared/card-holder.js'
import { inPrivate } from './shared/in-private.js'
import { lastMonthOf } from './shared/period.js'

/** 为什么提醒, typed: as the closing card's button, for the month it names or is typed in, and always in private. */
export async function explainReminder({ month }: ExplainReminderMeaning, ctx: MemberContext): Promise<Reply> {
  if (!(await holdsCards(ctx))) return textReply(ONLY_SECRETARY_REMINDED)
  const content = await explanation((month && lastMonthOf(month)) ?? monthOf(ctx.today), ctx)
  return inPrivate(content, ctx)
}

/** The card that names each duty of a month (`YYYY-MM`) and where it is written. */
export async function explanation(month: string, { today }: MemberContext): Promise<Content> {
  return { type: 'card', card: explainCard(month, await obligationsOf(month, today)) }
}
