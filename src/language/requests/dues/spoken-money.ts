import { parseNumber } from '../../chinese-numerals.js'

const DIGIT = '[一二两三四五六七八九]'
/** 一万二, 1万2千, 两万三千五: what follows 万 is thousands. */
const TEN_THOUSANDS = new RegExp(
  `(?<![\\d.])(\\d{1,2}|${DIGIT}?十?${DIGIT}?)万(?:零)?(${DIGIT}|\\d)(千)?(?:(${DIGIT}|\\d)百?)?(?![\\d.十万])`,
  'g',
)
/** 九十八块五, 3000块零8毛, 52元4角: the part of a yuan. */
const TENTHS = new RegExp(`(块|元)(?:零)?(${DIGIT}|\\d)(?:毛|角)?(?![\\d.十百千万月日号个年])`, 'g')

/** Sums as they are spoken, rewritten so that the patterns of money.ts read them: 一万二 as 12000, 块五 as 块5. */
export const spokenMoney = (text: string): string =>
  text
    .replace(TEN_THOUSANDS, (whole, tens: string, thousands: string, _unit: string | undefined, hundreds?: string) => {
      const [a, b, c] = [parseNumber(tens), parseNumber(thousands), hundreds === undefined ? 0 : parseNumber(hundreds)]
      return a === undefined || b === undefined || c === undefined ? whole : String(a * 10_000 + b * 1000 + c * 100)
    })
    // 8千5, 九千二: what follows 千 is hundreds.
    .replace(
      /(?<![\d.万])(\d|[一二两三四五六七八九])千(\d|[一二三四五六七八九])(?![\d.十百千])/g,
      (whole, a: string, b: string) => {
        const [thousands, hundreds] = [parseNumber(a), parseNumber(b)]
        return thousands === undefined || hundreds === undefined ? whole : String(thousands * 1000 + hundreds * 100)
      },
    )
    .replace(TENTHS, (_whole, unit: string, digit: string) => `${unit}${parseNumber(digit)}`)
    .replace(/毛(?!病|巾|主席|泽东)/g, '角')
