import type { DisputeMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { entriesOfNewestDigest } from '../src/ledger/digest-replies.js'
import { canSee } from '../src/ledger/permissions.js'
import type { LedgerEntryView } from '../src/ledger/to-views.js'
import { isGroup, type MemberContext } from './context.js'
import { askWhich } from './shared/ask-which.js'
import { disputeRefusal, openDisputeForm } from './shared/dispute-form.js'
import { canDispute, raiseDispute } from './shared/disputes.js'
import { type Found, findTarget, foundAmong } from './shared/find-target.js'
import { isForPrivate } from './shared/private-kinds.js'
import { holdsSecret, SECRET_REFUSED } from './shared/secret.js'

const WITHOUT_NUMBER = '是哪一条？请带上编号，如：有出入 2026-学-014 时间应该是周三'

/** 有出入, typed: by number, or as a reply. The words go to those who judge them, never to a group. */
export async function dispute(meaning: DisputeMeaning, ctx: MemberContext): Promise<Reply> {
  const { text } = meaning
  if (text !== undefined && holdsSecret({ text })) return { ...textReply(SECRET_REFUSED), wipe: true }
  const found = await disputed(meaning, ctx)
  if (found.outcome === 'none') return textReply(found.text)
  if (found.outcome === 'several') return askWhich(found.entries, { verb: '有出入' }, ctx)
  const { entry } = found
  const refused = disputeRefusal(entry, ctx)
  if (refused !== undefined) return textReply(isGroup(ctx) && isForPrivate(entry) ? '这一条不能这样提' : refused)
  return text === undefined ? formReply(entry, ctx) : raised(entry, text, ctx)
}

async function disputed({ number, digest }: DisputeMeaning, ctx: MemberContext): Promise<Found> {
  const found = digest ? await inDigest(ctx) : await named(number, ctx)
  if (found.outcome !== 'several') return found
  // Of a week or of several on one receipt only those that he may speak about are asked for: no talk of others'.
  const his = found.entries.filter((entry) => canDispute(ctx.member, entry))
  return his.length === 0 ? found : foundAmong(his, WITHOUT_NUMBER)
}

/** Never one's own newest entry: what seems wrong is another's. */
const named = async (number: string | undefined, ctx: MemberContext): Promise<Found> =>
  number !== undefined || ctx.quotedIds !== undefined
    ? findTarget(number === undefined ? { quoted: {} } : { number }, '有出入', ctx)
    : foundAmong([], WITHOUT_NUMBER)

/** 周报有出入: where a reply does not tell what it replies to. */
async function inDigest({ branch, member }: MemberContext): Promise<Found> {
  const told = await entriesOfNewestDigest(branch.id)
  const seen = told.filter((entry) => canSee(member, entry))
  return foundAmong(seen, '最近的周报里没有能对上的记录。请带上编号，如：有出入 2026-学-014 时间应该是周三')
}

async function raised(entry: LedgerEntryView, text: string, ctx: MemberContext): Promise<Reply> {
  const direct = await raiseDispute(entry, text, ctx)
  const said = textReply('收到，已私下转告；记录还没有改，处理结果会私聊你')
  if (!isGroup(ctx) || !isForPrivate(entry)) return { ...said, direct }
  const recall = { type: 'text', text: '这类内容请不要留在群里：请长按撤回群里那条。' } as const
  return { ...said, direct: [...direct, { memberId: ctx.member.id, content: recall }] }
}

async function formReply(entry: LedgerEntryView, ctx: MemberContext): Promise<Reply> {
  const form = await openDisputeForm(entry, ctx)
  if (typeof form === 'string') return textReply(form)
  if (!isGroup(ctx)) return { chat: form.content, draftId: form.draftId }
  return { ...textReply('已私聊你，请写一句哪里不对'), direct: [form] }
}
