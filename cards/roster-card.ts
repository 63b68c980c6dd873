import type { Card } from '../src/core/card.js'
import type { MemberView } from '../src/core/views.js'
import { rolesText, STATE_LABELS, STATUS_LABELS } from './shared/roster-text.js'

/** So many fit on a phone, and into a card of either platform. */
const PAGE = 20

/** The roster for the secretary, in private: one card, or several when it is long. */
export function rosterCards(branchName: string, members: readonly MemberView[]): Card[] {
  const pages = Math.max(1, Math.ceil(members.length / PAGE))
  return Array.from({ length: pages }, (_, page) => ({
    title: `名册｜${branchName}${pages > 1 ? `（${page + 1}/${pages}）` : ''}`,
    tone: 'info' as const,
    blocks: [
      ...(page === 0 ? [{ type: 'text', text: summaryOf(members), style: 'strong' } as const] : []),
      {
        type: 'table',
        columns: ['姓名', '身份', '分工', '状态', '账号'],
        rows: members.slice(page * PAGE, (page + 1) * PAGE).map(rowOf),
      } as const,
      ...(page === pages - 1 ? [{ type: 'text', text: HOW_TO_CHANGE, style: 'muted' } as const] : []),
    ],
  }))
}

const HOW_TO_CHANGE =
  '要改就发：张三转出｜新增党员 张三 预备｜张三管台账｜张三请长假｜张三回来了｜张三转正。可带日期，如：张三3月5日转出。'

function summaryOf(members: readonly MemberView[]): string {
  const probationary = members.filter(({ status }) => status === 'probationary').length
  const away = members.filter(({ state }) => state !== 'active').length
  return [
    `共${members.length}人`,
    ...(probationary > 0 ? [`预备${probationary}人`] : []),
    ...(away > 0 ? [`不计应到${away}人`] : []),
  ].join('，')
}

const rowOf = ({ name, aliases, status, roles, state, platformUserId }: MemberView): string[] => [
  aliases.length > 0 ? `${name}（${aliases.join('、')}）` : name,
  STATUS_LABELS[status],
  rolesText(roles),
  STATE_LABELS[state],
  platformUserId === undefined ? '还没说过话' : '已认',
]
