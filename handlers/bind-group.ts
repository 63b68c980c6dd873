import { groupBoundCard } from '../cards/bind-group-card.js'
import type { ActionOf } from '../src/core/action.js'
import { noticeReply, type OutsideMessage, type Reply, textReply } from '../src/core/reply.js'
import { moveToGroup } from '../src/ledger/branch-group.js'
import { dropSetup, findSetup } from '../src/ledger/branch-setup.js'
import type { MemberContext } from './context.js'

/** 确认绑定 on the private card. */
export async function actionBindGroup({ setupId }: ActionOf<'bind-group'>, ctx: MemberContext): Promise<Reply> {
  const done = await bind(setupId, ctx)
  if ('refusal' in done) return noticeReply('warning', done.refusal)
  return {
    notice: { tone: 'success', text: '已绑定' },
    updates: [{ messageId: ctx.messageId, card: groupBoundCard(ctx.branch) }],
    outside: done.outside,
  }
}

/** 确认绑定, typed in private. */
export async function bindGroup(setupId: string, ctx: MemberContext): Promise<Reply> {
  const done = await bind(setupId, ctx)
  if ('refusal' in done) return textReply(done.refusal)
  return { ...textReply(`已绑定，「${ctx.branch.name}」以后在新群里记，台账和名册都在。`), outside: done.outside }
}

type Bound = { readonly refusal: string } | { readonly outside: readonly OutsideMessage[] }

/** Only a secretary of this very branch, and only the group in which he himself asked. UserError `group_taken`. */
async function bind(setupId: string, { branch, member, now }: MemberContext): Promise<Bound> {
  if (!member.roles.includes('secretary')) return { refusal: `只有「${branch.name}」的书记能绑定` }
  const setup = await findSetup(setupId, now)
  if (setup?.kind !== 'group' || setup.candidate.userId !== member.platformUserId)
    return { refusal: '这张卡片已过期，请在新群里@我说「绑定本群」' }
  if (setup.platform !== branch.platform) return { refusal: '支部不能换到另一个平台' }
  const { before, moved } = await moveToGroup(setup.chatId, member, now)
  await dropSetup(setup.id)
  if (!moved) return { outside: [] }
  const text = `「${branch.name}」的台账今后在本群记：@我说一句话就行，@我说「帮助」看例句。`
  const old = `「${branch.name}」已改在另一个群里记台账，本群不再发消息。`
  return {
    outside: [said(setup.chatId, text), ...(before.chatClosed ? [] : [said(before.chatId, old)])],
  }
}

const said = (chatId: string, text: string): OutsideMessage => ({ target: { chatId }, content: { type: 'text', text } })
