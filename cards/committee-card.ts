import type { Block, Button, Card } from '../src/core/card.js'
import type { CommitteeTable, SharedBranch, SharedFact } from '../src/core/committee-views.js'
import { spanText } from '../src/core/span-text.js'
import { monthDay } from './shared/entry-text.js'

/** So many days fit into a cell of a phone's table. */
const MOST_DATES = 2
const WHAT_IS_SHARED =
  '只有各项次数和开展日期。不含：姓名、缺席和原因、谈话内容（谈话只有次数，提醒谈话不计）、金额、学时、比率、排名。'

/** 总支: what the branches share that agreed to, for a member of the committee in private. */
export function committeeCard({ committee, span, branches, page, pages, total }: CommitteeTable): Card {
  const title = `${committee} ｜ ${spanText(span)}`
  const [first] = branches
  if (!first) {
    return {
      title,
      tone: 'neutral',
      blocks: [text('还没有支部同意共享。请各支部书记私聊我，发「加入总支」和代码。')],
    }
  }
  return {
    title,
    tone: 'info',
    blocks: [
      tableOf(branches),
      text(`共${total}个支部同意共享，按在这里建立的先后列出，不作排名。「未记录」只说明这里还没有记录。`, 'muted'),
      ...(pages > 1 ? [text(pageText(span, page, pages), 'muted')] : []),
    ],
  }
}

const pageText = (span: string, page: number, pages: number): string =>
  page < pages ? `第${page}/${pages}页，下一页发「总支 ${span} 第${page + 1}页」` : `第${page}/${pages}页`

/** What a branch would share, for its secretary to agree to. */
export function committeeConsentCard({ committee, branchId, committeeId, span, own }: CommitteeConsent): Card {
  const confirm: Button = {
    text: '确认加入总支',
    style: 'primary',
    action: { v: 1, name: 'join-committee', branchId, committeeId },
    twin: '确认加入总支',
  }
  return {
    title: `加入「${committee}」｜请先看共享什么`,
    tone: 'info',
    blocks: [
      text(`同意后，「${committee}」的成员能看到本支部每月、每季的这一行，以${spanText(span)}为例：`),
      tableOf([own]),
      text(WHAT_IS_SHARED),
      text('随时可以发「退出总支」，立即生效。', 'muted'),
    ],
    buttons: [confirm],
  }
}

export interface CommitteeConsent {
  readonly committee: string
  readonly committeeId: string
  readonly branchId: string
  readonly span: string
  readonly own: SharedBranch
}

/** What it becomes. */
export const committeeJoinedCard = (committee: string): Card => ({
  title: `已加入「${committee}」`,
  tone: 'success',
  blocks: [text(`从现在起共享。${WHAT_IS_SHARED}`), text('随时可以发「退出总支」，立即生效。', 'muted')],
})

const tableOf = (branches: readonly SharedBranch[]): Block => ({
  type: 'table',
  columns: ['支部', ...(branches[0]?.facts ?? []).map(({ label }) => label)],
  rows: branches.map(({ name, facts }) => [name, ...facts.map(cellOf)]),
})

/** 3月5日; 3次 3月5日、3月10日等; 未记录. A phone's column has room for no more. */
function cellOf({ count, dates }: SharedFact): string {
  if (dates === undefined) return `${count}次`
  if (count === 0) return '未记录'
  const shown = dates.slice(0, MOST_DATES).map(monthDay).join('、')
  return count === 1 ? shown : `${count}次 ${shown}${dates.length > MOST_DATES ? '等' : ''}`
}

const text = (words: string, style: 'normal' | 'muted' = 'normal'): Block => ({ type: 'text', text: words, style })
