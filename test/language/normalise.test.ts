import { describe, expect, it } from 'vitest'
import { parseNumber } from '../../src/language/chinese-numerals.js'
import { normalise } from '../../src/language/normalise.js'

const plain = (text: string, names: string[] = []): string => normalise(text, names).text

describe('normalise', () => {
  it.each([
    ['３月份党费９８．５元', '3月份党费98.5元'],
    ['在會議室與李響談心談話', '在会议室与李响谈心谈话'],
    ['臺帳 台帐 臺賬', '台账 台账 台账'],
    ['昨\u200B天\u202E学习👍🏻\uFE0F', '昨天学习'],
    ['14:00—16:00', '14:00-16:00'],
    ['谈薪谈话', '谈心谈话'],
    ['主提党日', '主题党日'],
    ['党源大会', '党员大会'],
    ['谈新质生产力', '谈新质生产力'],
    ['全 员 参 加', '全员参加'],
  ])('%s → %s', (raw, expected) => {
    expect(plain(raw)).toBe(expected)
  })

  it('never changes a name of the roster', () => {
    expect(plain('與李乾在會議室談話', ['李乾'])).toBe('与李乾在会议室谈话')
    expect(plain('和李乾谈话')).toBe('和李乾谈话')
  })

  it('flags what a sheet, a page or a chat would run', () => {
    for (const text of ['=HYPERLINK("x")', '<img src=x>', '@所有人 学习', '=cmd|"/c calc"!A1']) {
      expect(normalise(text, []).sanitize).toBe(true)
    }
    expect(normalise('3.5 = 好日子', []).sanitize).toBe(false)
  })
})

describe('parseNumber', () => {
  it.each([
    ['两', 2],
    ['十', 10],
    ['十五', 15],
    ['四十五', 45],
    ['一百二十', 120],
    ['廿三', 23],
    ['二〇二六', 2026],
    ['1.5', 1.5],
  ])('%s = %d', (text, value) => {
    expect(parseNumber(text)).toBe(value)
  })

  it.each(['', '好', '十百', '二三十'])('%s is none', (text) => {
    expect(parseNumber(text)).toBeUndefined()
  })
})
