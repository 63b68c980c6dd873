import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, isCivilDate, isSpan } from '../../src/core/civil-date.js'
import { deadlineDay, takeDeadline } from '../../src/language/dates/deadline-clause.js'
import { takePeriod } from '../../src/language/dates/periods.js'
import { SUM_OR_NUMBER, yuan } from '../../src/language/money.js'
import { Scan } from '../../src/language/scan.js'
import { untable } from '../../src/language/tables.js'

const sum = (text: string): number | undefined => {
  const match = new RegExp(`^${SUM_OR_NUMBER}$`).exec(text)
  return match ? yuan(match.slice(1)) : undefined
}

describe('money', () => {
  it.each([
    ['1400元', 1400],
    ['98.5', 98.5],
    ['52块4', 52.4],
    ['一千四百元', 1400],
    ['一百五', 150],
    ['一千二', 1200],
    ['玖佰元', 900],
    ['1.2万元', 12_000],
    ['1,400元', 1400],
  ])('%s is %d yuan', (text, value) => {
    expect(sum(text)).toBe(value)
  })

  it('reads every amount in fen back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_99 }), (fen) => {
        expect(sum(`${fen / 100}元`)).toBe(fen / 100)
      }),
    )
  })
})

describe('deadlines inside a record', () => {
  const due = (text: string, eventDate = '2026-03-17', today = '2026-03-18'): string | undefined => {
    const words = takeDeadline(new Scan(text))
    return words === undefined ? undefined : deadlineDay(words, eventDate, today)
  }

  it.each([
    ['三天内整改', '2026-03-21'],
    ['3个工作日内整改到位', '2026-03-23'],
    ['24小时内整改', '2026-03-19'],
    ['两周内完成', '2026-04-01'],
    ['12月15日前完成', '2026-12-15'],
    ['限本周五前整改', '2026-03-20'],
    ['下周一前', '2026-03-23'],
    ['月底前完成整改', '2026-03-31'],
    ['6月底前', '2026-06-30'],
    ['二季度末前改', '2026-06-30'],
    ['年底前完成', '2026-12-31'],
    ['整改期限：4月15日', '2026-04-15'],
    ['要求当天整改', '2026-03-17'],
  ])('%s → %s', (text, day) => {
    expect(due(text)).toBe(day)
  })

  it.each(['布草没叠好', '前台没人', '3号会议室话筒没调试', '期末考试'])('%s has none', (text) => {
    expect(takeDeadline(new Scan(text))).toBeUndefined()
  })

  it('is a civil day or nothing, whatever the words', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'限3月底前周五内年末日0天整改 工作') }), (text) => {
        const day = due(text)
        if (day !== undefined) expect(isCivilDate(day)).toBe(true)
      }),
    )
  })
})

describe('spans', () => {
  it.each([
    ['2025年度处罚单', '2025'],
    ['去年', '2025'],
    ['一季度', '2026-Q1'],
    ['四季度', '2025-Q4'],
    ['上季度', '2025-Q4'],
    ['上半年', '2026-H1'],
    ['2月份', '2026-02'],
    ['12月', '2025-12'],
    ['上个月', '2026-02'],
    ['去年12月', '2025-12'],
  ])('%s → %s', (text, period) => {
    expect(takePeriod(new Scan(text), '2026-03-18')).toBe(period)
  })

  it('never lies ahead when no year is said', () => {
    const days = fc.integer({ min: 0, max: 1200 }).map((n) => addDays('2024-06-01', n))
    fc.assert(
      fc.property(days, fc.constantFrom('一季度', '三季度', '上半年', '下半年', '5月', '11月份'), (today, words) => {
        const period = takePeriod(new Scan(words), today) as string
        expect(isSpan(period)).toBe(true)
        expect(period.slice(0, 4) <= today.slice(0, 4)).toBe(true)
      }),
    )
  })
})

describe('pasted tables', () => {
  it('leaves every other text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'昨天学习|党章 \n2小时') }), (text) => {
        const once = untable(text)
        expect(once === text || once.includes('：')).toBe(true)
      }),
    )
  })

  it('puts every cell behind its heading and drops numbers of rows', () => {
    expect(untable('序号 | 日期 | 主题\n1 | 3月10日 | 党章\n2 | 3月12日 | 党史')).toBe(
      '日期:3月10日,主题:党章\n日期:3月12日,主题:党史',
    )
  })
})
