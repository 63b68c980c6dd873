import { editFormCard } from '../../cards/edit-form-card.js'
import {
  entryFields,
  type FormAudience,
  type FormErrors,
  type FormValues,
  toFormValues,
} from '../../cards/entry-form.js'
import { entryHead } from '../../cards/shared/entry-lines.js'
import type { Card } from '../../src/core/card.js'
import type { PartialRecord } from '../../src/core/meaning.js'
import type { DirectMessage } from '../../src/core/reply.js'
import { occasionsOf } from '../../src/core/talk-occasions.js'
import { type DraftView, saveDraft } from '../../src/ledger/drafts.js'
import { partialOfEntry } from '../../src/ledger/partial-of-entry.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import { currentNames, type MemberContext } from '../context.js'
import { editRefusal } from './change-entry.js'

/**
 * The form that changes an entry, for this member in private, holding everything that he may see of it; or why he gets
 * none. Sealed words in it are read on the record (design.md §4).
 */
export async function openEditForm(entry: LedgerEntryView, ctx: MemberContext): Promise<DirectMessage | string> {
  const refused = editRefusal(entry, ctx)
  if (refused !== undefined) return refused
  const partial = await partialOfEntry(entry.id, ctx.member, ctx.sentAt)
  if (!partial) return '没有找到这条记录'
  const draft = await saveDraft(
    {
      authorId: ctx.member.id,
      chatId: ctx.chat.id,
      private: true,
      partial,
      question: nameOf(entry),
      editOf: entry.id,
    },
    ctx.sentAt,
  )
  return { memberId: ctx.member.id, content: { type: 'card', card: editCard(draft, ctx) }, draftId: draft.id }
}

/** 2026-学-014 集中学习 · 党章: what a form about one entry is called. */
export const nameOf = (entry: LedgerEntryView): string => `${entry.number} ${entryHead(entry)}`

/** The form card of a draft that changes an entry; `values` are those of a refused submit. */
export function editCard(
  draft: DraftView,
  ctx: MemberContext,
  values?: FormValues,
  errors: FormErrors = draft.errors,
): Card {
  const { partial, question = '' } = draft
  const [number = ''] = question.split(' ')
  return editFormCard({
    draftId: draft.id,
    revision: draft.revision,
    type: partial.type,
    name: question,
    values: values ?? toFormValues(partial, ctx.member.name),
    errors,
    people: namesFor(partial, ctx),
    occasions: occasionsOf(ctx.branch.settings),
    audience: editAudience(partial, ctx),
    sentence: `${number} 更正 …`,
  })
}

/** Every field but those of which nothing was ever said; a talk's words only for its two. */
export function editAudience(partial: PartialRecord, ctx: MemberContext): FormAudience {
  const isHis =
    partial.type === 'talk' && [partial.talker, partial.partner, ...(partial.partners ?? [])].includes(ctx.member.name)
  const audience = { inGroup: false, withoutContent: partial.type === 'talk' && !isHis }
  const said = toFormValues(partial, ctx.member.name)
  const without = entryFields(partial.type, audience).filter(
    ({ name, shown }) => shown === 'if-said' && !(name in said),
  )
  return { ...audience, without: without.map(({ name }) => name) }
}

/** Who can be chosen: those in the branch today, and whoever is in the entry. */
export function namesFor(partial: PartialRecord, ctx: MemberContext): string[] {
  const known = new Set(ctx.roster.map(({ name }) => name))
  const listed = Array.isArray(partial.attendees) ? partial.attendees : []
  const absent = (partial.absent ?? []).map(({ name }) => name)
  const all = partial as Readonly<Record<string, unknown>>
  const partners = partial.type === 'talk' ? (partial.partners ?? []) : []
  const single = ['host', 'recorder', 'talker', 'partner', 'owner', 'who'].map((field) => all[field])
  const named = [...listed, ...absent, ...partners, ...single].filter(
    (name): name is string => typeof name === 'string',
  )
  return [...new Set([...currentNames(ctx), ...named.filter((name) => known.has(name) || listed.includes(name))])]
}
