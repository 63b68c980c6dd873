import type { Block } from '../../src/core/card.js'
import type { OpenDues, OpenWork } from '../../src/core/handover-views.js'
import type { OpenMatter } from '../../src/core/month-views.js'
import { spanText } from '../../src/core/span-text.js'
import type { ObligationView } from '../../src/core/views.js'
import { entryHead } from './entry-lines.js'
import { incompleteLine, matterLine } from './matter-lines.js'
import { monthName } from './month-lines.js'

/** A package is read once and at leisure, yet on a phone; what is beyond is asked for. */
const MOST_LINES = 10

/** What is open, under headings; empty when nothing is. */
export function openWorkBlocks({ missing, matters, incomplete, dues, othersTalks = 0, offices }: OpenWork): Block[] {
  const namesDues = offices.includes('dues')
  return [
    ...section('还没有记录', missingLines(missing ?? []), '发「缺什么」看全部'),
    ...section('还没办完', (matters ?? []).map(openLine), '发「待办」看全部'),
    ...section('缺项', (incomplete ?? []).map(incompleteLine), '发「缺什么」看全部'),
    ...section(
      '党费',
      (dues ?? []).map((one) => duesLine(one, namesDues)),
      '发「谁没交党费」看全部',
    ),
    ...(othersTalks > 0 ? [text(`另有${othersTalks}次谈心谈话已约或待跟进，由谈话双方各自掌握，内容不移交。`)] : []),
  ]
}

function section(title: string, lines: readonly string[], rest: string): Block[] {
  if (lines.length === 0) return []
  const shown = lines.slice(0, MOST_LINES)
  const more = lines.length - shown.length
  const items = more > 0 ? [...shown, `另有${more}项，${rest}`] : shown
  return [
    { type: 'text', text: title, style: 'strong' },
    { type: 'list', items },
  ]
}

/** A plan whose day is to come lacks nothing yet. */
const openLine = (matter: OpenMatter): string =>
  matter.item === 'plan' && !matter.overdue
    ? `${matter.entry.number} ${entryHead(matter.entry).replaceAll(' · ', ' ')}`
    : matterLine(matter)

/** One line a duty: 主题党日：1月、2月. What was explained stays in sight, for who may read it with its reason. */
export function missingLines(duties: readonly ObligationView[]): string[] {
  const open = duties.filter(({ excuse }) => excuse === undefined)
  const labels = [...new Set(open.map(({ label }) => label))]
  return [
    ...labels.map(
      (label) =>
        `${label}：${open
          .filter((one) => one.label === label)
          .map(periodText)
          .join('、')}`,
    ),
    ...duties
      .filter(({ excuse }) => excuse !== undefined)
      .map(
        (duty) => `${duty.label}（${periodText(duty)}）：未开展（${duty.excuse ? `说明：${duty.excuse}` : '已说明'}）`,
      ),
  ]
}

function periodText({ period, every, need, have, unit }: ObligationView): string {
  const name = every === 'month' ? monthName(period) : spanText(period)
  return have === 0 ? name : `${name}已有${have}${unit ?? '次'}，还差${need - have}${unit ?? '次'}`
}

/** Who has not paid is for whoever keeps the dues to know. */
function duesLine({ month, missing, unconfirmed }: OpenDues, withNames: boolean): string {
  const of = (names: readonly string[]): string =>
    withNames ? `${names.length}人（${names.join('、')}）` : `${names.length}人`
  const parts = [
    ...(missing.length > 0 ? [`${of(missing)}暂无记录`] : []),
    ...(unconfirmed.length > 0 ? [`${of(unconfirmed)}自己报了，待确认`] : []),
  ]
  return `${monthName(month)}：${parts.join('；')}`
}

const text = (words: string): Block => ({ type: 'text', text: words })
