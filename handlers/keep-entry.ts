import { recalledKeptCard } from '../cards/recalled-card.js'
import type { ActionOf } from '../src/core/action.js'
import type { KeepEntryMeaning } from '../src/core/meaning.js'
import { noticeReply, type Reply, textReply } from '../src/core/reply.js'
import { findEntry } from '../src/ledger/entries.js'
import { canSee } from '../src/ledger/permissions.js'
import type { MemberContext } from './context.js'

/** 保留, after the message behind an entry was recalled: nothing happens to it. */
export async function actionKeepEntry({ entryId }: ActionOf<'keep-entry'>, ctx: MemberContext): Promise<Reply> {
  const entry = await findEntry(entryId)
  if (!entry || !canSee(ctx.member, entry)) return noticeReply('warning', '没有找到这条记录')
  return {
    notice: { tone: 'info', text: '好的，保留' },
    updates: [{ messageId: ctx.messageId, card: recalledKeptCard([entry], ctx.today) }],
  }
}

/** 保留 2026-学-014, typed: the same; there is nothing to look up. */
export async function keepEntry(_meaning: KeepEntryMeaning, _ctx: MemberContext): Promise<Reply> {
  return textReply('好的，保留')
}
