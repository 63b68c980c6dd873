import type { PartialRecord } from '../../core/meaning.js'
import { type Facts, factsOf, openScan } from '../facts.js'
import { fillAgenda, takeAgenda } from './agenda.js'
import { readMeeting } from './meeting.js'
import type { Reading, Source } from './reading.js'

/** A meeting, its items read before anything else, so that their owners and deadlines are nobody's and no day of it. */
export function readMeetingText(facts: Facts, { text, utterance, trace }: Source): Reading {
  const scan = openScan(text, trace)
  const agenda = scan.as('agenda', 'records/agenda.ts takeAgenda', () => takeAgenda(scan, facts.names))
  if (!agenda) return { facts, records: [readMeeting(facts)] }
  const own = factsOf(scan, utterance)
  // A day that another sentence named for this one too.
  if (own.date.kind === 'unsaid' && facts.date.kind === 'said' && facts.date.at === 0) own.date = facts.date
  const record = readMeeting(own)
  fillAgenda(record, agenda, own)
  return { facts: own, records: [record as PartialRecord] }
}
