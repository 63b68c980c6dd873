import { durationText, monthDay } from '../../cards/shared/entry-text.js'
import { isCivilDate } from '../../src/core/civil-date.js'
import type { PartialRecord } from '../../src/core/meaning.js'

/**
 * An order to record: what is sent again must not be asked again whether it took place, or who has no form goes in a
 * circle.
 */
const ORDER = '登记：'

/**
 * What was understood, as a sentence to complete and send again where a form can't be used. No talk content and
 * nobody's absence: it may be shown on a card in the group.
 */
export function sentenceOf(partial: PartialRecord): string {
  const { date, period, start, end, minutes, credit_hours, place, expected, actual } = partial
  const when = date !== undefined && isCivilDate(date) ? monthDay(date) : '…月…日'
  const clock = start === undefined ? period : end === undefined ? start : `${start}-${end}`
  const parts = [
    when + (clock ?? ''),
    kindWords(partial),
    minutes === undefined ? (credit_hours === undefined ? undefined : `${credit_hours}学时`) : durationText(minutes),
    partial.type === 'talk' ? undefined : (partial.topic ?? '主题…'),
    partial.type === 'talk' || place === undefined ? undefined : `地点${place}`,
    expected === undefined ? undefined : `应到${expected}人`,
    actual === undefined ? undefined : `实到${actual}人`,
    partial.attendees === 'all' ? '全员参加' : undefined,
  ]
  return ORDER + parts.filter((part) => part !== undefined && part !== '').join(' ')
}

function kindWords(partial: PartialRecord): string {
  switch (partial.type) {
    case 'training':
      return partial.form ?? '培训'
    case 'theme_day':
      return '主题党日'
    case 'meeting':
      return `召开${partial.kind ?? '党员大会'}`
    case 'talk':
      return `和${partial.partner && partial.partner !== '$sender' ? partial.partner : '…'}${partial.kind ?? '谈心谈话'}`
  }
}
