import { askBackSettledCard } from '../../cards/ask-back-settled-card.js'
import { receiptCard } from '../../cards/receipt-card.js'
import { type EntryAside, hidesGuess } from '../../cards/shared/entry-lines.js'
import type { TalkReader } from '../../cards/shared/talk-blocks.js'
import type { Card } from '../../src/core/card.js'
import { typeOfKind } from '../../src/core/entry.js'
import type { RecordMeaning, RecordType, TalkMeaning } from '../../src/core/meaning.js'
import type { Content } from '../../src/core/platform.js'
import type { DirectMessage, Reply } from '../../src/core/reply.js'
import type { EntryView, MemberView, TalkContent } from '../../src/core/views.js'
import { canVoid, isOneOfTheTwo } from '../../src/ledger/permissions.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import { isGroup, type MemberContext } from '../context.js'
import { asidesFor } from './asides.js'
import { askToConfirm } from './confirm-dues.js'
import { groupLine } from './group-line.js'
import { isForPrivate } from './private-kinds.js'
import { recallRequest } from './recall.js'
import type { Recorded } from './record.js'
import { tellTalkPeople } from './talk-people.js'
import { untoldLine } from './untold-line.js'

/**
 * Answers a message that was recorded: one receipt for everybody, and one in private for what is not for a group. What
 * was typed in the group about one person's own hours, which the bot filled in, is answered in private only: the
 * group's receipt could show him neither the guess nor its mark, and a second one would cost a second call.
 */
export async function receiptReply(recorded: readonly Recorded[], ctx: MemberContext): Promise<Reply> {
  const around = [...(await asking(recorded, ctx)), ...recorded.flatMap((one) => aroundEntry(one, ctx))]
  if (!isGroup(ctx)) {
    const card = await privateReceipt(recorded, ctx)
    const routine = recorded.every(({ entry }) => !isForPrivate(entry) && isRoutine(entry))
    return { chat: asContent(card), entryIds: idsOf(recorded), direct: around, routine }
  }
  const open = recorded.filter(({ entry }) => !isForPrivate(entry)).map(({ entry }) => entry)
  const guessed = guessedOfOne(open, ctx)
  const direct = [...(await guessReceipts(guessed, ctx)), ...around]
  const forPrivate = recorded.filter(({ entry }) => isForPrivate(entry))
  const own = forPrivate.length === 0 ? [] : [toSpeaker(await privateReceipt(forPrivate, ctx), forPrivate, ctx)]
  if (open.length > guessed.length) {
    return {
      chat: asContent(await eventReceipt(open, true, ctx)),
      entryIds: open.map(({ id }) => id),
      direct: [...own, ...direct],
      routine: own.length === 0 && open.every(isRoutine),
    }
  }
  if (own.length === 0) return { direct }
  const text = groupLine(forPrivate.map(({ entry }) => entry))
  return { chat: { type: 'text', text }, direct: [...own, ...direct] }
}

/** Answers a form that was recorded: the form card becomes the receipt of everything that the form told of. */
export async function formReceiptReply(all: readonly Recorded[], ctx: MemberContext): Promise<Reply> {
  const [first] = all
  if (!first) return {}
  const { entry } = first
  const aside = isGroup(ctx) && isForPrivate(entry)
  const own = aside || !isGroup(ctx) ? await privateReceipt(all, ctx) : undefined
  const card = aside ? settledCardOf(entry) : (own ?? (await eventReceipt([entry], true, ctx)))
  return {
    notice: { tone: 'success', text: entry.kind === 'talk' ? '已记' : `已记 ${entry.number}` },
    updates: [{ messageId: ctx.messageId, card, entryIds: aside ? [] : idsOf(all) }],
    direct: [
      ...(aside && own ? [toSpeaker(own, all, ctx)] : []),
      ...(await guessReceipts(guessedOfOne([entry], ctx), ctx)),
      ...(await asking(all, ctx)),
      ...all.flatMap((one) => aroundEntry(one, ctx)),
    ],
  }
}

