import { expect, it } from 'vitest'
import type { ComingPlan } from '../../src/core/own-views.js'
import { uselessFrom } from '../../src/ledger/own-notices.js'
import type { CivilMoment } from '../../src/ledger/reminder-times.js'

const at = (date: string, time: string): CivilMoment => ({ date, time })
const coming = (date: string, time: string) => ({ coming: {} as ComingPlan, until: at(date, time) })
const held = (date: string) => ({ until: at(date, '00:00') })

it.each([
  [
    'the first plan to begin',
    [coming('2026-03-26', '14:00'), coming('2026-03-26', '09:00')],
    at('2026-03-26', '09:00'),
  ],
  ['a plan, though 办了吗 rides along', [held('2026-04-10'), coming('2026-03-26', '14:00')], at('2026-03-26', '14:00')],
  ['办了吗 alone: the last', [held('2026-04-09'), held('2026-04-10')], at('2026-04-10', '00:00')],
])('a message is of no use from: %s', (_what, notices, moment) => {
  expect(uselessFrom(notices)).toEqual(moment)
})
