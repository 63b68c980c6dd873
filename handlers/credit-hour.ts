import { creditHourCard, creditHourSetCard } from '../cards/credit-hour-card.js'
import type { ActionOf } from '../src/core/action.js'
import type { SetCreditHourMeaning } from '../src/core/meaning.js'
import type { Content } from '../src/core/platform.js'
import { noticeReply, type Reply, textReply } from '../src/core/reply.js'
import { CREDIT_HOUR_MINUTES, setCreditHour } from '../src/ledger/credit-hour.js'
import type { MemberContext } from './context.js'
import { inPrivate } from './shared/in-private.js'
import { branchNameFor } from './shared/receipt.js'

const NOT_HIS = '一个学时按多少分钟算由书记来定，有建议可以直接跟书记说'
const CHOICE = `一个学时可以按${CREDIT_HOUR_MINUTES.join('、')}分钟算，如：一个学时按45分钟算`

/** 一个学时按45分钟算: shown before → after, and set once the secretary confirms it, by the button or by typing its words. */
export async function creditHour({ minutes, confirmed }: SetCreditHourMeaning, ctx: MemberContext): Promise<Reply> {
  const { branch, member, now } = ctx
  if (!member.roles.includes('secretary')) return textReply(NOT_HIS)
  const from = branch.settings.minutesPerCreditHour
  if (!CREDIT_HOUR_MINUTES.includes(minutes)) return textReply(`${CHOICE}。现在按${from}分钟`)
  if (minutes === from) return textReply(`一个学时本来就按${from}分钟算`)
  if (confirmed && (await setCreditHour(from, minutes, now))) return inPrivate(card(from, minutes), ctx)
  const change = { branchId: branch.id, branchName: branchNameFor(ctx), from, to: minutes }
  return inPrivate({ type: 'card', card: creditHourCard(change) }, ctx)
}

const card = (from: number, to: number): Content => ({ type: 'card', card: creditHourSetCard(from, to) })

/** 确认 under it; a card older than what holds now changes nothing. */
export async function actionSetCreditHour(
  { from, to }: ActionOf<'set-credit-hour'>,
  { branch, member, now, messageId }: MemberContext,
): Promise<Reply> {
  if (!member.roles.includes('secretary')) return noticeReply('warning', NOT_HIS)
  if (!CREDIT_HOUR_MINUTES.includes(to)) return noticeReply('warning', CHOICE)
  const current = branch.settings.minutesPerCreditHour
  if (current === to) return noticeReply('info', `已经按${to}分钟算了`)
  if (!(await setCreditHour(from, to, now)))
    return noticeReply('warning', `现在按${current}分钟算，和卡片上的不一样了，请再发一次：一个学时按${to}分钟算`)
  return {
    notice: { tone: 'success', text: '已改' },
    updates: [{ messageId, card: creditHourSetCard(from, to) }],
  }
}
