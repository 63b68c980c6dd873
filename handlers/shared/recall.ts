import type { PartialRecord } from '../../src/core/meaning.js'
import type { DirectMessage } from '../../src/core/reply.js'
import { isGroup, type MemberContext } from '../context.js'

const TALK = '谈话内容请不要留在群里：请长按撤回群里那条。'
const MONEY = '各人的金额请不要留在群里：请长按撤回群里那条。'

/**
 * Asks the author in private to recall what he typed in the group and a group must not keep: what was said in a talk
 * (moments.md §4), what a named person gave or paid.
 */
export function recallRequest(meaning: PartialRecord, ctx: MemberContext): DirectMessage[] {
  if (!isGroup(ctx)) return []
  const text = meaning.privacy === 'content_in_group' ? TALK : namesMoney(meaning) ? MONEY : undefined
  return text === undefined ? [] : [{ memberId: ctx.member.id, content: { type: 'text', text } }]
}

const namesMoney = (meaning: PartialRecord): boolean =>
  meaning.privacy === 'amount_in_group' ||
  ((meaning.type === 'dues' || meaning.type === 'donation') && (meaning.items?.length ?? 0) > 0)
