import { z } from 'zod'

/**
 * What a button carries. Cards live in chat history for months, so a shape once sent is public API:
 * never edit a version, add one (design.md §3). Ids are hints from the client; handlers authorise by the operator.
 */
const undoEntry = z.strictObject({ v: z.literal(1), name: z.literal('undo-entry'), entryId: z.string().max(40) })
const submitEntry = z.strictObject({
  v: z.literal(1),
  name: z.literal('submit-entry'),
  draftId: z.string().max(40),
  /** Counts the refused submits of this draft, so that a corrected form is a new submit and a double tap is not. */
  revision: z.number().int().min(0),
})
const dropDraft = z.strictObject({ v: z.literal(1), name: z.literal('drop-draft'), draftId: z.string().max(40) })
const recordMissing = z.strictObject({
  v: z.literal(1),
  name: z.literal('record-missing'),
  branchId: z.string().max(40),
  rule: z.string().max(40),
  period: z.string().max(10),
})
const explainReminder = z.strictObject({
  v: z.literal(1),
  name: z.literal('explain-reminder'),
  branchId: z.string().max(40),
  period: z.string().max(10),
})
const readTalk = z.strictObject({ v: z.literal(1), name: z.literal('read-talk'), entryId: z.string().max(40) })
const chooseBranch = z.strictObject({ v: z.literal(1), name: z.literal('choose-branch'), branchId: z.string().max(40) })

const actionSchema = z.discriminatedUnion('name', [
  undoEntry,
  submitEntry,
  dropDraft,
  recordMissing,
  explainReminder,
  readTalk,
  chooseBranch,
])

export type Action = z.infer<typeof actionSchema>
export type ActionName = Action['name']
export type ActionOf<N extends ActionName> = Extract<Action, { name: N }>

/** The action inside a tap, or undefined when it is unknown, of another version or damaged. */
export function decodeAction(value: unknown): Action | undefined {
  const parsed = actionSchema.safeParse(value)
  return parsed.success ? parsed.data : undefined
}
