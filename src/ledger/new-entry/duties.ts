import { monthOf } from '../../core/civil-date.js'
import { TRAINING_FORMS } from '../../core/entry.js'
import { UserError } from '../../core/errors.js'
import type { AmountRow } from '../../models/ledger-entry.js'
import { fenOf, sumOf } from '../money.js'
import { invitedOf, nobody } from './attendance.js'
import type { KindFields, MeaningOf, Speller } from './source.js'
import { spanFrom } from './span.js'
import { contentOf } from './talks.js'

/**
 * Each person's line apart from the sum. What anybody but the dues officer or the secretary reports waits for the dues
 * officer. UserError `unknown_person`, `bad_amount`, `missing_field`.
 */
export function duesOf(meaning: MeaningOf<'dues'>, { member, source }: Speller): KindFields {
  const date = meaning.date ?? meaning.paid_on ?? source.today
  const nothingSaid = meaning.month === undefined && meaning.items.every(({ month }) => month === undefined)
  const common = meaning.month ?? (nothingSaid ? monthOf(date) : undefined)
  const amounts: AmountRow[] = meaning.items.map(({ name, amount, month }) => ({
    ...member(name),
    fen: fenOf(amount),
    month: month ?? common ?? monthOf(date),
  }))
  if (amounts.length === 0) throw new UserError('missing_field', '请写明谁交了多少，如“赵阳52.4元”')
  const months = new Set(amounts.map(({ month }) => month))
  const isOfficer = source.author.roles.some((role) => role === 'dues' || role === 'secretary')
  return {
    kind: 'dues',
    ...nobody,
    date,
    amounts,
    totalFen: meaning.total === undefined ? sumOf(amounts) : fenOf(meaning.total),
    span: months.size === 1 ? amounts[0]?.month : undefined,
    arrears: meaning.late === true ? true : undefined,
    paidOn: meaning.paid_on,
    unconfirmed: meaning.needs_confirm_by === 'dues' || !isOfficer ? true : undefined,
    inferred: nothingSaid ? [...(meaning.inferred ?? []), 'month'] : meaning.inferred,
  }
}

/** UserError `unknown_person`, `bad_period`. */
export const commitmentOf = (meaning: MeaningOf<'commitment'>, { member }: Speller): KindFields => ({
  kind: 'commitment',
  ...nobody,
  subkind: meaning.kind,
  who: member(meaning.who),
  span: spanFrom(meaning.period),
})

/**
 * An open plan; one with a deadline stands at its deadline. What a planned talk will be about is sealed as a talk's
 * content is. UserError `missing_field` without a day, `unknown_person`, `self_talk`.
 */
export function planOf(meaning: MeaningOf<'plan'>, speller: Speller): KindFields {
  const date = meaning.date ?? meaning.due_to
  if (date === undefined) throw new UserError('missing_field', '计划要有日期，请写明哪一天或哪天以前')
  const partner = meaning.partner === undefined ? undefined : speller.member(meaning.partner)
  const isTalk = meaning.kind === 'talk'
  const { id: authorId } = speller.source.author
  const said = isTalk && meaning.talker !== undefined ? speller.member(meaning.talker) : undefined
  if (partner?.memberId === (said?.memberId ?? authorId)) throw new UserError('self_talk', '谈话双方不能是同一个人')
  return {
    kind: 'plan',
    ...invitedOf(meaning, speller),
    date,
    subkind: meaning.kind,
    talker: said?.memberId === authorId ? undefined : said,
    partner,
    dueTo: meaning.due_to,
    lecturer: isTalk ? undefined : speller.optionalPerson(meaning.lecturer),
    form: TRAINING_FORMS.find((form) => meaning.kind === 'training' && form === meaning.subkind),
    remind: meaning.remind,
    remindAll: meaning.remind_all,
    planState: 'open',
    replaces: meaning.replaces,
    ...(isTalk && { topic: undefined, place: undefined, note: undefined, content: contentOf(meaning) }),
  }
}
