import type { EditMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { closeDraft, findOpenDraftOf } from '../src/ledger/drafts.js'
import type { LedgerEntryView } from '../src/ledger/to-views.js'
import { isGroup, type MemberContext } from './context.js'
import { askWhichToChange, type TypedChange } from './shared/ask-which.js'
import { answerChange, changeAs } from './shared/change-entry.js'
import { closeByWords } from './shared/close-by-words.js'
import { openEditForm } from './shared/edit-form.js'
import { findTarget } from './shared/find-target.js'
import { applyPending, changeMeant } from './shared/pending-edit.js'

/**
 * 更正: changes the entry that is meant, and asks where several could be. With nothing to set, as 改 2026-学-014, it opens
 * the entry's form in private.
 */
export async function edit({ target, set, add, item }: EditMeaning, ctx: MemberContext): Promise<Reply> {
  const change: TypedChange = { set, add }
  const closedOn = dayOfClosing(change)
  if (closedOn !== undefined && typeof target === 'object' && 'find' in target && ctx.quotedIds === undefined) {
    const closed = await closeByWords(target.find, closedOn, ctx)
    if (closed) return closed
  }
  const found = await findTarget(target, '更正', ctx)
  if (found.outcome === 'none') return textReply(add?.progress === undefined ? found.text : NO_PROMISE)
  if (found.outcome === 'several') {
    return isEmpty(change)
      ? textReply(`有${found.entries.length}条对得上，请带上编号，如：改 ${found.entries[0]?.number}`)
      : askWhichToChange(found.entries, change, ctx)
  }
  const meant = changeMeant(found.entry, change, ctx, item)
  if (typeof meant === 'string') return textReply(meant)
  if (!isEmpty(meant)) return answerChange(await changeAs(found.entry, meant, ctx), ctx)
  return (await answerToQuestion(found.entry, ctx)) ?? formReply(found.entry, ctx)
}

/** 客房部那张整改单闭环了: a change that is nothing but the day on which something was done. */
function dayOfClosing({ set = {}, add = {} }: TypedChange): string | undefined {
  const only = Object.keys(set).length === 1 && Object.keys(add).length === 0
  return only && typeof set.closed_on === 'string' ? set.closed_on : undefined
}

/** A note on how a promise is getting on, of one that nobody wrote down. */
const NO_PROMISE = '没有找到今年对得上的承诺。先记一条，如：书记项目：做好品质会堂；再发：书记项目进展：已完成方案'

const isEmpty = ({ set = {}, add = {} }: TypedChange): boolean =>
  Object.keys(set).length === 0 && Object.keys(add).length === 0

/** 改 2026-学-014, typed where the question 是哪一条 stands: the answer to it, as its button. */
async function answerToQuestion(entry: LedgerEntryView, ctx: MemberContext): Promise<Reply | undefined> {
  const draft = await findOpenDraftOf(ctx.member.id, { ...ctx.chat, everyForm: !isGroup(ctx) }, ctx.sentAt)
  if (!draft?.pending?.entryIds.includes(entry.id)) return undefined
  const changing = await applyPending(draft, entry, ctx)
  if (changing.outcome !== 'invalid') await closeDraft(draft.id)
  return answerChange(changing, ctx)
}

async function formReply(entry: LedgerEntryView, ctx: MemberContext): Promise<Reply> {
  const form = await openEditForm(entry, ctx)
  if (typeof form === 'string') return textReply(form)
  if (!isGroup(ctx)) return { chat: form.content, draftId: form.draftId }
  return { ...textReply('表已私聊你，改好点「保存」'), direct: [form] }
}
