import type { TrainingForm } from '../../core/entry.js'
import type { ThemeDayMeaning } from '../../core/meaning.js'
import { checkLeftovers } from '../checks.js'
import { type Facts, zoneOf, zoneText } from '../facts.js'
import { leftovers, trimFrame } from '../topic.js'
import { readGathering } from './gathering.js'
import { cleanTopic } from './training.js'

/** A training form is set only when the day plainly had it (SCHEMA §3 `theme_day`). */
const FORMS: readonly (readonly [TrainingForm, RegExp])[] = [
  ['主题影片', /影片|电影|观影|纪录片|专题片|(?:观看|看|收看)了?(?=\uE000)/],
  [
    '外出考察',
    /参观|考察|瞻仰|(?:去|到|赴|前往|走进)[^,，。;；\n]{0,14}(?:馆|基地|旧址|故居|陵园|纪念|遗址)|扫墓|祭扫/,
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
  const topic = (zone && cleanTopic(zoneText(scan, zone))) ?? visit ?? clauseTopic(facts, zone)
  if (topic !== undefined) record.topic = topic
  if (lecturer !== undefined) Object.assign(record, { lecturer })
  checkLeftovers(facts, zone ? [zone] : [])
  return record
}

function clauseTopic(facts: Facts, zone: { start: number; end: number } | undefined): string | undefined {
  const parts: string[] = []
  for (const part of leftovers(facts.scan.open)) {
    if (zone && part.start >= zone.start && part.start < zone.end) continue
    const { text, offset } = trimFrame(part.text)
    if (text.length < 2) continue
    const verb = HEARD_TITLE.exec(text)?.[0].length ?? 0
    parts.push(facts.scan.text.slice(part.start + offset + verb, part.start + offset + text.length))
  }
  // 政治生日，给李响过政治生日: the shorter says it.
  const own = parts.filter((part) => !parts.some((other) => other !== part && part.includes(other)))
  const joined = own.join('，')
  return joined === '' ? undefined : joined
}
