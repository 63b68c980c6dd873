import { randomUUID } from 'node:crypto'
import type { FormValues } from '../../cards/entry-form.js'
import { type ShownForm, showForm, type TypedForm } from '../../handlers/index.js'
import type { Action, ActionName } from '../core/action.js'
import { civilDateAt } from '../core/civil-date.js'
import { machineNow } from '../core/clock.js'
import { FORM_LINK_LIFETIME_MS, type FormLink, type FormLinks } from '../core/form-link.js'
import type { InboundAction, Notice } from '../core/platform.js'
import { findBranch, findBranchIdOfDraft } from '../ledger/branches.js'
import { findDraft } from '../ledger/drafts.js'
import { findMemberByUserId, listEverybody } from '../ledger/roster.js'
import { inBranch } from '../models/branch-scope.js'
import type { ProcessDeps } from './plan.js'
import { type TapDeps, takeTap } from './tap.js'

/** What a form page shows when it is opened. */
export type OpenedForm = ShownForm

/** What a form page shows when it was sent: the form again, perhaps with a line above it, or what became of it. */
export type SubmittedForm =
  | (Extract<ShownForm, { state: 'open' }> & { readonly notice?: string })
  | (Extract<ShownForm, { state: 'settled' }> & { readonly tone: Notice['tone'] })
  | Extract<ShownForm, { state: 'refused' }>
  /** Stored, not done yet: nothing that the person has to send again. */
  | { readonly state: 'working'; readonly text: string }

/** A frozen mongod never answers (facts/engines.md): only a timer of one's own ends the wait. */
const LOOK_WITHIN_MS = 3000
/** A page waits longer than a tap may, but a web view shows nothing while it does. */
const CARRY_OUT_WITHIN_MS = 5000
/** The button was pressed twice: the answer to the second press is the one the person sees, so it waits for the first. */
const SETTLE_WITHIN_MS = 3000
const LOOK_AGAIN_MS = 150

const GONE = '这张表已过期'
const WORKING = '正在处理，结果稍后在聊天里告诉你'

/** What a border puts into a card instead of a form: the address of the form's page for this person. */
export const linkToForm =
  (links: FormLinks, app: Pick<FormLink, 'platform' | 'appId'>) =>
  (draftId: string, userId: string): string =>
    links.url({ ...app, userId, draftId, expiresAt: machineNow() + FORM_LINK_LIFETIME_MS })

/**
 * The form that a link opens, for the person it names: he must be a member of the draft's branch, and the draft's
 * author. Reads only. Throws when the database does not answer.
 */
export async function openForm(link: FormLink, deps: Pick<ProcessDeps, 'clock'>): Promise<OpenedForm> {
  return inTime(look(link, deps))
}

/**
 * Sends the form as its author, exactly as a tap on its card would: stored first, carried out once. Throws when the
 * database does not answer; what was sent may then be stored or not, and sending it again is harmless.
 */
export async function submitForm(
  link: FormLink,
  values: FormValues,
  revision: number,
  deps: TapDeps,
): Promise<SubmittedForm> {
  // The receipt belongs where the sentence was typed; of what was asked in private the group must see nothing.
  const { chatId, name } = await inTime(draftOf(link))
  const action: Action = { v: 1, name, draftId: link.draftId, revision }
  const notice = await takeTap(tapOf(link, action, { chatId, form: values }, deps), CARRY_OUT_WITHIN_MS, deps)
  return outcomeOf(link, { values, revision }, notice, deps)
}

/** 不记了, as its author. `values` are only shown again when it could not be done. Throws as `submitForm`. */
export async function dropForm(
  link: FormLink,
  values: FormValues,
  revision: number,
  deps: TapDeps,
): Promise<SubmittedForm> {
  const action: Action = { v: 1, name: 'drop-draft', draftId: link.draftId }
  // In no chat: that nothing was recorded concerns nobody else.
  const notice = await takeTap(tapOf(link, action, { chatId: '' }, deps), CARRY_OUT_WITHIN_MS, deps)
  return outcomeOf(link, { values, revision }, notice, deps)
}

