import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/core/civil-date.js'
import { isHolidayNotice, listOf, parseHolidayNotice } from '../../src/core/holiday-notice.js'
import { type Calendar, NATIONAL, withLists } from '../../src/core/workdays.js'
import { NOTICE_2027, NOTICES } from './fixtures/holiday-notices.js'

const noticeOf = (text: string) => {
  const parsed = parseHolidayNotice(text)
  if ('problem' in parsed) throw new Error(parsed.problem)
  return parsed.notice
}
const problemOf = (text: string): string => {
  const parsed = parseHolidayNotice(text)
  return 'problem' in parsed ? parsed.problem : 'read without a word'
}
/** Knows nothing by itself: what comes out of it was read. */
const BLANK: Calendar = { isKnown: () => false, isWorkday: () => true }
const daysOf = (year: number): string[] => {
  const days: string[] = []
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) days.push(day)
  return days
}
const differing = (year: number, calendar: Calendar): string[] =>
  daysOf(year).filter((day) => calendar.isWorkday(day) !== NATIONAL.isWorkday(day))
/** What later notices made of a year: 2019's began in it; in January 2020 the Spring Festival was made longer. */
const CHANGED_LATER: Readonly<Record<number, readonly string[]>> = {
  2018: ['2018-12-29', '2018-12-31'],
  2020: ['2020-01-31', '2020-02-01'],
}
const TEXT_2026 = NOTICES[2026] as string

describe('the notices as published', () => {
  it.each(Object.entries(NOTICES))('%s: every day of the year is as chinese-days has it', (name, text) => {
    const year = Number(name)
    expect(isHolidayNotice(text)).toBe(true)
    const notice = noticeOf(text)
    expect(notice.year).toBe(year)
    const calendar = withLists([listOf(notice)], BLANK)
    expect(differing(year, calendar)).toEqual(CHANGED_LATER[year] ?? [])
    expect(calendar.isKnown(`${year}-07-01`)).toBe(true)
  })

  it('a holiday that begins in the year before counts there too', () => {
    const { rest } = listOf(noticeOf(NOTICES[2023] as string))
    expect(rest.slice(0, 3)).toEqual(['2022-12-31', '2023-01-01', '2023-01-02'])
    // Said without its year, as 2019's first paragraph was before the word for it.
    const moved = TEXT_2026.replace(
      '1月1日（周四）至3日（周六）放假调休，共3天',
      '12月31日（周三）至1月2日放假调休，共3天',
    )
    expect(listOf(noticeOf(moved)).rest.slice(0, 2)).toEqual(['2025-12-31', '2026-01-01'])
  })

  it('festivals that fall together are one paragraph', () => {
    const paragraph = noticeOf(NOTICES[2025] as string).holidays.at(-1)
    expect(paragraph?.festivals).toEqual(['国庆节', '中秋节'])
    expect(paragraph?.rest).toHaveLength(8)
    expect(paragraph?.work).toEqual(['2025-09-28', '2025-10-11'])
  })
})

describe('however it was pasted', () => {
  const known = JSON.stringify(listOf(noticeOf(TEXT_2026)))
  it.each<readonly [string, (text: string) => string]>([
    ['full width', (text) => text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))],
    ['half width', (text) => text.normalize('NFKC')],
    ['one line', (text) => text.replaceAll('\n', '')],
    ['blanks between all characters', (text) => [...text].join(' ')],
    ['a line for each clause', (text) => text.replace(/([。，、])/g, '$1\r\n')],
    ['day of the week spelled out', (text) => text.replaceAll('周', '星期').replaceAll('星期末', '周末')],
    ['到 and 号', (text) => text.replaceAll('至', '到').replace(/(\d)日/g, '$1号')],
    ['dashes', (text) => text.replace(/）至/g, '）—')],
    ['commas for full stops', (text) => text.replaceAll('天。', '天，')],
    ['no numbers before the paragraphs', (text) => text.replace(/\n[一二三四五六七]、/g, '\n')],
    ['without colons', (text) => text.replace(/(节|元旦)：/g, '$1 ')],
    [
      'in a chat, with what a page has around it',
      (text) => `@台账助手 转发：\n${text}\n来源：中国政府网 责任编辑：某某`,
    ],
    ['without head and tail', (text) => `2026年放假安排\n${text.split('\n').slice(3, 10).join('\n')}\n2025年11月4日`],
    ['as a table', (text) => text.replaceAll('：', ' | ').replaceAll('天。', '天 | ')],
  ])('%s', (_how, change) => {
    const text = change(TEXT_2026)
    expect(isHolidayNotice(text)).toBe(true)
    expect(JSON.stringify(listOf(noticeOf(text)))).toBe(known)
  })

  it('line breaks and blanks anywhere change nothing', () => {
    const places = fc.array(fc.tuple(fc.nat(TEXT_2026.length), fc.constantFrom('\n', ' ', '　', '\t', '\u200b')), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(places, (breaks) => {
        const text = breaks
          .toSorted((a, b) => b[0] - a[0])
          .reduce((all, [at, mark]) => all.slice(0, at) + mark + all.slice(at), TEXT_2026)
        expect(JSON.stringify(listOf(noticeOf(text)))).toBe(known)
      }),
    )
  })
})

