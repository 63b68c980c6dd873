import { Schema } from 'mongoose'
import { personSchema } from '../fields.js'
import { kindSchema, kindWithin, openText } from './shared.js'

export const trainingSchema = kindSchema({
  ...openText,
  form: String,
  lecturer: personSchema,
  audience: String,
  category: String,
  campaign: String,
  document: String,
  level: String,
})

export const themeDaySchema = kindSchema({ ...openText, form: String })

export const meetingSchema = kindSchema({
  ...openText,
  ...kindWithin,
  votes: new Schema({ for: Number, against: Number, abstain: Number }, { _id: false }),
  resolution: String,
})
