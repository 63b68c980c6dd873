import { askBackCard } from '../../cards/ask-back-card.js'
import {
  type FormAudience,
  type FormErrors,
  type FormValues,
  needlessFields,
  toFormValues,
} from '../../cards/entry-form.js'
import type { Card } from '../../src/core/card.js'
import type { PartialRecord } from '../../src/core/meaning.js'
import { occasionsOf } from '../../src/core/talk-occasions.js'
import type { DraftView } from '../../src/ledger/drafts.js'
import { currentNames, type MemberContext } from '../context.js'
import { disputeDraftCard } from './dispute-form.js'
import { editCard } from './edit-form.js'
import { excuseDraftCard } from './excuse-form.js'
import { sentenceOf } from './sentence.js'

const DEFAULT_QUESTION = '请补全后记下：'

/**
 * Who sees the draft's form: on a page its author alone. A talk's content goes back to its author only if he is one of
 * the two (moments.md §4).
 */
export function audienceOf(draft: DraftView, ctx: MemberContext): FormAudience {
  const { partial } = draft
  const own = (person: string | undefined): boolean => person === '$sender' || person === ctx.member.name
  const withoutContent =
    partial.type === 'talk' && ![partial.talker, partial.partner, ...(partial.partners ?? [])].some(own)
  const without = needlessFields(partial, [...draft.fields, ...Object.keys(draft.errors)])
  return { inGroup: !draft.private && !ctx.onPage, withoutContent, without }
}

/** The draft's form card; `values` are those of a refused submit, `errors` what is said beside them. */
export function draftCard(
  draft: DraftView,
  ctx: MemberContext,
  values?: FormValues,
  errors: FormErrors = draft.errors,
): Card {
  if (draft.editOf !== undefined) return editCard(draft, ctx, values, errors)
  if (draft.disputeOf !== undefined) return disputeDraftCard(draft, values, errors)
  if (draft.excuseOf !== undefined) return excuseDraftCard(draft, values, errors)
  const { partial } = draft
  const audience = audienceOf(draft, ctx)
  return askBackCard({
    draftId: draft.id,
    revision: draft.revision,
    type: partial.type,
    question: draft.question ?? DEFAULT_QUESTION,
    ask: draft.fields,
    values: values ?? toFormValues(partial, ctx.member.name),
    errors,
    people: currentNames(ctx),
    occasions: occasionsOf(ctx.branch.settings),
    audience,
    sentence: sentenceOf(partial, { today: ctx.today, isPrivate: !audience.inGroup }),
    keepsMore: audience.inGroup && keepsUnseen(partial),
  })
}

/** Something was understood that a card in the group has no field for. */
const keepsUnseen = ({ attendees, absent, note }: PartialRecord): boolean =>
  Array.isArray(attendees) || (absent?.length ?? 0) > 0 || note !== undefined
