import { simplify } from './simplify.js'
import { correctTypos } from './typos.js'

/** A sentence of the ledger is far shorter; beyond this nothing is recorded straight (`cut`). */
const LONGEST_TEXT = 1500

/** Marks that `Scan` writes over text, so they may not come in from outside. */
const PRIVATE_USE = /[\uE000-\uF8FF]/g
/** Zero-width and bidirectional controls, soft hyphen, byte-order mark, variation selectors. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu
const CONTROL = /[^\P{Cc}\n\t]/gu
const EMOJI = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u{1F1E6}-\u{1F1FF}\u20E3])+/gu
/** A circled number begins an item; NFKC would glue its digit to the text. */
const CIRCLED = /[\u2460-\u2473\u2776-\u277F]/g
const DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63\u30FC\u2500]+/g
const WAVES = /[\u301C\u223C]/g

/** 壹小时, 叁人: figures as on a cheque, before what they count. */
const BANKER = '壹贰叁肆伍陆柒捌玖拾'
const PLAIN = '一二三四五六七八九十'
const BANKERS = /[壹贰叁肆伍陆柒捌玖拾]{1,3}(?=\s?(?:个|半?小时|分钟|钟头|刻钟|学时|人|名|位|月|日|号|元|块|点))/g

/** What a spreadsheet, a page or a chat would run: a formula, a tag, an at-all (SCHEMA §1 "Text"). */
const EXECUTABLE =
  /[=+@-]\s*[A-Za-z]{2,20}\s*(?:\(|\|\s?')|<\/?[A-Za-z][^<>\n]{0,200}>|javascript:|@(?:所有人|全体成员|all\b)|\{\{|\$\{|=\s*[A-Za-z]{2,10}\||(?:^|[\s:：,，])=(?=[\u4E00-\u9FFFA-Za-z\d(])|\bDDE\b|\|'?[A-Za-z]{2,10}'?!/i
/** What a page would run goes with its tags. */
const SCRIPT = /<(script|style)\b[^<>\n]{0,200}>[^<\n]{0,200}\([^<\n]{0,200}<\/\1\s?>/gi
const TAG = /<\/?[A-Za-z][^<>\n]{0,200}>/g
/** Tags that part what stands between them; the others are taken out without a trace. */
const BREAK = /<\/?(?:br|p|div|li|ul|ol|tr|td|th|h\d|hr)\b[^<>\n]{0,200}>/gi
/** A sum at the beginning of a cell: =1+1机关公文…. */
const SUM = /(?<=^|[\s:：,，])=\s?[\d(][\d+\-*/(). ]{1,16}(?=[\u4E00-\u9FFF《\s]|$)/g
/** What was studied begins with an at-all: 内容是@所有人 务必牢记…. */
const AT_ALL_IN_SUBJECT = /(?<=(?:内容|题目|主题|议题|题)(?:是|为|叫|[:：])?\s?)@(?:所有人|全体成员|all\b)\s?/gi
/** {{7*7}}, ${…}. */
const TEMPLATE = /\{\{[^{}\n]{0,60}\}\}|\$\{[^{}\n]{0,60}\}/g
const AT_ALL = /@(?:所有人|全体成员|all\b)/gi

/** 全 员 参 加: characters typed apart. */
const SPREAD = /(?<=^|\s)[\u4E00-\u9FFF](?: [\u4E00-\u9FFF]){2,}(?=\s|$)/g

export interface Normalised {
  text: string
  /** Something executable stood in it: the record carries `sanitize`. */
  sanitize: boolean
  /** An at-all stood in it. */
  atAll: boolean
  /** It was longer than a sentence may be: nothing may be recorded from it. */
  cut: boolean
}

/**
 * Half-width, simplified text without invisible characters, emoji or tags, cut to a sane length before any matching;
 * `names` (the roster's) are never changed (SCHEMA §1 "Text").
 */
export function normalise(raw: string, names: readonly string[]): Normalised {
  const head = raw.length > LONGEST_TEXT * 2 ? raw.slice(0, LONGEST_TEXT * 2) : raw
  const wide = head.replace(PRIVATE_USE, '').replace(INVISIBLE, '').replace(CIRCLED, '\n').normalize('NFKC')
  const cut = raw.length > LONGEST_TEXT || wide.length > LONGEST_TEXT
  const plain = wide
    .slice(0, LONGEST_TEXT)
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(CONTROL, '')
    .replace(EMOJI, (found) => (/^[0-9#*©®™]+$/u.test(found) ? found : ' '))
    // Cells of a sheet come pasted with tabs between them.
    .replace(/(?<=\S)\t+(?=\S)/g, (tabs) => `${' |'.repeat(tabs.length)} `)
    .replace(DASHES, '-')
    .replace(WAVES, '~')
    // 2点一4点; 11月2l日, 4O分钟: a stroke for a dash, a letter for a figure.
    .replace(/(?<=\d点|[:：]\d\d|\d点半)一(?=\d{1,2}[点:：])/g, '-')
    .replace(/(?<=[\d月])[lI](?=[\d日号月点分:：])/g, '1')
    .replace(/(?<=\d)[oO](?=[\d日号月点分元块人小])/g, '0')
    // 二0二六年.
    .replace(/(?<=二)0(?=二[一二三四五六七八九]年)/g, '〇')
    .replace(BANKERS, (written) => [...written].map((digit) => PLAIN[BANKER.indexOf(digit)]).join(''))
    .replace(/[\uD800-\uDFFF]/g, '')
  const sanitize = EXECUTABLE.test(plain)
  const atAll = plain.search(AT_ALL) >= 0
  // 比赛=演讲比赛；名次=三等奖: written for a colon.
  const labelled = plain.replace(/(?<=[\u4E00-\u9FFF])\s?={1,2}>?\s?(?=[\u4E00-\u9FFF《“]|\d{4}年)/g, '：')
  const cleaned = sanitize
    ? plain
        .replace(SCRIPT, '')
        .replace(BREAK, ' ')
        .replace(TAG, '')
        .replace(SUM, '')
        .replace(TEMPLATE, '')
        .replace(AT_ALL_IN_SUBJECT, '')
        .replace(AT_ALL, ' 全员 ')
    : labelled
  const text = correctTypos(simplify(cleaned, names))
    .replace(/[ \t\u00A0\u3000]+/g, ' ')
    .replace(SPREAD, (run) => run.replaceAll(' ', ''))
  return { text: text.trim(), sanitize, atAll, cut }
}
