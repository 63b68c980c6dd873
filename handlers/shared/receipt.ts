import { receiptCard } from '../../cards/receipt-card.js'
import { hidesGuess } from '../../cards/shared/entry-lines.js'
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

/**
 * Answers a message that was recorded: one receipt, talks apart and in private. What was typed in the group about one
 * person's own training, with hours that the bot filled in, is answered in private only: the group's receipt could show
 * him neither the guess nor its mark, and a second one would cost a second call.
 */
export function receiptReply(recorded: readonly Recorded[], ctx: MemberContext): Reply {
  const talks = recorded.filter(({ entry }) => entry.kind === 'talk')
  const events = recorded.flatMap(({ entry }) => (entry.kind === 'talk' ? [] : [entry]))
  const guessed = guessedOfOne(events, ctx)
  const direct = [...guessReceipt(guessed, ctx), ...talks.flatMap((talk) => aroundTalk(talk, ctx))]
  const inPrivate = talks.map((talk) => talkReceipt(talk, ctx))
  if (events.length > guessed.length) {
    return {
      chat: asContent(eventReceipt(events, isGroup(ctx), ctx)),
      entryIds: events.map(({ id }) => id),
      direct: [...inPrivate, ...direct],
      routine: talks.length === 0 && events.every(({ inferred }) => inferred.length === 0),
    }
  }
  const [first, ...others] = inPrivate
  if (first === undefined) return { direct }
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
    direct: isTalk ? aroundTalk(recorded, ctx) : guessReceipt(guessedOfOne([entry], ctx), ctx),
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

/**
 * In the group a receipt hides one person's hours. Those that he typed he knows; those that the bot filled in are shown
 * to him in private, marked: every guess stands on a receipt (moments.md §1).
 */
const guessedOfOne = <E extends EntryView>(events: readonly E[], ctx: MemberContext): E[] =>
  isGroup(ctx) ? events.filter(hidesGuess) : []

function guessReceipt(guessed: readonly EntryView[], ctx: MemberContext): DirectMessage[] {
  if (guessed.length === 0) return []
  const content = asContent(eventReceipt(guessed, false, ctx))
  return [{ memberId: ctx.member.id, content, entryIds: guessed.map(({ id }) => id) }]
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
