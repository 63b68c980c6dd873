import { kindOfHeading } from './cuts/pieces.js'

/** Tables as they are pasted from a sheet or a page, put into the lines that the readers know. */

/** Words that head a column or a row of the ledger (facts/domain.md §3.2). */
const HEADING =
  /^(?:序号|编号|日期|时间|起止时间|地点|类别|类型|种类|形式|方式|主题|题目|内容|议题|事由|活动|活动名称|名称|培训主题|培训内容|主讲人?|讲师|授课人|主持人?|记录人?|应到|实到|人数|参加人数|参加人员|出席人员|人员|缺席|缺席人员|缺席及原因|请假|时长|学时|部门|问题|措施|整改措施|责任人|期限|完成时限|来源|岗位|姓名|金额|总额|结果|得分|成绩|备注)$/
const BARE_LABEL =
  /^(日期|时间|起止时间|地点|类别|类型|形式|方式|主题|题目|内容|议题|事由|主讲人?|讲师|授课人|主持人?|记录人?|参加人员?|出席人员|人员|缺席|缺席人员|请假|时长|学时|岗位|备注)\s+(?=\S)/
const RULE = /^[\s|:\-—]+$/
const LABELLED = /^[^:：]{0,16}[\u4E00-\u9FFF]{2,6}[:：]\s?\S/
const NUMBERING = /^(?:序号|编号)$/
const MOST_LINES = 40

/**
 * A two-column table as 日期：… lines; a table with a heading row as one line for each row, every cell behind its
 * heading, in half-width marks as `normalise` leaves them. Any other text comes back as it is.
 */
export function untable(text: string): string {
  if (!text.includes('|')) return text
  const parts = text.split('|').map((part) => part.trim())
  // 来源：…｜问题：…｜措施：…: a form in one line.
  if (!text.includes('\n') && parts.filter((part) => LABELLED.test(part)).length >= 2) return parts.join('\n')
  // 主题党日记录表｜时间 …｜主持人 陈立: the same without colons.
  const said = parts.map((part) => part.replace(BARE_LABEL, '$1:'))
  if (!text.includes('\n') && said.filter((part, at) => part !== parts[at]).length >= 2) return said.join('\n')
  const lines = text.split('\n')
  if (lines.length > MOST_LINES) return text
  const rows = lines.filter((line) => !(line.includes('|') && RULE.test(line))).map(cellsOf)
  return asForm(rows) ?? asList(rows) ?? text
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .map((cell) => cell.trim())
    .filter((cell, at, all) => cell !== '' || (at > 0 && at < all.length - 1))

const isHeading = (cell: string): boolean => HEADING.test(cell.replace(/\s/g, ''))

/** 日期 | 11月30日: a heading and its value on every line; what stands before the first is the title. */
function asForm(rows: readonly string[][]): string | undefined {
  const lines: string[] = []
  for (const [at, row] of rows.entries()) {
    const cells = at === 0 && row.length === 3 && !isHeading(row[0] as string) ? row.slice(1) : row
    if (cells !== row) lines.push(row[0] as string)
    if (cells.length === 1 && at === 0) lines.push(cells[0] as string)
    else if (cells.length === 2 && isHeading(cells[0] as string)) lines.push(`${cells[0]}:${cells[1]}`)
    else return undefined
  }
  return lines.length >= 2 ? lines.join('\n') : undefined
}

/** A heading row of three columns or more, and a row for each record. */
function asList(rows: readonly string[][]): string | undefined {
  const { heads, items } = listOf(rows)
  if (!heads || items.length === 0 || items.some((row) => row.length > heads.length)) return undefined
  if (items.some((row) => isShifted(row, heads))) return undefined
  const told = items.map((row) => tellsKind(row, heads))
  const lines = items.map((row, at) => lineOf(row, heads, told[at] as boolean))
  // 3月培训 above the table says which kind its rows are, where no column does.
  const [[title = ''] = []] = rows
  return (kindOfHeading(title) === undefined ? lines : [title, ...lines]).join('\n')
}

function listOf(rows: readonly string[][]): { heads: string[] | undefined; items: string[][] } {
  const at = rows.findIndex((row) => row.length >= 3 && row.filter(isHeading).length >= row.length - 1)
  return { heads: rows[at] as string[] | undefined, items: at < 0 ? [] : rows.slice(at + 1) }
}

function lineOf(row: readonly string[], heads: readonly string[], told: boolean): string {
  return row
    .flatMap((cell, column) => {
      const head = (heads[column] as string).replace(/\s/g, '')
      if (cell === '' || NUMBERING.test(head)) return []
      // Day and subject stand as they would in a sentence, so that the subject says which kind it is.
      if (told && (/^日期$/.test(head) || WHAT.test(head))) return [cell]
      return [`${head === '人员' ? '参加人员' : head}:${cell}`]
    })
    .join(',')
}

/** Columns whose cell may say by itself what took place. */
const WHAT = /^(?:内容|事由|活动|活动名称|名称)$/
const KIND_COLUMN = /^(?:类别|类型|种类|形式|方式|主题|题目|议题|培训主题|培训内容|来源|问题)$/
const KIND_WORDS =
  /^(?:集中|集体|线上|专题|业务)?(?:学习|培训|自学|研讨|观看|收看|传达)|^(?:主题党日|党日|党员大会|支委会|党小组会|组织生活会|谈心|谈话|廉政谈话|微党课|党课|讲座|志愿|走访|慰问|捐款|工会)/

/** Whether no column of the table but the subject can say which kind a row is of, and its cell does. */
const tellsKind = (row: readonly string[], heads: readonly string[]): boolean =>
  !heads.some((head) => KIND_COLUMN.test(head.replace(/\s/g, ''))) &&
  heads.some((head, at) => WHAT.test(head.replace(/\s/g, '')) && KIND_WORDS.test(row[at] ?? ''))

/** An empty cell at the front moved the others: no day stands under 日期. */
const isShifted = (row: readonly string[], heads: readonly string[]): boolean =>
  row.length < heads.length &&
  heads.some(
    (head, at) =>
      /^(?:日期|时间)$/.test(head.replace(/\s/g, '')) && !/\d|[一二三四五六七八九十]|[昨今前]天/.test(row[at] ?? ''),
  )

/** Whether a text is a table with a heading row, which nobody types for talk: it is read, or asked about. */
export function isTable(text: string): boolean {
  const { heads, items } = listOf(
    text
      .split('\n')
      .filter((line) => line.includes('|') && !RULE.test(line))
      .map(cellsOf),
  )
  return heads !== undefined && items.length > 0
}
