import { pairText } from '../cards/shared/talk-map-blocks.js'
import { yearOf } from '../src/core/civil-date.js'
import type { TalkPairsMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import type { TalkPair } from '../src/core/talk-views.js'
import { listNeverPairs, setNeverPair } from '../src/ledger/talk-pairs/never-pairs.js'
import { isGroup, type MemberContext } from './context.js'
import { query } from './query.js'
import { holdsCards } from './shared/card-holder.js'
import { inPrivate } from './shared/in-private.js'
import { ONLY_SECRETARY_ARRANGES, pairForm, pairHere, quarterContent } from './shared/talk-pairs.js'

const NOT_HERE = '名册里没有这两位，请写名册上的全名，如「约谈 陈立 周海明」'
/** Which pairs are left out is nobody's business but the secretary's, not even that there may be any. */
const ONLY_SECRETARY = '这件事由书记来定，请私聊书记'

/** Who talks with whom, typed: the quarter's card and its buttons, and the pairs that are not to be suggested. */
export async function talkPairs(meaning: TalkPairsMeaning, ctx: MemberContext): Promise<Reply> {
  const { ask, pair: said, period } = meaning
  const pair = said && pairHere(said, ctx)
  switch (ask) {
    case 'map':
    case 'next':
    case 'another':
      if (!(await holdsCards(ctx))) return ownPairs(ctx)
      return inPrivate(await quarterContent(ctx, period, pair), ctx)
    case 'plan':
    case 'record':
      if (!(await holdsCards(ctx))) return textReply(ONLY_SECRETARY_ARRANGES)
      return pair ? pairForm(ask, pair, ctx) : textReply(NOT_HERE)
    case 'never':
    case 'allow':
      if (!ctx.member.roles.includes('secretary')) return textReply(ONLY_SECRETARY)
      return pair ? leaveOut(pair, ask === 'never', ctx) : textReply(NOT_HERE)
    case 'never_list':
      if (!ctx.member.roles.includes('secretary')) return textReply(ONLY_SECRETARY)
      return inPrivate({ type: 'text', text: listText(await listNeverPairs(ctx.member)) }, ctx)
  }
}

/** What a member may know of the map are his own talks. */
const ownPairs = (ctx: MemberContext): Promise<Reply> =>
  query({ type: 'query', what: 'talks_missing', who: '$sender', period: String(yearOf(ctx.today)) }, ctx)

async function leaveOut(pair: TalkPair, on: boolean, ctx: MemberContext): Promise<Reply> {
  const changed = await setNeverPair(pair, on, { byMemberId: ctx.member.id, now: ctx.now })
  const names = pairText(pair)
  const back = `恢复发：取消不结对 ${pair.one.name} ${pair.other.name}`
  const text = on
    ? `${changed ? '好的' : '本来就是'}，${names}不安排结对谈话，推荐时跳过。只有你看得到，不用说原因。${back}`
    : `${changed ? '好的' : '本来就是'}，${names}照常安排。`
  const inGroup = isGroup(ctx) ? '群里那句可以撤回，这类安排私聊我说就行。' : ''
  return inPrivate({ type: 'text', text: text + inGroup }, ctx)
}

const listText = (pairs: readonly TalkPair[]): string =>
  pairs.length === 0
    ? '没有不安排的结对。要加发：陈立和周海明不结对'
    : `不安排结对谈话的：${pairs.map(pairText).join('、')}。恢复发：取消不结对 和两人的名字`
