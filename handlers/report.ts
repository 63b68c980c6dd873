import type { ReportMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { isGroup, type MemberContext } from './context.js'

/** Documents are not made yet: says so, and what can be asked today instead. Nothing is promised for a day. */
export async function report({ kind }: ReportMeaning, ctx: MemberContext): Promise<Reply> {
  const at = isGroup(ctx) ? '@我 ' : ''
  const what = kind === 'self_check' ? '自查清单' : kind === 'year_report' ? '年度报告' : '台账的 Word、Excel'
  return textReply(
    `${what}要到后面的版本才能出，现在还不会。现在可以问：${at}今年集中学习几次；${at}这个月还缺哪些没记；${at}查 加编号（如 查 2026-学-014）`,
  )
}
