import { z } from 'zod'
import { PLAN_OUTCOMES, REMINDER_ANSWERS } from './own-views.js'

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
const closeItem = z.strictObject({ v: z.literal(1), name: z.literal('close-item'), entryId: z.string().max(40) })
const confirmDues = z.strictObject({ v: z.literal(1), name: z.literal('confirm-dues'), entryId: z.string().max(40) })
/** Setting a branch up (moments.md §2): the group, and who is meant, are judged by where and by whom it is tapped. */
const claimSecretary = z.strictObject({ v: z.literal(1), name: z.literal('claim-secretary') })
const pickSecretary = z.strictObject({ v: z.literal(1), name: z.literal('pick-secretary') })
const secondSecretary = z.strictObject({
  v: z.literal(1),
  name: z.literal('second-secretary'),
  setupId: z.string().max(40),
})
const confirmSecretary = z.strictObject({
  v: z.literal(1),
  name: z.literal('confirm-secretary'),
  setupId: z.string().max(40),
})
const declineSecretary = z.strictObject({
  v: z.literal(1),
  name: z.literal('decline-secretary'),
  setupId: z.string().max(40),
})
/** The form of the first roster. `revision` as of `submit-entry`. */
const setupRoster = z.strictObject({
  v: z.literal(1),
  name: z.literal('setup-roster'),
  setupId: z.string().max(40),
  revision: z.number().int().min(0),
})
const createBranch = z.strictObject({
  v: z.literal(1),
  name: z.literal('create-branch'),
  setupId: z.string().max(40),
  revision: z.number().int().min(0),
})
const redoRoster = z.strictObject({
  v: z.literal(1),
  name: z.literal('redo-roster'),
  setupId: z.string().max(40),
})
const bindGroup = z.strictObject({
  v: z.literal(1),
  name: z.literal('bind-group'),
  branchId: z.string().max(40),
  setupId: z.string().max(40),
})
/** 改一下: opens the form of an entry, in private. */
const editEntry = z.strictObject({ v: z.literal(1), name: z.literal('edit-entry'), entryId: z.string().max(40) })
/** `revision` as of `submit-entry`. */
const submitEdit = z.strictObject({
  v: z.literal(1),
  name: z.literal('submit-edit'),
  draftId: z.string().max(40),
  revision: z.number().int().min(0),
})
/** The entry, one of several, that a typed change means; the draft holds the change. */
const applyEdit = z.strictObject({
  v: z.literal(1),
  name: z.literal('apply-edit'),
  draftId: z.string().max(40),
  entryId: z.string().max(40),
})
/** 有出入: opens a form of one line, in private. */
const disputeEntry = z.strictObject({ v: z.literal(1), name: z.literal('dispute-entry'), entryId: z.string().max(40) })
/** `revision` as of `submit-entry`. */
const submitDispute = z.strictObject({
  v: z.literal(1),
  name: z.literal('submit-dispute'),
  draftId: z.string().max(40),
  revision: z.number().int().min(0),
})
/** 没问题 on what a member said about an entry. */
const settleDispute = z.strictObject({
  v: z.literal(1),
  name: z.literal('settle-dispute'),
  disputeId: z.string().max(40),
  entryId: z.string().max(40),
})
/** 保留, after the message behind an entry was recalled. */
const keepEntry = z.strictObject({ v: z.literal(1), name: z.literal('keep-entry'), entryId: z.string().max(40) })
/** Another page of a long answer: asks the same again, so it tells no more than the one who taps may know then. */
const queryPage = z.strictObject({
  v: z.literal(1),
  name: z.literal('query-page'),
  branchId: z.string().max(40),
  query: z.strictObject({
    what: z.enum([
      'credit_hours',
      'talks_missing',
      'counts',
      'credit_hours_missing',
      'lectures_missing',
      'dues_missing',
      'gaps',
      'open_items',
      'plan_progress',
      'absences',
    ]),
    who: z.string().max(20).optional(),
    period: z
      .string()
      .regex(/^\d{4}(?:-(?:H[12]|Q[1-4]|0[1-9]|1[0-2]))?$/)
      .optional(),
    forms: z.array(z.string().max(12)).max(12).optional(),
    kinds: z.array(z.string().max(16)).max(12).optional(),
    campaign: z.string().max(20).optional(),
    target: z.number().min(0).max(1000).optional(),
    items: z.array(z.string().max(16)).max(4).optional(),
    categories: z.array(z.string().max(8)).max(4).optional(),
    prizes: z.array(z.string().max(8)).max(8).optional(),
    measures: z
      .array(z.enum(['people', 'hours', 'money', 'closed']))
      .max(4)
      .optional(),
    topic: z.string().max(60).optional(),
    department: z.string().max(16).optional(),
    project: z.string().max(16).optional(),
    date: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .optional(),
    latest: z.literal(true).optional(),
  }),
  page: z.number().int().min(1).max(999),
})
/** Which entry a picture belongs to that several fit. */
const attachFile = z.strictObject({
  v: z.literal(1),
  name: z.literal('attach-file'),
  fileId: z.string().max(40),
  entryId: z.string().max(40),
})
const chooseBranch = z.strictObject({ v: z.literal(1), name: z.literal('choose-branch'), branchId: z.string().max(40) })

