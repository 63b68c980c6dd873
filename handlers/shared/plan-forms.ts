import type { PartialRecord, PlanMeaning } from '../../src/core/meaning.js'
import type { Reply } from '../../src/core/reply.js'
import { partialOfEntry } from '../../src/ledger/partial-of-entry.js'
import { isPlannedTalk } from '../../src/ledger/permissions.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'
import { askBack } from './ask-back.js'

type PartialPlan = Partial<PlanMeaning> & { type: 'plan' }

/** 已办，记一笔: the form of the record with what the plan says; recorded, it closes the plan. */
export async function heldForm(plan: LedgerEntryView, ctx: MemberContext): Promise<Reply> {
  const partial = recordOf(await planAsSaid(plan, ctx), plan)
  const done = isPlannedTalk(plan) ? '谈了' : '办了'
  const question = `${plan.number} ${done}，记一笔：请核对，计划里没有的补上。`
  return askBack({ partial, question, fields: partial.date === undefined ? ['date'] : [], private: true }, ctx)
}

/** 改期: a plan with the same facts, its day left open, that takes the place of this one. */
export async function moveForm(plan: LedgerEntryView, ctx: MemberContext): Promise<Reply> {
  const {
    date: _date,
    due_to: _due,
    end_date: _end,
    start: _start,
    end: _until,
    period: _period,
    ...kept
  } = await planAsSaid(plan, ctx)
  const partial = { ...kept, replaces: plan.date } as PartialRecord
  return askBack({ partial, question: `${plan.number} 改期：请选新的日子。`, fields: ['date'], private: true }, ctx)
}

async function planAsSaid(plan: LedgerEntryView, ctx: MemberContext): Promise<PartialPlan> {
  const partial = (await partialOfEntry(plan.id, ctx.member, ctx.now)) as PartialPlan | undefined
  const { inferred: _inferred, ...said } = partial ?? { type: 'plan' as const }
  // Of a talk without one its author talks, and he may not be the one who answers.
  return said.kind === 'talk' && said.talker === undefined ? { ...said, talker: plan.author } : said
}

/** The record that the plan was for, as far as it says. */
function recordOf(said: PartialPlan, plan: LedgerEntryView): PartialRecord {
  const { kind = 'activity', date, end_date, start, end, period, minutes, topic, place, note } = said
  const common = { date, end_date, start, end, period, minutes, topic, place, note }
  if (kind === 'talk') {
    return {
      ...common,
      type: 'talk',
      kind: '谈心谈话',
      talker: said.talker ?? plan.author,
      partner: said.partner,
    } as PartialRecord
  }
  const people = { attendees: said.attendees, host: said.host }
  return {
    ...common,
    ...people,
    type: kind,
    ...(kind === 'training' && { lecturer: said.lecturer }),
  } as PartialRecord
}
