import type { ActionOf } from '../src/core/action.js'
import type { PartialRecord } from '../src/core/meaning.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { RULE_NAMES, type RuleName } from '../src/core/views.js'
import { obligationsOf } from '../src/ledger/obligations.js'
import type { MemberContext } from './context.js'
import { askBack } from './shared/ask-back.js'
import { lastMonthOf } from './shared/period.js'

/** What meets a rule, as far as the rule says it; the rest is for the secretary to fill in. */
const PARTIALS: Readonly<Record<RuleName, PartialRecord>> = {
  'training-month': { type: 'training' },
  'theme-day-month': { type: 'theme_day' },
  'general-meeting-quarter': { type: 'meeting', kind: '党员大会' },
  'talks-quarter': { type: 'talk', kind: '谈心谈话', talker: '$sender' },
}

/** 补记 on the closing card: a form for that duty, the day left open, for nobody said it yet. */
export async function actionRecordMissing(
  { rule, period }: ActionOf<'record-missing'>,
  ctx: MemberContext,
): Promise<Reply> {
  if (!ctx.member.roles.includes('secretary')) return noticeReply('warning', '这张卡片由书记处理')
  const month = lastMonthOf(period)
  const name = RULE_NAMES.find((known) => known === rule)
  if (month === undefined || name === undefined) return noticeReply('warning', '这张卡片已过期')
  const obligation = (await obligationsOf(month)).find((one) => one.rule === name && one.period === period)
  if (!obligation) return noticeReply('warning', '这张卡片已过期')
  if (obligation.met) return noticeReply('info', `${obligation.label}已经有记录了`)
  const question = `补记${obligation.label}：请填日期和内容。`
  const reply = await askBack({ partial: PARTIALS[name], question, fields: ['date'], private: true }, ctx)
  return { ...reply, notice: { tone: 'info', text: '表格已发给你，填好点「记下」' } }
}
