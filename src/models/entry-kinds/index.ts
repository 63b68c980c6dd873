import type { Model, Schema } from 'mongoose'
import type { EntryKind } from '../../core/entry.js'
import type { EntryRow } from '../entry-row.js'
import { activitySchema, donationSchema, honourSchema, projectEventSchema, volunteerSchema } from './activities.js'
import { commitmentSchema, duesSchema, planSchema } from './duties.js'
import { meetingSchema, themeDaySchema, trainingSchema } from './learning.js'
import { metricSchema, problemSchema, qualitySlipSchema, spotCheckSchema } from './quality.js'
import { analysisSchema, talkSchema } from './talks.js'

const SCHEMAS: Readonly<Record<EntryKind, Schema<EntryRow>>> = {
  training: trainingSchema,
  talk: talkSchema,
  meeting: meetingSchema,
  themeDay: themeDaySchema,
  activity: activitySchema,
  volunteer: volunteerSchema,
  donation: donationSchema,
  honour: honourSchema,
  qualitySlip: qualitySlipSchema,
  projectEvent: projectEventSchema,
  plan: planSchema,
  problem: problemSchema,
  dues: duesSchema,
  commitment: commitmentSchema,
  metric: metricSchema,
  spotCheck: spotCheckSchema,
  analysis: analysisSchema,
}

/** Gives every kind of the contract its fields beyond the common ones. */
export function addEntryKinds(base: Model<EntryRow>): void {
  for (const [kind, schema] of Object.entries(SCHEMAS)) {
    base.discriminator(`${kind.charAt(0).toUpperCase()}${kind.slice(1)}Entry`, schema, kind)
  }
}
