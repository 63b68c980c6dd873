import type { Person } from '../../core/meaning.js'
import { simplify } from '../simplify.js'
import { soundAlike } from '../typo-alike.js'

/** A name as said and whom it stands for (SCHEMA §1 "People"). */
export interface PersonRef {
  start: number
  end: number
  said: string
  name?: string
  unknown?: true
  candidates?: string[]
  /** Understood through a spelling mistake. */
  corrected?: true
}

/** Characters that, after a name, make it part of another word: 李响亮, 赵阳光, 陈立场. */
const LONGER_WORD: Readonly<Record<string, string>> = {
  响: '亮应彻遏',
  阳: '光台春',
  立: '场即刻足项德春夏正功法案',
  敏: '感锐捷',
  明: '白天年确显珠威朝示晰',
  雨: '天伞衣水季夹',
  贤: '惠良',
  平: '均安台时等',
  强: '调国化大度',
  华: '丽夏',
  军: '队人事',
}
/** Before 小雨 these speak of the weather. */
const WEATHER_BEFORE = '下有阵中转零降遇逢'
/** Characters after which 书记 is the secretary; after any other it is somebody else's title (总书记, 省委书记, 王书记). */
const TITLE_MAY_FOLLOW =
  '费咱俺阿啦收把将替帮代催和跟与同由请让给找对是被为向时午晚天日号点分了们部除连及且但过听,，。.;；:：、!！?？()（）[]【】@ \n\uE000\uE001'
const TITLE_ONLY = /^(?:书记|主任|组长|班长|处长|科长)$/
/** Titles that may follow a member's name without making it another person. */
const TITLE_AFTER = /^(?:[姐哥](?![姐哥妹弟夫们])|同志|书记|主任|组长|科长|委员|老师)/
const FORM_OF_ADDRESS =
  /^[小老阿][\u4E00-\u9FFF]|^[\u4E00-\u9FFF](?:同志|哥|姐|工|总|师傅|师|老师|大姐|主任|科长|处长|书记)/

interface Alias {
  alias: string
  name: string
}

/** The roster, ready to be looked for in text. */
export interface Names {
  members: readonly Person[]
  aliases: readonly Alias[]
  firstChars: ReadonlySet<string>
}

const prepared = new WeakMap<readonly Person[], Names>()

/** Prepares a roster once; longest names first, so that 孙小雨 wins over 小雨. */
export function namesOf(roster: readonly Person[]): Names {
  let names = prepared.get(roster)
  if (!names) {
    const aliases = roster.flatMap((member) =>
      [member.name, ...member.aliases]
        .filter((alias) => alias.length > 0)
        .flatMap((alias) => [...new Set([alias, simplify(alias)])].map((form) => ({ alias: form, name: member.name }))),
    )
    aliases.sort((a, b) => b.alias.length - a.alias.length)
    names = { members: roster, aliases, firstChars: new Set(aliases.map(({ alias }) => alias[0] as string)) }
    prepared.set(roster, names)
  }
  return names
}

/** 昨天小雨 全体冒雨去…; 今天小雨，和赵阳谈心: what follows names who it was, so this is the weather. */
const isWeather = (text: string, at: number): boolean =>
  /(?:今天|昨天|前天|当天|那天|上午|下午|天气|外面|\uE001)$/.test(text.slice(Math.max(0, at - 3), at)) &&
  /^[\s,，。](?:全体|全员|大家|支部|我们|主题党日|冒雨|[和跟与同](?!我))/.test(text.slice(at + 2, at + 8))

