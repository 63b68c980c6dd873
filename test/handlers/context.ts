import { type HandlerContext, handleAction, handleMeaning } from '../../handlers/index.js'
import type { Action, BranchAction } from '../../src/core/action.js'
import type { Button, Card } from '../../src/core/card.js'
import { civilDateAt } from '../../src/core/civil-date.js'
import type { Meaning } from '../../src/core/meaning.js'
import type { Content } from '../../src/core/platform.js'
import type { Reply } from '../../src/core/reply.js'
import { getBranch } from '../../src/ledger/branches.js'
import { listMembers } from '../../src/ledger/roster.js'
import { currentBranchId } from '../../src/models/branch-scope.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { cardText } from '../cards/card-text.js'
import { NOW } from '../ledger/fixture.js'

export interface Speaker {
  /** A name that nobody in the roster has makes a guest. */
  readonly by?: string
  readonly chat?: 'group' | 'p2p'
  readonly sentAt?: number
  readonly messageId?: string
}

/** The context that intake would make for a message or tap of this person in the branch in scope. */
export async function contextOf({ by = '赵阳', chat = 'group', sentAt = NOW, messageId = 'om_1' }: Speaker = {}) {
  const branch = await getBranch(currentBranchId())
  const roster = await listMembers()
  const ctx: HandlerContext = {
    branch,
    member: roster.find(({ name }) => name === by),
    chat: { id: chat === 'group' ? branch.chatId : `p2p_${by}`, type: chat },
    sentAt,
    now: sentAt,
    today: civilDateAt(sentAt, branch.timezone),
    messageId,
    roster,
  }
  return ctx
}

/** A message that means this. */
export async function mean(meaning: Meaning, speaker: Speaker = {}): Promise<Reply> {
  const ctx = await contextOf(speaker)
  return await inTransaction(() => handleMeaning(meaning, ctx))
}

/** A tap on a button of a branch's card, with what its form holds. */
export async function tap(
  action: Action,
  speaker: Speaker = {},
  form: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<Reply> {
  const ctx = await contextOf(speaker)
  return await inTransaction(() => handleAction(action as BranchAction, form, ctx))
}

export const contentText = (content: Content | undefined): string =>
  content === undefined ? '' : content.type === 'text' ? content.text : cardText(content.card)

/** Everything the chat gets to see: what is said there, and the cards in it that change. */
export function chatText(reply: Reply, inGroup = true): string {
  const cards = (reply.updates ?? []).map((update) =>
    cardText('cardFor' in update ? update.cardFor(inGroup) : update.card),
  )
  return [contentText(reply.chat), ...cards].join('\n')
}

/** What a person gets in private, by name. */
export async function privately(reply: Reply): Promise<Record<string, string[]>> {
  const names = new Map((await listMembers()).map(({ id, name }) => [id, name]))
  const said: Record<string, string[]> = {}
  for (const { memberId, content } of reply.direct ?? []) {
    const name = names.get(memberId) ?? memberId
    said[name] = [...(said[name] ?? []), contentText(content)]
  }
  return said
}

export function cardOf(content: Content | undefined): Card {
  if (content?.type !== 'card') throw new Error(`no card: ${contentText(content)}`)
  return content.card
}

/** The button with this text, a form's submit included. */
export function buttonOf(card: Card, text: string): Button {
  const forms = card.blocks.flatMap((block) => (block.type === 'form' ? [block.form.submit] : []))
  const button = [...forms, ...(card.buttons ?? [])].find((one) => one.text === text)
  if (!button) throw new Error(`no button ${text}`)
  return button
}

/** What the card's form holds, as a client sends it back untouched. */
export function formValues(card: Card): Record<string, string | readonly string[]> {
  const form = card.blocks.find((block) => block.type === 'form')
  if (form?.type !== 'form') throw new Error('no form')
  const filled = form.form.fields.flatMap((field) => {
    const value = field.type === 'multiselect' ? field.values : field.value
    return value === undefined ? [] : [[field.name, value] as const]
  })
  return Object.fromEntries(filled)
}

/** The line by which a talk's other person learns of it, with all that stands on its card. */
export const told = (line: string): string => `${line}\n不用操作；和实际不符再点「有出入」。\n[有出入]`
