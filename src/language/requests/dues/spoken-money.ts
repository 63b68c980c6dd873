import { parseNumber } from '../../chinese-numerals.js'

const DIGIT = '[一二两三四五六七八九]'
/** 一万二, 1万2千, 两万三千五: what follows 万 is thousands. */
const TEN_THOUSANDS = new RegExp(
  `(?<![\\d.])(\\d{1,2}|${DIGIT}?十?${DIGIT}?)万(?:零)?(${DIGIT}|\\d)(千)?(?:(${DIGIT}|\\d)百?)?(?![\\d.十万])`,
  'g',
)
/** 九十八块五, 3000块零8毛, 52元4角: the part of a yuan. */
const TENTHS = new RegExp(`(块|元)(?:零)?(${DIGIT}|\\d)(?:毛|角)?(?![\\d.十百千万月日号个年])`, 'g')

const FORMAL =
  /[壹贰叁肆伍陆柒捌玖](?=[拾佰仟元圆角分])|(?<=[拾佰仟元圆角])[壹贰叁肆伍陆柒捌玖]|[拾佰仟](?=[壹贰叁肆伍陆柒捌玖元圆角])|(?<=[壹贰叁肆伍陆柒捌玖])[拾佰仟]/g
/** 五十二元四角五分. */
const CENTS = new RegExp(
  `(\\d{1,5}|[一二两三四五六七八九十百千]{1,7})(?:块|元)(${DIGIT}|\\d)(?:毛|角)(${DIGIT}|\\d)分`,
  'g',
)

/** Sums as they are spoken, rewritten so that the patterns of money.ts read them: 一万二 as 12000, 块五 as 块5. */
export const spokenMoney = (text: string): string =>
  text
    // 伍拾贰元肆角; 陆 and 伍 alone are surnames.
    .replace(FORMAL, (char) => '一二三四五六七八九十百千'['壹贰叁肆伍陆柒捌玖拾佰仟'.indexOf(char)] as string)
    .replace(
      CENTS,
      (_whole, yuan: string, tenth: string, cent: string) =>
        `${parseNumber(yuan)}.${parseNumber(tenth)}${parseNumber(cent)}元`,
    )
    .replace(
      /([一二两三四五六七八九\d])万零([一二两三四五六七八九])百(?![\d一二三四五六七八九十])/g,
      (_whole, a: string, b: string) => String((parseNumber(a) ?? 0) * 10_000 + (parseNumber(b) ?? 0) * 100),
    )
    // 一块儿补交了 is together, and no yuan.
    .replace(/一块儿|一块(?=[补交缴转付给])/g, '一起')
    .replace(/(?<=[\d\s])(?:rmb|cny|yuan)(?![a-z])/gi, '元')
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
    // 九十八点五; 三点五十 is an hour.
    .replace(
      /(?<![午晚早上零一二两三四五六七八九十百])((?:[一二两三四五六七八九]百零?)?(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]))点([零一二三四五六七八九]{1,2})(?![十分刻钟半零一二三四五六七八九])/g,
      (whole, yuan: string, rest: string) => {
        const [a, b] = [parseNumber(yuan), [...rest].map((digit) => parseNumber(digit)).join('')]
        return a === undefined || a < 13 ? whole : `${a}.${b}`
      },
    )
    // 九十八块半.
    .replace(/(块|元)半(?![\u4E00-\u9FFF]*(?:月|年|天))/g, '$15')
    .replace(/毛(?!病|巾|主席|泽东)/g, '角')
