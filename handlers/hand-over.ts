import { handoverCard, handoverOffCard } from '../cards/handover-card.js'
import { openWorkCard } from '../cards/open-work-card.js'
import type { ActionOf } from '../src/core/action.js'
import { daysBetween, formatChinese } from '../src/core/civil-date.js'
import type { HandoverData } from '../src/core/handover-views.js'
import type { HandOverMeaning } from '../src/core/meaning.js'
import type { Content } from '../src/core/platform.js'
import { type DirectMessage, noticeReply, type Reply, textReply } from '../src/core/reply.js'
import type { HandoverView, MemberView } from '../src/core/views.js'
import {
  cancelHandover,
  carryOutHandover,
  confirmHandover,
  isConfirmed,
  mayBeSecretary,
  noteTold,
  pendingHandover,
  proposeHandover,
} from '../src/ledger/handovers.js'
import { officesOf, openWork } from '../src/ledger/open-work.js'
import type { MemberContext } from './context.js'
import { inPrivate } from './shared/in-private.js'

/** Half a year: a hand-over further ahead is a wish, and rosters change until then. */
const FURTHEST_DAYS = 183
const NONE = '现在没有在办的书记交接。'
const GONE = '这次交接已经办完或取消了'
const NOT_HIS = '只有交接的两位能确认或取消'

/** The secretary's office passed on, typed; said in private, wherever it was typed (moments.md §5). */
export async function handOver(meaning: HandOverMeaning, ctx: MemberContext): Promise<Reply> {
  if (meaning.ask === 'list') return list(ctx)
  if (meaning.ask === 'propose') return propose(meaning, ctx)
  const handover = await pendingHandover()
  if (!handover) return inPrivate(text(NONE), ctx)
  if (!isOneOf(handover, ctx.member)) return inPrivate(text(`${NOT_HIS}。`), ctx)
  const done = meaning.ask === 'confirm' ? await confirm(handover.id, ctx) : await cancel(handover, ctx)
  const { chat, direct = [] } = inPrivate(text(done.text), ctx)
  return { ...(chat && { chat }), direct: [...direct, ...done.direct] }
}

/** 确认交接 under the two names. */
export async function actionConfirmHandover(
  { handoverId }: ActionOf<'confirm-handover'>,
  ctx: MemberContext,
): Promise<Reply> {
  return onCard(handoverId, ctx, () => confirm(handoverId, ctx))
}

/** 取消交接 under the two names. */
export async function actionCancelHandover(
  { handoverId }: ActionOf<'cancel-handover'>,
  ctx: MemberContext,
): Promise<Reply> {
  return onCard(handoverId, ctx, (handover) => cancel(handover, ctx))
}

async function onCard(
  id: string,
  ctx: MemberContext,
  work: (handover: HandoverView) => Promise<Settled>,
): Promise<Reply> {
  const handover = await pendingHandover()
  if (handover?.id !== id) return noticeReply('warning', GONE)
  if (!isOneOf(handover, ctx.member)) return noticeReply('warning', NOT_HIS)
  const { text: said, card, direct } = await work(handover)
  return {
    notice: { tone: 'success', text: said },
    direct,
    updates: [{ messageId: ctx.messageId, card }],
  }
}

interface Settled {
  readonly text: string
  /** What the card that was tapped becomes. */
  readonly card: ReturnType<typeof handoverCard>
  /** To the other one of the two. */
  readonly direct: readonly DirectMessage[]
}

async function propose(meaning: HandOverMeaning, ctx: MemberContext): Promise<Reply> {
  const { member, roster, today, now } = ctx
  if (!member.roles.includes('secretary')) return textReply('书记交接由书记发起。')
  if (meaning.question !== undefined) return inPrivate(text(meaning.question), ctx)
  const to = roster.find(({ name, leftOn }) => name === meaning.name && leftOn === undefined)
  const on = meaning.date ?? today
  const refusal = refusalOf(to, on, ctx)
  if (refusal !== undefined || !to) return inPrivate(text(refusal ?? ''), ctx)
  const { handover, replaced } = await proposeHandover({ fromId: member.id, toId: to.id, on }, now)
  const card = (reader: MemberView): Content => ({
    type: 'card',
    card: handoverCard(dataOf(handover, reader, ctx, meaning.date === undefined)),
  })
  const { chat, direct = [] } = inPrivate(card(member), ctx)
  const passedOver = roster.find(({ id }) => id === replaced?.toId && id !== to.id)
  return {
    ...(chat && { chat }),
    direct: [
      ...direct,
      { memberId: to.id, content: card(to) },
      ...(passedOver ? [line(passedOver, `${ctx.branch.name}：书记交接有变，上一张交接卡片已取消。`)] : []),
    ],
  }
}

