import type { QueryAnswer } from '../../cards/query-answer-card.js'
import { hoursText } from '../../cards/shared/count-text.js'
import { spanOf } from '../../src/core/civil-date.js'
import { spanText } from '../../src/core/span-text.js'
import type { EntryView, MemberView } from '../../src/core/views.js'
import { countsAs, hoursOf, isSelfStudy } from '../../src/ledger/counting.js'
import { creditHoursMissing, creditHoursOf } from '../../src/ledger/queries.js'
import type { MemberContext } from '../context.js'
import {
  type Answer,
  type Asked,
  entryLine,
  holds,
  keepsRecords,
  NOT_IN_ROSTER,
  nameFor,
  openly,
  personOf,
  privately,
  refused,
} from './answer.js'

/** 学时 of a year, 集中学习培训 (domain.md R10) and of secretaries (R11); no article numbers (moments.md §6). */
const HOURS_A_YEAR = 32
const HOURS_OF_SECRETARIES = 56

const ONLY_OWN = '别人的学时只告诉本人、书记和管组织的同志；你自己的可以问：我今年学了多少学时'

/** credit_hours: one person's hours to himself; those of others, and of everybody, to who keeps records. Always private. */
export async function answerHours(asked: Asked, ctx: MemberContext): Promise<Answer> {
  if (asked.unit) return openly(hourSetting(ctx))
  const person = personOf(asked.who, ctx)
  if (asked.who !== undefined && !person) return refused(NOT_IN_ROSTER)
  if (person?.id !== ctx.member.id && !keepsRecords(ctx.member)) return refused(ONLY_OWN)
  return privately(person ? await hoursOfOne(person, asked, ctx) : await hoursOfAll(asked, ctx))
}

async function hoursOfOne(person: MemberView, asked: Asked, ctx: MemberContext): Promise<QueryAnswer> {
  const { from, to } = spanOf(asked.period)
  const { hours, selfStudyHours, entries } = await creditHoursOf(person, from, to)
  const span = spanText(asked.period)
  const selfStudy = selfStudyHours > 0 ? `，另自学 ${hoursText(selfStudyHours)} 学时` : ''
  const goal = goalText(hours, asked, person)
  return {
    title: `${span}学时`,
    says: [`${nameFor(person, ctx)}${span}集中学习培训 ${hoursText(hours)} 学时${selfStudy}${goal}`],
    lines: entries.map((entry) => ({ text: `${entryLine(entry, ctx.today)} ${hoursOfEntry(entry, ctx)}` })),
    notes: [hourNote(ctx)],
  }
}

/** A year's goal; of a shorter span only the goal that was asked about. */
function goalText(hours: number, { period, target }: Asked, person: MemberView): string {
  const isYear = /^\d{4}$/.test(period)
  if (!isYear && target === undefined) return ''
  const goal = target ?? (holds(person, 'secretary') ? HOURS_OF_SECRETARIES : HOURS_A_YEAR)
  const rest = Math.max(0, goal - hours)
  const left = rest > 0 ? `还差 ${hoursText(rest)}` : '已达到'
  return `；${target === undefined ? '年度目标' : '目标'} ${goal} 学时，${left}`
}

function hoursOfEntry(entry: EntryView, { branch }: MemberContext): string {
  const each = countsAs(entry).map((counted) => hoursOf(counted, branch.settings.minutesPerCreditHour))
  const hours = hoursText(each.reduce((sum, one) => sum + one, 0))
  return isSelfStudy(entry) ? `${hours}学时（自学，另计）` : `${hours}学时`
}

/** No regulation says what one 学时 is (domain.md R12). */
const hourNote = ({ branch }: MemberContext): string =>
  `1学时按${branch.settings.minutesPerCreditHour}分钟算（本支部设置），半天4学时、一天8学时；自学不计入集中学习培训，没写时长的没有算`

/** 一学时是多少分钟: of the branch and of nobody in it. */
const hourSetting = ({ branch, member }: MemberContext): QueryAnswer => ({
  title: '学时',
  says: [`1学时按${branch.settings.minutesPerCreditHour}分钟算（本支部设置），半天4学时、一天8学时`],
  notes: holds(member, 'secretary') ? ['要改请发：一个学时按45分钟算（可以是45、50或60）'] : ['要改请找书记'],
})

/** In the order of the roster, which says nothing: there is no ranking (domain.md R20). */
async function hoursOfAll(asked: Asked, ctx: MemberContext): Promise<QueryAnswer> {
  const { from, to } = spanOf(asked.period)
  const lines: { text: string }[] = []
  for (const member of ctx.roster.filter(({ leftOn }) => leftOn === undefined)) {
    const { hours, selfStudyHours } = await creditHoursOf(member, from, to)
    const selfStudy = selfStudyHours > 0 ? `，另自学${hoursText(selfStudyHours)}` : ''
    lines.push({ text: `${member.name}：${hoursText(hours)}学时${selfStudy}` })
  }
  const span = spanText(asked.period)
  return { title: `${span}学时`, says: [`${span}每人的集中学习培训学时（按名册顺序）`], lines, notes: [hourNote(ctx)] }
}

/** credit_hours_missing: who has fewer hours than the goal; only to who keeps records. */
export async function answerHoursMissing(asked: Asked, ctx: MemberContext): Promise<Answer> {
  if (!keepsRecords(ctx.member)) return refused(ONLY_OWN)
  const year = asked.period.slice(0, 4)
  const missing = await creditHoursMissing(asked.target, year, ctx.today)
  const goal =
    asked.target === undefined
      ? `年度目标 ${HOURS_A_YEAR} 学时（书记 ${HOURS_OF_SECRETARIES}）`
      : `${asked.target} 学时`
  const said = missing.length === 0 ? '台账里每个人都够了' : `台账里还不够的有 ${missing.length} 人`
  return privately({
    title: `${year}年学时`,
    says: [`${year}年${goal}，${said}`],
    // By name, not by hours: nobody is the last of a list (domain.md R20).
    lines: missing.toSorted(byName).map(({ name, target, hours, selfStudyHours, missing: rest }) => {
      const selfStudy = selfStudyHours > 0 ? `，另自学${hoursText(selfStudyHours)}` : ''
      return { text: `${name}：${hoursText(hours)}学时${selfStudy}，离${target}还差${hoursText(rest)}` }
    }),
    notes: [hourNote(ctx), BASIS],
  })
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1)

const BASIS =
  '依据：《中国共产党党员教育管理工作条例》（党员）、《2019－2023年全国党员教育培训工作规划》（书记）；没记进台账的没有算'
