import { TRAINING_CATEGORIES } from '../../../core/entry.js'

/** What a training was about (domain.md P15), as it is asked after: 政治理论类培训几次, 四类培训各几次. */

const SAID = TRAINING_CATEGORIES.map((category) => ({ category, pattern: new RegExp(category) }))
const ALL = /(?:四|各|每|几|哪几)个?类(?:培训|学习|内容)?|分(?:四)?类|按(?:内容)?(?:类别|分类)|各个?类别/

/** The words of a category, with what only says that it is one. */
export const CATEGORY_WORDS = new RegExp(
  `(?:${TRAINING_CATEGORIES.join('|')})(?:类|方面|内容|课程?)?的?|${ALL.source}`,
  'g',
)

/** The categories named, in the order said; all four where they are asked for one by one. */
export function categoriesIn(open: string): string[] {
  const said = SAID.filter(({ pattern }) => pattern.test(open)).toSorted(
    (a, b) => open.search(a.pattern) - open.search(b.pattern),
  )
  if (said.length > 0) return said.map(({ category }) => category)
  return ALL.test(open) && /培训|学习/.test(open) ? [...TRAINING_CATEGORIES] : []
}
