import type { FormValues } from '../cards/entry-form.js'
import type { ActionOf, BranchAction, SetupAction } from '../src/core/action.js'
import type { ErrorMeaning, Meaning } from '../src/core/meaning.js'
import type { Reply } from '../src/core/reply.js'
import { actionApplyEdit } from './action-apply-edit.js'
import { actionArrangeTalk, actionNextPair } from './action-arrange-talk.js'
import { actionCloseItem } from './action-close-item.js'
import { actionConfirmDues } from './action-confirm-dues.js'
import { actionDisputeEntry } from './action-dispute-entry.js'
import { actionDropDraft } from './action-drop-draft.js'
import { actionEditEntry } from './action-edit-entry.js'
import { actionExplainReminder } from './action-explain-reminder.js'
import { actionQueryPage } from './action-query-page.js'
import { actionReadTalk } from './action-read-talk.js'
import { actionRecordMissing } from './action-record-missing.js'
import { actionSubmitDispute } from './action-submit-dispute.js'
import { actionSubmitEdit } from './action-submit-edit.js'
import { actionSubmitEntry } from './action-submit-entry.js'
import { actionSubmitExcuse } from './action-submit-excuse.js'
import { actionUndoEntry } from './action-undo-entry.js'
import { actionAnswerReminder, answerReminder } from './answer-reminder.js'
import { askQuestion } from './ask-back.js'
import { actionAttachFile, attachFile } from './attach-file.js'
import { actionBindGroup, bindGroup } from './bind-group.js'
import { actionChooseBranch, chooseBranch } from './choose-branch.js'
import { closeItemByNumber } from './close-item.js'
import { actionJoinCommittee, committee } from './committee.js'
import { confirmDuesByNumber } from './confirm-dues.js'
import { actionConfirmHolidays, confirmHolidaysOfYear } from './confirm-holidays.js'
import { type HandlerContext, isMemberContext, type MemberContext } from './context.js'
import { actionSetCreditHour, creditHour } from './credit-hour.js'
import { deputy } from './deputy.js'
import { digest } from './digest.js'
import { dispute } from './dispute.js'
import { dropDraft } from './drop-draft.js'
import { dropFile } from './drop-file.js'
import { edit } from './edit.js'
import { actionExcuseMissing, excuseMissing } from './excuse-missing.js'
import { explainReminder } from './explain-reminder.js'
import { handleGuest } from './guest.js'
import { actionCancelHandover, actionConfirmHandover, handOver } from './hand-over.js'
import { help } from './help.js'
import { importHolidays } from './import-holidays.js'
import { actionKeepEntry, keepEntry } from './keep-entry.js'
import { ownReminders } from './own-reminders.js'
import { actionPlanDuty, planDuty } from './plan-duty.js'
import { query } from './query.js'
import { readTalk } from './read-talk.js'
import { recordEntry } from './record-entry.js'
import { recordMany } from './record-many.js'
import { recordMissing } from './record-missing.js'
import { isRefusedSecret, refuse } from './refuse.js'
import { report } from './report.js'
import { roster } from './roster.js'
import { rules } from './rules.js'
import { actionSettleDispute, settleDispute } from './settle-dispute.js'
import { actionSettlePlan, settlePlan } from './settle-plan.js'
import { actionClaimSecretary, actionPickSecretary, actionSecondSecretary } from './setup-group.js'
import { actionSetupPrivate } from './setup-private.js'
import type { SetupContext } from './shared/setup-context.js'
import { silentPeriod } from './silent-period.js'
import { actionSnoozeCard, typedSnooze } from './snooze-card.js'
import { handleForeignAction } from './stale-action.js'
import { talkOccasions } from './talk-occasions.js'
import { talkPairs } from './talk-pairs.js'
import { turnPage } from './turn-page.js'
import { undo } from './undo.js'

export { handleFile } from './attach-file.js'
export { handleCommittee } from './committee.js'
export { type HandlerContext, isMemberContext } from './context.js'
export { handleGuest } from './guest.js'
export { handleRecalled } from './recalled.js'
export { greet, setupInGroup } from './setup-group.js'
export { setupInPrivate } from './setup-private.js'
export { FORM_IN_PRIVATE } from './shared/ask-back.js'
export type { Account, SetupContext } from './shared/setup-context.js'
export { untoldCard } from './shared/talk-people.js'
export { type ShownForm, showForm, type TypedForm } from './show-form.js'
export { handleExpiredAction, handleForeignAction } from './stale-action.js'
export { handleUnreadable } from './unreadable.js'
export { confirmVoice } from './voice.js'

type TypedMeaning = Extract<Meaning, { type: string }>
type MeaningType = TypedMeaning['type']
type MeaningOf<T extends MeaningType> = Extract<TypedMeaning, { type: T }>