/**
 * The receipt of entries that the group may read, as the group or their author sees it; `reader` left out: the one who
 * speaks. In a group it says nothing of money but sums.
 */
export async function eventReceipt(
  entries: readonly LedgerEntryView[],
  inGroup: boolean,
  ctx: MemberContext,
  reader = ctx.member,
): Promise<Card> {
  return cardOf(entries, inGroup, await asidesFor(entries, inGroup ? undefined : reader), ctx)
}

/**
 * The receipt of any entries as this reader may have it, always in private; of a talk without what was said in it: that
 * is nobody's to read without being noted down.
 */
export async function receiptFor(
  reader: MemberView,
  entries: readonly LedgerEntryView[],
  ctx: MemberContext,
): Promise<Card> {
  const talks = new Map(
    entries
      .filter(({ kind }) => kind === 'talk')
      .map((talk) => [talk.id, { readerIsNamed: isOneOfTheTwo(reader, talk), canUndo: canVoid(reader, talk) }]),
  )
  return cardOf(entries, false, await asidesFor(entries, reader), ctx, talks)
}

/** What a form in the group becomes when its record turned out to be for its people alone. */
export const settledCardOf = ({ kind }: EntryView): Card =>
  askBackSettledCard({ outcome: 'recorded', type: typeOfKind(kind) as RecordType })

/** What a private receipt calls the branch: nothing, for a person who is only in this one. */
export const branchNameFor = (ctx: MemberContext): string | undefined =>
  ctx.inSeveral === true ? ctx.branch.name : undefined

function cardOf(
  entries: readonly LedgerEntryView[],
  inGroup: boolean,
  asides: ReadonlyMap<string, EntryAside>,
  ctx: MemberContext,
  talks?: ReadonlyMap<string, TalkReader>,
): Card {
  return receiptCard(entries, {
    inGroup,
    timezone: ctx.branch.timezone,
    today: ctx.today,
    branchName: inGroup ? undefined : branchNameFor(ctx),
    canReply: ctx.knowsReplies,
    asides,
    talks,
    untold: inGroup ? undefined : untoldLine(entries, ctx),
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

async function guessReceipts(entries: readonly LedgerEntryView[], ctx: MemberContext): Promise<DirectMessage[]> {
  if (entries.length === 0) return []
  const content = asContent(await eventReceipt(entries, false, ctx))
  return [{ memberId: ctx.member.id, content, entryIds: entries.map(({ id }) => id) }]
}

/** One receipt for their author, whatever was told in the message (SCHEMA: several entries, one receipt). */
async function privateReceipt(recorded: readonly Recorded[], ctx: MemberContext): Promise<Card> {
  const entries = recorded.map(({ entry }) => entry)
  const talks = new Map(
    recorded.filter(({ entry }) => entry.kind === 'talk').map((talk) => [talk.entry.id, talkReader(talk, ctx)]),
  )
  return cardOf(entries, false, await asidesFor(entries, ctx.member), ctx, talks)
}

const idsOf = (recorded: readonly Recorded[]): string[] => recorded.map(({ entry }) => entry.id)

const toSpeaker = (card: Card, recorded: readonly Recorded[], ctx: MemberContext): DirectMessage => ({
  memberId: ctx.member.id,
  content: asContent(card),
  entryIds: idsOf(recorded),
})

function talkReader({ meaning, entry }: Recorded, ctx: MemberContext): TalkReader {
  const readerIsNamed = isOneOfTheTwo(ctx.member, entry)
  return {
    readerIsNamed,
    // What he just typed himself, not a read of sealed content.
    content: meaning.type === 'talk' && readerIsNamed ? contentOf(meaning) : undefined,
    typedInGroup: isGroup(ctx) ? fateOfContent(meaning) : undefined,
    canUndo: true,
  }
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
