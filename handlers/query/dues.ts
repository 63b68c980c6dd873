import type { AnswerLine, QueryAnswer } from '../../cards/query-answer-card.js'
import { yuanText } from '../../cards/shared/money-lines.js'
import { monthOf, monthsOf } from '../../src/core/civil-date.js'
import { spanText } from '../../src/core/span-text.js'
import type { MemberView } from '../../src/core/views.js'
import { duesCalc, duesEntriesOf, duesMissing, duesSum } from '../../src/ledger/queries.js'
import type { MemberContext } from '../context.js'
import { readableAmounts } from './amounts.js'
import { type Answer, type Asked, keepsDues, NOT_IN_ROSTER, nameFor, personOf, privately, refused } from './answer.js'

const ONLY_KEEPERS = '别人的党费只告诉管党费的同志和书记；你自己的可以问：我3月党费交了吗'
const BASIS = '依据：《关于中国共产党党费收缴、使用和管理的规定》'

/** dues_missing: who has no record of dues, to who keeps the dues; of one member with what he paid, to himself too. Always private. */
export async function answerDuesMissing(asked: Asked, ctx: MemberContext): Promise<Answer> {
  const person = personOf(asked.who, ctx)
  if (asked.who !== undefined && !person) return refused(NOT_IN_ROSTER)
  if (person?.id !== ctx.member.id && !keepsDues(ctx.member)) return refused(ONLY_KEEPERS)
  const months = monthsOf(asked.period).filter((month) => month <= monthOf(ctx.today))
  return privately(person ? await ofOne(person, months, asked, ctx) : await ofBranch(months, asked, ctx))
}

async function ofBranch(months: readonly string[], asked: Asked, ctx: MemberContext): Promise<QueryAnswer> {
  const { period, measures } = asked
  const lines: AnswerLine[] = []
  const says: string[] = []
  let sum = 0
  for (const month of months) {
    const { expected, missing, unconfirmed } = await duesMissing(month, ctx.today)
    const waiting = unconfirmed.length > 0 ? `，其中${unconfirmed.length}人待确认` : ''
    const { fen, unconfirmedFen } = await duesSum(month)
    sum += fen
    const waits = unconfirmedFen > 0 ? `（其中${yuanText(unconfirmedFen)}待确认）` : ''
    const money = measures?.includes('money') ? `，一共已记${yuanText(fen)}${waits}` : ''
    says.push(`${spanText(month)}党费：${expected}人中${expected - missing.length}人有记录${waiting}${money}`)
    const under = months.length > 1 ? { under: spanText(month) } : {}
    lines.push(
      ...missing.map((name) => ({ text: `${name}：暂无记录`, ...under })),
      ...unconfirmed.map((name) => ({ text: `${name}：本人报了，待管党费的同志确认`, ...under })),
    )
  }
  if (measures?.includes('money') && months.length > 1) says.push(`${spanText(period)}合计已记${yuanText(sum)}`)
  return {
    title: `${spanText(period)}党费`,
    says: says.length === 0 ? [`${spanText(period)}还没到`] : says,
    lines,
    notes: ['没记进台账的没有算；请先核对，再私下提醒本人', BASIS],
  }
}

/** His payments for these months, with the amounts that the reader may know. */
async function ofOne(
  person: MemberView,
  months: readonly string[],
  { period }: Asked,
  ctx: MemberContext,
): Promise<QueryAnswer> {
  const paid: { readonly month?: string; readonly fen: number; readonly text: string }[] = []
  for (const entry of await duesEntriesOf(person.id)) {
    for (const line of await readableAmounts(entry.id, ctx.member)) {
      const month = line.month ?? entry.span
      if (line.memberId !== person.id || month === undefined || !months.includes(month)) continue
      const state = entry.unconfirmed ? '，待管党费的同志确认' : ''
      paid.push({ month, fen: line.fen, text: `${entry.number} ${spanText(month)} ${yuanText(line.fen)}${state}` })
    }
  }
  const left = months.filter((month) => !paid.some((line) => line.month === month))
  const sum = paid.reduce((total, { fen }) => total + fen, 0)
  const span = `${nameFor(person, ctx)}${spanText(period)}党费`
  return {
    title: span,
    says: [
      paid.length === 0 ? `${span}：台账里暂无记录` : `${span}：已记${yuanText(sum)}`,
      ...(paid.length > 0 && left.length > 0 ? [`暂无记录：${left.map(spanText).join('、')}`] : []),
    ],
    lines: paid.map(({ text }) => ({ text })),
  }
}

/** dues_calc: what a monthly base comes to, by the rule that is named. A question about money: always private. */
export async function answerDuesCalc({ base, retired: said }: Asked, { member }: MemberContext): Promise<Answer> {
  if (base === undefined) return privately({ title: '', says: ['请带上每月的计算基数，如：月收入6000元党费多少'] })
  const retired = said === true || member.state === 'retired'
  const { rate, amount } = duesCalc(base, { retired })
  const percent = Number((rate * 100).toFixed(1))
  const who = retired ? '离退休党员的比例' : ''
  return privately({
    title: '党费计算',
    says: [`基数${base}元，每月党费${yuanText(Math.round(amount * 100))}（${who}${percent}%，按整个基数算，不分段）`],
    notes: [`${BASIS}；基数是每月相对固定的、经常性的税后收入，以管党费的同志核定的为准`],
  })
}