/** The quarter's card: two members of whom one is suggested to talk with the other. */
const twoMembers = { branchId: z.string().max(40), one: z.string().max(40), other: z.string().max(40) }
const planTalk = z.strictObject({ v: z.literal(1), name: z.literal('plan-talk'), ...twoMembers })
const recordTalk = z.strictObject({ v: z.literal(1), name: z.literal('record-talk'), ...twoMembers })
/** `period`: the card's quarter; the two are the pair that it shows. */
const nextPair = z.strictObject({
  v: z.literal(1),
  name: z.literal('next-pair'),
  period: z.string().max(10),
  ...twoMembers,
})

/** 三天后再看 on a card of the month. */
const snoozeCard = z.strictObject({
  v: z.literal(1),
  name: z.literal('snooze-card'),
  branchId: z.string().max(40),
  card: z.enum(['plan', 'gap', 'closing']),
  period: z.string().max(10),
})
/** 未开展·写说明: opens a form with what is missing of a month, quarter or year. */
const excuseMissing = z.strictObject({
  v: z.literal(1),
  name: z.literal('excuse-missing'),
  branchId: z.string().max(40),
  period: z.string().max(10),
})
/** `revision` as of `submit-entry`. */
const submitExcuse = z.strictObject({
  v: z.literal(1),
  name: z.literal('submit-excuse'),
  draftId: z.string().max(40),
  revision: z.number().int().min(0),
})
/** 约主题党日: opens a plan for that duty. */
const planDuty = z.strictObject({
  v: z.literal(1),
  name: z.literal('plan-duty'),
  branchId: z.string().max(40),
  rule: z.string().max(40),
  period: z.string().max(10),
})

/** 确认 under what one 学时 was and is to be, in minutes; `from`: what the card shows, whatever was set since. */
const setCreditHour = z.strictObject({
  v: z.literal(1),
  name: z.literal('set-credit-hour'),
  branchId: z.string().max(40),
  from: z.number().int().min(1).max(240),
  to: z.number().int().min(1).max(240),
})

/** 确认导入: `listId` is the list of holidays that the card shows, whatever was pasted since. */
const confirmHolidays = z.strictObject({
  v: z.literal(1),
  name: z.literal('confirm-holidays'),
  branchId: z.string().max(40),
  listId: z.string().max(40),
})

/** 知道了, 明天再说, 不用提醒, of all plans on a card of reminders. `whole`: the card shows nothing else, so that it may become the answer. */
const answerReminder = z.strictObject({
  v: z.literal(1),
  name: z.literal('answer-reminder'),
  branchId: z.string().max(40),
  entryIds: z.array(z.string().max(40)).min(1).max(8),
  answer: z.enum(REMINDER_ANSWERS),
  whole: z.literal(true).optional(),
})
/** 办了吗: what became of a planned day. `whole` as of `answer-reminder`. */
const settlePlan = z.strictObject({
  v: z.literal(1),
  name: z.literal('settle-plan'),
  entryId: z.string().max(40),
  outcome: z.enum(PLAN_OUTCOMES),
  whole: z.literal(true).optional(),
})

/** The two of a hand-over of the secretary's office, each his own word. */
const confirmHandover = z.strictObject({
  v: z.literal(1),
  name: z.literal('confirm-handover'),
  branchId: z.string().max(40),
  handoverId: z.string().max(40),
})
const cancelHandover = z.strictObject({
  v: z.literal(1),
  name: z.literal('cancel-handover'),
  branchId: z.string().max(40),
  handoverId: z.string().max(40),
})

/** 确认加入总支 under what the branch would share. */
const joinCommittee = z.strictObject({
  v: z.literal(1),
  name: z.literal('join-committee'),
  branchId: z.string().max(40),
  committeeId: z.string().max(40),
})

const actionSchema = z.discriminatedUnion('name', [
  undoEntry,
  submitEntry,
  dropDraft,
  recordMissing,
  explainReminder,
  confirmHolidays,
  setCreditHour,
  snoozeCard,
  excuseMissing,
  submitExcuse,
  planDuty,
  readTalk,
  closeItem,
  confirmDues,
  editEntry,
  submitEdit,
  applyEdit,
  disputeEntry,
  submitDispute,
  settleDispute,
  keepEntry,
  queryPage,
  attachFile,
  chooseBranch,
  answerReminder,
  settlePlan,
  planTalk,
  recordTalk,
  nextPair,
  confirmHandover,
  cancelHandover,
  joinCommittee,
  bindGroup,
  claimSecretary,
  pickSecretary,
  secondSecretary,
  confirmSecretary,
  declineSecretary,
  setupRoster,
  createBranch,
  redoRoster,
])

export type Action = z.infer<typeof actionSchema>
export type ActionName = Action['name']
export type ActionOf<N extends ActionName> = Extract<Action, { name: N }>

/** Actions of a group that is no branch yet. Every other action belongs to a branch and its members. */
const SETUP_ACTIONS = [
  'claim-secretary',
  'pick-secretary',
  'second-secretary',
  'confirm-secretary',
  'decline-secretary',
  'setup-roster',
  'create-branch',
  'redo-roster',
] as const satisfies readonly ActionName[]
export type SetupActionName = (typeof SETUP_ACTIONS)[number]
export type SetupAction = ActionOf<SetupActionName>
export type BranchAction = Exclude<Action, SetupAction>

export const isSetupAction = (action: Action): action is SetupAction =>
  (SETUP_ACTIONS as readonly string[]).includes(action.name)

/** The action inside a tap, or undefined when it is unknown, of another version or damaged. */
export function decodeAction(value: unknown): Action | undefined {
  const parsed = actionSchema.safeParse(value)
  return parsed.success ? parsed.data : undefined
}
