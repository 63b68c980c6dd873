import { UserError } from '../../core/errors.js'
import type { TalkContent } from '../../core/views.js'
import { dropAbsent } from '../to-views.js'
import { nobody } from './attendance.js'
import type { KindFields, MeaningOf, Speller } from './source.js'
import { spanFrom } from './span.js'

/** A talk is between two people of the roster: its content has to know who may read it. UserError `self_talk`. */
export function talkOf(meaning: MeaningOf<'talk'>, { member }: Speller): KindFields {
  const talker = member(meaning.talker)
  const partner = member(meaning.partner)
  if (talker.memberId === partner.memberId) throw new UserError('self_talk', '谈话双方不能是同一个人')
  const { followup } = meaning
  return {
    kind: 'talk',
    subkind: meaning.kind,
    talker,
    partner,
    participants: [talker, partner],
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
export function contentOf({ topic, problem, place, note, followup }: TalkContent): TalkContent | undefined {
  const content = dropAbsent({ topic, problem, place, note, followup })
  return Object.keys(content).length > 0 ? content : undefined
}
