import { isSpan } from '../../core/civil-date.js'
import { UserError } from '../../core/errors.js'

/** UserError `bad_period` for what is no year, half year, quarter or month. */
export function spanFrom(period: string): string {
  if (!isSpan(period)) throw new UserError('bad_period', '请写明是哪一年、哪个季度或哪个月，如“2026年一季度”')
  return period
}
