/** The last month (`YYYY-MM`) of a `YYYY-MM`, `YYYY-Qn` or `YYYY`; undefined for anything else a client may send. */
export function lastMonthOf(period: string): string | undefined {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period)
  if (quarter) return `${quarter[1]}-${String(Number(quarter[2]) * 3).padStart(2, '0')}`
  if (/^\d{4}$/.test(period)) return `${period}-12`
  return /^\d{4}-(?:0[1-9]|1[0-2])$/.test(period) ? period : undefined
}
