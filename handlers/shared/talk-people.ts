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
  const people = [
    { id: entry.talkerId, name: entry.talker },
    ...(entry.partnerIds ?? []).map((id, at) => ({ id, name: entry.partners?.[at] ?? entry.partner })),
  ]
  return people.flatMap(({ id: memberId }): DirectMessage[] => {
    if (memberId === undefined || memberId === member.id) return []
    // 与你; 与你、周海明 of several; 你与李响 when somebody else recorded it.
    const others = people.filter(({ id }) => id !== memberId && id !== member.id).map(({ name }) => name)
    const isHis = people.some(({ id }) => id === member.id)
    const whom = isHis ? ['与你', ...others].join('、') : `你与${others.join('、')}`
    return [{ memberId, content: contentOf(`${member.name}${verb}${whom}${of}${what && `：${what}`}`) }]
  })
}
