import { machineNow, toDate } from '../core/clock.js'
import { UserError } from '../core/errors.js'
import type { PartialRecord } from '../core/meaning.js'
import type { Vault } from '../core/seal.js'
import { currentBranchId } from '../models/branch-scope.js'
import { Draft, type DraftRow } from '../models/draft.js'
import { newId, sealedOf } from '../models/fields.js'
import { dropAbsent } from './to-views.js'

/** A card can be updated for 14 days (facts/feishu.md §3.1); a form that can't be answered needs no draft. */
const LIFETIME_MS = 14 * 86_400_000

/** What the form of a draft is drawn from. Sealed as a whole: also the question may repeat what a talk was about. */
interface DraftContent {
  readonly partial: PartialRecord
  readonly question?: string
  /** The doubtful or missing fields, by SCHEMA name. */
  readonly fields: readonly string[]
  /** What was wrong with the last submit, by form field name. */
  readonly errors: Readonly<Record<string, string>>
  /** The entry that the form changes, instead of recording a new one. */
  readonly editOf?: string
  /** The entry about which the form asks what is wrong with it. */
  readonly disputeOf?: string
  /** The period (`2026-03`, `2026-Q1`, `2026`) about whose missing duties the form asks why. */
  readonly excuseOf?: string
  /** A change that waits until its author says which of several entries it means. */
  readonly pending?: PendingEdit
}

/** A typed change, by SCHEMA names, and the entries that it may mean. */
export interface PendingEdit {
  readonly set?: Readonly<Record<string, unknown>>
  readonly add?: Readonly<Record<string, unknown>>
  readonly entryIds: readonly string[]
}

export interface DraftView extends DraftContent {
  readonly id: string
  readonly authorId: string
  readonly chatId: string
  /** Asked in private; its answers must not reach the group. */
  readonly private: boolean
  /** False once recorded or dropped: its content is wiped, `partial` holds only a type that means nothing. */
  readonly open: boolean
  /** Of a closed one: whether it made entries or changed one; left out: it came to none. */
  readonly became?: 'recorded' | 'changed'
  readonly entryIds?: readonly string[]
  readonly revision: number
  /** The message that it came of; undefined where a tap opened the form. */
  readonly messageId?: string
  /** Civil epoch ms. */
  readonly createdAt: number
}

export interface NewDraft
  extends Pick<
    DraftView,
    'authorId' | 'chatId' | 'private' | 'partial' | 'editOf' | 'disputeOf' | 'excuseOf' | 'pending'
  > {
  readonly question?: string
  readonly fields?: readonly string[]
  /** The message that it came of: recalled, nothing of it is kept. */
  readonly messageId?: string
}

let vault: Vault | undefined

/** Sets the vault for drafts: `createVault(keys, 'draft')`, once at start. */
export function configureDraftVault(next: Vault): void {
  vault = next
}

function draftVault(): Vault {
  if (!vault) throw new Error('configureDraftVault() was not called')
  return vault
}

const contextOf = (id: string): string => `draft|${currentBranchId()}|${id}`
const sealContent = (id: string, content: DraftContent) => draftVault().seal(JSON.stringify(content), contextOf(id))

/** Keeps what was understood until its form comes back; gone after 14 days by the machine's clock. */
export async function saveDraft(draft: NewDraft, now: number): Promise<DraftView> {
  const { authorId, chatId, private: isPrivate, partial, question, fields = [], messageId, ...sort } = draft
  const { editOf, disputeOf, excuseOf, pending } = sort
  const id = newId()
  const content: DraftContent = { partial, question, fields, errors: {}, editOf, disputeOf, excuseOf, pending }
  const row = new Draft({
    _id: id,
    branchId: currentBranchId(),
    authorId,
    chatId,
    private: isPrivate,
    ...(messageId ? { messageId } : {}),
    sealed: sealContent(id, content),
    createdAt: now,
    expireAt: toDate(machineNow() + LIFETIME_MS),
  })
  await row.save()
  return toDraftView(row.toObject())
}

