import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/core/civil-date.js'
import { isWorkday, NATIONAL } from '../../../src/core/workdays.js'
import { dueCards } from '../../../src/ledger/times/due-cards.js'
import { type CardHistory, MOST_PER_MONTH } from '../../../src/ledger/times/judged-cards.js'
import { lineOf, MONTHS_OF_2026, perMonth, playYear, type Year } from './play.js'

describe('the year 2026', () => {
  it('has every card at its time', () => {
    expect(playYear().map(lineOf)).toEqual([
      '01-04 09:10 plan 2026-01', // a Sunday that is a workday (调休)
      '01-15 09:10 gap 2026-01',
      '01-26 09:10 closing 2026-01',
      '02-02 09:10 plan 2026-02',
      // From the 15th on it is Spring Festival until the 23rd; the closing card comes on the first day after it.
      '02-24 09:10 closing 2026-02',
      '03-02 09:10 plan 2026-03',
      '03-02 09:10 quarter 2026-Q1',
      '03-16 09:10 gap 2026-03',
      '03-25 09:10 closing 2026-03',
      '04-01 09:10 plan 2026-04',
      '04-15 09:10 gap 2026-04',
      '04-24 09:10 closing 2026-04',
      '05-06 09:10 plan 2026-05', // 1–5 May: Labour Day
      '05-15 09:10 gap 2026-05',
      '05-25 09:10 closing 2026-05',
      '06-01 09:10 plan 2026-06',
      '06-01 09:10 quarter 2026-Q2',
      '06-15 09:10 gap 2026-06',
      '06-24 09:10 closing 2026-06',
      '07-01 09:10 plan 2026-07',
      '07-15 09:10 gap 2026-07',
      '07-27 09:10 closing 2026-07',
      '08-03 09:10 plan 2026-08',
      '08-17 09:10 gap 2026-08',
      '08-25 09:10 closing 2026-08',
      '09-01 09:10 plan 2026-09',
      '09-01 09:10 quarter 2026-Q3',
      '09-15 09:10 gap 2026-09',
      '09-23 09:10 closing 2026-09', // Sunday the 20th is a workday, the 25th to 27th are Mid-Autumn
      '10-08 09:10 plan 2026-10', // 1–7 October: National Day
      '10-15 09:10 gap 2026-10',
      '10-26 09:10 closing 2026-10',
      '11-02 09:10 plan 2026-11',
      '11-02 09:10 year 2026',
      '11-16 09:10 gap 2026-11',
      '11-24 09:10 closing 2026-11',
      '12-01 09:10 plan 2026-12',
      '12-01 09:10 quarter 2026-Q4',
      '12-15 09:10 gap 2026-12',
      '12-25 09:10 closing 2026-12',
    ])
  })

  it.each(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])(
    'knows %s as a workday (调休)',
    (day) => expect(isWorkday(day)).toBe(true),
  )

  it('is played in a second', () => {
    // Of its own: what else runs on the machine says nothing of the rules.
    const start = process.cpuUsage()
    playYear()
    expect(process.cpuUsage(start).user).toBeLessThan(1_000_000)
  })
})

describe('a card', () => {
  const dueAt = (date: string, time: string) =>
    dueCards(
      { date, time },
      {
        days: { calendar: NATIONAL, silentPeriods: [] },
        since: { date: '2025-01-01', time: '00:00' },
        judged: [],
        snoozed: [],
      },
    )

  it.each([
    ['2026-03-25', '09:09', undefined, 'fifth-last workday, a minute early'],
    ['2026-03-25', '09:10', '2026-03', 'fifth-last workday'],
    ['2026-03-26', '08:00', '2026-03', 'a day of downtime later'],
    ['2026-03-28', '10:00', undefined, 'Saturday'],
    ['2026-03-31', '20:59', '2026-03', 'the last evening'],
    ['2026-03-31', '21:00', undefined, 'night'],
    [
      '2026-02-14',
      '09:10',
      undefined,
      'a working Saturday, but five workdays follow the nine days of the Spring Festival',
    ],
    ['2026-02-24', '09:10', '2026-02', 'first day after the festival'],
    ['2026-02-28', '10:00', '2026-02', 'a Saturday that is a workday (调休)'],
    ['2026-02-16', '09:10', undefined, 'holiday'],
    ['2026-04-03', '10:00', '2026-03', 'swallowed by an outage, first workdays of the next month'],
    ['2026-04-09', '10:00', undefined, 'too late to be of use'],
  ])('closing card on %s %s → %s (%s)', (date, time, month, _why) => {
    expect(dueAt(date, time).find(({ card }) => card === 'closing')?.period).toBe(month)
  })

  it('is due from its time on for as long as it is of use, on every workday', () => {
    for (let date = '2026-03-02'; date <= '2026-03-31'; date = addDays(date, 1)) {
      if (!isWorkday(date)) continue
      const card = date < '2026-03-16' ? 'plan' : date < '2026-03-25' ? 'gap' : 'closing'
      expect(dueAt(date, '09:10')[0], date).toMatchObject({ card, period: '2026-03' })
    }
  })
})

