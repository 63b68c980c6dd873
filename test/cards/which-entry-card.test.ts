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
