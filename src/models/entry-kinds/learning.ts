import { Schema } from 'mongoose'
import type { AgendaRow } from '../entry-row.js'
import { personSchema } from '../fields.js'
import { kindSchema, kindWithin, openText } from './shared.js'

export const trainingSchema = kindSchema({
  ...openText,
  form: String,
  lecturer: personSchema,
  audience: String,
  speciality: String,
  category: String,
  campaign: String,
  document: String,
  level: String,
})

export const themeDaySchema = kindSchema({ ...openText, form: String })

const votes = new Schema({ for: Number, against: Number, abstain: Number }, { _id: false })

const agendaItem = new Schema<AgendaRow>(
  {
    topic: { type: String, required: true },
    decision: String,
    votes,
    owner: personSchema,
    dueTo: String,
    closedOn: String,
    closedBy: personSchema,
  },
  { _id: false },
)

export const meetingSchema = kindSchema({
  ...openText,
  ...kindWithin,
  votes,
  resolution: String,
  agenda: { type: [agendaItem], default: undefined },
})
