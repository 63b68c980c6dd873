import type { Meaning, PartialRecord } from '../core/meaning.js'
import type { Names } from './people/find-person.js'
import { isRecord } from './plan-or-record.js'
import { withoutTitles } from './scan.js'
import { astray, correctedApart, notLast, otherDay } from './second-look/corrections.js'
import type { Doubt } from './second-look/doubt.js'
import { lookAgainAtEdit } from './second-look/edits.js'
import { passedOver, taskInText, withoutMe } from './second-look/fields.js'
import { anotherThing, asked, takenBack, withoutDay } from './second-look/whole-message.js'

/**
 * The last look before anything is written, at the message as a whole and at the record that came of it: what no reader
 * may have passed over, whatever the kind. What is found makes a question of the record; nothing is changed in silence.
 *
 * `said` is the message as typed, `body` what is left of it when the speaker's corrections are carried out.
 */
export function lookAgain(
  meaning: Meaning,
  { said, body }: { readonly said: string; readonly body: string },
  names: Names,
): Meaning {
  if ('type' in meaning && !('error' in meaning) && (meaning.type === 'edit' || meaning.type === 'undo'))
    return lookAgainAtEdit(meaning, withoutTitles(body), names)
  if (!(isRecord(meaning) || isOwed(meaning)) || 'question' in meaning) return meaning
  const records = ('records' in meaning ? meaning.records : [meaning]) as readonly PartialRecord[]
  const [first] = records
  if (first === undefined) return meaning
  const open = withoutTitles(body)
  const typed = withoutTitles(said)
  const doubt =
    takenBack(open) ??
    asked(open) ??
    records.map((record) => doubtOf(record, { said, typed, open }, names)).find((one) => one !== undefined) ??
    correctedApart(records, said) ??
    withoutDay(open) ??
    (records.length === 1 ? anotherThing(first.type, open, names) : undefined)
  return doubt ? { type: 'question', ...doubt, partial: first } : meaning
}

const doubtOf = (
  record: PartialRecord,
  { said, typed, open }: { readonly said: string; readonly typed: string; readonly open: string },
  names: Names,
): Doubt | undefined =>
  passedOver(record, names) ??
  notLast(record, typed) ??
  astray(record, said) ??
  withoutMe(record, open) ??
  taskInText(record) ??
  otherDay(record, said)

/** Dues and plans are written as well. */
const isOwed = (meaning: Meaning): boolean => 'type' in meaning && (meaning.type === 'dues' || meaning.type === 'plan')
