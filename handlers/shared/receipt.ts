import { askBackSettledCard } from '../../cards/ask-back-settled-card.js'
import { receiptCard } from '../../cards/receipt-card.js'
import { type EntryAside, hidesGuess } from '../../cards/shared/entry-lines.js'
import { talkReceiptCard } from '../../cards/talk-receipt-card.js'
import type { Card } from '../../src/core/card.js'
import { typeOfKind } from '../../src/core/entry.js'
import type { RecordMeaning, RecordType, TalkMeaning } from '../../src/core/meaning.js'
import type { Content } from '../../src/core/platform.js'
import type { DirectMessage, Reply } from '../../src/core/reply.js'
import type { EntryView, TalkContent } from '../../src/core/views.js'
import { isOneOfTheTwo } from '../../src/ledger/permissions.js'
import { isGroup, type MemberContext } from '../context.js'
import { asidesFor } from './asides.js'
import { askToConfirm } from './confirm-dues.js'
import { groupLine } from './group-line.js'
import { isForPrivate } from './private-kinds.js'
import { recallRequest } from './recall.js'
import type { Recorded } from './record.js'
import { tellTalkPeople } from './talk-people.js'

/**
 * Answers a message that was recorded: one receipt for everybody, and one in private for what is not for a group. What
 * was typed in the group about one person's own hours, which the bot filled in, is answered in private only: the
 * group's receipt could show him neither the guess nor its mark, and a second one would cost a second call.
 */
export async function receiptReply(recorded: readonly Recorded[], ctx: MemberContext): Promise<Reply> {
  const inGroup = isGroup(ctx)
  const open = recorded.filter(({ entry }) => !isForPrivate(entry)).map(({ entry }) => entry)
  const guessed = guessedOfOne(open, ctx)
  const own = await privateReceipts(recorded, ctx)
  const around = recorded.flatMap((one) => aroundEntry(one, ctx))
  const direct = [...(await eventReceipts(guessed, false, ctx)), ...(await asking(recorded, ctx)), ...around]
  if (open.length > guessed.length) {
    const card = await eventReceipt(open, inGroup, ctx)
    return {
      chat: asContent(card),
      entryIds: open.map(({ id }) => id),
      direct: [...own, ...direct],
      routine: own.length === 0 && open.every(isRoutine),
    }
  }
  const [first, ...others] = own
  if (first === undefined) return { direct }
  if (!inGroup) return { chat: first.content, entryIds: first.entryIds, direct: [...others, ...direct] }
  const text = groupLine(recorded.map(({ entry }) => entry).filter(isForPrivate))
  return { chat: { type: 'text', text }, direct: [first, ...others, ...direct] }
}

/**
 * Answers a form that was recorded: the form card becomes the receipt. Of several talks that one form told of it becomes
 * that of the first, and the others have their own.
 */
export async function formReceiptReply(all: readonly Recorded[], ctx: MemberContext): Promise<Reply> {
  const [recorded, ...more] = all
  if (!recorded) return {}
  const { entry } = recorded
  const aside = isGroup(ctx) && isForPrivate(entry)
  const card = aside
    ? settledCardOf(entry)
    : entry.kind === 'talk'
      ? talkCard(recorded, ctx)
      : await eventReceipt([entry], isGroup(ctx), ctx)
  return {
    notice: { tone: 'success', text: entry.kind === 'talk' ? '已记' : `已记 ${entry.number}` },
    updates: [{ messageId: ctx.messageId, card, entryIds: aside ? [] : [entry.id] }],
    direct: [
      ...(aside ? await privateReceipts([recorded], ctx) : []),
      ...(await privateReceipts(more, ctx)),
      ...(await eventReceipts(guessedOfOne([entry], ctx), false, ctx)),
      ...(await asking(all, ctx)),
      ...all.flatMap((one) => aroundEntry(one, ctx)),
    ],
  }
}

/**
 * The receipt of entries other than talks, as the group or their author sees it; `reader` left out: the one who speaks.
 * In a group it says nothing of money but sums.
 */
