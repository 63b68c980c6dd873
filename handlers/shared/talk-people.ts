import { monthDay } from '../../cards/shared/entry-text.js'
import { talksToldCard, talkToldCard } from '../../cards/talk-told-card.js'
import type { Card } from '../../src/core/card.js'
import type { Content } from '../../src/core/platform.js'
import type { DirectMessage } from '../../src/core/reply.js'
import type { MemberView } from '../../src/core/views.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'

/** Who did it, as the line calls him. */
type Doer = Pick<MemberView, 'id' | 'name'>

/**
 * One private line to each of the talk's people who didn't do this himself; `verb` as in 「陈立记了与你3月17日的谈心谈话」,
 * with 有出入 beside a new one (moments.md §4). Never content. `what`: of a change, what was changed.
 */
export function tellTalkPeople(
  entry: LedgerEntryView,
  verb: '记了' | '改了' | '撤销了',
  { member }: MemberContext,
  what = '',
): DirectMessage[] {
  const contentOf = (text: string): Content =>
    verb === '记了' ? { type: 'card', card: talkToldCard(text, entry) } : { type: 'text', text }
  // Who has no account yet is told of the talk as it stands then; of one that is gone by then he need not know.
  const tellsOf = verb === '撤销了' ? undefined : entry.id
  return peopleOf(entry).flatMap(({ id: memberId }): DirectMessage[] => {
    if (memberId === undefined || memberId === member.id) return []
    const line = lineFor(entry, memberId, member, verb)
    return [{ memberId, content: contentOf(`${line}${what && `：${what}`}`), tellsOf }]
  })
}

/** The same of talks that were recorded before the bot knew this reader's account: one card for all of them. */
export function untoldCard(talks: readonly LedgerEntryView[], reader: MemberView, branchName?: string): Card {
  const told = talks.map((entry) => ({
    entry,
    line: lineFor(entry, reader.id, { id: entry.authorId, name: entry.author }, '记了'),
  }))
  const [only, ...others] = told
  return only !== undefined && others.length === 0
    ? talkToldCard(only.line, only.entry, branchName)
    : talksToldCard(told, branchName)
}

function lineFor(entry: LedgerEntryView, readerId: string, doer: Doer, verb: string): string {
  const of = `${monthDay(entry.date)}的${entry.subkind ?? '谈心谈话'}${verb === '记了' ? '' : '记录'}`
  const people = peopleOf(entry)
  // 与你; 与你、周海明 of several; 你与李响 when somebody else recorded it.
  const others = people.filter(({ id }) => id !== readerId && id !== doer.id).map(({ name }) => name)
  const isHis = people.some(({ id }) => id === doer.id)
  const whom = isHis ? ['与你', ...others].join('、') : `你与${others.join('、')}`
  return `${doer.name}${verb}${whom}${of}`
}

const peopleOf = (entry: LedgerEntryView) => [
  { id: entry.talkerId, name: entry.talker },
  ...(entry.partnerIds ?? []).map((id, at) => ({ id, name: entry.partners?.[at] ?? entry.partner })),
]
