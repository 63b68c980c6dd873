import type { SNOOZE_WORDS } from '../cards/shared/month-buttons.js'
import type { ActionOf } from '../src/core/action.js'
import { formatChinese } from '../src/core/civil-date.js'
import type { SnoozeCardMeaning } from '../src/core/meaning.js'
import { noticeReply, type Reply, textReply } from '../src/core/reply.js'
import { type NotAgain, newestMonthCard, snoozeCard } from '../src/ledger/card-history.js'
import type { MemberContext } from './context.js'
import { holdsCards, ONLY_SECRETARY_REMINDED } from './shared/card-holder.js'
import { branchToldTo } from './shared/days-told.js'
import { inPrivate } from './shared/in-private.js'
import { lastMonthOf } from './shared/period.js'

const NOT_AGAIN: Readonly<Record<NotAgain, string>> = {
  'never-came': '还没有给你发过这样的卡片',
  // Where the newer one is of another month it says nothing of this one's.
  replaced: '后面的卡片已经发了，这张不再重发；没补的随时可以补记',
  'no-more': '这个月的提醒已经够多了，下一张会带上还没补的',
}

/** 三天后再看 on a card of the month: its lines again then, as the books stand then. */
export async function actionSnoozeCard({ card, period }: ActionOf<'snooze-card'>, ctx: MemberContext): Promise<Reply> {
  if (!(await holdsCards(ctx))) return noticeReply('warning', ONLY_SECRETARY_REMINDED)
  if (lastMonthOf(period) !== period) return noticeReply('warning', '这张卡片已过期')
  return noticeReply('info', await snoozed(card, period, ctx))
}

/** The same, typed; without a card the newest is meant. */
export async function typedSnooze({ card, month }: SnoozeCardMeaning, ctx: MemberContext): Promise<Reply> {
  if (!(await holdsCards(ctx))) return textReply(ONLY_SECRETARY_REMINDED)
  const newest = await newestMonthCard(ctx.branch, ctx.sentAt)
  const period = month ?? newest?.period
  const which = card ?? newest?.card
  if (period === undefined || which === undefined) return textReply(NOT_AGAIN['never-came'])
  return inPrivate({ type: 'text', text: await snoozed(which, period, ctx) }, ctx)
}

async function snoozed(card: keyof typeof SNOOZE_WORDS, period: string, ctx: MemberContext): Promise<string> {
  const again = await snoozeCard({ card, period }, branchToldTo(ctx), ctx.member, ctx.sentAt)
  if (typeof again === 'string') return NOT_AGAIN[again]
  return `好，${formatChinese(again.until, ctx.today)}再看；补齐了就不再发`
}
