import { UserError } from '../../core/errors.js'
import type { TalkContent } from '../../core/views.js'
import { asPartners } from '../talk-partners.js'
import { dropAbsent } from '../to-views.js'
import { nobody } from './attendance.js'
import type { KindFields, MeaningOf, Speller } from './source.js'
import { spanFrom } from './span.js'

/** A talk is between people of the roster: its content has to know who may read it. UserError `self_talk`. */
export function talkOf(meaning: MeaningOf<'talk'>, { member }: Speller): KindFields {
  const talker = member(meaning.talker)
  const partners = [...new Set(meaning.partners ?? [meaning.partner])].map(member)
  if (partners.some(({ memberId }) => memberId === talker.memberId))
    throw new UserError('self_talk', '谈话双方不能是同一个人')
  const { followup } = meaning
  return {
    kind: 'talk',
    subkind: meaning.kind,
    talker,
    ...asPartners(partners),
    participants: [talker, ...partners],
    absent: [],
    followup: followup === undefined ? undefined : true,
    followupFrom: followup?.due_from,
    followupDue: followup?.due_to,
    content: contentOf({ ...meaning, followup: followup?.what }),
  }
}

/** What was found is for secretaries only (moments.md §4): the entry says no more than that the quarter was analysed. */
export const analysisOf = (meaning: MeaningOf<'analysis'>): KindFields => ({
  kind: 'analysis',
  ...nobody,
  span: spanFrom(meaning.period),
  content: contentOf(meaning),
})

/** The words to be sealed; undefined when there are none. */
export function contentOf({ occasion, topic, problem, place, note, followup }: TalkContent): TalkContent | undefined {
  const content = dropAbsent({ occasion, topic, problem, place, note, followup })
  return Object.keys(content).length > 0 ? content : undefined
}
