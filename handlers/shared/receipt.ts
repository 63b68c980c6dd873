import { receiptCard } from '../../cards/receipt-card.js'
import { isSolo } from '../../cards/shared/entry-lines.js'
import { talkReceiptCard } from '../../cards/talk-receipt-card.js'
import type { Card } from '../../src/core/card.js'
import type { TalkMeaning } from '../../src/core/meaning.js'
import type { Content } from '../../src/core/platform.js'
import type { DirectMessage, Reply } from '../../src/core/reply.js'
import type { EntryView, TalkContent } from '../../src/core/views.js'
import { isOneOfTheTwo, isReminderTalk } from '../../src/ledger/permissions.js'
import { isGroup, type MemberContext } from '../context.js'
import type { Recorded } from './record.js'
import { tellTalkPeople } from './talk-people.js'

const TALK_IN_GROUP = '已记一次谈心谈话，其余已私聊你'
/** A reminder talk's kind is for the two and the secretary only. */
const REMINDER_TALK_IN_GROUP = '已记，其余已私聊你'
const RECALL = '谈话内容请不要留在群里：请长按撤回群里那条。'

/** Answers a message that was recorded: one receipt, talks apart and in private. */
export function receiptReply(recorded: readonly Recorded[], ctx: MemberContext): Reply {
  const talks = recorded.filter(({ entry }) => entry.kind === 'talk')
  const events = recorded.flatMap(({ entry }) => (entry.kind === 'talk' ? [] : [entry]))
  const direct = [...hoursInPrivate(events, ctx), ...talks.flatMap((talk) => aroundTalk(talk, ctx))]
  if (events.length > 0) {
    return {
      chat: asContent(eventReceipt(events, isGroup(ctx), ctx)),
      entryIds: events.map(({ id }) => id),
      direct: [...talks.map((talk) => talkReceipt(talk, ctx)), ...direct],
    }
  }
  const [first, ...others] = talks.map((talk) => talkReceipt(talk, ctx))
  if (first === undefined) return {}
  if (!isGroup(ctx)) return { chat: first.content, entryIds: first.entryIds, direct: [...others, ...direct] }
  const text = talks.some(({ entry }) => isReminderTalk(entry)) ? REMINDER_TALK_IN_GROUP : TALK_IN_GROUP
  return { chat: { type: 'text', text }, direct: [first, ...others, ...direct] }
}

/** Answers a form that was recorded: the form card becomes the receipt. */
export function formReceiptReply(recorded: Recorded, ctx: MemberContext): Reply {
  const { entry } = recorded
  const isTalk = entry.kind === 'talk'
  const card = isTalk ? talkCard(recorded, ctx) : eventReceipt([entry], isGroup(ctx), ctx)
  return {
    notice: { tone: 'success', text: isTalk ? '已记' : `已记 ${entry.number}` },
    updates: [{ messageId: ctx.messageId, card, entryIds: [entry.id] }],
    direct: isTalk ? aroundTalk(recorded, ctx) : hoursInPrivate([entry], ctx),
  }
}

/** The receipt of events, as the group or a person sees it. */
export const eventReceipt = (entries: readonly EntryView[], inGroup: boolean, ctx: MemberContext): Card =>
  receiptCard(entries, {
    inGroup,
    timezone: ctx.branch.timezone,
    today: ctx.today,
    branchName: inGroup ? undefined : branchNameFor(ctx),
  })

/** What a private receipt calls the branch: nothing, for a person who is only in this one. */
export const branchNameFor = (ctx: MemberContext): string | undefined =>
  ctx.inSeveral === true ? ctx.branch.name : undefined

const asContent = (card: Card): Content => ({ type: 'card', card })

/** In the group a receipt hides one person's hours; who typed them gets them in private, to check what was understood. */
function hoursInPrivate(events: readonly EntryView[], ctx: MemberContext): DirectMessage[] {
  if (!isGroup(ctx)) return []
  const solo = events.filter(isSolo)
  return solo.map((entry) => ({
    memberId: ctx.member.id,
    content: asContent(eventReceipt([entry], false, ctx)),
    entryIds: [entry.id],
  }))
}

const talkReceipt = (talk: Recorded, ctx: MemberContext): DirectMessage => ({
  memberId: ctx.member.id,
  content: asContent(talkCard(talk, ctx)),
  entryIds: [talk.entry.id],
})

function talkCard({ meaning, entry }: Recorded, ctx: MemberContext): Card {
  const readerIsNamed = isOneOfTheTwo(ctx.member, entry)
  return talkReceiptCard(entry, {
    timezone: ctx.branch.timezone,
    today: ctx.today,
    branchName: branchNameFor(ctx),
    readerIsNamed,
    // What he just typed himself, not a read of sealed content.
    content: meaning.type === 'talk' && readerIsNamed ? contentOf(meaning) : undefined,
    canUndo: true,
  })
}

function contentOf({ topic, problem, place, note, followup }: TalkMeaning): TalkContent {
  return { topic, problem, place, note, followup: followup?.what }
}

/** A request to recall what was typed in the group, and a line to the talk's other people. */
function aroundTalk({ meaning, entry }: Recorded, ctx: MemberContext): DirectMessage[] {
  return [...recallRequest(meaning.privacy, ctx), ...tellTalkPeople(entry, '记了', ctx)]
}

/** Asks the author in private to recall a talk's content that he typed in the group (moments.md §4). */
export function recallRequest(privacy: string | undefined, ctx: MemberContext): DirectMessage[] {
  if (privacy !== 'content_in_group' || !isGroup(ctx)) return []
  return [{ memberId: ctx.member.id, content: { type: 'text', text: RECALL } }]
}