function refusalOf(to: MemberView | undefined, on: string, { member, today }: MemberContext): string | undefined {
  if (!to) return '名册里没有这位党员，请写名册上的全名。'
  if (to.id === member.id || to.roles.includes('secretary')) return '接任的要是另一位党员。'
  if (!mayBeSecretary(to)) return `${to.name}是预备党员，没有被选举权（《中国共产党章程》），不能接任书记。`
  if (to.platformUserId === undefined) return `${to.name}还没有绑定账号，确认不了；请他先在群里@我一次。`
  if (on < today) return '生效日期已经过了，请从今天或以后的一天起。'
  return daysBetween(today, on) > FURTHEST_DAYS ? '生效日期太远了，请在半年以内。' : undefined
}

async function confirm(id: string, ctx: MemberContext): Promise<Settled> {
  const { member, today, now } = ctx
  const handover = await confirmHandover(id, member.id, today)
  // It was found waiting in this very transaction.
  if (!handover) throw new Error('the hand-over is gone')
  const card = handoverCard(dataOf(handover, member, ctx))
  const other = otherOf(handover, ctx)
  const since = formatChinese(handover.on, today)
  if (!isConfirmed(handover)) {
    return {
      text: `好的，已确认；等${other?.name ?? '对方'}确认`,
      card,
      direct: other
        ? [
            line(
              other,
              `${ctx.branch.name}：${member.name}已确认书记交接（${since}起），请你也点一下卡片上的「确认交接」。`,
            ),
          ]
        : [],
    }
  }
  const outcome = await carryOutHandover(today, now)
  if (outcome === 'off') {
    const off = '名册情况有变，这次交接没有生效'
    await noteTold(handover.id, now)
    return {
      text: off,
      card: handoverOffCard(dataOf(handover, member, ctx)),
      direct: other ? [line(other, `${ctx.branch.name}：${off}。`)] : [],
    }
  }
  const said = outcome === 'done' ? '双方都已确认，交接从今天起生效' : `双方都已确认，${since}起生效`
  const then = '没办完的事会列一份清单发给两位。'
  return { text: said, card, direct: other ? [line(other, `${ctx.branch.name}：${said}。${then}`)] : [] }
}

async function cancel(handover: HandoverView, ctx: MemberContext): Promise<Settled> {
  await cancelHandover(handover.id, ctx.now)
  const other = otherOf(handover, ctx)
  const card = handoverOffCard(dataOf(handover, ctx.member, ctx))
  return {
    text: '好的，这次交接已取消，一切照旧',
    card,
    direct: other ? [line(other, `${ctx.branch.name}：${ctx.member.name}取消了书记交接，一切照旧。`)] : [],
  }
}

async function list(ctx: MemberContext): Promise<Reply> {
  const offices = officesOf(ctx.member)
  if (offices.length === 0) return textReply('交接清单是给有分工的同志看的；你自己的事项发「待办」。')
  return inPrivate({ type: 'card', card: openWorkCard(await openWork(ctx.member, offices, ctx.today)) }, ctx)
}

const isOneOf = ({ fromId, toId }: HandoverView, { id }: MemberView): boolean => id === fromId || id === toId

const otherOf = ({ fromId, toId }: HandoverView, { member, roster }: MemberContext): MemberView | undefined =>
  roster.find(({ id, leftOn }) => id !== member.id && (id === fromId || id === toId) && leftOn === undefined)

function dataOf(
  { id, on, fromId = '', toId, confirmedBy }: HandoverView,
  reader: MemberView,
  { branch, roster, inSeveral }: MemberContext,
  dateInferred = false,
): HandoverData {
  const nameOf = (memberId: string): string => roster.find((one) => one.id === memberId)?.name ?? ''
  return {
    id,
    on,
    branchId: branch.id,
    ...(inSeveral && { branchName: branch.name }),
    from: nameOf(fromId),
    to: nameOf(toId),
    confirmed: { from: confirmedBy.includes(fromId), to: confirmedBy.includes(toId) },
    isOwnDone: confirmedBy.includes(reader.id),
    dateInferred,
  }
}

const text = (words: string): Content => ({ type: 'text', text: words })
const line = ({ id }: MemberView, words: string): DirectMessage => ({ memberId: id, content: text(words) })
