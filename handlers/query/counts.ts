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
import { isForOneReader, sumsOf } from './sums.js'

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
  const { period, forms, kinds, campaign, categories, prizes, topic, department, project } = asked
  const span = spanOf(period)
  const narrowed = { forms, kinds, campaign, categories, prizes, topic, department, project }
  const rows = await countsBy({ ...span, ...narrowed, ...(person && { of: person }) })
  const visible = rows.map((row) => rowFor(row, ctx.member, person))
  const notes = [...(await notesOf(asked, ctx)), ...unreadNote(asked, ctx)]
  const sums = await sumsOf(visible, asked.measures ?? [], person, ctx)
  const found: Found = { rows: visible, notes, sums }
  return person ? ofPerson(person, found, asked, ctx) : ofBranch(found, asked, ctx)
}

interface Found {
  readonly rows: readonly Row[]
  /** What was asked for beside how many. */
  readonly sums: readonly string[]
  readonly notes: readonly string[]
}

/** Trainings of no category are in none of their numbers: how many there are is said. */
async function notesOf({ period, forms, kinds, categories, campaign }: Asked, ctx: MemberContext): Promise<string[]> {
  const reminder = kinds?.includes('提醒谈话') ? ['问到的有一类谈话不计次数'] : []
  if (categories === undefined) return reminder
  const all = await countsBy({ ...spanOf(period), campaign, ...(forms ? { forms } : { kinds: ['training'] }) })
  const without = all
    .flatMap(({ entries }) => entries)
    .filter((entry) => entry.kind === 'training' && entry.category === undefined && canSee(ctx.member, entry)).length
  return without > 0 ? [`另有${without}次培训没写内容分类，没有算；要补请发：更正 编号 类别改成政治理论`] : []
}

/** What was not read is named to him who asked; a group is not told a word that may be a name. */
function unreadNote({ unread = [] }: Asked, ctx: MemberContext): string[] {
  if (unread.length === 0) return []
  const words = isGroup(ctx) ? '有的词' : `「${unread.join('」「')}」`
  return [`${words}没看懂，上面没有按它筛选`]
}

const OTHERS = '别人参加了什么只告诉书记和管组织的同志；你自己的可以私聊问我'

/** The row without what the reader may not know; of one person each entry counts once. */
function rowFor(row: Row, reader: MemberView, person: MemberView | undefined): Row {
  const entries = row.entries.filter((entry) => canSee(reader, entry))
  // The ledger's count may be larger than the entries: one entry can tell of three slips.
  const whole = !person && entries.length === row.entries.length
  return { ...row, entries, count: whole ? row.count : entries.length }
}

function ofPerson(person: MemberView, { rows, sums, notes }: Found, asked: Asked, ctx: MemberContext): Answer {
  const span = spanText(asked.period)
  return privately({
    title: `${span}台账${titleNote(asked)}`,
    says: [`${nameFor(person, ctx)}${span}${isOwnDoing(rows) ? '的' : '参加的'}：${said(rows)}`, ...sums],
    lines: linesOf(rows, (entry) => lineText(entry, ctx.today)),
    notes,
  })
}

/** 你的承诺; a prize or a promise is nothing one takes part in. */
const isOwnDoing = (rows: readonly Row[]): boolean =>
  rows.some(({ entries }) => entries.some(({ kind }) => kind === 'commitment' || kind === 'honour'))

function ofBranch({ rows, sums, notes }: Found, asked: Asked, ctx: MemberContext): Answer {
  const inGroup = isGroup(ctx) && !isForOneReader(asked.measures)
  const shown = inGroup ? rows.filter((row) => !tellsOfMoney(row)) : rows
  const span = spanText(asked.period)
  const says = [
    `${span}台账里：${said(shown)}${togetherText(shown)}`,
    ...sums,
    ...quarterLines(shown, asked.period, ctx.today),
  ]
  const title = `${span}台账${inGroup ? '' : titleNote(asked)}`
  if (!inGroup) {
    const lines = linesOf(shown, (entry) => lineText(entry, ctx.today))
    const answer = { title, says, chart: chartOf(shown), lines, notes }
    return isForOneReader(asked.measures) ? privately(answer) : openly(answer)
  }
  // A topic may name somebody: the group gets numbers and days, and of what is for its people alone not even these.
  const open = shown.map((row) => ({ ...row, entries: row.entries.filter((entry) => !isForPrivate(entry)) }))
  const lines = linesOf(open, ({ number, date }) => `${number} ${dayText(date, ctx.today)}`)
  return openly({
    title,
    says,
    chart: chartOf(shown),
    lines,
    notes: [...notes, ...(lines.length > 0 ? ['每条是什么，请私聊问我'] : [])],
  })
}

/** What the question was narrowed down to: the answer says what it is an answer to. */
const titleNote = ({ campaign, topic, department, project, forms, categories }: Asked): string =>
  [campaign, topic && `《${topic}》`, department, project && `${project}项目`, categories && forms?.join('、')]
    .filter(Boolean)
    .map((word) => `｜${word}`)
    .join('')

/** 谈心谈话1次、廉政谈话1次，谈话一共2次. */
function togetherText(rows: readonly Row[]): string {
  const isTalk = ({ label }: Row): boolean => label === '谈心谈话' || label === '廉政谈话'
  if (rows.length < 2 || !rows.every(isTalk)) return ''
  return `，谈话一共${rows.reduce((sum, { count }) => sum + count, 0)}次`
}

/** The newest word on a promise stands beside it. */
function lineText(entry: EntryView, today: string): string {
  const last = entry.progress?.at(-1)
  return entryLine(entry, today) + (last ? `（进展 ${dayText(last.on, today)}：${last.text}）` : '')
}

/** Bars of nothing at all show nothing. */
const chartOf = (rows: readonly Row[]): readonly Row[] => (rows.some(({ count }) => count > 0) ? rows : [])

const said = (rows: readonly Row[]): string => (rows.length === 0 ? '暂无记录' : countsText(rows))

/** How many payments there are says how many are missing. */
const tellsOfMoney = ({ label, entries }: Row): boolean =>
  [KIND_LABELS.dues, 'dues'].includes(label) || entries.some(({ kind }) => kind === 'dues')

function linesOf(rows: readonly Row[], text: (entry: EntryView) => string): AnswerLine[] {
  // What won a prize is among the honours already.
  const isAgain = (row: Row, at: number): boolean =>
    row.entries.length > 0 &&
    rows.slice(0, at).some(({ entries }) => row.entries.every(({ id }) => entries.some((one) => one.id === id)))
  const shown = rows.filter((row, at) => !isAgain(row, at))
  const several = shown.filter(({ entries }) => entries.length > 0).length > 1
  return shown.flatMap(({ label, entries }) =>
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
