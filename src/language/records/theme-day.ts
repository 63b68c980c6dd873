import type { TrainingForm } from '../../core/entry.js'
import type { ThemeDayMeaning } from '../../core/meaning.js'
import { checkLeftovers } from '../checks.js'
import { type Facts, zoneOf, zoneText } from '../facts.js'
import { placeAlone } from '../place.js'
import { cleanTopic, leftovers, trimFrame } from '../topic.js'
import { readGathering } from './gathering.js'

/** A training form is set only when the day plainly had it (SCHEMA §3 `theme_day`). */
const FORMS: readonly (readonly [TrainingForm, RegExp])[] = [
  [
    '主题影片',
    /影片|电影|观影|片子|大片|(?:看|放)了?一?[部场](?!馆|地)|(?:纪录|专题|警示|教育|宣传)片|(?:观看|看|收看)了?(?=\uE000)/,
  ],
  [
    '外出考察',
    /参观|考察|瞻仰|研学|见学|(?:去|到|赴|前往|走进|打卡)[^,，。;；\n]{0,14}(?:馆|博物院|基地|旧址|故居|陵园|纪念|遗址)|扫墓|祭扫/,
  ],
  ['微党课', /微党课/],
  ['专题党课', /党课/],
  ['专题讲座', /讲座|辅导报告|报告会|宣讲/],
  ['研讨', /研讨/],
  ['集中学习', /集中学习|集体学习/],
]
const DAY_WORDS =
  /(?:\/|支部|本月|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|每月|开展了?|组织了?|举行了?|举办了?|进行了?|搞了|过了|参加了?|的)*(?:主题党日|党日)(?:活动)?(?:日|:|：|是|为|,|，|了|的|登记|台账)*/g

/** 听专题讲座《丝路精神》: the title is the subject. */
const HEARD_TITLE =
  /^(?:听取?了?|观看了?|看[的了]?|收看[的了]?|观看的|放的?|学习了?|专题|辅导|讲座|微?党课|主题|影片|电影|(?:警示|教育|纪录|宣传)+片)+(?=\uE000)/

/** Understands a theme Party day (SCHEMA §3). */
export function readThemeDay(facts: Facts): Partial<ThemeDayMeaning> & { type: 'theme_day' } {
  const { scan } = facts
  const zone = zoneOf(facts, 'topic')
  const wording = scan.open
  const record: Partial<ThemeDayMeaning> & { type: 'theme_day' } = { type: 'theme_day' }
  for (const found of scan.all(DAY_WORDS)) scan.claim(found)
  const { fields, lecturer, visit } = readGathering(facts)
  Object.assign(record, fields)
  const said = FORMS.find(([, pattern]) => pattern.test(wording))
  if (said) record.form = said[0]
  if (record.place === undefined && leftovers(scan.open).length > 1) {
    const place = placeAlone(scan)
    if (place !== undefined) record.place = place
  }
  const topic = (zone && cleanTopic(zoneText(scan, zone))) ?? visit ?? clauseTopic(facts, zone)
  if (topic !== undefined) record.topic = topic
  if (lecturer !== undefined) Object.assign(record, { lecturer })
  checkLeftovers(facts, zone ? [zone] : [])
  return record
}

/** What it was about: the titles, else every clause that is no remark. */
function clauseTopic(facts: Facts, zone: { start: number; end: number } | undefined): string | undefined {
  const parts = leftovers(facts.scan.open).flatMap((part) => {
    if (zone && part.start >= zone.start && part.start < zone.end) return []
    const { text, offset } = trimFrame(part.text)
    if (text.length < 2 || REMARK.test(text)) return []
    // 六月份主题党日（迎七一）: what it is near to, in brackets.
    if (/^[(（][^()（）]*[)）]?$/.test(text) && FESTIVAL.test(text.replace(/[()（）]/g, ''))) return []
    const verb = HEARD_TITLE.exec(text)?.[0].length ?? 0
    return [facts.scan.text.slice(part.start + offset + verb, part.start + offset + text.length)]
  })
  // 五四青年节主题党日…观看《革命者》: the day of the year is no subject beside another.
  const subjects = parts.filter((part) => !FESTIVAL.test(part))
  const said = subjects.length > 0 ? subjects : parts
  // 政治生日，给李响过政治生日: the shorter says it.
  const own = said.filter((part) => !said.some((other) => other !== part && part.includes(other)))
  // 把8月主题党日登上：…看电影《志愿军》: the film is what it was.
  const film = SEEN.test(facts.scan.text) ? own.find((part) => part.includes('《')) : undefined
  if (film !== undefined) return film
  const joined = own[0] ?? ''
  return joined === '' ? undefined : joined
}
const SEEN = /看|影片|电影|片/
const FESTIVAL =
  /^(?:庆祝|迎接?|纪念|正值|恰逢|临近|喜迎)?(?:今天是)?(?:世界|国际|全国|全民|中国)?(?:[五七八十一二三四六九]{1,3}|“[五七八十一二三四六九]{1,3}”)?(?:建党|建军|国庆|青年|妇女|劳动|植树|学雷锋|教师|重阳|端午|中秋|清明|元宵|春|元旦|烈士纪念|国家公祭|宪法|全民国家安全教育|环境|节能|水|湿地|气象|粮食|禁毒|无烟|献血者|志愿者|博物馆|航天|医师|读书|护士|记者|消防)?(?:节|日|前夕|前后|这天|当天|之际)?(?:这天|当天|之际|前夕|到来)?$|^(?:立春|雨水|惊蛰|春分|清明|谷雨|立夏|小满|芒种|夏至|小暑|大暑|立秋|处暑|白露|秋分|寒露|霜降|立冬|小雪|大雪|冬至|小寒|大寒)(?:节气|那天|当天)?$/
const REMARK =
  /^(?:我们?(?:支部)?)?(?:和|与|跟|同|联合)?[\u4E00-\u9FFF]{2,10}支部(?:一起|联合|共同|结对)+(?:过|开展|举办|搞|组织)?了?$|^(?:(?:活动)?(?:记|登记|记录|签到|录)(?:表|本|簿|单)|[登补记录]上(?:去|来)?|[登补记录]一下|[登录]入|上个?月|本月|这个?月|当月|漏[记登报]了?|那次|这次|上次|本次|当天|天气\S{0,4}|冒[雨雪]|集体|全程|圆满|顺利|气氛\S{0,4}|反响\S{0,4}|效果\S{0,4}|很有意义|收获\S{0,4}|合影\S{0,4}|集合|出发|拍了?照|情况|登记|记录|台账|如下|内容|流程|议程|活动|(?:提前|推迟)?[搞办过开弄](?:完|好|掉)?了?)$/
