import { addDays, daysBetween, formatChinese } from '../src/core/civil-date.js'
import { LONGEST_DEPUTY_DAYS } from '../src/core/deputies.js'
import type { DeputyMeaning } from '../src/core/meaning.js'
import type { DirectMessage, Reply } from '../src/core/reply.js'
import type { DeputyTerm, MemberView } from '../src/core/views.js'
import { deputiesFrom, endDeputies, nameDeputy } from '../src/ledger/deputies.js'
import { canStandIn } from '../src/ledger/recipients.js'
import type { MemberContext } from './context.js'
import { inPrivate } from './shared/in-private.js'

/** Who stands in for the secretary on leave. Answered in private wherever it was typed: a group never hears of it. */
export async function deputy(meaning: DeputyMeaning, ctx: MemberContext): Promise<Reply> {
  const { text, direct = [] } = await answerTo(meaning, ctx)
  const said = inPrivate({ type: 'text', text }, ctx)
  return { ...said, direct: [...(said.direct ?? []), ...direct] }
}

interface Answer {
  readonly text: string
  readonly direct?: readonly DirectMessage[]
}

async function answerTo(meaning: DeputyMeaning, ctx: MemberContext): Promise<Answer> {
  const { member, today, branch } = ctx
  if (!member.roles.includes('secretary')) {
    const own = (branch.deputies ?? []).find((term) => term.memberId === member.id && term.to >= today)
    return { text: own ? `你代理书记接收提醒，${daysText(own, today)}。` : '代理由书记安排，有事直接问书记。' }
  }
  if (meaning.question !== undefined) return { text: meaning.question }
  const standing = await deputiesFrom(today, member)
  if (meaning.ask === 'show') {
    if (standing.length === 0) return { text: '没有安排代理。请假时发：3月20日到3月28日由赵阳代理' }
    return { text: standing.map((term) => `${nameOf(term, ctx)}代理，${daysText(term, today)}`).join('\n') }
  }
  return meaning.ask === 'end' ? end(ctx) : set(meaning, standing, ctx)
}

async function set(meaning: DeputyMeaning, standing: readonly DeputyTerm[], ctx: MemberContext): Promise<Answer> {
  const { member, roster, today, now, branch } = ctx
  const chosen = roster.find(({ name, leftOn }) => name === meaning.name && leftOn === undefined)
  const to = meaning.to ?? ''
  // 代理到3月28日 says the end of his term that stands.
  const known = standing.find((term) => term.memberId === chosen?.id && term.from <= to)
  const from = meaning.from ?? known?.from ?? today
  const refusal = refusalOf(chosen, { from, to }, ctx)
  if (refusal !== undefined || !chosen) return { text: refusal ?? '' }
  const term = { memberId: chosen.id, secretaryId: member.id, from, to }
  const replaced = await nameDeputy(term, today, now)
  const days = daysText(term, today)
  return {
    text:
      `好的，${days}提醒卡片发给${chosen.name}，补记、约日期、写说明都由他代办，已私聊告诉他。` +
      `谈话内容、不结对名单、思想状况分析、名册分工仍只有你能看、能改。${formatChinese(addDays(to, 1), today)}起自动回到你这里；提前回来发「代理结束」。`,
    direct: [
      toMember(
        chosen,
        `${branch.name}：${member.name}请你在${days}代理接收支部提醒。这几天该发给书记的卡片会发给你，上面的补记、约日期、写说明你都能点。谈话内容不会发给你。${formatChinese(to, today)}后自动结束，之后的卡片回到书记。`,
      ),
      ...endedLines(
        replaced.filter(({ memberId }) => memberId !== chosen.id),
        ctx,
      ),
    ],
  }
}

function refusalOf(
  chosen: MemberView | undefined,
  { from, to }: Pick<DeputyTerm, 'from' | 'to'>,
  { member, today }: MemberContext,
): string | undefined {
  if (!chosen) return '名册里没有这位党员，请写名册上的全名。'
  if (chosen.id === member.id || chosen.roles.includes('secretary')) return '代理要另一位党员。'
  if (chosen.platformUserId === undefined) return `${chosen.name}还没有绑定账号，收不到卡片；请他先在群里@我一次。`
  if (!canStandIn(chosen)) return `${chosen.name}目前不在岗，请换一位。`
  if (to < today) return '那几天已经过了，请写明到哪天，如：到3月28日由赵阳代理'
  if (to < from) return '结束的日子早于开始的日子，请再写一次。'
  if (daysBetween(from, to) < LONGEST_DEPUTY_DAYS) return undefined
  return `一次最长${LONGEST_DEPUTY_DAYS}天；离开更久请办交接，如：4月1日起书记由${chosen.name}接任`
}

async function end(ctx: MemberContext): Promise<Answer> {
  const ended = await endDeputies(ctx.member, ctx.today, ctx.now)
  if (ended.length === 0) return { text: '现在没有安排代理。' }
  return {
    text: '好的，代理到此结束，以后的提醒卡片发给你；已发给代理人的还在他那里。',
    direct: endedLines(ended, ctx),
  }
}

/** Whoever was told of a term hears that it is over before its time. */
const endedLines = (terms: readonly DeputyTerm[], { roster, branch }: MemberContext): DirectMessage[] =>
  [...new Set(terms.map(({ memberId }) => memberId))].flatMap((id) => {
    const member = roster.find((one) => one.id === id && one.leftOn === undefined)
    return member ? [toMember(member, `${branch.name}：代理到此结束，之后的提醒卡片回到书记。谢谢你。`)] : []
  })

const toMember = ({ id }: MemberView, text: string): DirectMessage => ({
  memberId: id,
  content: { type: 'text', text },
})

const nameOf = ({ memberId }: DeputyTerm, { roster }: MemberContext): string =>
  roster.find(({ id }) => id === memberId)?.name ?? ''

const daysText = ({ from, to }: Pick<DeputyTerm, 'from' | 'to'>, today: string): string =>
  from === to ? formatChinese(from, today) : `${formatChinese(from, today)}到${formatChinese(to, today)}`
