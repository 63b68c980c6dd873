import { kindOfType } from '../src/core/entry.js'
import type { Meaning, PartialRecord, QuestionMeaning, RecordMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import type { MemberContext } from './context.js'
import { questionsAbout } from './refuse.js'
import { askTogether } from './shared/ask-back.js'
import { handleUnreadable } from './unreadable.js'

const CHECK = '语音转成的字不一定准，请核对后再记下。'
const TYPE_IT = '语音转成的字不一定准，这一句请打字发给我。'

/** What changes nothing in the ledger may be answered at once. */
const ONLY_ASKS: ReadonlySet<string> = new Set(['query', 'report', 'help', 'explain_reminder', 'record_missing'])

/**
 * A voice message that the platform wrote down (moments.md §3): a record is laid before its speaker as a form, never
 * recorded straight; what else would change something is to be typed. Undefined: it may be answered like typed words.
 */
export async function confirmVoice(meaning: Meaning, ctx: MemberContext): Promise<Reply | undefined> {
  if ('error' in meaning) return undefined
  if ('records' in meaning)
    return askTogether([...meaning.records.map(doubt), ...questionsAbout(meaning.doubtful ?? [], ctx)], ctx)
  if (ONLY_ASKS.has(meaning.type)) return undefined
  if (meaning.type === 'question') return askTogether([{ ...meaning, question: `${CHECK}${meaning.question}` }], ctx)
  if (meaning.type === 'ignore') return { ...handleUnreadable('audio'), wipe: true }
  return isRecord(meaning) ? askTogether([doubt(meaning)], ctx) : textReply(TYPE_IT)
}

const isRecord = (meaning: Exclude<Meaning, { error: string }>): meaning is RecordMeaning =>
  'type' in meaning && kindOfType(meaning.type) !== undefined

const doubt = (record: RecordMeaning): QuestionMeaning => ({
  type: 'question',
  question: CHECK,
  fields: [],
  partial: record as PartialRecord,
})
