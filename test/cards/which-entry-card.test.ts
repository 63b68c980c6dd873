import { expect, it } from 'vitest'
import { SAMPLE_TRAINING } from '../../cards/samples.js'
import { SAMPLE_KINDS } from '../../cards/shared/kind-samples.js'
import { whichEntryCard } from '../../cards/which-entry-card.js'
import { cardText } from './card-text.js'

it('lists entries in lines that wrap as one item each, and says the day of a plan once', () => {
  const entries = [SAMPLE_TRAINING, SAMPLE_KINDS.plan, SAMPLE_KINDS.qualitySlip]
  const card = whichEntryCard({ entries, wish: { verb: '撤销' }, today: '2026-03-18' })
  const lines = cardText(card).split('\n').slice(1, 4)
  expect(lines[0]).toBe('2026-学-014 3月17日（周二） 集中学习：二十届四中全会精神')
  expect(lines[1]).toBe('2026-计-003 3月26日（周四） 计划主题党日：清明祭英烈')
  for (const line of lines) expect(line).not.toContain(' · ')
})

it('says what to type for those that have no button', () => {
  const entries = Array.from({ length: 6 }, (_, index) => ({ ...SAMPLE_TRAINING, number: `2026-学-00${index + 1}` }))
  const wish = { verb: '附到', fileId: '69ba000000000000000000f1' } as const
  const typed = (count: number, inGroup: boolean) =>
    cardText(whichEntryCard({ entries: entries.slice(0, count), wish, today: '2026-03-18', inGroup }))
  expect(typed(6, true)).toContain('没有按钮的请发：@我 附到 2026-学-006')
  expect(typed(6, false)).toContain('没有按钮的请发：附到 2026-学-006')
  expect(typed(5, true)).not.toContain('没有按钮')
})
