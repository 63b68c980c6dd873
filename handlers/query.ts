import { answerText, isOneLiner, queryAnswerCard } from '../cards/query-answer-card.js'
import type { Card } from '../src/core/card.js'
import { isSpan, monthOf, quarterOf, yearOf } from '../src/core/civil-date.js'
import type { QueryMeaning, QueryWhat } from '../src/core/meaning.js'
import type { Content } from '../src/core/platform.js'
import type { PagedQuery } from '../src/core/query-command.js'
import type { Reply } from '../src/core/reply.js'
import { isGroup, type MemberContext } from './context.js'
import type { Answer, Asked } from './query/answer.js'
import { answerCounts } from './query/counts.js'
import { answerDuesCalc, answerDuesMissing } from './query/dues.js'
import { answerEntry } from './query/entry.js'
import { answerGaps } from './query/gaps.js'
import { answerHours, answerHoursMissing } from './query/hours.js'
import { answerLecturesMissing } from './query/lectures.js'
import { ALWAYS, answerOpenItems } from './query/open-items.js'
import { answerPlanProgress } from './query/plan-progress.js'
import { answerProjectDays } from './query/project-days.js'
import { answerTalksMissing } from './query/talks.js'
import { inPrivate } from './shared/in-private.js'
import { branchNameFor } from './shared/receipt.js'

/** One answer for each thing that can be asked: leaving one out is a compile error. */
const ANSWERS: { readonly [W in QueryWhat]: (asked: Asked, ctx: MemberContext) => Promise<Answer> } = {
  counts: answerCounts,
  credit_hours: answerHours,
  credit_hours_missing: answerHoursMissing,
  talks_missing: answerTalksMissing,
  lectures_missing: answerLecturesMissing,
  dues_missing: answerDuesMissing,
  dues_calc: answerDuesCalc,
  gaps: answerGaps,
  open_items: answerOpenItems,
  entry: answerEntry,
  plan_progress: answerPlanProgress,
  project_dates: answerProjectDays,
}

/** A question about the ledger (issue 5, asking): answered where it was asked, or in private where the group may not read it. */
export async function query(meaning: QueryMeaning, ctx: MemberContext): Promise<Reply> {
  const { content, isPrivate } = await answerTo(meaning, ctx)
  return isPrivate ? inPrivate(content, ctx) : { chat: content }
}

/** What is said to a question, and whether only he who asked may read it. */
export async function answerTo(
  meaning: QueryMeaning,
  ctx: MemberContext,
): Promise<{ readonly content: Content; readonly isPrivate: boolean }> {
  const asked: Asked = { ...meaning, period: periodOf(meaning, ctx.today) }
  const { content, isPrivate } = await ANSWERS[meaning.what](asked, ctx)
  if (isCard(content)) return { content: { type: 'card', card: content }, isPrivate }
  const branchName = isPrivate || !isGroup(ctx) ? branchNameFor(ctx) : undefined
  if (isOneLiner(content)) return { content: { type: 'text', text: answerText(content, branchName) }, isPrivate }
  const page = { query: pagedOf(asked), page: asked.page ?? 1, branchId: ctx.branch.id, branchName }
  return { content: { type: 'card', card: queryAnswerCard(content, page) }, isPrivate }
}

const isCard = (content: Answer['content']): content is Card => 'blocks' in content

/** The span that was said, or that each question is usually about. */
function periodOf({ what, period }: QueryMeaning, today: string): string {
  if (period !== undefined && isSpan(period)) return period
  switch (what) {
    case 'talks_missing':
      return quarterOf(today)
    case 'dues_missing':
    case 'gaps':
      return monthOf(today)
    case 'open_items':
      return ALWAYS
    default:
      return String(yearOf(today))
  }
}

/** The same question as a button carries it: its period said, so that the next page is of the same time. */
function pagedOf(asked: Asked): PagedQuery {
  const { what, who, period, forms, kinds, campaign, target, items } = asked
  const { categories, prizes, measures, topic, department, project } = asked
  // These are answered by one sentence or one entry, and have no pages.
  const paged = what === 'entry' || what === 'dues_calc' || what === 'project_dates' ? 'counts' : what
  const said = {
    who,
    period: period === ALWAYS ? undefined : period,
    forms,
    kinds,
    campaign,
    target,
    items,
    categories,
    prizes,
    measures,
    topic,
    department,
    project,
  }
  const filled = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  return { what: paged, ...filled }
}
