import type { ErrorMeaning } from '../../core/meaning.js'

export type RequestType = 'edit' | 'undo' | 'query' | 'report' | 'plan' | 'dues' | 'roster'

/** Plainly a request of this kind, but not plainly which: nothing is done, and `question` says what to type instead. */
export const unclear = (type: RequestType, question: string): ErrorMeaning => ({ error: 'unclear', type, question })