describe('downtime', () => {
  it('of a day: the card comes when the bot is back, at an open moment', () => {
    const lines = playYear({ down: [{ from: '2026-03-02', to: '2026-03-02' }], to: '2026-03-31' }).map(lineOf)
    expect(lines.filter((line) => line.startsWith('03-'))).toEqual([
      '03-03 08:00 plan 2026-03',
      '03-03 08:00 quarter 2026-Q1',
      '03-16 09:10 gap 2026-03',
      '03-25 09:10 closing 2026-03',
    ])
  })

  it('of a month: one card says all', () => {
    const year: Year = { down: [{ from: '2026-03-03', to: '2026-04-07' }], from: '2026-03-02', to: '2026-04-30' }
    expect(playYear(year).map(lineOf)).toEqual([
      '03-02 09:10 plan 2026-03',
      '03-02 09:10 quarter 2026-Q1',
      '04-08 08:00 plan 2026-04 carries 2026-03',
      '04-15 09:10 gap 2026-04',
      '04-24 09:10 closing 2026-04',
    ])
  })

  it('until after the 15th: the gap card carries the last month, the closing card no more', () => {
    const year: Year = { down: [{ from: '2026-03-20', to: '2026-04-19' }], from: '2026-03-01', to: '2026-04-30' }
    expect(playYear(year).map(lineOf).slice(-2)).toEqual([
      '04-20 08:00 gap 2026-04 carries 2026-03',
      '04-24 09:10 closing 2026-04',
    ])
  })
})

describe('a 保障期', () => {
  it('holds the cards back; at the next open moment the newest comes, once', () => {
    const year: Year = { silent: [{ from: '2026-03-01', to: '2026-03-20' }], from: '2026-03-01', to: '2026-03-31' }
    expect(playYear({ since: { date: '2026-01-01', time: '00:00' }, ...year }).map(lineOf)).toEqual([
      '03-23 08:00 gap 2026-03 carries 2026-02',
      '03-23 12:00 quarter 2026-Q1',
      '03-25 09:10 closing 2026-03',
    ])
  })

  it('at the month’s turn: the new month’s plan carries what is missing of the old one', () => {
    const year: Year = { silent: [{ from: '2026-03-24', to: '2026-04-02' }], from: '2026-03-01', to: '2026-04-14' }
    expect(playYear(year).map(lineOf).slice(-1)).toEqual(['04-03 08:00 plan 2026-04 carries 2026-03'])
  })
})

