import { takesBack } from '../corrections.js'

/** 1月处罚单2张提醒整改单3张，2月处罚单4张: every span with counts of its own, so each of them a sheet by itself. */

const YEAR = '(?:(?:20\\d{2}|\\d{2})年(?:度)?的?|[今去前]年(?:度)?的?)?'
const MONTH =
  '(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?![\\d一二三四五六七八九十]{1,3}[日号]|\\d|[-~至到、和])'
const SPAN = new RegExp(
  `${YEAR}(?:第?[一二三四1-4]季度|[上下]半年|${MONTH})|(?:20\\d{2}|[今去前])年(?:度|全年)?(?!的?(?:第?[一二三四1-4]季|[上下]半年|\\d|[一二三四五六七八九十]{1,2}月))|[本上][个]?(?:月|季度)|[这上]个(?:月|季度)`,
  'g',
)
/** 前两个月的数补齐, 各月情况: says nothing of any of them. */
const EMPTY_HEAD =
  /^(?:请|麻烦|帮我?|把|将|[前近后][\d两三四五六]个(?:月|季度)|各月|每月|分月|按月|分季度?|各季度?|质量|单子|台账|五单|情况|的|数据?|数字|统计|汇总|登记|补[录记登齐]?|记一?下|报|一起|一并|如下|了|,|，|:|：|\s)*$/
const LEAVES_OUT = /截至|截止|累计到|其中|共计?\s?\d|合计/

/**
 * The text cut where the next span begins, what stands before the first of them (处罚单：1月3张，2月4张) put before each.
 * Undefined when there is one span only, or one is taken back or counts what the others do.
 */
export function byPeriod(text: string, names: (head: string) => boolean): string[] | undefined {
  const starts = [...text.matchAll(SPAN)].map(({ index }) => index)
  if (starts.length < 2 || starts.length > 12 || takesBack(text) || LEAVES_OUT.test(text)) return undefined
  const head = text.slice(0, starts[0]).replace(/[\s,，:：]+$/, '')
  const kind = names(head) ? head : undefined
  if (kind === undefined && !EMPTY_HEAD.test(head)) return undefined
  if (kind !== undefined && /\d|[一二两三四五六七八九十]+[张个项]/.test(kind)) return undefined
  const parts = starts.map((start, at) => text.slice(start, starts[at + 1]).replace(/[\s,，;；。、]+$/, ''))
  return parts.map((part) => (kind === undefined ? part : part.replace(SPAN, (span) => `${span}${kind}`)))
}
