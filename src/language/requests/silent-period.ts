import type { SilentPeriodMeaning } from '../../core/meaning.js'
import { Scan, TAKEN } from '../scan.js'
import { type Days, daysOf } from './days-said.js'

/** Whole messages only: 两会保障期安全培训 is a training. */
const NAME = /(?:两会|重大活动|重要活动|重点|特殊|特别|安全)?(?:服务)?保障期(?:间)?/
const END = /(?:提前)?(?:结束|解除|退出|终止|停止)|[完过]了/g
/** 不要提醒 says what a 保障期 is, not that there should be none. */
const CANCEL = /取消|撤[销消]|删[除掉]|去掉|作废|不要(?!(?:再|主动)?(?:发|提醒|打扰))/g
const SHOW =
  /有?(?:哪些|哪几[天个段]|什么时候|到哪[天日]|从哪天到哪天|多久)|查(?:看|询)?|看(?:看|一?下)?|列(?:表|出)|清单|情况|[?？]|吗/g
/** It begins, and nobody knows yet for how long. */
const ENTER = /进入|开始|开启|启动/
/** The 到 of 改到3月30日 stays with its day: until then, from whenever it began. */
const REPLACE = /改(?:为|成|一下)?|调整为?/
const LONGER = /(?:延长|顺延|延期|延)(?=到|至)/
/** What may stand around the days and changes nothing. */
const FRAME =
  /^\/|请|麻烦|帮我?|把|设(?:置|为|个|定)?|添加|新增|增加|登记|定(?:为|在)?|进入|开始|开启|启动|现在|马上|当前|目前|我们?|支部|(?:别|不要)(?:再|主动)?(?:发|提醒|打扰)(?:消息|我们)?|免打扰|静默|不提醒/g
const LEFT_OVER =
  /[\s,，、。.!！:：;；~()（）-]|的|了|吧|呢|啊|为|是|在|从|自|于|起|到|至|止|截|一?个|这|那|段|期间|里|内|一共|这几天|几天|都|\d{1,2}天/g

const HOW = '请写明起止日期，如：保障期 3月20日到3月28日'

/** A 保障期 that is set, ended, taken back or asked for; undefined when the message is anything else. */
export function silentPeriodOf(body: string, today: string): SilentPeriodMeaning | undefined {
  if (body.length > 50 || !NAME.test(body)) return undefined
  const text = body.replace(NAME, ' ')
  const ask = askOf(text)
  const plain = text.replace(FRAME, ' ')
  const verbless = [CANCEL, SHOW, END, LONGER, REPLACE].reduce((rest, verb) => rest.replace(verb, ' '), plain)
  const scan = new Scan(verbless)
  const days = daysOf(scan, today)
  if (scan.open.replaceAll(TAKEN, '').replace(LEFT_OVER, '') !== '') return undefined
  if (ask === 'show') return { type: 'silent_period', ask }
  if (days === 'unclear') return { type: 'silent_period', ask, question: HOW }
  if (days === undefined && ask === 'set' && !ENTER.test(text)) {
    return text.trim() === '' ? { type: 'silent_period', ask: 'show' } : { type: 'silent_period', ask, question: HOW }
  }
  if (days === undefined) return { type: 'silent_period', ask }
  // 保障期3月28日结束 says until when, not that it is over.
  if (ask === 'end') {
    const last = days.to ?? days.from ?? today
    return last > today ? { type: 'silent_period', ask: 'set', to: last } : { type: 'silent_period', ask }
  }
  if (ask === 'set' && days.to !== undefined && days.to < today)
    return { type: 'silent_period', ask, question: `那几天已经过了。${HOW}` }
  const replaces = REPLACE.test(text) ? ({ replaces: true } as const) : {}
  // 明天进入保障期 says when it begins.
  const said = ask === 'set' && ENTER.test(text) ? begins(days, today) : days
  return { type: 'silent_period', ask, ...said, ...replaces }
}

const begins = ({ from, to }: Days, today: string): Days => (from === to ? { from } : { from: from ?? today, to })

const has = (text: string, words: RegExp): boolean => text.search(words) >= 0

function askOf(text: string): SilentPeriodMeaning['ask'] {
  if (has(text, CANCEL)) return 'cancel'
  if (has(text, SHOW)) return 'show'
  return has(text, END) ? 'end' : 'set'
}