describe('nothing is doubled or asked of the past', () => {
  it('a branch gets no card whose time was before it began', () => {
    const since = { date: '2026-03-18', time: '10:00' }
    expect(playYear({ since, from: '2026-03-18', to: '2026-04-01' }).map(lineOf)).toEqual([
      '03-25 09:10 closing 2026-03',
      '04-01 09:10 plan 2026-04',
    ])
  })

  it('but a sweep as of a moment before it began takes the branch as one that was always here', () => {
    const since = { date: '2026-11-23', time: '08:00' }
    const due = (date: string, judged: CardHistory['judged'] = []) =>
      dueCards(
        { date, time: '09:10' },
        { days: { calendar: NATIONAL, silentPeriods: [] }, since, judged, snoozed: [] },
      ).map(({ card, period, carries }) => [card, period, carries].filter(Boolean).join(' '))
    // What the month before lacks is said while it is of use, in the first workdays.
    expect(due('2026-03-02')).toEqual(['plan 2026-03 2026-02', 'closing 2026-02', 'quarter 2026-Q1'])
    expect(due('2026-03-16')[0]).toBe('gap 2026-03')
    expect(due('2026-03-25')[0]).toBe('closing 2026-03')
    expect(due('2026-11-02')).toEqual(expect.arrayContaining(['plan 2026-11 2026-10', 'year 2026']))
    // Of what came before it, once it is here, nothing is asked.
    expect(due('2026-11-23')).toEqual([])
    expect(due('2026-12-01')).toEqual(['plan 2026-12 2026-11', 'closing 2026-11', 'quarter 2026-Q4'])
  })

  it('a clock set back by up to a month sends nothing; one that was wrong by more forgets nothing', () => {
    const sent = (back: number) =>
      playYear({ from: '2026-04-01', to: '2026-04-16', back: new Map([[12 * 14, back]]) }).map(lineOf)
    expect(sent(13)).toEqual(['04-01 09:10 plan 2026-04', '04-16 08:00 gap 2026-04'])
    const ahead: Year = {
      from: '2026-04-01',
      to: '2026-04-24',
      back: new Map([
        [0, -365],
        [12, 0],
      ]),
    }
    expect(playYear({ ...ahead, since: { date: '2026-01-01', time: '00:00' } }).map(lineOf)).toEqual([
      expect.stringContaining('04-01 09:10 plan 2027-04'),
      expect.stringContaining('04-02 08:00 plan 2026-04'),
      '04-15 09:10 gap 2026-04',
      '04-24 09:10 closing 2026-04',
    ])
  })

  it('a card that had nothing to say at its time isn’t looked for again', () => {
    const year: Year = { says: ({ card }) => card !== 'gap', from: '2026-04-01', to: '2026-04-30' }
    expect(playYear(year).map(({ card }) => card)).toEqual(['plan', 'closing'])
  })
})

describe('a list of holidays that is imported in mid-month', () => {
  const without = (...free: string[]) => ({
    isKnown: () => true,
    isWorkday: (date: string) => isWorkday(date) && !free.includes(date),
  })
  const play = (at: string, ...free: string[]) =>
    playYear({ from: '2026-04-01', to: '2026-04-30', imported: { at, calendar: without(...free) } }).map(lineOf)

  it('doubles nothing: what was sent on a day that is free now stays sent', () => {
    expect(play('2026-04-01 12:00', '2026-04-01')).toEqual([
      '04-01 09:10 plan 2026-04',
      '04-15 09:10 gap 2026-04',
      '04-24 09:10 closing 2026-04',
    ])
  })

  it('drops nothing: a card whose time is earlier now comes at once', () => {
    expect(play('2026-04-23 10:00', '2026-04-27', '2026-04-28')).toEqual([
      '04-01 09:10 plan 2026-04',
      '04-15 09:10 gap 2026-04',
      '04-23 12:00 closing 2026-04',
    ])
    expect(play('2026-04-14 10:00', '2026-04-15', '2026-04-16')).toContain('04-17 09:10 gap 2026-04')
  })
})

describe('三天后再看', () => {
  it('brings the card again after three days, at an open moment', () => {
    const lines = playYear({ snoozes: [2], from: '2026-04-01', to: '2026-04-30' }).map(lineOf)
    expect(lines).toContain('04-20 09:10 gap 2026-04 again') // the 18th is a Saturday
  })

  it('a newer card takes its place, and that of a new month carries it', () => {
    const year: Year = {
      snoozes: [1],
      from: '2026-03-25',
      to: '2026-04-14',
      down: [{ from: '2026-03-28', to: '2026-03-31' }],
    }
    expect(playYear(year).map(lineOf)).toEqual([
      '03-25 09:10 closing 2026-03',
      '04-01 09:10 plan 2026-04 carries 2026-03',
    ])
  })

  it('never makes it more than five a month', () => {
    const lines = playYear({ snoozes: Array.from({ length: 60 }, (_, index) => index), from: '2026-03-01' })
    for (const count of perMonth(lines).values()) expect(count).toBeLessThanOrEqual(MOST_PER_MONTH)
    for (const month of MONTHS_OF_2026.slice(2)) {
      expect(lines.some(({ card, period, again }) => card === 'closing' && period === month && !again)).toBe(true)
    }
  })
})
