import { eachWithItsCount } from './respective-counts.js'
import { TITLES } from './scan.js'

/** Marks that part what is said as a comma does; every later rule then knows only the comma. */

/** 刚散会！敏姐主讲: the shout ends a clause; one at the end of all stays, as it says how it was meant. */
const SHOUT = /(?<=[\u4E00-\u9FFF\w\uE000)）%])[!！]+(?=\s?[\u4E00-\u9FFF\d\uE000@])/g
/** 主讲是敏姐——说错了，是海明; 没去成——一个开会一个牙疼: a dash before another clause. */
const DASH =
  /(?<=[\u4E00-\u9FFF\uE000])-+(?=\s?(?:不对|说错|写错|打错|记错|哦|噢|喔|错了|口误|更正|不是|一个|说是|因为|其中|主要|内容|主题|分别|大家|全员|全体))/g
const FIELDS =
  '(?:日期|时间|地点|类别|形式|主题|题目|内容|议题|主讲|授课|主持|记录|参加|参会|参训|出席|应到|实到|人数|缺席|请假|时长|用时|学时|备注)'
/** 日期2026.1.13/形式线上学习/学时4: a form in one line, its fields parted by strokes. */
const STROKE = new RegExp(`(?<=[^\\s/])\\s?/\\s?(?=${FIELDS})`, 'g')

/** 主持 敏姐 as a line of its own: a form whose colons were left out. */
const FIELD_LINE = new RegExp(
  `^(\\s*(?:${FIELDS.slice(3, -1)}|到会|主讲人|主持人|记录人|培训内容|参加人员))[ \\t]+(?=\\S)`,
  'gm',
)
const FEWEST_LINES = 2
/** 到会 7/7: how many of how many, and no day. */
const OF_HOW_MANY = /(到会|实到|出勤|签到)(?:人数)?[:：]?\s?(\d{1,3})\s?\/\s?(\d{1,3})(?![\d/])/g

/** 小雨在“人人都是培训师”上给…讲…: the name of the event in quotation marks. */
const QUOTED_EVENT =
  /(?:在)?[“"「](人人都是培训师|开门第一课|微党课|主题党日|第一课)[”"」](?:(?:的)?(?:讲台|课堂|活动|平台)?(?:上|中|里))?[,，]?/g
/** 微党课｜孙小雨｜《青春的模样》｜12分钟｜3月13日: nothing but cells. */
function withoutCells(text: string): string {
  if (!text.includes('|') || text.includes('\n')) return text
  const cells = text
    .split('|')
    .map((cell) => cell.trim())
    .filter(Boolean)
  return cells.length >= 3 ? cells.join(',') : text
}

/** 谈心谈话+1: one more for the ledger. */
const ONE_MORE = /(?<=[\u4E00-\u9FFF])\s?\+\s?1(?![\d.])(?=$|[\s,，。;；])/g
/** 姓名李响 日期3月28日 岗位断桥入口: a form in one line without colons. */
const BARE_LABEL =
  /(?<=^|\s)(姓名|人员|日期|时间|地点|项目|活动|岗位|时长|主题|内容|对象|部门|张数|问题|期限)(?=[\u4E00-\u9FFF\d《])(?!是|为|的|上|员|们|中|里|和|在)/g
const FEWEST_BARE = 3

/** 岗位——物资发放点: a dash for a colon, behind a field's name. */
const LABEL_DASH =
  /(?<=^|[\s;；,，。\n|:：])(活动|岗位|人员|时间|日期|地点|主题|内容|对象|部门|问题|措施|责任人|期限|时长|张数|项目|类型|种类|类别|来源|姓名|奖项|获奖人|比赛|金额|人数|事由|参加人|参加人员|谈话人|谈话对象|主讲|形式)\s?[-=]+\s?(?=[^\s=-])/g

/** 李响/7月11日/电影节/检票岗/4h: a list parted by strokes. */
const LISTED = /(?<=[\u4E00-\u9FFF)）])\/(?=[\u4E00-\u9FFF\d])|(?<=[\dA-Za-z])\/(?=[\u4E00-\u9FFF])/g
const FEWEST_STROKES = 3
/** 质量单：提醒10张、处罚4张: the word 单 said once. */
const SHORT_SLIP =
  /(?<![已未没待经均都须需要成能])(提醒整改|提醒|整改|处罚|奖励|即日反馈|反馈|表扬)(?=\s?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})\s?张)/g

/** 支部自查——台账缺页——淑贤——月底: a list parted by dashes; no entries' numbers. */
const DASHED = /(?<=[\u4E00-\u9FFF])(?<!20\d\d-[\u4E00-\u9FFF])\s?-+\s?(?=[\u4E00-\u9FFF\d])/g
const FEWEST_DASHES = 3

/** The text with such marks as commas, outside of its titles. */
export function commaMarks(input: string): string {
  const raw = withoutCells(input)
  const typed = eachWithItsCount(/[“"「]/.test(raw) ? raw.replace(QUOTED_EVENT, ' $1 ') : raw)
  const slips =
    /[单]/.test(typed) || (typed.match(SHORT_SLIP)?.length ?? 0) > 1 ? typed.replace(SHORT_SLIP, '$1单') : typed
  const listed = (slips.match(LISTED)?.length ?? 0) >= FEWEST_STROKES && !/https?:/.test(slips)
  const listedOut = listed ? slips.replace(LISTED, '，') : slips
  const dashed = (slips.match(DASHED)?.length ?? 0) >= FEWEST_DASHES && !slips.match(LABEL_DASH)
  const said = dashed ? listedOut.replace(DASHED, '，') : listedOut
  const labelled = (said.match(BARE_LABEL)?.length ?? 0) >= FEWEST_BARE ? said.replace(BARE_LABEL, '$1：') : said
  const text = formLines(labelled.replace(ONE_MORE, ' ')).replace(
    OF_HOW_MANY,
    (words, _word, came: string, of: string) => (Number(came) <= Number(of) ? `应到${of}人，实到${came}人` : words),
  )
  const strokes = text.match(STROKE)?.length ?? 0
  if (strokes < 2 && !/[!！=-]/.test(text)) return text
  const titles: string[] = []
  const open = text.replace(TITLES, (title) => {
    titles.push(title)
    return '\uE000'
  })
  const parted = open.replace(SHOUT, '，').replace(DASH, '，').replace(LABEL_DASH, '$1：')
  const whole = strokes >= 2 ? parted.replace(STROKE, '，') : parted
  return titles.length === 0 ? whole : whole.replace(/\uE000/g, () => titles.shift() as string)
}

/** 1. 时间：…\n2. 主题：…: the numbers of a form. */
const NUMBERED_FIELD = new RegExp(
  `^\\s*\\d{1,2}\\s?[.、)）]\\s*(?=(?:${FIELDS.slice(3, -1)}|主讲人|主持人|记录人|参加人员)[:：])`,
  'gm',
)

function formLines(typed: string): string {
  const numbered = typed.includes('\n') && (typed.match(NUMBERED_FIELD)?.length ?? 0) >= FEWEST_LINES
  const text = numbered ? typed.replace(NUMBERED_FIELD, '') : typed
  if (!text.includes('\n') || (text.match(FIELD_LINE)?.length ?? 0) < FEWEST_LINES) return text
  return text.replace(FIELD_LINE, '$1：')
}
