/** Tables as they are pasted from a sheet or a page, put into the lines that the readers know. */

/** Words that head a column or a row of the ledger (facts/domain.md §3.2). */
const HEADING =
  /^(?:序号|编号|日期|时间|起止时间|地点|类别|类型|种类|形式|方式|主题|题目|内容|议题|事由|活动|活动名称|名称|培训主题|培训内容|主讲人?|讲师|授课人|主持人?|记录人?|应到|实到|人数|参加人数|参加人员|出席人员|人员|缺席|缺席人员|缺席及原因|请假|时长|学时|部门|问题|措施|整改措施|责任人|期限|完成时限|来源|岗位|姓名|金额|总额|结果|得分|成绩|备注)$/
const RULE = /^[\s|:\-—]+$/
const LABELLED = /^[^:：]{0,16}[\u4E00-\u9FFF]{2,6}[:：]\s?\S/
const NUMBERING = /^(?:序号|编号)$/
const MOST_LINES = 40

/**
 * A two-column table as 日期：… lines; a table with a heading row as one line for each row, every cell behind its
 * heading. Any other text comes back as it is.
 */
export function untable(text: string): string {
  if (!text.includes('|')) return text
  const parts = text.split('|').map((part) => part.trim())
  // 来源：…｜问题：…｜措施：…: a form in one line.
  if (!text.includes('\n') && parts.filter((part) => LABELLED.test(part)).length >= 2) return parts.join('\n')
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
    else if (cells.length === 2 && isHeading(cells[0] as string)) lines.push(`${cells[0]}：${cells[1]}`)
    else return undefined
  }
  return lines.length >= 2 ? lines.join('\n') : undefined
}

/** A heading row of three columns or more, and a row for each record. */
function asList(rows: readonly string[][]): string | undefined {
  const at = rows.findIndex((row) => row.length >= 3 && row.filter(isHeading).length >= row.length - 1)
  const heads = rows[at]
  const items = rows.slice(at + 1)
  if (!heads || items.length === 0 || items.some((row) => row.length > heads.length)) return undefined
  return items
    .map((row) =>
      row
        .flatMap((cell, column) => {
          const head = heads[column] as string
          return cell === '' || NUMBERING.test(head) ? [] : [`${head}：${cell}`]
        })
        .join('，'),
    )
    .join('\n')
}
