import { unitOf } from '../../cards/shared/count-text.js'
import { hoursState, isOfHours } from '../../cards/shared/month-lines.js'
import { civilDateAt, formatChinese, spanOf } from '../../src/core/civil-date.js'
import { spanText } from '../../src/core/span-text.js'
import { type Gap, gaps } from '../../src/ledger/queries.js'
import { isGroup, type MemberContext } from '../context.js'
import { type Answer, type Asked, keepsDues, openly } from './answer.js'

/**
 * gaps: what has no record yet, and where it is written that there should be one. How many have paid is a rate, only for
 * who keeps the dues; how many reached their hours or have talked, only for the secretary. A group gets the number of
 * open things alone (moments.md §1).
 */
export async function answerGaps(asked: Asked, ctx: MemberContext): Promise<Answer> {
  const isOpen = !isGroup(ctx)
  const toldDues = isOpen && keepsDues(ctx.member)
  const toldAll = isOpen && ctx.member.roles.includes('secretary')
  const found = (await gaps(asked.period, ctx.today)).filter(
    ({ unit, rule }) => unit === undefined || (rule === 'dues-month' ? toldDues : toldAll),
  )
  const span = spanText(asked.period)
  const title = `${span}台账`
  const but = toldDues ? '' : '（党费不在内）'
  if (found.length === 0) return openly({ title, says: [`${span}要记的，台账里都有了${but}`] })
  const says = [`${span}还有${found.length}项没有记录或没有记够${but}`]
  if (!isOpen) return openly({ title, says, notes: ['是哪几项，请私聊问我'] })
  return openly({
    title,
    says,
    lines: found.map((gap) => ({ text: gapText(gap, toldAll) })),
    notes: ['记了就不再列在这里', ...beforeTime(asked, ctx)],
  })
}

/** Why something was not done may tell of somebody: the secretary alone reads his own words again. */
function gapText(gap: Gap, toldWhy: boolean): string {
  const { label, period, basis, excuse } = gap
  const state = isOfHours(gap.rule) ? hoursState(gap.need, gap.have) : countState(gap)
  const explained = excuse === undefined ? '' : toldWhy ? `（未开展：${excuse}）` : '（未开展，已说明）'
  return `${label}（${spanText(period)}）：${state}${explained}。依据：${basis}`
}

function countState({ label, unit: counted, need, have }: Gap): string {
  const unit = counted ?? unitOf(label)
  return have === 0 ? '暂无记录' : `已记${have}${unit}，还差${need - have}${unit}`
}

/** Of the time before the branch was here nothing may be in the books, whatever took place. */
function beforeTime({ period }: Asked, ctx: MemberContext): string[] {
  const since = civilDateAt(ctx.branch.createdAt, ctx.branch.timezone)
  return spanOf(period).from < since
    ? [`本支部${formatChinese(since, ctx.today)}才开始用我，之前没有补录的也列在这里`]
    : []
}
