import { addDays, civilDate, compare, existsInCalendar, mondayOf } from '../../core/civil-date.js'
import type { EntryTarget, ErrorMeaning, Utterance } from '../../core/meaning.js'
import { parseNumber } from '../chinese-numerals.js'
import { membersIn, namesOf } from '../people/find-person.js'
import { FIELD_NAMES, fieldAt } from './edit-fields.js'
import { kindsIn } from './kind-words.js'
import { type QuotedEntry, quotedTarget } from './quoted.js'
import { ENTRY_NUMBER, readTarget } from './target.js'

/** The entry that a correction names, wherever in the text that stands, and the text without it. */
export interface EntrySaid {
  target: EntryTarget
  rest: string
  /** 王姐那笔: whose sum it is, in a list of dues or gifts. */
  payer?: string
}

const UNIT = '(?:条|笔|张|份|场|个|趟|堂|节|项|则|回|次)'
const NOW = '(?:我)?(?:刚刚?才?|刚才|刚刚|方才|适才)(?:我)?(?:刚)?'
const WRITE = '(?:给你?)?(?:记|录入?|写|登记?|发|填|提交|说|报|补|开(?=的))(?:进去|上去|上|下)?'
/** 刚才我记的那条, 上一条, 上面那条, 刚记的那趟, 刚才的 before a field, 刚才我给 before 记成. */
const RECENT = new RegExp(
  `${NOW}(?:${WRITE})?的?(?:那|这)?一?${UNIT}|${NOW}${WRITE}的(?:那|这)?|(?:我)?(?:上|前)一?(?:条|笔|则)|上一?张(?:单子?)?|${NOW}(?:把|将)(?=\\S)|${NOW}(?=(?:${FIELD_NAMES})(?:的)?(?:给)?(?:写|记|填|打|录|弄|搞|输|报|登|选)(?:错|反|漏|少|多|成))|(?:上面|前面|最后|最近|最新)(?:我)?(?:${WRITE}的?)?(?:那|这)?一?(?:条|笔|则|个)|${NOW}的(?=\\S)|${NOW}(?:给)?(?=(?:写|记|填|登|录|打|敲|输|数|弄|搞|报)(?:成|错|反|漏|少|多|岔|混|低|高))`,
)
const BEHIND = /^(?:记录(?![人者员])|台账|单子|里面|里头|里边|里|中|上|的)+/
const THING =
  /^(?:外出)?(?:考察|参观|课|奖(?![励项状])|会(?![议场])|单子?|款|讲座|党课|学习|培训|活动)(?=[^\u4E00-\u9FFF]|[给不是的其实写记填漏少改]|[\u4E00-\u9FFF]{0,6}讲的)/

/** Every way to read the entry out of a text; an error when it names somebody whom nobody knows. */
export function entrySaid(
  text: string,
  utterance: Utterance,
  quoted: QuotedEntry | undefined,
): EntrySaid[] | ErrorMeaning | undefined {
  const recent = RECENT.exec(text)
  if (quoted !== undefined) {
    const target = quotedTarget(quoted)
    return target && [{ target, rest: text.replace(/^(?:这|那|上)一?(?:条|笔|个|次|张|份|场)(?:的)?/, '') }]
  }
  const number = ENTRY_NUMBER.exec(text)
  if (number) return [{ target: { number: number[1] as string }, rest: without(text, number.index, number[0].length) }]
  const paid = payerSaid(text, utterance)
  if (paid) return [paid]
  const kindRecent = recent ? undefined : recentOfKind(text)
  if (kindRecent) return [kindRecent]
  if (recent) {
    const rest = without(text, recent.index, recent[0].length).replace(/^(?:那|这)一?[条笔张个次][^,，]{0,6}[,，]/, '')
    const sum = /笔/.test(recent[0]) ? ofPayer(rest, utterance) : undefined
    return [sum ?? { target: 'last', rest }]
  }
  return byDescription(text, utterance)
}

/** 刚才慈善一日捐那条, 上一次党课那条: the last one, with what it is. */
function recentOfKind(text: string): EntrySaid | undefined {
  const found = RECENT_OF_KIND.exec(text)
  const [kind] = found ? kindsIn(found[1] as string) : []
  return found && kind ? { target: 'last', rest: without(text, found.index, found[0].length) } : undefined
}
const RECENT_OF_KIND = new RegExp(`${NOW}(?:${WRITE})?的?([\\u4E00-\\u9FFF]{2,8}?)(?:那|这)一?${UNIT}`)

