import type { FormValues } from '../cards/entry-form.js'
import type { Action, ActionName, ActionOf } from '../src/core/action.js'
import type { ErrorMeaning, Meaning } from '../src/core/meaning.js'
import type { Reply } from '../src/core/reply.js'
import { actionDropDraft } from './action-drop-draft.js'
import { actionExplainReminder } from './action-explain-reminder.js'
import { actionReadTalk } from './action-read-talk.js'
import { actionRecordMissing } from './action-record-missing.js'
import { actionSubmitEntry } from './action-submit-entry.js'
import { actionUndoEntry } from './action-undo-entry.js'
import { askQuestion } from './ask-back.js'
import { actionChooseBranch, chooseBranch } from './choose-branch.js'
import { type HandlerContext, isMemberContext, type MemberContext } from './context.js'
import { dropDraft } from './drop-draft.js'
import { explainReminder } from './explain-reminder.js'
import { handleGuest } from './guest.js'
import { help } from './help.js'
import { readTalk } from './read-talk.js'
import { recordMany } from './record-many.js'
import { recordMeeting } from './record-meeting.js'
import { recordMissing } from './record-missing.js'
import { recordTalk } from './record-talk.js'
import { recordThemeDay } from './record-theme-day.js'
import { recordTraining } from './record-training.js'
import { isRefusedSecret, refuse } from './refuse.js'
import { handleForeignAction } from './stale-action.js'
import { undo } from './undo.js'

export type { HandlerContext } from './context.js'
export { handleGuest } from './guest.js'
export { FORM_IN_PRIVATE } from './shared/ask-back.js'
export { type ShownForm, showForm, type TypedForm } from './show-form.js'
export { handleExpiredAction, handleForeignAction } from './stale-action.js'
export { handleUnreadable } from './unreadable.js'

type TypedMeaning = Extract<Meaning, { type: string }>
type MeaningType = TypedMeaning['type']
type MeaningOf<T extends MeaningType> = Extract<TypedMeaning, { type: T }>

/** One handler for each thing a message can mean: leaving one out is a compile error. */
const MEANINGS: { readonly [T in MeaningType]: (meaning: MeaningOf<T>, ctx: MemberContext) => Promise<Reply> } = {
  training: recordTraining,
  talk: recordTalk,
  meeting: recordMeeting,
  theme_day: recordThemeDay,
  question: askQuestion,
  undo,
  help,
  read_talk: readTalk,
  explain_reminder: explainReminder,
  record_missing: recordMissing,
  drop_draft: dropDraft,
  ignore: async () => ({}),
}

/** One handler for each action a button can carry: leaving one out is a compile error. */
const ACTIONS: {
  readonly [N in ActionName]: (action: ActionOf<N>, form: FormValues, ctx: MemberContext) => Promise<Reply>
} = {
  'undo-entry': (action, _form, ctx) => actionUndoEntry(action, ctx),
  'submit-entry': actionSubmitEntry,
  'drop-draft': (action, _form, ctx) => actionDropDraft(action, ctx),
  'record-missing': (action, _form, ctx) => actionRecordMissing(action, ctx),
  'explain-reminder': (action, _form, ctx) => actionExplainReminder(action, ctx),
  'read-talk': (action, _form, ctx) => actionReadTalk(action, ctx),
  'choose-branch': (_action, _form, ctx) => actionChooseBranch(ctx),
}

/** Does what a message means, in the branch's scope and a transaction, and returns what to say. */
export async function handleMeaning(meaning: Meaning, ctx: HandlerContext): Promise<Reply> {
  if (isError(meaning)) {
    return isMemberContext(ctx) || isRefusedSecret(meaning) ? refuse(meaning, ctx) : handleGuest(ctx.chat.type)
  }
  if (!('records' in meaning) && meaning.type === 'ignore') return {}
  if (!isMemberContext(ctx)) return handleGuest(ctx.chat.type)
  if ('records' in meaning) return recordMany(meaning, ctx)
  // The table pairs every type with a handler of that very type; a lookup by a union can't say so.
  const handle = MEANINGS[meaning.type] as (one: TypedMeaning, ctx: MemberContext) => Promise<Reply>
  return handle(meaning, ctx)
}

/** The name of one of his branches, typed by a person in several. */
export async function handleBranchChoice(ctx: HandlerContext): Promise<Reply> {
  return isMemberContext(ctx) ? chooseBranch(ctx) : handleGuest(ctx.chat.type)
}

/** Does what a tap asks for. `form` is what the client sent: handlers check every value. */
export async function handleAction(action: Action, form: FormValues, ctx: HandlerContext): Promise<Reply> {
  if (!isMemberContext(ctx)) return handleForeignAction()
  const handle = ACTIONS[action.name] as (one: Action, form: FormValues, ctx: MemberContext) => Promise<Reply>
  return handle(action, form, ctx)
}

const isError = (meaning: Meaning): meaning is ErrorMeaning => 'error' in meaning
