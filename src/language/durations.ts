import { DECIMAL, NUMBER, parseNumber } from './chinese-numerals.js'
import { isCorrected } from './corrections.js'
import type { Found, Scan } from './scan.js'

/** That a length is said at all, whatever it is. */
export const A_LENGTH = /(?:\d|[一二两三四五六七八九十半])\s?个?半?(?:小时|分钟|钟头|学时|h(?![a-z])|min)/

/** How long it took (SCHEMA §1 "Durations"). */
export interface Duration {
  minutes?: number
  creditHours?: number
  approx?: boolean
  text?: string
  /** Several durations, or one that is no number (三四十分钟, 大半天). */
  doubt?: boolean
}

const ABOUT_BEFORE =
  '(大概其?|大约莫?|差不多|差不离|约[莫摸]?|估摸着?|将近|接近|近|左右|不到|快|大致|小(?=[一两俩二三]个?(?:小时|钟头))|[≈~])?(?:(?<=大概|大约|差不多|约莫|将近)(?:讲|学|看|谈|聊|开|听|搞|上|培训|进行|持续)了?|有|是|(?<!怎么|如何|怎样|[使专通常选作采引费应实公日])用了?|(?<![插种浇养献鲜])花了?|共|总共|一共|历时|用时|耗时|为时|足足|整整|拢共|统共|前后|满打满算|也就){0,2}\\s?'
const ABOUT_AFTER =
  '\\s?(左右|上下|差不多|差不离|差一?点点?|那样|吧|的?样子|光景|不到|多一?点|多(?!功能|媒体|少)|出头|挂零|开外|整(?![理改治合顿体个])|的?[工功]夫)?'
const HOURS_WORD = '(?:小时|钟头|hours?|hrs?|h(?![a-z])|个点(?!名))'
const MINUTES_WORD =
  '(?:分钟|分(?!别|享|析|组|开|批|成|为|管|内|公司|局|院|会|部)|min(?:ute)?s?(?![a-z])|mins?(?![a-z])|m(?![a-z\\d]))'

const HALF_AND_HOURS = new RegExp(
  `${ABOUT_BEFORE}${NUMBER.replace('(?:', '(')}个半(多|来)?\\s?(?:小时|钟头|钟(?!头))${ABOUT_AFTER}`,
  'gi',
)
const HOURS = new RegExp(
  `${ABOUT_BEFORE}(?<![\\d.第])${DECIMAL.replace('(?:', '(')}(多|来|几|\\+)?\\s?个?(半|多|来)?\\s?${HOURS_WORD}(?:零|又|加)?(?:(半)|(\\d{1,2}|[一二三四五六七八九十]{1,3})\\s?(?:${MINUTES_WORD}|(?<=\\d\\d|十[一二三四五六七八九]?)(?=$|[\\s,，。;；)）]))|(?<![a-z])([一三])刻钟?)?${ABOUT_AFTER}`,
  'gi',
)
const HALF_HOUR = new RegExp(
  `${ABOUT_BEFORE}(?<![\\d一二两三四五六七八九十]个?)(?:小)?半[个拉啦]?(多|来)?个?(?:小时|钟头|点钟|钟(?!头|点|声|表))${ABOUT_AFTER}`,
  'g',
)
const QUARTERS = new RegExp(`${ABOUT_BEFORE}([一两二三俩仨1-3])刻(多|来|把)?钟${ABOUT_AFTER}`, 'g')
const MINUTES = new RegExp(
  `${ABOUT_BEFORE}(?<![\\d.第]|\\d\\s?[:点时])(\\d{1,4}(?:\\.\\d)?|[〇零一二两三四五六七八九十百廿卅]{1,6})(多|来|几|\\+)?\\s?个?${MINUTES_WORD}${ABOUT_AFTER}`,
  'gi',
)
const COUNTS_AS = /[按算计折记]\s?(?:\d{1,2}(?:\.5)?|[一二两三四五六七八])\s?个?(?:学时|课时)/
const CREDIT = new RegExp(
  `(?:按|计|算|合|记|折合|共|认定)?\\s?${DECIMAL.replace('(?:', '(')}\\s?个?(?:学时|课时)(?:来?算|计算|记)?`,
  'g',
)
/** 学时：2; 学时4 in a form, but not 2学时4月3日. */
const CREDIT_LABEL =
  /(?:学时|课时)数?[:为是]\s?(\d{1,3}(?:\.\d{1,2})?)(?!\s?(?:分|小时))|(?<=^|[\s,，。;；])(?:学时|课时)数?\s?(\d{1,2}(?:\.\d{1,2})?)(?=$|[\s,，。;；])/g
const WHOLE_DAY = /(?:一整天|整整一天|(?<!的)一天(?!之|到晚|比|天)|全天|整天|1天)/g
/** 鼓了半天掌, 等了半天: for long, not four hours. */
const HALF_DAY = /(?<![大小多]|[鼓等找笑闹吵愣急堵排绕想问拍喊]了?)(?:半天(?!掌|笑|没)|半日|0\.5天)/g
/** Not a number that could be written down. */
const NO_NUMBER =
  /[大小多]半天|大半个?(?:小时|钟头)|[一二两三四五1-9]天半|好?几个?(?:小时|钟头|分钟)|好?半天[的了]?功夫|[两二三四五六七八九](?:[三四五六七八九]十|[三四五六七八九]个)(?:多|来)?(?:分钟|小时|钟头)|[两二2三四3-9]天(?!前)|[一二两三四五六七八九十\d]+个(?:晚上|上午|下午)|数小时/g
