import { committeeCard, committeeConsentCard, committeeJoinedCard } from '../cards/committee-card.js'
import type { ActionOf } from '../src/core/action.js'
import { monthOf } from '../src/core/civil-date.js'
import type { CommitteeQuestion, CommitteeView } from '../src/core/committee-views.js'
import type { CommitteeMeaning } from '../src/core/meaning.js'
import { cardReply, noticeReply, type Reply, textReply } from '../src/core/reply.js'
import {
  committeeByCode,
  committeeTable,
  leaveCommittees,
  noteConsent,
  ownShare,
  seenCommittee,
} from '../src/ledger/committees.js'
import { isGroup, type MemberContext } from './context.js'
import { inPrivate } from './shared/in-private.js'

const NOT_HIS = '加入或退出总支由书记决定'
const GONE = '没有等确认的总支，请发「加入总支」和总支给的代码'

/** What a member of a committee asks, in private; it runs without a branch. Authorise before that he is one. */
export async function handleCommittee(committee: CommitteeView, question: CommitteeQuestion): Promise<Reply> {
  return cardReply(committeeCard(await committeeTable(committee, question)))
}

/** A branch shares with a higher committee by its secretary's consent alone, given after he was shown what. */
export async function committee(meaning: CommitteeMeaning, ctx: MemberContext): Promise<Reply> {
  if (!ctx.member.roles.includes('secretary')) return textReply(`${NOT_HIS}。`)
  // What leaves the branch is agreed to where he reads it alone.
  if (isGroup(ctx)) return textReply('请私聊我办，群里不办。')
  if (meaning.ask === 'leave') return leave(ctx)
  return meaning.ask === 'join' ? preview(meaning, ctx) : confirmed(ctx)
}

/** 确认加入总支 under what would be shared. */
export async function actionJoinCommittee(
  { committeeId }: ActionOf<'join-committee'>,
  ctx: MemberContext,
): Promise<Reply> {
  if (!ctx.member.roles.includes('secretary')) return noticeReply('warning', NOT_HIS)
  const seen = await seenCommittee()
  if (seen?.committeeId !== committeeId) return noticeReply('warning', '这张卡片已过期，或已经办过了')
  await noteConsent({ id: committeeId, name: seen.name }, 'joined', ctx.member, ctx.now)
  return {
    ...noticeReply('success', `已加入「${seen.name}」`),
    updates: [{ messageId: ctx.messageId, card: committeeJoinedCard(seen.name) }],
  }
}

async function preview({ code }: CommitteeMeaning, ctx: MemberContext): Promise<Reply> {
  if (code === undefined) return textReply('请写上总支给的代码（8个字母），如：加入总支 ABCDEFGH')
  const found = await committeeByCode(ctx.branch.platform, code)
  if (!found) return textReply('没有这个代码，请向总支核对后再发。')
  if (!(await noteConsent(found, 'seen', ctx.member, ctx.now)))
    return textReply(`本支部已经加入「${found.name}」。要停止共享发「退出总支」。`)
  const span = monthOf(ctx.today)
  const card = committeeConsentCard({
    committee: found.name,
    committeeId: found.id,
    branchId: ctx.branch.id,
    span,
    own: await ownShare(ctx.branch, span),
  })
  return inPrivate({ type: 'card', card }, ctx)
}

async function confirmed(ctx: MemberContext): Promise<Reply> {
  const seen = await seenCommittee()
  if (!seen) return textReply(`${GONE}。`)
  await noteConsent({ id: seen.committeeId, name: seen.name }, 'joined', ctx.member, ctx.now)
  return cardReply(committeeJoinedCard(seen.name))
}

async function leave({ now }: MemberContext): Promise<Reply> {
  const names = await leaveCommittees(now)
  if (names.length === 0) return textReply('本支部没有加入任何总支，没有共享。')
  return textReply(`好的，已退出「${names.join('」「')}」，从现在起不再共享。`)
}
