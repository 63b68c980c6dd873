import { expect, it } from 'vitest'
import { dueMomentsBetween } from '../../jobs/move-clock.js'
import { civilDateAt, civilTimeAt, epochOf } from '../../src/core/civil-date.js'
import { NATIONAL, withLists } from '../../src/core/workdays.js'

const ZONE = 'Asia/Shanghai'
const NEW_YORK = { timezone: 'America/New_York', calendar: NATIONAL }
const own = { timezone: ZONE, calendar: withLists([{ year: 2026, rest: ['2026-03-20'], work: ['2026-03-21'] }]) }

/** From Thursday 19 March 2026, 12:00, until Sunday 22 March, 00:00, in Shanghai's time. */
const between = (...branches: Parameters<typeof dueMomentsBetween>[2]): string[] =>
  dueMomentsBetween(epochOf('2026-03-19', '12:00', ZONE), epochOf('2026-03-22', '00:00', ZONE), branches).map(minuteOf)
const minuteOf = (at: number): string => `${civilDateAt(at, ZONE).slice(8)} ${civilTimeAt(at, ZONE)}`

const THURSDAY = ['19 14:11', '19 16:11', '19 16:31']
const dayOf = (day: string): string[] =>
  ['08:31', '09:11', '09:31', '14:11', '16:11', '16:31'].map((time) => `${day} ${time}`)

it('the clock stops at what falls due by a branch’s own workdays, and by those of every other branch', () => {
  expect(between(own)).toEqual([...THURSDAY, ...dayOf('21')])
  expect(between({ timezone: ZONE, calendar: NATIONAL }, own, own)).toEqual([
    ...THURSDAY,
    ...dayOf('20'),
    ...dayOf('21'),
  ])
})

it('and in its own zone', () => {
  expect(between(NEW_YORK).slice(0, 3)).toEqual(['19 20:31', '19 21:11', '19 21:31'])
  const both = between(NEW_YORK, own)
  expect(both).toEqual(both.toSorted())
  expect(both).toEqual(expect.arrayContaining(['19 14:11', '19 20:31']))
})

it('without a branch nothing falls due', () => {
  expect(between()).toEqual([])
})
