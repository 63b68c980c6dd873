import type { Meaning, PlanMeaning } from '../../../core/meaning.js'
import { isHeading, tidyItem } from '../../cuts.js'
import { ORDER, REMIND } from './words.js'

/**
 * Several plans in one message: 6月计划：①…②…; 周三找小赵谈话，周四找小雨谈话，都提醒我. What is said of all before or behind
 * holds for each of them.
 */

const MOST_PLANS = 12
/** Begins with a day of its own. */
const OWN_DAY =
  /^(?:\s|第?[一二三四五六七八九十\d]{1,2}[.、)）]|[(（][一二三四五六七八九十\d]{1,2}[)）]|[-*•·]|[一二三四五]是|另外|还有|然后|再)*(?:(?:本|这个?|下下?个?)?(?:周|星期|礼拜)[一二三四五六日天末]|[明后今]天|大后天|(?:20\d\d年|明年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?的?(?:\d|[一二三四五六七八九十廿底末初上中下第最])|(?:本|这个?|下个?)月\S|\d{1,2}[./-]\d{1,2}(?!\d)|(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号])/
const HARD = /[\n;；。]+/
const SOFT =
  /[,，、](?=\s?(?:另外|还有|然后|再)?(?:(?:本|这个?|下下?个?)?(?:周|星期|礼拜)[一二三四五六日天末]|[明后]天|大后天|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月|\d{1,2}[./]\d{1,2}(?!\d)|(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]))/
/** …，都给我设个提醒: said of all. */
const FOR_ALL =
  /[,，;；。\n]\s?((?:请|麻烦|你|到时候?|届时|帮我?|给我?)*(?:都|全|两个|两次|这?几[个次项]|以上)[^,，。;；\n]{0,12})[。!！\s]*$/

/** The plans, when there are two or more, each of them with a day and in no doubt. */
export function severalPlans(
  body: string,
  read: (text: string, ordered: boolean) => Meaning | undefined,
): Meaning | undefined {
  const shared = FOR_ALL.exec(body)
  const [whole, all] = shared ? [body.slice(0, shared.index), shared[1] as string] : [body, '']
  for (const cut of [HARD, SOFT]) {
    const plans = plansOf(piecesOf(whole, cut), all, read)
    if (plans) return { records: plans }
  }
  return undefined
}

function piecesOf(text: string, cut: RegExp): string[] {
  const heading = /^[^:：\n;；。]{1,24}[:：]/.exec(text)?.[0] ?? ''
  const pieces = text
    .slice(heading.length)
    .split(cut)
    .map((piece) => piece.trim())
    .filter(Boolean)
  return heading === '' ? pieces : [heading, ...pieces]
}

function plansOf(
  pieces: readonly string[],
  all: string,
  read: (text: string, ordered: boolean) => Meaning | undefined,
): PlanMeaning[] | undefined {
  const [head = '', ...rest] = pieces
  const isHead = /[:：]$/.test(head) || isHeading(head) || HEAD.test(head) || !OWN_DAY.test(withoutOrder(head))
  const items = isHead ? rest : pieces
  if (items.length < 2 || items.length > MOST_PLANS || !items.every((item) => OWN_DAY.test(withoutOrder(item))))
    return undefined
  let week = WEEK_SAID.exec(isHead ? head : '')?.[1] ?? ''
  const ordered = (isHead && SCHEDULE.test(head)) || ORDER.test(all) || pieces.some((piece) => ORDER.test(piece))
  const reminds = REMINDED.test(all) || (isHead && REMINDED.test(head))
  const plans: PlanMeaning[] = []
  for (const item of items) {
    // 下周二…，周四…: the week of the one before.
    week = WEEK_OF_DAY.exec(withoutOrder(item))?.[1] ?? week
    const plan = read(tidyItem(item).replace(BARE_WEEKDAY, `${week}$&`), ordered)
    if (!isPlan(plan) || (mayBeOver(item, plan) && !ORDER.test(item))) return undefined
    plans.push(reminds ? { ...plan, remind: true } : plan)
  }
  return plans
}

/** 下周日程：周一…，周三…: the week said once. */
const WEEK_SAID = /((?:下下?|本|这)个?)(?:周|星期|礼拜)(?![一二三四五六天末]|日(?!程|常))/
const BARE_WEEKDAY = /^(?:周|星期|礼拜)(?=[一二三四五六日天])/
const WEEK_OF_DAY = /^((?:下下?|本|这)个?)(?=(?:周|星期|礼拜)[一二三四五六日天])/
const SCHEDULE = /(?:计划|安排|日程|预告|定下来|定一?下|定好了?|排一?下|排好了?)(?:表|如下)?[:：\s]*$/

/** 今天上午主题党日参观…，两小时: how long it took, or today, beside another's plan, is of what took place. */
const mayBeOver = (item: string, plan: PlanMeaning): boolean =>
  (plan as { minutes?: number }).minutes !== undefined || /^今[天早儿]|刚/.test(withoutOrder(item))

const HEAD = /^[^,，\d]{0,4}\d{0,2}[^,，\d]{0,8}(?:计划|安排|日程|预告)(?:表|如下)?$/
const REMINDED = new RegExp(REMIND.source)
const withoutOrder = (text: string): string => text.replace(/^(?:请|帮我?|麻烦|安排|计划|提醒我?|预告|[\s:：])+/, '')

const isPlan = (meaning: Meaning | undefined): meaning is PlanMeaning =>
  meaning !== undefined && 'type' in meaning && meaning.type === 'plan' && !('error' in meaning)
