import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, compare, mondayOf, weekdayOf } from '../../src/core/civil-date.js'
import { say } from './helpers.js'

/** The day on which a log beginning with these words is put, or what is asked. */
function dateOf(words: string, today = '2026-03-18'): unknown {
  const meaning = say(`${words}集中学习党章2小时全员参加`, { today }) as {
    date?: string
    error?: string
    type?: string
  }
  return meaning.error ?? (meaning.type === 'question' ? 'question' : meaning.date)
}

describe('dates of a log', () => {
  it.each([
    ['昨天', '2026-03-18', '2026-03-17'],
    ['大前天', '2026-01-02', '2025-12-30'],
    ['3月17日', '2026-03-18', '2026-03-17'],
    ['三月五号', '2026-03-18', '2026-03-05'],
    ['二〇二六年三月五日', '2026-03-18', '2026-03-05'],
    ['2026.3.5', '2026-03-18', '2026-03-05'],
    ['2026/3/5', '2026-03-18', '2026-03-05'],
    ['3.5', '2026-03-18', '2026-03-05'],
    ['3/5', '2026-03-18', '2026-03-05'],
    ['10号', '2026-03-18', '2026-03-10'],
    ['28号', '2026-03-18', '2026-02-28'],
    ['本月10号', '2026-03-18', '2026-03-10'],
    ['上个月28号', '2026-03-18', '2026-02-28'],
    ['去年12月20日', '2026-01-06', '2025-12-20'],
    ['12月28日', '2026-01-06', '2025-12-28'],
    ['上周三', '2026-03-22', '2026-03-11'],
    ['本周三', '2026-03-22', '2026-03-18'],
    ['上上周五', '2026-03-22', '2026-03-06'],
    ['上礼拜天', '2026-03-18', '2026-03-15'],
    ['周五', '2026-03-18', '2026-03-13'],
    ['三天前', '2026-03-01', '2026-02-26'],
    ['昨天', '2024-03-01', '2024-02-29'],
    ['2月29日', '2024-03-05', '2024-02-29'],
    ['3月5日（周四）', '2026-03-18', '2026-03-05'],
    ['昨天，3月17日，', '2026-03-18', '2026-03-17'],
    ['正月十五', '2026-03-18', '2026-03-03'],
    ['除夕当天', '2026-03-18', '2026-02-16'],
    ['清明节当天', '2026-04-08', '2026-04-05'],
    ['五一前一天', '2026-05-06', '2026-04-30'],
    ['春节后第一个工作日', '2026-03-18', '2026-02-24'],
    ['上个月最后一个工作日', '2026-03-18', '2026-02-28'],
    ['去年国庆前最后一个工作日', '2026-03-18', '2025-09-30'],
    ['3月5号，不对，是3月6号', '2026-03-18', '2026-03-06'],
    ['2026年2月30日', '2026-03-18', 'bad_date'],
    ['2月29日', '2026-03-18', 'bad_date'],
    ['13月5日', '2026-03-18', 'bad_date'],
    ['3月5日（周五）', '2026-03-18', 'date_conflict'],
    ['上个月', '2026-03-18', 'missing_field'],
    ['月底', '2026-03-18', 'missing_field'],
    ['前阵子', '2026-03-18', 'missing_field'],
    ['上周', '2026-03-18', 'missing_field'],
    ['周三', '2026-03-18', 'question'],
    ['31号', '2026-03-18', 'question'],
    ['3月20日', '2026-03-18', 'question'],
  ])('%s on %s → %s', (words, today, expected) => {
    expect(dateOf(words, today)).toBe(expected)
  })

  const days = fc.integer({ min: 0, max: 1200 }).map((n) => addDays('2024-06-01', n))
  const NAMES = '一二三四五六日'

  it('上周X is in the week before, Monday first, whatever today is', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 7 }), (today, weekday) => {
        const date = String(dateOf(`上周${NAMES[weekday - 1]}`, today))
        expect(date).toBe(addDays(mondayOf(today), weekday - 8))
        expect(weekdayOf(date)).toBe(weekday)
      }),
      { numRuns: 200 },
    )
  })

  it('a month and day said within the last 200 days comes back as itself, in every notation', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 200 }), (today, back) => {
        const date = addDays(today, -back)
        const [year, month, day] = date.split('-').map(Number)
        for (const words of [
          `${month}月${day}日`,
          `${month}月${day}号`,
          `${year}年${month}月${day}日`,
          `${year}-${month}-${day}`,
          `${month}/${day}`,
        ]) {
          expect(dateOf(words, today)).toBe(date)
        }
        expect(compare(date, today)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 200 },
    )
  })
})

describe('times of a log', () => {
  it.each([
    ['下午2点到4点三楼会议室', '14:00', '16:00'],
    ['下午2点到4点3楼会议室', '14:00', '16:00'],
    ['下午两点零五到三点一刻', '14:05', '15:15'],
    ['下午两点五分到四点五十', '14:05', '16:50'],
  ])('%s', (words, start, end) => {
    expect(say(`昨天${words}集中学习党章 全员`)).toMatchObject({ start, end })
  })
})
