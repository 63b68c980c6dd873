import type { Block, Card } from '../src/core/card.js'
import { formatChinese } from '../src/core/civil-date.js'
import type { OpenWork } from '../src/core/handover-views.js'
import { openWorkBlocks } from './shared/open-work-blocks.js'
import { rolesText } from './shared/roster-text.js'

/** The office passed on: told with the package, to the one who has it now and the one who had it. */
export interface PassedOn {
  readonly from?: string
  readonly to: string
  readonly on: string
  readonly reader: 'from' | 'to'
}

/** 交接清单: what is open in the hands of an office, for its holder in private. */
export function openWorkCard(work: OpenWork, passed?: PassedOn): Card {
  const open = openWorkBlocks(work)
  return {
    title: `${work.branch.name} ｜ 交接清单（${rolesText(work.offices)}）`,
    tone: open.length === 0 ? 'success' : 'info',
    blocks: [
      ...(passed ? passedBlocks(passed, work.today) : []),
      ...(open.length === 0 ? [{ type: 'text', text: '没有要交接的未办事项。' } as const] : open),
      {
        type: 'text',
        text: '只列事实；谈话内容、提醒谈话和接手前的思想状况分析都不移交。',
        style: 'muted',
      },
    ],
  }
}

function passedBlocks({ from, to, on, reader }: PassedOn, today: string): Block[] {
  const since = formatChinese(on, today)
  const text =
    reader === 'to'
      ? `${since}起你任书记${from ? `，接${from}的工作` : ''}。提醒卡片从现在起发给你，以下是未办事项。`
      : `${since}起书记由${to}接任。提醒不再发给你，旧卡片上的按钮请他来点。谢谢你一直以来的辛苦！以下清单两位各一份。`
  return [{ type: 'text', text, style: 'strong' }]
}
