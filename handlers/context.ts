import type { BranchView, MemberView } from '../src/core/views.js'
import type { EvidenceFile } from '../src/ledger/evidence.js'

/** Everything a handler knows about who spoke or tapped, where and when. It runs in the branch's scope and a transaction. */
export interface HandlerContext {
  readonly branch: BranchView
  /** Undefined: a guest, someone who isn't in the branch's roster. */
  readonly member?: MemberView
  /** He is in other branches too: what he reads in private names this one. */
  readonly inSeveral?: boolean
  readonly chat: { readonly id: string; readonly type: 'group' | 'p2p' }
  /** Civil epoch ms of the message or tap. */
  readonly sentAt: number
  /** Civil epoch ms at which it is carried out: when it is written down. */
  readonly now: number
  /** The day of `sentAt` in the branch's time zone. */
  readonly today: string
  /** Of the message, or of the card tapped. */
  readonly messageId: string
  /** Of the sentence that a form completes: the entry is that sentence's, for replies to it and its recall. */
  readonly sentenceId?: string
  /** He looks at a form page, which nobody else sees. */
  readonly onPage?: true
  /** A picture or file that came with the words: it proves what they record. */
  readonly file?: EvidenceFile
  /** Why what came with the words could not be taken; to be said beside the answer to the words. */
  readonly fileRefusal?: string
  /** A group can't have a form here: its author has it in private (Platform.formsInGroups). */
  readonly formsGoPrivate?: boolean
  /**
   * The message is a reply: entries whose receipt or whose original sentence it replies to. Empty: to something else.
   * Undefined: no reply, or its own words name an entry.
   */
  readonly quotedIds?: readonly string[]
  /** A reply to a receipt is recognised here (Platform.knowsReplies). */
  readonly knowsReplies?: boolean
  /** Everybody the ledger knows, those who left included. */
  readonly roster: readonly MemberView[]
}

/** The context of a member: only members write or read (moments.md §2). */
export type MemberContext = HandlerContext & { readonly member: MemberView }

export const isGroup = (ctx: HandlerContext): boolean => ctx.chat.type === 'group'

export const isMemberContext = (ctx: HandlerContext): ctx is MemberContext => ctx.member !== undefined

/** Names of those in the branch today, to choose from. */
export const currentNames = ({ roster }: HandlerContext): string[] =>
  roster.filter(({ leftOn }) => leftOn === undefined).map(({ name }) => name)
