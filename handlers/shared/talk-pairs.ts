import { quarterCard } from '../../cards/quarter-card.js'
import { pairText } from '../../cards/shared/talk-map-blocks.js'
import { quarterOf } from '../../src/core/civil-date.js'
import type { Content } from '../../src/core/platform.js'
import type { Reply } from '../../src/core/reply.js'
import type { TalkPair } from '../../src/core/talk-views.js'
import type { MemberView } from '../../src/core/views.js'
import { quarterPicture } from '../../src/ledger/quarter-data.js'
import { keyOf, pairOf } from '../../src/ledger/talk-pairs/pairs.js'
import type { MemberContext } from '../context.js'
import { askBack } from './ask-back.js'

/** Said to whoever is not the secretary: pairs are his to arrange. */
export const ONLY_SECRETARY_ARRANGES = '谈心谈话由书记来安排；你自己要约，发一句如「下周三和赵阳谈心谈话」'

/** The quarter's card as it stands now; with a pair, suggesting the one after it. */
export async function quarterContent(
  ctx: MemberContext,
  period: string | undefined,
  shown?: TalkPair,
): Promise<Content & { type: 'card' }> {
  const quarter = period ?? quarterOf(ctx.today)
  const data = await quarterPicture(quarter, ctx.today, ctx.member, shown && keyOf(shown))
  return { type: 'card', card: quarterCard(data) }
}

/** The pair of these two members, by id or by name; undefined when one of them is not here any more. */
export function pairHere([a, b]: readonly [string, string], { roster }: MemberContext): TalkPair | undefined {
  const find = (said: string): MemberView | undefined =>
    roster.find(({ id, name, leftOn }) => leftOn === undefined && (id === said || name === said))
  const [one, other] = [find(a), find(b)]
  return one && other && one.id !== other.id ? pairOf(one, other) : undefined
}

/** A form for a talk of the two to come, or for the fact of one that took place; the day is the secretary's to say. */
export async function pairForm(kind: 'plan' | 'record', pair: TalkPair, ctx: MemberContext): Promise<Reply> {
  const [talker, partner] = sidesOf(pair, ctx)
  const fields = ['date']
  if (kind === 'record') {
    const question = `${pairText(pair)}的谈心谈话：请填哪天谈的，只记事实，内容可不填。`
    const partial = { type: 'talk', kind: '谈心谈话', talker: talker ?? '$sender', partner } as const
    return askBack({ partial, question, fields, private: true }, ctx)
  }
  const question = `约${pairText(pair)}谈心谈话：请选哪一天，或最晚哪一天。`
  const partial = { type: 'plan', kind: 'talk', partner, ...(talker !== undefined && { talker }) } as const
  return askBack({ partial, question, fields, private: true }, ctx)
}

/** Who talks (left out: he who asks) and with whom. */
function sidesOf({ one, other }: TalkPair, { member }: MemberContext): [string | undefined, string] {
  if (one.id === member.id) return [undefined, other.name]
  return other.id === member.id ? [undefined, one.name] : [one.name, other.name]
}
