import type { EntryQuery } from '../../../core/meaning.js'
import { kindsIn } from '../kind-words.js'

/** What is counted: forms of training, and kinds by the names of SCHEMA §3, where a theme day is 主题党日. */
export interface Counted {
  forms: string[]
  kinds: string[]
}

const CHINESE: Readonly<Record<string, string>> = { theme_day: '主题党日', talk: '谈心谈话' }

/** The forms and kinds named in a question, in the order said. */
export function countedIn(text: string): Counted {
  const counted: Counted = { forms: [], kinds: [] }
  const found = kindsIn(text)
  for (const { query, said } of found) {
    if (query.type === 'training' && query.form !== undefined) add(counted.forms, query.form)
    // 学习 beside 集中学习 is the same thing said again.
    else if (query.type === 'training' && counted.forms.length > 0) continue
    else if (said === '活动' && found.length > 1) continue
    else add(counted.kinds, nameOf(query))
  }
  if (found.length === 0 && MEETINGS.test(text)) counted.kinds.push('meeting')
  if (found.length === 0 && TALKS.test(text)) counted.kinds.push('谈心谈话')
  return counted
}

/** 开了几次会. */
const MEETINGS = /(?:开了?|召开了?)(?:几|多少)(?:次|场|个)会|开会/

/** 我今年谈了几次. */
const TALKS = /谈(?:了|过)?(?:几|多少)(?:次|个|回|场|人)?|(?:几|多少)次(?:谈话|谈心)/

const nameOf = ({ type, kind }: EntryQuery): string => kind ?? CHINESE[type ?? ''] ?? type ?? ''
const add = (list: string[], item: string): void => {
  if (!list.includes(item)) list.push(item)
}
