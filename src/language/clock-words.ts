import { parseNumber } from './chinese-numerals.js'

/** 11点差一刻, 差十分九点: an hour told by what is wanting to it. */
const HOUR = '(\\d{1,2}|[一二两三四五六七八九十]{1,2})'
const SHORT_BY = '(一刻钟?|(?:\\d{1,2}|[一二三四五六七八九十]{1,3})分钟?)'
const HOUR_FIRST = new RegExp(`(?<![\\d.])${HOUR}点(?:还)?(?:差|欠|缺)(?:个)?${SHORT_BY}(?!不)`, 'g')
const HOUR_LAST = new RegExp(
  `差(?:个)?${SHORT_BY}(?:到|不到|就)?${HOUR}点(?!\\d|半|[一二三四五]?十|[一三13]刻|钟头|名)`,
  'g',
)

function clockBefore(whole: string, hourSaid: string, wanting: string): string {
  const hour = parseNumber(hourSaid)
  const minutes = wanting.startsWith('一刻') ? 15 : parseNumber(wanting.replace(/分钟?$/, ''))
  if (hour === undefined || minutes === undefined || hour < 1 || hour > 24 || minutes < 1 || minutes > 30) return whole
  return `${hour - 1}:${String(60 - minutes).padStart(2, '0')}`
}

/** The text with such hours written plainly: 11点差一刻 is 10:45. */
export const plainClocks = (text: string): string =>
  /[差欠缺]/.test(text) && text.includes('点')
    ? text
        .replace(HOUR_FIRST, (whole, hour: string, wanting: string) => clockBefore(whole, hour, wanting))
        .replace(HOUR_LAST, (whole, wanting: string, hour: string) => clockBefore(whole, hour, wanting))
    : text
