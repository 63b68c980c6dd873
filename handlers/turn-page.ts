import type { TurnPageMeaning } from '../src/core/meaning.js'
import { readQueryCommand } from '../src/core/query-command.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { lastAnswerOf } from '../src/ledger/last-answers.js'
import { isGroup, type MemberContext } from './context.js'
import { query } from './query.js'

const NOTHING_SHOWN =
  '最近没有给过你分页的回答。先问一个，如：今年集中学习几次、本月台账还缺什么；回答有好几页时再发「下一页」'

/**
 * 下一页, 上一页, 还有呢, 第2页: the answer that he was given here lately is asked again, by him and as of now, so that it
 * tells no more than he may know. Beyond the first and the last page he is told so.
 */
export async function turnPage({ to }: TurnPageMeaning, ctx: MemberContext): Promise<Reply> {
  const shown = await lastAnswerOf(ctx.member.id, isGroup(ctx), ctx.now)
  const asked = shown && readQueryCommand(shown.command)
  if (!shown || !asked) return textReply(NOTHING_SHOWN)
  const { page = 1 } = asked
  const wanted = pageOf(to, page, shown.pages)
  if (wanted < 1) return textReply('已经是第一页了')
  if (wanted > shown.pages)
    return textReply(
      to === 'next'
        ? `没有了，已经是最后一页（共${shown.pages}页）`
        : `只有${shown.pages}页，可以发「第${shown.pages}页」`,
    )
  return query({ ...asked, page: wanted }, ctx)
}

function pageOf(to: TurnPageMeaning['to'], page: number, pages: number): number {
  if (to === 'first') return 1
  if (to === 'last') return pages
  if (to === 'next') return page + 1
  return to === 'previous' ? page - 1 : to
}
