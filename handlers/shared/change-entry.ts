import { changeTexts } from '../../cards/shared/change-lines.js'
import { entryHead, hiddenFields } from '../../cards/shared/entry-lines.js'
import { UserError } from '../../src/core/errors.js'
import { type CardUpdate, type DirectMessage, type Reply, textReply } from '../../src/core/reply.js'
import type { ChangeView } from '../../src/core/views.js'
import { editEntry } from '../../src/ledger/edit-entry/index.js'
import { canClose, canEdit, canNoteProgress } from '../../src/ledger/permissions.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import { isGroup, type MemberContext } from '../context.js'
import { sumsFor, sumTexts } from './amounts-change.js'
import type { TypedChange } from './ask-which.js'
import { settleAll } from './disputes.js'
import { isForPrivate } from './private-kinds.js'
import { receiptUpdates } from './receipt-updates.js'
import { tellTalkPeople } from './talk-people.js'

/** What became of the wish to change an entry. */
export type Changing =
  | { readonly outcome: 'refused'; readonly text: string }
  /** It can't be so; `code` as the ledger says it. */
  | { readonly outcome: 'invalid'; readonly text: string; readonly code: string }
  | { readonly outcome: 'same'; readonly entry: LedgerEntryView }
  | {
      readonly outcome: 'changed'
      readonly entry: LedgerEntryView
      readonly fields: ChangeView['fields']
      /** Whose sum went from what to what, for who changed it. */
      readonly sums: readonly string[]
      readonly updates: readonly CardUpdate[]
      readonly direct: readonly DirectMessage[]
    }

/** Changes the entry if this member may; its receipts are drawn anew, and nothing changes silently (moments.md §3). */
export async function changeAs(found: LedgerEntryView, change: TypedChange, ctx: MemberContext): Promise<Changing> {
  const refused = editRefusal(found, ctx, change)
  if (refused !== undefined) return { outcome: 'refused', text: refused }
  const by = { byMemberId: ctx.member.id, now: ctx.sentAt }
  const sums = await sumsFor(found, ctx.member)
  // The ledger judges a change before it writes anything, so a refusal leaves nothing half done.
  const edited = await editEntry(found.id, change, by).catch((error: unknown) => {
    if (error instanceof UserError) return error
    throw error
  })
  if (edited instanceof UserError) return { outcome: 'invalid', text: edited.userMessage, code: edited.code }
  const { entry, before, changed } = edited
  if (changed.fields.length === 0) return { outcome: 'same', entry }
  const settled = await settleAll(entry, 'changed', ctx, changeTexts(changed.fields).join('；'))
  return {
    outcome: 'changed',
    entry,
    fields: changed.fields,
    sums: sumTexts(sums, await sumsFor(entry, ctx.member)),
    updates: [...(await receiptUpdates(entry, ctx)), ...settled.updates],
    direct: [...tellOfChange(entry, before, changed.fields, ctx), ...settled.direct],
  }
}

/** Why this member may not change this entry; undefined when he may. Whoever may close an item may note that it is closed. */
export function editRefusal(entry: LedgerEntryView, ctx: MemberContext, change: TypedChange = {}): string | undefined {
  const { member } = ctx
  const hush = isGroup(ctx) && isForPrivate(entry)
  if (entry.voided) return hush ? '这一条已撤销，不能再改' : `${entry.number} 已撤销，不能再改；要记请重新发一句`
  if (canEdit(member, entry)) return undefined
  const fields = [...Object.keys(change.set ?? {}), ...Object.keys(change.add ?? {})]
  if (fields.length > 0 && fields.every((field) => field === 'progress') && canNoteProgress(member, entry))
    return undefined
  if (fields.length > 0 && fields.every((field) => field === 'closed_on') && canClose(member, entry)) return undefined
  if (hush) return '这一条你不能改'
  if (entry.kind === 'talk') return '谈话记录只有记录人和谈话双方可以改'
  return `这一条由${entry.author}记录，只有记录人、书记和管台账的同志可以改；有误请发：有出入 ${entry.number} 加一句说明`
}

/** Says in the chat what became of a typed change. What a group must not read goes to who typed it. */
export function answerChange(changing: Changing, ctx: MemberContext): Reply {
  switch (changing.outcome) {
    case 'refused':
      return textReply(changing.text)
    case 'invalid': {
      const why = changing.text.replace(/。$/u, '')
      return aside('这条没改，原因已私聊你', `${why}。也可以点回执上的「改一下」逐项改。`, ctx)
    }
    case 'same':
      return isGroup(ctx) && isForPrivate(changing.entry)
        ? textReply('没有改动')
        : textReply(`${changing.entry.number} 没有改动，已经是这样`)
    case 'changed': {
      const { entry, fields, sums, updates, direct } = changing
      const whole = `${entry.number} 已改：${[...changeTexts(fields), ...sums].join('；')}`
      if (!isGroup(ctx)) return { ...textReply(whole), updates, direct }
      const own = { memberId: ctx.member.id, content: { type: 'text', text: whole } } as const
      if (isForPrivate(entry)) return { ...textReply('已改，其余已私聊你'), updates, direct: [own, ...direct] }
      const open = `${entry.number} 已改：${changeTexts(fields, { inGroup: true, hidden: hiddenFields(entry, true) }).join('；')}`
      return open === whole
        ? { ...textReply(open), updates, direct }
        : { ...textReply(`${open}（其余已私聊你）`), updates, direct: [own, ...direct] }
    }
  }
}

function aside(inGroup: string, text: string, ctx: MemberContext): Reply {
  if (!isGroup(ctx)) return textReply(text)
  return { ...textReply(inGroup), direct: [{ memberId: ctx.member.id, content: { type: 'text', text } }] }
}

/** The author and a talk's people are told, those of before as well, unless they did it themselves. */
function tellOfChange(
  entry: LedgerEntryView,
  before: LedgerEntryView,
  fields: ChangeView['fields'],
  ctx: MemberContext,
): DirectMessage[] {
  const what = changeTexts(fields).join('；')
  const people = entry.kind === 'talk' ? talkPeopleOfBoth(entry, before, what, ctx) : []
  const told = new Set([ctx.member.id, ...people.map(({ memberId }) => memberId)])
  if (told.has(entry.authorId)) return people
  const text = `${ctx.member.name}改了你记的 ${entry.number} ${entryHead(entry)}：${what}`
  return [...people, { memberId: entry.authorId, content: { type: 'text', text } }]
}

function talkPeopleOfBoth(
  entry: LedgerEntryView,
  before: LedgerEntryView,
  what: string,
  ctx: MemberContext,
): DirectMessage[] {
  const now = tellTalkPeople(entry, '改了', ctx, what)
  const known = new Set(now.map(({ memberId }) => memberId))
  // Who is no longer in it only learns that: the rest is the others' now.
  const gone = tellTalkPeople(before, '改了', ctx, '已与你无关').filter(({ memberId }) => !known.has(memberId))
  return [...now, ...gone]
}
