import type { TalkOccasionsMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { spanText } from '../src/core/span-text.js'
import { occasionsOf } from '../src/core/talk-occasions.js'
import { changeOccasions, type OccasionChange, ownOccasions } from '../src/ledger/talk-occasions.js'
import type { MemberContext } from './context.js'
import { inPrivate } from './shared/in-private.js'

const HOW_TO_CHANGE = '书记可以改：谈话时机 增加 …、谈话时机 删除 …、谈话时机 改为 …、…'

/**
 * 谈话时机有哪些: the branch's list, for everybody; the secretary changes it. 六必谈今年谈了几次: of one's own talks, in private.
 * UserError when the list can't be so.
 */
export async function talkOccasions(meaning: TalkOccasionsMeaning, ctx: MemberContext): Promise<Reply> {
  const { ask, names = [] } = meaning
  if (ask === 'show') return textReply(shown(occasionsOf(ctx.branch.settings), ctx))
  if (ask === 'count') return inPrivate({ type: 'text', text: await counted(meaning, ctx) }, ctx)
  if (!ctx.member.roles.includes('secretary')) return textReply('谈话时机由书记来定，有建议可以直接跟书记说')
  const change: OccasionChange = ask === 'reset' ? { ask } : { ask, names }
  return textReply(`改好了。谈话时机：${(await changeOccasions(change)).join('、')}。已记的谈话不变。`)
}

function shown(list: readonly string[], { member }: MemberContext): string {
  const how = '记的时候说一声就行，如：昨天和某某谈心谈话，时机：受表彰。谈话时机加密保存，仅谈话双方可见。'
  return [
    `本支部的谈话时机：${list.join('、')}。`,
    how,
    ...(member.roles.includes('secretary') ? [HOW_TO_CHANGE] : []),
  ].join('\n')
}

async function counted({ names, period = '' }: TalkOccasionsMeaning, ctx: MemberContext): Promise<string> {
  const { counts, unsaid } = await ownOccasions(ctx.member, period, ctx.now)
  const asked = names ?? [...new Set([...occasionsOf(ctx.branch.settings), ...counts.keys()])]
  const each = asked.map((name) => `${name}${counts.get(name) ?? 0}次`).join('、')
  const rest = unsaid > 0 ? `另有${unsaid}次没写时机。` : ''
  return `${spanText(period)}你参加的谈话：${each}。${rest}别人的谈话不在内。`
}
