import { attachedCard } from '../cards/attached-card.js'
import { entryHead } from '../cards/shared/entry-lines.js'
import type { ActionOf } from '../src/core/action.js'
import type { AttachFileMeaning } from '../src/core/meaning.js'
import { noticeReply, type Reply, textReply } from '../src/core/reply.js'
import { findEntry, findEntryByNumber } from '../src/ledger/entries.js'
import { attachEvidence, type EvidenceFile, entriesForPicture, evidenceOf } from '../src/ledger/evidence.js'
import { keepPendingFile, takePendingFile } from '../src/ledger/pending-files.js'
import { canEdit, canSee } from '../src/ledger/permissions.js'
import type { LedgerEntryView } from '../src/ledger/to-views.js'
import type { MemberContext } from './context.js'
import { askWhich } from './shared/ask-which.js'
import { receiptUpdates } from './shared/receipt-updates.js'

/** Said where a picture fits nothing; nothing of it is kept. */
export const NO_ENTRY_FOR_FILE = '这份材料要附到哪条？请先记一句，十分钟内再发；或回复那条的回执发给我。'
const NO_TALK = '谈话记录不收图片和文件，免得内容外传。'
const GONE = '没有等着附的材料，请再发一次图片或文件。'

/** A picture or file by itself: it belongs to what it replies to, or to what its author told just before. */
export async function handleFile(file: EvidenceFile, quoted: readonly string[], ctx: MemberContext): Promise<Reply> {
  const replied = (await Promise.all(quoted.map((id) => findEntry(id)))).filter((one) => one !== undefined)
  const fitting = quoted.length > 0 ? replied : await entriesForPicture(ctx.member.id, ctx.sentAt)
  const [only] = fitting
  if (only === undefined) return textReply(NO_ENTRY_FOR_FILE)
  if (fitting.length === 1) return attachTo(only, file, ctx)
  const fileId = await keepPendingFile(file, ctx.member.id, ctx.sentAt)
  return askWhich(fitting, { verb: '附到', fileId }, ctx)
}

/** 附到 on the question which entry is meant. */
export async function actionAttachFile(
  { fileId, entryId }: ActionOf<'attach-file'>,
  ctx: MemberContext,
): Promise<Reply> {
  const waiting = await takePendingFile(ctx.member.id, fileId)
  const entry = await findEntry(entryId)
  if (!waiting || !entry) return noticeReply('warning', GONE)
  const { chat, ...reply } = await attachTo(entry, waiting.file, ctx, waiting.id)
  return { ...reply, notice: { tone: 'success', text: chat?.type === 'text' ? chat.text : '已附上' } }
}

/** 附到 2026-学-014, typed: the file that came with these very words, else the author's newest that waits. */
export async function attachFile({ number }: AttachFileMeaning, ctx: MemberContext): Promise<Reply> {
  // Not the one that waits: another was meant.
  if (ctx.fileRefusal !== undefined) return textReply(ctx.fileRefusal)
  const waiting = ctx.file === undefined ? await takePendingFile(ctx.member.id) : undefined
  const file = ctx.file ?? waiting?.file
  if (!file) return textReply(GONE)
  const entry = await findEntryByNumber(number)
  if (!entry || !canSee(ctx.member, entry)) {
    await keepPendingFile(file, ctx.member.id, ctx.sentAt)
    return textReply(`没有找到编号 ${number}，请对照回执里的编号再发一次`)
  }
  return attachTo(entry, file, ctx, waiting?.id)
}

/** `questionId`: the file that waited for this answer; its question's card says what became of it, and loses its buttons. */
async function attachTo(
  entry: LedgerEntryView,
  file: EvidenceFile,
  ctx: MemberContext,
  questionId?: string,
): Promise<Reply> {
  if (entry.kind === 'talk' || entry.kind === 'analysis') return textReply(NO_TALK)
  if (!canEdit(ctx.member, entry))
    return textReply(`这一条由${entry.author}记录，只有记录人、书记和管台账的同志可以附材料`)
  const { alreadyThere } = await attachEvidence(entry.id, file, ctx.member, ctx.now)
  const evidence = await evidenceOf(entry.id)
  const head = entryHead(entry)
  const said = (what: string): string =>
    alreadyThere ? `这份材料已经附在 ${what}` : `已附到 ${what}（凭证${evidence.length}份）`
  const answered =
    questionId === undefined ? [] : [{ ofDraftId: questionId, card: attachedCard(said(entry.number), head) }]
  const updates = [...(await receiptUpdates({ ...entry, evidence }, ctx)), ...answered]
  return { ...textReply(said(`${entry.number} ${head}`)), updates }
}
