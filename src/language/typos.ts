import { pinyin } from 'pinyin-pro'

/**
 * Words that carry a record's meaning and are long enough that a wrong character in them can't be another word.
 * Two-character words are not matched by sound: 谈新质生产力 is not 谈心.
 */
const KEYWORDS = [
  '谈心谈话',
  '廉政谈话',
  '提醒谈话',
  '主题党日',
  '党员大会',
  '支部大会',
  '组织生活会',
  '民主评议党员',
  '党小组会',
  '支委会',
  '集中学习',
  '线上学习',
  '专题讲座',
  '主题影片',
  '外出考察',
  '专题党课',
  '微党课',
  '业务培训',
  '学习强国',
  '台账助手',
] as const

/** Mistyped two-character words that are no word themselves. */
const SHORT_TYPOS: readonly (readonly [RegExp, string])[] = [
  [/[陪赔倍]训|培[讯迅圳]|培川/g, '培训'],
  [/主[奖将蒋降](?=[:：是\s]?[@\u4E00-\u9FFF]{2})(?!品|项|章|来|于)/g, '主讲'],
  [/参[家佳](?=[了\s,，。;；]|$)/g, '参加'],
  [/服物/g, '服务'],
  [/([应实])[道倒](?=\s?[:：]?\d)/g, '$1到'],
  [/记路(?=人|[:：])/g, '记录'],
  [/缺[习西]/g, '缺席'],
  [/俺/g, '我'],
  [/元月(?=份|初|底|[\d一二三十])/g, '1月'],
  [/谈[薪欣辛芯馨](?![水资酬])/g, '谈心'],
  [/谈化(?=[，,:。\s]|$)/g, '谈话'],
  [/自[雪血穴](?=打卡|[了过完\s,，:《\d]|$)/g, '自学'],
  [/自愿(?=者|服务(?!原则))/g, '志愿'],
  [/请[加家](?=[了(,，。\s]|$)/g, '请假'],
  [/(?<=党员|支部)[太夫天]会/g, '大会'],
  // Behind a day, where no house and no ox stands.
  [
    /(?<=[今昨前]天|\d[日号]|(?:周|星期|礼拜)[一二三四五六日天])([上下])(?:[屋牛](?![里内外前后顶肉奶])|[五舞](?=[\s,，学开谈]))/g,
    '$1午',
  ],
]

/** Wrong by shape, where the sound differs. */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  觉: '党',
  堂: '党',
  淡: '谈',
  曰: '日',
  目: '日',
  合: '会',
  汔: '讲',
  未: '末',
}

const sounds = new Map<string, readonly string[]>()

function soundsOf(char: string): readonly string[] {
  let found = sounds.get(char)
  if (!found) {
    found = pinyin(char, { toneType: 'none', type: 'array', multiple: true })
    if (sounds.size > 5000) sounds.clear()
    sounds.set(char, found)
  }
  return found
}

/** Whether two characters share a reading, tones aside. */
export function soundAlike(a: string, b: string): boolean {
  return a === b || soundsOf(a).some((sound) => soundsOf(b).includes(sound))
}

function isMisspelt(text: string, at: number, keyword: string): boolean {
  let same = 0
  for (let i = 0; i < keyword.length; i++) if (text[at + i] === keyword[i]) same++
  if (same === keyword.length || same < Math.ceil(keyword.length / 2)) return false
  for (let i = 0; i < keyword.length; i++) {
    const [typed, meant] = [text[at + i] as string, keyword[i] as string]
    if (typed === meant) continue
    if (typed < '\u4E00' || typed > '\u9FFF') return false
    if (LOOKS_LIKE[typed] !== meant && !soundAlike(typed, meant)) return false
  }
  return true
}

/** The text with the key words of a record spelt right, where one was mistyped by sound or shape (SCHEMA §1 "Text"). */
export function correctTypos(text: string): string {
  let result = text
  for (const [wrong, right] of SHORT_TYPOS) result = result.replace(wrong, right)
  for (const keyword of KEYWORDS) {
    for (let at = 0; at + keyword.length <= result.length; at++) {
      if (result[at] !== keyword[0] && result[at + 1] !== keyword[1]) continue
      if (isMisspelt(result, at, keyword)) result = result.slice(0, at) + keyword + result.slice(at + keyword.length)
    }
  }
  return result
}