/** A duration's unit that no pattern has read: what stands before it is a way of counting that we don't know. */
const UNREAD_UNIT = /(?:小时|钟头|刻[多来把]?钟|分钟)(?![候会])/
/** About an hour, as it is said. */
const HOUR_OR_SO = /个把(?:小时|钟头)/g
/** Ordinals and habits that contain the words of a duration. */
const NOT_LONG = /[前第当后某哪每同那这](?:一|1)?(?:整|半)?$/

interface Said {
  found: Found
  minutes?: number
  creditHours?: number
  approx: boolean
}

const isAbout = (...marks: (string | undefined)[]): boolean =>
  marks.some((mark) => mark !== undefined && mark !== '' && !/^(?:吧|整|的?[工功]夫)$/.test(mark))

/** The duration said in what is left of the text; its words are claimed. */
export function findDuration(scan: Scan): Duration {
  const vague = scan.takeAll(NO_NUMBER)
  // 来回大半天，按4学时算: what counts is said.
  if (vague.length > 0 && !COUNTS_AS.test(scan.open)) return { doubt: true, text: vague[0]?.text }
  const said: Said[] = []
  const add = (found: Found, minutes: number | undefined, ...about: (string | undefined)[]): void => {
    said.push({ found, minutes: minutes === undefined ? Number.NaN : minutes, approx: isAbout(...about) })
  }
  for (const found of scan.takeAll(HOUR_OR_SO)) add(found, 60, found.text)
  scan.takeAll(/(?:学|看|听|讲|读|聊|谈)?了?一会儿/g)
  for (const found of scan.takeAll(HALF_AND_HOURS)) {
    const [before, hours = '', more, after] = found.groups
    add(found, (parseNumber(hours) ?? Number.NaN) * 60 + 30, before, more, after)
  }
  for (const found of scan.takeAll(HOURS)) {
    const [before, hours = '', more, middle, half, minutes, quarter, after] = found.groups
    if (more === '几') return { doubt: true, text: found.text }
    const extra =
      half || middle === '半' ? 30 : quarter ? (quarter === '三' ? 45 : 15) : (parseNumber(minutes ?? '0') ?? 0)
    add(
      found,
      (parseNumber(hours) ?? Number.NaN) * 60 + extra,
      before,
      more,
      middle === '半' ? undefined : middle,
      after,
    )
  }
  for (const found of scan.takeAll(HALF_HOUR)) add(found, 30, found.groups[0], found.groups[1], found.groups[2])
  for (const found of scan.takeAll(QUARTERS)) {
    const said = found.groups[1] as string
    const quarters = said === '俩' ? 2 : said === '仨' ? 3 : (parseNumber(said) ?? 1)
    add(found, quarters * 15, found.groups[0], found.groups[2], found.groups[3])
  }
  for (const found of scan.takeAll(MINUTES)) {
    const [before, minutes = '', more, after] = found.groups
    // 学习强国45分 is a score.
    const score = /分$/.test(found.text) && /学习强国|得分|积分|考(?!察|核|虑|勤)|测/.test(scan.text)
    if (more === '几' || score) return { doubt: true, text: found.text }
    add(found, parseNumber(minutes), before, more, after)
  }
  for (const found of [...scan.takeAll(CREDIT), ...scan.takeAll(CREDIT_LABEL)]) {
    said.push({ found, creditHours: parseNumber(found.groups.find(Boolean) ?? ''), approx: false })
  }
  for (const [pattern, creditHours] of [
    [WHOLE_DAY, 8],
    [HALF_DAY, 4],
  ] as const) {
    for (const found of scan.all(pattern)) {
      if (NOT_LONG.test(scan.text.slice(Math.max(0, found.start - 1), found.start))) continue
      scan.claim(found)
      said.push({ found, creditHours, approx: false })
    }
  }
  const duration = settle(scan.text, said)
  const unread = scan.first(UNREAD_UNIT)
  return unread ? { doubt: true, text: unread.text } : duration
}

function settle(text: string, said: Said[]): Duration {
  said.sort((a, b) => a.found.start - b.found.start)
  const standing = said.filter((one, index) => {
    const next = said[index + 1]
    return next === undefined || !isCorrected(text.slice(one.found.end, next.found.start))
  })
  const minutes = new Set(standing.flatMap((one) => (one.minutes === undefined ? [] : [one.minutes])))
  const credits = new Set(standing.flatMap((one) => (one.creditHours === undefined ? [] : [one.creditHours])))
  const words = standing.map((one) => one.found.text.trim()).join('，')
  if (minutes.size > 1 || credits.size > 1) return { doubt: true, text: words }
  const [length] = minutes
  const [hours] = credits
  if (length !== undefined && !(Number.isInteger(length) && length > 0 && length <= 24 * 60))
    return { doubt: true, text: words }
  if (hours !== undefined && !(hours > 0 && hours <= 100)) return { doubt: true, text: words }
  return {
    ...(length === undefined ? {} : { minutes: length }),
    ...(hours === undefined ? {} : { creditHours: hours }),
    ...(standing.some((one) => one.approx) ? { approx: true } : {}),
    ...(words === '' ? {} : { text: words }),
  }
}
