import type { RecordMeaning, TalkMeaning } from '../../../src/core/meaning.js'
import type { OpenForm } from '../read-entry-form.js'

/**
 * Whom the talk was with. Several are either one talk together or one with each: which of the two must have been said,
 * in the sentence or here; an entry that is changed stays one.
 */
export function readPartners(open: OpenForm): void {
  const { record, reading } = open
  const names = chosen(open)
  const [first, ...others] = names
  if (first === undefined) open.fail('partner', '请选谈话对象')
  if (record.talker !== undefined && names.includes(record.talker as string))
    open.fail('partner', '不能和自己谈话，请重新选')
  record.partner = first
  record.partners = others.length > 0 ? names : undefined
  delete record.together
  const said = open.raw('together')
  const known = reading.editing === true || (!open.has('together') && wasJoint(reading.partial))
  if (others.length > 0 && !known && said !== 'jointly' && said !== 'severally')
    open.fail('together', '选了不止一位：请选是一起谈的，还是分别谈的')
}

/** One talk with each of those who were chosen, where the form says 分别谈的; undefined: it is one record. */
export function severalTalks(meaning: RecordMeaning, open: OpenForm): TalkMeaning[] | undefined {
  if (meaning.type !== 'talk' || meaning.partners === undefined || open.raw('together') !== 'severally')
    return undefined
  const { partners, ...one } = meaning
  return partners.map((partner) => ({ ...one, partner }))
}

const saidPartners = (partial: OpenForm['reading']['partial']): readonly string[] =>
  partial.type === 'talk' ? (partial.partners ?? []) : []

const wasJoint = (partial: OpenForm['reading']['partial']): boolean => saidPartners(partial).length > 1

function chosen(open: OpenForm): string[] {
  const raw = open.raw('partner')
  const values = raw === undefined || raw === '' ? [] : typeof raw === 'string' ? [raw] : [...raw]
  if (values.some((value) => !open.reading.people.includes(value))) open.fail('partner', '请从名单里选')
  // A page sends them in the order of the roster: those that were said stay in their own.
  const said = saidPartners(open.reading.partial).filter((name) => values.includes(name))
  return [...new Set([...said, ...values])]
}
