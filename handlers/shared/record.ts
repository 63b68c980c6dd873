import { UserError } from '../../src/core/errors.js'
import type { QuestionMeaning, RecordMeaning } from '../../src/core/meaning.js'
import { attachEvidence, evidenceOf } from '../../src/ledger/evidence.js'
import { type NewEntry, toNewEntry } from '../../src/ledger/new-entry/index.js'
import { recordRefusal } from '../../src/ledger/permissions.js'
import { type RecordedEntry, recordEntry } from '../../src/ledger/record-entry.js'
import { isGroup, type MemberContext } from '../context.js'
import { sourceOf } from './entry-source.js'

/** A record together with the entry it became: the receipt of a talk shows its author what he just said. */
export interface Recorded {
  readonly meaning: RecordMeaning
  readonly entry: RecordedEntry
}

/**
 * Spells the record out and judges it, also whether this member may record it here; writes nothing. UserError when he
 * may not, or the roster of its day can't hold it.
 */
export async function prepare(meaning: RecordMeaning, ctx: MemberContext): Promise<NewEntry> {
  const refusal = recordRefusal(ctx.member, meaning, { inGroup: isGroup(ctx) })
  if (refusal) throw refusal
  return toNewEntry(meaning, sourceOf(ctx))
}

/** Writes what was prepared, as of the message's own moment, whenever it arrived. */
export async function write(meaning: RecordMeaning, prepared: NewEntry, ctx: MemberContext): Promise<Recorded> {
  const entry = await recordEntry(prepared, ctx.now)
  // A picture of a talk's paper would be content in clear: talks take none.
  if (!ctx.file || entry.kind === 'talk' || entry.kind === 'analysis') return { meaning, entry }
  await attachEvidence(entry.id, ctx.file, ctx.member, ctx.now)
  return { meaning, entry: { ...entry, evidence: await evidenceOf(entry.id) } }
}

/** What the form asks about when the ledger can't hold a record, by the refusal's code; other refusals are final. */
const ASKED_ABOUT: Readonly<Record<string, readonly string[]>> = {
  unknown_person: ['partner', 'who', 'items', 'attendees', 'absent', 'owner', 'host', 'recorder'],
  self_talk: ['partner'],
  nobody_then: ['attendees', 'date'],
  bad_amount: ['items', 'total'],
  bad_period: ['period', 'month'],
  bad_date: ['date'],
  missing_field: ['date', 'items'],
}

/** The prepared entry, or what to ask so that an error in one word doesn't cost the sentence. UserError when final. */
export async function prepareOrAsk(meaning: RecordMeaning, ctx: MemberContext): Promise<NewEntry | QuestionMeaning> {
  try {
    return await prepare(meaning, ctx)
  } catch (error) {
    const fields = error instanceof UserError ? ASKED_ABOUT[error.code] : undefined
    if (!(error instanceof UserError) || fields === undefined) throw error
    return { type: 'question', question: error.userMessage, fields: [...fields], partial: meaning }
  }
}

export const isQuestion = (prepared: NewEntry | QuestionMeaning): prepared is QuestionMeaning => 'type' in prepared

/** Which field of the form a refusal stands beside: the first that the record has, else its first one. */
export function fieldOfRefusal({ code }: UserError, fieldNames: readonly string[]): string {
  return (ASKED_ABOUT[code] ?? []).find((name) => fieldNames.includes(name)) ?? fieldNames[0] ?? 'date'
}
