import type { EntryQuery } from '../../../core/meaning.js'
import { kindsIn } from '../kind-words.js'

/** What is counted: forms of training, and kinds by the names of SCHEMA §3, where a theme day is 主题党日. */
export interface Counted {
  forms: string[]
  kinds: string[]
}

const CHINESE: Readonly<Record<string, string>> = { theme_day: '主题党日', talk: '谈心谈话' }
/** What no request points at an entry with, but is asked after by name. */
const NAMED: readonly (readonly [string, RegExp])[] = [
  ['制定标准', /制[定订]了?(?:的)?标准|标准(?:制[定订])?了?(?=几|多少|有几)|(?:几|多少)[个项]标准/],
  ['线上答题', /答题(?=[^,，。]{0,6}(?:几|多少))/],
  ['honour', /(?:获|得|拿)(?:了|过|得)?(?:过)?(?:什么|哪些|几个|多少|啥|几次|哪几个)(?:的)?奖/],
  ['书记项目', /书记(?:领办)?项目/],
  ['支部特色', /支部特色/],
  ['党员风采', /党员风采|(?<=我的?)风采/],
]

/** The forms and kinds named in a question, in the order said. */
export function countedIn(text: string): Counted {
  const counted: Counted = { forms: [], kinds: [] }
  const found = kindsIn(text.replace(/集体学习/g, '集中学习'))
  for (const { query, said } of found) {
    if (query.type === 'training' && query.form !== undefined) add(counted.forms, query.form)
    // 学习 beside 集中学习 is the same thing said again.
    else if (query.type === 'training' && counted.forms.length > 0) continue
    else if (said === '活动' && found.length > 1) continue
    else add(counted.kinds, nameOf(query))
    if (said === '谈话') add(counted.kinds, '廉政谈话')
  }
  for (const [name, pattern] of NAMED) {
    if (!pattern.test(text)) continue
    counted.kinds = counted.kinds.filter((kind) => kind !== 'commitment')
    add(counted.kinds, name)
  }
  for (const [form, pattern] of FORMS_TOO)
    if (counted.forms.length === 0 && counted.kinds.length === 0 && pattern.test(text)) add(counted.forms, form)
  for (const [kind, pattern] of PARTED) if (pattern.test(text)) add(counted.kinds, kind)
  const nothing = counted.forms.length + counted.kinds.length === 0
  if (nothing && MEETINGS.test(text)) counted.kinds.push('meeting')
  if (nothing && TALKS.test(text)) counted.kinds.push(...TALKED)
  return counted
}

/** Forms by what is done, where nothing is called by its name: 出去考察过几趟. */
const FORMS_TOO: readonly (readonly [string, RegExp])[] = [
  ['外出考察', /考察|(?:出去|外出|到外地|去外地)(?:过)?(?:参观|学习)|参观/],
  ['主题影片', /片子|纪录片|专题片|教育片|观看影片|看片/],
  ['线上学习', /网上学|网络学习|在线学习|网课/],
  ['专题党课', /(?:上|讲)(?:了|过)?(?:几|多少)[次堂节]党?课/],
  ['研讨', /讨论会|座谈会/],
]

/** Kinds whose name is parted by the question: 捐了几次款. */
const PARTED: readonly (readonly [string, RegExp])[] = [
  ['donation', /捐(?:了|过)?(?:几|多少)[次回场笔]款?/],
  ['走访慰问', /(?:看望|走访)(?:了|过)?(?:几|多少)[次回户家]/],
  ['volunteer', /(?:当|做)(?:了|过)?(?:几|多少)[次回](?:义工|志愿)/],
]

/** 谈话 without more is both; 提醒谈话 is in no number. */
const TALKED = ['谈心谈话', '廉政谈话'] as const

/** 开了几次会. */
const MEETINGS = /(?:开了?|召开了?)(?:几|多少)(?:次|场|个)会|开会/

/** 我今年谈了几次; 一季度谈了几次话. */
const TALKS = /谈(?:了|过)?(?:几|多少)(?:次|个|回|场|人)?|(?:几|多少)次(?:谈话|谈心)/

const nameOf = ({ type, kind }: EntryQuery): string => kind ?? CHINESE[type ?? ''] ?? type ?? ''
const add = (list: string[], item: string): void => {
  if (!list.includes(item)) list.push(item)
}
