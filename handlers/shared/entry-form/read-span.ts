import type { ReadField } from './read-field.js'

export type SpanKind = 'year' | 'quarter' | 'month' | 'span'

const DIGITS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4 }
const ERRORS: Readonly<Record<SpanKind, string>> = {
  year: '请写年份，如 2026',
  quarter: '请写成 2026-Q1 或 2026年一季度',
  month: '请写成 2026-03 或 2026年3月',
  span: '请写成 2026-03、2026-Q1、2026-H1 或 2026',
}
const SHAPES: Readonly<Record<SpanKind, RegExp>> = {
  year: /^\d{4}$/,
  quarter: /^\d{4}-Q[1-4]$/,
  month: /^\d{4}-(?:0[1-9]|1[0-2])$/,
  span: /^\d{4}(?:-(?:H[12]|Q[1-4]|0[1-9]|1[0-2]))?$/,
}

/** A year, half-year, quarter or month as SCHEMA writes it; also in Chinese, then without a year this one's. */
export function readSpan(text: string, kind: SpanKind, today: string): ReadField {
  const value = spanOf(text.replace(/\s/gu, ''), today.slice(0, 4))
  return value !== undefined && SHAPES[kind].test(value) ? { value } : { error: ERRORS[kind] }
}

function spanOf(text: string, thisYear: string): string | undefined {
  const [, year = thisYear, rest = ''] = /^(?:(20\d{2})(?:年度?)?[-./]?)?(.*)$/u.exec(text) ?? []
  if (rest === '') return /^20/.test(text) ? year : undefined
  const half = /^(?:H([12])|([上下])半年)$/iu.exec(rest)
  if (half) return `${year}-H${half[1] ?? (half[2] === '上' ? 1 : 2)}`
  const quarter = /^(?:Q([1-4])|第?([一二三四1-4])季度)$/iu.exec(rest)
  if (quarter) return `${year}-Q${quarter[1] ?? DIGITS[quarter[2] ?? ''] ?? quarter[2]}`
  const month = /^(0?[1-9]|1[0-2])(?:月份?)?$/u.exec(rest)?.[1]
  return month === undefined ? undefined : `${year}-${month.padStart(2, '0')}`
}
