import chineseDays from 'chinese-days'
import { isCivilDate } from './civil-date.js'

/** The seven festivals of 《全国年节及纪念日放假办法》 (第二条), each with the day that its holiday can't be without. */
export const FESTIVALS = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'] as const
export type Festival = (typeof FESTIVALS)[number]

/** The festival's own day in a year; undefined where the lunar tables don't reach. */
export function dayOfFestival(festival: Festival, year: number): string | undefined {
  switch (festival) {
    case '元旦':
      return `${year}-01-01`
    case '劳动节':
      return `${year}-05-01`
    case '国庆节':
      return `${year}-10-01`
    case '清明节':
      return given(() => chineseDays.getSolarTermDate(year, 4, 'pure_brightness'))
    case '春节':
      return given(() => chineseDays.getSolarDateFromLunar(`${year}-01-01`).date)
    case '端午节':
      return given(() => chineseDays.getSolarDateFromLunar(`${year}-05-05`).date)
    default:
      return given(() => chineseDays.getSolarDateFromLunar(`${year}-08-15`).date)
  }
}

function given(find: () => string): string | undefined {
  try {
    const date = find()
    return isCivilDate(date) ? date : undefined
  } catch {
    return undefined
  }
}
