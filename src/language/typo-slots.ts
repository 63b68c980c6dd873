import { lookAlike, soundNear } from './typo-alike.js'

/**
 * Places in a sentence where hardly any word but one of a few can stand (behind a number a unit, behind a day a half of
 * the day, before a colon a label). There a word of two characters with one of them wrong by sound or shape is read as
 * the word meant: 40分种, 昨天上无, 昨夭, 地店：.
 */
interface Slot {
  /** Matches the two characters of the place. */
  at: RegExp
  words: readonly string[]
}

const HAN = '[\\u4E00-\\u9FFF]'
const STARTS = '(?<=^|[\\s,，。;；:：、]|补|记|是|了|于|在)'
const DAY = '(?:[昨今前明后][天日夭]|[\\d一二三四五六七八九十][日号]|(?:周|星期|礼拜)[一二三四五六日天]|节|当天|那天)'
/** What may follow a day or a half of it: the end, a figure, or what was done. */
const GOES_ON =
  '[\\s,，。;；:：!！、(（\\d学开谈聊主集党培自看去召组线参和跟与同到在从给我咱支全大观听收王李陈周赵孙交缴付转捐走慰看做办搞微专廉提民业内外走工志慈@的]'

const SLOTS: readonly Slot[] = [
  {
    at: new RegExp(
      `(?<=^|[\\s,，。;；:：上下本这个了])${HAN}{2}(?=[一二三四五六日天](?![一二三四五六日天]|个|次|场|点|名|张))`,
      'g',
    ),
    words: ['星期', '礼拜'],
  },
  {
    at: new RegExp(`${STARTS}${HAN}{2}(?=$|[上下中晚早傍]|${GOES_ON})`, 'g'),
    words: ['昨天', '今天', '前天', '明天', '后天', '昨日', '今日', '昨晚'],
  },
  {
    at: new RegExp(
      `(?<=[\\d一二两俩仨三四五六七八九十半几多来]\\s?个?半?)${HAN}{2}(?=$|[\\s,，。;；:：!！、()（）的全主参地在讲学谈聊到])`,
      'g',
    ),
    words: ['分钟', '小时', '钟头', '学时', '课时', '刻钟'],
  },
  {
    at: new RegExp(`(?<=${DAY})${HAN}{2}(?=$|${GOES_ON}|[一二两三四五六七八九十]{1,3}点)`, 'g'),
    words: ['上午', '下午', '中午', '晚上', '早上', '傍晚'],
  },
  {
    at: new RegExp(`(?<=^|[\\s,，。;；\\n【|])${HAN}{2}(?=[】]?[:：])`, 'g'),
    words: [
      '时间',
      '地点',
      '日期',
      '主题',
      '内容',
      '题目',
      '主讲',
      '主持',
      '记录',
      '形式',
      '时长',
      '学时',
      '参加',
      '出席',
      '请假',
      '缺席',
      '备注',
      '对象',
      '部门',
      '问题',
      '措施',
      '事由',
      '应到',
      '实到',
      '人数',
    ],
  },
  {
    at: new RegExp(
      `(?<=月份?的?|[交缴收]了?|[年度])${HAN}{2}(?=$|[\\s,，。;；:：交缴收补\\d是共合清]|[一二三四五六七八九]十)`,
      'g',
    ),
    words: ['党费'],
  },
  // Behind a name, at the end of its clause.
  {
    at: new RegExp(`(?<=${HAN}{2}|@${HAN}{1,3} |[(（])${HAN}{2}(?=$|[\\s,，。;；!！、()（）了没])`, 'g'),
    words: ['出差', '请假', '缺席', '值班', '发烧', '感冒', '住院', '公出', '生病', '主讲', '主持', '参加'],
  },
]

/** The text with the words in such places spelt right. */
export function correctSlots(text: string): string {
  let result = text
  for (const { at, words } of SLOTS) result = result.replace(at, (typed) => meant(typed, words))
  return result
}

const near = (a: string, b: string): boolean => lookAlike(a, b) || soundNear(a, b)

/** Words of a place that differ from another of its words in one character alike in sound or shape are themselves. */
function meant(typed: string, words: readonly string[]): string {
  if (words.includes(typed) || REAL_WORDS.has(typed)) return typed
  const found = words.filter((word) =>
    typed[0] === word[0]
      ? near(typed[1] as string, word[1] as string)
      : typed[1] === word[1] && near(typed[0] as string, word[0] as string),
  )
  return found.length === 1 ? (found[0] as string) : typed
}

/** Real words that only look or sound like one of a place. */
const REAL_WORDS: ReadonlySet<string> = new Set([
  '小事',
  '小市',
  '小食',
  '分种',
  '分重',
  '学识',
  '学士',
  '课时',
  '中舞',
  '晚霞',
  '早上',
  '世间',
  '实践',
  '主体',
  '客体',
  '地址',
  '内勤',
  '题目',
  '参军',
  '前提',
  '前田',
  '名天',
  '今晚',
  '明日',
  '前日',
  '后日',
  '当日',
  '次日',
  '人数',
  '出息',
  '形势',
  '市长',
  '工出',
  '供出',
  '低点',
])
