import type { RecordType } from '../../src/core/meaning.js'
import type { FieldDefinition } from './definition.js'
import { ACTIVITY, MEETING, PROJECT_EVENT, THEME_DAY, TRAINING, VOLUNTEER } from './gatherings.js'
import { ANALYSIS, COMMITMENT, DONATION, DUES, HONOUR, PLAN, TALK } from './matters.js'
import { METRIC, PROBLEM, QUALITY_SLIP, SPOT_CHECK } from './quality.js'

/** The fields of each kind of record, in one place: a card's form and a page's form show the same. */
export const DEFINITIONS: Readonly<Record<RecordType, readonly FieldDefinition[]>> = {
  training: TRAINING,
  theme_day: THEME_DAY,
  meeting: MEETING,
  talk: TALK,
  activity: ACTIVITY,
  volunteer: VOLUNTEER,
  donation: DONATION,
  honour: HONOUR,
  qualitySlip: QUALITY_SLIP,
  projectEvent: PROJECT_EVENT,
  problem: PROBLEM,
  commitment: COMMITMENT,
  dues: DUES,
  spot_check: SPOT_CHECK,
  metric: METRIC,
  analysis: ANALYSIS,
  plan: PLAN,
}
