import { monthDay } from '../../cards/shared/entry-text.js'
import { talkToldCard } from '../../cards/talk-told-card.js'
import type { Content } from '../../src/core/platform.js'
import type { DirectMessage } from '../../src/core/reply.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'

/**
 * One private line to each of the talk's people who didn't do this himself; `verb` as in 「陈立记了与你3月17日的谈心谈话」,
 * with 有出入 beside a new one (moments.md §4). Never content. `what`: of a change, what was changed.
 */
export function tellTalkPeople(
  entry: LedgerEntryView,
  verb: '记了' | '改了' | '撤销了',
  ctx: MemberContext,
  what = '',
): DirectMessage[] {
  const { member } = ctx
  const of = `${monthDay(entry.date)}的${entry.subkind ?? '谈心谈话'}${verb === '记了' ? '' : '记录'}`
  const contentOf = (text: string): Content =>
    verb === '记了' ? { type: 'card', card: talkToldCard(text, entry) } : { type: 'text', text }
  const line = (memberId: string | undefined, other: { id?: string; name?: string }): DirectMessage[] => {
    if (memberId === undefined || memberId === member.id) return []
    const pair = other.id === member.id ? '与你' : `你与${other.name}`
    return [{ memberId, content: contentOf(`${member.name}${verb}${pair}${of}${what && `：${what}`}`) }]
  }
  return [
    ...line(entry.talkerId, { id: entry.partnerId, name: entry.partner }),
    ...line(entry.partnerId, { id: entry.talkerId, name: entry.talker }),
  ]
}
