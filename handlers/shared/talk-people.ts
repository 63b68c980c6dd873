import { monthDay } from '../../cards/shared/entry-text.js'
import type { DirectMessage } from '../../src/core/reply.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'

/**
 * One private line to each of the talk's people who didn't do this himself; `verb` as in 「陈立记了与你3月17日的谈心谈话」.
 * Never content.
 */
export function tellTalkPeople(entry: LedgerEntryView, verb: '记了' | '撤销了', ctx: MemberContext): DirectMessage[] {
  const { member } = ctx
  const what = `${monthDay(entry.date)}的${entry.subkind ?? '谈心谈话'}${verb === '撤销了' ? '记录' : ''}`
  const line = (memberId: string | undefined, other: { id?: string; name?: string }): DirectMessage[] => {
    if (memberId === undefined || memberId === member.id) return []
    const pair = other.id === member.id ? '与你' : `你与${other.name}`
    return [{ memberId, content: { type: 'text', text: `${member.name}${verb}${pair}${what}` } }]
  }
  return [
    ...line(entry.talkerId, { id: entry.partnerId, name: entry.partner }),
    ...line(entry.partnerId, { id: entry.talkerId, name: entry.talker }),
  ]
}