/** The text without the entry's name and the noun that belongs to it (刚记的那趟 考察). */
function without(text: string, at: number, length: number): string {
  const before = text.slice(0, at).replace(/(?:我)?(?:把|将|给|(?:再|重新)?改(?:一?下|一次|一遍)?|更正一?下?)$/, '')
  let behind = text.slice(at + length).replace(BEHIND, '')
  if (!fieldAt(behind)) {
    const [kind] = kindsIn(behind.slice(0, 12))
    const noun = kind?.start === 0 ? kind.end : (THING.exec(behind)?.[0].length ?? 0)
    behind = behind.slice(noun).replace(BEHIND, '')
  }
  return `${before}${/[,，\s]$|^$/.test(before) || /^[,，\s]/.test(behind) || /进$|入$|到$/.test(before) ? '' : '，'}${behind}`
}

/** 王姐那笔我刚敲错键了: one payer's sum in the list just written. */
function payerSaid(text: string, utterance: Utterance): EntrySaid | undefined {
  const [person, second] = membersIn(text, namesOf(utterance.roster))
  if (person?.name === undefined || second || !/刚|上一?[条笔]/.test(text)) return undefined
  const sum = /^的?(?:(?:那|这)?(?:一)?(?:笔|份)(?:钱|款|党费|捐款)?|党费|捐款)(?:我)?(?:刚刚?才?|刚才)?/.exec(
    text.slice(person.end),
  )
  if (!sum) return undefined
  const rest =
    text.slice(0, person.start).replace(RECENT, '') + text.slice(person.end + sum[0].length).replace(RECENT, '')
  return { target: 'last', rest, payer: person.name }
}

/** 刚才那笔，赵阳的52.6记成了56.2. */
function ofPayer(text: string, utterance: Utterance): EntrySaid | undefined {
  const said = text.replace(/^(?:党费|捐款|[,，\s])+/, '')
  const [person, second] = membersIn(said, namesOf(utterance.roster))
  if (person?.name === undefined || person.start > 1 || second) return undefined
  return {
    target: 'last',
    rest: said.slice(person.end).replace(/^(?:的|那份|那个|交的|捐的)+/, ''),
    payer: person.name,
  }
}

/** Strong enough that what is named by day and kind is corrected and not told. */
const CORRECTS =
  /(?<!整)改|没[填写记登]|换[成为]|更新[成为]|多(?:写|记|填|登|算|报|加)|更正|订正|纠正|错|不对|有误|[补加添写填](?:上|进|一?个|一?下)|漏|少(?:写|记|填|登|算|报)|更名|改名|改叫|宽限|延长|顺延|再?延(?=[到至一两三])|(?:写|记|填|登|录|打|敲|输|报)成|[写填登]的(?!是)|应[该当]?[是为写填算]|(?:填|写|记|登|算|报)(?:少|多|低|高)|其实|实际|得换|[长短多少高低早晚]了|才(?:开|结束|到|学|讲|谈)|只(?:学|讲|谈|开|有|用)|放宽|闭环|销(?:号|一下)|整改(?:完|到位)/
/** Without 那条 and the like a record tells as much: here nothing but a correction will do. */
const SURELY =
  /更名|改名|改叫|换[成为]|(?:加|补|添)(?:进|到|入)|改(?:成|为|到|作|一?下|过来|回来|改|一改|\d|$)|更正|订正|纠正|(?:写|记|填|登|录|打|敲|输|报|搞|弄|选)(?:错|反|漏|少了|多了|颠倒)|不对|有误|漏(?:了|写|记|填|登)|少(?:写|记|填|登|报)|[补加添](?:上|一?下)|(?:里|再)[补加添]|其实|(?:从|由)[^,，]{1,8}改|宽限|放宽|顺延|再?延(?=[到至一两三])|应[该当]?(?:是|为|写|填|算)|(?:写|填|登|记|录|打|报)成|[写填登]的|实际|(?:没|未)(?:有)?(?:填|写|记|登)/
