import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, compare, lastDayOfMonth, mondayOf, weekdayOf } from '../../src/core/civil-date.js'
import { isWorkday } from '../../src/core/workdays.js'
import { say } from './helpers.js'

const plan = (text: string, today = '2026-03-18') =>
  say(text, { today, sender_role: 'secretary' }) as Record<string, unknown>
/** The day on which a plan beginning with these words is put, or what is asked. */
const dayOf = (words: string, today?: string): unknown => {
  const meaning = plan(`安排${words}主题党日`, today)
  return meaning.error ?? (meaning.type === 'question' ? 'question' : meaning.date)
}

describe('days of a plan', () => {
  it.each([
    ['明天', '2026-03-18', '2026-03-19'],
    ['明天', '2026-12-31', '2027-01-01'],
    ['后天', '2028-02-28', '2028-03-01'],
    ['大后天', '2026-02-27', '2026-03-02'],
    ['下周四', '2026-03-18', '2026-03-26'],
    ['下周四', '2026-03-22', '2026-03-26'],
    ['下下周一', '2026-03-18', '2026-03-30'],
    ['本周五', '2026-03-18', '2026-03-20'],
    ['周五', '2026-03-18', '2026-03-20'],
    ['周二', '2026-03-18', '2026-03-24'],
    ['周三', '2026-03-18', 'question'],
    ['3月26日', '2026-03-18', '2026-03-26'],
    ['3月26日（周四）', '2026-03-18', '2026-03-26'],
    ['3月26日（周五）', '2026-03-18', 'date_conflict'],
    ['1月5号', '2026-12-30', '2027-01-05'],
    ['15号', '2027-04-06', '2027-04-15'],
    ['5号', '2026-03-18', '2026-04-05'],
    ['31号', '2026-04-01', 'question'],
    ['下个月15号', '2026-12-18', '2027-01-15'],
    ['4.25', '2026-03-18', '2026-04-25'],
    ['2026/4/25', '2026-03-18', '2026-04-25'],
    ['明年1月8日', '2026-03-18', '2027-01-08'],
    ['2月30日', '2026-03-18', 'bad_date'],
    ['2月29日', '2026-02-27', 'bad_date'],
    ['2月29日', '2027-12-01', '2028-02-29'],
    ['3天后', '2026-03-30', '2026-04-02'],
    ['七一当天', '2026-03-18', '2026-07-01'],
    ['正月十五', '2026-03-02', '2026-03-03'],
    // 2026-10-10 is a workday on a Saturday, 2026-09-27 on a Sunday (the State Council's list).
    ['国庆节后第一个工作日', '2026-09-25', '2026-10-08'],
    ['国庆节后第一个工作日', '2026-10-03', '2026-10-08'],
    ['春节后第一个工作日', '2026-02-10', '2026-02-24'],
    ['下个工作日', '2026-09-30', '2026-10-08'],
    ['下个月第一个工作日', '2026-04-20', '2026-05-06'],
    ['本月最后一个工作日', '2026-03-18', '2026-03-31'],
    ['下周第一个工作日', '2026-04-02', '2026-04-07'],
    ['下个月最后一个周五', '2026-03-18', '2026-04-24'],
    ['去年3月5日', '2026-03-18', 'unclear'],
  ])('%s on %s → %s', (words, today, expected) => {
    expect(dayOf(words, today)).toBe(expected)
  })

  const days = fc.integer({ min: 0, max: 1400 }).map((n) => addDays('2024-01-01', n))
  const NAMES = '一二三四五六日'

  it('下周X lies in the next week, a bare weekday within the next six days, whatever today is', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 7 }), (today, weekday) => {
        expect(dayOf(`下周${NAMES[weekday - 1]}`, today)).toBe(addDays(mondayOf(today), 6 + weekday))
        const bare = dayOf(`周${NAMES[weekday - 1]}`, today)
        if (weekday === weekdayOf(today)) expect(bare).toBe('question')
        else {
          expect(weekdayOf(String(bare))).toBe(weekday)
          expect(compare(String(bare), today) > 0 && compare(String(bare), addDays(today, 7)) < 0).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('a month and day within the next 200 days comes back as itself', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 200 }), (today, ahead) => {
        const date = addDays(today, ahead)
        const [, month, day] = date.split('-').map(Number)
        expect(dayOf(`${month}月${day}日`, today)).toBe(date)
      }),
      { numRuns: 200 },
    )
  })

  it('a workday named by its place in a month is one, 调休 included', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.constantFrom('第一个', '第三个', '最后一个'), (months, which) => {
        const today = addMonths('2025-01-15', months)
        const date = String(dayOf(`下个月${which}工作日`, today))
        expect(isWorkday(date)).toBe(true)
        expect(date.slice(0, 7)).toBe(addMonths(`${today.slice(0, 7)}-01`, 1).slice(0, 7))
      }),
    )
  })
})

