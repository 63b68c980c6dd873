import { parseNumber } from '../../chinese-numerals.js'
import { unclear } from '../unclear.js'
import { type QueryRule, query } from './rule.js'
import { usualSpan } from './span.js'
import { personAsked } from './who.js'
import { asksWhoHasNot } from './words.js'

/** Questions about people: who has not paid, studied, lectured or been talked with. The answers go out in private only. */

/** 9月党费收缴情况，陈立125，王敏98.5: what was paid. */
const LISTED =
  /[\u4E00-\u9FFF][:：]?\d{2,4}(?:\.\d{1,2})?(?:元|块)?[,，、;；\s]+[\u4E00-\u9FFF]{2,4}[:：]?\d{2,4}(?![\d年月日号点])(?![^\n]*[?？吗])/

/** 11月党费还有谁没交; 我3月党费交了吗. */
const duesMissing: QueryRule = ({ open, body, utterance, span }) => {
  if (!/党费/.test(open) || LISTED.test(open)) return undefined
  // 我想看看党费收齐没有 asks of everybody.
  const who = personAsked(body.replace(/我(?:来|先|想)*(?:要|得)?(?:看|查|问|知道|了解)/g, ' '), utterance)
  if (who && 'error' in who) return who
  const missing =
    asksWhoHasNot(open) ||
    (who === undefined && /(?:交|缴)(?:齐|全|完|清)/.test(open)) ||
    /漏交|欠交|欠费|拖(?:着|欠)|没动静|收(?:齐|全|完|清)|(?:没|未)(?:交|缴)[^,，。]{0,6}(?:名单|有|是)/.test(open)
  const one =
    /有没有(?:交|缴)|是否已?经?(?:交|缴)|(?:到账|入账|收到)(?:了)?(?:没|吗)|交没交|缴没缴|到几月|到哪个?月|到哪(?:了|儿)|(?:交|缴)(?:[了过上清齐全完到])*(?:没|吗|没有|多少|几)|(?:没|未)(?:交|缴)/.test(
      open,
    )
  if (
    !missing &&
    !one &&
    !/(?:收|交|缴)(?:了|到)?多少|(?:一共|合计|总共|共)[^,，]{0,4}多少|情况|进度|统计|(?:收|交|缴)(?:得|的)?(?:咋样|怎么样|怎样|如何)/.test(
      open,
    )
  )
    return undefined
  if (
    !missing &&
    /(?:要|该|应|得|每月|每个月)交?(?:交)?多少/.test(open) &&
    (who === undefined || who.name === '$sender')
  ) {
    return unclear('query', '党费基数是多少？如：基数4500党费多少')
  }
  const period = span ?? usualSpan('month', utterance.today)
  const sum = /(?:收|交|缴)(?:了|到|上来)?多少|多少钱|多少元|金额|合计|总额/.test(open)
    ? { measures: ['money' as const] }
    : {}
  return query('dues_missing', period, { ...(who && !missing ? { who: who.name } : {}), ...(missing ? {} : sum) })
}

const HOURS =
  /学时|课时|学(?:够|满|到|足)\s?\d{1,3}\s?个?(?:小时|钟头)|学习时[长间数]|学(?:习)?了?多(?:久|长时间)|学(?:习)?了(?:多少|几)个?(?:小时|钟头)|多少(?:个)?(?:小时|钟头)/
const N = '(\\d{1,3}|[一二三四五六七八九十百]{1,4})'
const TARGETS = [
  // 按32算一半就是16: what it comes to.
  new RegExp(`(?:就是|也就是|即)\\s?${N}(?:个|学时|课时)?(?=$|[\\s,，。?？])`),
  new RegExp(`${N}\\s?个?(?:学时|课时|小时)`),
  new RegExp(`按\\s?${N}(?:个|学时)?(?:来)?(?:算|计)(?=$|[\\s,，。?？])`),
  new RegExp(`(?:标准|要求|目标|合格线|底线|应修|应完成)\\s?(?:是|为|按|[:：])?\\s?${N}`),
  new RegExp(
    `(?:没|未|不|低于|少于|不足|够|满|达到?|到)[^\\d一二三四五六七八九十百]{0,6}${N}(?![\\d一二三四五六七八九十]|月|年|季|号|日|次)`,
  ),
  new RegExp(
    `(?:学时|课时)[^\\d一二三四五六七八九十百]{0,8}${N}(?![\\d一二三四五六七八九十]|下|个人|位|月|年|季|号|日|次)`,
  ),
]

/** The hours asked about: 40学时, 未到4个的, 没修满32. */
const targetIn = (open: string): number | undefined =>
  TARGETS.map((pattern) => parseNumber(pattern.exec(open)?.[1] ?? '')).find((value) => value !== undefined)

