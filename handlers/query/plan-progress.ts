import type { AnswerLine, QueryAnswer } from '../../cards/query-answer-card.js'
import { monthsOf, spanOf } from '../../src/core/civil-date.js'
import { spanText } from '../../src/core/span-text.js'
import { canSee } from '../../src/ledger/permissions.js'
import { countsBy, readingPlansOf, trainingPlanOf, workPlanOf } from '../../src/ledger/queries.js'
import type { MemberContext } from '../context.js'
import { type Answer, type Asked, dayText, entryLine, keepsRecords, privately } from './answer.js'

/**
 * plan_progress: what was planned against what took place (domain.md P5, P15, P24). It says how far somebody is, so always
 * in private; who has not lectured yet only to who keeps records (moments.md §1).
 */
export async function answerPlanProgress(asked: Asked, ctx: MemberContext): Promise<Answer> {
  const [what] = asked.kinds ?? []
  if (what === '读书计划') return privately(await ofReading(asked, ctx))
  return privately(what === '工作计划' ? await ofWork(asked, ctx) : await ofTraining(asked, ctx))
}

async function ofReading({ period }: Asked, ctx: MemberContext): Promise<QueryAnswer> {
  const title = `${spanText(period)}读书计划`
  const plans = (await readingPlansOf(period)).filter(({ plan }) => canSee(ctx.member, plan))
  if (plans.length === 0) {
    return {
      title,
      says: [`台账里还没有${spanText(period)}的读书计划`],
      notes: ['要记请发：读书计划：《书名》第一章由孙小雨3月25日讲，第二章由赵阳4月8日讲'],
    }
  }
  const done = plans.filter(({ plan }) => plan.planState === 'done').length
  const left = plans.length - done
  return {
    title,
    says: [`${title}：计划${plans.length}讲，已讲${done}讲${left > 0 ? `，还有${left}讲` : ''}`],
    lines: plans.map(({ plan, doneBy }) => {
      const late = plan.planState === 'open' && plan.date < ctx.today && keepsRecords(ctx.member)
      const state = doneBy
        ? ` 已讲：${doneBy.number} ${dayText(doneBy.date, ctx.today)}`
        : late
          ? ' 过了日子，暂无记录'
          : ''
      const head = [plan.lecturer, plan.title.split(' · ').slice(1, -1).join(' · ')].filter(Boolean).join(' ')
      return { text: `${plan.number} ${dayText(plan.date, ctx.today)} ${head}${state}` }
    }),
  }
}

async function ofWork({ period }: Asked, ctx: MemberContext): Promise<QueryAnswer> {
  const title = `${spanText(period)}工作计划`
  const says: string[] = []
  const lines: AnswerLine[] = []
  const months = monthsOf(period)
  for (const month of months) {
    const plan = await workPlanOf(month)
    if (!plan) continue
    const { total, done, entries, told } = plan
    const state =
      done === undefined
        ? `，完成几项还没记；请发：${Number(month.slice(5))}月工作计划${total}项，完成几项`
        : `，完成${done}项${done < total ? `，还有${total - done}项` : ''}`
    says.push(`${spanText(month)}工作计划${total}项${state}${told ? '' : '（按记下的计划数）'}`)
    const under = months.length > 1 ? { under: spanText(month) } : {}
    for (const entry of entries.filter((one) => canSee(ctx.member, one))) {
      lines.push({ text: told ? `${entry.number} ${entry.title}` : entryLine(entry, ctx.today), ...under })
    }
  }
  return says.length > 0
    ? { title, says, lines }
    : { title, says: [`台账里还没有${title}`], notes: ['要记请发：3月工作计划6项，完成5项'] }
}

async function ofTraining({ period, target }: Asked, ctx: MemberContext): Promise<QueryAnswer> {
  const plan = await trainingPlanOf(period)
  const span = spanText(plan?.span ?? period)
  const title = `${span}培训计划`
  if (!plan) return ofNoPlan(title, period, target, ctx)
  const says = plan.items.map(
    ({ name, planned, done }) =>
      `${name}计划${planned}次，已办${done.count}次，${done.count < planned ? `还差${planned - done.count}次` : '已完成'}`,
  )
  const lines = plan.items.flatMap(({ name, done }) =>
    done.entries
      .filter((entry) => canSee(ctx.member, entry))
      .map((entry): AnswerLine => ({ text: entryLine(entry, ctx.today), under: `${name}${done.count}次` })),
  )
  const all = plan.items.length > 1 ? [`${title}：${says.join('；')}`] : [`${title}：${says[0] ?? ''}`]
  const told = plan.told.map(({ number }) => number).join('、')
  const other = plan.span === period ? [] : [`没有${spanText(period)}单独的计划，按${span}的计划对照`]
  const differs = target !== undefined && !plan.items.some(({ planned }) => planned === target)
  const asIs = differs
    ? [`台账里的计划不是${target}次；要改请发：更正 ${plan.told[0]?.number ?? ''} 集中学习改成${target}次`]
    : []
  return { title, says: all, lines, notes: [`计划见 ${told}`, ...other, ...asIs] }
}

/** Nobody wrote down what was planned: what took place is said beside the number that was asked with. */
async function ofNoPlan(
  title: string,
  period: string,
  target: number | undefined,
  ctx: MemberContext,
): Promise<QueryAnswer> {
  const { from, to } = spanOf(period)
  const [done] = await countsBy({ from, to, kinds: ['training'] })
  const count = done?.count ?? 0
  const asked =
    target === undefined ? '' : `；按你说的计划${target}次，${count < target ? `还差${target - count}次` : '已完成'}`
  return {
    title,
    says: [`台账里还没有${title}，实际培训${count}次（各种形式一起）${asked}`],
    lines: (done?.entries ?? [])
      .filter((entry) => canSee(ctx.member, entry))
      .map((entry) => ({ text: entryLine(entry, ctx.today) })),
    notes: ['要记计划请发：年度培训计划：集中学习12次，专题讲座4次'],
  }
}