/** 党员大会的记录人换小雨: the field first. */
const FIELD_CHANGED = new RegExp(`^(?:的)?(?:${FIELD_NAMES})(?:的)?(?:给|都|得|要|也)*(?:换|改|应|写|填)`)
const FIELD_CHANGED_LATER = new RegExp(FIELD_CHANGED.source.slice(1))
const TITLES = /《[^《》\n]{1,60}》/g
const ANCHOR = /(?:那|这)一?(?:条|笔|张|份|场|个|趟|堂|节|项|次|回)|[给对][^,，]{2,8}(?:开|发|下)的[^,，]{0,8}单/
/** Where a name may end: before a field, a verb of changing, or behind a mark. */
const NAME_END =
  /[\s,，:：]|(?=其实|实际|应[该为是写填]|不是|(?:写|记|填|登|录|打|敲|输|报|搞|弄|选|标)(?:成|的|错|漏|少|多|反|低|高)|漏|[少多](?:写|记|填|登|算|报)|(?:讲|学|开|用|谈)了|其?漏|改成|改为|更正|人数|补充|补上|再?加)/g
const BEGINS = /^(?:少|漏|多)(?:了|写|记|填|登|报|算)|^(?:写|记|填|登|录|打|搞|弄|选|标)(?:错|漏|成|少|多|反)|^其实/
const LONGEST_NAME = 40

function byDescription(text: string, utterance: Utterance): EntrySaid[] | ErrorMeaning | undefined {
  const open = text.replace(TITLES, (title) => '\uE000'.repeat(title.length))
  if (!CORRECTS.test(open) && !(/[换应写填]/.test(open) && FIELD_CHANGED_LATER.test(open))) return undefined
  const ends = new Set<number>()
  for (let at = 2; at < Math.min(text.length, LONGEST_NAME); at++) if (fieldAt(text.slice(at, at + 8))) ends.add(at)
  for (const { index } of text.slice(0, LONGEST_NAME).matchAll(NAME_END)) ends.add(index)
  const found: EntrySaid[] = []
  for (const end of [...ends].sort((a, b) => b - a)) {
    const name = text
      .slice(0, end)
      .replace(/^(?:把|将)\s?/, '$& ')
      .replace(/[的\s,，:：]+$/, '')
    if (name.length < 3) continue
    const { target, unclear, error } = readTarget(name, utterance, true)
    if (error || unclear || typeof target !== 'object' || !('find' in target)) continue
    const { type, date, partner } = target.find
    if (type === undefined || ((date ?? partner) === undefined && !ANCHOR.test(name))) continue
    const rest = text.slice(end).replace(/^[的\s,，:：]+/, '')
    const anchored = ANCHOR.test(name)
    if (!(anchored ? CORRECTS : SURELY).test(open.slice(end)) && !FIELD_CHANGED.test(open.slice(end))) continue
    // 今天跟赵阳谈心谈话 改一下 是昨天: a record whose teller corrects himself.
    if (!anchored && !/的[^的]{2,8}$/.test(name) && !BEGINS.test(rest) && fieldAt(rest) === undefined) continue
    found.push({ target, rest })
    if (found.length >= 4) break
  }
  return found.length > 0 ? found : undefined
}

export const isPlan = (target: EntryTarget): boolean =>
  typeof target === 'object' && 'find' in target && target.find.type === 'plan'

const DAY_ALONE =
  /(?<![月\d第周期拜./-])(\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[号日](?![楼室院线子常期])/g

const WEEKDAY_ALONE = /(?<![上下这本每])(?:周|星期|礼拜)([一二三四五六日天])/g

/** 3月2号的党员大会其实是3号开的: a day alone is of the month of the entry's own day. */
export function inMonthOf(text: string, target: EntryTarget, today: string): string {
  const date = dayOf(target)
  if (date === undefined || /期限|时限|截止|销号|整改|闭环|办结/.test(text)) return text
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))]
  const inWeek = text.replace(WEEKDAY_ALONE, (all, said: string) => {
    const day = addDays(mondayOf(date), '一二三四五六日天'.indexOf(said) % 7)
    return compare(day, today) <= 0 ? `${day} ` : all
  })
  return inWeek.replace(DAY_ALONE, (all, said: string) => {
    const day = parseNumber(said)
    return day !== undefined && existsInCalendar(year, month, day) ? `${civilDate(year, month, day)} ` : all
  })
}

function dayOf(target: EntryTarget): string | undefined {
  if (typeof target !== 'object') return undefined
  const fields = 'find' in target ? target.find : 'quoted' in target ? target.quoted : undefined
  const date = (fields as { date?: unknown } | undefined)?.date
  return typeof date === 'string' ? date : undefined
}
