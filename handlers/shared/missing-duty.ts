import { isOwnRule, labelOfOwn, planOfDuty, recordOfDuty } from '../../src/core/duties.js'
import type { PartialRecord } from '../../src/core/meaning.js'
import type { Notice } from '../../src/core/platform.js'
import type { Reply } from '../../src/core/reply.js'
import type { ObligationView, RuleName } from '../../src/core/views.js'
import { obligationsOf } from '../../src/ledger/obligations.js'
import { branchRecordRefusal } from '../../src/ledger/permissions.js'
import type { MemberContext } from '../context.js'
import { askBack } from './ask-back.js'
import { holdsCards, ONLY_SECRETARY_REMINDED } from './card-holder.js'
import { lastMonthOf } from './period.js'

interface Refused {
  readonly refusal: Notice
}

/** A form for what a duty misses, the day left open, for nobody said it yet; or why there is none. */
export async function formForDuty(
  rule: string,
  period: string,
  ctx: MemberContext,
): Promise<{ readonly form: Reply } | Refused> {
  const found = await missingDuty(rule, period, recordOfDuty(rule, period), ctx)
  if ('refusal' in found) return found
  const { partial, duty } = found
  // A form that he could not send would be filled in for nothing.
  const refusal = branchRecordRefusal(ctx.member, partial.type)
  if (refusal) return refused('warning', refusal.userMessage)
  const { field, ask } = ASKED_FIRST[partial.type] ?? { field: 'date', ask: '请填日期和内容' }
  const question = `补记${duty.label}：${ask}。`
  return { form: await askBack({ partial, question, fields: [field], private: true }, ctx) }
}

/** What a form for these asks first, for they have no day that only the secretary knows. */
const ASKED_FIRST: Partial<Record<PartialRecord['type'], { readonly field: string; readonly ask: string }>> = {
  dues: { field: 'items', ask: '请填各人金额' },
  analysis: { field: 'topic', ask: '请填分析研判' },
  metric: { field: 'items', ask: '请核对期间和数量' },
}

/** A form that plans a day for a duty; or why there is none. */
export async function planForDuty(
  rule: string,
  period: string,
  ctx: MemberContext,
): Promise<{ readonly form: Reply } | Refused> {
  const found = await missingDuty(rule, period, planOfDuty(rule), ctx)
  if ('refusal' in found) return found
  const { partial, duty } = found
  const question = `约${duty.label}：请填哪一天。`
  return { form: await askBack({ partial, question, fields: ['date'], private: true }, ctx) }
}

async function missingDuty(
  rule: string,
  period: string,
  partial: PartialRecord | undefined,
  ctx: MemberContext,
): Promise<{ partial: PartialRecord; duty: ObligationView } | Refused> {
  if (!(await holdsCards(ctx))) return refused('warning', ONLY_SECRETARY_REMINDED)
  const month = lastMonthOf(period)
  const owed = month === undefined ? [] : await obligationsOf(month, ctx.today)
  const duty = owed.find((one) => one.rule === rule && one.period === period)
  if (!duty) return refused('warning', isOwnRule(rule) ? `没有「${labelOfOwn(rule)}」这条规则` : '这张卡片已过期')
  if (duty.met) return refused('info', `${duty.label}已经有记录了`)
  return partial === undefined
    ? refused('info', ADDS_UP[duty.rule] ?? '这一项没有自己的日子，记别的时会算上')
    : { partial, duty }
}

/** What other records add up to. */
const ADDS_UP: Readonly<Record<RuleName, string>> = {
  'credit-hours-year': '学时由培训和主题党日的参加人员、时长累计，补记那些就会算上',
  'leader-hours-year': '学时由培训和主题党日的参加人员、时长累计，补记那些就会算上',
}

const refused = (tone: Notice['tone'], text: string): Refused => ({ refusal: { tone, text } })