/** 一个学时是多少分钟, 学时怎么算, 几分钟算一学时: no target; asked of the branch's setting. */
const WHAT_IS_ONE =
  /(?:我们|咱们?|本?支部|这边|这里)的?(?:学时|课时)是?(?:多长|多久|几分钟|多少分钟)|(?:学时|课时)的?(?:换算|折算|计算)(?:的)?(?:标准|口径|方法|办法|规则|方式)?(?:是|按)?(?:什么|啥|怎样|多少|如何|怎么)|(?:半天|一整?天|全天|一上午|一下午)(?:是|算|等于|折合?|合|能?记|相当于)+(?:几|多少)个?(?:学时|课时)|(?:[一1每]\s?个?|^|按)(?:学时|课时)(?:是|等于|相当于|算|合|为|折合|换算成?|折算成?|按照?|现在|目前|=)*(?:多少|几(?!次|个学)|多长|多久)(?!.{0,6}(?:学了|完成|达标))|(?:学时|课时)(?:是|都)?(?:怎么|咋|如何|按什么|按多少|按几)(?:算|计|换算|折算|定|分钟)|(?:多少|几)(?:个)?(?:分钟|小时)(?:是|算|等于|折|合|折合|为|算作)+[一1]?个?(?:学时|课时)|[一1每]\s?个?(?:学时|课时)(?:是|等于|按)+\d{2}分钟[^\n]{0,6}(?:吗|[?？]|对不对|是不是)/

/** Of the branch's setting, whoever asks; read before it is judged whether a text asks, as 几分钟 is a length elsewhere. */
export const hourSettingAsked: QueryRule = ({ open, utterance, span }) =>
  WHAT_IS_ONE.test(open)
    ? query('credit_hours', span ?? usualSpan('year', utterance.today), { who: '$sender', unit: true })
    : undefined

const creditHours: QueryRule = ({ open, body, utterance, span }) => {
  if (!HOURS.test(open)) return undefined
  const period = span ?? usualSpan('year', utterance.today)
  const said = targetIn(open)
  const target = said === undefined ? {} : { target: said }
  // 够不够 asks of one as well as of all.
  if (
    asksWhoHasNot(open.replace(/([够满到达])[不没]\1/g, ' ')) ||
    /(?:谁|哪些|哪几|几个人|多少人)[^。;；\n]{0,10}(?:达标|够|满|以下)|\d\s?个?(?:学时|课时|小时)?以下的/.test(open)
  ) {
    return query('credit_hours_missing', period, target)
  }
  const who = personAsked(body, utterance)
  if (who && 'error' in who) return who
  const everybody = /支部|大家|我们|咱们|全体|全员|每个?人|各人|人均|所有人|党员们/.test(open)
  return query('credit_hours', period, {
    ...(who ? { who: who.name } : everybody ? {} : { who: '$sender' }),
    ...target,
  })
}

const LECTURES: readonly (readonly [RegExp, string])[] = [
  [/(?<!外聘|外请|请的?)培训师/, '人人都是培训师'],
  [/微党课/, '微党课'],
  [/专题党课|(?<!微)党课/, '专题党课'],
  [/第一课/, '第一课'],
]
const NOT_LECTURED =
  /空着|轮空|(?:没|未)(?:有)?(?:给[^,，。;；]{1,4})?(?:亮|露|登|站|出|讲|上|授|轮|当|做|参加|主讲)|漏讲|漏了|欠讲|还差|还没|没轮到|欠[一1]?[堂次节课]?|(?:没|未)(?:完成|轮上)/

/** 人人都是培训师还有谁没讲; 今年还没有讲过课的党员. */
const lecturesMissing: QueryRule = ({ open, utterance, span }) => {
  const forms = LECTURES.flatMap(([pattern, form]) => (pattern.test(open) ? [form] : []))
  const lecturing = forms.length > 0 || /讲课|授课|讲(?:过|了)?课|上(?:过|了)课|主讲|讲过|讲台|[登上]过?台/.test(open)
  if (!lecturing || !NOT_LECTURED.test(open) || !asksWhoHasNot(open)) return undefined
  return query('lectures_missing', span ?? usualSpan('year', utterance.today), forms.length > 0 ? { forms } : {})
}

const OWN_LECTURES =
  /讲(?:了|过)?(?:几|多少)(?:次|堂|节|场|回)(?:课|党课)?|(?:上|讲)(?:了|过)?(?:几|多少)(?:次|堂|节|场|回)(?:微|专题)?党?课|(?:讲|主讲)(?:的|过|了)*(?:微|专题)?(?:党课|课)[^,，]{0,6}(?:几|多少)(?:次|堂|节|场|回)/

/** 我讲了几次课: of one person. */
const ownLectures: QueryRule = ({ open, body, utterance, span }) => {
  if (!OWN_LECTURES.test(open)) return undefined
  const who = personAsked(body, utterance)
  if (who === undefined || 'error' in who) return who
  const forms = LECTURES.flatMap(([pattern, form]) => (pattern.test(open) ? [form] : []))
  const asked = forms.length > 0 ? { forms } : {}
  return query('lectures_missing', span ?? usualSpan('year', utterance.today), { who: who.name, ...asked })
}

const TALKED = /谈心|谈话|没谈|未谈|谈过|谈了|约谈|谈(?=[?？。\s的呢吗]|$)/

/** 这个季度还差谁没谈; 四季度我还要找谁谈. */
const talksMissing: QueryRule = ({ open, utterance, span }) => {
  if (
    !TALKED.test(open) ||
    !(asksWhoHasNot(open) || /(?:谈话|谈心)(?:的)?(?:进度|完成(?:情况|进度|率)|覆盖(?:率|情况|面)|开展情况)/.test(open))
  )
    return undefined
  const kind = /廉政谈话/.test(open) ? { kinds: ['廉政谈话'] } : {}
  return query('talks_missing', span ?? usualSpan('quarter', utterance.today), kind)
}

export const PEOPLE_RULES: readonly QueryRule[] = [duesMissing, creditHours, lecturesMissing, ownLectures, talksMissing]
