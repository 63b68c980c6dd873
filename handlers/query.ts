import {
  type AnswerPage,
  answerText,
  isOneLiner,
  pagesOf,
  type QueryAnswer,
  queryAnswerCard,
} from '../cards/query-answer-card.js'
import { answersTogether, withLine } from '../cards/query-answers-card.js'
import type { Card } from '../src/core/card.js'
import { isSpan, monthOf, quarterOf, yearOf } from '../src/core/civil-date.js'
import type { QueryMeaning, QueryWhat } from '../src/core/meaning.js'
import type { Content } from '../src/core/platform.js'
import { type PagedQuery, queryCommand } from '../src/core/query-command.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { noteAnswer } from '../src/ledger/last-answers.js'
import { isGroup, type MemberContext } from './context.js'
import { answerAbsences } from './query/absences.js'
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
  absences: answerAbsences,
}

/** A question about the ledger (issue 5, asking): answered where it was asked, or in private where the group may not read it. */
export async function query(meaning: QueryMeaning, ctx: MemberContext): Promise<Reply> {
  const { others, ...first } = meaning
  if (others !== undefined) return queries([first, ...others], ctx)
  const { content, isPrivate } = await answerTo(meaning, ctx)
  return isPrivate ? inPrivate(content, ctx) : { chat: content }
}

/** Several questions of one message, in the order asked: one answer, or two where the group may not read all of it. */
async function queries(asked: readonly QueryMeaning[], ctx: MemberContext): Promise<Reply> {
  const answers: (Answer & { readonly page: AnswerPage })[] = []
  for (const one of asked) answers.push(await answerOf(one, ctx))
  const contentOf = (some: typeof answers, branchName: string | undefined): Content =>
    answersTogether(
      some.flatMap(({ content, page }) =>
        isCard(content) ? [] : [{ answer: content, page: { ...page, branchName } }],
      ),
    )
  const inGroup = isGroup(ctx)
  const open = answers.filter(({ isPrivate }) => !(inGroup && isPrivate))
  const own = answers.filter(({ isPrivate }) => inGroup && isPrivate)
  if (own.length === 0) return { chat: contentOf(open, inGroup ? undefined : branchNameFor(ctx)) }
  const direct = [{ memberId: ctx.member.id, content: contentOf(own, branchNameFor(ctx)) }]
  if (open.length === 0) return { ...textReply('已私聊你'), direct }
  return { chat: withLine(contentOf(open, undefined), `另外${own.length}个问题已私聊你`), direct }
}

/** What is said to a question, and whether only he who asked may read it. */
export async function answerTo(
  meaning: QueryMeaning,
  ctx: MemberContext,
): Promise<{ readonly content: Content; readonly isPrivate: boolean }> {
  const { content, isPrivate, page } = await answerOf(meaning, ctx)
  if (isCard(content)) return { content: { type: 'card', card: content }, isPrivate }
  if (isOneLiner(content)) return { content: { type: 'text', text: answerText(content, page.branchName) }, isPrivate }
  await noteShown(content, page, isPrivate, ctx)
  return { content: { type: 'card', card: queryAnswerCard(content, page) }, isPrivate }
}

async function answerOf(meaning: QueryMeaning, ctx: MemberContext): Promise<Answer & { readonly page: AnswerPage }> {
  const asked: Asked = { ...meaning, period: periodOf(meaning, ctx.today) }
  const answer = await ANSWERS[meaning.what](asked, ctx)
  const branchName = answer.isPrivate || !isGroup(ctx) ? branchNameFor(ctx) : undefined
  return { ...answer, page: { query: pagedOf(asked), page: asked.page ?? 1, branchId: ctx.branch.id, branchName } }
}

/** So that 下一页 can be typed: where it was asked, and for what the group may not read in his private chat as well. */
async function noteShown(
  answer: QueryAnswer,
  place: AnswerPage,
  isPrivate: boolean,
  ctx: MemberContext,
): Promise<void> {
  const pages = pagesOf(answer)
  if (pages < 2) return
  const shown = { command: queryCommand(place.query, Math.min(place.page, pages)), pages }
  const inGroup = isGroup(ctx)
  await noteAnswer(ctx.member.id, inGroup, shown, ctx.now)
  if (inGroup && isPrivate) await noteAnswer(ctx.member.id, false, shown, ctx.now)
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
  const { what, who, forms, kinds, campaign, target, items, date, latest } = asked
  // A day or the newest event stands instead of a period.
  const period = date === undefined && !latest ? asked.period : undefined
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
    date,
    latest,
  }
  const filled = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  return { what: paged, ...filled }
}
