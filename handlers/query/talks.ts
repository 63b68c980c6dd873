import type { AnswerLine, QueryAnswer } from '../../cards/query-answer-card.js'
import { spanText } from '../../src/core/span-text.js'
import type { TalkPair } from '../../src/core/talk-views.js'
import type { MemberView } from '../../src/core/views.js'
import { type TalksMissing, talksMissing } from '../../src/ledger/queries.js'
import { listNeverPairs } from '../../src/ledger/talk-pairs/never-pairs.js'
import { isGroup, type MemberContext } from '../context.js'
import {
  type Answer,
  type Asked,
  keepsRecords,
  NOT_IN_ROSTER,
  nameFor,
  personOf,
  privately,
  refused,
} from './answer.js'

const ONLY_KEEPERS = '谁还没谈只告诉书记和管组织的同志，不在群里说；你自己的可以私聊问我'
const OTHERS = '其他同志的只告诉书记和管组织的同志'
const LACKS = { committee: '还差一次和书记（或有分工的同志）的谈话', member: '还差一次和其他党员的谈话' } as const
const PROMISE = '支部承诺（季度）'
const REGULATION = '《中国共产党支部工作条例（试行）》（年度）'

/**
 * talks_missing: the promise of a quarter and the year's coverage, two different things (moments.md §4). To who keeps
 * records; of one member, to himself too. 提醒谈话 are in neither.
 */
export async function answerTalksMissing(asked: Asked, ctx: MemberContext): Promise<Answer> {
  const person = personOf(asked.who, ctx)
  if (asked.who !== undefined && !person) return refused(NOT_IN_ROSTER)
  const isKeeper = keepsRecords(ctx.member)
  const isOwn = person?.id === ctx.member.id
  if (!isOwn && !isKeeper && (person || isGroup(ctx))) return refused(ONLY_KEEPERS)
  const missing = await talksMissing(asked.period, ctx.today)
  if (person) return privately(ofOne(person, missing, ctx))
  if (isKeeper) return privately(ofBranch(asked.period, missing, await listNeverPairs(ctx.member)))
  // 还差谁没谈 of a member, in private, may mean himself: what he may know he is told.
  const own = ofOne(ctx.member, missing, ctx)
  return privately({ ...own, notes: [...(own.notes ?? []), OTHERS] })
}

function ofBranch(
  period: string,
  { promises, untalked, coverage }: TalksMissing,
  never: readonly TalkPair[],
): QueryAnswer {
  const span = spanText(period)
  return {
    title: `${span}谈心谈话`,
    says: [
      ...promises.map(({ period: quarter, need, have }) => `${spanText(quarter)}：支部承诺${need}次，已记${have}次`),
      untalked.length === 0 ? `${span}每个人都有谈话记录` : `${span}还没有谈话记录的：${untalked.join('、')}`,
      `${coverage.year}年谈心谈话覆盖：${coverage.done}/${coverage.total}${coverage.mode === 'pairs' ? '对' : '人'}`,
    ],
    lines: linesOf(coverage, never),
    notes: [`依据：${PROMISE}、${REGULATION}`, '谈心谈话和廉政谈话一起算，提醒谈话不算；没记进台账的没有算'],
  }
}

function linesOf({ pairs, members }: TalksMissing['coverage'], never: readonly TalkPair[]): AnswerLine[] {
  const under = '今年还没有记录的：'
  const isLeftOut = (pair: readonly string[]): boolean =>
    never.some(({ one, other }) => pair.includes(one.name) && pair.includes(other.name))
  return [
    ...pairs.map((pair) => ({ text: `${pair.join('—')}${isLeftOut(pair) ? '（不安排）' : ''}`, under })),
    ...members.map(({ name, lacks }) => ({ text: `${name}：${lacks.map((lack) => LACKS[lack]).join('，')}`, under })),
  ]
}

function ofOne(person: MemberView, { coverage }: TalksMissing, ctx: MemberContext): QueryAnswer {
  const partners = coverage.pairs
    .filter((pair) => pair.includes(person.name))
    .map(([a, b]) => (a === person.name ? b : a))
  const lacks = coverage.members.find(({ name }) => name === person.name)?.lacks ?? []
  const left = [
    ...(partners.length > 0 ? [`还没有和${partners.join('、')}的`] : []),
    ...lacks.map((lack) => LACKS[lack]),
  ]
  const whom = `${nameFor(person, ctx)}${coverage.year}年的谈心谈话`
  return {
    title: `${coverage.year}年谈心谈话`,
    says: [left.length === 0 ? `${whom}台账里都有了` : `${whom}：${left.join('；')}`],
    notes: [`依据：${REGULATION}`],
  }
}
