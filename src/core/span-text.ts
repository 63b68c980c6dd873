const QUARTERS = ['一', '二', '三', '四'] as const

/** `2026` → 2026年, `2026-H1` → 2026年上半年, `2026-Q1` → 2026年一季度, `2026-03` → 2026年3月; other text as it is. */
export function spanText(span: string): string {
  const [year = '', part] = span.split('-')
  if (part === undefined) return /^\d{4}$/.test(year) ? `${year}年` : span
  if (part === 'H1' || part === 'H2') return `${year}年${part === 'H1' ? '上' : '下'}半年`
  const quarter = /^Q([1-4])$/.exec(part)?.[1]
  if (quarter !== undefined) return `${year}年${QUARTERS[Number(quarter) - 1]}季度`
  return /^\d{2}$/.test(part) ? `${year}年${Number(part)}月` : span
}