describe('what is refused, with the reason', () => {
  it.each<readonly [string, string, string]>([
    ['1月4日（周日）上班', '1月4日（周六）上班', '1月4日（周日）写成了周六'],
    ['至23日（农历正月初七、周一）', '至23日（农历正月初七、周二）', '2月23日（周一）写成了周二'],
    ['共9天', '共8天', '写的是共8天，按日期算是9天'],
    ['共3天。1月4日', '共三十天。1月4日', '写的是'],
    ['5月9日（周六）上班', '5月5日上班', '5月5日（周二）又放假又上班'],
    ['5月9日（周六）上班', '5月14日上班', '5月14日（周四）不是周末，本来就上班'],
    ['5月9日（周六）上班', '5月9日（周六）', '5月9日（周六）没看懂是放假还是上班'],
    ['5月1日（周五）至5日（周二）', '5月1日（周五）至5月35日', '5月35日没有这一天'],
    [
      '6月19日（周五）至21日（周日）放假，共3天',
      '6月20日至22日放假，共3天',
      '端午节是6月19日（周五），通知里这天没有放假',
    ],
    ['6月19日（周五）至21日（周日）', '6月19日（周五）至9月21日', '从6月19日（周五）到9月21日（周一）不对'],
    ['6月19日（周五）至21日（周日）放假，共3天', '另行通知', '「端午节」没看到哪天放假'],
    ['2月28日（周六）上班', '2月14日（周六）上班', '2月14日（周六）写了两次'],
    ['5月1日（周五）至', '2025年5月1日至2026年5月', '写的是2025年，标题是2026年'],
    ['七、国庆节：', '七、中秋节：', '「中秋节」出现了两次'],
    [TEXT_2026.slice(TEXT_2026.indexOf('六、')), '', '通知里没有中秋节、国庆节，请把全文贴过来'],
  ])('%s → %s: %s', (from, to, problem) => {
    expect(TEXT_2026).toContain(from)
    const text = TEXT_2026.replace(from, to)
    expect(isHolidayNotice(text)).toBe(true)
    expect(problemOf(text)).toContain(problem)
  })

  it('no year, another year, a year out of reach', () => {
    expect(problemOf(TEXT_2026.replaceAll('2026年', ''))).toContain('没看到是哪一年')
    expect(problemOf(TEXT_2026.replaceAll('2026年', '2027年'))).toMatch(/写成了周/)
    expect(problemOf(TEXT_2026.replaceAll('2026年', '2999年'))).toContain('2999年')
  })

  it('one changed digit in a day is never read as if nothing were wrong, where the notice says it twice', () => {
    // Every day of this notice has its weekday beside it, or is counted.
    const digits = [...TEXT_2026.matchAll(/(?<=月)\d{1,2}(?=日（)/g)].map(({ index }) => index)
    fc.assert(
      fc.property(fc.constantFrom(...digits), fc.integer({ min: 0, max: 9 }), (at, digit) => {
        fc.pre(TEXT_2026[at] !== String(digit))
        const text = TEXT_2026.slice(0, at) + String(digit) + TEXT_2026.slice(at + 1)
        const parsed = parseHolidayNotice(text)
        // A tens digit off by a multiple of seven is impossible; the rest is caught by weekday, count or month.
        expect('problem' in parsed).toBe(true)
      }),
    )
  })

  it('any text at all is answered, never thrown at', () => {
    const pieces = fc.constantFrom(
      ...TEXT_2026.split(/(?<=[，。：、（）\n])/),
      '放假',
      '上班',
      '2月30日',
      '12月31日至1月2日',
      '共天',
      'x',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join('')
        isHolidayNotice(text)
        parseHolidayNotice(text)
      }),
    )
    expect(isHolidayNotice('元旦：'.repeat(100_000))).toBe(false)
  })
})

describe('what is no notice', () => {
  it.each([
    '昨天下午学了2小时 国务院办公厅关于放假的通知 全员参加',
    '春节放假通知已发',
    '五一放假，5月9日上班，记得开会',
    '主题党日 清明节：祭扫烈士墓',
    '元旦、春节期间廉洁教育 2小时 全员参加',
  ])('%s', (text) => {
    expect(isHolidayNotice(text)).toBe(false)
  })
})

describe('a list in the place of what is known', () => {
  it('makes its year known and leaves the others alone', () => {
    const calendar = withLists([listOf(noticeOf(NOTICE_2027))])
    expect(NATIONAL.isKnown('2027-03-01')).toBe(false)
    expect(calendar.isKnown('2027-03-01')).toBe(true)
    expect(calendar.isKnown('2028-03-01')).toBe(false)
    expect(['2027-01-30', '2027-02-05', '2027-02-08', '2027-02-12', '2027-02-14'].map(calendar.isWorkday)).toEqual([
      true,
      false,
      false,
      true,
      false,
    ])
    expect(differing(2026, calendar)).toEqual([])
    expect(daysOf(2028).filter((day) => calendar.isWorkday(day) !== NATIONAL.isWorkday(day))).toEqual([])
  })

  it('a list wins over the package’s own year, and a later one over an earlier', () => {
    const list = listOf(noticeOf(TEXT_2026))
    const longer = { ...list, rest: [...list.rest, '2026-02-24'] }
    expect(withLists([longer]).isWorkday('2026-02-24')).toBe(false)
    expect(withLists([longer, list]).isWorkday('2026-02-24')).toBe(true)
    expect(withLists([])).toBe(NATIONAL)
  })
})