/** 更正 on the page of a form that is recorded: its entry's form goes to its author's chat. Throws as `submitForm`. */
export async function correctForm(link: FormLink, deps: TapDeps): Promise<SubmittedForm> {
  const form = await inTime(look(link, deps))
  if (form.state !== 'settled') return form
  const entryId = form.recorded?.correctable
  if (entryId === undefined) return { ...form, tone: 'info' }
  const action: Action = { v: 1, name: 'edit-entry', entryId }
  const notice = await takeTap(tapOf(link, action, { chatId: '' }, deps), CARRY_OUT_WITHIN_MS, deps)
  return { state: 'settled', ...notice }
}

function tapOf(
  { platform, appId, userId }: FormLink,
  value: Action,
  where: Pick<InboundAction, 'chatId' | 'form'>,
  { clock }: TapDeps,
): InboundAction {
  return {
    kind: 'action',
    platform,
    appId,
    key: `page-${randomUUID()}`,
    messageId: '',
    operatorId: userId,
    actedAt: clock.now(),
    value,
    onPage: true,
    ...where,
  }
}

async function outcomeOf(link: FormLink, typed: TypedForm, notice: Notice, deps: TapDeps): Promise<SubmittedForm> {
  const until = machineNow() + SETTLE_WITHIN_MS
  for (;;) {
    const form = await inTime(look(link, deps, typed))
    // Sent before, it was not this press that settled it: then the form says what it came to.
    if (form.state === 'settled')
      return form.recorded && notice.tone !== 'success' ? { ...form, tone: 'info' } : { state: 'settled', ...notice }
    if (form.state === 'refused') return form
    // A refused form says beside its fields what the notice says, too.
    if (form.revision > typed.revision) return notice.tone === 'warning' ? form : { ...form, notice: notice.text }
    if (notice.tone === 'warning') return { ...form, notice: notice.text }
    if (machineNow() > until) return { state: 'working', text: WORKING }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}

async function look(link: FormLink, { clock }: Pick<ProcessDeps, 'clock'>, typed?: TypedForm): Promise<ShownForm> {
  const { platform, userId, draftId } = link
  const branchId = await findBranchIdOfDraft(draftId)
  const branch = branchId === undefined ? undefined : await findBranch(branchId)
  // An account is only unique together with its platform.
  if (branch?.platform !== platform) return { state: 'refused', text: GONE }
  return inBranch(branch.id, async () => {
    const now = clock.now()
    return showForm(
      draftId,
      {
        branch,
        member: await findMemberByUserId(userId),
        chat: { id: '', type: 'p2p' },
        sentAt: now,
        now,
        today: civilDateAt(now, branch.timezone),
        messageId: '',
        onPage: true,
        roster: await listEverybody(),
      },
      typed,
    )
  })
}

/** What sends the form of each sort of draft. */
type SubmitName = Extract<ActionName, 'submit-entry' | 'submit-edit' | 'submit-dispute' | 'submit-excuse'>

/**
 * What sends the form, and the chat that the draft was typed in: empty for one that was typed in the group and is not
 * for the group.
 */
async function draftOf({ draftId }: FormLink): Promise<{ chatId: string; name: SubmitName }> {
  const branchId = await findBranchIdOfDraft(draftId)
  const branch = branchId === undefined ? undefined : await findBranch(branchId)
  const draft = branch && (await inBranch(branch.id, () => findDraft(draftId)))
  const chatId = !draft || (draft.private && draft.chatId === branch.chatId) ? '' : draft.chatId
  if (draft?.editOf !== undefined) return { chatId, name: 'submit-edit' }
  if (draft?.excuseOf !== undefined) return { chatId, name: 'submit-excuse' }
  return { chatId, name: draft?.disputeOf === undefined ? 'submit-entry' : 'submit-dispute' }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${LOOK_WITHIN_MS} ms`)), LOOK_WITHIN_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
