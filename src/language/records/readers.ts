import type { RecordType } from '../../core/meaning.js'
import { namesActivity, readActivity } from './activity.js'
import { namesAnalysis, readAnalysis } from './analysis.js'
import { namesCommitment, readCommitment } from './commitment.js'
import { namesDonation, readDonation } from './donation.js'
import { namesHonour, readHonour } from './honour.js'
import { namesMetric, readMetric } from './metric.js'
import { namesProblem, readProblem } from './problem.js'
import { namesProjectEvent, readProjectEvent } from './project-event.js'
import { namesSlip, readQualitySlip } from './quality-slip.js'
import type { Reader } from './reading.js'
import { namesSpotCheck, readSpotCheck } from './spot-check.js'
import { namesVolunteer, readVolunteer } from './volunteer.js'

export interface KindOfEvent {
  type: RecordType
  /** Whether the words tell of this kind, titles and labelled subjects taken out. */
  names: (open: string) => boolean
  read: Reader
  /** What it tells in free text says nothing about whether it took place: 没开灯 on a slip. */
  freeText?: boolean
}

/**
 * The kinds that are not study, meeting or talk, surest first: where two are named, the first is meant when it
 * `includes` the other's words (a contest of volunteers is a prize).
 */
export const EVENT_KINDS: readonly KindOfEvent[] = [
  { type: 'analysis', names: namesAnalysis, read: readAnalysis, freeText: true },
  { type: 'problem', names: namesProblem, read: readProblem, freeText: true },
  { type: 'commitment', names: namesCommitment, read: readCommitment, freeText: true },
  { type: 'metric', names: namesMetric, read: readMetric, freeText: true },
  { type: 'honour', names: namesHonour, read: readHonour },
  { type: 'donation', names: namesDonation, read: readDonation },
  { type: 'qualitySlip', names: namesSlip, read: readQualitySlip, freeText: true },
  { type: 'projectEvent', names: namesProjectEvent, read: readProjectEvent },
  { type: 'spot_check', names: namesSpotCheck, read: readSpotCheck },
  { type: 'volunteer', names: namesVolunteer, read: readVolunteer },
  { type: 'activity', names: namesActivity, read: readActivity },
]
