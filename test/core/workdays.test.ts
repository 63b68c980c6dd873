import { describe, expect, it } from 'vitest'
import {
  isCalendarKnown,
  isLastWorkdayOfMonth,
  isWorkday,
  nthLastWorkdayOfMonth,
  nthWorkdayOfMonth,
  shiftWorkdays,
  workdaysBetween,
  workdaysFrom,
} from '../../src/core/workdays.js'

describe('workdays', () => {
  it.each([
    ['2026-02-14', true], // 调休 Saturdays of the State Council's list for 2026
    ['2026-02-28', true],
    ['2026-05-09', true],
    ['2026-09-20', true],
    ['2026-10-10', true],
    ['2026-02-16', false],
    ['2026-03-08', false],
    ['2026-03-18', true],
    ['2026-10-01', false],
  ])('%s: %s', (date, expected) => {
    expect(isWorkday(date)).toBe(expected)
  })

  it('says when the list of a year is not known and then counts Monday to Friday but for the festivals', () => {
    expect(isCalendarKnown('2026-12-31')).toBe(true)
    expect(isCalendarKnown('2031-01-01')).toBe(false)
    // 国庆节 is off, of the day after no list says anything yet; 2027-06-09 is 端午节.
    expect(isWorkday('2031-10-01')).toBe(false)
    expect(isWorkday('2031-10-02')).toBe(true)
    expect(isWorkday('2027-01-01')).toBe(false)
    expect(isWorkday('2027-06-09')).toBe(false)
    expect(nthWorkdayOfMonth('2031-01', 1)).toBe('2031-01-02')
    expect(isWorkday('2031-10-04')).toBe(false)
  })

  it('counts through a holiday', () => {
    expect(workdaysFrom('2026-09-30', '2026-10-10')).toEqual(['2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10'])
    expect(workdaysBetween('2026-03-23', '2026-03-22')).toBe(0)
    expect(nthLastWorkdayOfMonth('2026-02', 1)).toBe('2026-02-28')
    expect(nthLastWorkdayOfMonth('2026-03', 5)).toBe('2026-03-25')
    expect(nthLastWorkdayOfMonth('2026-03', 40)).toBeUndefined()
    expect(nthWorkdayOfMonth('2026-10', 1)).toBe('2026-10-08')
    expect(shiftWorkdays('2026-10-01', -1)).toBe('2026-09-30')
    expect(shiftWorkdays('2026-02-14', 1)).toBe('2026-02-24')
    expect(isLastWorkdayOfMonth('2026-02-28')).toBe(true)
  })
})
