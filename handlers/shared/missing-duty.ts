import type { PartialRecord } from '../../src/core/meaning.js'
import type { Notice } from '../../src/core/platform.js'
import type { Reply } from '../../src/core/reply.js'
import type { RuleName } from '../../src/core/views.js'
import { obligationsOf } from '../../src/ledger/obligations.js'
import type { MemberContext } from '../context.js'
import { askBack } from './ask-back.js'
import { lastMonthOf } from './period.js'

/** What meets a rule, as far as the rule says it; the rest is for the secretary to fill in. */
const PARTIALS: Readonly<Record<RuleName, PartialRecord>> = {
  'training-month': { type: 'training' },
  'theme-day-month': { type: 'theme_day' },
  'general-meeting-quarter': { type: 'meeting', kind: '党员大会' },
  'talks-quarter': { type: 'talk', kind: '谈心谈话', talker: '$sender' },
}

/** A form for what a duty misses, the day left open, for nobody said it yet; or why there is none. */
export async function formForDuty(
  rule: string,
  period: string,
  ctx: MemberContext,
): Promise<{ readonly form: Reply } | { readonly refusal: Notice }> {
  const refused = (tone: Notice['tone'], text: string) => ({ refusal: { tone, text } })
  if (!ctx.member.roles.includes('secretary')) return refused('warning', '这张卡片由书记处理')
  const month = lastMonthOf(period)
  const partial = PARTIALS[rule]
  if (month === undefined || partial === undefined) return refused('warning', '这张卡片已过期')
  const obligation = (await obligationsOf(month)).find((one) => one.rule === rule && one.period === period)
  if (!obligation) return refused('warning', '这张卡片已过期')
  if (obligation.met) return refused('info', `${obligation.label}已经有记录了`)
  const question = `补记${obligation.label}：请填日期和内容。`
  return { form: await askBack({ partial, question, fields: ['date'], private: true }, ctx) }
}
