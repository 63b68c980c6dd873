import type { Meaning, QueryMeaning, Utterance } from '../../../core/meaning.js'

/** A question, cut up once for all rules. */
export interface Question {
  /** With quoted titles hidden. */
  open: string
  body: string
  utterance: Utterance
  span: string | undefined
  /** It began with /查询 or the like: what is named is what is asked about. */
  forced: boolean
}

/** One kind of question: what it asks, or undefined when the text asks something else. */
export type QueryRule = (question: Question) => Meaning | undefined

/** A query with a span, if there is one. */
export const query = (
  what: QueryMeaning['what'],
  span: string | undefined,
  more: Partial<QueryMeaning> = {},
): QueryMeaning => ({ type: 'query', what, ...more, ...(span === undefined ? {} : { period: span }) })
