import { explainCard } from '../cards/explain-card.js'
import { monthOf } from '../src/core/civil-date.js'
import type { ExplainReminderMeaning } from '../src/core/meaning.js'
import type { Content } from '../src/core/platform.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { obligationsOf } from '../src/ledger/obligations.js'
import { isGroup, type MemberContext } from './context.js'
import { lastMonthOf } from './shared/period.js'

/** Said to whoever asks why and is no secretary: nobody else is reminded. */
export const ONLY_SECRETARY_REMINDED = '提醒只发给书记一人，由书记处理'

/** 为什么提醒, typed: as the closing card's button, for the month it names or is typed in, and always in private. */
export async function explainReminder({ month }: ExplainReminderMeaning, ctx: MemberContext): Promise<Reply> {
  if (!ctx.member.roles.includes('secretary')) return textReply(ONLY_SECRETARY_REMINDED)
  const content = await explanation((month && lastMonthOf(month)) ?? monthOf(ctx.today))
  if (!isGroup(ctx)) return { chat: content }
  return { ...textReply('已私聊你'), direct: [{ memberId: ctx.member.id, content }] }
}

/** The card that names each duty of a month (`YYYY-MM`) and where it is written. */
export async function explanation(month: string): Promise<Content> {
  return { type: 'card', card: explainCard(month, await obligationsOf(month)) }
}