export async function eventReceipt(
  entries: readonly EntryView[],
  inGroup: boolean,
  ctx: MemberContext,
  reader = ctx.member,
): Promise<Card> {
  return cardOf(entries, inGroup, await asidesFor(entries, inGroup ? undefined : reader), ctx)
}

/** What a form in the group becomes when its record turned out to be for its people alone. */
export const settledCardOf = ({ kind }: EntryView): Card =>
  askBackSettledCard({ outcome: 'recorded', type: typeOfKind(kind) as RecordType })

/** What a private receipt calls the branch: nothing, for a person who is only in this one. */
export const branchNameFor = (ctx: MemberContext): string | undefined =>
  ctx.inSeveral === true ? ctx.branch.name : undefined

function cardOf(
  entries: readonly EntryView[],
  inGroup: boolean,
  asides: ReadonlyMap<string, EntryAside>,
  ctx: MemberContext,
): Card {
  return receiptCard(entries, {
    inGroup,
    timezone: ctx.branch.timezone,
    today: ctx.today,
    branchName: inGroup ? undefined : branchNameFor(ctx),
    canReply: ctx.knowsReplies,
    asides,
  })
}

const asContent = (card: Card): Content => ({ type: 'card', card })

/** It only repeats what was typed: nothing was filled in, nothing is to be looked at. */
const isRoutine = ({ inferred, warn }: EntryView): boolean =>
  inferred.length === 0 && warn.every((code) => code === 'non_workday')

/**
 * In the group a receipt hides one person's hours. Those that he typed he knows; those that the bot filled in are shown
 * to him in private, marked: every guess stands on a receipt (moments.md §1).
 */
const guessedOfOne = <E extends EntryView>(events: readonly E[], ctx: MemberContext): E[] =>
  isGroup(ctx) ? events.filter(hidesGuess) : []

/** Receipts of what is for its author alone: talks each by themselves, the rest on one card. */
async function privateReceipts(recorded: readonly Recorded[], ctx: MemberContext): Promise<DirectMessage[]> {
  const own = recorded.filter(({ entry }) => isForPrivate(entry))
  const talks = own.filter(({ entry }) => entry.kind === 'talk')
  const others = own.flatMap(({ entry }) => (entry.kind === 'talk' ? [] : [entry]))
  return [...talks.map((talk) => talkReceipt(talk, ctx)), ...(await eventReceipts(others, false, ctx))]
}

async function eventReceipts(
  entries: readonly EntryView[],
  inGroup: boolean,
  ctx: MemberContext,
): Promise<DirectMessage[]> {
  if (entries.length === 0) return []
  const content = asContent(await eventReceipt(entries, inGroup, ctx))
  return [{ memberId: ctx.member.id, content, entryIds: entries.map(({ id }) => id) }]
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
    typedInGroup: isGroup(ctx) ? fateOfContent(meaning) : undefined,
    closedPlan: entry.closedPlan?.number,
    canUndo: true,
  })
}

/** What a group must not keep is not recorded (src/language/records/talk.ts); a mere theme is, sealed. */
function fateOfContent(meaning: RecordMeaning): 'saved' | 'not-saved' | undefined {
  if (meaning.type !== 'talk') return undefined
  if (meaning.privacy === 'content_in_group') return 'not-saved'
  return Object.values(contentOf(meaning)).some((words) => words !== undefined && words !== '') ? 'saved' : undefined
}

function contentOf({ occasion, topic, problem, place, note, followup }: TalkMeaning): TalkContent {
  return { occasion, topic, problem, place, note, followup: followup?.what }
}

/** A request to recall what a group must not keep, and a line to a talk's other people. */
function aroundEntry({ meaning, entry }: Recorded, ctx: MemberContext): DirectMessage[] {
  return [...recallRequest(meaning, ctx), ...(entry.kind === 'talk' ? tellTalkPeople(entry, '记了', ctx) : [])]
}

/** Reported dues wait for the dues officer. */
async function asking(recorded: readonly Recorded[], ctx: MemberContext): Promise<DirectMessage[]> {
  const messages: DirectMessage[] = []
  for (const { entry } of recorded) messages.push(...(await askToConfirm(entry, ctx)))
  return messages
}