describe('deadlines of a plan', () => {
  it.each([
    ['月底前', '2026-02-10', { due_to: '2026-02-28' }],
    ['12月底前', '2026-03-18', { due_to: '2026-12-31' }],
    ['下个月底前', '2026-12-10', { due_to: '2027-01-31' }],
    ['年前', '2026-01-20', { due_to: '2026-02-16' }],
    ['年底前', '2026-03-18', { due_to: '2026-12-31' }],
    ['国庆前', '2026-09-25', { due_to: '2026-09-30' }],
    ['下周五前', '2026-03-18', { due_to: '2026-03-27' }],
    ['4月10日前', '2026-03-18', { due_to: '2026-04-10' }],
    ['3天内', '2026-03-30', { due_to: '2026-04-02' }],
    ['3个工作日内', '2026-04-30', { due_to: '2026-05-08' }],
    ['两周内', '2026-03-18', { due_to: '2026-04-01' }],
    ['下周', '2026-03-18', { due_from: '2026-03-23', due_to: '2026-03-29' }],
    ['本周内', '2026-03-18', { due_to: '2026-03-22' }],
    ['下个月', '2026-12-18', { due_from: '2027-01-01', due_to: '2027-01-31' }],
    ['4月份', '2026-03-18', { due_from: '2026-04-01', due_to: '2026-04-30' }],
  ])('%s on %s', (words, today, due) => {
    expect(plan(`${words}安排一次党员大会`, today)).toMatchObject({ type: 'plan', kind: 'meeting', ...due })
  })

  it('月底前 is the month’s last day on every day of the year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), (n) => {
        const today = addDays('2025-01-01', n)
        expect(plan('月底前安排一次主题党日', today)).toMatchObject({ due_to: lastDayOfMonth(today) })
      }),
    )
  })
})

describe('what is planned', () => {
  it.each([
    [
      '安排下周三上午9点集中学习党章 三楼会议室 提醒大家',
      { kind: 'training', start: '09:00', topic: '党章', place: '三楼会议室', remind: true },
    ],
    ['提醒我下周二下午和赵阳谈心谈话', { kind: 'talk', partner: '赵阳', period: '下午', remind: true }],
    ['下周二和赵阳提醒谈话，安排一下', { kind: 'talk', subkind: '提醒谈话', partner: '赵阳', remind: undefined }],
    ['后天走访慰问退休老党员，帮我记个计划', { kind: 'activity', subkind: '走访慰问' }],
    ['下个月15号下午两点安排专题党课，主讲陈立', { kind: 'training', subkind: '专题党课', lecturer: '陈立' }],
    ['七一主题党日定在7月1号上午，去嘉兴南湖', { kind: 'theme_day', place: '嘉兴南湖', period: '上午' }],
    ['安排大后天下午四点集中学习 内容还没定', { kind: 'training', topic: undefined }],
    ['安排王敏下周三讲微党课', { kind: 'training', subkind: '微党课', lecturer: '王敏', topic: undefined }],
    ['这周五下午2点主题党日，看《长津湖》', { kind: 'theme_day', date: '2026-03-20', topic: '《长津湖》' }],
    ['月底前跟赵阳谈一次', { kind: 'talk', partner: '赵阳', due_to: '2026-03-31' }],
    [
      '主题党日计划\n时间：3月26日下午2点\n地点：三楼会议室\n主题：清明祭英烈',
      { kind: 'theme_day', date: '2026-03-26', start: '14:00', place: '三楼会议室', topic: '清明祭英烈' },
    ],
  ])('%s', (text, expected) => {
    const meaning = plan(text)
    expect(meaning.type).toBe('plan')
    for (const [field, value] of Object.entries(expected)) expect(meaning[field], field).toEqual(value)
  })

  it('names for two people are two plans', () => {
    expect(plan('本周内和赵阳、李响各谈一次心，提醒我')).toMatchObject({
      records: [{ partner: '赵阳' }, { partner: '李响' }],
    })
  })

  it.each([
    ['安排主题党日', { error: 'missing_field', fields: ['date'] }],
    ['安排下周五谈心谈话', { error: 'missing_field', fields: ['partner'] }],
    ['计划4月10日组织志愿服务', { error: 'missing_field', fields: ['kind'] }],
    ['下周五和刘德发谈心，提醒我', { error: 'unknown_person', name: '刘德发' }],
    ['和小李约下周五谈心', { error: 'ambiguous_person', name: '小李' }],
    ['/培训 明天 学习党章 2小时', { error: 'future_date', suggest: 'plan' }],
    ['登记培训：2026年6月3日上午集中学习党章，应到7人', { error: 'future_date' }],
  ])('%s is asked about', (text, expected) => {
    expect(plan(text)).toMatchObject(expected)
  })

  it.each([
    '今天上午10点和小雨在活动室谈了一个小时，谈转正的准备',
    '昨天党员大会讨论了年度工作计划 全员 1小时',
    '昨天集中学习，会上安排了下周的工作，2小时全员',
    '员工反映的：培训教材老旧，小赵去更新，五月十五号之前',
    '问题清单：班子指出，培训记录不及时，措施：安排专人负责，4月底前完成',
  ])('%s is none', (text) => {
    expect(plan(text).type).not.toBe('plan')
  })
})

describe('a plan that moves', () => {
  it.each([
    ['把周五的主题党日改到下周二', { kind: 'theme_day', date: '2026-03-24', replaces: '2026-03-20' }],
    ['党员大会改期，从3月27号改到4月2号下午3点', { date: '2026-04-02', replaces: '2026-03-27', start: '15:00' }],
    ['周五下午2点的党员大会推迟到下周一', { date: '2026-03-23', replaces: '2026-03-20', start: undefined }],
  ])('%s', (text, expected) => {
    const meaning = plan(text)
    expect(meaning.type).toBe('plan')
    for (const [field, value] of Object.entries(expected)) expect(meaning[field], field).toEqual(value)
  })

  it('to another hour of the same day is an edit of it', () => {
    expect(plan('明天的党员大会改到下午4点')).toEqual({
      type: 'edit',
      target: { find: { type: 'plan', kind: 'meeting', date: '2026-03-19' } },
      set: { start: '16:00' },
    })
  })

  it.each(['党员大会改到下周五', '把下周二的主题党日改到周四'])('%s is asked about', (text) => {
    expect(plan(text)).toMatchObject({ type: 'question' })
  })
})