/** One handler for each thing a message can mean: leaving one out is a compile error. */
const MEANINGS: { readonly [T in MeaningType]: (meaning: MeaningOf<T>, ctx: MemberContext) => Promise<Reply> } = {
  training: recordEntry,
  talk: recordEntry,
  meeting: recordEntry,
  theme_day: recordEntry,
  activity: recordEntry,
  volunteer: recordEntry,
  donation: recordEntry,
  honour: recordEntry,
  qualitySlip: recordEntry,
  projectEvent: recordEntry,
  problem: recordEntry,
  commitment: recordEntry,
  dues: recordEntry,
  spot_check: recordEntry,
  metric: recordEntry,
  analysis: recordEntry,
  plan: recordEntry,
  query,
  report,
  close_item: closeItemByNumber,
  confirm_dues: confirmDuesByNumber,
  question: askQuestion,
  undo,
  attach_file: attachFile,
  drop_file: dropFile,
  edit,
  dispute,
  settle_dispute: settleDispute,
  keep_entry: keepEntry,
  help,
  roster,
  read_talk: readTalk,
  explain_reminder: explainReminder,
  record_missing: recordMissing,
  snooze_card: typedSnooze,
  excuse_missing: excuseMissing,
  plan_duty: planDuty,
  drop_draft: dropDraft,
  rules,
  import_holidays: importHolidays,
  confirm_holidays: confirmHolidaysOfYear,
  silent_period: silentPeriod,
  deputy,
  hand_over: handOver,
  committee,
  digest,
  talk_pairs: talkPairs,
  talk_occasions: talkOccasions,
  answer_reminder: answerReminder,
  own_reminders: ownReminders,
  settle_plan: settlePlan,
  turn_page: turnPage,
  set_credit_hour: creditHour,
  ignore: async () => ({}),
}

/** One handler for each action a button can carry: leaving one out is a compile error. */
const ACTIONS: {
  readonly [N in BranchAction['name']]: (action: ActionOf<N>, form: FormValues, ctx: MemberContext) => Promise<Reply>
} = {
  'undo-entry': (action, _form, ctx) => actionUndoEntry(action, ctx),
  'submit-entry': actionSubmitEntry,
  'edit-entry': (action, _form, ctx) => actionEditEntry(action, ctx),
  'submit-edit': actionSubmitEdit,
  'apply-edit': (action, _form, ctx) => actionApplyEdit(action, ctx),
  'dispute-entry': (action, _form, ctx) => actionDisputeEntry(action, ctx),
  'submit-dispute': actionSubmitDispute,
  'settle-dispute': (action, _form, ctx) => actionSettleDispute(action, ctx),
  'keep-entry': (action, _form, ctx) => actionKeepEntry(action, ctx),
  'drop-draft': (action, _form, ctx) => actionDropDraft(action, ctx),
  'record-missing': (action, _form, ctx) => actionRecordMissing(action, ctx),
  'explain-reminder': (action, _form, ctx) => actionExplainReminder(action, ctx),
  'snooze-card': (action, _form, ctx) => actionSnoozeCard(action, ctx),
  'excuse-missing': (action, _form, ctx) => actionExcuseMissing(action, ctx),
  'submit-excuse': actionSubmitExcuse,
  'plan-duty': (action, _form, ctx) => actionPlanDuty(action, ctx),
  'read-talk': (action, _form, ctx) => actionReadTalk(action, ctx),
  'close-item': (action, _form, ctx) => actionCloseItem(action, ctx),
  'confirm-dues': (action, _form, ctx) => actionConfirmDues(action, ctx),
  'attach-file': (action, _form, ctx) => actionAttachFile(action, ctx),
  'query-page': (action, _form, ctx) => actionQueryPage(action, ctx),
  'choose-branch': (_action, _form, ctx) => actionChooseBranch(ctx),
  'answer-reminder': (action, _form, ctx) => actionAnswerReminder(action, ctx),
  'settle-plan': (action, _form, ctx) => actionSettlePlan(action, ctx),
  'plan-talk': (action, _form, ctx) => actionArrangeTalk(action, ctx),
  'record-talk': (action, _form, ctx) => actionArrangeTalk(action, ctx),
  'next-pair': (action, _form, ctx) => actionNextPair(action, ctx),
  'confirm-holidays': (action, _form, ctx) => actionConfirmHolidays(action, ctx),
  'set-credit-hour': (action, _form, ctx) => actionSetCreditHour(action, ctx),
  'confirm-handover': (action, _form, ctx) => actionConfirmHandover(action, ctx),
  'cancel-handover': (action, _form, ctx) => actionCancelHandover(action, ctx),
  'join-committee': (action, _form, ctx) => actionJoinCommittee(action, ctx),
  'bind-group': (action, _form, ctx) => actionBindGroup(action, ctx),
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

/** 确认绑定, typed in private: the group in which he asked becomes that of the context's branch. */
export async function handleBinding(setupId: string, ctx: HandlerContext): Promise<Reply> {
  return isMemberContext(ctx) ? bindGroup(setupId, ctx) : handleGuest(ctx.chat.type)
}

/** Does what a tap asks for while a group becomes a branch: whoever taps is no member of anything yet. */
export async function handleSetupAction(action: SetupAction, form: FormValues, ctx: SetupContext): Promise<Reply> {
  switch (action.name) {
    case 'claim-secretary':
      return actionClaimSecretary(ctx)
    case 'pick-secretary':
      return actionPickSecretary(ctx)
    case 'second-secretary':
      return actionSecondSecretary(action, ctx)
    default:
      return actionSetupPrivate(action, form, ctx)
  }
}

/** Does what a tap asks for. `form` is what the client sent: handlers check every value. */
export async function handleAction(action: BranchAction, form: FormValues, ctx: HandlerContext): Promise<Reply> {
  if (!isMemberContext(ctx)) return handleForeignAction()
  const handle = ACTIONS[action.name] as (one: BranchAction, form: FormValues, ctx: MemberContext) => Promise<Reply>
  return handle(action, form, ctx)
}

const isError = (meaning: Meaning): meaning is ErrorMeaning => 'error' in meaning
