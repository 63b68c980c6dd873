import { memberAt, type Names, type PersonRef, resolveName, SURNAMES } from './find-person.js'

/** What ends an unknown name: the words that follow a person in a sentence of the ledger. */
const NAME_END =
  /^(?:同志|$|[\s,，。.;；:：、!！?？()（）【】\uE000\uE001@]|谈|聊|在|就|进行|开展|做|作|说|讲|今|昨|前天|上[午周个]|下午|这|本|主|请|没|未|缺|因|由|都|也|的|和|跟|与|及|同|一起|交|沟|约|有|给|为|来|去|到|参|出|领|授|单独|电话|面对面|关于|围绕|老师|教授|处长|科长|主任|书记|局长|记|带|病|休|值|发|生|住|不|\d)/

/** @ reaches to the next blank or punctuation. */
const AT_NAME = /^@([\u4E00-\u9FFFA-Za-z·_-]{1,12})/

/**
 * The person named at a position where a member is expected: a member, a form of address, or somebody the roster does
 * not know. Undefined when no name stands there.
 */
export function readPerson(text: string, at: number, names: Names): PersonRef | undefined {
  const member = memberAt(text, at, names)
  if (member) return member
  const tagged = text[at] === '@' ? AT_NAME.exec(text.slice(at, at + 14)) : null
  if (tagged) {
    const said = tagged[1] as string
    return { start: at, end: at + tagged[0].length, ...resolveName(said, names) }
  }
  const longest = charactersAt(text, at)
  // The longer name first: 刘德发谈心 is not 刘德 who 发…; but 小刘 is two characters whatever follows.
  for (const length of '小老阿'.includes(text[at] ?? ' ') ? INFORMAL_LENGTHS : LENGTHS) {
    if (length > longest) continue
    const said = text.slice(at, at + length)
    // 孟凡都到了: the adverb is no part of a name that nobody knows.
    if (length === 3 && /[都均也全还没未]$/.test(said) && NAME_END.test(said.slice(2))) continue
    // 张薇请病假: nor is the verb.
    if (length === 3 && said.endsWith('请') && /^(?:了|[病事年婚产公]?假)/.test(text.slice(at + 3))) continue
    if (!NAME_END.test(text.slice(at + length, at + length + 4))) continue
    const ref = { start: at, end: at + length, ...resolveName(said, names) }
    if (text.startsWith('同志', ref.end)) ref.end += 2
    if (!ref.unknown || looksLikeName(said)) return ref
  }
  return undefined
}

const LENGTHS = [3, 2, 4] as const
const INFORMAL_LENGTHS = [2, 3] as const

/** How many Chinese characters stand here in a row, as far as a name may reach. Asked at each place of a text. */
function charactersAt(text: string, at: number): number {
  let count = 0
  while (count < 4 && isChinese(text.charCodeAt(at + count))) count += 1
  return count
}
const isChinese = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff

/** Whether a word has the build of a name: 小刘, 刘德发, 王老师. */
export function looksLikeName(said: string): boolean {
  if (/^[小老阿][\u4E00-\u9FFF]$/.test(said)) return SURNAMES.includes(said[1] as string)
  if (said.length === 4 && !LONG_NAME.test(said)) return false
  return SURNAMES.includes(said[0] as string) && !NOT_NAMES.test(said)
}

/** Four characters are a name only with a double surname or a title. */
const LONG_NAME =
  /^(?:欧阳|司马|上官|诸葛|夏侯|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒)|(?:老师|教授|主任|处长|科长|局长|书记|同志)$/
const NOT_NAMES =
  /^(?:乌镇|苏州|常[州山]|金华|台州|桐[庐乡]|龙[泉游]|江山|萧山|诸暨|武[义汉]|云和|景宁|文成|平[湖阳]|余姚|宁海|东阳|仙居|黄[岩山]|福[州建]|广[州东]|成都|温岭|乐清|松阳|莫干|明[细年日早晚]|麻烦|时长|时段|时限|时刻|公[出差休假司安示布开]|方面|张数|于是|马上|周[末一二三四五六日内]|江[苏西南]|常[务态委]|高[度铁级]|安[吉保检]|金[华额牌]|温州|宁波|湖州|杭州|余[杭村]|夏季|秋季|冬季|水平|平安|成[绩功效]|季度|连续|包[饺粽括]|龙舟|段落|牛奶|云|应[到急]|党|安全|安排|党|成员|成果|经验|经过|管理|公文|公务|都|全|家|应|单位|单独|方案|方式|方法|高质|时间|时事|时政|明天|和|平时|平台|相关|能力|从|向|后|那|于|文件|文明|国[家际庆]|支付|廉[政洁]|广大|通过|通报|通知|关于|关心|关注|农|东|容|连|查|计划|计算|项目|部门|任务|任职|解读|解放|强国|强化|金融|贯彻|支部|支委|班子|班组|温|红色|习惯|万|宣讲|宣传|章程|程序|水|路|家里|师德|白天|满|景|司|步|居|游|权|益|别|空|同事|同学|利用|劳动|充分|终|冷|简|车|房|石化|易|成长|田|山|石)/

const SEPARATOR = /^\s?(?:、|,|，|\/|和|跟|与|及|以及|还有|[ \t]|\+)\s?/

/** 王敏、赵阳、田震: behind 、 in a list of people a word that could be a name is one. */
function listedName(text: string, at: number): PersonRef | undefined {
  if (text[at - 1] !== '、') return undefined
  const said = /^[\u4E00-\u9FFF]{2,3}(?=$|[\s、,，。;；)）])/.exec(text.slice(at, at + 4))?.[0]
  if (said === undefined || !SURNAMES.includes(said[0] as string) || NOT_LISTED.test(said)) return undefined
  return { start: at, end: at + said.length, said, unknown: true }
}
const NOT_LISTED =
  /^(?:[党全应都时公单方]|部门|支部|员工|群众|家属|于|和|及|等|满|干部|同志|安保|工程|经理)|[部科处组室队班]$/

/** A list of people: 陈立、王敏和李响. Stops before the first thing that is no person. */
export function readPeople(text: string, at: number, names: Names): PersonRef[] {
  const people: PersonRef[] = []
  for (let from = at; ; ) {
    const person = readPerson(text, from, names) ?? (people.length > 0 ? listedName(text, from) : undefined)
    if (!person) return people
    people.push(person)
    const separator = SEPARATOR.exec(text.slice(person.end, person.end + 5))
    if (separator) from = person.end + separator[0].length
    else if (memberAt(text, person.end, names)) from = person.end
    else return people
  }
}