function standsForMember(text: string, at: number, alias: string): boolean {
  const before = text[at - 1] ?? ' '
  const after = text[at + alias.length] ?? ' '
  if (TITLE_ONLY.test(alias)) {
    // 主持书记 记录小雨: behind a role, where the title is all there is to it.
    const inRole =
      /(?:主持|主讲|记录|领学|授课|缺席|请假)人?$/.test(text.slice(Math.max(0, at - 3), at)) &&
      /^(?:$|[\s,，。;；、()（）\uE001]|主持|主讲|记录|请假|缺席|讨论|研究|应到)/.test(text.slice(at + alias.length))
    return (TITLE_MAY_FOLLOW.includes(before) || inRole) && !/[处员]/.test(after)
  }
  // 打听下小雨的党费: a word in passing, and no rain.
  const asked = /(?:打听|[问查看找说一])下$/.test(text.slice(Math.max(0, at - 3), at))
  if (alias.startsWith('小雨') && !asked && (WEATHER_BEFORE.includes(before) || isWeather(text, at))) return false
  if ((LONGER_WORD[alias.at(-1) as string] ?? '').includes(after)) return false
  return true
}

/** The member whose name or alias begins exactly here, if it stands for him. */
export function memberAt(text: string, at: number, names: Names): PersonRef | undefined {
  const from = text[at] === '@' ? at + 1 : at
  if (!names.firstChars.has(text[from] ?? '')) return undefined
  const fitting = names.aliases.filter(({ alias }) => text.startsWith(alias, from))
  const longest = fitting[0]
  if (!longest || !standsForMember(text, from, longest.alias)) return undefined
  const same = [...new Set(fitting.filter(({ alias }) => alias === longest.alias).map(({ name }) => name))]
  let end = from + longest.alias.length
  const title = TITLE_AFTER.exec(text.slice(end, end + 3))
  if (title && !TITLE_ONLY.test(longest.alias)) end += title[0].length
  const ref = { start: at, end, said: longest.alias }
  return same.length === 1 ? { ...ref, name: same[0] } : { ...ref, candidates: same }
}

/** Every member named in the text, left to right, without overlaps. */
export function membersIn(text: string, names: Names): PersonRef[] {
  const found: PersonRef[] = []
  for (let at = 0; at < text.length; at++) {
    const ref = memberAt(text, at, names)
    if (!ref) continue
    found.push(ref)
    at = ref.end - 1
  }
  return found
}

/**
 * Whom a word in a place for a member stands for: a member, 小李 by surname, a name misspelt by sound; otherwise unknown.
 * `said` holds the word alone, without @ or 同志.
 */
export function resolveName(said: string, names: Names): Omit<PersonRef, 'start' | 'end'> {
  const word = said.replace(/^@/, '').replace(/同志$/, '').trim()
  const exact = memberAt(word, 0, names)
  if (exact && exact.end === word.length) {
    return { said: word, ...(exact.name === undefined ? { candidates: exact.candidates } : { name: exact.name }) }
  }
  if (FORM_OF_ADDRESS.test(word) && word.length <= 4) {
    const informal = /^[小老阿]/.test(word)
    const surname = informal ? (word[1] as string) : (word[0] as string)
    const bare = informal ? word.slice(0, 2) : word
    const candidates = names.members.filter((member) => member.name.startsWith(surname)).map((member) => member.name)
    if (candidates.length === 1 && informal && word.length === 2) return { said: bare, name: candidates[0] }
    if (candidates.length > 1) return { said: bare, candidates }
    return { said: word, unknown: true }
  }
  const misspelt = names.members.filter((member) => isHomophone(word, member.name)).map((member) => member.name)
  if (misspelt.length === 0)
    misspelt.push(
      ...new Set(
        names.aliases
          .filter(({ alias }) => !TITLE_ONLY.test(alias) && !/^[小老]/.test(alias) && isHomophone(word, alias))
          .map(({ name }) => name),
      ),
    )
  if (misspelt.length === 1) return { said: word, name: misspelt[0], corrected: true }
  if (misspelt.length > 1) return { said: word, candidates: misspelt }
  return { said: word, unknown: true }
}

/** Same length and sounds, with at least one character right: 周海鸣 for 周海明. */
function isHomophone(word: string, name: string): boolean {
  if (word.length !== name.length || word.length < 2) return false
  let same = 0
  for (let i = 0; i < name.length; i++) {
    if (word[i] === name[i]) same++
    else if (!soundAlike(word[i] as string, name[i] as string)) return false
  }
  return same > 0 && same < name.length
}

/** Surnames common enough that two or three characters beginning with one are read as somebody's name. */
export const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘斜厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖覃涂'
