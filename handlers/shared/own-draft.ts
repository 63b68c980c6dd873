import { noticeReply, type Reply } from '../../src/core/reply.js'
import { type DraftView, findDraft } from '../../src/ledger/drafts.js'
import type { MemberContext } from '../context.js'
import { settledLine } from './settled-form.js'

/** What to tell whoever tapped; `settled`: his form, recorded or given up before. */
interface Refused {
  readonly refusal: Reply
  readonly settled?: DraftView
}

/** The open draft of this very person, or what to tell whoever tapped. */
export async function ownDraft(draftId: string, ctx: MemberContext): Promise<{ draft: DraftView } | Refused> {
  const draft = await findDraft(draftId)
  if (!draft) return { refusal: noticeReply('warning', '这张表已过期，请重新发一句') }
  if (draft.authorId !== ctx.member.id) return { refusal: noticeReply('warning', '这张表由发起的人来填') }
  if (!draft.open) return { refusal: noticeReply('info', await settledLine(draft, ctx)), settled: draft }
  return { draft }
}

/**
 * The draft whose form this very person sends, as of the revision that he saw; or what to tell him. `verb`: the form's
 * own button.
 */
export async function sentDraft(
  { draftId, revision }: { readonly draftId: string; readonly revision: number },
  verb: '提交' | '保存',
  ctx: MemberContext,
): Promise<{ draft: DraftView } | Refused> {
  const found = await ownDraft(draftId, ctx)
  if ('refusal' in found || found.draft.revision === revision) return found
  return { refusal: noticeReply('info', `这张表已更新，请在最新的一张上${verb}`) }
}