/** The draft with this id; undefined when there never was one or its 14 days are over. */
export async function findDraft(id: string): Promise<DraftView | undefined> {
  const row = await liveRow(id)
  return row && toDraftView(row)
}

/**
 * The author's newest open draft whose form he has before him in this chat and that was asked before the moment: one
 * that was typed here, and in his private chat every private one, wherever the sentence was typed (`everyForm`: all of
 * his forms stand there). `typedHere`: also one whose sentence was typed here and whose form went to him in private.
 */
export async function findOpenDraftOf(
  authorId: string,
  chat: {
    readonly id: string
    readonly type: 'group' | 'p2p'
    readonly everyForm?: boolean
    readonly typedHere?: boolean
  },
  beforeMs: number,
): Promise<DraftView | undefined> {
  const rows = await Draft.find({ authorId, closed: false, createdAt: { $lt: beforeMs } })
    .sort({ createdAt: -1 })
    .lean<DraftRow[]>()
  const row = rows.find(
    (one) =>
      isLive(one) &&
      (chat.type === 'p2p'
        ? one.private || chat.everyForm === true
        : one.chatId === chat.id && (chat.typedHere === true || !one.private)),
  )
  return row && toDraftView(row)
}

/** Notes a refused submit: what is understood now and what was wrong, with `revision` one higher. UserError `draft_closed`. */
export async function bumpDraft(
  id: string,
  partial: PartialRecord,
  errors: Readonly<Record<string, string>>,
): Promise<DraftView> {
  const draft = await findDraft(id)
  if (!draft?.open) throw closedError()
  const { question, fields, editOf, disputeOf, excuseOf, pending } = draft
  const content: DraftContent = { partial, question, fields, errors, editOf, disputeOf, excuseOf, pending }
  const row = await Draft.findOneAndUpdate(
    { _id: id, closed: false, revision: draft.revision },
    { $set: { sealed: sealContent(id, content) }, $inc: { revision: 1 } },
    { returnDocument: 'after' },
  ).lean<DraftRow>()
  if (!row) throw closedError()
  return toDraftView(row)
}

/** Closes a draft and wipes what it held. True for the one call that closed it: only that one may record. */
export async function closeDraft(id: string): Promise<boolean> {
  const { modifiedCount } = await Draft.updateOne(
    { _id: id, closed: false },
    { $set: { closed: true }, $unset: { sealed: 1 } },
  )
  return modifiedCount === 1
}

/** Notes of a draft that was closed what it came to, so that its form can say so when it is opened again. */
export async function noteOutcome(
  id: string,
  became: 'recorded' | 'changed',
  entryIds: readonly string[],
): Promise<void> {
  await Draft.updateOne({ _id: id, closed: true }, { $set: { became, entryIds: [...entryIds] } })
}

/** Open drafts that came of this message. */
export async function findDraftsOfMessage(messageId: string): Promise<DraftView[]> {
  const rows = await Draft.find({ messageId, closed: false }).lean<DraftRow[]>()
  return rows.filter(isLive).map(toDraftView)
}

const closedError = () => new UserError('draft_closed', '这张卡片已处理过，请重新发一句')

async function liveRow(id: string): Promise<DraftRow | undefined> {
  const row = await Draft.findOne({ _id: id }).lean<DraftRow>()
  return row && isLive(row) ? row : undefined
}

/** MongoDB's own deletion comes round once a minute. */
const isLive = (row: DraftRow): boolean => row.expireAt.getTime() > machineNow()

function toDraftView(row: DraftRow): DraftView {
  const content: DraftContent = row.sealed
    ? JSON.parse(draftVault().open(sealedOf(row.sealed), contextOf(row._id)).toString('utf8'))
    : { partial: { type: 'training' }, fields: [], errors: {} }
  return dropAbsent({
    ...content,
    id: row._id,
    authorId: row.authorId,
    chatId: row.chatId,
    private: row.private,
    open: !row.closed,
    became: row.became,
    entryIds: row.entryIds,
    revision: row.revision,
    messageId: row.messageId,
    createdAt: row.createdAt,
  })
}
