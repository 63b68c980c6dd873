import { isHolidayNotice } from '../../core/holiday-notice.js'
import type { ConfirmHolidaysMeaning, Meaning, Utterance } from '../../core/meaning.js'
import { silentPeriodOf } from './silent-period.js'

/** 确认导入 under the list that was read from a notice. */
const CONFIRM = /^确认(?:导入)?(?:(\d{4})年?)?的?(?:节假日|放假)(?:安排)?\s*(\d{4})?年?$/

/** 确认节假日 2027, by the bare words. */
export function confirmHolidaysOf(words: string): ConfirmHolidaysMeaning | undefined {
  const found = CONFIRM.exec(words)
  const year = found?.[2] ?? found?.[1]
  return year === undefined ? undefined : { type: 'confirm_holidays', year: Number(year) }
}

/** What the branch's calendar is told by whole messages: the pasted notice, and a 保障期. */
export function calendarOf(body: string, utterance: Utterance): Meaning | undefined {
  // As typed: the bot's own reading of a sentence cuts a text of this length.
  if (isHolidayNotice(utterance.text)) return { type: 'import_holidays', text: utterance.text }
  return silentPeriodOf(body, utterance.today)
}
