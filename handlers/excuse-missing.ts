import type { ActionOf } from '../src/core/action.js'
import { monthOf } from '../src/core/civil-date.js'
import type { ExcuseMissingMeaning } from '../src/core/meaning.js'
import { noticeReply, type Reply, textReply } from '../src/core/reply.js'
import { excuse } from '../src/ledger/excuses.js'
import type { MemberContext } from './context.js'
import { holdsCards, ONLY_SECRETARY_REMINDED } from './shared/card-holder.js'
import { asWritten, explainable, LONGEST_EXCUSE, openExcuseForm } from './shared/excuse-form.js'
import { inPrivate } from './shared/in-private.js'
import { holdsSecret, SECRET_REFUSED } from './shared/secret.js'

/** 本月未开展·写说明: a form with what is missing and room for a line, in private. */
export async function actionExcuseMissing({ period }: ActionOf<'excuse-missing'>, ctx: MemberContext): Promise<Reply> {
  if (!(await holdsCards(ctx))) return noticeReply('warning', ONLY_SECRETARY_REMINDED)
  const form = await openExcuseForm(period, ctx)
  if (typeof form === 'string') return noticeReply('info', form)
  return { notice: { tone: 'info', text: '已私聊你，请选一下再写一句' }, direct: [form] }
}

/** The same, typed; with a duty and the words it is noted at once. */
export async function excuseMissing({ period, rule, text }: ExcuseMissingMeaning, ctx: MemberContext): Promise<Reply> {
  if (text !== undefined && holdsSecret({ text })) return { ...textReply(SECRET_REFUSED), wipe: true }
  if (!(await holdsCards(ctx))) return textReply(ONLY_SECRETARY_REMINDED)
  const span = period ?? monthOf(ctx.today)
  if (rule === undefined || text === undefined) {
    const form = await openExcuseForm(span, ctx)
    if (typeof form === 'string') return inPrivate({ type: 'text', text: form }, ctx)
    const said = inPrivate(form.content, ctx)
    return 'direct' in said ? { ...said, direct: [form] } : { ...said, draftId: form.draftId }
  }
  if (text.length > LONGEST_EXCUSE) return textReply(`请写在${LONGEST_EXCUSE}字以内`)
  const duty = (await explainable(span, ctx)).find((one) => one.rule === rule)
  if (!duty) return inPrivate({ type: 'text', text: '这一项不用说明：已经有记录，或不在这个月的提醒里' }, ctx)
  const words = asWritten(text)
  await excuse(duty.rule, duty.period, words, ctx.member, ctx.now)
  return inPrivate({ type: 'text', text: `已写上：${duty.label} 未开展（说明：${words}）` }, ctx)
}
