import type { FormErrors, FormValues } from '../../cards/entry-form.js'
import { excuseFormCard } from '../../cards/excuse-form-card.js'
import type { Card } from '../../src/core/card.js'
import { lastDayOfMonth } from '../../src/core/civil-date.js'
import type { DirectMessage } from '../../src/core/reply.js'
import { spanText } from '../../src/core/span-text.js'
import type { ObligationView } from '../../src/core/views.js'
import { type DraftView, saveDraft } from '../../src/ledger/drafts.js'
import { obligationsOf } from '../../src/ledger/obligations.js'
import type { MemberContext } from '../context.js'
import { lastMonthOf } from './period.js'

/** It stands behind a duty on every later card: a line or two, no report. */
export const LONGEST_EXCUSE = 100

/** What is missing of a month (with what its quarter and year ask for by then), of a quarter, or of a year. */
export async function explainable(period: string, ctx: MemberContext): Promise<ObligationView[]> {
  const month = lastMonthOf(period)
  if (month === undefined) return []
  const missing = (await obligationsOf(month, ctx.today)).filter(({ met }) => !met)
  if (period === month) return missing.filter(({ window }) => window.to <= lastDayOfMonth(month))
  return missing.filter((duty) => duty.period === period)
}

/** The form in private, or why there is none. */
export async function openExcuseForm(period: string, ctx: MemberContext): Promise<DirectMessage | string> {
  const duties = await explainable(period, ctx)
  if (duties.length === 0) return `${spanText(period)}没有要说明的`
  const draft = await saveDraft(
    {
      authorId: ctx.member.id,
      chatId: ctx.chat.id,
      private: true,
      partial: { type: 'training' },
      question: spanText(period),
      fields: duties.map(({ rule, period: own, label }) => [rule, own, label].join(SEPARATOR)),
      excuseOf: period,
    },
    ctx.sentAt,
  )
  return { memberId: ctx.member.id, content: { type: 'card', card: excuseDraftCard(draft) }, draftId: draft.id }
}

/** In no rule's name and no label. */
const SEPARATOR = '\n'

export interface ExcusedDuty {
  readonly rule: string
  readonly period: string
  readonly label: string
}

/** What the draft's form offers to choose from. */
export const dutiesOf = ({ fields }: DraftView): ExcusedDuty[] =>
  fields.map((field) => {
    const [rule = '', period = '', label = ''] = field.split(SEPARATOR)
    return { rule, period, label }
  })

/** The form card of a draft; `values` are those of a refused submit. */
export function excuseDraftCard(draft: DraftView, values?: FormValues, errors: FormErrors = draft.errors): Card {
  return excuseFormCard({
    draftId: draft.id,
    revision: draft.revision,
    span: draft.question ?? '',
    duties: dutiesOf(draft),
    ...(values && { values }),
    errors,
  })
}

/** The language reads half-width commas; on a card the words stand as people write them. */
export const asWritten = (text: string): string => text.replace(/(?<=\p{Script=Han})\s*,\s*/gu, '，')
