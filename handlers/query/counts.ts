import type { AnswerLine } from '../../cards/query-answer-card.js'
import { countsText } from '../../cards/shared/count-text.js'
import { quarterOf, quartersOf, spanOf } from '../../src/core/civil-date.js'
import { KIND_LABELS } from '../../src/core/entry.js'
import { spanText } from '../../src/core/span-text.js'
import type { EntryView, MemberView } from '../../src/core/views.js'
import { canSee } from '../../src/ledger/permissions.js'
import { countsBy } from '../../src/ledger/queries.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import { isGroup, type MemberContext } from '../context.js'
import { isForPrivate } from '../shared/private-kinds.js'
import {
  type Answer,
  type Asked,
  dayText,
  entryLine,
  keepsRecords,
  NOT_IN_ROSTER,
  nameFor,
  openly,
  personOf,
  privately,
  refused,
} from './answer.js'

interface Row {
  readonly label: string
  readonly count: number
  readonly entries: readonly LedgerEntryView[]
}

/** counts: how many of each, with the entries behind every number. A person's own for himself, of others for who keeps records. */
export async function answerCounts(asked: Asked, ctx: MemberContext): Promise<Answer> {
  const person = personOf(asked.who, ctx)
  if (asked.who !== undefined && !person) return refused(NOT_IN_ROSTER)
  if (person && person.id !== ctx.member.id && !keepsRecords(ctx.member)) return refused(OTHERS)
  const { period, forms, kinds, campaign } = asked
  const rows = await countsBy({ ...spanOf(period), forms, kinds, campaign })
  const visible = rows.map((row) => rowFor(row, ctx.member, person))
  return person ? ofPerson(person, visible, asked, ctx) : ofBranch(visible, asked, ctx)
}

const OTHERS = '别人参加了什么只告诉书记和管组织的同志；你自己的可以私聊问我'

/** The row without what the reader may not know, and of one person only what he is in. */
function rowFor(row: Row, reader: MemberView, person: MemberView | undefined): Row {
  const entries = row.entries.filter((entry) => canSee(reader, entry) && (!person || isIn(entry, person)))
  // The ledger's count may be larger than the entries: one entry can tell of three slips.
  const whole = !person && entries.length === row.entries.length
  return { ...row, entries, count: whole ? row.count : entries.length }
}

function isIn(entry: EntryView, { name }: MemberView): boolean {
  const { participants, winners = [], payers = [], lecturer, talker, partner, who } = entry
  return [...participants, ...winners, ...payers, lecturer, talker, partner, who].includes(name)
}

function ofPerson(person: MemberView, rows: readonly Row[], asked: Asked, ctx: MemberContext): Answer {
  const span = spanText(asked.period)
  return privately({
    title: `${span}台账${titleNote(asked)}`,
    says: [`${nameFor(person, ctx)}${span}参加的：${said(rows)}`],
    lines: linesOf(rows, (entry) => entryLine(entry, ctx.today)),
  })
}

function ofBranch(rows: readonly Row[], asked: Asked, ctx: MemberContext): Answer {
  const inGroup = isGroup(ctx)
  const shown = inGroup ? rows.filter((row) => !tellsOfMoney(row)) : rows
  const span = spanText(asked.period)
  const says = [`${span}台账里：${said(shown)}`, ...quarterLines(shown, asked.period, ctx.today)]
  const title = `${span}台账${inGroup ? '' : titleNote(asked)}`
  if (!inGroup) {
    return openly({ title, says, chart: chartOf(shown), lines: linesOf(shown, (entry) => entryLine(entry, ctx.today)) })
  }
  // A topic may name somebody: the group gets numbers and days, and of what is for its people alone not even these.
  const open = shown.map((row) => ({ ...row, entries: row.entries.filter((entry) => !isForPrivate(entry)) }))
  const lines = linesOf(open, ({ number, date }) => `${number} ${dayText(date, ctx.today)}`)
  return openly({
    title,
    says,
    chart: chartOf(shown),
    lines,
    notes: lines.length > 0 ? ['每条是什么，请私聊问我'] : [],
  })
}

const titleNote = ({ campaign }: Asked): string => (campaign === undefined ? '' : `｜${campaign}`)

/** Bars of nothing at all show nothing. */
const chartOf = (rows: readonly Row[]): readonly Row[] => (rows.some(({ count }) => count > 0) ? rows : [])

const said = (rows: readonly Row[]): string => (rows.length === 0 ? '暂无记录' : countsText(rows))

/** How many payments there are says how many are missing. */
const tellsOfMoney = ({ label, entries }: Row): boolean =>
  [KIND_LABELS.dues, 'dues'].includes(label) || entries.some(({ kind }) => kind === 'dues')

function linesOf(rows: readonly Row[], text: (entry: EntryView) => string): AnswerLine[] {
  const several = rows.filter(({ entries }) => entries.length > 0).length > 1
  return rows.flatMap(({ label, entries }) =>
    entries.map((entry) => ({ text: text(entry), ...(several ? { under: label } : {}) })),
  )
}

/** A sum of talks over a year does not say that each quarter had its own: the quarters that began are told one by one (domain.md S14). */
function quarterLines(rows: readonly Row[], period: string, today: string): string[] {
  const quarters = quartersOf(period).filter((quarter) => quarter <= quarterOf(today))
  if (quarters.length < 2) return []
  return rows
    .filter(({ entries }) => entries.length > 0 && entries.every(({ kind }) => kind === 'talk'))
    .map(({ label, entries }) => {
      const each = quarters.map((quarter) => {
        const count = entries.filter(({ date }) => quarterOf(date) === quarter).length
        return `${spanText(quarter).replace(/^\d+年/, '')}${count}次`
      })
      return `${label}分季度：${each.join('、')}`
    })
}
