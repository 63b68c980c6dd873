import { alike, soundNear } from './typo-alike.js'
import { correctSlots } from './typo-slots.js'
import { WORD_TYPOS } from './typo-words.js'

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
  '提醒整改单',
  '服务质量处罚单',
  '即日检查反馈单',
  '走访慰问',
  '交流互访',
  '外出保障',
  '工会小家',
  '党员风采',
  '书记项目',
  '支部特色',
  '线上答题',
  '内审会议',
  '实务培训',
  '慈善一日捐',
  '问题清单',
] as const

/** Mistyped two-character words that are no word themselves. */
const SHORT_TYPOS: readonly (readonly [RegExp, string])[] = [
  [/[陪赔倍]训|培[讯迅圳]|培川/g, '培训'],
  [/主[奖将蒋降](?=[:：是\s]?[@\u4E00-\u9FFF]{2})(?!品|项|章|来|于)/g, '主讲'],
  [/主[奖蒋将浆匠](?<=[\u4E00-\u9FFF]{2}..)(?=[\s,，。;；]|$)/g, '主讲'],
  [/参[家佳](?=[了\s,，。;；]|$)/g, '参加'],
  [/服物/g, '服务'],
  [/([应实])[道倒](?=\s?[:：]?\d)|(?<=人)([应实])[道倒](?=$|[\s,，。;；])/g, '$1$2到'],
  [/记路(?=人|[:：])/g, '记录'],
  [/党[废肺沸吠匪飞](?!话|行|物|弃)|(?<![A-Za-z])dues(?![A-Za-z])/gi, '党费'],
  // 民评, 支委碰头会, 全体党员会议: the kinds of meeting by other names.
  [/(?<![\u4E00-\u9FFF])民评(?:会|大会|党员)?(?=[\s:：,，]|$)/g, '民主评议党员'],
  [/组生会/g, '组织生活会'],
  [/(?<=^|[\s,，。;；\d日号天午晚])小组会(?:议)?(?!议?室)/g, '党小组会'],
  [/支委(?:碰头会|会议|开了?个?会)/g, '支委会'],
  [/党小组(?:(?:召开|开|碰)了?(?:一次|一个|个)?(?:短|小|碰头)?会|碰头会)(?:议)?/g, '党小组会'],
  [/(?:支部)?(?:全体党员|支部党员|全支部党员)会(?:议)?(?![员所场费议纪])/g, '党员大会'],
  [/(?<=[午晚上早])俩点|俩点(?=[\s半整钟一二三四五跟和到开在去,，。]|$)/g, '两点'],
  [/(?<![工操动制合写著大力])作[天日](?=$|[\s,，上下早晚中午学开和跟谈组去]|\d)/g, '昨天'],
  [/(?<![时危动天])机中(?=学习|组织|观看|传达)/g, '集中'],
  [/缺[习西]/g, '缺席'],
  [/俺/g, '我'],
  [/自个[儿兒]?/g, '自己'],
  // 小孙讲滴, 敏姐讲哒.
  [/[滴哒](?<=[讲学看听开去来做上持录].)(?=[\s,，。;；!！~]|$)/g, '的'],
  [/元月(?=份|初|底|[\d一二三四五六七八九十廿])/g, '1月'],
  [/谈[薪欣辛芯馨](?![水资酬])/g, '谈心'],
  [/谈化(?=[，,:。\s]|$)/g, '谈话'],
  [/自[雪血穴](?=打卡|[了过完\s,，:《\d]|$)/g, '自学'],
  [/志(?:原|源|院|远|怨)(?=者|服务)|之愿(?=者|服务)/g, '志愿'],
  [/处[发伐]单|处罚丹/g, '处罚单'],
  [/捐[宽款]款/g, '捐款'],
  [/自愿(?=者|服务(?!原则))/g, '志愿'],
  [/(?<=党员|支部)[太夫天]会/g, '大会'],
  // Behind a day, where no house and no ox stands.
  [
    /(?<=[今昨前]天|\d[日号]|(?:周|星期|礼拜)[一二三四五六日天])([上下])(?:[屋牛](?![里内外前后顶肉奶])|[五舞](?=[\s,，学开谈主集党培自看去召组线参])(?!集[体团]舞))/g,
    '$1午',
  ],
]

function isMisspelt(text: string, at: number, keyword: string): boolean {
  let same = 0
  for (let i = 0; i < keyword.length; i++) if (text[at + i] === keyword[i]) same++
  if (same === keyword.length || same < Math.ceil(keyword.length / 2)) return false
  // 积极向上学习 is no 线上学习.
  const oneWrong = keyword.length >= 4 && same === keyword.length - 1 && keyword !== '线上学习'
  for (let i = 0; i < keyword.length; i++) {
    const [typed, meant] = [text[at + i] as string, keyword[i] as string]
    if (typed === meant) continue
    if (typed < '\u4E00' || typed > '\u9FFF') return false
    if (!alike(typed, meant) && !(oneWrong && soundNear(typed, meant))) return false
  }
  return true
}

/** The next place where the first or the second character of a key word stands as it should; -1 when there is none. */
function candidate(text: string, keyword: string, from: number): number {
  const first = text.indexOf(keyword[0] as string, from)
  const second = text.indexOf(keyword[1] as string, from + 1) - 1
  const at = first < 0 || (second >= 0 && second < first) ? second : first
  return at >= 0 && at + keyword.length <= text.length ? at : -1
}

/** The text with the key words of a record spelt right, where one was mistyped by sound or shape (SCHEMA §1 "Text"). */
export function correctTypos(text: string): string {
  let result = text
  for (const [wrong, right] of SHORT_TYPOS) result = result.replace(wrong, right)
  for (const [wrong, right] of WORD_TYPOS) result = result.replace(wrong, right)
  result = correctSlots(result)
  for (const keyword of KEYWORDS) {
    for (let at = candidate(result, keyword, 0); at >= 0; at = candidate(result, keyword, at + 1)) {
      if (isMisspelt(result, at, keyword)) result = result.slice(0, at) + keyword + result.slice(at + keyword.length)
    }
  }
  return result
}
