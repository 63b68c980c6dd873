import type { AnswerLine } from '../../cards/query-answer-card.js'
import { formatChinese, spanOf } from '../../src/core/civil-date.js'
import { KIND_LABELS, kindOfType } from '../../src/core/entry.js'
import { spanText } from '../../src/core/span-text.js'
import type { MemberView } from '../../src/core/views.js'
import { canSee } from '../../src/ledger/permissions.js'
import { type Absentees, absencesIn } from '../../src/ledger/queries.js'
import type { MemberContext } from '../context.js'
import {
  type Answer,
  type Asked,
  entryLine,
  keepsRecords,
  NOT_IN_ROSTER,
  nameFor,
  personOf,
  privately,
  refused,
} from './answer.js'

const ONLY_KEEPERS = '谁缺席只告诉书记和管组织的同志，不在群里说；你自己的可以私聊问我：我今年缺席了几次'
const NOTE = '按台账里记的未到和请假；没写到会情况的没有算'
const FOR_YOU = '只给你一人看，不发群里、不作比较；请先核对，再私下了解情况'

/**
 * absences: who was recorded absent and from what, to who keeps records; one's own to oneself. By events and in the order
 * of the roster, never by how often: there is no league table (domain.md R20–R24). Always private.
 */
export async function answerAbsences(asked: Asked, ctx: MemberContext): Promise<Answer> {
  const person = personOf(asked.who, ctx)
  if (asked.who !== undefined && !person) return refused(NOT_IN_ROSTER)
  if (person?.id !== ctx.member.id && !keepsRecords(ctx.member)) return refused(ONLY_KEEPERS)
  const { forms, kinds } = asked
  const events = (
    await absencesIn({ ...timeOf(asked, ctx.today), forms, kinds, latest: asked.latest === true })
  ).filter(({ entry }) => canSee(ctx.member, entry))
  const found: Found = { what: whatOf(asked), when: whenOf(asked, ctx.today), events }
  return privately(person ? ofOne(person, found, ctx) : ofAll(found, asked, ctx))
}

interface Found {
  /** 集中学习、主题党日, or nothing in particular. */
  readonly what: string
  readonly when: string
  readonly events: readonly Absentees[]
}

type Content = Extract<Answer['content'], { says: unknown }>

function ofAll({ what, when, events }: Found, asked: Asked, ctx: MemberContext): Content {
  const title = `${when}${what}缺席记录`
  const missed = events.filter(({ absent }) => absent.length > 0)
  const [newest] = events
  if (asked.latest && newest) {
    const line = entryLine(newest.entry, ctx.today)
    const said = missed.length === 0 ? '没有记下缺席的人' : `缺席：${peopleText(newest, ctx)}`
    return { title, says: [`${line}，${said}`], notes: [NOTE] }
  }
  if (events.length === 0) return { title, says: [`${when}台账里还没有${what === '' ? '要记到会的活动' : what}`] }
  if (missed.length === 0) return { title, says: [`${when}${what}没有记下缺席的人`], notes: [NOTE] }
  const names = new Set(missed.flatMap((one) => one.absent.map((absentee) => nameNow(absentee, ctx))))
  const order = ctx.roster.map(({ name }) => name)
  return {
    title,
    says: [
      `${when}${what}记了缺席的：${[...names].toSorted((a, b) => order.indexOf(a) - order.indexOf(b)).join('、')}`,
    ],
    lines: missed.map((one): AnswerLine => ({ text: `${entryLine(one.entry, ctx.today)}：${peopleText(one, ctx)}` })),
    notes: [NOTE, FOR_YOU],
  }
}

function ofOne(person: MemberView, { what, when, events }: Found, ctx: MemberContext): Content {
  const missed = events.flatMap(({ entry, absent }) => {
    const own = absent.find((one) => isHe(one, person))
    return own === undefined ? [] : [{ entry, own }]
  })
  const whose = `${nameFor(person, ctx)}${when}${what}`
  return {
    title: `${when}${what}缺席记录`,
    says: [missed.length === 0 ? `${whose}没有缺席记录` : `${whose}记了${missed.length}次缺席`],
    lines: missed.map(({ entry, own }) => ({ text: `${entryLine(entry, ctx.today)}${reasonText(own.reason)}` })),
    notes: [NOTE],
  }
}

type Absentee = Absentees['absent'][number]

const isHe = ({ memberId, name }: Absentee, person: MemberView): boolean =>
  memberId === undefined ? name === person.name : memberId === person.id

/** 孙小雨（病假）、李响 */
const peopleText = ({ absent }: Absentees, ctx: MemberContext): string =>
  absent.map((one) => `${nameNow(one, ctx)}${reasonText(one.reason)}`).join('、')

const nameNow = ({ memberId, name }: Absentee, { roster }: MemberContext): string =>
  roster.find(({ id }) => id === memberId)?.name ?? name

const reasonText = (reason: string | undefined): string => (reason === undefined ? '' : `（${reason}）`)

function timeOf({ period, date, latest }: Asked, today: string): { from: string; to: string } {
  if (date !== undefined) return { from: date, to: date }
  // The newest of any time: an event of December is the newest one in January.
  return latest ? { from: '0001-01-01', to: today } : spanOf(period)
}

const whenOf = ({ period, date, latest }: Asked, today: string): string =>
  latest ? '最近一次' : date === undefined ? spanText(period) : formatChinese(date, today)

function whatOf({ forms = [], kinds = [] }: Asked): string {
  const labels = kinds.map((kind) => {
    const one = kindOfType(kind)
    return one === undefined ? kind : KIND_LABELS[one]
  })
  return [...forms, ...labels].join('、')
}
